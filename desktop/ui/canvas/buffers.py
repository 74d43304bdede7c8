"""Buffers: memory for planes that has been touched before the window needs it.

The system hands out memory a page at a time, on first touch: for the 20 MB of a plane that takes longer than a frame
may.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.side import TILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.uint8]

SPARE = 3
"""Buffers kept ready: for two sides, and for the next size of one of them."""
DENSEST = 1.5
"""Pixels of a plane per pixel of the screen, each way, at most."""


class Buffers:
    """Spare buffers of one canvas. ``prepare`` is for a worker, the rest for the window's thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._spare: list[Array] = []
        self._size = 0

    def want(self, across: int, down: int) -> bool:
        """Planes for a frame of this size will be wanted; whether ``prepare`` should be called for it."""
        size = (int(across * DENSEST) + 2 * TILE) * (int(down * DENSEST) + 2 * TILE) * 4
        if size <= self._size:
            return False
        with self._lock:
            self._size, self._spare = size, []
        return True

    def prepare(self) -> None:
        """Make the buffers that are missing. The loop over the memory lets other threads run."""
        while len(self._spare) < SPARE:
            size = self._size
            buffer = np.empty(size, np.uint8)
            np.bitwise_or(buffer, np.uint8(0), out=buffer)
            self._add(buffer)

    def take(self, height: int, width: int) -> Array:
        """(height, width, 4) uint8 with anything in it."""
        size = height * width * 4
        with self._lock:
            place = next((place for place, buffer in enumerate(self._spare) if buffer.size >= size), None)
            flat = None if place is None else self._spare.pop(place)
        if flat is None:
            flat = np.empty(max(size, self._size), np.uint8)
        return flat[:size].reshape(height, width, 4)

    def give(self, array: Array) -> None:
        """Take an array back that nobody uses any more."""
        if isinstance(array.base, np.ndarray):
            self._add(array.base)

    def _add(self, buffer: Array) -> None:
        with self._lock:
            if buffer.size >= self._size and len(self._spare) < SPARE:
                self._spare.append(buffer)
