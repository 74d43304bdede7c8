"""Large shared libraries, opened so that other threads go on meanwhile.

Python keeps all its threads waiting while ``import`` opens a library: 60 ms for OpenCV's 90 MB. Opened before through
the system, from where other threads may run, the import finds it there.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path
from threading import Lock

SAFE_FOLDERS = 0x1000 | 0x100
"""Windows: look in the library's own folder and the usual safe ones, as Python does."""

_lock = Lock()


def open_early(package: str, *names: str) -> bool:
    """Open a library of a package; ``names``: patterns of its file below the package's folder, the first that fits.
    False where there is none, or the system will not: the import that follows says why. Threads that ask meanwhile
    wait."""
    with _lock:
        spec = importlib.util.find_spec(package) if package not in sys.modules else None
        folders = spec.submodule_search_locations if spec is not None else None
        found = next((path for folder in folders or () for name in names for path in Path(folder).glob(name)), None)
        return found is not None and _open(str(found))


def _open(path: str) -> bool:
    if sys.platform == "win32":
        load = ctypes.WinDLL("kernel32").LoadLibraryExW
        load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_wchar_p, ctypes.c_void_p, ctypes.c_uint32)
        return bool(load(path, None, SAFE_FOLDERS))
    load = ctypes.CDLL(None).dlopen
    load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    return bool(load(os.fsencode(path), os.RTLD_NOW | os.RTLD_LOCAL))
