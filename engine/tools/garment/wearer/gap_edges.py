"""Gap edges: the borders of the ground seen between a bare arm and the trunk, drawn to the edges of the photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces, ramp
from engine.tools.garment.masks import box_of_piece, squared, touching
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body

    Bools = NDArray[np.bool_]

NARROW = 0.14
"""Gaps are looked at where bare arm and clothes are both within so many shoulder widths."""
BAND = 0.06
"""Their border may lie so many shoulder widths from where the masks have it."""
RING = 2, 4
"""px from the arm between which the ground beside it is sure."""
LEAST, SOFT = 3, 0.8
"""Borders that lie less far apart (px) stay as they are, and how softly the others are drawn."""
FEW = 30
"""Smaller gaps (px) stay as they are."""
GROUND, OTHER = 2, 1


def with_gap_edges(body: Body) -> Body:
    """The body with the borders of the gaps beside bare arms where the photo has its edges: the watershed of the
    lightness's gradient (Beucher and Lantuejoul, 1979) between the ground beside the arm and what surely is none."""
    unit = body.pose.shoulder_width
    reach, band = max(3, round(NARROW * unit)), max(3, round(BAND * unit))
    arm = (body.skin > 0.5) & (body.arms > 0.5) & (body.hands < 0.3)
    x, y, width, height = cv2.boundingRect(arm.view(np.uint8))
    if not width or not (body.clothes > 0.5).any():
        return body
    box = np.s_[max(0, y - reach) : y + height + reach, max(0, x - reach) : x + width + reach]
    arm, worn, ground = arm[box], body.clothes[box] > 0.5, body.person[box] < 0.5
    u, _ = torso_coordinates(within(frame_of(body.pose), box[1].start, box[0].start, 1.0), arm.shape)
    between = np.where(u < 0, _past(arm) & _past(worn[:, ::-1])[:, ::-1], _past(worn) & _past(arm[:, ::-1])[:, ::-1])
    gaps = ground & between & squared(arm, reach) & squared(worn, reach)
    labels, areas = pieces(gaps)
    more, less = np.zeros(gaps.shape, np.bool_), np.zeros(gaps.shape, np.bool_)
    for number in 1 + np.flatnonzero(areas[1:] >= FEW):
        rows, columns = box_of_piece(labels, number)
        near = tuple(slice(max(0, side.start - 2 * band), side.stop + 2 * band) for side in (rows, columns))
        gain, loss = _redrawn(body, box, near, labels[near] == number, arm[near], band)
        more[near] |= gain
        less[near] |= loss
    if not more.any() and not less.any():
        return body
    masks = {name: getattr(body, name).copy() for name in ("person", "clothes")}
    gained, lost = (cv2.GaussianBlur(part.astype(np.float32), (0, 0), SOFT) for part in (more, less))
    for mask in masks.values():
        mask[box] = np.maximum(np.minimum(np.where(less, np.float32(0), mask[box]), 1 - lost), ramp(gained, 0.2, 0.8))
    return replace(body, **masks)


def _past(mask: Bools) -> Bools:
    """(h, w): what has some of the mask to its left."""
    return np.asarray(np.maximum.accumulate(mask, axis=1), np.bool_)


def _redrawn(
    body: Body, box: tuple[slice, slice], near: tuple[slice, ...], gap: Bools, arm: Bools, band: int
) -> tuple[Bools, Bools]:
    """(h, w): what of a ``gap`` in a part of the box is clothes, and what beside it is ground."""
    person = body.person[box][near]
    inner, outer = (squared(arm, size) for size in RING)
    markers = np.zeros(gap.shape, np.int32)
    away = cv2.distanceTransform((~gap).view(np.uint8), cv2.DIST_L2, 3)
    markers[(person > 0.9) & (away > band)] = OTHER
    markers[cv2.erode(arm.view(np.uint8), np.ones((3, 3), np.uint8)) > 0] = OTHER
    ring = gap & outer & ~inner
    if np.count_nonzero(ring) < FEW // 3:
        return np.zeros_like(gap), np.zeros_like(gap)
    markers[ring] = GROUND
    markers[(person < 0.05) & ~gap] = GROUND
    image = cv2.GaussianBlur(np.ascontiguousarray(body.image[box][near]), (0, 0), 0.8)
    cv2.watershed(image, markers)
    square = np.ones((LEAST, LEAST), np.uint8)
    ground = cv2.morphologyEx((markers == GROUND).view(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0
    gain, loss = gap & ~ground & ~inner, ground & ~gap & (away <= band) & ~arm
    loss &= ~touching(loss, cv2.morphologyEx(loss.view(np.uint8), cv2.MORPH_OPEN, np.ones((band, band), np.uint8)) > 0)
    wide, deep = (cv2.morphologyEx(part.view(np.uint8), cv2.MORPH_OPEN, square) > 0 for part in (gain, loss))
    return squared(wide, LEAST) & ~ground & ~inner, touching(loss, deep)
