"""Probe: the true values of one pixel as it is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.types import Probe
from engine.colour import srgb8
from engine.photo import Photo, blend_strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.photo import Layer


def probe(photo: Photo, layers: Sequence[Layer], opacity: float, x: int, y: int) -> Probe | None:
    """The pixel at (x, y) of ``photo`` under ``layers`` at ``opacity``; None outside of it."""
    if not (0 <= x < photo.width and 0 <= y < photo.height):
        return None
    pixel = photo.pixels[y : y + 1, x : x + 1].copy()
    for layer in layers:
        column, row = x - layer.box.x, y - layer.box.y
        if 0 <= column < layer.box.width and 0 <= row < layer.box.height:
            one = slice(row, row + 1), slice(column, column + 1)
            blend_strip(pixel[..., :3], layer.patch[one], layer.mask[one], layer.opacity * opacity)
    values = tuple(float(value) for value in np.atleast_1d(pixel[0, 0]))
    red, green, blue = srgb8(photo.with_pixels(pixel))[0, 0]
    return Probe(x, y, values, photo.depth, profile_of(photo.icc), f"#{red:02x}{green:02x}{blue:02x}")


@lru_cache(maxsize=8)
def profile_of(icc: bytes | None) -> str:
    """The profile's name."""
    from engine.report import profile_name

    return profile_name(icc) or "sRGB"
