"""Ahead: what a picture needs of the photo and its wearer whatever the fit is, to be worked out while one is sought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.picture.light import Light, worn_light
from engine.tools.garment.picture.sharpness import FOLLOWED, softness_of
from engine.tools.garment.picture.standing import worn_of
from engine.vision.view import around

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.tools.garment.cloth import GarmentType
    from engine.tools.garment.pose import Wearer

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
    body = wearer.body
    worn = worn_of(kind, body.masks())
    box = around((worn > 0.9).view(np.uint8), max(1, round(BESIDE * wearer.frame.width)))
    seen = worn_light(body.image[box], worn[box], wearer, level)
    factor = np.ones(worn.shape, np.float32)
    factor[box] = seen.factor
    return Ahead(replace(seen, factor=factor), softness_of(photo, body) if FOLLOWED[level] else None)
