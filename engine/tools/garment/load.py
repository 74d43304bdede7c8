"""Load: are these two photos that the tool can work with at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import InvalidImageFormat, PoseFailed, UsageError

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.vision import Vision

SMALLEST = 64
"""Photos with a shorter side than this (px) show too little to work with."""
ORDER = "Give the photo of the person first and the garment's product photo second."


def load(person: Photo, garment: Photo) -> None:
    """Raise InvalidImageFormat for a photo that is too small, UsageError when both are the same picture."""
    for photo, name in ((person, "person's photo"), (garment, "garment photo")):
        if min(photo.width, photo.height) < SMALLEST:
            raise InvalidImageFormat(
                f"The {name} is only {photo.width} x {photo.height} pixels.",
                f"Choose one with at least {SMALLEST} pixels on each side.",
            )
    if person.pixels.shape == garment.pixels.shape and np.array_equal(person.pixels, garment.pixels):
        raise UsageError("The person and the garment are the same picture.", ORDER)


def without_person(error: PoseFailed, person: Photo, garment: Photo, vision: Vision) -> PoseFailed:
    """The error to report when no pose could be read: a better one where the photo shows nobody at all."""
    if vision.people(vision.proxy(person)):
        return error
    if vision.people(vision.proxy(garment)):
        return PoseFailed("The garment photo shows a person, but the person's photo shows none.", ORDER)
    return PoseFailed("No person was found in the first photo.", f"{error.remedy} {ORDER}")
