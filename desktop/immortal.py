"""Keeps None, True and False alive where a fault of PySide6 would let them die.

PySide6 6.12.0 returns them without counting the reference. Since Python 3.12 that is right, as they are immortal (PEP
683); before, some thousand calls into Qt end the process with "deallocating None".
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = sys.maxsize // 4


def keep_constants() -> None:
    """Give each of them more references than can ever be lost. Free of effect from Python 3.12 on, and when called
    again."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
