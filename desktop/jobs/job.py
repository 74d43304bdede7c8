"""Job: one run of a tool that a person asked for, what it tells while it runs, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from engine.photo import Layer, Photo


class State(StrEnum):
    """created -> processing -> completed, failed or cancelled; ``retry`` goes back to created."""

    CREATED = "created"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens unless somebody asks for it."""
        return self in (State.COMPLETED, State.FAILED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a job failed: a stable ``code``, and two whole sentences for a person: ``what`` happened, the ``remedy``."""

    code: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the tool with the id ``tool``. ``inputs`` are files in the order of ``Tool.inputs``; ``options`` are
    the values of its ``Options`` that differ from the defaults; times are aware UTC; ``attempt`` counts from 1."""

    id: UUID
    tool: str
    inputs: tuple[Path, ...]
    options: Mapping[str, Any]
    state: State = State.CREATED
    attempt: int = 1
    error: Fault | None = None
    created: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None


def new_job(tool: str, inputs: tuple[Path, ...], options: Mapping[str, Any]) -> Job:
    """A job that nobody has begun."""
    return Job(uuid4(), tool, inputs, MappingProxyType(dict(options)), created=datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``stage`` in people's words, ``fraction`` 0..1 and never falling within an attempt,
    ``preview`` (h, w, 3) uint8 sRGB of at most 1 MP, ``seconds_left`` None as long as nobody can tell."""

    job: UUID
    stage: str
    fraction: float
    preview: NDArray[np.uint8] | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves: ``base`` is the first input as it was read. Exactly one of ``photo``, ``layers`` (over
    ``base``) and ``findings`` is set. ``report`` is JSON-able and holds the keys of TOOLS.md but ``output``. ``label``:
    the result's digital source type (``engine.metadata``), which tells of all inputs."""

    base: Photo
    photo: Photo | None = None
    layers: tuple[Layer, ...] | None = None
    findings: Mapping[str, Any] | None = None
    report: Mapping[str, Any] = field(default_factory=dict)
    label: str = "algorithmicallyEnhanced"

    def flat(self, opacity: float = 1.0) -> Photo:
        """The photo to keep or export: layers, at ``opacity`` times their own, laid over the base in its own depth.
        Takes about 0.3 s at 24 MP: not on the window's thread."""
        from engine.photo import composite

        if self.photo is not None:
            return self.photo
        layers = [replace(layer, opacity=layer.opacity * opacity) for layer in self.layers or ()]
        return composite(self.base, layers) if layers else self.base

    def labelled(self) -> Photo:
        """``flat`` with its source's metadata, corrected and labelled: what may leave the studio."""
        from engine.metadata import labelled

        return labelled(self.flat(), self.label)
