"""Backgrounds: nothing, one colour, or another picture, in the pixels of the photo."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import from_srgb, from_srgb8, srgb8
from engine.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.photo import Photo, Pixels


def background_of(wanted: str, photo: Photo, read: Callable[[Path], Photo]) -> Pixels | None:
    """(H, W, 3) in the pixel type and profile of ``photo``, or None for a transparent ground.

    ``wanted``: "none", "#RRGGBB" in sRGB, or the name of a picture file, which ``read`` opens and which is scaled to
    cover the photo. Raises UsageError for other words and the errors of reading a picture.
    """
    if wanted == "none":
        return None
    if re.fullmatch("#[0-9a-fA-F]{6}", wanted):
        colour = np.array([[[int(wanted[k:k + 2], 16) for k in (1, 3, 5)]]], np.uint8)
        return np.broadcast_to(in_photo(colour, photo), (photo.height, photo.width, 3))
    if not Path(wanted).is_file():
        raise UsageError(f"The background {Path(wanted).name} is neither a colour nor a file.",
                         "Give none, a colour such as #FFFFFF, or the name of a picture.")
    return in_photo(cover(srgb8(read(Path(wanted))), photo.width, photo.height), photo)


def cover(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The middle of ``picture`` scaled so that it fills ``width`` x ``height``."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = cv2.resize(picture, size, interpolation=method)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.asarray(large[top:top + height, left:left + width], np.uint8)


def in_photo(rgb: NDArray[np.uint8], photo: Photo) -> Pixels:
    """sRGB bytes in the profile and pixel type of ``photo``."""
    if photo.pixels.dtype == np.uint8:
        return from_srgb8(np.ascontiguousarray(rgb), photo.icc)
    return from_srgb(rgb.astype(np.float32), photo.icc, photo.pixels.dtype)
