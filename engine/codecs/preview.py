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
    """The photo with at most ``megapixels`` million pixels: upright, uint8, with its profile, without its metadata.

    JPEGs are decoded at a fraction of their size, others whole. Never enlarged. Raises as ``read.decode``.
    """
    most = megapixels * 1e6
    photo = decode(data, name, Path(name), limits, least=most / 2)
    return Photo(eight_bit(shrunk(photo.pixels, most)), photo.icc, source=photo.source)


def shrunk(pixels: Pixels, most: float) -> Pixels:
    """The pixels scaled down by area averaging to at most ``most`` of them; themselves if they are no more."""
    while pixels.shape[0] * pixels.shape[1] >= 4 * most:
        pixels = halved(pixels)
    height, width = pixels.shape[:2]
    if height * width <= most:
        return pixels
    scale = (most / (height * width)) ** 0.5
    return reduced(pixels, max(1, int(width * scale)), max(1, int(height * scale)))
