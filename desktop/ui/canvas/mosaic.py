"""Mosaic: one side drawn into a frame, from the tiles that are there."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from desktop.ui.canvas.plane import Plane, seen
from desktop.ui.canvas.side import TILE
from desktop.ui.canvas.store import Key, Wish

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop.ui.canvas.buffers import Buffers
    from desktop.ui.canvas.side import Side, Tile
    from desktop.ui.canvas.store import Store
    from desktop.ui.canvas.view import View

    Frame = NDArray[np.uint8]

SHARP = 0.7
"""A level is used until its pixels are shown at less than this size: so at most 1.43 of them fall on one of the
screen's."""
MANY = 0.3
"""With a larger share of the tiles missing a coarser level is shown, if it is whole."""
MOST_AT_ONCE = 8
"""Tiles that are taken up in one frame; more come with the next."""
GROUND = (128, 128, 128, 255)
"""Where no tile has come yet."""
BAND = 32
"""Rows of a frame moved at a time: NumPy copies what overlaps by way of new memory, which should be little."""
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

    def common(self, other: Area) -> Area:
        """What lies in both."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def without(self, inner: Area) -> list[Area]:
        """What lies around an area within it, in up to four parts."""
        parts = (
            Area(self.left, self.top, self.right, inner.top),
            Area(self.left, inner.bottom, self.right, self.bottom),
            Area(self.left, inner.top, inner.left, inner.bottom),
            Area(inner.right, inner.top, self.right, inner.bottom),
        )
        return [part for part in parts if not part.empty]


class Drawn(NamedTuple):
    """What the last drawing showed and where, so that a pan can move its pixels."""

    area: Area
    scale: float
    x: int
    y: int
    plane: Plane


class Mosaic:
    """Draws one side. Used on the window's thread. Of the last drawing: ``complete``: all tiles in sight were shown;
    ``hurried``: some that are there were left for the next frame."""

    def __init__(self, side: Side, bare: Side, buffers: Buffers, older: Mosaic | None = None) -> None:
        """``bare``: the same photo without layers, whose tiles serve where no layer is. ``older`` is shown until its
        successor's tiles are there, if it is of the same pyramid; it is used up."""
        self.side, self.bare = side, bare
        self.complete = self.hurried = False
        self._planes: dict[int, Plane] = {}
        self._buffers = buffers
        self._frame: Frame | None = None
        self._drawn: Drawn | None = None
        if older is not None and older.side.pyramid is side.pyramid:
            self._planes, older._planes = older._planes, {}
        levels = side.pyramid.levels
        self.overview = next(
            (number for number, level in enumerate(levels) if level.width * level.height <= 4 * TILE * TILE),
            len(levels) - 1,
        )

    def draw(self, frame: Frame, area: Area, view: View, store: Store, shift: int = 0) -> list[Wish]:
        """Draw ``area`` (within the photo) of a frame; ``shift``: device px from the frame's left to the port's.
        Returns the tiles that are still wanted, most wanted first."""
        left, top = view.origin[0] + shift, view.origin[1]
        level = self._level_for(view.scale)
        columns, rows = self._cells(level, area, view.scale, left, top)
        plane = self._plane(level, columns, rows)
        missing = self._fill(plane, store, columns, rows, MOST_AT_ONCE)
        wishes = [wish for wish in missing if not store.has(wish.key)]
        self.complete, self.hurried = not missing, len(wishes) < len(missing)
        shown = plane
        if len(missing) > MANY * len(columns) * len(rows):
            shown = self._coarser(level, area, view.scale, left, top, store) or plane
        if shown is plane:
            self._stand_in(plane, store, missing)
        self._keep(plane, shown)
        self._show(frame, Drawn(area, view.scale, left, top, shown))
        return [*self._overview(level, store), *wishes] if wishes else []

    def _plane(self, level: int, columns: range, rows: range) -> Plane:
        """The plane of a level, with room for these tiles."""
        plane = self._planes.get(level)
        if plane is not None and not plane.holds(columns, rows):
            self._buffers.give(plane.array)
            plane = None
        if plane is None:
            plane = self._planes[level] = Plane(self.side, level, self._buffers)
        return plane

    def _keep(self, *planes: Plane) -> None:
        """Keep no other planes."""
        for plane in self._planes.values():
            if plane not in planes:
                self._buffers.give(plane.array)
        self._planes = {plane.level: plane for plane in planes}

    def end(self) -> None:
        """Give back what it holds; it is not drawn any more."""
        self._keep()

    def forget(self) -> None:
        """The frame's pixels are no longer those of the last drawing."""
        self._drawn = None

    def _level_for(self, scale: float) -> int:
        size = scale / max(self.side.across, self.side.down)
        level = 0
        while level + 1 < len(self.side.pyramid.levels) and size * 2**level < SHARP:
            level += 1
        return level

    def _steps(self, level: int, scale: float) -> tuple[float, float]:
        """Px of a level per device px."""
        return self.side.across / scale / 2**level, self.side.down / scale / 2**level

    def _cells(self, level: int, area: Area, scale: float, left: int, top: int) -> tuple[range, range]:
        """Columns and rows of the tiles that an area shows."""
        step_x, step_y = self._steps(level, scale)
        facts = self.side.pyramid.levels[level]
        x, y = (area.left + 0.5 - left) * step_x - 0.5, (area.top + 0.5 - top) * step_y - 0.5
        return (
            _tiles(x, x + step_x * (area.right - area.left), facts.columns),
            _tiles(y, y + step_y * (area.bottom - area.top), facts.rows),
        )

    def _fill(self, plane: Plane, store: Store, columns: range, rows: range, most: int) -> list[Wish]:
        """Put up to ``most`` tiles that came into their cells; returns the others, those in the middle first."""
        missing = []
        for row in rows:
            for column in columns:
                wish = self._wish(plane.level, column, row)
                if plane.got(column, row) == wish.key:
                    continue
                tile = store.get(wish.key) if most else None
                if tile is None:
                    missing.append(wish)
                else:
                    plane.cell(column, row)[:] = tile
                    plane.filled(column, row, wish.key)
                    most -= 1
        middle = (columns.start + columns.stop - 1) / 2, (rows.start + rows.stop - 1) / 2
        missing.sort(key=lambda wish: (wish.key.column - middle[0]) ** 2 + (wish.key.row - middle[1]) ** 2)
        return missing

    def _coarser(self, level: int, area: Area, scale: float, left: int, top: int, store: Store) -> Plane | None:
        """The finest level above whose tiles in sight are all there; None when the level itself shows the side as it
        was a moment ago, with other layers."""
        columns, rows = self._cells(level, area, scale, left, top)
        keys = [self._planes[level].got(column, row) for column in columns for row in rows]
        if all(key is not None and key.level == level for key in keys):
            return None
        for up in range(level + 1, len(self.side.pyramid.levels)):
            columns, rows = self._cells(up, area, scale, left, top)
            kept = self._planes.get(up)
            wishes = [self._wish(up, column, row) for row in rows for column in columns]
            if all((kept and kept.got(*wish.key[2:]) == wish.key) or store.has(wish.key) for wish in wishes):
                plane = self._plane(up, columns, rows)
                self._fill(plane, store, columns, rows, len(wishes))
                return plane
        return None

    def _stand_in(self, plane: Plane, store: Store, wishes: list[Wish]) -> None:
        """Fill the cells of missing tiles that hold nothing: with the tile itself if it was only left for the next
        frame, for that takes least, else from smaller levels. A tile from before the layers changed stays."""
        for wish in wishes:
            column, row = wish.key.column, wish.key.row
            got = plane.got(column, row)
            if got is not None and got.level == plane.level:
                continue
            for up in range(len(self.side.pyramid.levels) - plane.level):
                key = self._wish(plane.level + up, column >> up, row >> up).key
                above = None if key == got else store.get(key)
                if above is not None:
                    self._enlarge(above, plane, column, row, up)
                    plane.filled(column, row, key)
                if key == got or above is not None:
                    break
            else:
                if got is None:
                    plane.cell(column, row)[:] = GROUND
                    plane.filled(column, row, None)

    def _wish(self, level: int, column: int, row: int) -> Wish:
        side = self.side if self.side.altered(level, column, row) else self.bare
        return Wish(Key(side.id, level, column, row), side)

    def _overview(self, level: int, store: Store) -> list[Wish]:
        """The tiles of the smallest picture that serves everywhere, as far as they are missing."""
        if level >= self.overview:
            return []
        facts = self.side.pyramid.levels[self.overview]
        whole = (self._wish(self.overview, column, row) for row in range(facts.rows) for column in range(facts.columns))
        return [wish for wish in whole if not store.has(wish.key)]

    def _enlarge(self, above: Tile, plane: Plane, column: int, row: int, up: int) -> None:
        """Fill a cell with the part of a tile ``up`` levels above that lies under it."""
        if not up:
            plane.cell(column, row)[:] = above
            return
        import cv2

        box, step = self.side.box(plane.level, column, row), 1 << up
        x, y = (box.x >> up) % TILE, (box.y >> up) % TILE
        part = above[y : y + max(1, -(-box.height // step)), x : x + max(1, -(-box.width // step))]
        cell = plane.cell(column, row)
        cv2.resize(part, (box.width, box.height), dst=cell, interpolation=cv2.INTER_LINEAR)

    def _show(self, frame: Frame, now: Drawn) -> None:
        """Bring a plane's pixels into the frame: where the last drawing's can be moved, only what came into sight or
        changed. Nothing but this mosaic draws into an area between two drawings of it that are told of."""
        before, self._drawn = self._drawn if frame is self._frame else None, now
        self._frame = frame
        moved = None
        if before is not None and (before.scale, before.plane) == (now.scale, now.plane):
            moved = _move(frame, before, now)
        if moved is None:
            self._resample(frame, now.area, now)
        else:
            for bare in now.area.without(moved):
                self._resample(frame, bare, now)
            for column, row in now.plane.changed:
                self._resample(frame, self._seen(moved, now, column, row), now)
        now.plane.changed.clear()

    def _place(self, area: Area, now: Drawn) -> tuple[float, float]:
        """The place of the level under an area's first pixel, counted by the pixels' middles."""
        step_x, step_y = self._steps(now.plane.level, now.scale)
        return (area.left + 0.5 - now.x) * step_x - 0.5, (area.top + 0.5 - now.y) * step_y - 0.5

    def _seen(self, area: Area, now: Drawn, column: int, row: int) -> Area:
        """Where in an area a cell shows."""
        facts = self.side.pyramid.levels[now.plane.level]
        (x, y), (step_x, step_y) = self._place(area, now), self._steps(now.plane.level, now.scale)
        across = seen(x, step_x, column, facts.width, area.right - area.left)
        down = seen(y, step_y, row, facts.height, area.bottom - area.top)
        return Area(area.left + across.start, area.top + down.start, area.left + across.stop, area.top + down.stop)

    def _resample(self, frame: Frame, area: Area, now: Drawn) -> None:
        if area.empty:
            return
        step_x, step_y = self._steps(now.plane.level, now.scale)
        squares = 1 / step_x >= PIXELS_SEEN and now.plane.level == 0
        place = area.left, area.top, area.right, area.bottom
        now.plane.show(frame, place, self._place(area, now), (step_x, step_y), squares)


def _move(frame: Frame, before: Drawn, now: Drawn) -> Area | None:
    """Move the pixels of the last drawing that are still in sight; returns where they lie. None: there are none. Only
    what is in the area now is taken, for another drawing may have painted over the rest."""
    dx, dy = now.x - before.x, now.y - before.y
    source = before.area.common(now.area)
    to = Area(source.left + dx, source.top + dy, source.right + dx, source.bottom + dy).common(now.area)
    if source.empty or to.empty:
        return None
    if dx or dy:
        bands = range(to.top, to.bottom, BAND)
        for top in bands if dy <= 0 else reversed(bands):
            rows = slice(top, min(top + BAND, to.bottom))
            frame[rows, to.left : to.right] = frame[
                rows.start - dy : rows.stop - dy, to.left - dx : to.right - dx
            ]
    return to


def _tiles(low: float, high: float, count: int) -> range:
    """The tiles that hold the pixels from ``low`` to ``high`` and one more on either side."""
    first = min(max(0, floor(low - 1) // TILE), count - 1)
    return range(first, max(first + 1, min(count, ceil(high + 1) // TILE + 1)))
