"""Memory that this process makes and its child opens by name: pixels cross over without being copied through a pipe.

Linux: an anonymous file, sealed against shrinking, that the child opens through ``/proc``. macOS and other systems with
POSIX shared memory: a random name, gone as soon as both have opened it. Windows: a named section.
"""

from __future__ import annotations

import mmap
import os
import secrets
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.errors import OutOfMemory

if TYPE_CHECKING:
    from collections.abc import Iterable

    Bytes = bytes | memoryview

ANONYMOUS = sys.platform == "linux" and hasattr(os, "memfd_create")


class Segment:
    """Zeroed memory of ``size`` bytes (> 0). The name works inside ``with``; a mapping as long as somebody holds it.

    Raises OutOfMemory when the system has none to share.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.name = ""
        self._handle = -1
        self._section: mmap.mmap | None = None
        try:
            self._make()
        except OSError as error:
            self._close()
            raise OutOfMemory("There is not enough memory to open this photo.",
                              "Close other programs or use a smaller photo.") from error

    def _make(self) -> None:
        if sys.platform == "win32":
            self.name = f"lookroom-{secrets.token_hex(8)}"
            self._section = mmap.mmap(-1, self.size, tagname=self.name)
            return
        if ANONYMOUS:
            self._handle = os.memfd_create("lookroom", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            self.name = f"/proc/{os.getpid()}/fd/{self._handle}"
        else:
            from _posixshmem import shm_open  # type: ignore[import-not-found]

            name = f"/lookroom-{secrets.token_hex(8)}"
            self._handle = shm_open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600)
            self.name = name
        os.ftruncate(self._handle, self.size)
        if ANONYMOUS:
            import fcntl

            fcntl.fcntl(self._handle, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)

    def mapping(self) -> mmap.mmap:
        """The caller's view of the memory, read-only; call it inside ``with``."""
        if sys.platform == "win32":
            return mmap.mmap(-1, self.size, tagname=self.name, access=mmap.ACCESS_READ)
        return mmap.mmap(self._handle, self.size, access=mmap.ACCESS_READ)

    def fill(self, parts: Iterable[Bytes]) -> int:
        """Put the parts one behind the other, as far as there is room; returns how many bytes that were."""
        if sys.platform == "win32":
            return _copied(mmap.mmap(-1, self.size, tagname=self.name), parts)
        return _filled(self._handle, self.size, parts)

    def __enter__(self) -> Segment:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._section is not None:
            self._section.close()
        if self._handle >= 0:
            os.close(self._handle)
            if not ANONYMOUS:
                unlink(self.name)
        self._handle = -1


def unlink(name: str) -> None:
    """Take the name of POSIX shared memory away; nothing happens where it is gone already or never was one."""
    if sys.platform != "win32" and not ANONYMOUS and name:
        from _posixshmem import shm_unlink

        with suppress(FileNotFoundError):  # the other process was faster
            shm_unlink(name)


def contents(name: str, size: int) -> mmap.mmap:
    """The child's view of the memory that its parent filled. Raises OSError."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=name, access=mmap.ACCESS_READ)
    handle = _opened(name, os.O_RDONLY)
    try:
        return mmap.mmap(handle, size, access=mmap.ACCESS_READ)
    finally:
        os.close(handle)


def fill(name: str, size: int, parts: Iterable[Bytes]) -> None:
    """Put the child's parts one behind the other into memory that its parent made. Raises OSError."""
    if sys.platform == "win32":
        _copied(mmap.mmap(-1, size, tagname=name), parts)
        return
    handle = _opened(name, os.O_RDWR)
    try:
        _filled(handle, size, parts)
    finally:
        os.close(handle)


def _opened(name: str, flags: int) -> int:
    if ANONYMOUS:
        return os.open(name, flags | os.O_CLOEXEC)
    from _posixshmem import shm_open

    handle: int = shm_open(name, flags)
    unlink(name)
    return handle


def _filled(handle: int, size: int, parts: Iterable[Bytes]) -> int:
    if not ANONYMOUS:
        return _copied(mmap.mmap(handle, size), parts)
    at = 0
    for part in parts:  # writing spares the faults of a fresh mapping: half the time of copying
        view = memoryview(part).cast("B")[:size - at]
        while view:
            done = os.write(handle, view)
            view, at = view[done:], at + done
    return at


def _copied(memory: mmap.mmap, parts: Iterable[Bytes]) -> int:
    at = 0
    with memory:
        for part in parts:
            view = memoryview(part).cast("B")[:len(memory) - at]
            memory[at:at + len(view)] = view
            at += len(view)
    return at
