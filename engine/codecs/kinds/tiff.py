"""TIFF written: 8 and 16 bits and float, with profile, EXIF, XMP and IPTC (TIFF 6.0; Adobe deflate, differencing).

The EXIF block stands at the very beginning of the file, so that every offset in it holds, a maker's note's own too; the
directory that the header points to follows it and takes over its descriptive entries.
"""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks import resources
from engine.codecs.blocks.exif import ORIENTATION, UNIT, X_RESOLUTION, Y_RESOLUTION, body_of, with_thumbnail
from engine.codecs.blocks.exif_gather import tiff_entries
from engine.codecs.blocks.ifd import BYTE, LONG, RATIONAL, SHORT, UNDEFINED, order_of, packed
from engine.codecs.kinds.tiff_tags import (
    BITS,
    COMPRESSION,
    EXTRA,
    FLOAT,
    HEIGHT,
    IPTC,
    PHOTOMETRIC,
    PHOTOSHOP,
    PLANAR,
    PREDICTOR,
    PROFILE,
    ROWS_A_STRIP,
    SAMPLE_FORMAT,
    SAMPLES,
    STRIP_SIZES,
    STRIPS,
    UNASSOCIATED,
    WIDTH,
    XMP,
)
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.codecs.blocks.ifd import Order
    from engine.photo import Metadata, Pixels

ROWS = 64
"""Rows of a strip."""
EMPTY = b"II*\0\0\0\0\0"
DEFLATE, DIFFERENCED, RGB = 8, 2, 2
SHORTS = frozenset({
    BITS, COMPRESSION, PHOTOMETRIC, ORIENTATION, SAMPLES, PLANAR, UNIT, PREDICTOR, EXTRA, SAMPLE_FORMAT})
BLOCKS = {XMP: BYTE, IPTC: UNDEFINED, PHOTOSHOP: BYTE, PROFILE: UNDEFINED}
MOST = 2**32 - 1


def encode(pixels: Pixels, icc: bytes, metadata: Metadata, ppi: tuple[float, float] | None = None) -> bytes:
    """The file's bytes for (H, W, 3 or 4) uint8, uint16 or float32 pixels, in the byte order of the EXIF block.

    Raises UsageError for a photo that comes to more than 4 gigabytes.
    """
    block = with_thumbnail(metadata.exif, None) if metadata.exif else b""  # a TIFF has no place for a small picture
    carried = tiff_entries(block)
    head = bytearray(body_of(block) if carried else EMPTY)
    head += bytes(len(head) % 2)
    order = order_of(head)
    with ThreadPoolExecutor() as pool:  # zlib works outside the interpreter's lock
        strips = list(pool.map(lambda top: _strip(pixels[top:top + ROWS], order), range(0, len(pixels), ROWS)))
    sizes = [len(strip) for strip in strips]
    if sum(sizes) + 2**24 > MOST:
        raise UsageError("A TIFF cannot hold more than 4 gigabytes.", "Name the output .png, or give --depth 8.")
    numbers, blocks = _numbers(pixels, sizes, ppi, carried), _blocks(icc, metadata)
    start = _begin(head, order, numbers, blocks, carried, sizes)
    struct.pack_into(order + "I", head, 4, start)
    file = BytesIO()
    file.write(head)
    for strip in strips:
        file.write(strip)
    return file.getvalue()


def _strip(rows: Pixels, order: Order) -> bytes:
    plain = rows if rows.dtype.kind == "f" else differenced(rows)
    return zlib.compress(plain.astype(plain.dtype.newbyteorder(order)).tobytes(), 1)


def differenced(rows: Pixels) -> Pixels:
    """Each pixel less its left neighbour, modulo the type's range (TIFF 6.0, section 14)."""
    out = rows.copy()
    out[:, 1:] -= rows[:, :-1]
    return out


def _numbers(pixels: Pixels, sizes: list[int], ppi: tuple[float, float] | None,
             carried: dict[int, bytes]) -> dict[int, tuple[int, ...]]:
    """The tags of whole numbers (rationals as pairs); the strips' places are filled in when they are known."""
    height, width, channels = pixels.shape
    out: dict[int, tuple[int, ...]] = {
        WIDTH: (width,), HEIGHT: (height,), BITS: (pixels.itemsize * 8,) * channels, COMPRESSION: (DEFLATE,),
        PHOTOMETRIC: (RGB,), STRIPS: (0,) * len(sizes), ORIENTATION: (1,), SAMPLES: (channels,), ROWS_A_STRIP: (ROWS,),
        STRIP_SIZES: tuple(sizes), PLANAR: (1,)}
    if pixels.dtype.kind == "f":
        out[SAMPLE_FORMAT] = (FLOAT,) * channels
    else:
        out[PREDICTOR] = (DIFFERENCED,)
    if channels == 4:
        out[EXTRA] = (UNASSOCIATED,)
    if ppi and X_RESOLUTION not in carried:
        across, down = (min(round(value * 1000), MOST) for value in ppi)
        out |= {X_RESOLUTION: (across, 1000), Y_RESOLUTION: (down, 1000), UNIT: (2,)}
    return out


def _blocks(icc: bytes, metadata: Metadata) -> dict[int, bytes]:
    found = {XMP: metadata.xmp, IPTC: metadata.iptc, PROFILE: icc,
             PHOTOSHOP: resources.joined(metadata.iptc, metadata.photoshop)}
    return {tag: block for tag, block in found.items() if block}


def _begin(head: bytearray, order: str, numbers: dict[int, tuple[int, ...]], blocks: dict[int, bytes],
           carried: dict[int, bytes], sizes: list[int]) -> int:
    """Put the values and the directory behind ``head``, so that the strips can follow; where the directory begins."""
    entries = {tag: raw for tag, raw in carried.items() if tag not in numbers}
    strips_at = len(head)
    for tag, values in numbers.items():
        kind = RATIONAL if tag in (X_RESOLUTION, Y_RESOLUTION) else SHORT if tag in SHORTS else LONG
        value = struct.pack(f"{order}{len(values)}{'H' if kind == SHORT else 'I'}", *values)
        if tag == STRIPS:
            strips_at = len(head)
        entries[tag] = packed(order, tag, kind, value, _put(head, value))
    for tag, block in blocks.items():
        entries[tag] = packed(order, tag, BLOCKS[tag], block, _put(head, block))
    listing = struct.pack(order + "H", len(entries)) + b"".join(entries[tag] for tag in sorted(entries)) + bytes(4)
    start = _put(head, listing)
    head += bytes(len(head) % 2)
    ends = len(head) + np.cumsum([0, *sizes[:-1]])
    places = struct.pack(f"{order}{len(sizes)}I", *ends.tolist())
    if len(sizes) == 1:
        entries[STRIPS] = packed(order, STRIPS, LONG, places, 0)
        at = start + 2 + 12 * sorted(entries).index(STRIPS)
        head[at:at + 12] = entries[STRIPS]
    else:
        head[strips_at:strips_at + len(places)] = places
    return start


def _put(head: bytearray, value: bytes) -> int:
    """Append what is longer than an entry's own field, on a word boundary; where it begins."""
    if len(value) <= 4:
        return 0
    head += bytes(len(head) % 2)
    head += value
    return len(head) - len(value)


