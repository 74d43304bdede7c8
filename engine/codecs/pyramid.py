"""A photo in ever smaller sizes, cut into tiles: what a canvas paints from when it zooms."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import colour
from engine.photo import top_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.photo import Photo, Pixels

    Tile = NDArray[np.uint8]

TILE = 512
"""Pixels of a tile's side."""
STRIP = 64
"""Transparent photos are halved in strips of this many rows, so that the float copies stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the photo: pixels, and tiles across and down. Pixel x of level n lies over x * 2**n of level 0."""

    width: int
    height: int
    columns: int
    rows: int


class Pyramid:
    """The levels of a photo, each half of the one before (rounded up) by area averaging of the encoded values.

    Level 0 is the photo itself and costs nothing; the last one fits into one tile. The others are made on first use,
    all up to the one asked for (24 megapixels: some hundredths of a second), so ``build`` wants a worker's thread.
    Everything may be called from any thread. Tiles are in the photo's own profile, alpha is straight, and they stay
    valid as long as somebody holds them.
    """

    def __init__(self, photo: Photo, tile: int = TILE) -> None:
        """``tile``: pixels of a tile's side, a power of two."""
        self.photo = photo
        self.side = tile
        self.levels = _levels(photo.width, photo.height, tile)
        self._made: list[Tile] = []  # levels 1, 2, ...
        self._lock = Lock()

    def ready(self, level: int) -> bool:
        """Whether a tile of the level comes at once."""
        return level <= len(self._made)

    def build(self, level: int | None = None, cancelled: Callable[[], bool] | None = None) -> bool:
        """Make all levels up to ``level`` (default: the last); False when ``cancelled`` said so between two levels."""
        last = len(self.levels) - 1 if level is None else level
        if not 0 <= last < len(self.levels):
            raise IndexError(f"there is no level {level} of {len(self.levels)}")
        with self._lock:
            while len(self._made) < last:
                if cancelled is not None and cancelled():
                    return False
                below = self._made[-1] if self._made else self.photo.pixels
                half = eight_bit(halved(below))
                half.flags.writeable = False
                self._made.append(half)
        return True

    def level_for(self, scale: float) -> int:
        """The smallest level that still has a pixel for each of the screen's at ``scale`` screen pixels a photo's."""
        level = 0
        while level + 1 < len(self.levels) and 2.0 ** -(level + 1) >= scale:
            level += 1
        return level

    def tile(self, level: int, column: int, row: int) -> Tile:
        """(h, w, 3 or 4) uint8, read-only, h and w at most ``side``; each row's pixels lie side by side in memory.

        A view where the level is held in 8 bits, a converted copy from level 0 of a deeper photo. Raises IndexError.
        """
        found = self.levels[level] if level >= 0 else None
        if found is None or not (0 <= column < found.columns and 0 <= row < found.rows):
            raise IndexError(f"there is no tile {column}, {row} in level {level}")
        self.build(level)
        whole: Any = self._made[level - 1] if level else self.photo.pixels
        part = eight_bit(whole[row * self.side:(row + 1) * self.side, column * self.side:(column + 1) * self.side])
        part.flags.writeable = False
        return part


def _levels(width: int, height: int, tile: int) -> tuple[Level, ...]:
    out = [Level(width, height, -(-width // tile), -(-height // tile))]
    while out[-1].columns * out[-1].rows > 1:
        width, height = (width + 1) // 2, (height + 1) // 2
        out.append(Level(width, height, -(-width // tile), -(-height // tile)))
    return tuple(out)


def halved(pixels: Pixels) -> Pixels:
    """Means of 2 x 2 pixels; at an odd edge of the pixels that there are. Colours count by their alpha."""
    height, width, channels = pixels.shape
    if channels == 3:
        return _halved(pixels)
    out = np.empty(((height + 1) // 2, (width + 1) // 2, 4), pixels.dtype)
    for top in range(0, height, STRIP):
        out[top // 2:(top + STRIP) // 2] = _weighted(pixels[top:top + STRIP], _halved)
    return out


def reduced(pixels: Pixels, width: int, height: int) -> Pixels:
    """The pixels at a size more than half of theirs: each is mixed of the four around its place, which is six times as
    quick as area averaging and looks the same at such sizes. Colours count by their alpha."""
    import cv2

    def smaller(part: Pixels) -> Pixels:
        out: Pixels = cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR)
        return out

    return smaller(pixels) if pixels.shape[2] == 3 else _weighted(pixels, smaller)


def _weighted(pixels: Pixels, smaller: Callable[[Pixels], Pixels]) -> Pixels:
    alpha = pixels[..., 3]
    if alpha.min() == top_value(pixels.dtype):
        return smaller(pixels)
    weighted = pixels.astype(np.float32)
    for channel in range(3):
        weighted[..., channel] *= alpha
    out = smaller(weighted)
    weight = np.maximum(out[..., 3], np.finfo(np.float32).tiny)
    for channel in range(3):
        out[..., channel] /= weight
    return out.astype(pixels.dtype) if pixels.dtype.kind == "f" else np.rint(out, out=out).astype(pixels.dtype)


def _halved(pixels: Pixels) -> Pixels:
    import cv2

    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        pixels = cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    out: Pixels = cv2.resize(pixels, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
    return out


def eight_bit(pixels: Pixels) -> Tile:
    """Any pixel type as uint8; uint8 itself, also a view."""
    return pixels if pixels.dtype == np.uint8 else colour.eight_bit(pixels)
