"""Skin: what bare skin looks like where the photo hides it under the old garment.

Near visible skin its colours go on. An arm far from any is shaded as a round limb: how its lightness runs from side to
side is read from the part that is bare and from the face, on which the same light fell. Where the painted arm meets the
real one the difference between both is spread inward and dies out, so that no step is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import local_mean, luminance, ramp, spread
from engine.tools.garment.masks import box_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.frame import Frame
    from engine.tools.garment.wearer.limbs import ArmField

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

ROUND = -0.34
"""Log of how much darker a round arm is at its border than in its middle, growing with the square of the way there
(mean over the bare arms of the photo set; nothing else fits as well)."""
MEDIAN = 0.2
"""Where, in squares of the way to its border, a round arm has the colour that most of a person's skin has."""
TURN = 0.05
"""Log of how much darker still a limb is at its very border, where it turns away."""
INNER = 0.08
"""Log of how much darker an arm is on the side of the trunk, which shades it."""
DEEPER = np.array([0.85, 1.05, 1.2], np.float32)
"""Skin in shade loses blue and green sooner than red: exponents of the shade for R, G, B."""
BESIDE = 0.15
"""Within this many shoulder widths of skin that is seen, its own light counts and not that on the old garment."""
SLACK = 0.1
"""Skin further than this above the old sleeve's end (shoulder widths) is not the arm's."""
PALM, HAND = 0.45, np.float32(0.7)
"""The forearm takes its colour from the hand over this many shoulder widths, and a hand is no longer; at the wrist it
does so by this share, as hands are often nearer to the light."""
ELBOW = 0.1
"""An arm turns from the upper arm's direction to the forearm's over this many shoulder widths to either side."""
LEAST = 60
"""Fewer pixels of an arm tell nothing."""
MOST_TEXTURE = 1.6
"""Standard deviation of skin's mottling (8-bit units) that is believed; more is hair or jewellery."""


@dataclass(frozen=True, slots=True)
class Skin:
    """What is known, over one picture: ``image`` (h, w, 3) uint8; ``seen`` (h, w): sure bare skin that stays; ``worn``
    (h, w) 0..1: the old garment; ``hidden`` (h, w): arms that come to light; ``tone`` (3,): the person's own; ``frame``
    and ``arms`` in the picture's px; ``sleeves``: reach of the old sleeves px; ``hands`` (h, w); ``lamp`` (2,) where
    the light comes from, see ``lamp``."""

    image: NDArray[np.uint8]
    seen: Bools
    worn: Floats
    hidden: Bools
    tone: Floats
    frame: Frame
    arms: tuple[ArmField, ArmField]
    sleeves: tuple[float, float]
    hands: Bools
    lamp: NDArray[np.float64]


