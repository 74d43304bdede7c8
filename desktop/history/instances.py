"""Which Lookrooms have this data folder open: each holds a lock that the system frees when the process ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".lock"
DOOR = "opening"


class Instance:
    """One open data folder; ``name`` is random. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.name = uuid4().hex
        self._folder = folder
        self._path = folder / f"{self.name}{SUFFIX}"
        self._handle = _take(self._path)

    def others(self) -> frozenset[str]:
        """The names of the other instances that live. Removes what dead ones left."""
        return frozenset(path.stem for path in self._folder.glob(f"*{SUFFIX}")
                         if path not in (self._path, self._folder / f"{DOOR}{SUFFIX}") and not _dead(path))

    def close(self) -> None:
        """Free the lock; a second time does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)
            self._path.unlink(missing_ok=True)


@contextmanager
def door(folder: Path) -> Iterator[None]:
    """One instance at a time opens the folder: the others wait. Raises OSError."""
    handle = _open(folder / f"{DOOR}{SUFFIX}")
    try:
        _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


def _take(path: Path) -> int:
    """Make the file and lock it; again if somebody who looked for the dead was quicker and removed it."""
    while True:
        handle = _open(path)
        if _lock(handle, wait=True) and path.exists():
            return handle
        os.close(handle)


def _dead(path: Path) -> bool:
    """Whether nobody holds the lock; removes the file then, while it holds the lock itself where the system can."""
    handle = _open(path)
    try:
        if not _lock(handle, wait=False):
            return False
        if os.name == "posix":
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)
    if os.name != "posix":
        with suppress(PermissionError):  # it was opened again at this moment
            path.unlink(missing_ok=True)
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)


def _lock(handle: int, *, wait: bool) -> bool:
    """Lock the open file for this handle alone; False if another has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            if wait:
                raise
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True
