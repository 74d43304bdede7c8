"""Mosaic: the tiles in sight side by side in one array, and that array resampled onto the screen's pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.side import TILE
from desktop.ui.canvas.store import Key, Wish

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.ui.canvas.side import Side, Tile
    from desktop.ui.canvas.store import Store
    from desktop.ui.canvas.view import View

    Frame = NDArray[np.uint8]

SHARP = 0.7
"""A level is used until its pixels are shown at less than this size: so at most 1.43 of them fall on one of the
screen's."""
GROUND = (128, 128, 128, 255)
"""Where no tile has come yet."""
PIXELS_SEEN = 2.0
"""From this scale on pixels are squares."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a frame, device px."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.left >= self.right or self.top >= self.bottom


class Mosaic:
    """Draws one side. Used on the window's thread."""

    def __init__(self, side: Side, bare: Side, older: Mosaic | None = None) -> None:
        """``complete``: whether all tiles in sight were there at the last drawing. ``bare``: the same photo without
        layers, whose tiles serve where no layer is. ``older`` is shown until its successor's tiles are there, if it is
        of the same pyramid."""
        self.side, self.bare = side, bare
        self._level = -1
        self._columns, self._rows = range(0), range(0)
        self._array: Frame = np.empty((0, 0, 4), np.uint8)
        self._got: dict[tuple[int, int], Key] = {}
        self.complete = False
        if older is not None and older.side.pyramid is side.pyramid:
            self._level, self._columns, self._rows = older._level, older._columns, older._rows
            self._array, self._got = older._array, dict(older._got)
        levels = side.pyramid.levels
        self.overview = next(
            (number for number, level in enumerate(levels) if level.width * level.height <= 4 * TILE * TILE),
            len(levels) - 1,
        )

    def draw(self, frame: Frame, area: Area, view: View, store: Store, shift: int = 0) -> list[Wish]:
        """Draw ``area`` (within the photo) of a frame; ``shift``: device px from the frame's left to the port's.
        Returns the tiles that are still wanted, most wanted first."""
        level = self._level_for(view.scale)
        step_x = self.side.across / view.scale / 2**level
        step_y = self.side.down / view.scale / 2**level
        left, top = view.origin
        x = (area.left + 0.5 - shift - left) * step_x - 0.5
        y = (area.top + 0.5 - top) * step_y - 0.5
        facts = self.side.pyramid.levels[level]
        columns = _tiles(x, x + step_x * (area.right - area.left), facts.columns)
        rows = _tiles(y, y + step_y * (area.bottom - area.top), facts.rows)
        self._aim(level, columns, rows)
        wishes = self._fill(store, columns, rows)
        self.complete = not wishes
        target = frame[area.top : area.bottom, area.left : area.right]
        self._resample(target, x - self._columns.start * TILE, y - self._rows.start * TILE, step_x, step_y)
        return wishes

    def _level_for(self, scale: float) -> int:
        size = scale / max(self.side.across, self.side.down)
        level = 0
        while level + 1 < len(self.side.pyramid.levels) and size * 2**level < SHARP:
            level += 1
        return level

    def _aim(self, level: int, columns: range, rows: range) -> None:
        """Make the array cover these tiles."""
        inside = level == self._level and _covers(self._columns, columns) and _covers(self._rows, rows)
        if inside:
            return
        facts = self.side.pyramid.levels[level]
        width = min(columns.stop * TILE, facts.width) - columns.start * TILE
        height = min(rows.stop * TILE, facts.height) - rows.start * TILE
        old, got, old_columns, old_rows = self._array, self._got, self._columns, self._rows
        self._array = np.empty((height, width, 4), np.uint8)
        self._got = {}
        if level == self._level:  # what both cover is taken over
            for column, row in got:
                if column in columns and row in rows:
                    part = old[_cell(column - old_columns.start, row - old_rows.start)]
                    self._array[_cell(column - columns.start, row - rows.start)] = part
                    self._got[column, row] = got[column, row]
        self._level, self._columns, self._rows = level, columns, rows

    def _fill(self, store: Store, columns: range, rows: range) -> list[Wish]:
        wishes = []
        middle = (columns.start + columns.stop - 1) / 2, (rows.start + rows.stop - 1) / 2
        order = sorted(
            ((column, row) for row in rows for column in columns),
            key=lambda cell: (cell[0] - middle[0]) ** 2 + (cell[1] - middle[1]) ** 2,
        )
        for column, row in order:
            wish = self._wish(self._level, column, row)
            got = self._got.get((column, row))
            if got == wish.key:
                continue
            tile, key = store.get(wish.key), wish.key
            if tile is None:
                wishes.append(wish)
                if got is not None and got.level == self._level:  # as it was before the layers changed
                    continue
                tile, key = self._stand_in(store, column, row, got)
            if tile is not None:
                self._array[_cell(column - self._columns.start, row - self._rows.start)] = tile
                self._got[column, row] = key
            elif got is None:
                self._array[_cell(column - self._columns.start, row - self._rows.start)] = GROUND
        return [*(self._overview(store) if wishes else ()), *wishes]

    def _wish(self, level: int, column: int, row: int) -> Wish:
        side = self.side if self.side.altered(level, column, row) else self.bare
        return Wish(Key(side.id, level, column, row), side)

    def _overview(self, store: Store) -> list[Wish]:
        facts = self.side.pyramid.levels[self.overview]
        if self._level >= self.overview:
            return []
        all_tiles = (
            self._wish(self.overview, column, row) for row in range(facts.rows) for column in range(facts.columns)
        )
        return [wish for wish in all_tiles if store.get(wish.key) is None]

    def _stand_in(self, store: Store, column: int, row: int, got: Key | None) -> tuple[Tile | None, Key]:
        """A tile enlarged from the next smaller level that has it, and that one's key; None for the one in place."""
        import cv2

        box = self.side.box(self._level, column, row)
        wish = self._wish(self._level, column, row)
        for up in range(1, len(self.side.pyramid.levels) - self._level):
            wish = self._wish(self._level + up, column >> up, row >> up)
            if wish.key == got:
                return None, wish.key
            above = store.get(wish.key)
            if above is None:
                continue
            step = 1 << up
            x, y = (box.x >> up) % TILE, (box.y >> up) % TILE
            part = above[y : y + -(-box.height // step), x : x + -(-box.width // step)]
            if part.size:
                grown = cv2.resize(part, (box.width, box.height), interpolation=cv2.INTER_LINEAR)
                return np.asarray(grown, np.uint8), wish.key
        return None, wish.key

    def _resample(self, target: Frame, x: float, y: float, step_x: float, step_y: float) -> None:
        height, width = target.shape[:2]
        if step_x == step_y == 1.0 and x.is_integer() and y.is_integer():
            target[:] = self._array[int(y) : int(y) + height, int(x) : int(x) + width]
            return
        import cv2

        flags = cv2.INTER_NEAREST if 1 / step_x >= PIXELS_SEEN and self._level == 0 else cv2.INTER_LINEAR
        cv2.warpAffine(
            self._array,
            np.array([[step_x, 0, x], [0, step_y, y]]),
            (width, height),
            dst=target,
            flags=flags | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )


def _tiles(low: float, high: float, count: int) -> range:
    """The tiles that hold the pixels from ``low`` to ``high`` and one more on either side."""
    first = min(max(0, floor(low - 1) // TILE), count - 1)
    return range(first, max(first + 1, min(count, ceil(high + 1) // TILE + 1)))


def _covers(whole: range, part: range) -> bool:
    return whole.start <= part.start and part.stop <= whole.stop


def _cell(column: int, row: int) -> tuple[slice, slice]:
    return slice(row * TILE, (row + 1) * TILE), slice(column * TILE, (column + 1) * TILE)
