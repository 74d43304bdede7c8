"""TIFF read: 8 bits by Pillow, deeper ones by OpenCV, separate planes one by one; tags straight from the directory."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs import resources, xmp
from engine.codecs.decoded import Colours, Decoded, checked, colours, grey_profile, opened
from engine.codecs.deep import deep_pixels
from engine.codecs.exif import ORIENTATION, upright_block
from engine.codecs.exif_gather import of_tiff
from engine.codecs.ifd import LONG, SHORT, directory, first_at, is_big, order_of, packed, value_of, whole, wholes
from engine.codecs.sniff import REMEDY, check_held, check_size
from engine.errors import InvalidImageFormat
from engine.photo import Metadata, top_value

if TYPE_CHECKING:
    from engine.codecs.ifd import Directory
    from engine.codecs.sniff import Limits
    from engine.photo import Pixels

SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, STRIPS, SAMPLES = 254, 256, 257, 258, 259, 262, 273, 277
ROWS_A_STRIP, STRIP_SIZES, PLANAR, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILES, TILE_SIZES = (
    278, 279, 284, 317, 322, 323, 324, 325)
EXTRA, SAMPLE_FORMAT, XMP, IPTC, PHOTOSHOP, PROFILE = 338, 339, 700, 33723, 34377, 34675
WHITE_IS_ZERO, BLACK_IS_ZERO, SEPARATED = 0, 1, 5
"""Values of ``PHOTOMETRIC``."""
FLOAT, ASSOCIATED, SEPARATE = 3, 1, 2
PLAIN, LZW, JPEG, ADOBE_DEFLATE, DEFLATE, PACKBITS = 1, 5, 7, 8, 32946, 32773
DENSEST = {PLAIN: 1, LZW: 4096 / 1.5, JPEG: 1000, ADOBE_DEFLATE: 1040, DEFLATE: 1040, PACKBITS: 64}
"""Bytes that one byte of a coding unpacks to at most."""


@dataclass(frozen=True, slots=True)
class Facts:
    """How the first picture of a file is stored."""

    width: int
    height: int
    bits: int
    samples: int
    photometric: int
    planar: int
    sample_format: int
    extra: tuple[int, ...]


def facts_of(data: bytes, found: Directory) -> Facts:
    """The facts in a directory; raises ValueError when it states no size."""

    def number(tag: int, default: int) -> int:
        value = whole(data, found.get(tag))
        return default if value is None else value

    facts = Facts(number(WIDTH, 0), number(HEIGHT, 0), max(wholes(data, found.get(BITS)) or (1,)), number(SAMPLES, 1),
                  number(PHOTOMETRIC, BLACK_IS_ZERO), number(PLANAR, 1), number(SAMPLE_FORMAT, 1),
                  wholes(data, found.get(EXTRA)))
    if not facts.width or not facts.height:
        raise ValueError("a picture without a size")
    return facts


def decode(data: bytes, name: str, limits: Limits) -> Decoded:
    """The photo, upright. Raises what the decoders raise over damage, ImageTooLarge and InvalidImageFormat."""
    found = directory(data, first_at(data))
    facts = facts_of(data, found)
    check_size(facts.width, facts.height, name, limits)
    densest = DENSEST.get(whole(data, found.get(COMPRESSION)) or PLAIN)
    if densest is not None:
        check_held(facts.width * facts.height * facts.bits, len(data), 8 * densest, name)
    icc = value_of(data, found.get(PROFILE))
    deep = (facts.bits > 8 or facts.sample_format == FLOAT) and facts.photometric != SEPARATED
    if deep:
        kept, mode = _deep(data, found, facts, icc, name), f"{facts.bits}-bit"
    elif is_big(data) and order_of(data) == ">":  # Pillow opens none of them
        pixels, grey = deep_pixels(data), facts.samples - len(facts.extra) == 1
        kept, mode = checked(pixels, grey_profile(icc) if grey else icc, name), "RGB"
    else:
        with opened(data, "TIFF") as image:
            check_size(*image.size, name, limits)
            image.load()
            kept, mode = colours(image, icc, name), image.mode
    notes = (f"{name} holds several pictures; the first one is used.",) if _another(data, found) else ()
    return Decoded(kept.pixels, mode, kept.icc, blocks(data, found), 1, (*notes, *kept.notes))


def _another(data: bytes, found: Directory) -> bool:
    """Whether a second whole picture follows, not a small one or a mask."""
    if not found.next_at:
        return False
    at = struct.unpack_from(order_of(data) + ("Q" if is_big(data) else "I"), data, found.next_at)[0]
    try:
        return bool(at) and not (whole(data, directory(data, at).get(SUBFILE)) or 0)
    except ValueError:
        return False


def _deep(data: bytes, found: Directory, facts: Facts, icc: bytes | None, name: str) -> Colours:
    if facts.bits not in (16, 32, 64) or (facts.bits == 16 and facts.sample_format == FLOAT):
        kind = "floating-point values" if facts.sample_format == FLOAT else "pixels"
        raise InvalidImageFormat(f"The {facts.bits}-bit {kind} of {name} cannot be read.", REMEDY)
    apart = facts.planar == SEPARATE and facts.samples > 1
    pixels = _planes(data, found, facts) if apart else deep_pixels(data)
    if facts.photometric == WHITE_IS_ZERO and pixels.dtype.kind == "u":
        pixels = np.iinfo(pixels.dtype).max - pixels
    if pixels.shape[2] == 4 and facts.extra[:1] == (ASSOCIATED,):
        pixels = _unassociated(pixels)
    if facts.samples - len(facts.extra) == 1:
        return Colours(pixels, grey_profile(icc))
    return checked(pixels, icc, name)


def _unassociated(pixels: Pixels) -> Pixels:
    """Colours that were multiplied by their alpha, divided by it again."""
    top = np.float32(top_value(pixels.dtype))
    alpha = pixels[..., 3:].astype(np.float32)
    colour = pixels[..., :3].astype(np.float32) * (top / np.maximum(alpha, top * 1e-6))
    out = pixels.copy()
    out[..., :3] = np.clip(colour, 0, top) if pixels.dtype.kind == "f" else np.rint(np.clip(colour, 0, top))
    return out


def _planes(data: bytes, found: Directory, facts: Facts) -> Pixels:
    """The planes of a file that stores its channels apart, which OpenCV takes for one picture.

    Each is read as a grey file: the same bytes with a directory of its own behind them. Raises ValueError.
    """
    if is_big(data):
        raise ValueError("separate planes in BigTIFF")
    order = order_of(data)
    places, sizes = (TILES, TILE_SIZES) if found.get(TILES) else (STRIPS, STRIP_SIZES)
    at, size = wholes(data, found.get(places)), wholes(data, found.get(sizes))
    parts = len(at) // facts.samples
    if not parts or len(size) != len(at) or len(at) != parts * facts.samples:
        raise ValueError("planes without their pixels")
    planes = [deep_pixels(_grey_file(data, order, found, facts, places, at[k * parts:(k + 1) * parts], sizes,
                                     size[k * parts:(k + 1) * parts]))[..., 0] for k in range(min(facts.samples, 4))]
    return np.stack(planes if len(planes) in (3, 4) else [planes[0]] * 3 + planes[1:2], axis=-1)


def _grey_file(data: bytes, order: str, found: Directory, facts: Facts, places: int, at: tuple[int, ...],
               sizes: int, size: tuple[int, ...]) -> bytes:
    numbers = {BITS: (facts.bits,), SAMPLES: (1,), PHOTOMETRIC: (BLACK_IS_ZERO,), PLANAR: (1,), places: at, sizes: size,
               SAMPLE_FORMAT: (facts.sample_format,)}
    kept = (WIDTH, HEIGHT, COMPRESSION, ORIENTATION, ROWS_A_STRIP, PREDICTOR, TILE_WIDTH, TILE_HEIGHT)
    numbers |= {tag: wholes(data, found.get(tag))[:1] for tag in kept if found.get(tag)}
    tail = bytearray(len(data) % 2)
    entries = []
    for tag in sorted(numbers):
        kind, letter = (SHORT, "H") if tag in (BITS, SAMPLES, PHOTOMETRIC, PLANAR, SAMPLE_FORMAT, COMPRESSION,
                                               ORIENTATION, PREDICTOR) else (LONG, "I")
        value = struct.pack(f"{order}{len(numbers[tag])}{letter}", *numbers[tag])
        place = len(data) + len(tail)
        if len(value) > 4:
            tail += value
        entries.append(packed(order, tag, kind, value, place))
    listing = struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)
    start = struct.pack(order + "I", len(data) + len(tail))
    return b"".join((data[:4], start, memoryview(data)[8:], tail, listing))


def blocks(data: bytes, found: Directory) -> Metadata:
    """EXIF, XMP, IPTC and the other resources in a directory's tags."""
    iptc, photoshop = resources.parted(value_of(data, found.get(PHOTOSHOP)))
    block = of_tiff(data)
    return Metadata(None if block is None else upright_block(block), xmp.packet(value_of(data, found.get(XMP))),
                    value_of(data, found.get(IPTC)) or iptc, photoshop)
