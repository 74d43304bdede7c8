"""Writing: a row that says what is coming, the file safe on the disk, then the row that says it is there."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from pydantic_core import to_jsonable_python
from sqlalchemy import delete, insert, select, update

from desktop.history.expiry import mark_again, use
from desktop.history.files import mark, place_of, put, thumbnail_of, wipe
from desktop.history.reading import read_files, read_sessions
from desktop.history.records import Session, Status, StoredFile
from desktop.history.removing import renew_words
from desktop.history.schema import doomed, files, session_files, sessions
from desktop.history.search import photo_words, words
from desktop.history.trouble import GoneError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.history.records import Role
    from desktop.history.room import Room


def bring(room: Room, photo: Path | bytes, name: str, source: Path | None) -> StoredFile:
    """Keep an input. Raises StorageError, and leaves nothing behind then."""
    id_ = uuid4()
    now = room.lived()
    place = place_of("input", id_, PurePath(name).suffix)
    with room.database.write() as connection:
        connection.execute(insert(files).values(
            id=id_, role="input", name=_text(name), source=None if source is None else _text(str(source)), place=place,
            owner=room.instance.name, used_at=now, expires_at=room.ends(now), created_at=room.now(),
            words=photo_words(_text(name), ())))
    path = room.folders.photos / place
    try:
        size = put(path, photo)
        if room.retention is None:
            mark(path, stays=True)
        with room.database.write() as connection:
            _safe(connection, {id_: size})
    except BaseException:
        _undo(room, [id_], [path])
        raise
    with room.database.read() as connection:
        return read_files(room, connection, files.c.id == id_)[0]


def create(room: Room, id_: UUID, tool: str, inputs: Sequence[StoredFile], options: Mapping[str, Any]) -> Session:
    """A session in the state created. Raises GoneError if an input is gone."""
    now, lived = room.now(), room.lived()
    ids = list(dict.fromkeys(file.id for file in inputs))
    with room.database.write() as connection:
        here = set(connection.execute(select(files.c.id).where(
            files.c.id.in_(ids), files.c.id.not_in(select(doomed.c.id)))).scalars())
        if here != set(ids):
            raise GoneError
        connection.execute(insert(sessions).values(
            id=id_, user_token=room.token, tool=tool, status=Status.CREATED.value, owner=room.instance.name,
            options=_plain(options), report=None,
            words=words(tool, [file.name for file in inputs], []),
            used_at=lived, expires_at=room.ends(lived), created_at=now, updated_at=now))
        for position, file_id in enumerate(ids):
            connection.execute(insert(session_files).values(session_id=id_, file_id=file_id, position=position))
        use(room, connection, ids)
    return session(room, id_)


def step(room: Room, id_: UUID, status: Status, code: str | None = None, reason: str | None = None) -> None:
    """Write down that a session took a step. Raises GoneError."""
    owner = room.instance.name if status is Status.PROCESSING else None
    with room.database.write() as connection:
        _update(room, connection, id_, status=status.value, error_code=code, error_reason=reason, owner=owner)
        use(room, connection, _input_ids(connection, id_))


def complete(room: Room, id_: UUID, result: Path | bytes | None, report: Mapping[str, Any], thumbnail: bytes | None,
             artifacts: Mapping[str, bytes], name: str | None) -> Session:
    """See History.complete."""
    before = session(room, id_)
    parts: list[tuple[UUID, Role, str, Path | bytes]] = []
    if result is not None:
        parts.append((uuid4(), "result", _text(name or _name(before, result)), result))
    parts += [(uuid4(), "artifact", _text(title_), data) for title_, data in artifacts.items()]
    places = {file_id: place_of(role, file_id, PurePath(title_).suffix) for file_id, role, title_, _ in parts}
    paths = {file_id: room.folders.photos / place for file_id, place in places.items()}
    now = room.now()
    with room.database.write() as connection:
        _update(room, connection, id_, report=_plain(report))
        first = len(before.inputs)
        for position, (file_id, role, title_, _) in enumerate(parts, first):
            connection.execute(insert(files).values(
                id=file_id, role=role, name=title_, place=places[file_id], owner=room.instance.name,
                used_at=room.lived(), expires_at=None, created_at=now))
            connection.execute(insert(session_files).values(session_id=id_, file_id=file_id, position=position))
    small = thumbnail_of(room.folders.thumbnails, id_)
    try:
        if thumbnail is not None:
            put(small, thumbnail)
        sizes = {file_id: put(paths[file_id], data) for file_id, _, _, data in reversed(parts)}
        with room.database.write() as connection:
            _safe(connection, sizes)
            _update(room, connection, id_, status=Status.COMPLETED.value, owner=None, error_code=None,
                    error_reason=None, thumbnail=thumbnail is not None)
            use(room, connection, (file.id for file in before.inputs))
            renew_words(connection, [id_])
            if before.kept or room.retention is None:
                mark_again(room, connection, paths)
    except BaseException:
        _undo(room, list(paths), [small, *paths.values()])
        raise
    return session(room, id_)


def set_thumbnail(room: Room, id_: UUID, data: bytes) -> Path:
    """See History.set_thumbnail."""
    path = thumbnail_of(room.folders.thumbnails, id_)
    put(path, data)
    with room.database.write() as connection:
        done = [connection.execute(update(table).where(table.c.id == id_, table.c.id.not_in(select(doomed.c.id)))
                                   .values(thumbnail=True)).rowcount for table in (sessions, files)]
        if not any(done):
            wipe([path])
            raise GoneError
    return path


def session(room: Room, id_: UUID) -> Session:
    """One session. Raises GoneError."""
    with room.database.read() as connection:
        found = read_sessions(room, connection, [id_])
    if not found:
        raise GoneError
    return found[0]


def _update(room: Room, connection: Connection, id_: UUID, **values: Any) -> None:
    """Change a session; its retention counts from here."""
    lived = room.lived()
    here = sessions.c.id == id_, sessions.c.id.not_in(select(doomed.c.id))
    done = connection.execute(update(sessions).where(*here).values(updated_at=room.now(), used_at=lived, **values))
    if not done.rowcount:
        raise GoneError
    connection.execute(update(sessions).where(sessions.c.id == id_, sessions.c.kept.is_(False))
                       .values(expires_at=room.ends(lived)))


def _input_ids(connection: Connection, id_: UUID) -> list[UUID]:
    return list(connection.execute(select(session_files.c.file_id).where(session_files.c.session_id == id_)).scalars())


def _safe(connection: Connection, sizes: Mapping[UUID, int]) -> None:
    """These files are on the disk. Raises GoneError if one was deleted meanwhile."""
    for file_id, size in sizes.items():
        here = files.c.id == file_id, files.c.id.not_in(select(doomed.c.id))
        if not connection.execute(update(files).where(*here).values(owner=None, bytes=size)).rowcount:
            raise GoneError


def _undo(room: Room, ids: Sequence[UUID], paths: Sequence[Path]) -> None:
    """Take back files that could not be kept: first the files, then their rows."""
    wipe(paths)
    with room.database.write() as connection:
        connection.execute(delete(files).where(files.c.id.in_(list(ids))))


def _plain(facts: Mapping[str, Any]) -> Any:
    """The same as JSON allows it: no infinities, no surrogates from strange file names."""
    plain = to_jsonable_python(dict(facts), fallback=str, serialize_unknown=True, inf_nan_mode="null")
    return json.loads(_text(json.dumps(plain, ensure_ascii=False)))


def _text(text: str) -> str:
    """Text that a database takes: names of files may hold bytes that are no characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _name(session: Session, result: Path | bytes) -> str:
    """The result's name for people: the first photo's with the tool's id."""
    stem = PurePath(session.inputs[0].name).stem if session.inputs else "photo"
    return f"{stem}-{session.tool}{result.suffix if isinstance(result, Path) else '.png'}"
