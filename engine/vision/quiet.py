"""The nets' libraries write notes for their developers to the process's stderr, past every setting: drop them."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STDERR = 2


class _Muted:
    """The process's one stderr, turned away while anybody wants quiet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = 0
        self._kept: int | None = None

    def more(self) -> None:
        """One more wants quiet."""
        with self._lock:
            self._wanted += 1
            if self._wanted == 1:
                self._turn_away()

    def less(self) -> None:
        """One wants it no longer."""
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0 and self._kept is not None:
                os.dup2(self._kept, STDERR)
                os.close(self._kept)
                self._kept = None

    def _turn_away(self) -> None:
        try:
            self._kept = os.dup(STDERR)
        except OSError:  # a window's program may have no stderr: then there is nothing to quieten
            return
        if sys.stderr is not None:
            sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)


_muted = _Muted()


@contextmanager
def quiet() -> Iterator[None]:
    """What is written to the stderr of the process meanwhile, by any thread, goes nowhere."""
    _muted.more()
    try:
        yield
    finally:
        _muted.less()
