"""Pale: the outline of garments whose colour is the ground's own, white on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.tools.garment.masks import blurred, closed_by, connected_to_border, discs, morph, steepness
from engine.tools.garment.paths import cheapest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

BEND = 0.35
"""What it costs where neighbours on the outline are drawn in by a px more or less."""


def is_pale(dist: NDArray[np.float32], sure: Bool, limit: float) -> bool:
    """White on white: a good part of what the flood left is hardly told from the ground by its colour."""
    rest = ~sure
    clear = rest & (dist > max(5.0, 3 * limit))
    enclosed = ~connected_to_border(~(morph(clear, cv2.MORPH_CLOSE, 3) & rest))
    return float((rest & ~enclosed).sum()) > 0.3 * float(rest.sum())


def smoothed(solid: Bool) -> Bool:
    """The flood's outline of a pale garment without the steps of JPEG blocks: bumps narrower than 22 px go, straps
    stay."""
    even = closed_by(solid, 6)
    opened = discs(even, 11)
    labels, areas = pieces(even & ~opened, connectivity=4)
    kept = opened | np.take(areas > 0.002 * solid.size, labels)
    return np.asarray(cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 3.0) > 0.5)


def snapped(lab: Lab, solid: Bool) -> Bool:
    """A pale garment's outline drawn in by up to 13 px onto the strongest edge there, alike for neighbours: the flood
    stops at the ringing around the true edge."""
    slope = steepness(blurred(lab, 1.0))
    contours, _ = cv2.findContours(solid.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    out = np.zeros(solid.shape, np.uint8)
    for contour in contours:
        points = contour[::3, 0].astype(np.float64)
        if len(points) < 60:
            continue
        along = np.roll(points, -3, axis=0) - np.roll(points, 3, axis=0)
        inward = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.maximum(np.hypot(*along.T), 1e-6)[:, None]
        probe = np.clip(np.rint(points + 3 * inward).astype(int), 0, np.asarray(solid.shape[::-1]) - 1)
        if solid[probe[:, 1], probe[:, 0]].mean() < 0.5:
            inward = -inward
        places = points[:, None] + inward[:, None] * np.arange(-1.0, 14.0)[None, :, None]
        found = cv2.remap(slope, places[..., 0].astype(np.float32), places[..., 1].astype(np.float32), cv2.INTER_LINEAR)
        worth = np.minimum(found, 2.0) + 2 * np.minimum(found, 0.5)  # a faint edge is worth more than its slope
        shift = cheapest(0.04 * np.arange(15)[None] - worth, BEND) - 1.0
        moved = points + inward * cv2.GaussianBlur(shift[:, None], (1, 19), 3.0)
        cv2.fillPoly(out, [np.rint(moved * 8).astype(np.int32)], 1, shift=3)
    return morph((out > 0) & solid, cv2.MORPH_OPEN, 2)
