"""Things: straps across the chest, bags and what is held before the clothes: in front of the new garment too.

Told by colour and shape: over cloth that is mostly of one colour, a band of another one that runs from a shoulder down
to the other side, what hangs on it, and what a hand holds. Patterned cloth tells nothing. Worked out on a small
picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, ramp
from engine.tools.garment.masks import large_parts, touching
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates, within
from engine.vision.colours import lab_of
from engine.vision.guided import Guide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

UNIT = 90.0
"""Shoulder width px of the small picture."""
PLAIN, LEAST_PLAIN = 13.0, 0.6
"""Cloth is plain where at least this share of it lies within this Lab distance of its median; lightness counts half."""
ODD = 18.0
"""Colours further from the cloth's median are not its own, in folds and shade either."""
WIDEST = 0.17
"""A strap is narrower than this many shoulder widths."""
FROM, TO, ACROSS = 0.2, 0.5, 0.35
"""A strap begins above FROM, or below hair, and ends below TO (torso coordinate v), ACROSS shoulder widths aside."""
SLENDER = 5.0
"""A strap is this many times as long as it is wide."""
HELD = 0.015
"""What is held is no smaller than this many squared shoulder widths."""
LARGEST = 0.3
"""What hangs on a strap before the clothes is smaller than this many squared shoulder widths."""
BULKY = 0.45
"""A large thing is wider than this many shoulder widths each way."""
EVEN = 9.0
"""A strap's colours stray less than this from their median (Lab, median distance, lightness counts half)."""


@dataclass(frozen=True, slots=True)
class _Small:
    """A part of the photo shrunk: Lab with halved lightness, torso coordinates, the shoulder width and masks (h, w)."""

    lab: Floats
    u: Floats
    v: Floats
    unit: float
    cloth: Mask
    hair: Mask
    skin: Mask
    hands: Mask
    person: Mask
    arms: Mask


def with_things(body: Body) -> Body:
    """The body with what lies in front of its clothes, which is counted among them; as it is where nothing is seen."""
    x, y, width, height = cv2.boundingRect((body.clothes > 0.5).astype(np.uint8))
    if not width:
        return body
    box = np.s_[y : y + height, x : x + width]
    scale = min(1.0, UNIT / max(body.pose.shoulder_width, 1.0))
    size = (max(1, round(scale * width)), max(1, round(scale * height)))

    def small(mask: Mask) -> Mask:
        return np.asarray(cv2.resize(mask[box], size, interpolation=cv2.INTER_NEAREST), np.float32)

    lab = lab_of(np.asarray(cv2.resize(body.image[box], size, interpolation=cv2.INTER_AREA), np.uint8))
    lab[..., 0] *= 0.5
    u, v = torso_coordinates(within(frame_of(body.pose), x, y, scale), lab.shape)
    masks = [small(part) for part in (body.clothes, body.hair, body.skin, body.hands, body.person, body.arms)]
    seen = _Small(lab, u, v, scale * body.pose.shoulder_width, *masks)
    found = _found(seen)
    if not found.any():
        return body
    image = body.image[box]
    rough = cv2.resize(cv2.GaussianBlur(found.astype(np.float32), (0, 0), 0.7), (width, height))
    edges = ramp(Guide(image, 3, 4e-4).smooth(np.asarray(rough, np.float32)), 0.3, 0.7)
    edges *= cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8))[_nearest(height, width, found.shape)]
    edges *= ~_cloth_beside(body, box, edges)
    masks_out = {name: getattr(body, name).copy() for name in ("clothes", "skin", "hair", "lower")}
    for name, mask in masks_out.items():
        mask[box] = np.maximum(mask[box], edges) if name == "clothes" else mask[box] * (1 - edges)
    things = np.zeros_like(body.clothes)
    things[box] = edges
    return replace(body, things=things, **masks_out)


