"""TIFF read: 8 bits by Pillow, deeper ones by OpenCV, separate planes one by one; tags straight from the directory."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks import resources, xmp
from engine.codecs.blocks.exif import upright_block
from engine.codecs.blocks.exif_gather import of_tiff
from engine.codecs.blocks.ifd import directory, first_at, is_big, order_of, value_of, whole, wholes
from engine.codecs.kinds.decoded import Colours, Decoded, checked, colours, grey_profile, opened
from engine.codecs.kinds.deep import deep_pixels
from engine.codecs.kinds.tiff_layouts import Facts, apart, interleaved
from engine.codecs.kinds.tiff_tags import (
    ASSOCIATED,
    BITS,
    BLACK_IS_ZERO,
    COMPRESSION,
    EXTRA,
    FLOAT,
    HEIGHT,
    IPTC,
    PHOTOMETRIC,
    PHOTOSHOP,
    PLANAR,
    PROFILE,
    SAMPLE_FORMAT,
    SAMPLES,
    SEPARATE,
    SEPARATED,
    SUBFILE,
    WHITE_IS_ZERO,
    WIDTH,
    XMP,
)
from engine.codecs.sniff import REMEDY, check_held, check_size
from engine.errors import InvalidImageFormat
from engine.photo import Metadata, top_value

if TYPE_CHECKING:
    from engine.codecs.blocks.ifd import Directory
    from engine.codecs.sniff import Limits
    from engine.photo import Pixels

PLAIN, LZW, JPEG, ADOBE_DEFLATE, DEFLATE, PACKBITS = 1, 5, 7, 8, 32946, 32773
DENSEST = {PLAIN: 1, LZW: 4096 / 1.5, JPEG: 1000, ADOBE_DEFLATE: 1040, DEFLATE: 1040, PACKBITS: 64}
"""Bytes that one byte of a coding unpacks to at most."""


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
    if facts.planar == SEPARATE and facts.samples > 1:
        pixels = apart(data, found, facts)
    else:
        pixels = deep_pixels(data) if facts.samples in (1, 3, 4) else interleaved(data, found, facts)
    notes: tuple[str, ...] = ()
    if pixels.shape[2] == 4 and not facts.alpha:
        pixels = np.ascontiguousarray(pixels[..., :3])
    if facts.samples > facts.colours + facts.alpha:
        notes = (f"The extra channels of {name} were left out.",)
    if facts.photometric == WHITE_IS_ZERO and pixels.dtype.kind == "u":
        pixels = np.iinfo(pixels.dtype).max - pixels
    if pixels.shape[2] == 4 and facts.extra[:1] == (ASSOCIATED,):
        pixels = _straight(pixels)
    if facts.colours == 1:
        return Colours(pixels, grey_profile(icc), notes)
    kept = checked(pixels, icc, name)
    return Colours(kept.pixels, kept.icc, (*notes, *kept.notes))


def _straight(pixels: Pixels) -> Pixels:
    """Colours that were multiplied by their alpha, divided by it again."""
    top = np.float32(top_value(pixels.dtype))
    alpha = pixels[..., 3:].astype(np.float32)
    colour = pixels[..., :3].astype(np.float32) * (top / np.maximum(alpha, top * 1e-6))
    out = pixels.copy()
    out[..., :3] = np.clip(colour, 0, top) if pixels.dtype.kind == "f" else np.rint(np.clip(colour, 0, top))
    return out


def blocks(data: bytes, found: Directory) -> Metadata:
    """EXIF, XMP, IPTC and the other resources in a directory's tags."""
    iptc, photoshop = resources.parted(value_of(data, found.get(PHOTOSHOP)))
    block = of_tiff(data)
    return Metadata(None if block is None else upright_block(block), xmp.packet(value_of(data, found.get(XMP))),
                    value_of(data, found.get(IPTC)) or iptc, photoshop)
