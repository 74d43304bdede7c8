"""What a parent holds its decoding child to: time, memory, and an end that leaves nothing running."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from subprocess import Popen

    Reason = Literal["", "time", "memory"]

POLL = 0.02
"""Seconds between two looks at a working child: in that time it can take some dozens of megabytes."""
PROGRAM = 128 << 20
"""Bytes that the idle child holds, at most."""
COMMITTED = 512 << 20
"""Bytes that the idle child has asked for, at most: what Windows counts."""


class Guard:
    """Ends one child: when told to, when this process ends (Windows), when a watched work takes too much."""

    def __init__(self, process: Popen[bytes], memory: int) -> None:
        """``memory``: bytes that decoding may take; the limit is the system's own on Linux and Windows."""
        self._process = process
        self._memory = memory
        self._job = _job(process, memory + COMMITTED) if sys.platform == "win32" else None

    def end(self) -> None:
        """Kill the child and wait until it is gone."""
        if self._job is not None:
            self._job.close()
            self._job = None
        self._process.kill()
        self._process.wait()

    def watch(self, seconds: float, *, starting: bool = False) -> Watch:
        """A context in which the child is killed after ``seconds``, or when it holds more than its memory beside what
        it holds now, or will hold when it has started."""
        own = PROGRAM if starting else min(PROGRAM, private_memory(self._process.pid))
        return Watch(self._process, self._memory + own, seconds)


class Watch:
    """``reason`` says why the child was killed: ``""`` when it was not, or not by this watch."""

    def __init__(self, process: Popen[bytes], memory: int, seconds: float) -> None:
        self.reason: Reason = ""
        self._process = process
        self._memory = memory
        self._until = time.monotonic() + seconds
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(min(POLL, max(self._until - time.monotonic(), 0.001))):
            if time.monotonic() >= self._until:
                self.reason = "time"
            elif private_memory(self._process.pid) > self._memory:
                self.reason = "memory"
            else:
                continue
            self._process.kill()
            return


def private_memory(pid: int) -> int:
    """Resident bytes of a process that are its own, not shared; 0 on Windows, which watches by itself."""
    if sys.platform == "linux":
        try:
            _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
        except (OSError, ValueError):  # it has just ended
            return 0
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    return _footprint(pid) if sys.platform == "darwin" else 0


class _RusageInfo(ctypes.Structure):
    """``rusage_info_v0`` of macOS (sys/resource.h)."""

    _fields_ = (("uuid", ctypes.c_uint8 * 16),
                *((name, ctypes.c_uint64) for name in (
                    "user_time", "system_time", "idle_wakeups", "interrupt_wakeups", "pageins", "wired_size",
                    "resident_size", "phys_footprint", "start", "exit")))


def _footprint(pid: int) -> int:
    """macOS: what Activity Monitor calls a process's memory (libproc's ``proc_pid_rusage``)."""
    info = _RusageInfo()
    library = ctypes.CDLL("/usr/lib/libproc.dylib")
    return int(info.phys_footprint) if library.proc_pid_rusage(pid, 0, ctypes.byref(info)) == 0 else 0


def physical_memory() -> int:
    """Bytes of memory that this machine has."""
    if sys.platform == "win32":
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of Windows."""

    _fields_ = (("length", ctypes.c_uint32), ("load", ctypes.c_uint32),
                *((name, ctypes.c_uint64) for name in (
                    "total", "free", "total_paged", "free_paged", "total_virtual", "free_virtual", "extended")))


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of Windows."""

    _fields_ = (("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
                ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t), ("processes", ctypes.c_uint32),
                ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32), ("scheduling", ctypes.c_uint32))


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of Windows."""

    _fields_ = (("basic", _BasicLimits), ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t))


class _Job:
    """A Windows job object; closing it ends every process in it, and so does the end of this process."""

    def __init__(self, kernel: Any, handle: int) -> None:
        self._kernel = kernel
        self._handle = handle

    def close(self) -> None:
        self._kernel.TerminateJobObject(ctypes.c_void_p(self._handle), 1)
        self._kernel.CloseHandle(ctypes.c_void_p(self._handle))


def _job(process: Popen[bytes], memory: int) -> _Job:
    """Windows: put the child into a job with a memory limit and few processes (HEIC is decoded by a program of the
    system). Raises OSError.
    """
    process_memory, die_on_fault, end_on_close, few = 0x100, 0x400, 0x2000, 0x8
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    limits = _ExtendedLimits(process_memory=memory)
    limits.basic.flags = process_memory | die_on_fault | end_on_close | few
    limits.basic.processes = 8
    job = kernel.CreateJobObjectW(None, None)
    child = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined,unused-ignore]
    if not (job and kernel.SetInformationJobObject(ctypes.c_void_p(job), 9, ctypes.byref(limits),
                                                   ctypes.sizeof(limits))
            and kernel.AssignProcessToJobObject(ctypes.c_void_p(job), child)):
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return _Job(kernel, job)
