"""AVIF: 8 bits read by Pillow, 10 and 12 by OpenCV; written by OpenCV without loss, with all blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks.exif import body_of, orientation_of
from engine.codecs.kinds import cicp
from engine.codecs.kinds.decoded import Decoded, checked, colours, first_frame, opened
from engine.codecs.kinds.deep import deep_pixels
from engine.codecs.kinds.heif_boxes import Item, with_blocks
from engine.codecs.kinds.heif_items import metadata_of
from engine.codecs.sniff import check_held, check_size
from engine.errors import StorageError

if TYPE_CHECKING:
    from engine.codecs.sniff import Limits
    from engine.photo import Metadata, Pixels

LOSSLESS, DEEPEST, LOSSY_BITS = 100, 12, 10
"""OpenCV codes quality 100 without any loss, and others with half the resolution of colour."""
DENSEST = 100_000
"""Pixels in a byte: six times what libavif makes of one colour."""
SPEED = 9
"""Of 0..10: a photo of 24 megapixels takes seconds, not minutes."""


def decode(data: bytes, name: str, limits: Limits) -> Decoded:
    """The photo as stored. Raises what the decoders raise over damage, and ImageTooLarge."""
    with opened(data, "AVIF") as image:
        check_size(*image.size, name, limits)
        check_held(image.width * image.height, len(data), DENSEST, name)
        notes = first_frame(image, name)
        metadata = metadata_of(data)  # Pillow writes EXIF anew
        icc = image.info.get("icc_profile")
        if not icc:
            icc, said = nclx_profile(data)
            notes += said
        orientation = orientation_of(image.info.get("exif") or b"")  # of the picture's own boxes
        bits = bits_of(data)
        if bits > 8:  # OpenCV too leaves the picture as it is stored
            found = checked(_widened(deep_pixels(data), bits), icc, name)
        else:
            image.load()
            found = colours(image, icc, name)
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
    """The file's bytes for (H, W, 3 or 4): uint8 as they are, uint16 in 12 bits, both without further loss unless
    ``quality`` (1..100) is given; then 10 bits."""
    import cv2

    bits = LOSSY_BITS if quality and quality < LOSSLESS else 8 if pixels.dtype == np.uint8 else DEEPEST
    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    settings = [cv2.IMWRITE_AVIF_QUALITY, quality or LOSSLESS, cv2.IMWRITE_AVIF_DEPTH, bits, cv2.IMWRITE_AVIF_SPEED,
                SPEED]
    done, data = cv2.imencode(".avif", np.ascontiguousarray(_scaled(pixels, bits)[..., order]), settings)
    if not done:
        raise StorageError("The AVIF could not be encoded.", "Choose another format.")
    items = []
    if metadata.exif:
        items.append(Item(b"Exif", b"", bytes(4) + body_of(metadata.exif)))
    if metadata.xmp:
        items.append(Item(b"mime", b"application/rdf+xml", metadata.xmp))
    return with_blocks(data.tobytes(), icc, items)


def _scaled(pixels: Pixels, bits: int) -> Pixels:
    """Values brought to so many bits, the largest to the largest."""
    if bits == 8:
        return pixels
    most, top = np.uint32(2 ** bits - 1), np.uint32(np.iinfo(pixels.dtype).max)
    return ((pixels * most + top // 2) // top).astype(np.uint16)
