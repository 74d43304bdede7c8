"""Head: the regions and the coordinates that a face mesh gives a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.vision import faces

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.types import Points


@dataclass(frozen=True, slots=True)
class Head:
    """The face in a view: ``hull`` and ``features`` (h, w) masks, ``mesh`` (478, 2) px or None without a face.

    ``p``, ``q`` (h, w): coordinates of the face, +-1 at its sides, 0 at the chin and 1 at the top of the forehead.
    """

    hull: Mask
    features: Mask
    mesh: Points | None
    p: Mask
    q: Mask

    @property
    def plain_skin(self) -> Mask:
        """The hull without eyes, brows and mouth."""
        return np.asarray(self.hull * (1 - self.features), np.float32)


def head_of(shape: tuple[int, int], mesh: Points | None) -> Head:
    """The regions of a face mesh, or empty ones."""
    if mesh is None:
        empty = np.zeros(shape, np.float32)
        return Head(empty, empty, None, empty, empty)
    return Head(faces.hull(shape, mesh), faces.features(shape, mesh), mesh, *faces.frame(shape, mesh))
