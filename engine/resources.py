"""Where the program's own files and the user's data folder are."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file that belongs to the program, such as ``resource("models", "catalogue.toml")``.

    Beside the packages the folder is called ``resources`` in a checkout and in the frozen program, and
    ``lookroom_resources`` where the package is installed from a wheel.
    """
    beside = Path(__file__).resolve().parent.parent
    root = beside / "resources"
    return (root if root.is_dir() else beside / "lookroom_resources").joinpath(*parts)


def data_home() -> Path:
    """The user's Lookroom folder: ``$LOOKROOM_HOME``, else the platform's place for application data. May not exist."""
    given = os.environ.get("LOOKROOM_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Lookroom"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Lookroom"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lookroom"
