"""Photo files: each is whole on the disk or not there, and gone from the disk when it was deleted."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, get_args
from uuid import UUID

from desktop.folders import long_path
from desktop.history.records import Role
from desktop.history.trouble import file_trouble, reading_trouble
from engine.codecs.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PART, KEEP = ".part", ".keep"
PLACE = re.compile(rf"(?P<role>{'|'.join(get_args(Role))})-(?P<id>[0-9a-f]{{32}})(?P<suffix>\.[a-z0-9]{{1,8}})?")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A photo in the folder, as its name and the file system tell. ``written`` is wall time, aware UTC."""

    id: UUID
    role: Role
    place: str
    bytes: int
    written: datetime
    stays: bool


def place_of(role: Role, file_id: UUID, suffix: str) -> str:
    """The name of a photo in the photos folder: role, id and ending, nothing personal."""
    ending = suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
    return f"{role}-{file_id.hex}{ending}"


def thumbnail_of(folder: Path, item: UUID) -> Path:
    """Where the thumbnail of a session or an input lies."""
    return folder / f"{item.hex}.jpg"


def put(path: Path, source: Path | bytes) -> int:
    """Copy a photo to ``path``; its bytes are on the disk, under this name, when this returns how many they are.

    Raises StorageError and leaves nothing behind then.
    """
    try:
        reading: BinaryIO = BytesIO(source) if isinstance(source, bytes) else long_path(source).open("rb")
    except OSError as error:
        raise reading_trouble(error) from error
    part = path.with_name(path.name + PART)
    with reading:
        try:
            handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as writing:
                shutil.copyfileobj(reading, writing, CHUNK)
                writing.flush()
                _to_disk(writing.fileno())
                size = writing.tell()
            part.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            wipe([part])
            raise file_trouble(error) from error
        except BaseException:
            wipe([part])
            raise
    return size


def _to_disk(handle: int) -> None:
    """Write an open file to the disk itself; on macOS through the disk's own cache, which fsync leaves alone."""
    os.fsync(handle)
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def mark(path: Path, *, stays: bool) -> None:
    """Note beside a photo whether it stays, for the day when the database is damaged. Raises StorageError."""
    keep = path.with_name(path.name + KEEP)
    try:
        if stays:
            keep.touch(0o600)
        else:
            keep.unlink(missing_ok=True)
    except OSError as error:
        raise file_trouble(error) from error


def wipe(paths: Iterable[Path]) -> bool:
    """Unlink files with all that lies beside them; whether all are gone. The disk's blocks are freed, not shredded."""
    clean = True
    for path in paths:
        for name in (path.name, path.name + PART, path.name + KEEP):
            try:
                path.with_name(name).unlink(missing_ok=True)
            except OSError:  # open in another program, or the disk is gone: the caller tries again later
                clean = False
    return clean


def settle(*folders: Path) -> None:
    """Make unlinking last. Raises StorageError."""
    try:
        for folder in folders:
            sync_folder(folder)
    except OSError as error:
        raise file_trouble(error) from error


def photos_in(folder: Path) -> tuple[list[Found], list[Path]]:
    """The photos in the photos folder, and half-written files. Raises StorageError."""
    found: list[Found] = []
    facts: dict[str, os.stat_result] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):  # another instance renamed or removed it meanwhile
                    if entry.is_file(follow_symlinks=False):
                        facts[entry.name] = entry.stat()
    except OSError as error:
        raise file_trouble(error) from error
    for name, stat in facts.items():
        match = PLACE.fullmatch(name)
        if match:
            role: Role = match["role"]  # type: ignore[assignment]
            found.append(Found(UUID(match["id"]), role, name, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC),
                               name + KEEP in facts))
    return found, [folder / name for name in facts if name.endswith(PART)]
