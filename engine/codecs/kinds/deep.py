"""Pixels deeper than 8 bits, which Pillow would reduce, through OpenCV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.sniff import REMEDY
from engine.errors import InvalidImageFormat

if TYPE_CHECKING:
    from engine.photo import Pixels


def deep_pixels(data: bytes) -> Pixels:
    """(H, W, 3 or 4) uint8, uint16 or float32 RGB(A), as OpenCV decodes the file; a TIFF's come upright.

    Not-a-numbers become 0. Raises ValueError for damage and InvalidImageFormat for other types of pixels.
    """
    import cv2

    try:
        pixels: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise ValueError("damaged") from error
    if pixels is None:
        raise ValueError("damaged")
    if pixels.dtype.kind == "f":
        pixels = np.nan_to_num(pixels.astype(np.float32), nan=0.0, posinf=1.0, neginf=0.0)
    if pixels.dtype not in (np.uint8, np.uint16, np.float32):
        raise InvalidImageFormat(f"The photo's {pixels.dtype} pixels cannot be read.", REMEDY)
    if pixels.ndim == 2:
        return np.ascontiguousarray(np.repeat(pixels[..., None], 3, axis=2))
    return np.ascontiguousarray(pixels[..., [2, 1, 0, 3]] if pixels.shape[2] == 4 else pixels[..., 2::-1])
