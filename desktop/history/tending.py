"""Tending: keep, tag, retention and deleting on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, union_all, update

from desktop.history.copies import drop_all_copies
from desktop.history.expiry import count_anew, mark_again
from desktop.history.files import wipe
from desktop.history.removing import bury, doom, doom_these, renew_words
from desktop.history.schema import doomed, file_tags, files, installation, session_files, session_tags, sessions
from desktop.history.search import photo_words
from desktop.history.trouble import GoneError
from engine.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta
    from uuid import UUID

    from sqlalchemy import Connection

    from desktop.history.room import Room

HELD = ("A photo could not be deleted because another program has it open.",
        "It is hidden, and Lookroom tries again every minute.")


def keep(room: Room, id_: UUID, kept: bool) -> None:
    """See History.keep."""
    lived = room.lived()
    ends = None if kept else room.ends(lived)
    with room.database.write() as connection:
        done = 0
        for table in (sessions, files):
            here = table.c.id == id_, table.c.id.not_in(select(doomed.c.id))
            done += connection.execute(
                update(table).where(*here).values(kept=kept, used_at=lived, expires_at=ends)).rowcount
        if not done:
            raise GoneError
        its = connection.execute(
            select(session_files.c.file_id).where(session_files.c.session_id == id_)).scalars().all()
        mark_again(room, connection, [id_, *its])


def tag(room: Room, id_: UUID, tags: Iterable[str]) -> None:
    """See History.tag. White space around and inside tags is made single spaces; empty ones are left out."""
    wanted = list(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    with room.database.write() as connection:
        run = select(sessions.c.id).where(sessions.c.id == id_, sessions.c.id.not_in(select(doomed.c.id)))
        if connection.execute(run).first() is None:
            _tag_photo(connection, id_, wanted)
            return
        connection.execute(delete(session_tags).where(session_tags.c.session_id == id_))
        for one in wanted:
            connection.execute(insert(session_tags).values(session_id=id_, tag=one))
        renew_words(connection, [id_])


def _tag_photo(connection: Connection, id_: UUID, tags: Sequence[str]) -> None:
    """The same for a photo that was brought in. Raises GoneError."""
    name = connection.execute(select(files.c.name).where(
        files.c.id == id_, files.c.role == "input", files.c.id.not_in(select(doomed.c.id)))).scalar()
    if name is None:
        raise GoneError
    connection.execute(delete(file_tags).where(file_tags.c.file_id == id_))
    for tag in tags:
        connection.execute(insert(file_tags).values(file_id=id_, tag=tag))
    connection.execute(update(files).where(files.c.id == id_).values(words=photo_words(name, tags)))


def set_retention(room: Room, retention: timedelta | None) -> None:
    """See History.set_retention."""
    with room.database.write() as connection:
        count_anew(connection, retention)
        mark_again(room, connection)
    room.retention = retention


def delete_items(room: Room, ids: Iterable[UUID]) -> None:
    """See History.delete."""
    with room.database.write() as connection:
        doom_these(connection, ids)
    _, left = bury(room)
    room.database.truncate_log()
    if left:
        raise StorageError(*HELD)


def delete_everything(room: Room) -> None:
    """See History.delete_everything."""
    with room.database.write() as connection:
        everything = union_all(select(sessions.c.id), select(files.c.id)).subquery()
        doom(connection, select(everything.c.id))
        connection.execute(delete(installation).where(installation.c.name == "user_token"))
    _, left = bury(room)
    folders = room.folders
    clean = wipe(path for folder in (folders.photos, folders.thumbnails) for path in folder.glob("*") if path.is_file())
    clean = drop_all_copies(folders) and clean
    room.furnish()
    room.database.vacuum()
    room.database.truncate_log()
    if left or not clean:
        raise StorageError(*HELD)
