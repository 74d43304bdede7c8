"""Seen: a part of the photo with the wearer's masks, shrunk, and what its colours tell: how far each is from the ground
around it, and where it lies between those of cloth and skin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, local_mean, total
from engine.tools.garment.masks import sure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

DEEP = 0.02
"""What lies this many shoulder widths inside of a mask is sure."""
LEAST = 60
"""Fewer sure pixels of a class tell no colours."""
APART = 70.0
"""Cloth and skin nearer than this (RGB distance, 8-bit units) are told by their hue or not at all."""
HUE = 0.06
"""Cloth and skin whose shares of red, green and blue differ by less have the same hue."""
FARTHEST = 60.0
"""What strays more than this from the ground (RGB distance, 8-bit units) is something else, such as an earring."""
MOST_ODD = 0.25
"""Ground of which more than this share is something else tells nothing."""
LIT = 66.0
"""Colours whose red, green and blue sum to less (8-bit units) have no hue that could be trusted."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A part of the photo, shrunk: ``pixels`` (h, w, 3) float32 0..255, ``unit`` the shoulder width there, the
    masks; ``limbs``: how far each pixel is from the arms' bones, in radii of a middling bare arm; ``down``: its torso
    coordinate, 0 at the shoulders and 1 at the hips."""

    pixels: Floats
    unit: float
    cloth: Mask
    skin: Mask
    person: Mask
    hair: Mask
    lower: Mask
    face: Mask
    limbs: Floats
    down: Floats


def ground_around(seen: Seen, near: Bools) -> tuple[Floats, Floats]:
    """(h, w, 3) the ground's colour around each pixel, and (h, w) how far the ground there strays from it (RGB
    distance, 8-bit units): 255 where too little ground is seen. ``near``: places that may be no ground."""
    ground = sure(1 - seen.person, DEEP * seen.unit)
    apart = ground & ~near
    known = apart if int(apart.sum()) >= LEAST else ground
    if int(known.sum()) < LEAST:
        return seen.pixels, np.full(near.shape, 255, np.float32)
    wide = 0.15 * seen.unit
    off = lengths(seen.pixels - _around(seen.pixels, known, wide))
    odd = off > FARTHEST
    noise = np.sqrt(local_mean(off**2, known & ~odd, wide))
    noise[local_mean(odd.astype(np.float32), known, wide) > MOST_ODD] = 255
    alike = ground & (off < np.maximum(20, 8 * noise))  # in narrow gaps too, but no cloth
    return _around(seen.pixels, alike, 0.04 * seen.unit), np.asarray(noise, np.float32)


def in_shade(pixels: Floats, ground: Floats) -> Bools:
    """(h, w): which colours are the ``ground``'s in shade: darker, and of its hue."""
    share = total(pixels * ground) / np.maximum(total(ground * ground), 1)
    other = lengths(pixels - cv2.merge((share, share, share)) * ground)
    return np.asarray((share < 1) & (other < HUE * lengths(ground)), np.bool_)


def between_cloth_and_skin(seen: Seen, worn: Bools, like_skin: Bools) -> tuple[Floats, Floats]:
    """Two (h, w): each pixel's place on the way from the colour of the cloth around (0) to that of the skin around (1),
    one half where they are too alike to tell; and its distance from the cloth's colour (8-bit units).

    Where both differ in hue it is the hue that tells, since shade leaves that as it is."""
    bare = sure(seen.skin, DEEP * seen.unit) & like_skin
    reach = 0.06 * seen.unit
    cloth = _around(seen.pixels, worn, reach)
    own = lengths(seen.pixels - cloth)
    place = np.full(worn.shape, 0.5, np.float32)
    if int(bare.sum()) < LEAST:
        return place, own
    skin = _around(seen.pixels, bare, reach)
    apart, share = _between(seen.pixels, cloth, skin)
    hue_apart, hue_share = _between(_hue(seen.pixels), _hue(cloth), _hue(skin))
    by_hue = (hue_apart > HUE) & (total(seen.pixels) > LIT)
    place = np.where(apart > APART, share, place)
    return np.where(by_hue, hue_share, np.where(hue_apart > HUE, np.float32(0.5), place)).astype(np.float32), own


def _between(pixels: Floats, one: Floats, two: Floats) -> tuple[Floats, Floats]:
    """Two (h, w): how far two colours are apart, and each pixel's place on the way from ``one`` (0) to ``two`` (1)."""
    way = two - one
    apart = total(way * way)
    share: Floats = (total((pixels - one) * way) / np.maximum(apart, 1e-6)).astype(np.float32)
    return np.sqrt(apart), share


def _hue(pixels: Floats) -> Floats:
    """(h, w, 3): shares of red, green and blue."""
    light = total(pixels) + np.float32(6)
    return np.asarray(pixels / cv2.merge((light, light, light)), np.float32)


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
