"""Opening: the database is made, migrated, checked, or put aside when it is damaged; then what was left is finished."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

from desktop.folders import OWNER_ONLY, Folders
from desktop.history.clock import first_anchor
from desktop.history.copies import DAMAGED, NEWER, copy_before_upgrade, drop_upgraded, put_aside
from desktop.history.database import Database, make_private
from desktop.history.instances import Instance, door
from desktop.history.reconcile import finish, list_again
from desktop.history.records import Notice
from desktop.history.room import Room
from desktop.history.schema import HEAD
from desktop.history.trouble import DamagedError, NewerError, file_trouble

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import timedelta

    from desktop.history.clock import Clock
    from engine.errors import StorageError


def open_room(folders: Folders, clock: Clock, retention: timedelta | None) -> tuple[Room, tuple[Notice, ...]]:
    """A sound room, and what to tell the user. Raises StorageError where the folder cannot be used."""
    folders.make()
    try:
        with door(folders.instances):
            _sweep_private(folders)
            instance = Instance(folders.instances)
            try:
                return _open(folders, clock, retention, instance)
            except BaseException:
                instance.close()
                raise
    except OSError as error:
        raise file_trouble(error) from error


def private_folders(folders: Folders) -> Folders:
    """A place of its own for a private session. ``forget_private`` removes it, or the next start does."""
    folders.make()
    try:
        folders.private.mkdir(OWNER_ONLY, exist_ok=True)
        _sweep_private(folders)
    except OSError as error:
        raise file_trouble(error) from error
    return Folders(folders.private / uuid4().hex)


def forget_private(folders: Folders) -> None:
    """Remove all that a private session left; what another program holds open goes at the next start."""
    shutil.rmtree(folders.home, ignore_errors=True)


def _sweep_private(folders: Folders) -> None:
    """Remove private sessions that nobody has open any more."""
    for home in folders.private.glob("*") if folders.private.is_dir() else ():
        own = Folders(home)
        if not own.instances.is_dir():
            continue
        with door(own.instances):
            left = not _living(own)
        if left:
            forget_private(own)


def _living(folders: Folders) -> Collection[str]:
    probe = Instance(folders.instances)
    try:
        return probe.others()
    finally:
        probe.close()


def _open(folders: Folders, clock: Clock, retention: timedelta | None, instance: Instance,
          ) -> tuple[Room, tuple[Notice, ...]]:
    living = instance.others()
    fresh = not folders.database.exists()
    notices: tuple[Notice, ...] = ()
    try:
        room = _room(folders, clock, retention, instance, living)
    except (DamagedError, NewerError) as error:
        if living:
            raise
        put_aside(folders, NEWER if isinstance(error, NewerError) else DAMAGED, clock.wall())
        room = _room(folders, clock, retention, instance, living)
        notices = (_told(error),)
        fresh = True
    if fresh and list_again(room) and not notices:
        notices = (Notice("The list of your photos was missing and was made again from the photos themselves.",
                          "Check that everything is there."),)
    return room, notices


def _room(folders: Folders, clock: Clock, retention: timedelta | None, instance: Instance, living: Collection[str],
          ) -> Room:
    """The room with a database at HEAD that was checked. Raises StorageError, DamagedError and NewerError among it."""
    make_private(folders.database)
    database = Database(folders.database)
    try:
        database.check_head()
        revision = database.revision()
        suspect = database.suspicion.exists()
        if revision is not None:
            database.check(whole=suspect)
        if revision != HEAD:
            _migrate(folders, database, revision, clock)
        else:
            drop_upgraded(folders)
        database.check_tables()
        room = Room(folders, database, clock, instance, retention, first_anchor(clock), "")
        room.furnish()
        finish(room, living)
        if suspect:
            _read_all(room)
            database.suspicion.unlink(missing_ok=True)
    except BaseException:
        database.close()
        raise
    return room


def _migrate(folders: Folders, database: Database, revision: str | None, clock: Clock) -> None:
    from alembic.script import ScriptDirectory

    from desktop.history.database import alembic_config

    if revision is not None:
        script = ScriptDirectory.from_config(alembic_config())
        if revision not in {known.revision for known in script.walk_revisions()}:
            raise NewerError
        copy_before_upgrade(folders, database, clock.wall())
    database.migrate()


def _read_all(room: Room) -> None:
    """Read every record once. Raises DamagedError if one cannot be."""
    from desktop.history.reading import read_files, read_sessions
    from desktop.history.records import Query
    from desktop.history.search import find

    ids = find(room, Query())
    with room.database.read() as connection:
        read_sessions(room, connection, ids)
        read_files(room, connection)


def _told(error: StorageError) -> Notice:
    if isinstance(error, NewerError):
        return Notice("The list of your photos was written by a newer version of Lookroom. It was put aside, and your "
                      "photos were found again from their files.", "Install the newest Lookroom.")
    return Notice("The list of your photos was damaged. It was put aside, and your photos were found again from their "
                  "files; names and tags are lost.", "Mark the photos again that you want to keep.")
