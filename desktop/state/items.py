"""The pictures that the studio handles: photos brought in, and results."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

NOWHERE = Path()
"""Where a result lies that is in memory only."""


@dataclass(frozen=True, slots=True)
class Item:
    """One picture of the film strip.

    ``id`` is the stored file's for a photo and the session's for a result. ``base`` is the photo that a result was
    made from, for before and after; ``layers`` the file of what was laid over it (``engine.codecs.layers``), where that
    was kept. ``tool`` is the tool that made a result; ``thumbnail`` a small JPEG where there is one. ``path`` is
    NOWHERE for a result that the history does not hold (yet). ``findings`` are of a result that is no picture: what a
    tool found in the photo, which is at ``path`` then.
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
    findings: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def stored(self) -> bool:
        """Whether its file is in Lookroom's folder."""
        return self.path != NOWHERE
