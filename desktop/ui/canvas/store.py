"""Store: tiles for the screen, made on worker threads, newest wish first, kept up to a number."""

from __future__ import annotations

import os
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QThread, QThreadPool, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.canvas.side import Side, Tile

MOST_TILES = 1000
"""Tiles kept, 256 KB each."""
WORKERS = max(1, min(2, (os.cpu_count() or 2) - 1))
"""One core is left to the window."""


class Key(NamedTuple):
    """A tile: of the side with the id ``side``, its level, column and row."""

    side: int
    level: int
    column: int
    row: int


class Wish(NamedTuple):
    """A tile to make and what it is made from."""

    key: Key
    side: Side


class Store(QObject):
    """Belongs to the window's thread. ``arrived`` comes once for all tiles that arrived since the last time."""

    arrived = Signal()
    _made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: OrderedDict[Key, Tile] = OrderedDict()
        self._lock = Lock()
        self._wishes: list[Wish] = []
        self._busy: set[Key] = set()
        self._new: dict[Key, Tile] = {}
        self._workers = 0
        self._screen: bytes | None = None
        self._pool = QThreadPool(self, maxThreadCount=WORKERS)
        self._pool.setThreadPriority(QThread.Priority.LowPriority)
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def set_screen(self, screen: bytes | None) -> bool:
        """The profile of the screen; tiles for another are dropped. Whether it is another."""
        if screen == self._screen:
            return False
        with self._lock:
            self._screen = screen
            self._new.clear()
        self._tiles.clear()
        return True

    def get(self, key: Key) -> Tile | None:
        """A tile that is there."""
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def has(self, key: Key) -> bool:
        """Whether a tile is there."""
        return key in self._tiles

    def wish(self, wishes: Sequence[Wish]) -> None:
        """What is wanted now, most wanted first; earlier wishes that nobody has begun are dropped."""
        with self._lock:
            self._wishes = [wish for wish in reversed(wishes) if wish.key not in self._busy]
            wanted = min(WORKERS, len(self._wishes)) - self._workers
            self._workers += max(0, wanted)
        for _ in range(wanted):
            self._pool.start(self._work)

    def aside(self, work: Callable[[], None]) -> None:
        """Have something done by the workers."""
        self._pool.start(work)

    @property
    def idle(self) -> bool:
        """Whether nothing is being made or waits to be taken."""
        with self._lock:
            return not (self._workers or self._wishes or self._new)

    def keep(self, sides: set[int]) -> None:
        """Drop the tiles of all other sides."""
        for key in [key for key in self._tiles if key.side not in sides]:
            del self._tiles[key]

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            self._wishes.clear()
        self._pool.waitForDone()

    def _work(self) -> None:
        """Make tiles until none is wanted. Runs on a worker."""
        while True:
            with self._lock:
                if not self._wishes:
                    self._workers -= 1
                    return
                wish, screen = self._wishes.pop(), self._screen
                self._busy.add(wish.key)
            try:
                tile = wish.side.tile(*wish.key[1:], screen)
            except BaseException:
                with self._lock:
                    self._workers -= 1
                    self._busy.discard(wish.key)
                raise
            with self._lock:
                self._busy.discard(wish.key)
                first = not self._new
                if screen == self._screen:
                    self._new[wish.key] = tile
            if first:
                self._made.emit()

    @Slot()
    def _take(self) -> None:
        with self._lock:
            new, self._new = self._new, {}
        self._tiles.update(new)
        while len(self._tiles) > MOST_TILES:
            self._tiles.popitem(last=False)
        if new:
            self.arrived.emit()
