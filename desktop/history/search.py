"""Search: the ids of what answers, from the indexes alone."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from sqlalchemy import LargeBinary, cast, func, literal_column, select, type_coerce, union

from desktop.history.records import PHOTO
from desktop.history.schema import doomed, file_tags, files, session_tags, sessions
from desktop.history.trouble import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection, Select, Table

    from desktop.history.records import Query
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
                both = merge(photos, driven(connection, _runs(query, going, sessions.c.created_at)),
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
    return list(driven(connection, wanted))


def driven(connection: Connection, wanted: Select[Any], **bound: object) -> Any:
    """The driver's tuples, to be taken before anything else is asked of the connection: making rows of 100,000 takes
    longer than the search."""
    return connection.execute(wanted, bound).cursor


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


def all_tags(room: Room) -> list[str]:
    """Every tag in use, sorted. Raises StorageError."""
    both = union(select(session_tags.c.tag), select(file_tags.c.tag)).subquery()
    with room.database.read() as connection:
        return list(connection.execute(select(both.c.tag).order_by(both.c.tag)).scalars())
