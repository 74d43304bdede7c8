"""WebP, GIF and BMP: formats of 8 bits that Pillow reads and writes with all their blocks."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from engine.codecs.blocks import xmp
from engine.codecs.blocks.exif import body_of, orientation_of
from engine.codecs.kinds.decoded import Decoded, colours, first_frame, opened
from engine.codecs.sniff import check_held, check_size
from engine.photo import Metadata

if TYPE_CHECKING:
    from engine.codecs.sniff import InputFormat, Limits
    from engine.photo import Pixels

DENSEST = {"GIF": 4096 / 1.5, "BMP": 128, "WEBP": 100_000}
"""Pixels in a byte: GIF's longest string in a code of 12 bits, BMP's longest run in two bytes, four times what libwebp
makes of one colour."""


def decode(data: bytes, kind: InputFormat, name: str, limits: Limits) -> Decoded:
    """The photo as stored. Raises what Pillow raises over damage, and ImageTooLarge."""
    with opened(data, kind) as image:
        check_size(*image.size, name, limits)
        check_held(image.width * image.height, len(data), DENSEST[kind], name)
        notes = first_frame(image, name)
        icc, exif = image.info.get("icc_profile"), image.info.get("exif")
        metadata = Metadata(exif or None, xmp.packet(image.info.get("xmp")))
        image.load()
        found = colours(image, icc, name)
        return Decoded(found.pixels, image.mode, found.icc, metadata, orientation_of(exif or b""),
                       (*notes, *found.notes))


def encode_webp(pixels: Pixels, icc: bytes, metadata: Metadata, quality: int | None) -> bytes:
    """The file's bytes for (H, W, 3 or 4) uint8: lossless unless ``quality`` (1..100) is given."""
    from PIL import Image

    options: dict[str, Any] = {"lossless": True, "exact": True, "method": 1}
    if quality:
        options = {"quality": quality, "method": 4}
    if metadata.exif:
        options["exif"] = body_of(metadata.exif)
    if metadata.xmp:
        options["xmp"] = metadata.xmp
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "WEBP", icc_profile=icc, **options)
    return buffer.getvalue()
