"""How a person wants files to be exported, and what they will be called. Free of Qt and of pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.codecs.formats import FORMATS
from engine.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from desktop.settings import Export as Recipe
    from engine.codecs.formats import OutputFormat

TOKENS = ("name", "tool", "date", "time", "number")
WITH_QUALITY = ("jpeg", "webp", "avif")
LONGEST_NAME = 180
"""Characters of a name without its ending: below every file system's limit, also for letters of four bytes."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows does not give to files."""


def form_of(recipe: Recipe) -> OutputFormat:
    """The facts of the recipe's format."""
    return FORMATS[recipe.format]


@dataclass(frozen=True, slots=True)
class Named:
    """What a picture's name is made of: ``name`` the photo's own, ``tool`` a short word, "" for a plain photo."""

    name: str
    tool: str
    made: datetime


def pixels_of(recipe: Recipe, width: int, height: int) -> tuple[int, int]:
    """Width and height of the exported picture: never larger than it is, no side below 1."""
    amount = recipe.amount
    factor = {"original": 1.0, "long_side": amount / max(width, height), "short_side": amount / min(width, height),
              "percent": amount / 100, "megapixels": (amount * 1e6 / (width * height)) ** 0.5}[recipe.size]
    if factor >= 1:
        return width, height
    return max(1, round(width * factor)), max(1, round(height * factor))


def stem(pattern: str, named: Named, number: int) -> str:
    """A file's name without its ending. Raises UsageError for a pattern with words that are not known."""
    unknown = [word for word in re.findall(r"\{([^{}]*)\}", pattern) if word not in TOKENS]
    if unknown:
        known = ", ".join(f"{{{token}}}" for token in TOKENS)
        raise UsageError(f"The name has a part {{{unknown[0]}}} that is not known.", f"Use {known}.")
    local = named.made.astimezone()
    words = {"name": Path(named.name).stem, "tool": named.tool, "date": local.strftime("%Y-%m-%d"),
             "time": local.strftime("%H%M%S"), "number": f"{number:03d}"}
    text = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], pattern)
    return clean(text)


def clean(text: str) -> str:
    """A name that every file system takes. Nothing left over becomes "photo"."""
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", text)
    text = re.sub(r"-{2,}", "-", text).strip(" .-_")[:LONGEST_NAME].rstrip(" .-_")
    return f"{text}-" if text.casefold() in RESERVED else text or "photo"


def targets(recipe: Recipe, pictures: Sequence[Named], folder: Path,
            there: Callable[[Path], bool] = Path.exists) -> list[Path | None]:
    """The file for each picture; None for one that is skipped. Two pictures of one run never share a file.

    ``there`` tells whether a file is there already. Raises UsageError (``stem``).
    """
    taken: set[str] = set()
    out: list[Path | None] = []
    for number, named in enumerate(pictures, start=1):
        name = stem(recipe.pattern, named, number)
        path = folder / f"{name}{form_of(recipe).suffixes[0]}"
        in_the_way = there(path)
        if in_the_way and recipe.collision == "skip":
            out.append(None)
            continue
        counter = 1
        while str(path).casefold() in taken or (in_the_way and recipe.collision == "number"):
            counter += 1
            path = folder / f"{name}-{counter}{form_of(recipe).suffixes[0]}"
            in_the_way = there(path)
        taken.add(str(path).casefold())
        out.append(path)
    return out
