"""Claims: to whom the pixels near the border of the clothes belong, by their colours.

A white cuff may have gone to the wall behind it, a shaded seam to the arm beside it, the shadow on an arm or a gap
between arm and trunk to the clothes. Each pixel near the border goes to whom its colour belongs, where cloth, skin and
ground differ enough there to tell; elsewhere everything stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths
from engine.tools.garment.masks import calm, squared, sure, touching
from engine.tools.garment.wearer.seen import DEEP, LEAST, between_cloth_and_skin, ground_around, in_shade
from engine.vision.colours import bins_of, lab_of, palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.seen import Seen

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

REACH = 0.1
"""The border is looked at within this many shoulder widths."""
MORE = 4.0
"""A colour is one class's when that has it this many times more often than any other."""
SHADE = (6, 2)
"""Smoothing of palettes along L, and a and b: shade changes a colour's lightness more than its hue."""
RARE = 2e-5
"""Colours of which a class has less than this share are not known to be its own."""
SIDE = 0.38
"""A colour less far than this share of the way from one class's to the other's belongs to the one."""
PLAIN = 8.0
"""Ground that strays more (RGB distance, 8-bit units) than this tells nothing."""
WALL = 14.0
"""Colours within this distance of the ground's around them (RGB, 8-bit units) may be ground in a shade."""
UNLIKE = 30.0
"""Ground nearer to the cloth's colour than this (RGB distance, 8-bit units) is not told from it."""
PIECE = 4e-4
"""Pieces of fewer squared shoulder widths stay as they are."""
ALONG = 0.3
"""Share of a collar's or cuff's pixels that lie right beside other cloth."""
SLEEVE = 1.3
"""Half width of a sleeve in radii of a bare arm."""
CLEAR = 18.0
"""Colours farther from the ground's (RGB distance, 8-bit units) than this, and not darker, are not the ground's in a
gap."""
ARMPIT = 0.2
"""Torso coordinate below which there are gaps between arms and trunk."""
NOTCH = 0.045
"""Notches in the person beside the clothes up to this many shoulder widths are closed, unless ground shows there."""


def claims(seen: Seen, worn: Bools) -> dict[str, Bools]:
    """Which places go to the clothes, the skin and the ground, and where ground is seen in a gap of the person."""
    cloth, unit = seen.cloth > 0.5, seen.unit
    reach = max(2, round(REACH * unit))
    near = squared(cloth, reach)
    ground, noise = ground_around(seen, near)
    off = lengths(seen.pixels - ground)
    plain = noise < PLAIN
    wall = plain & (off < np.maximum(WALL, 4 * noise))
    apart = worn & ~wall  # a gap taken for cloth tells no cloth's colour; a white shirt before a white wall does
    worn = apart if int(apart.sum()) > 0.7 * int(worn.sum()) else worn
    bins = bins_of(lab_of(seen.pixels.astype(np.uint8)))
    mine = palette(bins, worn.astype(np.float32), SHADE).of(bins)
    others = []
    for mask in (seen.skin, seen.lower, seen.hair):
        known = sure(mask, DEEP * unit)
        far = known & ~near  # nearer ones may be the very mistakes that are looked for
        known = far if int(far.sum()) >= LEAST else known
        told = int(known.sum()) >= LEAST
        density = palette(bins, known.astype(np.float32), SHADE).of(bins) if told else np.zeros_like(mine)
        others.append(density * squared(mask > 0.5, reach))
    outside = palette(bins, (seen.person < 0.05).astype(np.float32)).of(bins)
    like_cloth = (mine > MORE * np.maximum.reduce([*others, outside])) & (mine > RARE)
    like_skin = (others[0] > MORE * mine) & (others[0] > RARE)
    place, own = between_cloth_and_skin(seen, worn, like_skin)
    wall &= own > np.maximum(UNLIKE, 2 * off)
    asked = near & ~squared(seen.hair > 0.3, 2) & (seen.face < 0.1) & (seen.lower < 0.5)
    to_cloth = ~cloth & plain & (off > np.maximum(8, 5 * noise)) & like_cloth
    to_cloth |= (seen.skin > 0.3) & (place < SIDE) & (mine > RARE)
    to_cloth = touching(calm(to_cloth & asked & (seen.cloth < 0.95), PIECE * unit**2), squared(cloth, 1))
    hung = _hung(seen, near, asked & ~like_skin, plain & (off > np.maximum(5, 4 * noise)), ground)
    to_cloth |= hung
    bare = squared(seen.skin > 0.5, 1)
    to_skin = touching(calm(cloth & asked & like_skin & (place > 1 - SIDE), PIECE * unit**2), bare) & ~to_cloth
    size = max(3, round(NOTCH * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    limb = cv2.morphologyEx(bare.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    inside = cv2.morphologyEx(((cloth & ~wall) | hung).astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0
    gap = wall & squared(limb, reach) & ~inside  # what is seen between a bare arm and the trunk
    below = seen.down > ARMPIT  # a white collar before a white wall is no gap
    to_ground = calm(gap & near & (seen.person > 0.3) & below, PIECE * unit**2)
    to_ground = touching(to_ground, squared(seen.person < 0.3, 2))
    return {"clothes": to_cloth, "skin": to_skin, "ground": to_ground, "gap": squared(gap, 1)}


def _hung(seen: Seen, near: Bools, asked: Bools, other: Bools, ground: Floats) -> Bools:
    """(h, w): collars and cuffs of another colour than the rest: of what is ``asked`` and ``other`` than the
    ``ground``, beside the person, the pieces that lie along the clothes and end near them. Where a sleeved arm must be,
    and in a bay beside the neck, there is nothing else; elsewhere it may be a shadow, or the ground in a gap, which the
    clothes give their light."""
    pieces = cv2.morphologyEx(
        (asked & other & (seen.person < 0.5)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pieces, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]

    def share(places: Bools) -> NDArray[np.float64]:
        return np.asarray(np.bincount(labels[places], minlength=count) / areas, np.float64)

    size = round(2 * NOTCH * seen.unit) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    cloth, arm = seen.cloth > 0.5, seen.limbs < 1
    on_sleeve = (share(seen.limbs < SLEEVE) > 0.9) & (share(arm) > 0.5) & (share(squared(cloth & arm, 2)) > ALONG)
    on_sleeve &= share(squared(seen.skin > 0.5, 2)) < 0.5  # a gap has bare arm all along
    clear = share((lengths(seen.pixels - ground) > CLEAR) & ~in_shade(seen.pixels, ground)) > 0.5
    bays = cv2.morphologyEx((seen.person > 0.5).astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0
    at_neck = share(bays & (seen.down < 0)) > 0.5
    keep = (on_sleeve | clear | at_neck) & (share(squared(cloth, 2)) > ALONG) & (share(~near) == 0)
    keep &= areas >= PIECE * seen.unit**2
    keep[0] = False
    found = keep[labels]
    whole = cv2.morphologyEx((cloth | found).astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0
    whole |= bays & (seen.down < 0)
    return np.asarray(found | (whole & squared(found, 2) & ~cloth & asked), np.bool_)
