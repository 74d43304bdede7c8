"""Places moved by hand, kept as files for the jobs that use them. Free of Qt."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONGEST = timedelta(days=1)
"""A job that waits longer than this asks for the places anew."""


class Adjustments:
    """``folder`` holds one folder for each job. ``clock`` gives seconds since 1970."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder, self._clock = folder, clock

    def sweep(self, retention: timedelta | None) -> None:
        """Delete those that are older than ``retention``, at most a day. Raises StorageError."""
        from engine.codecs.files import storage_error

        oldest = self._clock() - min(retention or LONGEST, LONGEST).total_seconds()
        try:
            for one in self.folder.iterdir() if self.folder.is_dir() else ():
                if one.stat().st_mtime < oldest:
                    shutil.rmtree(one)
        except OSError as error:
            raise storage_error(error, self.folder) from error

    def clear(self) -> None:
        """Delete all."""
        shutil.rmtree(self.folder, ignore_errors=True)
