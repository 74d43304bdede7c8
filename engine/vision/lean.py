"""Lean: the parts of mediapipe that find people, without what its packages load beside them.

``import mediapipe`` loads a plotting library, the sound system (for which it starts a compiler to look for libraries)
and the tasks for text and speech: a second of work, 40 MB, and pauses for every thread. The packages are made known
here without running their own code, so that only the modules that are asked for are loaded.
"""

from __future__ import annotations

import importlib.util
import sys
from threading import Lock

from engine.libraries import open_early

PACKAGES = ("mediapipe", "mediapipe.tasks", "mediapipe.tasks.python", "mediapipe.tasks.python.vision")

_lock = Lock()

LIBRARIES = ("tasks/c/libmediapipe.so", "tasks/c/libmediapipe.dylib", "tasks/c/libmediapipe.dll")


def make_known() -> None:
    """Before the first import of a module of mediapipe; does nothing when somebody imported it. Threads that ask
    meanwhile wait. Raises ModuleNotFoundError where it is not installed."""
    with _lock:
        if PACKAGES[0] in sys.modules:
            return
        open_early(PACKAGES[0], *LIBRARIES)
        for name in PACKAGES:
            spec = importlib.util.find_spec(name)
            if spec is None:
                raise ModuleNotFoundError(f"{name} is not installed", name=name)
            sys.modules[name] = importlib.util.module_from_spec(spec)
