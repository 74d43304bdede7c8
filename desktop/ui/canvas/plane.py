"""Plane: some tiles of one level side by side in one array."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.side import TILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.ui.canvas.buffers import Buffers
    from desktop.ui.canvas.side import Side, Tile
    from desktop.ui.canvas.store import Key

    Array = NDArray[np.uint8]

class Plane:
    """Tiles ``columns`` x ``rows`` of ``level``; ``got``: which tile lies in each cell. ``version`` counts changes."""

    def __init__(self, side: Side, level: int) -> None:
        self.level = level
        self._levels = side.pyramid.levels
        self.columns, self.rows = range(0), range(0)
        self.array: Array = np.empty((0, 0, 4), np.uint8)
        self.got: dict[tuple[int, int], Key] = {}
        self.version = 0

    def aim(self, columns: range, rows: range, buffers: Buffers) -> None:
        """Cover these tiles at least; cells that were there before are kept."""
        if _covers(self.columns, columns) and _covers(self.rows, rows):
            return
        facts = self._levels[self.level]
        width = min(columns.stop * TILE, facts.width) - columns.start * TILE
        height = min(rows.stop * TILE, facts.height) - rows.start * TILE
        old, kept = self.array, {cell: key for cell, key in self.got.items() if cell[0] in columns and cell[1] in rows}
        array = buffers.take(height, width)
        for column, row in kept:
            part = old[_cell(column - self.columns.start, row - self.rows.start)]
            array[_cell(column - columns.start, row - rows.start)] = part
        buffers.give(old)
        self.array, self.columns, self.rows, self.got = array, columns, rows, kept
        self.version += 1

    def put(self, column: int, row: int, tile: Tile | tuple[int, ...], key: Key | None) -> None:
        """Fill a cell with a tile or one colour; ``key`` says what it is (None: nothing that lasts)."""
        self.array[_cell(column - self.columns.start, row - self.rows.start)] = tile
        if key is not None:
            self.got[column, row] = key
        self.version += 1


def _covers(whole: range, part: range) -> bool:
    return whole.start <= part.start and part.stop <= whole.stop


def _cell(column: int, row: int) -> tuple[slice, slice]:
    return slice(row * TILE, (row + 1) * TILE), slice(column * TILE, (column + 1) * TILE)
