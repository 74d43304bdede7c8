"""Legs: what a new hem leaves in sight of the old trousers, skirt or dress below it.

Legs that nobody has seen bare cannot be made up without a generator: what ends far below the new hem stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import WarpFailed
from engine.tools.garment.fitting.below import STAYS, bare_legs
from engine.tools.garment.wearer.frame import down_torso

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.align import Fit
    from engine.tools.garment.pose import Wearer

    Bools = NDArray[np.bool_]

LOWEST = 0.98
"""Share of the lower garment's pixels above the torso coordinate at which it ends."""
CUT, EDGE = 0.25, 3
"""A garment goes on beyond the lower border of its photo when its last rows, so many, hold this share of its hem."""


def stays_below(fit: Fit, wearer: Wearer) -> bool:
    """Whether the old lower garment ends so far below the new hem that what is below the hem stays."""
    end = _end_of_lower(wearer) if fit.cloth.kind.covers_legs else None
    return end is not None and end - fit.hem(wearer.frame) > STAYS


def _end_of_lower(wearer: Wearer) -> float | None:
    """Torso coordinate v at which the old lower garment ends; None without any."""
    lower = wearer.body.lower[::2, ::2] > 0.5
    if not lower.any():
        return None
    v = down_torso(wearer.frame, wearer.body.lower.shape)[::2, ::2]
    return float(np.quantile(v[lower], LOWEST))


def thighs_below(fit: Fit, wearer: Wearer) -> Bools | None:
    """(H, W): bare legs below the old lower garment where the new hem reaches beyond that; None where none are."""
    end = _end_of_lower(wearer)
    if end is None or fit.hem(wearer.frame) < end:
        return None
    return bare_legs(wearer.body, wearer.frame, down_torso(wearer.frame, wearer.body.lower.shape), end)


def refuse_cut_off(fit: Fit, wearer: Wearer) -> None:
    """Raises WarpFailed where the garment goes on beyond the lower border of its photo, and does not where it lies on
    the wearer."""
    anchors = fit.cloth.anchors
    wide = abs(float(anchors.hem_right[0] - anchors.hem_left[0]))
    ends = (fit.cloth.alpha[-EDGE:] > 0.5).any(axis=0)
    if not fit.cloth.kind.covers_legs or float(ends.sum()) < CUT * wide:
        return
    height, width = wearer.body.lower.shape
    lowest = float(wearer.frame.uv(np.array([[width / 2, height - 1.0]]))[0, 1])
    if fit.hem(wearer.frame) < lowest - STAYS:
        raise WarpFailed(
            "The photo of the garment ends above where the garment would end on this person.",
            "Choose a photo that shows the whole garment.",
        )
