"""Ahead: what a picture needs of the photo and its wearer whatever the fit is, to be worked out while one is sought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.raster import ramp
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.below import HIPS
from engine.tools.garment.picture.light import Light, worn_light
from engine.tools.garment.picture.sharpness import FOLLOWED, softness_of
from engine.tools.garment.picture.standing import worn_of
from engine.tools.garment.wearer.frame import down_torso
from engine.vision.view import around

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.tools.garment.pose import Wearer

FADING = 0.25
"""Over this many torso lengths above the hips a dress leaves the body."""
BESIDE = 0.08
"""How far beside the old garment its light is looked at, in shoulder widths."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """``light``: on what is worn now, over the whole proxy; ``softness`` of the photo, px of it, None where nobody can
    tell."""

    light: Light
    softness: float | None


def look_ahead(photo: Photo, wearer: Wearer, kind: GarmentType, level: int) -> Ahead:
    """For a garment of some ``kind`` that goes on ``photo`` by a realism level."""
    softness = softness_of(photo, wearer.body) if FOLLOWED[level] else None
    return Ahead(light_for(kind, wearer, level), softness)


def light_for(kind: GarmentType, wearer: Wearer, level: int) -> Light:
    """The light on what a garment of this ``kind`` takes the place of, over the whole proxy. What hangs freely has no
    folds of what is worn under it."""
    body = wearer.body
    worn = worn_of(kind, body.masks())
    box = around((worn > 0.9).view(np.uint8), max(1, round(BESIDE * wearer.frame.width)))
    seen = worn_light(body.image[box], worn[box], wearer, level)
    factor = np.ones(worn.shape, np.float32)
    if kind != GarmentType.SKIRT:
        factor[box] = seen.factor
    if kind == GarmentType.DRESS:
        near = ramp(down_torso(wearer.frame, worn.shape), HIPS, HIPS - FADING)
        factor = 1 + (factor - 1) * near
    return replace(seen, factor=factor)
