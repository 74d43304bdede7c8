"""Rims: white cuffs, collars and hems that a ground of their own colour swallowed.

Two things tell them from ground. A seam or a shaded edge, drawn as a thin dark line, sticks out of what was found: the
cuff lies between it and the rest, under a straight edge. And a bite with a narrow mouth that goes in sideways from
outside is a pale stripe: gaps between sleeve and body go up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.tools.garment.masks import box_of_piece, closed_by, connected_to_border, disc, morph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

CRISP, FAINT = (8.0, 15.0, 6.0), (3.0, 7.0, 14.0)
"""Lines: Lab distance from the ground of all their pixels and of the darkest, and px that they stick out; ringing does
not reach as far."""
ROOT = 2.5
"""px beside the garment in which lines are lost in ringing."""
WIDEST = 5.0
"""px that a line may be wide."""
REACHES = (0.16, 0.12, 0.08)
"""Shares of the garment's width in which the cuff around a line is looked for."""
LEAST_TRACE = 0.35
"""Share of a swallowed cuff that JPEG blocks leave different from the ground."""
MOUTH = 10.0
"""px: half the width of a stripe's open end."""


def mended(solid: Bool, sure: Bool, diff: Lab, dist: Float) -> Bool:
    """``solid`` with its swallowed rims. ``sure``: ground to the flood; ``diff`` and ``dist``: Lab from the ground."""
    solid = with_stripes(solid, sure)
    columns = np.nonzero(solid.any(axis=0))[0]
    width = float(np.ptp(columns)) if len(columns) else 0.0
    for line in lines(solid, sure, dist):
        solid = with_cuff(solid, line, sure, diff, width)
    return solid


def lines(solid: Bool, sure: Bool, dist: Float) -> list[tuple[Bool, tuple[slice, slice]]]:
    """Thin lines that stick out of ``solid``, each as a mask of its box and the box: crisp ones, and longer faint
    ones."""
    away = cv2.distanceTransform((~solid).astype(np.uint8), cv2.DIST_L2, 3)
    outside = ~sure & (away > ROOT)
    found = []
    for level, peak, reach in (CRISP, FAINT):
        drawn = outside & (dist > level)
        if not (drawn & (away > reach)).any():
            continue
        labels, areas = pieces(drawn)
        number, far, clear = labels[drawn], away[drawn], dist[drawn]
        wanted = areas >= 8
        for part in (number[far < ROOT + 3], number[far > reach], number[clear > peak]):
            wanted &= np.bincount(part, minlength=len(areas)) > 0
        for label in np.flatnonzero(wanted):
            box = box_of_piece(labels, label)
            if areas[label] < WIDEST * np.hypot(box[1].stop - box[1].start, box[0].stop - box[0].start):
                found.append((labels[box] == label, box))
    return found


def with_cuff(solid: Bool, line: tuple[Bool, tuple[slice, slice]], sure: Bool, diff: Lab, width: float) -> Bool:
    """``solid`` with the cuff that a line bounds: what lies between them under a straight edge, where it is no darker
    than the ground and JPEG blocks show that something is there."""
    part, (rows, columns) = line
    middle = np.asarray([0.5 * (columns.start + columns.stop), 0.5 * (rows.start + rows.stop)])
    for share in REACHES:
        reach = share * width
        top, left = (max(0, int(middle[1 - n] - reach)) for n in (0, 1))
        box = np.s_[top : int(middle[1] + reach) + 2, left : int(middle[0] + reach) + 2]
        near = solid[box].copy()
        y, x = np.mgrid[0 : near.shape[0], 0 : near.shape[1]]
        near &= np.hypot(x + left - middle[0], y + top - middle[1]) < reach
        drawn = np.zeros_like(solid)
        drawn[rows, columns] = part
        edge = drawn[box]
        known = near | edge
        if not near.any():
            continue
        places = cv2.findNonZero(known.astype(np.uint8))
        hull = np.zeros(known.shape, np.uint8)
        cv2.fillConvexPoly(hull, cv2.convexHull(places), 1)
        bays = morph((hull > 0) & ~solid[box] & ~edge, cv2.MORPH_OPEN, 2)
        count, labels = cv2.connectedComponents(bays.astype(np.uint8), connectivity=4)
        touched = np.bincount(labels[cv2.dilate(edge.astype(np.uint8), disc(3)) > 0], minlength=count)
        for label in np.argsort(-touched):
            bay = labels == label
            if label == 0 or touched[label] < 12 or bay.sum() < 60:
                continue
            traces = bay & ~sure[box]
            lighter = float(np.median(diff[box][..., 0][traces])) if traces.any() else -1.0
            if float(traces.sum()) < LEAST_TRACE * float(bay.sum()) or lighter < -0.3:
                continue
            out = solid.copy()
            out[box] |= morph(bay | edge | near, cv2.MORPH_CLOSE, 2) & (cv2.dilate(bay.astype(np.uint8), disc(3)) > 0)
            return out
    return solid


def with_stripes(solid: Bool, sure: Bool) -> Bool:
    """``solid`` with the ends of pale stripes: bites wider than high, closed by a mouth of at most ``MOUTH`` px to each
    side, that the flood did not reach."""
    closed = closed_by(solid, MOUTH)
    bites = morph(closed & ~solid & ~sure, cv2.MORPH_OPEN, 2)
    bites &= connected_to_border(~solid)
    labels, areas = pieces(bites)
    wide = areas > 60
    for label in np.flatnonzero(wide):
        rows, columns = box_of_piece(labels, label)
        wide[label] = columns.stop - columns.start > 1.2 * (rows.stop - rows.start)
    if not wide.any():
        return solid
    return solid | morph(np.take(wide, labels), cv2.MORPH_DILATE, 2) & closed
