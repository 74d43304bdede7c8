"""What a tool is: a frozen declaration from which form, command, presets, batch and history are derived."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.context import Context
    from engine.metadata import SourceType
    from engine.photo import Layer, Photo


class Options(BaseModel):
    """Base of every tool's options: frozen, no unknown keys, each field with a description for people."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Input:
    """A photo that the tool takes; ``name`` is its key in ``inputs``."""

    name: str
    title: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the tool: ``id`` for reports, ``title`` in people's words."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run says about itself beside its pixels."""

    quality_score: float | None = None
    quality_reasons: tuple[str, ...] = ()
    retry_count: int = 0
    source_type: SourceType | None = None
    """None: told by the number of input photos (``engine.metadata.result_type``)."""


@dataclass(frozen=True, slots=True)
class Result:
    """Exactly one of ``layers`` (over the first input), ``photo`` and ``findings`` (JSON-able, as
    ``engine.findings`` reads them) is set."""

    layers: tuple[Layer, ...] | None = None
    photo: Photo | None = None
    findings: Mapping[str, Any] | None = None
    report: Report = field(default_factory=Report)


class Run(Protocol):
    """The work of a tool. ``inputs`` maps input names to photos; raises LookroomError."""

    def __call__(self, inputs: Mapping[str, Photo], options: Any, ctx: Context) -> Result:
        """Do the work on the calling thread."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool's declaration. Nothing heavy is imported to make one: ``run`` imports its stages when it is called."""

    id: str
    title: str
    group: str
    summary: str
    inputs: tuple[Input, ...]
    options: type[Options]
    stages: tuple[Stage, ...]
    result: Literal["layers", "photo", "findings"]
    run: Run
    models: tuple[str, ...] = ()


@cache
def tools() -> dict[str, Tool]:
    """Every tool found by scanning the folders of ``engine.tools``, by id, in the order of ids."""
    package = import_module("engine.tools")
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        if module.ispkg:
            tool = import_module(f"engine.tools.{module.name}").TOOL
            found[tool.id] = tool
    return dict(sorted(found.items()))