def _cloth_beside(body: Body, box: tuple[slice, slice], edges: Floats) -> Bools:
    """(h, w): where the rim of things, ``edges`` (h, w) 0..1, has the cloth's own colour, and is cloth in sight."""
    worn, thing = body.clothes[box] > 0.5, edges > 0.3
    lab = lab_of(body.image[box])
    lab[..., 0] *= 0.5
    own = lab[::4, ::4][(worn & ~thing)[::4, ::4]]
    if not len(own):
        return np.zeros(thing.shape, np.bool_)
    like = thing & (lengths(lab - np.median(own, axis=0).astype(np.float32)) < ODD)
    like = cv2.morphologyEx(like.view(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    return touching(like, _beside(worn & ~thing))


def _nearest(height: int, width: int, small: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows (h, 1) and columns (1, w) of a small picture under each pixel of a large one."""
    rows = np.minimum(np.arange(height) * small[0] // height, small[0] - 1)
    columns = np.minimum(np.arange(width) * small[1] // width, small[1] - 1)
    return rows[:, None], columns[None]


def _found(seen: _Small) -> Bools:
    """Straps with what hangs on them, and things held."""
    size = 2 * round(0.5 * WIDEST * seen.unit) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    nothing = np.zeros(seen.cloth.shape, np.bool_)
    trunk = cv2.morphologyEx((seen.cloth > 0.5).astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0
    trunk &= seen.person > 0.5
    own = (seen.cloth > 0.8) & (np.abs(seen.u) < 0.62)
    if int(own.sum()) < 0.2 * seen.unit**2:
        return nothing
    middle = np.median(seen.lab[own], axis=0)
    away = np.linalg.norm(seen.lab - middle, axis=2)
    large = _large(seen, trunk & (away > ODD))
    if float((away[own & ~large] < PLAIN).mean()) < LEAST_PLAIN:
        return large
    bare = (seen.hair > 0.5) | (seen.hands > 0.4) | ((seen.skin > 0.5) & (seen.arms > 0.5))
    odd = (trunk & (away > ODD) & ~bare).astype(np.uint8)
    odd = cv2.morphologyEx(odd, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    chest = ((np.abs(seen.u) < 0.62) & (seen.v < 1.1)).astype(np.uint8)
    wide = cv2.morphologyEx(odd, cv2.MORPH_OPEN, disc)
    straps = _straps(seen, odd & chest & ~cv2.dilate(wide, np.ones((3, 3), np.uint8)))
    bags = (wide > 0) & ~large_parts(wide > 0, LARGEST * seen.unit**2) & (seen.v > 0.4)
    hung = touching(bags, _beside(straps)) if straps.any() else nothing
    wide &= chest
    hands = cv2.dilate((seen.hands > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    held = touching(large_parts(wide > 0, HELD * seen.unit**2), _beside(hands))
    solid = cv2.dilate((hung | held).astype(np.uint8), disc) & odd  # corners that the disc did not reach
    return np.asarray(straps | large | (solid > 0), np.bool_)


def _large(seen: _Small, odd: Bools) -> Bools:
    """A large round or square thing that lies before the clothes at one side, an arm and all: a helmet, a ball, a bag.
    Sleeves are narrower, and a print lies on the chest."""
    size = 2 * round(0.5 * BULKY * seen.unit) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    padded = cv2.copyMakeBorder(odd.astype(np.uint8), 0, size, 0, 0, cv2.BORDER_REPLICATE)  # it may go on below
    padded = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    solid = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)[: len(odd)]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    out = np.zeros(odd.shape, np.bool_)
    for label in range(1, count):
        mine = labels == label
        aside, high = float((np.abs(seen.u[mine]) > 0.5).mean()), float(seen.v[mine].min())
        if stats[label, cv2.CC_STAT_AREA] > LARGEST * seen.unit**2 and aside > 0.5 and high > FROM:
            out |= mine | odd & (cv2.dilate(mine.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
    return out


def _straps(seen: _Small, thin: NDArray[np.uint8]) -> Bools:
    """Of narrow pieces those that run like a strap."""
    out = np.zeros(thin.shape, np.bool_)
    size = 2 * round(0.08 * seen.unit) + 1
    below_hair = cv2.dilate((seen.hair > 0.5).astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    below_hair &= seen.v < TO
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thin, connectivity=8)
    for label in range(1, count):
        if stats[label, cv2.CC_STAT_AREA] < 0.02 * seen.unit**2:
            continue
        rows, columns = np.nonzero(labels == label)
        u, v = seen.u[rows, columns], seen.v[rows, columns]
        high, low = v <= np.quantile(v, 0.05), v >= np.quantile(v, 0.95)
        points = np.stack([columns, rows], axis=1).astype(np.float32)
        length = float(np.linalg.norm(points[high].mean(axis=0) - points[low].mean(axis=0)))
        wide = len(rows) / max(length, 1.0)
        colours = seen.lab[rows, columns]
        off = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
        crosses = abs(float(u[high].mean() - u[low].mean())) > ACROSS
        start = (int(np.median(rows[high])), int(np.median(columns[high])))
        reaches = (float(v.min()) < FROM or bool(below_hair[start])) and float(v.max()) > TO
        if reaches and crosses and wide < WIDEST * seen.unit and length > SLENDER * wide and np.median(off) < EVEN:
            mine = off < 3 * EVEN  # not the tips of hair beside it
            out[rows[mine], columns[mine]] = True
    return out


def _beside(places: Bools) -> Bools:
    """These places and what lies right beside them."""
    return np.asarray(cv2.dilate(places.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0, np.bool_)
