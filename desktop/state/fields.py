"""What a form must show for a tool's options: read from the pydantic declaration alone, without widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from engine.tools.base import Options

Kind = Literal["choice", "switch", "slider", "number", "colour", "file", "text"]


@dataclass(frozen=True, slots=True)
class Field:
    """One option as a person sees it. ``choices`` are (value, label); ``low`` and ``high`` bound numbers."""

    name: str
    title: str
    help: str
    kind: Kind
    default: Any
    choices: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    optional: bool = False
    advanced: bool = False


def fields_of(options: type[Options]) -> tuple[Field, ...]:
    """The fields of an options model in its own order.

    A declaration may say more in ``json_schema_extra``: ``advanced`` (bool), ``labels`` (value to words), ``words``
    (help for the form where the description speaks to the command line) and ``kind``.
    """
    return tuple(_field(name, info) for name, info in options.model_fields.items())


def sentence(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _field(name: str, info: FieldInfo) -> Field:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    kind, optional = _plain(info.annotation)
    low, high = _bounds(info)
    labels = extra.get("labels")
    labels = labels if isinstance(labels, dict) else {}
    choices = tuple((value, str(labels.get(value, sentence(value.replace("_", " "))))) for value in _choices(kind))
    told = extra.get("kind")
    default = info.get_default(call_default_factory=True)
    return Field(
        name=name, title=info.title or sentence(name.replace("_", " ")),
        help=sentence(str(extra.get("words") or info.description or "")),
        kind=told if told in get_args(Kind) else _kind(kind, info, choices, low, high),  # type: ignore[arg-type]
        default=default.value if isinstance(default, Enum) else default, choices=choices, low=low, high=high,
        whole=kind is int, optional=optional, advanced=bool(extra.get("advanced")))


def _plain(annotation: Any) -> tuple[Any, bool]:
    """The type without ``None``, and whether None was allowed."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0], len(kinds) < len(get_args(annotation))
    return annotation, False


def _choices(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return tuple(str(value) for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    return ()


def _bounds(info: FieldInfo) -> tuple[float | None, float | None]:
    low = high = None
    for rule in info.metadata:
        low = next((getattr(rule, name) for name in ("ge", "gt") if getattr(rule, name, None) is not None), low)
        high = next((getattr(rule, name) for name in ("le", "lt") if getattr(rule, name, None) is not None), high)
    return low, high


def _kind(kind: Any, info: FieldInfo, choices: tuple[tuple[str, str], ...], low: float | None,
          high: float | None) -> Kind:
    if choices:
        return "choice"
    if kind is bool:
        return "switch"
    if kind in (int, float):
        return "slider" if low is not None and high is not None else "number"
    if isinstance(kind, type) and issubclass(kind, Path):
        return "file"
    return "colour" if "#RRGGBB" in (info.description or "") else "text"
