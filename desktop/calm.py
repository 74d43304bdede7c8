"""Calm: the garbage collector held off while much is loaded that stays.

Looking through everything that a few libraries have loaded stops every thread for about 70 ms, some dozen times while
the program runs. What was made in a calm is spared from it ever after.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Calm:
    """May be entered by several threads at once; the collector works again when the last one has left."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Hold the collector off."""
        with self._lock:
            self._inside += 1
            gc.disable()
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside:
                    gc.freeze()
                    gc.enable()


calm = Calm()
"""The program's one: the collector is the program's too."""
