"""Plane: the tiles of one level that are near, in one array that wraps around, and how they come into a frame.

A tile's place in the array is its column and row modulo the array's, so that a pan never copies what is there: a tile
that comes into sight takes the place of one that left it. One more column and row repeat the first ones, so that
interpolation finds its neighbours across the seam.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.ui.canvas.side import TILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from desktop.ui.canvas.buffers import Buffers
    from desktop.ui.canvas.side import Side
    from desktop.ui.canvas.store import Key

    Array = NDArray[np.uint8]
    Pair = tuple[float, float]
    Place = tuple[int, int, int, int]

BAND = 64
"""Rows that Qt is given at a time: for more it takes further threads, and waits for them."""


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

    def cell(self, column: int, row: int) -> Array:
        """The pixels of a cell; who fills them tells ``filled``."""
        x, y = column % self._columns * TILE, row % self._rows * TILE
        return self.array[y : y + min(TILE, self._height - row * TILE), x : x + min(TILE, self._width - column * TILE)]

    def filled(self, column: int, row: int, key: Key | None) -> None:
        """A cell holds something new; ``key`` says what it is (None: nothing that lasts)."""
        place, cell = (column % self._columns, row % self._rows), self.cell(column, row)
        height, width = cell.shape[:2]
        if place[0] == 0:
            self.array[place[1] * TILE : place[1] * TILE + height, -1] = cell[:, 0]
        if place[1] == 0:
            self.array[-1, place[0] * TILE : place[0] * TILE + width] = cell[0]
        if place == (0, 0):
            self.array[-1, -1] = cell[0, 0]
        if key is None:
            self._got.pop(place, None)
        else:
            self._got[place] = column, row, key
        self.changed.add((column, row))

    def show(self, frame: Array, area: Place, start: Pair, step: Pair, squares: bool) -> None:
        """Fill an ``area`` (left, top, right, bottom) of a frame: its pixel (i, j) from the level's place ``start`` +
        (i, j) * ``step``, px counted by their middles. ``squares``: the nearest pixel in place of a blend of four."""
        left, top, right, bottom = area
        for above, below, y, rows in _turns(start[1], step[1], bottom - top, self._rows * TILE, self._height):
            for before, after, x, columns in _turns(start[0], step[0], right - left, self._columns * TILE, self._width):
                place = left + before, top + above, left + after, top + below
                _resample(self.array, (rows, columns), frame, place, (x, y), step, squares)


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


def _resample(
    array: Array, good: tuple[int, int], frame: Array, area: Place, start: Pair, step: Pair, squares: bool
) -> None:
    """Fill an area of ``frame`` as ``Plane.show`` does, from the first rows and columns of an array, which are
    ``good``."""
    left, top, right, bottom = area
    source = array[: good[0], : good[1]]
    width, height, (x, y) = right - left, bottom - top, start
    target = frame[top:bottom, left:right]
    whole = step == (1.0, 1.0) and x.is_integer() and y.is_integer()
    if whole and x >= 0 and y >= 0 and x + width <= source.shape[1] and y + height <= source.shape[0]:
        target[:] = source[int(y) : int(y) + height, int(x) : int(x) + width]
    elif 1.0 in step:
        import cv2

        matrix = np.array([[step[0], 0, x], [0, step[1], y]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cv2.warpAffine(source, matrix, (width, height), dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    else:
        _draw(array, good, frame, area, start, step, squares)


def _draw(
    array: Array, good: tuple[int, int], frame: Array, area: Place, start: Pair, step: Pair, squares: bool
) -> None:
    """``_resample`` by Qt, which takes half of OpenCV's time. It knows no pixels beside the part that it is to draw,
    so each band is a little larger, and clipped. Steps of 1 it would round to whole pixels."""
    left, top, right, bottom = area
    margin_x, margin_y = ceil(1 / step[0]) + 1, ceil(1 / step[1]) + 1
    x = start[0] - (0.5 + margin_x) * step[0] + 0.5
    y = start[1] - (0.5 + margin_y) * step[1] + 0.5
    width = right - left + 2 * margin_x
    source, target = _image(array, good), _image(frame, (frame.shape[0], frame.shape[1]))
    painter = QPainter(target)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not squares)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for band in range(top, bottom, BAND):
        height = min(BAND, bottom - band)
        painter.setClipRect(left, band, right - left, height)
        place = QRectF(left - margin_x, band - margin_y, width, height + 2 * margin_y)
        part = QRectF(x, y + (band - top) * step[1], width * step[0], place.height() * step[1])
        painter.drawImage(place, source, part)
    painter.end()


def _image(array: Array, size: tuple[int, int]) -> QImage:
    """An image over the memory of the first rows and columns of an array."""
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(array.data.cast("B"), size[1], size[0], array.strides[0], form)
