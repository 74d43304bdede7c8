"""Which photos in a watched folder are new and whole, and which were done already. Free of Qt."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from engine.codecs.files import PREFIX, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".avif", ".heic", ".heif", ".bmp",
                      ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"))
MOST_REMEMBERED = 50_000
STILL_LOOKS = 2
"""A file counts as whole when it looked the same this many times in a row, a second apart."""


class Memory:
    """What was done, kept as a file of digests: no photo's name or place can be read from it.

    A folder that is watched for the first time counts as done as far as it is filled. Not thread-safe.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: OrderedDict[str, None] = OrderedDict()
        self._folders: set[str] = set()
        self._read()

    def knows(self, folder: Path) -> bool:
        """Whether the folder was watched before."""
        return _digest(str(folder.absolute())) in self._folders

    def begin(self, folder: Path, there: Iterable[Path]) -> None:
        """Watch a folder from now on: ``there`` lies in it already and is left alone. Raises StorageError."""
        self._folders.add(_digest(str(folder.absolute())))
        for path in there:
            mark = look(path)
            if mark is not None:
                self._done[_digest(mark)] = None
        self._write()

    def forget(self, folder: Path) -> None:
        """A folder is watched no more: what lies in it the next time is old. Raises StorageError."""
        self._folders.discard(_digest(str(folder.absolute())))
        self._write()

    def done(self, mark: str) -> bool:
        """Whether a file that looks like this was done."""
        return _digest(mark) in self._done

    def remember(self, mark: str) -> None:
        """It is done. Raises StorageError."""
        self._done[_digest(mark)] = None
        while len(self._done) > MOST_REMEMBERED:
            self._done.popitem(last=False)
        self._write()

    def _read(self) -> None:
        try:
            said = json.loads(self._path.read_bytes())
            self._folders = {str(word) for word in said["folders"]}
            self._done = OrderedDict((str(word), None) for word in said["done"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._folders, self._done = set(), OrderedDict()  # every folder counts as new: nothing is done twice

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._path, json.dumps({"folders": sorted(self._folders), "done": list(self._done)}).encode())


class Arrivals:
    """Looks into one folder again and again."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        self.folder, self._memory = folder, memory
        self._seen: dict[Path, tuple[str, int]] = {}

    def scan(self) -> list[Path]:
        """New photos that are whole, oldest first; each is named once. Raises StorageError where the memory cannot be
        kept."""
        whole, seen = [], {}
        for path in photos_in(self.folder):
            mark = look(path)
            if mark is None or self._memory.done(mark):
                continue
            before, times = self._seen.get(path, ("", 0))
            times = times + 1 if before == mark else 1
            seen[path] = (mark, times)
            if times >= STILL_LOOKS and readable(path):
                whole.append(path)
        self._seen = {path: state for path, state in seen.items() if path not in whole}
        for path in whole:
            self._memory.remember(seen[path][0])
        return whole

    @property
    def waiting(self) -> bool:
        """Whether there are files that may still grow."""
        return bool(self._seen)


def photos_in(folder: Path) -> list[Path]:
    """The photos in a folder, oldest first; none where it is not there. Hidden and temporary files are left out."""
    try:
        found = [path for path in folder.iterdir()
                 if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", PREFIX, "~"))]
        return sorted(found, key=lambda path: (path.stat().st_mtime, path.name))
    except OSError:  # gone, or a file went while it was looked at: the next look will tell
        return []


def look(path: Path) -> str | None:
    """What changes when a file changes: its place, size and time; None for one that is empty, gone or no file."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return f"{path.absolute()}|{facts.st_size}|{facts.st_mtime_ns}" if facts.st_size and path.is_file() else None


def readable(path: Path) -> bool:
    """Whether nobody writes it now, as far as the system tells: on Windows a file being copied cannot be opened."""
    try:
        with path.open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
