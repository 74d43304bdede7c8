"""Deleting: marked, unlinked, the unlinking made to last, and only then forgotten.

Files are unlinked and database pages overwritten with zeros; what the disk itself keeps of freed blocks is beyond us.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, literal, select, union_all, update
from sqlalchemy.dialects.sqlite import insert

from desktop.history.copies import drop_copies
from desktop.history.files import settle, thumbnail_of, wipe
from desktop.history.schema import doomed, files, session_files, session_tags, sessions
from desktop.history.search import MANY, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import Connection, Select

    from desktop.history.room import Room


def doom(connection: Connection, chosen: Select[Any]) -> None:
    """Mark sessions and inputs, given by their ids, for deletion; what came out of the sessions goes with them."""
    outputs = (select(files.c.id).join(session_files, session_files.c.file_id == files.c.id)
               .where(files.c.role != "input", session_files.c.session_id.in_(select(doomed.c.id))))
    for ids in (chosen, outputs):
        connection.execute(insert(doomed).from_select(["id"], ids.where(literal(True))).on_conflict_do_nothing())


def doom_these(connection: Connection, ids: Iterable[UUID]) -> None:
    """Mark these sessions and files for deletion; unknown ids are no fault."""
    wanted = list(ids)
    for start in range(0, len(wanted), MANY):
        some = wanted[start:start + MANY]
        there = union_all(select(sessions.c.id).where(sessions.c.id.in_(some)),
                          select(files.c.id).where(files.c.id.in_(some))).subquery()
        doom(connection, select(there.c.id))


def bury(room: Room) -> tuple[int, int]:
    """Finish every deletion that was begun: how many items are gone, and how many could not be unlinked yet.

    Raises StorageError.
    """
    with room.database.read() as connection:
        marked = connection.execute(
            select(doomed.c.id, files.c.place).outerjoin(files, files.c.id == doomed.c.id)
            .where(doomed.c.mark == "doomed")).all()
    if not marked:
        return 0, 0
    photos, thumbnails = room.folders.photos, room.folders.thumbnails
    gone = [id_ for id_, place in marked
            if wipe([thumbnail_of(thumbnails, id_), *([photos / place] if place else [])])]
    settle(photos, thumbnails)
    for start in range(0, len(gone), MANY):
        _forget(room, gone[start:start + MANY])
    return len(gone), len(marked) - len(gone)


def _forget(room: Room, ids: list[UUID]) -> None:
    with room.database.write() as connection:
        oldest = min((moment for table in (sessions, files) for moment in connection.execute(
            select(table.c.created_at).where(table.c.id.in_(ids)).order_by(table.c.created_at).limit(1)).scalars()),
            default=None)
        used = select(session_files.c.session_id).where(
            session_files.c.file_id.in_(ids), session_files.c.session_id.not_in(select(doomed.c.id))).distinct()
        bereft = list(connection.execute(used).scalars())
        for table in (sessions, files, doomed):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
        renew_words(connection, bereft)
    if oldest is not None:
        drop_copies(room, oldest)


def renew_words(connection: Connection, ids: Iterable[UUID]) -> None:
    """Make what text search looks in anew for these sessions."""
    names: dict[UUID, list[str]] = defaultdict(list)
    tags: dict[UUID, list[str]] = defaultdict(list)
    wanted = list(ids)
    for start in range(0, len(wanted), MANY):
        some = wanted[start:start + MANY]
        held = (select(session_files.c.session_id, files.c.name).join(files, files.c.id == session_files.c.file_id)
                .where(session_files.c.session_id.in_(some), files.c.role != "artifact")
                .order_by(session_files.c.position))
        for id_, name in connection.execute(held):
            names[id_].append(name)
        for id_, tag in connection.execute(select(session_tags).where(session_tags.c.session_id.in_(some))):
            tags[id_].append(tag)
        tools = select(sessions.c.id, sessions.c.tool).where(sessions.c.id.in_(some))
        for id_, tool in connection.execute(tools).all():
            connection.execute(update(sessions).where(sessions.c.id == id_)
                               .values(words=words(tool, names[id_], tags[id_])))
