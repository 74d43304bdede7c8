"""Kinds: what sort of garment an outline and its picture show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.cloth import GarmentType

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.anchors import Side
    from engine.tools.garment.cloth import Sleeve
    from engine.tools.garment.outline import Frame

LONG = 0.85
"""A sleeve longer than this share of the shoulder width counts as long (three quarters too)."""


def is_trousers(frame: Frame) -> bool:
    """Two legs: in most rows of the lower half the axis is bare between two wide pieces, and there is nothing below it."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, bottom = int(rows[0]), int(rows[-1])
    middle = int(np.clip(round(frame.axis), 2, frame.mask.shape[1] - 3))
    bare = ~frame.mask[top:bottom + 1, middle - 2:middle + 3].any(axis=1)
    share_low = float(bare[round(0.62 * len(bare)):].mean())
    crotch = int(np.nonzero(~bare)[0][-1]) if (~bare).any() else 0
    return share_low > 0.7 and crotch < 0.75 * len(bare)


def is_skirt(frame: Frame) -> bool:
    """A flat narrow waistband and sides that only widen, steeply, down to the hem."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, bottom = int(rows[0]), int(rows[-1])
    height = bottom - top
    widths = np.asarray([np.ptp(np.nonzero(frame.mask[row])[0]) for row in
                         top + np.round(height * np.asarray([0.04, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85])).astype(int)])
    band = frame.mask[top:top + max(2, round(0.04 * height))]
    flat = float(band[-1].sum()) > 0 and float(band[0:].mean(axis=0)[band[-1]].mean()) > 0.6
    widens = bool((np.diff(widths) > -0.04 * widths[0]).all())
    steep = widths[2] - widths[0] < 0.55 * 0.21 * height * 2
    narrow = widths[0] < 0.8 * widths.max()
    return flat and widens and steep and narrow


def kind_of_top(frame: Frame, sides: tuple[Side, Side], sleeves: tuple[Sleeve | None, Sleeve | None]) -> GarmentType:
    """Kind of a garment for the upper body, by sleeves, length, opening and collar."""
    left, right = sides
    shoulders = float(left.shoulder[0] + right.shoulder[0])
    chest = float(left.armpit[0] + right.armpit[0])
    top = min(float(left.neck[1]), float(right.neck[1]))
    length = max(float(left.hem[1]), float(right.hem[1])) - top
    waist, hem = float(left.waist[0] + right.waist[0]), float(left.hem[0] + right.hem[0])
    ratio = length / max(chest, 0.9 * shoulders, 1.0)
    if ratio > 2.75 or (ratio > 2.2 and hem > 1.4 * waist):
        return GarmentType.DRESS
    lengths = [sleeve.length for sleeve in sleeves if sleeve is not None]
    if is_open_front(frame, sides):
        return GarmentType.JACKET
    if len(lengths) == 0:
        return GarmentType.SLEEVELESS
    if has_collar(frame, sides):
        return GarmentType.SHIRT
    return GarmentType.LONGSLEEVE if max(lengths) > LONG * shoulders else GarmentType.TSHIRT


def has_collar(frame: Frame, sides: tuple[Side, Side]) -> bool:
    """A turned-down or standing collar: the outline rises steeply from the foot of the collar."""
    def rise(side: Side) -> float:
        top = float(side.path[:side.neck_index + 1, 1].min())
        return (float(side.neck[1]) - top) / max(float(side.shoulder[0]), 1.0)
    return min(rise(side) for side in sides) > 0.06


def is_open_front(frame: Frame, sides: tuple[Side, Side]) -> bool:
    """Fronts that part: a long upright edge near the axis from the neck down to the hem, on one or both sides of it."""
    chest = float(sides[0].armpit[0] + sides[1].armpit[0])
    top = max(float(sides[0].armpit[1]), float(sides[1].armpit[1]))
    bottom = min(float(sides[0].hem[1]), float(sides[1].hem[1]))
    grey = cv2.GaussianBlur(cv2.cvtColor(frame.rgb, cv2.COLOR_RGB2LAB).astype(np.float32), (0, 0), 1.5)
    x0, x1 = round(frame.axis - 0.16 * chest), round(frame.axis + 0.16 * chest)
    y0, y1 = round(top), round(bottom - 0.04 * (bottom - top))
    if y1 - y0 < 20 or x1 - x0 < 8 or x0 < 2:
        return False
    across = np.abs(cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8)[y0:y1, x0:x1]).sum(axis=2)
    strong: NDArray[Any] = across > 6.0
    wide = cv2.dilate(strong.astype(np.uint8), np.ones((1, 3), np.uint8))
    return float(wide.mean(axis=0).max()) > 0.97
