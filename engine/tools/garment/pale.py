"""Pale: the outline of garments whose colour is the ground's own, white on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.tools.garment.ground import widely_blurred
from engine.tools.garment.masks import (
    blurred,
    closed_by,
    connected_to_border,
    discs,
    lengths,
    morph,
    squared,
    steepness,
)
from engine.tools.garment.paths import cheapest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

REACH = ((6, 16), (6, 10), (6, 6))
"""px by which the outline is moved at most, outward and inward, one time after another."""
STRONG = 12.0
"""Colours farther from the ground (Lab distance) are no pale cloth's: prints."""
UNLIKE = 4
"""Colours this many of the flood's limits beyond that limit are not the ground's, whatever the cloth's are: shade."""
PLAIN = 3.0
"""Cloth and ground farther apart (Lab distance) are plainly told."""
REGION = 0.1
"""Weight of a px on the wrong side of the outline."""
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


def snapped(diff: Lab, solid: Bool, limit: float) -> Bool:
    """A pale garment's outline moved to where ground ends and cloth begins, alike for neighbours: the flood stops at
    the ringing around the true edge. ``diff``: Lab from the ground; ``limit``: the flood's."""
    soft = blurred(diff, 1.0)
    slope = steepness(soft) * ~squared(lengths(soft) > STRONG, 3)  # a print's edge is not the cloth's
    for outward, inward in REACH:
        solid = _moved(solid, slope, _likeness(soft, solid, limit), outward, inward)
    return solid


def _moved(solid: Bool, slope: Float, cloth: Float, outward: int, reach: int) -> Bool:
    """The outline moved by up to ``outward`` px or ``reach`` px inward. ``slope``: how steep the photo is everywhere;
    ``cloth``: of ``_likeness``."""
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
        steps = np.arange(-outward, reach + 1.0)[:, None]
        places = (points[:, None] + inward[:, None] * steps).astype(np.float32)
        found, like = (cv2.remap(field, places, None, cv2.INTER_LINEAR) for field in (slope, cloth))
        worth = np.minimum(found, 2.0) + 2 * np.minimum(found, 0.5)  # a faint edge is worth more than its slope
        before = np.cumsum(like, axis=1) - like  # ground beyond the outline, cloth within it
        wrong = REGION * (2 * before - like.sum(axis=1, keepdims=True))
        shift = cheapest(wrong - worth, BEND) - float(outward)
        moved = points + inward * cv2.GaussianBlur(shift[:, None], (1, 19), 3.0)
        cv2.fillPoly(out, [np.rint(moved * 8).astype(np.int32)], 1, shift=3)
    gaps = ~solid & ~connected_to_border(~solid)
    return morph((out > 0) & ~gaps, cv2.MORPH_OPEN, 2)


def _likeness(diff: Lab, solid: Bool, limit: float) -> Float:
    """(H, W): from -1 where a colour is the ground's to 1 where it is that of the pale cloth farther inside; next to
    nothing where these two are next to the same. ``limit``: within that Lab distance everything may be ground."""
    depth = cv2.distanceTransform(solid.astype(np.uint8), cv2.DIST_L2, 3)
    away = lengths(diff)
    weight = np.clip(depth - 8, 0, 12) * (away < STRONG)
    known = cv2.merge((diff * weight[..., None], weight.astype(np.float32)))
    total = widely_blurred(known, 12.0) + np.float32(1e-3) * widely_blurred(known, 40.0)
    cloth = total[..., :3] / np.maximum(total[..., 3:], 1e-9)
    strength = cv2.transform(cloth * cloth, np.ones((1, 3), np.float32))
    share = cv2.transform(diff * cloth, np.ones((1, 3), np.float32)) / np.maximum(strength, 1e-3)
    share = np.maximum(share, (away - limit) / (UNLIKE * limit))
    return np.asarray((2 * np.clip(share, 0, 1) - 1) * np.clip(np.sqrt(strength) / PLAIN, 0, 1), np.float32)
