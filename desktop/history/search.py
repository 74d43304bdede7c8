"""Search: ids first, from the indexes alone; then pages of whole records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from sqlalchemy import LargeBinary, cast, func, literal_column, select, type_coerce, union

from desktop.history.files import thumbnail_of
from desktop.history.records import PHOTO, Query, Session, Status, StoredFile
from desktop.history.schema import doomed, file_tags, files, session_files, session_tags, sessions
from desktop.history.trouble import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

    from desktop.history.room import Room

half = files.alias("half")
"""Files that are being written, perhaps."""
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


def find(room: Room, query: Query, most: int | None = None) -> Ids:
    """The sessions and photos that answer a query, newest first, at most so many. Raises StorageError, DamagedError."""
    with room.database.read() as connection:
        going = connection.execute(select(doomed.c.id).limit(1)).first() is not None
        photos = _photos(connection, query, going)
        if query.tool == PHOTO:
            return Ids(_sound([id_ for _, id_ in photos[:most]]))
        if photos:
            try:
                both = merge(photos, _driven(connection, _runs(query, going, sessions.c.created_at)),
                             key=itemgetter(0), reverse=True)
                return Ids(_sound([id_ for _, id_ in islice(both, most)]))
            except TypeError as error:  # a time that is none
                raise DamagedError from error
        return Ids(_joined(connection, _runs(query, going).limit(most)))


def _joined(connection: Connection, wanted: Select[Any]) -> bytes:
    """The ids end to end, put together by SQLite: as rows they take twice as long, and each asks for Python's lock.

    It keeps the order of a subquery under an aggregate (select.c, rule 16 of flattening subqueries; a test holds it),
    and takes bytes for text without looking into them.
    """
    rows = wanted.subquery()
    ids, count = connection.execute(select(
        cast(func.group_concat(rows.c.id, literal_column("''")), LargeBinary), func.count()).select_from(rows)).one()
    raw = ids or b""
    if len(raw) != ID_BYTES * count:
        raise DamagedError
    return bytes(raw)


def _sound(ids: list[Any]) -> bytes:
    """The ids end to end. Raises DamagedError."""
    if not set(map(type, ids)) <= {bytes} or not set(map(len, ids)) <= {ID_BYTES}:
        raise DamagedError
    return b"".join(ids)


def _runs(query: Query, going: bool, *more: ColumnElement[Any]) -> Select[Any]:
    """Asks for the sessions that answer, newest first: ``more``, and the id.

    The order is to the last column that of ix_sessions_search, read backwards: sorting would take twice as long as the
    rest. ``concat`` keeps SQLite off the indexes on single columns: that one alone holds all that is asked.
    """
    order = (sessions.c.created_at, sessions.c.tool, sessions.c.status, sessions.c.words, sessions.c.id)
    wanted = (select(*more, type_coerce(sessions.c.id, LargeBinary).label("id")).where(*_conditions(query, sessions))
              .order_by(*(column.desc() for column in order)))
    if query.tool is not None:
        wanted = wanted.where(sessions.c.tool.concat("") == query.tool)
    if query.status is not None:
        wanted = wanted.where(sessions.c.status.concat("") == query.status.value)
    if going:
        wanted = wanted.where(sessions.c.id.not_in(select(doomed.c.id)))
    return wanted


def _photos(connection: Connection, query: Query, going: bool) -> list[Any]:
    """The photos brought in that answer, newest first: the driver's tuples of when they came and the id."""
    asked, by_words = query.tool == PHOTO, query.tag is not None or query.text.strip()
    if query.status is not None or not (asked or (query.tool is None and by_words)):
        return []
    order = (files.c.created_at, files.c.words, files.c.id)
    wanted = (select(files.c.created_at, type_coerce(files.c.id, LargeBinary)).where(*_conditions(query, files))
              .order_by(*(column.desc() for column in order)))
    if asked:  # all that is asked lies in ix_files_search, whose condition has to be met to the letter
        wanted = wanted.where(files.c.role == literal_column("'input'"))
        written = select(half.c.id).where(half.c.owner.is_not(None))
        if connection.execute(written.limit(1)).first():
            wanted = wanted.where(files.c.id.not_in(written))
    else:  # the few with tags, looked up one by one: ``concat`` keeps SQLite from going through all
        wanted = wanted.where(files.c.role.concat("") == "input", files.c.owner.is_(None),
                              files.c.id.in_(select(file_tags.c.file_id)))
    if going:
        wanted = wanted.where(files.c.id.not_in(select(doomed.c.id)))
    return list(_driven(connection, wanted))


def _driven(connection: Connection, wanted: Select[Any]) -> Any:
    """The driver's tuples, to be taken before anything else is asked of the connection: making rows of 100,000 takes
    longer than the search."""
    return connection.execute(wanted).cursor


def _conditions(query: Query, table: Table) -> Iterator[ColumnElement[bool]]:
    """What sessions and photos have in common."""
    for word in query.text.casefold().split():
        yield func.instr(table.c.words, word) > 0
    if query.tag is not None:
        yield func.instr(table.c.words, _tag_word(query.tag)) > 0
    if query.since is not None:
        yield table.c.created_at >= query.since
    if query.until is not None:
        yield table.c.created_at < query.until


def words(tool: str, names: Iterable[str], tags: Iterable[str]) -> str:
    """What text search looks in for one session: a line for the tool, each photo's name and each tag."""
    return "\n".join([tool.casefold(), *(_line(name) for name in names), *(_tag_word(tag)[1:-1] for tag in tags), ""])


def photo_words(name: str, tags: Iterable[str]) -> str:
    """The same for a photo that was brought in."""
    return "\n".join([_line(name), *(_tag_word(tag)[1:-1] for tag in tags), ""])


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


def read_records(room: Room, connection: Connection, ids: Iterable[UUID]) -> list[Session]:
    """As ``read_sessions``; ids of photos brought in give records of the tool PHOTO."""
    wanted = list(ids)
    found = {session.id: session for session in read_sessions(room, connection, wanted)}
    for some in _parts([id_ for id_ in wanted if id_ not in found]):
        tags: dict[UUID, list[str]] = defaultdict(list)
        for row in connection.execute(select(file_tags).where(file_tags.c.file_id.in_(some)).order_by(file_tags.c.tag)):
            tags[row.file_id].append(row.tag)
        photos = read_files(room, connection, files.c.id.in_(some), files.c.role.concat("") == "input")  # see _photos
        found.update({photo.id: _record(room, photo, tags[photo.id]) for photo in photos})
    return [found[id_] for id_ in wanted if id_ in found]


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
    both = union(select(session_tags.c.tag), select(file_tags.c.tag)).subquery()
    with room.database.read() as connection:
        return list(connection.execute(select(both.c.tag).order_by(both.c.tag)).scalars())


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


def _record(room: Room, photo: StoredFile, tags: Sequence[str]) -> Session:
    return Session(
        id=photo.id, user_token=room.token, tool=PHOTO, status=Status.COMPLETED, inputs=(photo,), outputs=(),
        thumbnail=photo.thumbnail, options={}, report=None, error_code=None, error_reason=None,
        expires_at=photo.expires_at, kept=photo.kept, tags=tuple(tags), created_at=photo.created_at,
        updated_at=photo.created_at)


def _ends(room: Room, row: Row[Any]) -> datetime | None:
    return None if row.kept else room.on_the_wall(row.expires_at)


def _thumbnail(room: Room, row: Row[Any]) -> Path | None:
    return thumbnail_of(room.folders.thumbnails, row.id) if row.thumbnail else None
