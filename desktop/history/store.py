"""History: every photo and every run of a tool, kept safe until its time is over. The one owner of the data folder."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import select

from desktop.history import expiry, opening, reading, reconcile, search, tending, writing
from desktop.history.clock import Clock, SystemClock
from desktop.history.records import Query, Session, Status, StoredFile
from desktop.history.schema import files, sessions
from desktop.history.trouble import GoneError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.folders import Folders
    from desktop.history.records import Notice
    from desktop.history.room import Room

DAY = timedelta(hours=24)


class History:
    """Photos as files, facts in a database. Every method may be called from any thread and may raise StorageError. They
    wait for the disk, so the window's thread calls ``page`` at most.

    A photo is acknowledged (the method returned) only when it is safe on the disk. Its retention counts from when it
    was brought in or last used by a run; a session's from its last step. Deleting unlinks files and overwrites rows
    with zeros; nothing is shredded.
    """

    def __init__(self, room: Room, *, private: bool = False, outside: History | None = None) -> None:
        self._room = room
        self._private = private
        self._outside = outside
        self._looked = False

    @staticmethod
    def open(folders: Folders, clock: Clock | None = None, retention: timedelta | None = DAY, *,
             private: bool = False) -> tuple[History, tuple[Notice, ...]]:
        """The history, and what to tell the user. ``retention`` (None: never expires) is for what is new from now on;
        ``set_retention`` changes what is there. ``private``: everything is gone at ``close``, or at the next start;
        what lies in ``folders`` from before is not shown, but still expires.

        Migrates the database, finishes what a crash left half done, and puts a damaged database aside and lists the
        photos again. Raises StorageError where the folder cannot be used.
        """
        own = opening.private_folders(folders) if private else folders
        room, notices = opening.open_room(own, clock or SystemClock(), retention)
        if not private or not folders.database.exists():
            return History(room, private=private), notices
        try:
            outside, more = History.open(folders, clock, retention)
        except BaseException:
            History(room, private=True).close()
            raise
        return History(room, private=True, outside=outside), notices + more

    @property
    def private(self) -> bool:
        """Whether nothing of this outlives ``close``."""
        return self._private

    # Photos in

    def import_file(self, source: Path) -> StoredFile:
        """Copy a photo in. It is safe on the disk when this returns."""
        return writing.bring(self._room, source, source.name, source.absolute())

    def import_bytes(self, data: bytes, name: str) -> StoredFile:
        """Keep a photo that is not a file: pasted or dropped. It is safe on the disk when this returns."""
        return writing.bring(self._room, data, name, None)

    def inputs(self, most: int | None = None) -> list[StoredFile]:
        """Photos brought in, newest first, at most so many."""
        with self._room.database.read() as connection:
            return reading.read_files(self._room, connection, files.c.role == "input", most=most)

    def file(self, file_id: UUID) -> StoredFile:
        """One photo. Raises GoneError."""
        with self._room.database.read() as connection:
            found = reading.read_files(self._room, connection, files.c.id == file_id)
        if not found:
            raise GoneError
        return found[0]

    def file_at(self, path: Path) -> StoredFile | None:
        """The stored photo with this path in the data folder."""
        if path.parent != self._room.folders.photos:
            return None
        with self._room.database.read() as connection:
            return next(iter(reading.read_files(self._room, connection, files.c.place == path.name)), None)

    def recent(self, most: int = 20) -> list[Path]:
        """Files that photos were last brought in from, newest first: for "Open recent". They go with the photos."""
        with self._room.database.read() as connection:
            known = files.c.role == "input", files.c.source.is_not(None)
            newest = reading.read_files(self._room, connection, *known, most=10 * most)
        sources = (file.source for file in newest)
        return list(dict.fromkeys(source for source in sources if source))[:most]

    # Runs

    def create(self, tool: str, inputs: Sequence[StoredFile], options: Mapping[str, Any], *, id: UUID | None = None,
               ) -> Session:
        """A session that is to be worked on. ``options`` are made JSON-able. ``id``: the job's, if it has one."""
        return writing.create(self._room, id or uuid4(), tool, inputs, options)

    def start(self, id: UUID) -> None:
        """Work on it began, or begins again after a crash, a failure or a cancel. Raises GoneError."""
        writing.step(self._room, id, Status.PROCESSING)

    def fail(self, id: UUID, code: str, reason: str) -> None:
        """It failed. Raises GoneError."""
        writing.step(self._room, id, Status.FAILED, code, reason)

    def cancel(self, id: UUID) -> None:
        """Somebody cancelled it. Raises GoneError."""
        writing.step(self._room, id, Status.CANCELLED)

    def complete(self, id: UUID, result: Path | bytes | None, report: Mapping[str, Any],
                 thumbnail: bytes | None = None, *,
                 artifacts: Mapping[str, bytes] | None = None, name: str | None = None) -> Session:
        """Keep what it made; all of it is safe on the disk when this returns.

        ``result``: a file to copy or encoded bytes (PNG, unless ``name`` ends otherwise), None of a tool that only
        looked: what it found is in the ``report``; ``thumbnail``: a JPEG;
        ``artifacts``: files by name, such as the layers. Raises GoneError when it was deleted meanwhile.
        """
        return writing.complete(self._room, id, result, report, thumbnail, artifacts or {}, name)

    def unfinished(self) -> list[Session]:
        """Sessions that a Lookroom which is no more left created or processing: to be started again, or cancelled."""
        living = (*self._room.instance.others(), self._room.instance.name)
        wanted = (select(sessions.c.id).where(sessions.c.status.in_([Status.CREATED, Status.PROCESSING]),
                                              sessions.c.owner.not_in(living)).order_by(sessions.c.created_at))
        with self._room.database.read() as connection:
            return reading.read_sessions(self._room, connection, connection.execute(wanted).scalars().all())

    # Looking

    def session(self, id: UUID) -> Session:
        """One session. Raises GoneError."""
        return writing.session(self._room, id)

    def search(self, query: Query, most: int | None = None) -> Sequence[UUID]:
        """Ids of the sessions and photos that answer the query, newest first, at most so many: 100,000 take less than
        200 ms."""
        return search.find(self._room, query, most)

    def page(self, ids: Iterable[UUID]) -> list[Session]:
        """These sessions and photos, in this order; those that are gone are left out. About 60 fit into one frame."""
        with self._room.database.read() as connection:
            return reading.read_records(self._room, connection, ids)

    def tags(self) -> list[str]:
        """Every tag in use, sorted."""
        return search.all_tags(self._room)

    # Tending

    def keep(self, id: UUID, kept: bool) -> None:
        """Let a session (with its photos) or an input stay until it is deleted, or count its retention again."""
        tending.keep(self._room, id, kept)

    def tag(self, id: UUID, tags: Iterable[str]) -> None:
        """Give a session or an input these tags in place of those that it has. Raises GoneError."""
        tending.tag(self._room, id, tags)

    def set_thumbnail(self, id: UUID, data: bytes) -> Path:
        """Keep a JPEG as the thumbnail of a session or an input. Raises GoneError."""
        return writing.set_thumbnail(self._room, id, data)

    def set_retention(self, retention: timedelta | None) -> None:
        """Another retention (None: never) for all that is not kept, counted from its last use. What is thereby overdue
        goes at the next ``sweep``: ask first."""
        for room in self._rooms():
            tending.set_retention(room, retention)

    # Going

    def delete(self, ids: Iterable[UUID]) -> None:
        """Delete sessions with what they made, and inputs. Raises StorageError when a photo cannot be unlinked now;
        it is hidden then, and ``sweep`` tries again."""
        tending.delete_items(self._room, ids)

    def delete_everything(self) -> None:
        """Delete all photos, thumbnails, sessions and copies, and the installation's token; in a private session also
        what lies there from before."""
        for room in self._rooms():
            tending.delete_everything(room)

    def sweep(self) -> int:
        """Delete what has expired; how many items went. To be called at start, every minute, on wake and at exit, by
        any thread but the window's."""
        for room in () if self._looked else self._rooms():
            reconcile.list_again(room)
        self._looked = True
        return sum(expiry.sweep(room) for room in self._rooms())

    def close(self) -> None:
        """Empty the write-ahead log and let go of the folder; a private session's is removed. Not usable after."""
        self._room.database.close()
        self._room.instance.close()
        if self._private:
            opening.forget_private(self._room.folders)
        if self._outside is not None:
            self._outside.close()

    def _rooms(self) -> list[Room]:
        """Its own room, and the one that a private session only tends."""
        return [self._room, *(self._outside._rooms() if self._outside else [])]
