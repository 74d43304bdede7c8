"""The garment's colours as its product photo holds them: in its own depth, and with colours that sRGB cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import beyond_srgb, srgb8

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Photo
    from engine.vision.types import Rgb8

REACH = 31
"""px over which the difference to 8-bit sRGB goes on beyond where the photo itself is used: the garment's soft edge."""
ROWS = 256
"""Rows worked on at a time, so that float copies stay small."""


def own_colours(rgb: Rgb8, photo: Photo, factor: float = 1.0) -> NDArray[np.float32]:
    """(h, w, 3) float32 sRGB 0..255 and beyond: ``rgb``, the cloth's 8-bit colours at the size of its ``photo``, with
    what the photo holds more, at ``factor`` times that size.

    Where the cloth's colours are the photo's, they come from there; at the edges, where the ground was taken out of
    them, the difference goes on.
    """
    eight = srgb8(photo)
    same = (rgb == eight).all(axis=2).astype(np.uint8) * np.uint8(255)
    pixels = photo.pixels[..., :3]
    if factor < 1.0:
        size = (max(1, round(rgb.shape[1] * factor)), max(1, round(rgb.shape[0] * factor)))
        rgb, eight, same, pixels = (
            cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (rgb, eight, same, pixels)
        )
    out = np.empty(rgb.shape, np.float32)
    for top in range(0, len(rgb), ROWS):
        strip = slice(top, top + ROWS)
        wide = slice(max(0, top - REACH // 2), top + ROWS + REACH // 2)
        known = (same[wide] == 255).astype(np.float32)
        more = beyond_srgb(pixels[wide], photo.icc)
        more -= eight[wide]
        more *= known[..., None]
        near = cv2.blur(more, (REACH, REACH))
        near /= np.maximum(cv2.blur(known, (REACH, REACH)), np.float32(1e-6))[..., None]
        np.copyto(near, more, where=known[..., None] > 0)
        inner = near[top - wide.start :][: len(out[strip])]
        out[strip] = inner + rgb[strip]
    return out
