"""Claims: the border of the clothes drawn anew by colour, where vision drew it by where a body part should be.

A white cuff may have gone to the wall behind it, a shaded seam to the arm beside it, the shadow on an arm or a gap
between arm and trunk to the clothes. Each pixel near the border goes to whom its colour belongs, where cloth, skin and
ground differ enough there to tell; elsewhere everything stays as it was. Worked out on a small picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.raster import local_mean, ramp
from engine.tools.garment.masks import large_parts, softly_closed, touching
from engine.vision.colours import bins_of, lab_of, palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

UNIT = 75.0
"""Shoulder width px of the small picture on which it is worked out."""
REACH = 0.1
"""The border is looked at within this many shoulder widths."""
MORE = 4.0
"""A colour is one class's when that has it this many times more often than any other."""
SHADE = (6, 2)
"""Smoothing of palettes along L, and a and b: shade changes a colour's lightness more than its hue."""
RARE = 2e-5
"""Colours of which a class has less than this share are not known to be its own."""
LEAST = 60
"""Fewer sure pixels of a class tell no colours."""
APART = 70.0
"""Cloth and skin nearer than this (RGB distance, 8-bit units) are told by their hue or not at all."""
HUE = 0.06
"""Cloth and skin whose shares of red, green and blue differ by less have the same hue."""
LIT = 66.0
"""Colours whose red, green and blue sum to less (8-bit units) have no hue that could be trusted."""
SIDE = 0.38
"""A colour less far than this share of the way from one class's to the other's belongs to the one."""
PLAIN = 8.0
"""Ground that strays more (RGB distance, 8-bit units) than this tells nothing."""
WALL = 14.0
"""Colours within this distance of the ground's around them (RGB, 8-bit units) may be ground in a shade."""
UNLIKE = 30.0
"""Ground nearer to the cloth's colour than this (RGB distance, 8-bit units) is not told from it."""
DEEP = 0.02
"""What lies this many shoulder widths inside of a mask is sure."""
PIECE = 4e-4
"""Pieces of fewer squared shoulder widths stay as they are."""
NOTCH = 0.045
"""Notches in the person beside the clothes up to this many shoulder widths are closed, unless ground shows there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A part of the photo, shrunk: ``pixels`` (h, w, 3) float32 0..255, ``unit`` the shoulder width there, and
    the masks."""

    pixels: Floats
    unit: float
    cloth: Mask
    skin: Mask
    person: Mask
    hair: Mask
    lower: Mask
    face: Mask


