"""Fronts: the opening between the fronts of a jacket that hang apart, through which the wearer's own top shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.cloth import GarmentType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth

    Bools = NDArray[np.bool_]

LEAST = 0.02
"""Fronts hang apart where the opening is this wide at the hem, as a share of the chest."""
WIDER = 0.1
"""The opening gets no wider than at the hem by more than this share of the chest: there the fronts end."""
BRIDGED = 0.02
"""Buttons, cords and rows that were cut badly bridge no more of the opening's height than this share."""
FIRST = 0.06
"""So wide as in this share of its height at the upper end the opening begins below the inner back."""
COLLAR, RIM = 0.1, 0.02
"""The inner back reaches so far above the ends of the neckline, and its rim so far beyond, as shares of the chest."""


def apart(cloth: Cloth) -> Cloth:
    """A jacket whose fronts hang apart, with its ``opening``; any other cloth as it is.

    The opening counts as cloth when the jacket is fitted (``alpha`` is 1 there), and is not painted.
    """
    anchors = cloth.anchors
    if cloth.kind != GarmentType.JACKET or anchors.armpit_left is None or anchors.armpit_right is None:
        return cloth
    if anchors.neck_left is None or anchors.neck_right is None:
        return cloth
    solid = (cloth.alpha > 0.5) & (cloth.back < 0.5)
    top = round(float(anchors.neck_left[1] + anchors.neck_right[1]) / 2)
    armpits = round(float(anchors.armpit_left[1] + anchors.armpit_right[1]) / 2)
    bottom = round(float(max(anchors.hem_left[1], anchors.hem_right[1])))
    chest = float(anchors.armpit_right[0] - anchors.armpit_left[0])
    if not top < armpits < bottom - 8 or chest < 8:
        return cloth
    gap = _between(solid[top:bottom], cloth.axis_x)
    wide = gap.sum(axis=1)
    low = wide[-max(2, round(0.1 * len(wide))) : -max(1, round(0.02 * len(wide)))]
    if not len(low) or float(np.median(low)) < LEAST * chest:
        return cloth
    tall = np.ones((max(2, round(BRIDGED * len(wide))), 1), np.uint8)
    closed = cv2.morphologyEx((wide == 0).astype(np.uint8)[:, None], cv2.MORPH_OPEN, tall)[:, 0]
    above = int(np.flatnonzero(closed)[-1]) + 1 if closed.any() else 0
    rows = above + np.flatnonzero(wide[above:])
    ends = rows[wide[rows] < float(np.median(low)) + WIDER * chest]
    if not len(ends):
        return cloth
    begins, last = int(rows[0]), int(ends[-1])
    gap[:begins] = False
    inside = np.zeros(cloth.alpha.shape, np.uint8)
    inside[top:bottom] = gap
    inside[top + last : bottom] = 0
    inside[top + last : _end(solid, bottom)] = gap[last]  # fronts end in curves
    inside = cv2.dilate(inside, np.ones((5, 5), np.uint8))
    inside[: top + begins] = 0
    opening = np.where(inside > 0, 1 - cloth.alpha * (1 - cloth.back), np.float32(0)).astype(np.float32)
    alpha = np.where(inside > 0, np.float32(1), cloth.alpha)
    back = np.where(inside > 0, np.float32(0), cloth.back)
    if top + begins < armpits:  # what lies above is the inner back, and the opening begins with the neckline
        first = np.flatnonzero(gap[begins : begins + max(1, round(FIRST * len(wide)))].any(axis=0))
        corners = [(first[-1], top + begins), (first[0], top + begins), anchors.neck_left, anchors.neck_right]
        inner = np.zeros(cloth.alpha.shape, np.uint8)
        cv2.fillConvexPoly(inner, np.rint(cv2.convexHull(np.array(corners, np.float32))).astype(np.int32), 1)
        inner = cv2.dilate(inner, np.ones((2 * round(RIM * chest) + 1,) * 2, np.uint8))
        inner[: max(0, top - round(COLLAR * chest))] = 0
        back = np.where((inner > 0) & (inside == 0), cloth.alpha, back)
        anchors = replace(anchors, neck_front=np.array([cloth.axis_x, top + begins], np.float32))
    return replace(cloth, alpha=alpha, back=back, opening=opening, anchors=anchors)


def _between(rows: Bools, middle: float) -> Bools:
    """(h, w): of each row what lies between the cloth left and right of the ``middle`` column, where both are."""
    columns = np.arange(rows.shape[1])
    left = np.where(rows & (columns < middle), columns, -1).max(axis=1)
    right = np.where(rows & (columns >= middle), columns, rows.shape[1]).min(axis=1)
    both = (left >= 0) & (right < rows.shape[1])
    return np.asarray((columns > left[:, None]) & (columns < right[:, None]) & both[:, None], np.bool_)


def _end(solid: Bools, hem: int) -> int:
    """The row below the last one of cloth, at or below the ``hem``."""
    below = np.flatnonzero(solid[hem:].any(axis=1))
    return hem + int(below[-1]) + 1 if len(below) else hem
