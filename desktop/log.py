"""The log: what happened, with the job's id on each line; no photo content and no personal names.

Log ids, never names: ``log.info("imported %s", file.id)``. As a second net paths, file names and the home folder are
taken out of each line before it is written, also out of tracebacks.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from desktop.folders import OWNER_ONLY
from engine.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from desktop.folders import Folders

NAME = "lookroom.log"
MOST_BYTES, OLDER = 1_000_000, 3
FORM = "%(asctime)s %(levelname)s [%(job)s] %(name)s: %(message)s"
_job: ContextVar[str] = ContextVar("lookroom_job", default="-")

QUOTED = re.compile(r"""(["'])(?=[^"'\n]*[\\/.])[^"'\n]*\1""")
BARE = re.compile(r"(?:(?<![\w.])~?|\b[A-Za-z]:)(?:[\\/][^\s\\/\"'<>|:]+)+[\\/]?")
ENDING = r"\.(?:jpe?g|png|tiff?|webp|heic|heif|avif|dng|cr[23]|nef|arw|raf|orf|rw2|psd|psb|bmp|gif)\b"
FAR = re.compile(rf"(?<![\w.])(?:~|[A-Za-z]:)?[\\/][^\n]*?{ENDING}", re.IGNORECASE)
PHOTO = re.compile(rf"\S+{ENDING}", re.IGNORECASE)
CODE = re.compile(r"[\w<>.-]+\.pyc?\Z")


@contextmanager
def lines_of(job_id: UUID | None) -> Iterator[None]:
    """Lines written inside, by this thread, carry the job's id."""
    token = _job.set("-" if job_id is None else str(job_id))
    try:
        yield
    finally:
        _job.reset(token)


def start(folders: Folders, level: int = logging.INFO) -> logging.Handler:
    """Write the log of the whole program to ``lookroom.log``: at most 4 MB in all, UTF-8, for its owner only. Returns
    the handler for ``stop``. Raises StorageError."""
    try:
        folders.logs.mkdir(OWNER_ONLY, parents=True, exist_ok=True)
        handler = _File(folders.logs / NAME)
    except OSError as error:
        raise StorageError("The log cannot be written.", "Check that you may write to the data folder.") from error
    handler.setFormatter(Anonymous(FORM))
    handler.addFilter(_with_job)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # its usual steps say nothing about this program
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def stop(handler: logging.Handler) -> None:
    """Write no more."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class Anonymous(logging.Formatter):
    """A formatter whose lines hold no paths and no photos' names."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished text of a record."""
        nameless = copy(record)
        if isinstance(record.args, tuple):
            nameless.args = tuple("<path>" if isinstance(one, PurePath) else one for one in record.args)
        return anonymous(super().format(nameless))


def anonymous(text: str) -> str:
    """The text without paths, photos' names and the home folder. Of the program's own files the last part stays."""
    text = QUOTED.sub(lambda found: found[1] + _plain(found[0][1:-1]) + found[1], text)
    text = FAR.sub("<path>", text)
    text = BARE.sub(lambda found: _plain(found[0]), text)
    text = PHOTO.sub("<photo>", text)
    user = Path.home().name
    return re.sub(rf"\b{re.escape(user)}\b", "<user>", text) if len(user) > 2 else text


def _plain(path: str) -> str:
    last = PurePath(path.replace("\\", "/")).name
    return last if CODE.fullmatch(last) else "<path>"


def _with_job(record: logging.LogRecord) -> bool:
    record.job = _job.get()
    return True


class _File(RotatingFileHandler):
    """Rotates; a disk that is full or gone loses lines, never the work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8", errors="backslashreplace")
        with suppress(OSError):
            path.chmod(0o600)

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: there is no better place to tell it."""
