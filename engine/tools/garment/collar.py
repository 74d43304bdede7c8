"""Collar: the inner back of the neck opening that a hollow garment shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.anchors import Side
    from engine.tools.garment.outline import Frame


@dataclass(frozen=True, slots=True)
class Opening:
    """The neck opening in the frame: ``front`` (2,) lowest point of the front neckline, ``back`` (H, W) bool."""

    front: NDArray[Any]
    back: NDArray[np.bool_]


def find_opening(frame: Frame, sides: tuple[Side, Side]) -> Opening:
    """The neck opening between the two neck corners."""
    lowest = max(float(side.path[0, 1]) for side in sides)
    return Opening(np.asarray([frame.axis, lowest]), np.zeros(frame.mask.shape, np.bool_))
