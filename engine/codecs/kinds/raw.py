"""Camera raw, developed by LibRaw (extra ``raw``): 16 bits, the camera's white balance, Display P3."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks.exif import body_of, main, upright_block
from engine.codecs.blocks.ifd import directory, first_at
from engine.codecs.kinds import cr3, jpeg, tiff_read
from engine.codecs.kinds.decoded import Decoded
from engine.codecs.sniff import check_size
from engine.errors import InvalidImageFormat
from engine.photo import Metadata
from engine.profiles import display_p3_profile

if TYPE_CHECKING:
    from engine.codecs.sniff import Limits

SRGB_CURVE = (2.4, 12.92)
"""Power and slope at black of the curve of sRGB, which Display P3 shares."""
REMEDY = "Run installer/bootstrap.py with --raw, or save the photo as a 16-bit TIFF."
UNKNOWN_REMEDY = "Save the photo as DNG or 16-bit TIFF with the program that came with the camera."
FUJI = b"FUJIFILMCCD-RAW"
MODEL = 272
"""EXIF's tag of the camera's name."""
FUJI_JPEG_AT = 84
"""Where a RAF file says, big-endian, where its JPEG begins and how long that is."""


def decode(data: bytes, name: str, limits: Limits, least: float = 0.0) -> Decoded:
    """The developed photo, upright. With ``least``, for looking: at half its size where that has so many pixels.

    Raises ValueError over damage, ImageTooLarge, and InvalidImageFormat without rawpy.
    """
    try:
        import rawpy
    except ImportError as error:
        what = f"The photo {name} is camera raw, which this set-up cannot read."
        raise InvalidImageFormat(what, REMEDY) from error
    try:
        with rawpy.imread(BytesIO(data)) as raw:
            check_size(raw.sizes.width, raw.sizes.height, name, limits)
            half = 0 < least <= raw.sizes.width * raw.sizes.height / 4
            pixels = raw.postprocess(use_camera_wb=True, output_bps=16, output_color=rawpy.ColorSpace.P3D65,
                                     gamma=SRGB_CURVE, half_size=half)
        metadata = metadata_of(data)
    except rawpy.LibRawFileUnsupportedError as error:
        if _says_who(metadata_of(data)):  # a whole file in all that can be told: a camera newer than LibRaw
            what = f"The photo {name} is camera raw of a kind that cannot be read yet."
            raise InvalidImageFormat(what, UNKNOWN_REMEDY) from error
        raise ValueError(str(error)) from error
    except rawpy.LibRawError as error:
        raise ValueError(str(error)) from error
    if pixels.shape[2] == 1:  # a sensor without colours
        pixels = np.repeat(pixels, 3, axis=2)
    return Decoded(pixels, "raw", display_p3_profile(), metadata)


def metadata_of(data: bytes) -> Metadata:
    """EXIF, XMP and IPTC of the raw file: of its directories, its boxes or the JPEG in a RAF; upright."""
    found = Metadata()
    try:
        if data.startswith(FUJI):
            at, size = struct.unpack_from(">II", data, FUJI_JPEG_AT)
            found = jpeg.blocks(data[at:at + size])[0]
        elif data[:2] in (b"II", b"MM"):
            return tiff_read.blocks(data, directory(data, first_at(data)))
        else:
            found = cr3.metadata_of(data)
    except (ValueError, struct.error):
        return Metadata()
    return Metadata(upright_block(found.exif) if found.exif else None, found.xmp, found.iptc)


def _says_who(found: Metadata) -> bool:
    """Whether EXIF names a camera."""
    try:
        return found.exif is not None and main(body_of(found.exif)).get(MODEL) is not None
    except ValueError:
        return False
