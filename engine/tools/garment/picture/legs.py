"""Legs: what a new hem leaves in sight of the old trousers, skirt or dress below it.

Legs that nobody has seen bare cannot be made up without a generator: what ends far below the new hem stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import WarpFailed
from engine.tools.garment.fitting.below import STAYS
from engine.tools.garment.wearer.frame import down_torso

if TYPE_CHECKING:
    from engine.tools.garment.align import Fit
    from engine.tools.garment.pose import Wearer

LOWEST = 0.98
"""Share of the lower garment's pixels above the torso coordinate at which it ends."""
CUT, EDGE = 0.25, 3
"""A garment goes on beyond the lower border of its photo when its last rows, so many, hold this share of its hem."""


def stays_below(fit: Fit, wearer: Wearer) -> bool:
    """Whether the old lower garment ends so far below the new hem that what is below the hem stays."""
    lower = wearer.body.lower > 0.5
    if not fit.cloth.kind.covers_legs or not lower.any():
        return False
    v = down_torso(wearer.frame, lower.shape)
    end = float(np.quantile(v[::2, ::2][lower[::2, ::2]], LOWEST))
    return bool(end - fit.hem(wearer.frame) > STAYS)


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
