"""Light: the photo's folds, shade, white balance and grain, as factors for the garment's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import blurred, local_mean, luminance, noise_sigma
from engine.tools.garment.picture.cast import tint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]

STRENGTH = {1: 0.0, 2: 0.25, 3: 0.5, 4: 0.75, 5: 1.0}
"""How much of the old garment's shading is carried over, by realism level."""
RIM = {1: 0.0, 2: 0.05, 3: 0.08, 4: 0.1, 5: 0.12}
"""Darkening at the garment's rim, where cloth turns away from the light."""
RELIEF = {1: 0.0, 2: 0.5, 3: 1.0, 4: 1.2, 5: 1.4}
"""The same of the shade between limbs."""
THROWN, DARK = 0.03, 0.7
"""How far below a bared forearm its shade lies, and how softly, in shoulder widths; and how dark it is where no light
comes in from the side."""
UNSURE = 2.0
"""Lightness (8-bit units) by which dark cloth differs from place to place in a JPEG without any fold."""


@dataclass(frozen=True, slots=True)
class Light:
    """``factor`` (h, w): multiplies display-encoded colours; ``grain``: standard deviation to add, 8-bit units;
    ``tint``: the same for R, G, B, the white balance of the light."""

    factor: Floats
    grain: float
    tint: tuple[float, float, float]


def worn_light(image: NDArray[np.uint8], clothes: Floats, wearer: Wearer, level: int) -> Light:
    """The light on what the wearer wears, ``clothes`` (h, w) 0..1 in ``image`` (h, w, 3), for one realism level
    (1..5)."""
    unit = wearer.frame.width
    luma = luminance(image)
    worn = (clothes > 0.9).astype(np.float32)
    factor = np.ones(worn.shape, np.float32)
    if worn.sum() > 200 and STRENGTH[level] > 0:
        worn = worn * _calm(luma, worn, unit)
        strength = STRENGTH[level] * plainness(image, worn > 0)
        near = blurred(worn, max(1.0, 0.02 * unit))
        factor = 1 + folds(luma, worn, unit) * strength * np.clip(near * 1.6 - 0.3, 0, 1)
    grain = noise_sigma(luma, worn > 0) if level > 1 else 0.0
    return Light(factor.astype(np.float32), grain, tint(wearer.body, level))


def on_cloth(old: Light, scene: Scene, unit: float, level: int) -> Light:
    """The light ``old``, over the whole proxy, on the new cloth in the scene, which turns away at its rim and may lie
    behind an arm."""
    inside = cv2.distanceTransform((scene.cover > 0.5).view(np.uint8), cv2.DIST_L2, 3)
    factor = old.factor[scene.box.slices] * (1 - RIM[level] * np.exp(-inside / (0.025 * unit)))
    factor *= 1 - STRENGTH[level] * arm_shade(scene.zones.bared, unit)
    if scene.relief is not None:
        factor *= 1 - RELIEF[level] * (1 - scene.relief)
    return Light(factor.astype(np.float32), old.grain, old.tint)


def arm_shade(bared: Floats, unit: float) -> Floats:
    """(h, w) 0..1: the soft shade that forearms before the trunk, ``bared`` (h, w) 0..1, throw on the cloth behind
    them; most of it below. ``unit``: shoulder width px."""
    shade = np.zeros(bared.shape, np.float32)
    x, y, width, height = cv2.boundingRect((bared > 0.05).astype(np.uint8))
    if not width:
        return shade
    margin = round(4 * THROWN * unit)
    box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    shift = np.array([[1, 0, 0], [0, 1, THROWN * unit]], np.float32)
    thrown = cv2.warpAffine(bared[box], shift, bared[box].shape[::-1])
    shade[box] = DARK * blurred(np.asarray(thrown, np.float32), max(1.0, THROWN * unit))
    return shade


def folds(luma: Floats, worn: Floats, unit: float) -> Floats:
    """(h, w) -0.25..0.25: by which share the cloth ``worn`` (h, w) 0..1 is lighter or darker than around, beyond what
    says nothing. ``unit``: shoulder width px."""
    fine, wide = local_mean(luma, worn, 0.015 * unit), np.maximum(local_mean(luma, worn, 0.22 * unit), 4)
    away = fine / wide - 1
    away -= np.clip(away, -UNSURE / wide, UNSURE / wide)
    out: Floats = np.clip(away, -0.25, 0.25)
    return out


def _calm(luma: Floats, worn: Floats, unit: float) -> Floats:
    """1 where the old cloth's lightness is near that of its surroundings; 0 on tapes, prints and piping, which are no
    shade."""
    wide = local_mean(luma, worn, 0.12 * unit)
    odd = (np.abs(luma - wide) > np.maximum(18, 0.35 * wide)).astype(np.uint8)
    out: Floats = 1 - cv2.dilate(odd, np.ones((5, 5), np.uint8)).astype(np.float32)
    return out


def plainness(image: NDArray[np.uint8], worn: NDArray[np.bool_]) -> float:
    """1 for cloth of one colour, towards 0 for printed cloth, whose pattern must not be taken for shade."""
    _, deviation = cv2.meanStdDev(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), mask=worn.view(np.uint8))
    spread_l, spread_c = float(deviation[0, 0]) * 100 / 255, float(np.hypot(deviation[1, 0], deviation[2, 0]))
    return float(np.exp(-((max(spread_c - 3, 0) / 7) ** 2) - (max(spread_l - 7, 0) / 12) ** 2))


def contact_shadow(scene: Scene, wearer: Wearer, level: int) -> Floats:
    """(h, w) 0..1: the soft shade that the new garment throws on what lies beside it, only where its outline is new."""
    unit = wearer.frame.width
    reach = max(1.0, 0.018 * unit)
    cover = scene.cover.astype(np.float32)
    shift = np.array([[1, 0, 0], [0, 1, 0.6 * reach]], np.float32)
    thrown = blurred(cv2.warpAffine(cover, shift, cover.shape[::-1]), reach)
    old = cv2.distanceTransform(
        (np.abs(cv2.GaussianBlur(scene.worn, (0, 0), 1) - 0.5) > 0.4).astype(np.uint8), cv2.DIST_L2, 3
    )
    new = np.clip(old / (2 * reach) - 0.6, 0, 1)
    rows, columns = scene.box.slices
    person = wearer.body.person[rows, columns]
    out: Floats = (
        0.28 * (level / 3) * thrown * (1 - cover) * new * np.clip(person * 2 - 1, 0, 1) * (1 - scene.front)
    ).astype(np.float32)
    out[out < 0.01] = 0
    return out
