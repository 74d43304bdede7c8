"""AVIF: 8 bits by Pillow, 10 and 12 by OpenCV; written in 8 bits."""

from __future__ import annotations

import secrets
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs import cicp, xmp
from engine.codecs.decoded import Decoded, checked, colours, first_frame, opened
from engine.codecs.deep import deep_pixels
from engine.codecs.exif import body_of, orientation_of, upright_block
from engine.codecs.sniff import check_size
from engine.photo import Metadata

if TYPE_CHECKING:
    from engine.codecs.sniff import Limits
    from engine.photo import Pixels

QUALITY = 92
SPEED = 8
"""Of 0..10: a photo of 24 megapixels takes seconds, not minutes."""
HEAD = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
"""A TIFF structure without any entry."""


def decode(data: bytes, name: str, limits: Limits) -> Decoded:
    """The photo as stored. Raises what the decoders raise over damage, and ImageTooLarge."""
    with opened(data, "AVIF") as image:
        check_size(*image.size, name, limits)
        notes = first_frame(image, name)
        exif = image.info.get("exif") or None
        metadata = Metadata(exif, xmp.packet(image.info.get("xmp")))
        icc = image.info.get("icc_profile")
        if not icc:
            icc, said = nclx_profile(data)
            notes += said
        orientation = orientation_of(exif or b"")
        bits = bits_of(data)
        if bits > 8 and orientation == 1:
            found = checked(_widened(deep_pixels(data), bits), icc, name)
        else:
            image.load()
            found = colours(image, icc, name)
            if bits > 8:
                notes += (f"The {bits} bits a channel of {name} were reduced to 8.",)
        return Decoded(found.pixels, image.mode, found.icc, metadata, orientation, (*notes, *found.notes))


def bits_of(data: bytes) -> int:
    """Bits a channel by the first ``av1C`` (AV1 codec ISO media file format binding, section 2.3.3)."""
    at = data.find(b"av1C", 0, 1 << 20)
    if at < 0 or at + 7 > len(data):
        return 8
    return 8 if not data[at + 6] & 0x40 else 12 if data[at + 6] & 0x20 else 10


def nclx_profile(data: bytes) -> tuple[bytes | None, tuple[str, ...]]:
    """The profile for the code points of the first ``colr`` box of kind ``nclx`` (ISO 14496-12, section 12.1.5)."""
    at = data.find(b"colrnclx", 0, 1 << 20)
    if at < 0 or at + 12 > len(data):
        return None, ()
    return cicp.profile_of(int.from_bytes(data[at + 8:at + 10]), int.from_bytes(data[at + 10:at + 12]))


def _widened(pixels: Pixels, bits: int) -> Pixels:
    """Values of ``bits`` spread over 16, so that the largest stays the largest."""
    if pixels.dtype != np.uint16:
        return pixels
    return (pixels << np.uint16(16 - bits)) | (pixels >> np.uint16(2 * bits - 16))


def encode(pixels: Pixels, icc: bytes, metadata: Metadata, quality: int | None) -> bytes:
    """The file's bytes for (H, W, 3 or 4) uint8, without subsampling.

    Pillow would write EXIF anew and move what is in it, so it is handed a placeholder, which the block then replaces.
    """
    from PIL import Image

    placeholder = b""
    block = upright_block(body_of(metadata.exif)) if metadata.exif else b""
    if block:
        placeholder = (HEAD + secrets.token_bytes(max(0, len(block) - len(HEAD))))[:len(block)]
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "AVIF", quality=quality or QUALITY, subsampling="4:4:4", speed=SPEED,
                                 icc_profile=icc, exif=placeholder, xmp=metadata.xmp or b"")
    return buffer.getvalue().replace(placeholder, block, 1) if block else buffer.getvalue()
