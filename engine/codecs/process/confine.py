"""What the decoding child gives up by itself; ``engine.codecs.process.guard`` is what its parent holds it to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from engine.codecs.process.syscalls import give_up_calls

HANDLES = 64
"""Files that the child may have open: its pipes, shared memory, and modules while they load."""


def confine(memory: int) -> None:
    """Called in the child, once: no core dumps, few handles, ``memory`` bytes beyond what it has now,
    and on Linux no network and no other programs.

    Windows bounds it from outside: ``engine.codecs.process.guard``.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (HANDLES, HANDLES))
    if sys.platform == "linux":  # elsewhere the system takes the number and ignores it: the parent watches
        most = _private_pages() + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        give_up_calls()


def _private_pages() -> int:
    """Bytes that the system counts against RLIMIT_DATA now (proc(5), statm: data and stack)."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")


def bound_time(seconds: float) -> None:
    """Called in the child before each order: the system ends it after ``seconds`` of work on every core.

    So one that hangs does not outlive a parent that can no longer end it.
    """
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def peak_memory() -> int:
    """Bytes: the largest resident size of this process so far; 0 on Windows."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def give_back_memory() -> None:
    """Hand pages that the C library keeps for later back to the system, where it keeps any."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl has not
    if trim is not None:
        trim(0)
