"""Opening for looking: a small 8-bit photo, quickly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.codecs.pyramid import eight_bit, halved, reduced
from engine.codecs.read import decode
from engine.photo import Photo

if TYPE_CHECKING:
    from engine.codecs.sniff import Limits
    from engine.photo import Pixels


def preview(data: bytes | memoryview, name: str, megapixels: float, limits: Limits) -> Photo:
    """The photo at ``megapixels`` million pixels, as near as whole rows allow without going over: upright, uint8, with
    its profile, without its metadata.

    JPEGs are decoded at the smallest half, quarter or eighth that still has so many, raws at half, others whole. Never
    enlarged. Raises as ``read.decode``.
    """
    most = megapixels * 1e6
    photo = decode(data, name, Path(name), limits, least=most)
    return Photo(eight_bit(shrunk(photo.pixels, most)), photo.icc, source=photo.source)


def shrunk(pixels: Pixels, most: float) -> Pixels:
    """The pixels scaled down to at most ``most`` of them: halved while they are four times as many, the rest mixed of
    the four pixels around each place. Themselves if they are no more."""
    while pixels.shape[0] * pixels.shape[1] >= 4 * most:
        pixels = halved(pixels)
    height, width = pixels.shape[:2]
    if height * width <= most:
        return pixels
    scale = (most / (height * width)) ** 0.5
    return reduced(pixels, max(1, int(width * scale)), max(1, int(height * scale)))
