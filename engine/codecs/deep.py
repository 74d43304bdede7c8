"""Pixels deeper than 8 bits, which Pillow would reduce: 16-bit PNG and TIFF and float TIFF, through OpenCV."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.sniff import REMEDY, check_size, png_header
from engine.errors import InvalidImageFormat

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

    from engine.codecs.sniff import InputFormat, Limits
    from engine.photo import Pixels

BITS, PHOTOMETRIC, PROFILE = 258, 262, 34675
"""Tags of TIFF 6.0 and of its ICC supplement."""
WHITE_IS_ZERO, SEPARATED = 0, 5
"""Values of ``PHOTOMETRIC``."""


def deep_pixels(image: PillowImage, data: bytes, kind: InputFormat) -> Pixels | None:
    """(H, W, 3 or 4) uint16 or float32 of a deep file; None for an 8-bit one and for deep CMYK.

    A TIFF's come upright. Raises ValueError for damage and InvalidImageFormat for types of pixels off the list.
    """
    if kind == "PNG":
        return decoded(data) if png_header(data).bit_depth == 16 else None
    if kind != "TIFF":
        return None
    tags: Any = getattr(image, "tag_v2", {})
    if max(tags.get(BITS, (8,))) <= 8 or tags.get(PHOTOMETRIC) == SEPARATED:
        return None
    pixels = decoded(data)
    if tags.get(PHOTOMETRIC) == WHITE_IS_ZERO and pixels.dtype.kind == "u":
        pixels = np.iinfo(pixels.dtype).max - pixels
    return pixels


def float_tiff(data: bytes, name: str, limits: Limits) -> tuple[Pixels, bytes | None]:
    """Upright pixels and profile of a TIFF that Pillow cannot open. Raises as ``deep_pixels`` and ``check_size``."""
    import tifffile

    try:
        with tifffile.TiffFile(BytesIO(data)) as file:
            page: Any = file.pages[0]
            profile = page.tags.get(PROFILE)
            check_size(page.imagewidth, page.imagelength, name, limits)
    except tifffile.TiffFileError as error:
        raise ValueError("no TIFF") from error
    return decoded(data), None if profile is None else bytes(profile.value)


def decoded(data: bytes) -> Pixels:
    """(H, W, 3 or 4) uint8, uint16 or float32 RGB(A), as OpenCV decodes the file."""
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
