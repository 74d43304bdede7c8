"""Imports as Python does them, while PySide6 is loaded.

PySide6 puts a function of its own in the place of ``__import__``. It reads the source of every module that is loaded,
to see whether names in snake_case were asked for there, and all sources stay in memory: 11 MB of text, a third of the
time that the first job's libraries take to load, and pauses for every thread. The feature is not used here.
"""

from __future__ import annotations

import builtins
import linecache


def plain_imports() -> None:
    """Give ``__import__`` back, and forget the sources that were read. For after PySide6 was imported; free of effect
    when called again, and where PySide6 has changed nothing."""
    own = getattr(builtins, "__orig_import__", None)
    if own is not None and builtins.__import__ is not own:
        builtins.__import__ = own
        linecache.clearcache()
