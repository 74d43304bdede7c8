"""Putting files in place: each appears whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = ".lookroom-"
"""How the names of temporary files begin."""


@dataclass(slots=True)
class Staged:
    """A whole file that lies, under a temporary name, beside its place."""

    temporary: Path
    place: Path

    def commit(self) -> None:
        """Rename it into place over whatever is there. Raises StorageError."""
        try:
            self.temporary.replace(self.place)
            sync_folder(self.place.parent)
        except OSError as error:
            self.discard()
            raise storage_error(error, self.place) from error

    def discard(self) -> None:
        """Remove it. Does nothing after ``commit``."""
        with suppress(OSError):  # called while another error, which matters more, is under way
            self.temporary.unlink(missing_ok=True)


def stage(path: Path, data: bytes) -> Staged:
    """Write ``data`` beside ``path`` and to the disk itself. A link is followed: its target will be replaced.

    Raises StorageError (no such folder, write-protected, full), and leaves nothing behind then.
    """
    try:
        place = path.resolve() if path.is_symlink() else path
        handle, temporary = _create(place.parent)
        staged = Staged(temporary, place)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o777)
        except BaseException:
            staged.discard()
            raise
    except OSError as error:
        raise storage_error(error, path) from error
    return staged


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step: there is the whole new file or the old state. Raises StorageError."""
    stage(path, data).commit()


def check_folder(path: Path) -> None:
    """Raise StorageError now if a file could not be made beside ``path`` later."""
    try:
        folder = (path.resolve() if path.is_symlink() else path).parent
        if not folder.is_dir():
            raise StorageError(f"The folder for {path.name} does not exist.", "Make the folder or choose another one.")
        handle, temporary = _create(folder)
        os.close(handle)
        temporary.unlink()
    except OSError as error:
        raise storage_error(error, path) from error


def _create(folder: Path) -> tuple[int, Path]:
    """A new file in ``folder`` with the rights that new files get: its handle and path."""
    temporary = folder / f"{PREFIX}{secrets.token_hex(8)}"
    return os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666), temporary


def sync_folder(folder: Path) -> None:
    """Put what was renamed or unlinked in a folder onto the disk itself. Raises OSError."""
    if os.name == "nt":  # Windows cannot open a folder for fsync; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def storage_error(error: OSError, path: Path) -> StorageError:
    """The StorageError for what the system said about saving ``path``."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageError(f"The folder for {path.name} does not exist.", "Make the folder or choose another one.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError(f"There is no room to save {path.name}.", "Free disk space or choose another disk.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(f"The file {path.name} cannot be saved: its folder is write-protected.",
                            "Choose a folder that you may write to.")
    return StorageError(f"The file {path.name} could not be saved: {error.strerror}.", "Choose another name or folder.")
