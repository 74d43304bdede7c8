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
_one_at_a_time = threading.RLock()
"""There is one stderr in a process, so this guard is the process's too."""


@contextmanager
def quiet() -> Iterator[None]:
    """What is written to the stderr of the process meanwhile, by any thread, goes nowhere. Threads take turns."""
    with _one_at_a_time:
        try:
            kept = os.dup(STDERR)
        except OSError:  # a window's program may have no stderr: then there is nothing to quieten
            yield
            return
        if sys.stderr is not None:
            sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(kept, STDERR)
            os.close(kept)
