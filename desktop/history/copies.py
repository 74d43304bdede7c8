"""Copies of the database: damaged ones put aside, and ones from before an upgrade. They obey deletion too.

A copy holds facts about photos. It goes as soon as anything is deleted that it may hold, and when the retention has
passed since it was made.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.folders import OWNER_ONLY
from desktop.history.files import wipe
from desktop.history.trouble import file_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.folders import Folders
    from desktop.history.database import Database
    from desktop.history.room import Room

DAMAGED, NEWER, UPGRADED = "damaged", "newer", "before-upgrade"


def put_aside(folders: Folders, why: str, now: datetime) -> Path:
    """Move the database out of the way, its log with it. Raises StorageError."""
    try:
        place = _place(folders, why, now)
        for ending in ("-wal", "-shm", ""):
            path = folders.database.with_name(folders.database.name + ending)
            if path.exists():
                path.replace(place.with_name(place.name + ending))
    except OSError as error:
        raise file_trouble(error) from error
    return place


def copy_before_upgrade(folders: Folders, database: Database, now: datetime) -> Path:
    """A copy of the database as it is. Raises StorageError."""
    try:
        place = _place(folders, UPGRADED, now)
    except OSError as error:
        raise file_trouble(error) from error
    database.copy(place)
    return place


def drop_upgraded(folders: Folders) -> None:
    """The upgrade proved good: its copy goes."""
    wipe(path for path, _ in _copies(folders) if path.name.startswith(UPGRADED))


def drop_copies(room: Room, created: datetime) -> None:
    """Something that was created then (wall time) is deleted: so are the copies that may hold it."""
    wipe(path for path, made in _copies(room.folders) if made >= created)


def drop_old_copies(room: Room) -> None:
    """Copies expire like photos."""
    if room.retention is not None:
        now, age = room.now(), room.retention
        wipe(path for path, made in _copies(room.folders) if not timedelta(0) <= now - made < age)


def drop_all_copies(folders: Folders) -> bool:
    """Delete every copy; whether all are gone."""
    return wipe(path for path, _ in _copies(folders))


def _place(folders: Folders, why: str, now: datetime) -> Path:
    folders.aside.mkdir(OWNER_ONLY, exist_ok=True)
    return folders.aside / f"{why}-{now:%Y%m%dT%H%M%S%f}.db"


def _copies(folders: Folders) -> Iterator[tuple[Path, datetime]]:
    """Each file here and when it was made; a strange name counts as made in the far future."""
    for path in sorted(folders.aside.glob("*")) if folders.aside.is_dir() else ():
        moment = path.name.rpartition(".db")[0].rpartition("-")[2]
        try:
            made = datetime.strptime(moment, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        except ValueError:
            made = datetime.max.replace(tzinfo=UTC)
        yield path, made
