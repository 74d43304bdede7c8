"""Reading whole records: runs with their photos and tags, and photos alone.

While the gallery is scrolled a worker reads pages of them, and the window waits for Python's lock meanwhile. So the
statements are made once, and the driver's tuples are taken as they come: SQLAlchemy's rows cost three times as much.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, select

from desktop.history.files import thumbnail_of
from desktop.history.records import PHOTO, Session, Status, StoredFile
from desktop.history.schema import EPOCH, doomed, file_tags, files, session_files, session_tags, sessions
from desktop.history.search import MANY, driven
from desktop.history.trouble import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement, Connection

    from desktop.history.room import Room

UNSOUND = (ValueError, TypeError, OverflowError)
"""What a damaged row raises when it is read: SQLite keeps any type and any number in any column."""
_some: BindParameter[UUID] = bindparam("some", expanding=True)
_going = select(doomed.c.id)
_FILE = (files.c.id, files.c.role, files.c.name, files.c.source, files.c.place, files.c.bytes, files.c.thumbnail,
         files.c.kept, files.c.expires_at, files.c.created_at)
_safe = files.c.owner.is_(None), files.c.id.not_in(_going)
_RUN = (sessions.c.id, sessions.c.user_token, sessions.c.tool, sessions.c.status, sessions.c.error_code,
        sessions.c.error_reason, sessions.c.options, sessions.c.report, sessions.c.thumbnail, sessions.c.kept,
        sessions.c.expires_at, sessions.c.created_at, sessions.c.updated_at)
_RUNS = select(*_RUN).where(sessions.c.id.in_(_some), sessions.c.id.not_in(_going))
_HELD = (select(session_files.c.session_id, *_FILE).join(files, files.c.id == session_files.c.file_id)
         .where(session_files.c.session_id.in_(_some), *_safe).order_by(session_files.c.position))
_TAGGED = (select(session_tags.c.session_id, session_tags.c.tag).where(session_tags.c.session_id.in_(_some))
           .order_by(session_tags.c.tag))
_TAGGED_PHOTOS = (select(file_tags.c.file_id, file_tags.c.tag).where(file_tags.c.file_id.in_(_some))
                  .order_by(file_tags.c.tag))
_PHOTOS = select(*_FILE).where(*_safe, files.c.id.in_(_some), files.c.role.concat("") == "input")
"""``concat``: see ``search``."""
_NEWEST = select(*_FILE).where(*_safe).order_by(files.c.created_at.desc(), files.c.id.desc())


def read_sessions(room: Room, connection: Connection, ids: Iterable[UUID]) -> list[Session]:
    """The sessions that are (still) there, in the order of ``ids``. Raises DamagedError."""
    wanted = list(ids)
    rows: dict[UUID, tuple[Any, ...]] = {}
    held: dict[UUID, list[StoredFile]] = defaultdict(list)
    tags: dict[UUID, list[str]] = defaultdict(list)
    try:
        for some in _parts(wanted):
            rows.update({UUID(bytes=row[0]): row for row in driven(connection, _RUNS, some=some)})
            for id_, *row in driven(connection, _HELD, some=some):
                held[UUID(bytes=id_)].append(_file(room, row))
            for id_, tag in driven(connection, _TAGGED, some=some):
                tags[UUID(bytes=id_)].append(tag)
        return [_session(room, id_, rows[id_], held[id_], tags[id_]) for id_ in wanted if id_ in rows]
    except UNSOUND as error:
        raise DamagedError from error


def read_records(room: Room, connection: Connection, ids: Iterable[UUID]) -> list[Session]:
    """As ``read_sessions``; ids of photos brought in give records of the tool PHOTO."""
    wanted = list(ids)
    found = {session.id: session for session in read_sessions(room, connection, wanted)}
    try:
        for some in _parts([id_ for id_ in wanted if id_ not in found]):
            tags: dict[UUID, list[str]] = defaultdict(list)
            for id_, tag in driven(connection, _TAGGED_PHOTOS, some=some):
                tags[UUID(bytes=id_)].append(tag)
            photos = [_file(room, row) for row in driven(connection, _PHOTOS, some=some)]
            found.update({photo.id: _record(room, photo, tags[photo.id]) for photo in photos})
    except UNSOUND as error:
        raise DamagedError from error
    return [found[id_] for id_ in wanted if id_ in found]


def read_files(room: Room, connection: Connection, *conditions: ColumnElement[bool], most: int | None = None,
               ) -> list[StoredFile]:
    """Files that are safe on the disk, newest first, at most so many. Raises DamagedError."""
    try:
        return [_file(room, row) for row in driven(connection, _NEWEST.where(*conditions).limit(most))]
    except UNSOUND as error:
        raise DamagedError from error


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), MANY):
        yield ids[start:start + MANY]


def _file(room: Room, row: Sequence[Any]) -> StoredFile:
    """From the columns of ``_FILE`` as they lie in the database."""
    id_, role, name, source, place, size, thumbnail, kept, expires_at, created_at = row
    known = UUID(bytes=id_)
    return StoredFile(known, name, room.folders.photos / place, role, size, _moment(created_at),
                      _ends(room, kept, expires_at), bool(kept), _thumbnail(room, known, thumbnail),
                      None if source is None else Path(source))


def _session(room: Room, id_: UUID, row: Sequence[Any], held: Sequence[StoredFile], tags: Sequence[str]) -> Session:
    """From the columns of ``_RUN`` as they lie in the database."""
    (_, token, tool, status, error_code, error_reason, options, report, thumbnail, kept, expires_at, created_at,
     updated_at) = row
    return Session(
        id=id_, user_token=token, tool=tool, status=Status(status),
        inputs=tuple(file for file in held if file.role == "input"),
        outputs=tuple(file for file in held if file.role != "input"),
        thumbnail=_thumbnail(room, id_, thumbnail), options=json.loads(options),
        report=None if report is None else json.loads(report), error_code=error_code, error_reason=error_reason,
        expires_at=_ends(room, kept, expires_at), kept=bool(kept), tags=tuple(tags), created_at=_moment(created_at),
        updated_at=_moment(updated_at))


def _record(room: Room, photo: StoredFile, tags: Sequence[str]) -> Session:
    return Session(
        id=photo.id, user_token=room.token, tool=PHOTO, status=Status.COMPLETED, inputs=(photo,), outputs=(),
        thumbnail=photo.thumbnail, options={}, report=None, error_code=None, error_reason=None,
        expires_at=photo.expires_at, kept=photo.kept, tags=tuple(tags), created_at=photo.created_at,
        updated_at=photo.created_at)


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def _ends(room: Room, kept: int, expires_at: int | None) -> datetime | None:
    return None if kept or expires_at is None else room.on_the_wall(_moment(expires_at))


def _thumbnail(room: Room, id_: UUID, there: int) -> Path | None:
    return thumbnail_of(room.folders.thumbnails, id_) if there else None
