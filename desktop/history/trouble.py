"""What disk and database complain about, in words for a photographer."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from engine.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RESTART = "Close Lookroom and start it again: it then puts the damaged list aside and finds your photos again."
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
BUSY, FULL, READ_ONLY = sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY
AWAY = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


class DamagedError(StorageError):
    """The database is not one, or what it holds cannot be read."""

    def __init__(self) -> None:
        super().__init__("The list of your photos is damaged.", RESTART)


class NewerError(StorageError):
    """A newer Lookroom wrote the database."""

    def __init__(self) -> None:
        super().__init__("The list of your photos was written by a newer version of Lookroom.",
                         "Install the newest Lookroom.")


class GoneError(StorageError):
    """What was asked for has been deleted or has expired."""

    def __init__(self) -> None:
        super().__init__("This item was deleted meanwhile.", "Bring the photo in again and start over.")


def file_trouble(error: OSError) -> StorageError:
    """What a file operation in the data folder complained about."""
    if error.errno in NO_ROOM:
        return StorageError("There is no room on the disk to keep this photo.", "Free disk space and try again.")
    if error.errno in NOT_ALLOWED:
        return StorageError("The folder in which Lookroom keeps its photos is write-protected.",
                            "Allow writing to it, or choose another folder.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageError("The folder in which Lookroom keeps its photos is gone.",
                            "Connect its disk again and restart Lookroom.")
    return StorageError("The disk on which Lookroom keeps its photos does not work as it should.",
                        "Check the disk, then try again.")


def reading_trouble(error: OSError) -> StorageError:
    """What reading the photo to be brought in complained about."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageError("The photo is not there any more.", "Check whether it was moved or its disk was removed.")
    if isinstance(error, IsADirectoryError):
        return StorageError("This is a folder, not a photo.", "Choose the photos inside it.")
    if error.errno in NOT_ALLOWED:
        return StorageError("The photo may not be read.", "Ask its owner for the right to read it.")
    return StorageError("The photo could not be read.", "Copy it to this computer's disk and try again.")


def database_trouble(error: BaseException | None) -> StorageError:
    """What the database complained about. Everything that a sound database never says counts as damage."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code == FULL:
        return StorageError("There is no room on the disk to write the list of your photos.",
                            "Free disk space and try again.")
    if code == READ_ONLY:
        return StorageError("The list of your photos is write-protected.",
                            "Allow writing to the folder in which Lookroom keeps its photos.")
    if code in (BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError("Another Lookroom is busy with the list of your photos.", "Try again in a moment.")
    if code in AWAY:
        return StorageError("The list of your photos cannot be reached.",
                            "Check that its disk is there, has room and may be written to.")
    return DamagedError()


@contextmanager
def in_words(when_damaged: Callable[[], None]) -> Iterator[None]:
    """Turns what the database complains about into StorageError; calls ``when_damaged`` before DamagedError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own come while its tuples are taken
        trouble = database_trouble(error.orig if isinstance(error, DBAPIError) else error)
        if isinstance(trouble, DamagedError):
            when_damaged()
        raise trouble from error
    except UnicodeDecodeError as error:  # the driver cannot say what it found: names in the schema are no text
        when_damaged()
        raise DamagedError from error
    except DamagedError:
        when_damaged()
        raise
