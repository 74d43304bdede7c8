"""Reconcile: finish or undo what a process that died had begun, and list photos again that no row knows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, delete, insert, select, type_coerce, update

from desktop.history.files import KEEP, PART, photos_in, thumbnail_of, wipe
from desktop.history.records import RELISTED, Status
from desktop.history.removing import bury
from desktop.history.schema import files, session_files, sessions
from desktop.history.search import photo_words, words

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from sqlalchemy import Connection, Row

    from desktop.history.files import Found
    from desktop.history.room import Room


def finish(room: Room, living: Collection[str]) -> None:
    """Finish what instances that live no more left half done. A photo that was whole on the disk stays, with the
    session that it completes; the rest is undone. Raises StorageError."""
    owners = (*living, room.instance.name)
    with room.database.read() as connection:
        half = connection.execute(
            select(files, session_files.c.session_id).outerjoin(session_files, session_files.c.file_id == files.c.id)
            .where(files.c.owner.is_not(None), files.c.owner.not_in(owners))).all()
    groups: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in half:
        groups[row.id if row.role == "input" else row.session_id].append(row)
    for item, rows in groups.items():
        _settle(room, item, rows)
    with room.database.read() as connection:  # of runs that made no file, a thumbnail may be left
        bare = connection.execute(select(sessions.c.id).where(
            sessions.c.status.in_([Status.CREATED, Status.PROCESSING]), sessions.c.owner.not_in(owners),
            sessions.c.thumbnail.is_(False))).scalars().all()
    wipe(thumbnail_of(room.folders.thumbnails, id_) for id_ in bare)
    bury(room)


def _settle(room: Room, item: UUID, rows: list[Row[Any]]) -> None:
    """Keep an input, or all that came out of one session, if every file is there; undo it otherwise."""
    paths = [room.folders.photos / row.place for row in rows]
    ids = [row.id for row in rows]
    whole = all(path.is_file() for path in paths)
    small = thumbnail_of(room.folders.thumbnails, item)
    if not whole:
        wipe([small, *paths])
    with room.database.write() as connection:
        if not whole:
            connection.execute(delete(files).where(files.c.id.in_(ids)))
            return
        for row, path in zip(rows, paths, strict=True):
            connection.execute(update(files).where(files.c.id == row.id)
                               .values(owner=None, bytes=path.stat().st_size))
        connection.execute(update(sessions).where(sessions.c.id == item).values(
            owner=None, status=Status.COMPLETED.value, thumbnail=small.is_file(), updated_at=room.now()))


def list_again(room: Room) -> int:
    """List photos that no row knows (the database was damaged), and remove what belongs to nothing; how many photos
    were found. Raises StorageError."""
    found, parts = photos_in(room.folders.photos)  # before the rows: each file has its row first
    thumbnails = [(path.name.partition(".")[0], path) for path in room.folders.thumbnails.glob("*")]
    with room.database.read() as connection:
        known = set(connection.execute(select(files.c.place)).scalars())
        items = {id_.hex() for table in (sessions, files)
                 for id_ in connection.execute(select(type_coerce(table.c.id, LargeBinary))).scalars()}
    wipe(part for part in parts if part.name.removesuffix(PART) not in known)
    wipe(path for stem, path in thumbnails if stem not in items)
    marks = room.folders.photos.glob("*" + KEEP)
    wipe(mark for mark in marks if not mark.with_name(mark.name.removesuffix(KEEP)).exists())
    lost = [photo for photo in found if photo.place not in known]
    wipe(room.folders.photos / photo.place for photo in lost if photo.role == "artifact")
    photos = [photo for photo in lost if photo.role != "artifact"]
    if photos:
        with room.database.write() as connection:
            for photo in photos:
                if (room.folders.photos / photo.place).is_file():
                    _list(room, connection, photo)
    return len(photos)


def _list(room: Room, connection: Connection, photo: Found) -> None:
    """A row for an input, and a session for a result. It expires as its file's age says, unless it was to stay."""
    now, lived = room.now(), room.lived()
    used = lived - max(now - photo.written, now - now)
    suffix = photo.place.partition(".")[2]
    name = f"{photo.written.astimezone():%Y-%m-%d %H.%M.%S}" + (f".{suffix}" if suffix else "")
    facts = {"kept": photo.stays, "used_at": used, "expires_at": None if photo.stays else room.ends(used),
             "created_at": min(photo.written, now)}
    own = (facts | {"words": photo_words(name, ())} if photo.role == "input"
           else facts | {"kept": False, "expires_at": None})
    connection.execute(insert(files).values(
        id=photo.id, role=photo.role, name=name, place=photo.place, bytes=photo.bytes, **own))
    if photo.role != "input":
        session = uuid4()
        connection.execute(insert(sessions).values(
            id=session, user_token=room.token, tool=RELISTED, status=Status.COMPLETED.value, options={}, report=None,
            words=words(RELISTED, [name], []), updated_at=now, **facts))
        connection.execute(insert(session_files).values(session_id=session, file_id=photo.id, position=0))
