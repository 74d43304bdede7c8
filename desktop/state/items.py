"""The pictures that the studio handles: photos brought in, and results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Item:
    """One picture of the film strip.

    ``id`` is the stored file's for a photo and the session's for a result. ``base`` is the photo that a result was
    made from, for before and after; ``layers`` the file of what was laid over it (``engine.codecs.layers``), where that
    was kept. ``tool`` is the tool that made a result; ``thumbnail`` a small JPEG where there is one.
    """

    id: UUID
    name: str
    path: Path
    kind: Literal["photo", "result"]
    base: Path | None = None
    tool: str = ""
    kept: bool = False
    thumbnail: Path | None = None
    layers: Path | None = None
