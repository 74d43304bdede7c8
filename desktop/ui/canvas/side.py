"""Side: one of the two pictures that a canvas compares, as tiles for the screen: a photo, and layers blended over it.

Tiles are made on worker threads, by the same rule as ``engine.photo.composite``: at level 0 in the photo's own depth,
so that at 1:1 every pixel is what an export holds; at smaller levels from averages of photo, patch and mask.
"""

from __future__ import annotations

from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.colours import on_screen
from engine.codecs.pyramid import Pyramid, eight_bit
from engine.photo import Box, blend_strip, top_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.photo import Layer, Pixels

    Tile = NDArray[np.uint8]

TILE = 256
"""Pixels of a tile's side."""
STRIP = 128
"""Rows averaged at a time, so that float copies stay small."""

_ids = count(1)


class Averages:
    """A layer's smaller levels: (h, w, 4) uint8, patch times mask and mask, on the photo's grid. Thread-safe."""

    def __init__(self, layer: Layer, width: int, height: int, levels: int) -> None:
        self.layer = layer
        self._grid = 1 << max(0, levels - 1)
        self._size = (width, height)
        self._lock = Lock()
        self._made: list[Tile] = []
        box = layer.box
        self._left, self._top = box.x // self._grid * self._grid, box.y // self._grid * self._grid
        self._right = -(-(box.x + box.width) // self._grid) * self._grid
        self._bottom = -(-(box.y + box.height) // self._grid) * self._grid

    def part(self, level: int, box: Box) -> tuple[Box, Tile] | None:
        """What lies in ``box`` of a level (1, 2, ...): the part's box in that level, and its averages."""
        whole = self._level(level)
        left, top = self._left >> level, self._top >> level
        x, y = max(box.x, left), max(box.y, top)
        right, bottom = min(box.x + box.width, left + whole.shape[1]), min(box.y + box.height, top + whole.shape[0])
        if x >= right or y >= bottom:
            return None
        return Box(x, y, right - x, bottom - y), whole[y - top : bottom - top, x - left : right - left]

    def _level(self, level: int) -> Tile:
        import cv2

        with self._lock:
            if not self._made:
                self._made.append(self._first())
            while len(self._made) < level:
                below = self._made[-1]
                size = ((below.shape[1] + 1) // 2, (below.shape[0] + 1) // 2)
                self._made.append(np.asarray(cv2.resize(below, size, interpolation=cv2.INTER_AREA), np.uint8))
            return self._made[level - 1]

    def _first(self) -> Tile:
        """Level 1 over the aligned box; where the photo ends within two pixels, the last ones count for both."""
        import cv2

        box, patch, mask = self.layer.box, self.layer.patch, self.layer.mask
        width, height = self._right - self._left, self._bottom - self._top
        out = np.zeros((height // 2, width // 2, 4), np.uint8)
        x = box.x - self._left
        scale = np.float32(255 / top_value(patch.dtype))
        last_column, last_row = box.x + box.width == self._size[0], box.y + box.height == self._size[1]
        for top in range(0, height, STRIP):
            first, last = top + self._top - box.y, top + STRIP + self._top - box.y
            rows = slice(max(0, first), max(0, min(box.height, last)))
            if rows.stop <= rows.start:
                continue
            strip = np.zeros((min(STRIP, height - top), width, 4), np.float32)
            part = strip[rows.start - first : rows.stop - first, x : x + box.width]
            part[..., 3] = mask[rows] * np.float32(255)
            np.multiply(patch[rows], (mask[rows] * scale)[..., None], out=part[..., :3], casting="unsafe")
            if last_column and x + box.width < width:
                strip[:, x + box.width] = strip[:, x + box.width - 1]
            if last_row and rows.stop == box.height and rows.stop - first < len(strip):
                strip[rows.stop - first] = strip[rows.stop - first - 1]
            half = cv2.resize(strip, (width // 2, len(strip) // 2), interpolation=cv2.INTER_AREA)
            out[top // 2 : top // 2 + len(half)] = np.rint(half)
        return out


class Side:
    """A photo with layers at an opacity. ``across`` and ``down``: its px per px of the canvas. Immutable but for what
    is made on first use; every change of opacity or layers is another Side over the same pyramid."""

    def __init__(
        self,
        pyramid: Pyramid,
        across: float = 1.0,
        down: float = 1.0,
        layers: Sequence[Averages] = (),
        opacity: float = 1.0,
        tint: Averages | None = None,
    ) -> None:
        self.id = next(_ids)
        self.pyramid, self.across, self.down = pyramid, across, down
        self._layers, self._opacity, self._tint = tuple(layers), opacity, tint

    @property
    def transparent(self) -> bool:
        """Whether a ground can shine through."""
        channels: int = self.pyramid.photo.pixels.shape[2]
        return channels == 4

    def altered(self, level: int, column: int, row: int) -> bool:
        """Whether layers may change a tile; the others are those of the bare photo."""
        box = self.box(level, column, row)
        return any(_touch(entry.layer.box, level, box) for entry in self._over())

    def box(self, level: int, column: int, row: int) -> Box:
        """A tile's pixels in its level."""
        facts = self.pyramid.levels[level]
        x, y = column * TILE, row * TILE
        return Box(x, y, min(TILE, facts.width - x), min(TILE, facts.height - y))

    def tile(self, level: int, column: int, row: int, screen: bytes | None) -> Tile:
        """(h, w, 4) uint8 for the screen: blue, green, red, alpha, colours times alpha."""
        import cv2

        pixels = self._blended(level, column, row)
        rgb = on_screen(np.ascontiguousarray(pixels[..., :3]), self.pyramid.photo.icc, screen)
        out = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA)
        if pixels.shape[2] == 4:
            alpha = pixels[..., 3:].astype(np.float32) * np.float32(1 / 255)
            np.multiply(out[..., :3], alpha, out=out[..., :3], casting="unsafe")
            out[..., 3] = pixels[..., 3]
        return np.asarray(out, np.uint8)

    def _over(self) -> tuple[Averages, ...]:
        return self._layers if self._tint is None else (*self._layers, self._tint)

    def _blended(self, level: int, column: int, row: int) -> Tile:
        if not self.altered(level, column, row):
            return self.pyramid.tile(level, column, row)
        box = self.box(level, column, row)
        if level == 0:
            own = self.pyramid.photo.pixels[box.slices].copy()
            for entry in self._layers:
                _blend_exact(own, box, entry.layer, self._opacity)
            if self._tint is not None:
                _blend_exact(own, box, self._tint.layer, 1.0)
            return eight_bit(own)
        out = self.pyramid.tile(level, column, row).copy()
        for entry in self._over():
            part = entry.part(level, box)
            if part is not None:
                opacity = entry.layer.opacity * (1.0 if entry is self._tint else self._opacity)
                _blend_averages(out[_within(part[0], box)], part[1], opacity)
        return out


def _touch(layer: Box, level: int, tile: Box) -> bool:
    left, top = layer.x >> level, layer.y >> level
    right, bottom = -(-(layer.x + layer.width) >> level), -(-(layer.y + layer.height) >> level)
    return left < tile.x + tile.width and right > tile.x and top < tile.y + tile.height and bottom > tile.y


def _within(part: Box, tile: Box) -> tuple[slice, slice]:
    return Box(part.x - tile.x, part.y - tile.y, part.width, part.height).slices


def _blend_exact(base: Pixels, box: Box, layer: Layer, opacity: float) -> None:
    """Blend what of ``layer`` lies in ``box`` of level 0 into ``base``, its pixels."""
    own = layer.box
    x, y = max(box.x, own.x), max(box.y, own.y)
    right, bottom = min(box.x + box.width, own.x + own.width), min(box.y + box.height, own.y + own.height)
    if x >= right or y >= bottom:
        return
    part = Box(x, y, right - x, bottom - y)
    inside = _within(part, own)
    blend_strip(base[_within(part, box)][..., :3], layer.patch[inside], layer.mask[inside], layer.opacity * opacity)


def _blend_averages(base: Tile, over: Tile, opacity: float) -> None:
    """out = base * (1 - mask * opacity) + patch * mask * opacity, in place."""
    value = base[..., :3].astype(np.float32)
    value *= np.float32(1) - over[..., 3:].astype(np.float32) * np.float32(opacity / 255)
    value += over[..., :3].astype(np.float32) * np.float32(opacity)
    base[..., :3] = np.rint(np.clip(value, 0, 255, out=value), out=value)
