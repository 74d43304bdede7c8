"""Limbs: how thick the wearer's arms are under the sleeves, told from where they are bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.frame import along

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.frame import Arm
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]

RADII = ((0.0, 0.155), (0.28, 0.14), (0.5, 0.115), (0.72, 0.105), (1.0, 0.07))
"""Half width of a bare arm in shoulder widths at shares of its length, shoulder to wrist (drawn off photos of bare arms)."""
STEP = 4.0


def radius(share: NDArray[np.float64], unit: float) -> NDArray[np.float64]:
    """Half width px of a middling bare arm at shares of its length."""
    out: NDArray[np.float64] = np.interp(share, [knot for knot, _ in RADII], [value for _, value in RADII]) * unit
    return out


def build(arm: Arm, wearer: Wearer) -> float:
    """How thick this arm is against a middling one, from the bare skin along it; of the other arm's when it shows none; 1 unknown."""
    found = [_measured(each, wearer) for each in (arm, *wearer.frame.arms)]
    known = [value for value in found if value is not None]
    return float(np.clip(known[0], 0.6, 1.4)) if known else 1.0


def _measured(arm: Arm, wearer: Wearer) -> float | None:
    """Area of bare skin along the arm over the area that a middling arm would show, or None when too little is bare."""
    body, frame = wearer.body, wearer.frame
    rows, columns = np.nonzero((body.skin > 0.5) & (body.arms > 0.3))
    take = slice(None, None, max(1, len(rows) // 8000))
    if len(rows[take]) < 40:
        return None
    each = len(rows) / len(rows[take])
    place, away = along(np.stack([columns[take], rows[take]], axis=1), arm.bones)
    share = place / max(arm.length, 1.0)
    near = away < 2.2 * radius(share, frame.width)
    knots = np.linspace(0.15, 0.95, 33)
    count, _ = np.histogram(share[near], bins=knots)
    middle = (knots[1:] + knots[:-1]) / 2
    width = count * each / (np.diff(knots) * arm.length)
    ratio = width / (2 * radius(middle, frame.width))
    bare = ratio > 0.45
    return float(np.median(ratio[bare])) if int(bare.sum()) >= 4 else None


def across(arm: Arm, wearer: Wearer, box: Box) -> Floats:
    """(h, w): distance of each pixel of ``box`` from the bones, in radii of this wearer's arm."""
    grid_x, grid_y = np.meshgrid(np.arange(box.x, box.x + box.width + STEP, STEP), np.arange(box.y, box.y + box.height + STEP, STEP))
    place, away = along(np.stack([grid_x.ravel(), grid_y.ravel()], axis=1), arm.bones)
    thick = radius(place / max(arm.length, 1.0), wearer.frame.width) * build(arm, wearer)
    values = (away / thick).reshape(grid_x.shape).astype(np.float32)
    size = (grid_x.shape[1] * int(STEP), grid_x.shape[0] * int(STEP))
    out: Floats = cv2.resize(values, size, interpolation=cv2.INTER_LINEAR)[:box.height, :box.width]
    return out
