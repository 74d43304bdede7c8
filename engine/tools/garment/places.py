"""Places that a person puts by hand: JSON files of one object of names and points."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision.types import Points

MOST_BYTES = 100_000
MOST = 1e6
"""px: no photo is larger."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, in whole sentences, of a file that cannot be read, is no JSON, is no object; and how it is to be
    written."""

    unreadable: str
    no_json: str
    no_object: str
    remedy: str


def read_object(path: Path, words: Words) -> dict[str, object]:
    """The object in a file. Raises UsageError."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise UsageError(words.unreadable, "Check that it is there and that you may read it.") from fault
    try:
        said = json.loads(text) if len(text) <= MOST_BYTES else None
    except (ValueError, RecursionError) as fault:
        raise UsageError(words.no_json, words.remedy) from fault
    if not isinstance(said, dict):
        raise UsageError(words.no_object, words.remedy)
    return said


def point(name: str, value: object, words: Words) -> Points:
    """(2,) float32 px from JSON. Raises UsageError."""
    if isinstance(value, list) and len(value) == 2:
        numbers = [one for one in value if isinstance(one, int | float) and not isinstance(one, bool)]
        if len(numbers) == 2 and all(-MOST < one < MOST for one in numbers):  # neither nan nor inf
            return np.asarray(numbers, np.float32)
    raise UsageError(f"The place {name} is not a point of two numbers.", words.remedy)
