"""Deep TIFF pixels in layouts that OpenCV does not know: planes stored apart, and two or more than four channels.

They are read as grey files: the same bytes with a directory of their own behind them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks.exif import ORIENTATION
from engine.codecs.blocks.ifd import LONG, SHORT, is_big, order_of, packed, whole, wholes
from engine.codecs.kinds.decoded import upright
from engine.codecs.kinds.deep import deep_pixels
from engine.codecs.kinds.tiff_tags import (
    ASSOCIATED,
    BITS,
    BLACK_IS_ZERO,
    COMPRESSION,
    HEIGHT,
    PHOTOMETRIC,
    PLANAR,
    PREDICTOR,
    ROWS_A_STRIP,
    SAMPLE_FORMAT,
    SAMPLES,
    STRIP_SIZES,
    STRIPS,
    TILE_HEIGHT,
    TILE_SIZES,
    TILE_WIDTH,
    TILES,
    UNASSOCIATED,
    WHITE_IS_ZERO,
    WIDTH,
)

if TYPE_CHECKING:
    from engine.codecs.blocks.ifd import Directory
    from engine.photo import Pixels

SHORTS = frozenset({BITS, SAMPLES, PHOTOMETRIC, PLANAR, SAMPLE_FORMAT, COMPRESSION, ORIENTATION, PREDICTOR})
DIFFERENCED = 2
"""Value of ``PREDICTOR``."""


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

    @property
    def colours(self) -> int:
        """Channels that are colours: 1 or 3."""
        return 1 if self.photometric in (WHITE_IS_ZERO, BLACK_IS_ZERO) else 3

    @property
    def alpha(self) -> bool:
        """Whether the channel behind the colours is transparency, and not something saved along."""
        return self.extra[:1] in ((ASSOCIATED,), (UNASSOCIATED,))


def apart(data: bytes, found: Directory, facts: Facts) -> Pixels:
    """(H, W, 3 or 4) of a file with one plane a channel, upright. Raises ValueError."""
    at, size = _parts(data, found)
    parts = len(at) // facts.samples
    if not parts or len(at) != parts * facts.samples:
        raise ValueError("planes without their pixels")
    kept = _numbers(data, found, (COMPRESSION, ORIENTATION, ROWS_A_STRIP, PREDICTOR, TILE_WIDTH, TILE_HEIGHT))
    planes = []
    for k in range(facts.colours + facts.alpha):
        part = slice(k * parts, (k + 1) * parts)
        planes.append(deep_pixels(_grey_file(data, found, facts, kept, at[part], size[part]))[..., 0])
    return _stacked(planes, facts)


def interleaved(data: bytes, found: Directory, facts: Facts) -> Pixels:
    """(H, W, 3 or 4) of a file with any number of channels a pixel, upright: read as one wide row of grey. Raises
    ValueError."""
    at, size = _parts(data, found)
    kept = _numbers(data, found, (COMPRESSION, ROWS_A_STRIP, TILE_WIDTH, TILE_HEIGHT))
    tile = kept.get(TILE_WIDTH, (facts.width,))[0]
    kept = {tag: (values[0] * facts.samples,) if tag == TILE_WIDTH else values for tag, values in kept.items()}
    if facts.width * facts.samples > 2**20:  # OpenCV's limit
        raise ValueError("too wide")
    grey = deep_pixels(_grey_file(data, found, facts, kept, at, size, wide=facts.samples))[..., 0]
    values = grey.reshape(facts.height, facts.width, facts.samples)
    if whole(data, found.get(PREDICTOR)) == DIFFERENCED:
        for left in range(0, facts.width, max(tile, 1)):
            columns = slice(left, left + max(tile, 1))
            values[:, columns] = np.cumsum(values[:, columns], axis=1, dtype=values.dtype)
    pixels = _stacked([values[..., k] for k in range(facts.colours + facts.alpha)], facts)
    return upright(pixels, whole(data, found.get(ORIENTATION)) or 1)


def _stacked(planes: list[Pixels], facts: Facts) -> Pixels:
    return np.stack(planes if facts.colours == 3 else [planes[0]] * 3 + planes[1:], axis=-1)


def _parts(data: bytes, found: Directory) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the strips or tiles begin and how long they are. Raises ValueError."""
    if is_big(data):
        raise ValueError("an unusual layout in BigTIFF")
    places, sizes = (TILES, TILE_SIZES) if found.get(TILES) else (STRIPS, STRIP_SIZES)
    at, size = wholes(data, found.get(places)), wholes(data, found.get(sizes))
    if not at or len(size) != len(at):
        raise ValueError("no pixels")
    return at, size


def _numbers(data: bytes, found: Directory, tags: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    return {tag: wholes(data, found.get(tag))[:1] for tag in tags if wholes(data, found.get(tag))}


def _grey_file(data: bytes, found: Directory, facts: Facts, kept: dict[int, tuple[int, ...]], at: tuple[int, ...],
               size: tuple[int, ...], wide: int = 1) -> bytes:
    """The file with another directory: grey, ``wide`` times as wide, its pixels in the parts ``at``."""
    order = order_of(data)
    places, sizes = (TILES, TILE_SIZES) if found.get(TILES) else (STRIPS, STRIP_SIZES)
    numbers = {WIDTH: (facts.width * wide,), HEIGHT: (facts.height,), BITS: (facts.bits,), SAMPLES: (1,),
               PHOTOMETRIC: (BLACK_IS_ZERO,), PLANAR: (1,), SAMPLE_FORMAT: (facts.sample_format,), places: at,
               sizes: size, **kept}
    tail = bytearray(len(data) % 2)
    entries = []
    for tag in sorted(numbers):
        kind, letter = (SHORT, "H") if tag in SHORTS else (LONG, "I")
        value = struct.pack(f"{order}{len(numbers[tag])}{letter}", *numbers[tag])
        place = len(data) + len(tail)
        if len(value) > 4:
            tail += value
        entries.append(packed(order, tag, kind, value, place))
    listing = struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)
    start = struct.pack(order + "I", len(data) + len(tail))
    return b"".join((data[:4], start, memoryview(data)[8:], tail, listing))
