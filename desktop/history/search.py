"""Search: ids first, from the indexes alone; then pages of whole records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from sqlalchemy import LargeBinary, func, select, type_coerce

from desktop.history.files import thumbnail_of
from desktop.history.records import Query, Session, Status, StoredFile
from desktop.history.schema import doomed, files, session_files, session_tags, sessions
from desktop.history.trouble import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Row

    from desktop.history.room import Room

ID_BYTES = 16
MANY = 500
"""Ids in one statement; SQLite allows a limited number of parameters."""


class Ids(Sequence[UUID]):
    """Ids in order, end to end: 100,000 objects would take longer to make than the search, and to look through for the
    garbage collector. Each becomes a UUID when it is asked for."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def __len__(self) -> int:
        return len(self._raw) // ID_BYTES

    @overload
    def __getitem__(self, at: int) -> UUID: ...
    @overload
    def __getitem__(self, at: slice) -> Ids: ...
    def __getitem__(self, at: int | slice) -> UUID | Ids:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                raise ValueError("ids come in their order")
            return Ids(self._raw[start * ID_BYTES:max(start, stop) * ID_BYTES])
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        start = at % len(self) * ID_BYTES
        return UUID(bytes=self._raw[start:start + ID_BYTES])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def find(room: Room, query: Query) -> Ids:
    """The sessions that answer a query, newest first. Raises StorageError, DamagedError.

    The order is to the last column that of ix_sessions_search, read backwards: sorting would take twice as long as the
    rest.
    """
    order = (sessions.c.created_at, sessions.c.tool, sessions.c.status, sessions.c.words, sessions.c.id)
    wanted = (select(type_coerce(sessions.c.id, LargeBinary)).where(*_conditions(query))
              .order_by(*(column.desc() for column in order)))
    with room.database.read() as connection:
        if connection.execute(select(doomed.c.id).limit(1)).first():
            wanted = wanted.where(sessions.c.id.not_in(select(doomed.c.id)))
        found = connection.execute(wanted)
        raw: Any = found.cursor  # the driver's tuples: making 100,000 rows of them takes longer than the search
        ids: list[Any] = list(chain.from_iterable(raw))
        found.close()
    if not set(map(type, ids)) <= {bytes} or not set(map(len, ids)) <= {ID_BYTES}:
        raise DamagedError
    return Ids(b"".join(ids))


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    """``concat`` keeps SQLite off the indexes on single columns: ix_sessions_search alone holds all that is asked."""
    if query.text.strip():
        for word in query.text.casefold().split():
            yield func.instr(sessions.c.words, word) > 0
    if query.tag is not None:
        yield func.instr(sessions.c.words, _tag_word(query.tag)) > 0
    if query.tool is not None:
        yield sessions.c.tool.concat("") == query.tool
    if query.status is not None:
        yield sessions.c.status.concat("") == query.status.value
    if query.since is not None:
        yield sessions.c.created_at >= query.since
    if query.until is not None:
        yield sessions.c.created_at < query.until


def words(tool: str, names: Iterable[str], tags: Iterable[str]) -> str:
    """What text search looks in for one session: a line for the tool, each photo's name and each tag."""
    return "\n".join([tool.casefold(), *(_line(name) for name in names), *(_tag_word(tag)[1:-1] for tag in tags), ""])


def _tag_word(tag: str) -> str:
    return f"\n#{_line(tag)}\n"


def _line(text: str) -> str:
    return " ".join(text.casefold().split())


def read_sessions(room: Room, connection: Connection, ids: Iterable[UUID]) -> list[Session]:
    """The sessions that are (still) there, in the order of ``ids``. Raises DamagedError."""
    wanted = list(ids)
    rows: dict[UUID, Row[Any]] = {}
    held: dict[UUID, list[StoredFile]] = defaultdict(list)
    tags: dict[UUID, list[str]] = defaultdict(list)
    try:
        for some in _parts(wanted):
            here = sessions.c.id.in_(some), sessions.c.id.not_in(select(doomed.c.id))
            rows.update({row.id: row for row in connection.execute(select(sessions).where(*here))})
            joined = (select(session_files.c.session_id, files).join(files, files.c.id == session_files.c.file_id)
                      .where(session_files.c.session_id.in_(some), files.c.owner.is_(None),
                             files.c.id.not_in(select(doomed.c.id)))
                      .order_by(session_files.c.position))
            for row in connection.execute(joined):
                held[row.session_id].append(_file(room, row))
            tagged = select(session_tags).where(session_tags.c.session_id.in_(some)).order_by(session_tags.c.tag)
            for row in connection.execute(tagged):
                tags[row.session_id].append(row.tag)
        return [_session(room, rows[id_], held[id_], tags[id_]) for id_ in wanted if id_ in rows]
    except (ValueError, TypeError, OverflowError) as error:  # what no sound row holds
        raise DamagedError from error


def read_files(room: Room, connection: Connection, *conditions: ColumnElement[bool], most: int | None = None,
               ) -> list[StoredFile]:
    """Files that are safe on the disk, newest first, at most so many. Raises DamagedError."""
    wanted = (select(files).where(files.c.owner.is_(None), files.c.id.not_in(select(doomed.c.id)), *conditions)
              .order_by(files.c.created_at.desc(), files.c.id.desc()).limit(most))
    try:
        return [_file(room, row) for row in connection.execute(wanted)]
    except (ValueError, TypeError, OverflowError) as error:
        raise DamagedError from error


def all_tags(room: Room) -> list[str]:
    """Every tag in use, sorted. Raises StorageError."""
    with room.database.read() as connection:
        return list(connection.execute(select(session_tags.c.tag).distinct().order_by(session_tags.c.tag)).scalars())


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), MANY):
        yield ids[start:start + MANY]


def _file(room: Room, row: Row[Any]) -> StoredFile:
    from pathlib import Path

    return StoredFile(
        id=row.id, name=row.name, path=room.folders.photos / row.place, role=row.role, bytes=row.bytes,
        created_at=row.created_at, expires_at=_ends(room, row), kept=row.kept, thumbnail=_thumbnail(room, row),
        source=None if row.source is None else Path(row.source))


def _session(room: Room, row: Row[Any], held: Sequence[StoredFile], tags: Sequence[str]) -> Session:
    return Session(
        id=row.id, user_token=row.user_token, tool=row.tool, status=Status(row.status),
        inputs=tuple(file for file in held if file.role == "input"),
        outputs=tuple(file for file in held if file.role != "input"),
        thumbnail=_thumbnail(room, row), options=row.options, report=row.report, error_code=row.error_code,
        error_reason=row.error_reason, expires_at=_ends(room, row), kept=row.kept, tags=tuple(tags),
        created_at=row.created_at, updated_at=row.updated_at)


def _ends(room: Room, row: Row[Any]) -> datetime | None:
    return None if row.kept else room.on_the_wall(row.expires_at)


def _thumbnail(room: Room, row: Row[Any]) -> Path | None:
    return thumbnail_of(room.folders.thumbnails, row.id) if row.thumbnail else None
