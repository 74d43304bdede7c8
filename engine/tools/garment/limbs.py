"""Limbs: how thick the wearer's arms are under the sleeves, told from where they are bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.frame import along

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.frame import Arm, Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float32]

RADII = ((0.0, 0.155), (0.28, 0.14), (0.5, 0.115), (0.72, 0.105), (1.0, 0.07))
"""Half width of a bare arm in shoulder widths at shares of its length, shoulder to wrist (drawn off photos of bare arms)."""
STEP = 8.0


def radius(share: NDArray[np.float64], unit: float) -> NDArray[np.float64]:
    """Half width px of a middling bare arm at shares of its length."""
    out: NDArray[np.float64] = np.interp(share, [knot for knot, _ in RADII], [value for _, value in RADII]) * unit
    return out


def builds(body: Body, frame: Frame) -> tuple[float, float]:
    """How thick the left and right arm are against a middling one, from the bare skin along them; one that shows none is like
    the other; 1 when neither does."""
    rows, columns = np.nonzero((body.skin[::2, ::2] > 0.5) & (body.arms[::2, ::2] > 0.3))
    points = 2.0 * np.stack([columns, rows], axis=1)
    left, right = (_measured(points, arm, frame) for arm in frame.arms)
    either = left if right is None else right
    one = 1.0 if either is None else either
    thick = (one if left is None else left, one if right is None else right)
    return float(np.clip(thick[0], 0.6, 1.4)), float(np.clip(thick[1], 0.6, 1.4))


def _measured(points: NDArray[np.float64], arm: Arm, frame: Frame) -> float | None:
    """Area of bare skin (``points``, every second px each way) along an arm over the area that a middling arm would show, or
    None when too little is bare."""
    if len(points) < 20:
        return None
    place, away = along(points, arm.bones)
    share = place / max(arm.length, 1.0)
    near = away < 2.2 * radius(share, frame.width)
    knots = np.linspace(0.15, 0.95, 33)
    count, _ = np.histogram(share[near], bins=knots)
    middle = (knots[1:] + knots[:-1]) / 2
    width = count * 4 / (np.diff(knots) * arm.length)
    ratio = width / (2 * radius(middle, frame.width))
    bare = ratio > 0.45
    return float(np.median(ratio[bare])) if int(bare.sum()) >= 4 else None


def across(frame: Frame, thick: tuple[float, float], box: Box) -> tuple[Floats, Floats]:
    """For the left and right arm (h, w): distance of each pixel of ``box`` from the bones, in radii of this wearer's arm.

    ``thick``: of ``builds``.
    """
    grid_x, grid_y = np.meshgrid(np.arange(box.x, box.x + box.width + STEP, STEP), np.arange(box.y, box.y + box.height + STEP, STEP))
    points = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
    size = (grid_x.shape[1] * int(STEP), grid_x.shape[0] * int(STEP))

    def one(arm: Arm, build: float) -> Floats:
        place, away = along(points, arm.bones)
        values = away / (radius(place / max(arm.length, 1.0), frame.width) * build)
        large = cv2.resize(values.reshape(grid_x.shape).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
        out: Floats = large[:box.height, :box.width]
        return out

    return one(frame.left, thick[0]), one(frame.right, thick[1])