def bare_skin(known: Skin) -> Floats:
    """(h, w, 3) float32 sRGB 0..255: skin everywhere."""
    unit = known.frame.width
    size = max(3, round(0.012 * unit)) | 1
    inner = cv2.erode(known.seen.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    base = np.full(known.image.shape, known.tone, np.float32)
    if inner.any():
        trust = _fading(inner, 0.5 * unit)
        base += (spread(known.image, inner) - base) * cv2.merge((trust, trust, trust))
    light = luminance(known.image)
    folds = _folds(light, known.worn, unit)
    shade = 1 + (folds - 1) * (1 - _fading(inner, BESIDE * unit))
    base *= cv2.merge((shade, shade, shade))
    for number, field in enumerate(known.arms):
        asked = known.hidden & (field.away < 1.25)
        if asked.any():
            part = box_of(asked | (inner & (field.away < 1)), max(4, round(0.05 * unit)))
            painted = _arm(_within(known, part), inner[part], light[part], folds[part], number)
            share = cv2.GaussianBlur(asked[part].astype(np.float32), (0, 0), 0.006 * unit)
            base[part] += (painted - base[part]) * cv2.merge((share, share, share))
    return base


def _within(known: Skin, part: tuple[slice, slice]) -> Skin:
    """What is known over a part of the picture; bones stay those of all of it."""
    masks = {name: getattr(known, name)[part] for name in ("image", "seen", "worn", "hidden", "hands")}
    left, right = (_part(field, part) for field in known.arms)
    return replace(known, arms=(left, right), **masks)


def _part(field: ArmField, part: tuple[slice, slice]) -> ArmField:
    return replace(field, away=field.away[part], side=field.side[part], place=field.place[part])


def texture(image: NDArray[np.uint8], seen: Bools, seed: int) -> Floats:
    """(h, w) float32, 8-bit units: mottling as strong as that of the skin that is ``seen``, coarser than grain."""
    light = luminance(image)
    noise = np.random.default_rng(seed).standard_normal(seen.shape).astype(np.float32)
    band = cv2.GaussianBlur(noise, (0, 0), 1.0) - cv2.GaussianBlur(noise, (0, 0), 2.5)
    strength = 1.0
    if int(seen.sum()) > 400:
        own = np.abs(cv2.GaussianBlur(light, (0, 0), 1.0) - cv2.GaussianBlur(light, (0, 0), 2.5))[seen]
        strength = min(0.6 * float(np.median(own)) / 0.6745, MOST_TEXTURE)
    out: Floats = band * np.float32(strength / max(float(band.std()), 1e-6))
    return out


def _fading(inside: Bools, reach: float) -> Floats:
    """(h, w): 1 inside, dying out with the distance from there like a Gaussian of ``reach`` px."""
    if not inside.any():
        return np.zeros(inside.shape, np.float32)
    away = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    out: Floats = np.exp(-((away / np.float32(reach)) ** 2))
    return out


def _folds(light: Floats, worn: Floats, unit: float) -> Floats:
    """(h, w) factor: the large lights and shades on the old garment, weakly."""
    solid = (worn > 0.8).astype(np.float32)
    if solid.sum() < 50:
        return np.ones_like(light)
    fine, wide = local_mean(light, solid, 0.06 * unit), local_mean(light, solid, 0.35 * unit)
    return np.asarray(np.clip(fine / np.maximum(wide, 1), 0.8, 1.15) ** 0.35, np.float32)


def _arm(known: Skin, inner: Bools, light: Floats, folds: Floats, number: int) -> Floats:
    """(h, w, 3): the left (0) or right (1) arm painted."""
    unit = known.frame.width
    arm, field, reach = known.frame.arms[number], known.arms[number], known.sleeves[number]
    own = inner & ~known.hands & (field.away < 0.95) & (field.place < arm.length)
    own &= field.place > max(0.1 * unit, reach - SLACK * unit)  # above it lies other skin
    tone: Floats = np.broadcast_to(known.tone, known.image.shape)
    if int(own.sum()) > LEAST:
        share = np.float32(np.clip(own.sum() / (0.12 * unit**2), 0.3, 1))
        tone = tone + (_middling(known.image, own) - tone) * share
    hand = inner & known.hands & (field.away < 1.5) & (np.abs(field.place - arm.length) < PALM * unit)
    if int(hand.sum()) > LEAST:
        share = HAND * np.exp(-(((field.place - np.float32(arm.length)) / np.float32(PALM * unit)) ** 2))
        tone = tone + (_middling(known.image, hand) - tone) * cv2.merge((share, share, share))
    shade = folds * np.exp(_round(known, own, light, number))
    painted: Floats = (tone * np.power(shade[..., None], DEEPER)).astype(np.float32)
    if own.any():
        step = spread(known.image - painted, own) * _fading(own, 0.3 * unit)[..., None]
        painted = painted + np.asarray(cv2.GaussianBlur(step, (0, 0), 0.02 * unit), np.float32)
    return painted.astype(np.float32)


def _middling(image: NDArray[np.uint8], where: Bools) -> Floats:
    """(3,): the median colour of some pixels."""
    values = image[where]
    return np.asarray(np.median(values[:: max(1, len(values) // 4000)], axis=0), np.float32)


def _round(known: Skin, own: Bools, light: Floats, number: int) -> Floats:
    """(h, w): log of the light on a round arm, 0 on the whole. ``own``: skin that the photo shows of it."""
    arm, field, out = known.frame.arms[number], known.arms[number], 2 * number - 1
    upper = float(np.linalg.norm(arm.elbow - arm.shoulder))
    fore = ramp(field.place, upper - ELBOW * known.frame.width, upper + ELBOW * known.frame.width)
    side = np.clip(field.side, -1.15, 1.15)
    lamp = known.lamp + INNER * out * known.frame.across
    slopes = [float(lamp @ _to_side(start, end)) for start, end in ((arm.shoulder, arm.elbow), (arm.elbow, arm.wrist))]
    slope = slopes[0] + (slopes[1] - slopes[0]) * fore
    bow = ROUND
    if int(own.sum()) > 10 * LEAST:
        change, bow = _roundness(light, own, side, slope)
        slope = slope + np.float32(change)
    border = np.minimum(side * side, 1)
    return np.asarray(slope * side + bow * (side**2 - MEDIAN) - np.float32(TURN) * border**3, np.float32)


def _to_side(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2,): the direction in the picture in which ``ArmField.side`` grows along a bone."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-6)
    return np.array([along[1], -along[0]])


def _roundness(light: Floats, where: Bools, side: Floats, slope: Floats) -> tuple[float, float]:
    """How the log of the lightness runs over a limb: what its slope from side to side is more than ``slope``, and its
    bow, read from the pixels ``where`` and drawn towards those of a middling limb."""
    places = np.flatnonzero(where)
    places = places[:: max(1, len(places) // 4000)]
    value = np.log(np.maximum(light.ravel()[places], 8.0))
    t = np.clip(side.ravel()[places], -1, 1)
    wishes = np.stack([np.ones_like(t), t, t * t - 0.3], axis=1).astype(np.float64)
    value = np.clip(value - np.median(value), -0.8, 0.8) - slope.ravel()[places] * t - ROUND * wishes[:, 2]
    matrix = wishes.T @ wishes / len(t) + np.diag([0.0, 0.03, 0.03])
    _, change, bow = np.linalg.solve(matrix, wishes.T @ value / len(t))
    return float(np.clip(change, -0.3, 0.3)), float(np.clip(bow + ROUND, -0.6, -0.1))
