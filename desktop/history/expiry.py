"""Expiry: what has lived as long as it may goes by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, exists, null, or_, select, type_coerce, union_all, update

from desktop.history.copies import drop_old_copies
from desktop.history.files import mark
from desktop.history.removing import bury, doom
from desktop.history.schema import Moment, files, session_files, sessions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection, Select

    from desktop.history.room import Room


def sweep(room: Room) -> int:
    """Delete what has expired, and finish deletions that could not be finished; how many items are gone. Cheap when
    there is nothing to do. Raises StorageError."""
    room.compare_clocks()
    due = _due(room.lived())
    with room.database.read() as connection:
        any_due = connection.execute(due.limit(1)).first() is not None
    if any_due:
        with room.database.write() as connection:
            doom(connection, due)
    gone, _ = bury(room)
    drop_old_copies(room)
    log = room.folders.database.with_name(room.folders.database.name + "-wal")
    if log.exists() and log.stat().st_size:
        room.database.truncate_log()
    return gone


def _due(now: datetime) -> Select[Any]:
    """Ids of sessions and inputs that have expired. An input stays as long as a session that uses it."""
    living = exists().where(session_files.c.file_id == files.c.id, session_files.c.session_id == sessions.c.id,
                            or_(sessions.c.expires_at.is_(None), sessions.c.expires_at > now))
    ended = union_all(
        select(sessions.c.id).where(sessions.c.expires_at <= now),
        select(files.c.id).where(files.c.expires_at <= now, files.c.owner.is_(None), ~living),  # outputs have no end
    ).subquery()
    return select(ended.c.id)


def use(room: Room, connection: Connection, ids: Iterable[UUID]) -> None:
    """These inputs are used now: their retention counts from here."""
    now = room.lived()
    these = files.c.id.in_(list(ids)), files.c.role == "input"
    connection.execute(update(files).where(*these).values(used_at=now))
    connection.execute(update(files).where(*these, files.c.kept.is_(False)).values(expires_at=room.ends(now)))


def count_anew(connection: Connection, retention: timedelta | None) -> None:
    """Give all that is not kept this retention, counted from its last use."""
    for table in (sessions, files):
        used = type_coerce(table.c.used_at, BigInteger)
        ends = null() if retention is None else type_coerce(used + retention // timedelta(microseconds=1), Moment())
        connection.execute(update(table).where(table.c.kept.is_(False)).values(expires_at=ends))


def mark_again(room: Room, connection: Connection, ids: Iterable[UUID] | None = None) -> None:
    """Bring the marks beside photos (of these files; None: of all) in line with the database. Raises StorageError."""
    staying = exists().where(session_files.c.file_id == files.c.id, session_files.c.session_id == sessions.c.id,
                             sessions.c.expires_at.is_(None))
    stays = or_(staying, (files.c.role == "input") & files.c.expires_at.is_(None))
    chosen = select(files.c.place, stays)
    if ids is not None:
        chosen = chosen.where(files.c.id.in_(list(ids)))
    for place, stay in connection.execute(chosen):
        mark(room.folders.photos / place, stays=bool(stay))
