"""Opening for looking: a small 8-bit photo, quickly."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.pyramid import eight_bit, halved, reduced
from engine.codecs.read import DAMAGE, HEAD, decode, upright
from engine.codecs.sniff import check_size, sniff
from engine.photo import Photo, Source

if TYPE_CHECKING:
    from engine.codecs.sniff import Limits
    from engine.photo import Pixels

ORIENTATION = 0x0112
SHRINKS = (8, 4, 2)
"""What libjpeg scales by while it decodes."""


def preview(data: bytes | memoryview, name: str, megapixels: float, limits: Limits) -> Photo:
    """The photo with at most ``megapixels`` million pixels: upright, uint8, with its profile, without its metadata.

    JPEGs are decoded at a fraction of their size, others whole. Never enlarged. Raises as ``read.decode``.
    """
    photo = None
    if sniff(bytes(data[:HEAD]), name) == "JPEG":
        photo = _draft(data, name, megapixels * 1e6, limits)
    if photo is None:
        photo = decode(data, name, Path(name), limits)
    return Photo(eight_bit(shrunk(photo.pixels, megapixels * 1e6)), photo.icc, source=photo.source)


def _draft(data: bytes | memoryview, name: str, most: float, limits: Limits) -> Photo | None:
    """A JPEG at the smallest fraction that has half of ``most`` pixels; None for one that wants the long way."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours
    try:
        with Image.open(BytesIO(data), formats=["JPEG"]) as image:
            check_size(*image.size, name, limits)
            width, height = image.size
            if image.mode != "RGB":
                return None
            shrink = next((by for by in SHRINKS if width * height / by ** 2 >= most / 2), 1)
            image.draft("RGB", (width // shrink, height // shrink))
            orientation: Any = image.getexif().get(ORIENTATION, 1)
            pixels = np.asarray(image)
            source = Source(Path(name), "JPEG", image.mode, 8)
            return Photo(upright(pixels, orientation), image.info.get("icc_profile"), source=source)
    except DAMAGE:  # the long way says what is wrong with it, or copes
        return None


def shrunk(pixels: Pixels, most: float) -> Pixels:
    """The pixels scaled down by area averaging to at most ``most`` of them; themselves if they are no more."""
    while pixels.shape[0] * pixels.shape[1] >= 4 * most:
        pixels = halved(pixels)
    height, width = pixels.shape[:2]
    if height * width <= most:
        return pixels
    scale = (most / (height * width)) ** 0.5
    return reduced(pixels, max(1, int(width * scale)), max(1, int(height * scale)))