def settled(body: Body) -> Body:
    """The body with the border of its clothes settled; unchanged where colours do not tell."""
    unit = body.pose.shoulder_width
    margin = max(8, round(1.7 * REACH * unit))
    x, y, width, height = cv2.boundingRect((body.clothes > 0.5).astype(np.uint8))
    if not width:
        return body
    box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    image = body.image[box]
    shrink = max(1.5, unit / UNIT)
    size = (max(1, round(image.shape[1] / shrink)), max(1, round(image.shape[0] / shrink)))

    def small(values: NDArray[Any], method: int = cv2.INTER_AREA) -> NDArray[Any]:
        return np.asarray(cv2.resize(values, size, interpolation=method))

    parts = [small(mask[box]) for mask in (body.clothes, body.skin, body.person)]
    parts += [small(mask[box], cv2.INTER_NEAREST) for mask in (body.hair, body.lower, body.face)]
    seen = Seen(small(image).astype(np.float32), unit / shrink, *parts)
    worn = _sure(seen.cloth, DEEP * seen.unit)
    if int(worn.sum()) < LEAST:
        return body
    gains = _claims(seen, worn)

    def full(places: Bools) -> Floats:
        soft = cv2.GaussianBlur(places.astype(np.float32), (0, 0), 1.0)
        large = cv2.resize(soft, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        return ramp(large, 0.2, 0.8)

    masks = {name: getattr(body, name).copy() for name in ("person", "clothes", "skin", "hands", "lower")}
    for kind in ("clothes", "skin", "ground"):
        if not gains[kind].any():
            continue
        share = full(gains[kind])
        for name, mask in masks.items():
            mine = name == kind or (name == "person" and kind != "ground")
            mask[box] = np.maximum(mask[box], share) if mine else mask[box] * (1 - share)
    filled = _without_notches(masks["person"][box], masks["clothes"][box], unit)
    masks["person"][box] += (filled - masks["person"][box]) * (1 - full(gains["gap"]))
    return replace(body, **masks)


def _without_notches(person: Mask, cloth: Mask, unit: float) -> Mask:
    """The person without pinholes and narrow notches beside the clothes, such as white tape before a white wall."""
    size = max(3, round(NOTCH * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    near = cv2.dilate((cloth > 0.5).astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return np.where(near, np.maximum(person, softly_closed(person, disc)), person).astype(np.float32)


def _claims(seen: Seen, worn: Bools) -> dict[str, Bools]:
    """Which places go to the clothes, the skin and the ground, and where ground is seen in a gap of the person."""
    cloth, unit = seen.cloth > 0.5, seen.unit
    reach = max(2, round(REACH * unit))
    near = _grown(cloth, reach)
    off, noise = _off_ground(seen, near)
    plain = noise < PLAIN
    wall = plain & (off < np.maximum(WALL, 4 * noise))
    apart = worn & ~wall  # a gap taken for cloth tells no cloth's colour; a white shirt before a white wall does
    worn = apart if int(apart.sum()) > 0.7 * int(worn.sum()) else worn
    bins = bins_of(lab_of(seen.pixels.astype(np.uint8)))
    mine = palette(bins, worn.astype(np.float32), SHADE).of(bins)
    others = []
    for mask in (seen.skin, seen.lower, seen.hair):
        known = _sure(mask, DEEP * unit)
        far = known & ~near  # nearer ones may be the very mistakes that are looked for
        known = far if int(far.sum()) >= LEAST else known
        told = int(known.sum()) >= LEAST
        density = palette(bins, known.astype(np.float32), SHADE).of(bins) if told else np.zeros_like(mine)
        others.append(density * _grown(mask > 0.5, reach))
    outside = palette(bins, (seen.person < 0.05).astype(np.float32)).of(bins)
    like_cloth = (mine > MORE * np.maximum.reduce([*others, outside])) & (mine > RARE)
    like_skin = (others[0] > MORE * mine) & (others[0] > RARE)
    place, own = _between_cloth_and_skin(seen, worn, like_skin)
    wall &= own > np.maximum(UNLIKE, 2 * off)
    asked = near & ~_grown(seen.hair > 0.3, 2) & (seen.face < 0.1) & (seen.lower < 0.5)
    to_cloth = ~cloth & plain & (off > np.maximum(8, 5 * noise)) & like_cloth
    to_cloth |= (seen.skin > 0.3) & (place < SIDE) & (mine > RARE)
    to_cloth = touching(_calm(to_cloth & asked & (seen.cloth < 0.95), PIECE * unit**2), _grown(cloth, 1))
    bare = _grown(seen.skin > 0.5, 1)
    to_skin = touching(_calm(cloth & asked & like_skin & (place > 1 - SIDE), PIECE * unit**2), bare) & ~to_cloth
    size = max(3, round(NOTCH * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    limb = cv2.morphologyEx(bare.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    inside = cv2.morphologyEx((cloth & ~wall).astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0
    gap = wall & _grown(limb, reach) & ~inside  # what is seen between a bare arm and the trunk
    to_ground = _calm(gap & near & (seen.person > 0.3), PIECE * unit**2)
    to_ground = touching(to_ground, _grown(seen.person < 0.3, 2))
    return {"clothes": to_cloth, "skin": to_skin, "ground": to_ground, "gap": _grown(gap, 1)}


def _between_cloth_and_skin(seen: Seen, worn: Bools, like_skin: Bools) -> tuple[Floats, Floats]:
    """Two (h, w): each pixel's place on the way from the colour of the cloth around (0) to that of the skin around (1),
    one half where they are too alike to tell; and its distance from the cloth's colour (8-bit units).

    Where both differ in hue it is the hue that tells, since shade leaves that as it is."""
    bare = _sure(seen.skin, DEEP * seen.unit) & like_skin
    reach = 0.06 * seen.unit
    cloth = _around(seen.pixels, worn, reach)
    own = _length(seen.pixels - cloth)
    place = np.full(worn.shape, 0.5, np.float32)
    if int(bare.sum()) < LEAST:
        return place, own
    skin = _around(seen.pixels, bare, reach)
    apart, share = _between(seen.pixels, cloth, skin)
    hue_apart, hue_share = _between(_hue(seen.pixels), _hue(cloth), _hue(skin))
    by_hue = (hue_apart > HUE) & (_total(seen.pixels) > LIT)
    place = np.where(apart > APART, share, place)
    return np.where(by_hue, hue_share, np.where(hue_apart > HUE, np.float32(0.5), place)).astype(np.float32), own


def _between(pixels: Floats, one: Floats, two: Floats) -> tuple[Floats, Floats]:
    """Two (h, w): how far two colours are apart, and each pixel's place on the way from ``one`` (0) to ``two`` (1)."""
    way = two - one
    apart = _total(way * way)
    share: Floats = (_total((pixels - one) * way) / np.maximum(apart, 1e-6)).astype(np.float32)
    return np.sqrt(apart), share


def _hue(pixels: Floats) -> Floats:
    """(h, w, 3): shares of red, green and blue."""
    light = _total(pixels) + np.float32(6)
    return np.asarray(pixels / cv2.merge((light, light, light)), np.float32)


def _total(planes: Floats) -> Floats:
    """(h, w): the sum of three channels."""
    return np.asarray(cv2.transform(planes, np.ones((1, 3), np.float32)), np.float32)


def _length(ways: Floats) -> Floats:
    """(h, w): lengths of colour differences."""
    return np.sqrt(_total(ways * ways))


def _off_ground(seen: Seen, near: Bools) -> tuple[Floats, Floats]:
    """Two (h, w): how far each colour is from the ground's around it (RGB distance, 8-bit units), and how far the
    ground itself strays."""
    ground = _sure(1 - seen.person, DEEP * seen.unit)
    apart = ground & ~near
    known = apart if int(apart.sum()) >= LEAST else ground
    if int(known.sum()) < LEAST:
        return np.full(near.shape, 0, np.float32), np.full(near.shape, 255, np.float32)
    wide = 0.15 * seen.unit
    off = _length(seen.pixels - _around(seen.pixels, known, wide))
    noise = np.sqrt(local_mean(off**2, known, wide))
    alike = ground & (off < np.maximum(20, 8 * noise))  # in narrow gaps too, but no cloth
    off = _length(seen.pixels - _around(seen.pixels, alike, 0.04 * seen.unit))
    return off, np.asarray(noise, np.float32)


def _around(pixels: Floats, known: Bools, reach: float) -> Floats:
    """(h, w, 3): Gaussian mean of the ``known`` colours around each pixel; far from any their overall mean."""
    shrink = max(1.0, reach / 3)
    size = (max(2, round(known.shape[1] / shrink)), max(2, round(known.shape[0] / shrink)))
    weight = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(cv2.copyTo(pixels, known.view(np.uint8)), size, interpolation=cv2.INTER_AREA)
    mean = colours.reshape(-1, 3).sum(axis=0) / max(float(weight.sum()), 1e-6)
    weight = cv2.GaussianBlur(weight, (0, 0), reach / shrink) + np.float32(1e-3)
    colours = cv2.GaussianBlur(colours, (0, 0), reach / shrink) + (1e-3 * mean).astype(np.float32)
    colours /= weight[..., None]
    return np.asarray(cv2.resize(colours, known.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _grown(mask: Bools, reach: int) -> Bools:
    """Dilated by a square."""
    square = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), square) > 0, np.bool_)


def _sure(mask: Mask, depth: float) -> Bools:
    """Where a mask is sure and at least ``depth`` px from its border."""
    size = 2 * max(1, round(depth)) + 1
    return np.asarray(cv2.erode((mask > 0.9).astype(np.uint8), np.ones((size, size), np.uint8)) > 0, np.bool_)


def _calm(places: Bools, least: float) -> Bools:
    """Without specks, with pinholes closed, and without pieces of fewer than ``least`` px."""
    return large_parts(np.asarray(cv2.medianBlur(places.astype(np.uint8), 3) > 0, np.bool_), least)
