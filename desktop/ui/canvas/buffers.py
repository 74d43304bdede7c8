"""Buffers: memory for planes that has been touched before the window needs it.

The system hands out memory a page at a time, on first touch: for the 20 MB of a plane that takes longer than a frame
may.
"""

from __future__ import annotations

from math import ceil
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.side import TILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.uint8]

SPARE = 2
"""Buffers kept ready: one for each of two sides."""
MOST = 4
"""Buffers kept when they come back."""
DENSEST = 1.5
"""Pixels of a plane per pixel of the screen, each way, at most."""


class Buffers:
    """Spare buffers of one canvas, each for ``columns`` x ``rows`` tiles. For the window's
    thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._spare: list[Array] = []
        self.columns = self.rows = 1
        self._coming = False

    def want(self, across: int, down: int) -> None:
        """Planes for a frame of this size will be wanted."""
        columns, rows = (ceil(side * DENSEST / TILE) + 1 for side in (across, down))
        if columns > self.columns or rows > self.rows:
            with self._lock:
                self.columns, self.rows = max(columns, self.columns), max(rows, self.rows)
                self._spare = []

    def refill(self, aside: Callable[[Callable[[], None]], None]) -> None:
        """Have spare buffers that are missing made; ``aside`` has a worker do what it is handed."""
        if len(self._spare) < SPARE and not self._coming:
            self._coming = True
            aside(self._prepare)

    @property
    def _size(self) -> int:
        return (self.columns * TILE + 1) * (self.rows * TILE + 1) * 4

    def _prepare(self) -> None:
        """Make the buffers that are missing. The loop over the memory lets other threads run."""
        try:
            while len(self._spare) < SPARE:
                buffer = np.empty(self._size, np.uint8)
                np.bitwise_or(buffer, np.uint8(0), out=buffer)
                self._add(buffer)
        finally:
            self._coming = False

    def take(self, height: int, width: int) -> Array:
        """(height, width, 4) uint8 with anything in it."""
        size = height * width * 4
        with self._lock:
            flat = self._spare.pop() if self._spare and self._spare[-1].size >= size else None
        if flat is None:
            flat = np.empty(max(size, self._size), np.uint8)
        return flat[:size].reshape(height, width, 4)

    def give(self, array: Array) -> None:
        """Take an array back that nobody uses any more."""
        if isinstance(array.base, np.ndarray):
            self._add(array.base)

    def _add(self, buffer: Array) -> None:
        with self._lock:
            if buffer.size >= self._size and len(self._spare) < MOST:
                self._spare.append(buffer)
