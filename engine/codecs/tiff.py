"""TIFF files of 8 and 16 bits a channel with profile, EXIF and XMP (TIFF 6.0; Adobe deflate, horizontal differencing).

Pillow writes no 16-bit colour and fails on EXIF beside compression; here it only lays out the directory.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.exif import tags_of

if TYPE_CHECKING:
    from engine.photo import Metadata, Pixels

ROWS = 64
"""Rows of a strip."""
HEADER = b"II*\0\x08\0\0\0"
DEFLATE, DIFFERENCED, RGB, UNASSOCIATED = 8, 2, 2, 2


def encode_tiff(pixels: Pixels, icc: bytes | None, metadata: Metadata) -> bytes:
    """The file's bytes for (H, W, 3 or 4) uint8 or uint16 pixels."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    height, width, channels = pixels.shape
    strips = [zlib.compress(differenced(pixels[top:top + ROWS]).tobytes(), 1) for top in range(0, height, ROWS)]
    ends = np.cumsum([len(strip) for strip in strips]).tolist()
    tags: dict[int, Any] = tags_of(metadata.exif) if metadata.exif else {}
    tags |= {256: width, 257: height, 258: (pixels.itemsize * 8,) * channels, 259: DEFLATE, 262: RGB, 274: 1,
             273: (0, *ends[:-1]), 277: channels, 278: ROWS, 279: tuple(len(strip) for strip in strips), 284: 1,
             317: DIFFERENCED}
    if channels == 4:
        tags[338] = UNASSOCIATED
    if metadata.xmp:
        tags[700] = metadata.xmp
    if icc:
        tags[34675] = icc
    directory = ImageFileDirectory_v2(HEADER)
    for tag, value in tags.items():
        directory[tag] = value
    file = BytesIO()
    file.write(HEADER + directory.tobytes(len(HEADER)))  # moves the strips' offsets behind itself
    for strip in strips:
        file.write(strip)
    return file.getvalue()


def differenced(rows: Pixels) -> Pixels:
    """Each pixel less its left neighbour, modulo the type's range, little-endian (TIFF 6.0, section 14)."""
    out = rows.astype(rows.dtype.newbyteorder("<"))
    out[:, 1:] -= rows[:, :-1]
    return out
