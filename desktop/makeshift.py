"""Makeshift: where the data folder cannot be used, the window works on in a private session that leaves nothing."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.folders import OWNER_ONLY, Folders
from desktop.history.records import Notice
from desktop.history.store import History
from engine.errors import StorageError

if TYPE_CHECKING:
    from datetime import timedelta

log = logging.getLogger(__name__)
STAYS = "What you make now is gone when the window closes: export what you want to keep."


def open_somehow(folders: Folders, retention: timedelta | None, private: bool) -> tuple[History, tuple[Notice, ...]]:
    """The history; a private one among the system's temporary files where ``folders`` cannot be used, with the reason
    among the notices. Raises StorageError where there is no place for temporary files either."""
    try:
        return History.open(folders, retention=retention, private=private)
    except StorageError as error:
        log.warning("%s: a private session instead", error.code)
        history, notices = History.open(temporary_folders(), private=True)
        return history, (Notice(error.what, error.remedy), Notice("This session is private.", STAYS), *notices)


def temporary_folders() -> Folders:
    """A place that belongs to this person, the same at each start: the next one finds what a crash left.

    Raises StorageError where somebody else made it.
    """
    person = os.getuid() if sys.platform != "win32" else "own"  # on Windows everybody has a folder of their own for it
    home = Path(tempfile.gettempdir()) / f"lookroom-{person}"
    try:
        home.mkdir(OWNER_ONLY, exist_ok=True)
        strange = home.is_symlink() or (sys.platform != "win32" and home.stat().st_uid != person)
    except OSError as error:
        raise StorageError("There is no place for temporary files.", "Free disk space and try again.") from error
    if strange:
        raise StorageError("The folder for temporary files belongs to somebody else.",
                           "Ask whoever looks after this computer.")
    return Folders(home)
