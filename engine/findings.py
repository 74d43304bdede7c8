"""Findings: what a tool that looks at a photo found there, read for people and tables.

A tool's ``findings`` are one JSON-able mapping. Each list of mappings in it holds places of one kind, under the kind's
name, such as ``{"faces": [{"label": "face", "score": 0.93, "box": [x, y, width, height]}]}``. A place may tell its
``label`` (else it is called as its kind), its ``score`` in 0..1, its ``box`` and ``points`` ({name: [x, y]} or
[[x, y], ..]) in px of the tool's first photo as it stands upright; all else that it tells are further facts. Plain
values beside the lists are facts of the photo.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KNOWN = ("label", "score", "box", "points")
MOST = 5000
"""Places that are read."""
SUFFIXES = (".json", ".csv")
"""Of files that findings are written to."""
HEAD = ("number", "what", "score", "x", "y", "width", "height", "more")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found. ``box``: left, top, width, height and ``points``: x, y, px of the photo; ``box`` None: it has no
    place. ``score`` None: the tool does not say how sure it is. ``facts``: name and value."""

    what: str
    box: tuple[float, float, float, float] | None = None
    score: float | None = None
    points: tuple[tuple[float, float], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def found_in(findings: Mapping[str, Any]) -> tuple[Found, ...]:
    """Everything in a tool's findings, in its order; what makes no sense is left out. Never raises."""
    out: list[Found] = []
    for kind, value in findings.items():
        entries = value if isinstance(value, list | tuple) else [value]
        if entries and all(isinstance(entry, dict) for entry in entries):
            out += [_found(str(kind), entry) for entry in entries]
        elif (text := _text(value)) is not None:
            out.append(Found(str(kind), facts=(("", text),)))
    return tuple(out[:MOST])


def table(found: Iterable[Found], separator: str = ",") -> str:
    """One line for each, below a line of names: what spreadsheets read (RFC 4180)."""
    text = StringIO()
    lines = csv.writer(text, delimiter=separator)
    lines.writerow(HEAD)
    for number, one in enumerate(found, 1):
        box = [f"{value:g}" for value in one.box] if one.box is not None else [""] * 4
        more = "; ".join(f"{name}: {value}" if name else value for name, value in one.facts)
        lines.writerow([number, _harmless(one.what), "" if one.score is None else f"{one.score:g}", *box,
                        _harmless(more)])
    return text.getvalue()


def written(findings: Mapping[str, Any], photo: str, tool: str, suffix: str) -> bytes:
    """The bytes of a file: ``.csv`` is a table with a byte order mark, by which spreadsheets know UTF-8; ``.json``
    holds all that the tool told. ``photo``: the photo's name."""
    if suffix.lower() == ".csv":
        return table(found_in(findings)).encode("utf-8-sig")
    facts = {"photo": PurePath(photo).name, "tool": tool, "findings": dict(findings)}
    return json.dumps(facts, indent=1, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _found(kind: str, entry: Mapping[str, Any]) -> Found:
    label = entry.get("label")
    facts = [(str(name), text) for name, value in entry.items()
             if name not in KNOWN and (text := _text(value)) is not None]
    score = _number(entry.get("score"))
    sure = None if score is None else min(1.0, max(0.0, score))
    what = label if isinstance(label, str) and label.strip() else kind
    return Found(what, _box(entry.get("box")), sure, tuple(_points(entry.get("points"))), tuple(facts))


def _box(value: Any) -> tuple[float, float, float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != 4:
        return None
    x, y, width, height = map(_number, value)
    if x is None or y is None or width is None or height is None or width < 0 or height < 0:
        return None
    return x, y, width, height


def _points(value: Any) -> Iterator[tuple[float, float]]:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    for entry in entries:
        if isinstance(entry, list | tuple) and len(entry) >= 2:
            x, y = _number(entry[0]), _number(entry[1])
            if x is not None and y is not None:
                yield x, y


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(value: Any) -> str | None:
    """A plain value as a word; None for what is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if value.strip() else None
    number = _number(value)
    if number is not None:
        return f"{number:g}"
    if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return None


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
