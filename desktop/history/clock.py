"""Clock: how much time has truly passed, whatever somebody does to the machine's date.

The rule of expiry. History counts *lived* time: it starts at the wall clock's time and grows by what passed for
certain. While the machine runs, that is a clock which counts through sleep and which nobody can set: setting the date
back or forward makes no photo go late or early. Across a restart of the machine the only witness is the wall clock:
lived time grows by the wall time that passed since the clock was last compared, and never shrinks. So the one way to
deceive it is to set the date while the machine is off: forward is believed, backward counts as no time passed.
All instances share one anchor in the database and so agree.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

SLACK = timedelta(seconds=2)
"""A wall clock that moved by less than this against the steady one was not set by anybody."""


class Clock(Protocol):
    """The time. Callable from any thread."""

    def wall(self) -> datetime:
        """What the machine's date says, aware UTC. May jump."""

    def steady(self) -> float:
        """Seconds since some moment of this boot, counting sleep. Never jumps."""

    def boot(self) -> str:
        """A name of this boot of the machine; another one for each process where the system tells none."""


class SystemClock:
    """The machine's own clocks."""

    def wall(self) -> datetime:
        """See Clock."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """See Clock. Linux: CLOCK_BOOTTIME. macOS and Windows: their monotonic clocks count sleep."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()

    def boot(self) -> str:
        """See Clock."""
        return _boot()


@dataclass(frozen=True, slots=True)
class Anchor:
    """One moment in all three clocks and in lived time."""

    boot: str
    steady: float
    wall: datetime
    lived: datetime


def first_anchor(clock: Clock) -> Anchor:
    """Lived time starts at the wall clock's time."""
    wall = clock.wall()
    return Anchor(clock.boot(), clock.steady(), wall, wall)


def lived(anchor: Anchor, clock: Clock) -> datetime:
    """Lived time now; see the rule above."""
    if anchor.boot == clock.boot():
        return anchor.lived + timedelta(seconds=max(0.0, clock.steady() - anchor.steady))
    return anchor.lived + max(timedelta(0), clock.wall() - anchor.wall)


def anchor_again(anchor: Anchor, clock: Clock) -> Anchor | None:
    """The anchor to write down from now on; None when the one there is still good."""
    now, wall = lived(anchor, clock), clock.wall()
    if anchor.boot == clock.boot() and abs((wall - now) - (anchor.wall - anchor.lived)) < SLACK:
        return None
    return Anchor(clock.boot(), clock.steady(), wall, now)


@cache
def _boot() -> str:
    try:
        if sys.platform == "linux":
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        if sys.platform == "darwin":
            return _darwin_boot()
        if sys.platform == "win32":
            return _windows_boot()
    except OSError:
        pass  # a locked-down system tells nothing: then each process counts for itself
    return str(uuid4())


def _darwin_boot() -> str:
    import ctypes

    text, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
    if ctypes.CDLL(None, use_errno=True).sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(size), None, 0):
        raise OSError("no boot session")
    return text.value.decode("ascii")


def _windows_boot() -> str:
    if sys.platform != "win32":
        raise OSError("not Windows")
    import winreg

    key = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as place:
        return str(winreg.QueryValueEx(place, "BootId")[0])
