"""Gap edges: the borders of the ground seen between a bare arm and the trunk, drawn to the edges of the photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, pieces, ramp
from engine.tools.garment.masks import box_of, box_of_piece, squared, touching
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.fringes import beside_clothes
from engine.vision.colours import lab_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body, Rgb8

    Bools = NDArray[np.bool_]

BAND = 0.06
"""The border of a gap may lie so many shoulder widths from where the masks have it."""
UPWARD = 6
"""Its upper end may lie so many times as far from there."""
ALIKE = 7.0
"""What is found to be ground lies nearer (Lab) than this to the colour of the ground beside the arm."""
RING = 2, 4
"""px from the arm between which the ground beside it is sure."""
LEAST, SOFT = 2, 0.8
"""Borders that lie less far apart (px) stay as they are, and how softly the others are drawn."""
FEW = 30
"""Smaller gaps (px) stay as they are."""
GROUND, OTHER = 2, 1


def with_gap_edges(body: Body) -> Body:
    """The body with the borders of the gaps beside bare arms where the photo has its edges: at the watershed of the
    colours' differences (Meyer 1992) between the ground beside the arm and what surely is none."""
    unit = body.pose.shoulder_width
    band = max(3, round(BAND * unit))
    box = beside_clothes(body, 4 * band)
    person, worn = body.person[box], body.clothes[box] > 0.5
    arm = (np.maximum(body.arms[box], body.hands[box]) > 0.5) & (body.skin[box] > 0.5)
    gaps = (person < 0.5) & _between(arm, worn, frame_of(body.pose), box)
    labels, areas = pieces(gaps)
    more, less = np.zeros(gaps.shape, np.bool_), np.zeros(gaps.shape, np.bool_)
    for number in 1 + np.flatnonzero(areas[1:] >= FEW):
        rows, columns = box_of_piece(labels, number)
        part = np.s_[
            max(0, rows.start - (UPWARD + 2) * band) : rows.stop + 2 * band,
            max(0, columns.start - 2 * band) : columns.stop + 2 * band,
        ]
        gain, loss = _redrawn(body.image[box][part], person[part], labels[part] == number, arm[part], band)
        more[part] |= gain
        less[part] |= loss
    if not (changed := more | less).any():
        return body
    near = box_of(changed, 2 * band)
    gained, lost = (cv2.GaussianBlur(some[near].astype(np.float32), (0, 0), SOFT) for some in (more, less))
    masks = {name: getattr(body, name).copy() for name in ("person", "clothes", "lower")}
    parts = [mask[box][near] for mask in masks.values()]
    top, low = (cv2.blur(part, (2 * band + 1,) * 2) for part in parts[1:])
    for part, mine in zip(parts, (True, top >= low, top < low), strict=True):
        kept = np.minimum(np.where(less[near], np.float32(0), part), 1 - lost)
        part[...] = np.maximum(kept, ramp(gained, 0.2, 0.8) * mine)
    return replace(body, **masks)


def _between(arm: Bools, worn: Bools, frame: Frame, box: tuple[slice, slice]) -> Bools:
    """(h, w): what has clothes towards the middle of the body in its row, and an arm on the other side."""
    rows = np.arange(box[0].start, box[0].start + len(arm)) - frame.origin[1]
    middle = frame.origin[0] - box[1].start + rows * frame.down[0] / max(float(frame.down[1]), 1e-6)
    columns = np.arange(arm.shape[1])
    left = _from(arm, columns) & (columns <= _last(worn))
    right = (columns <= _last(arm)) & _from(worn, columns)
    return np.asarray(np.where(columns < middle[:, None], left, right), np.bool_)


def _from(mask: Bools, columns: NDArray[np.int64]) -> Bools:
    """(h, w): what has some of the mask in its row to its left, or is of it."""
    some = np.asarray(mask.any(axis=1), np.bool_)
    return np.asarray(some[:, None] & (columns >= mask.argmax(axis=1)[:, None]), np.bool_)


def _last(mask: Bools) -> NDArray[np.intp]:
    """(h, 1): the last column of the mask in each row; -1 where there is none."""
    last = mask.shape[1] - 1 - mask[:, ::-1].argmax(axis=1)
    found: NDArray[np.intp] = np.where(mask.any(axis=1), last, -1)
    return found.reshape(-1, 1)


def _like(image: Rgb8, known: Bools) -> Bools:
    """(h, w): what has the colour of what is ``known``, on the whole."""
    lab = lab_of(image)
    return np.asarray(lengths(lab - np.median(lab[known], axis=0).astype(np.float32)) < ALIKE, np.bool_)


def _redrawn(image: Rgb8, person: Mask, gap: Bools, arm: Bools, band: int) -> tuple[Bools, Bools]:
    """(h, w): what of a ``gap`` is clothes, and what beside it is ground."""
    inner, outer = (squared(arm, size) for size in RING)
    markers = np.zeros(gap.shape, np.int32)
    reached = cv2.dilate(gap.view(np.uint8), np.ones((UPWARD * band + 1, 1), np.uint8), anchor=(0, 0)) > 0
    away = cv2.distanceTransform((~reached).view(np.uint8), cv2.DIST_L2, 3)
    markers[(person > 0.9) & (away > band)] = OTHER
    markers[cv2.erode(arm.view(np.uint8), np.ones((3, 3), np.uint8)) > 0] = OTHER
    ring = gap & outer & ~inner
    if np.count_nonzero(ring) < FEW // 3:
        return np.zeros_like(gap), np.zeros_like(gap)
    markers[ring] = GROUND
    markers[~squared(person > 0.5, 2 * band)] = GROUND
    cv2.watershed(cv2.GaussianBlur(image, (0, 0), 0.5), markers)
    square = np.ones((LEAST, LEAST), np.uint8)
    ground = cv2.morphologyEx((markers == GROUND).view(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0
    gain, loss = gap & ~ground & ~inner, ground & ~gap & (away <= band) & ~arm
    loss &= _like(image, ring)
    loss = touching(loss | gap, gap) & loss
    loss &= ~touching(loss, cv2.morphologyEx(loss.view(np.uint8), cv2.MORPH_OPEN, np.ones((band, band), np.uint8)) > 0)
    wide, deep = (cv2.morphologyEx(part.view(np.uint8), cv2.MORPH_OPEN, square) > 0 for part in (gain, loss))
    return squared(wide, 3) & ~ground & ~inner, touching(loss, deep)
