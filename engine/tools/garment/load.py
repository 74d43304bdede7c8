"""Load: are these two photos that the tool can work with at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import InvalidImageFormat, UsageError

if TYPE_CHECKING:
    from engine.photo import Photo

SMALLEST = 64
"""Photos with a shorter side than this (px) show too little to work with."""


def load(person: Photo, garment: Photo) -> None:
    """Raise InvalidImageFormat for a photo that is too small, UsageError when both are the same picture."""
    for photo, name in ((person, "person's photo"), (garment, "garment photo")):
        if min(photo.width, photo.height) < SMALLEST:
            raise InvalidImageFormat(f"The {name} is only {photo.width} x {photo.height} pixels.",
                                     f"Choose one with at least {SMALLEST} pixels on each side.")
    if person.pixels.shape == garment.pixels.shape and np.array_equal(person.pixels, garment.pixels):
        raise UsageError("The person and the garment are the same picture.",
                         "Give the photo of the person first and the garment's product photo second.")
