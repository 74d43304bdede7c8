"""Plane: the tiles of one level that are near, in one array that wraps around, and how they come into a frame.

A tile's place in the array is its column and row modulo the array's, so that a pan never copies what is there: a tile
that comes into sight takes the place of one that left it. One more column and row repeat the first ones, so that
interpolation finds its neighbours across the seam.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.side import TILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from desktop.ui.canvas.buffers import Buffers
    from desktop.ui.canvas.side import Side, Tile
    from desktop.ui.canvas.store import Key

    Array = NDArray[np.uint8]


class Plane:
    """Tiles of ``level``. ``changed``: cells (column, row) filled since the plane was last shown; who shows it clears
    them."""

    def __init__(self, side: Side, level: int, buffers: Buffers) -> None:
        self.level = level
        facts = side.pyramid.levels[level]
        self._width, self._height = facts.width, facts.height
        self._columns, self._rows = min(buffers.columns, facts.columns), min(buffers.rows, facts.rows)
        self.array: Array = buffers.take(self._rows * TILE + 1, self._columns * TILE + 1)
        self.changed: set[tuple[int, int]] = set()
        self._got: dict[tuple[int, int], tuple[int, int, Key]] = {}

    def holds(self, columns: range, rows: range) -> bool:
        """Whether these tiles have places of their own."""
        return len(columns) <= self._columns and len(rows) <= self._rows

    def got(self, column: int, row: int) -> Key | None:
        """Which tile lies in a cell; None: none that lasts."""
        entry = self._got.get((column % self._columns, row % self._rows))
        return entry[2] if entry is not None and entry[:2] == (column, row) else None

    def put(self, column: int, row: int, tile: Tile | tuple[int, ...], key: Key | None) -> None:
        """Fill a cell with a tile or one colour; ``key`` says what it is (None: nothing that lasts)."""
        place = column % self._columns, row % self._rows
        x, y = place[0] * TILE, place[1] * TILE
        width, height = min(TILE, self._width - column * TILE), min(TILE, self._height - row * TILE)
        cell = self.array[y : y + height, x : x + width]
        cell[:] = tile
        if place[0] == 0:
            self.array[y : y + height, -1] = cell[:, 0]
        if place[1] == 0:
            self.array[-1, x : x + width] = cell[0]
        if place == (0, 0):
            self.array[-1, -1] = cell[0, 0]
        if key is None:
            self._got.pop(place, None)
        else:
            self._got[place] = column, row, key
        self.changed.add((column, row))

    def show(self, target: Array, x: float, y: float, step_x: float, step_y: float, squares: bool) -> None:
        """Fill ``target``: its pixel (i, j) from the level's place (``x`` + i ``step_x``, ``y`` + j ``step_y``), px
        counted by their middles. ``squares``: the nearest pixel in place of a blend of four."""
        height, width = target.shape[:2]
        for top, bottom, first_y, rows in _turns(y, step_y, height, self._rows * TILE, self._height):
            for left, right, first_x, columns in _turns(x, step_x, width, self._columns * TILE, self._width):
                part, matrix = target[top:bottom, left:right], np.array([[step_x, 0, first_x], [0, step_y, first_y]])
                _resample(self.array[:rows, :columns], part, matrix, squares)


def seen(start: float, step: float, cell: int, size: int, count: int) -> slice:
    """The pixels, of ``count``, on which a column or row of tiles shows; ``start`` and ``step``: the level's place
    under the first one, and how far it is to the next; ``size``: the level's."""
    low, high = cell * TILE - 1, (cell + 1) * TILE
    first = 0 if cell == 0 else floor((low - start) / step)
    last = count if high >= size else ceil((high - start) / step) + 1
    return slice(min(max(0, first), count), min(max(0, last), count))


def _turns(start: float, step: float, count: int, turn: int, size: int) -> Iterator[tuple[int, int, float, int]]:
    """Parts of a row of ``count`` pixels that lie within one turn of the array: from, up to, the place in the array
    of the first, and how much of the array is good: up to the level's end or the repeated pixel."""
    at, last = 0, (size - 1) // turn
    for number in range(min(max(0, floor(start / turn)), last), last + 1):
        end = (number + 1) * turn
        upto = count if end >= size else min(count, max(at, ceil((end - start) / step)))
        if upto > at:
            yield at, upto, start + at * step - number * turn, min(turn + 1, size - number * turn)
            at = upto
        if at == count:
            return


def _resample(source: Array, target: Array, matrix: NDArray[np.float64], squares: bool) -> None:
    """Fill ``target``; ``matrix`` ((2, 3)) leads from its pixels to those of ``source``."""
    height, width = target.shape[:2]
    x, y = matrix[:, 2]
    whole = matrix[0, 0] == matrix[1, 1] == 1.0 and x.is_integer() and y.is_integer()
    if whole and x >= 0 and y >= 0 and x + width <= source.shape[1] and y + height <= source.shape[0]:
        target[:] = source[int(y) : int(y) + height, int(x) : int(x) + width]
        return
    import cv2

    flags = (cv2.INTER_NEAREST if squares else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(source, matrix, (width, height), dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE)
