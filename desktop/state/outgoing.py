"""Pictures on their way to other programs: files with good names that live only as long as somebody may read them."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.state.items import Item

SECONDS = 50
"""A drop is read at once; after this a file is gone at the next sweep, so that nothing outlives its photo."""


class Outgoing:
    """A folder of copies of stored pictures. ``clock`` gives seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._clock = folder, clock
        self._made: dict[Path, float] = {}

    def files(self, items: Sequence[Item]) -> list[Path]:
        """A file for each picture that is there, named as the person knows it. Raises StorageError."""
        return [self._file(item) for item in items if item.path.is_file()]

    def sweep(self) -> None:
        """Take away what nobody reads any more, also what an earlier window left."""
        now = self._clock()
        fresh = {path for path, made in self._made.items() if now - made < SECONDS}
        for path in self._folder.glob("*/*") if self._folder.is_dir() else ():
            if path not in fresh:
                path.unlink(missing_ok=True)
                path.parent.rmdir()
        self._made = {path: made for path, made in self._made.items() if path in fresh}

    def clear(self) -> None:
        """Take everything away."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._made.clear()

    def _file(self, item: Item) -> Path:
        path = self._folder / item.id.hex / file_name(item)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(item.path, path)  # no link: a program that saves in place would change our photo
        except OSError as error:
            from engine.codecs.files import storage_error

            raise storage_error(error, path) from error
        self._made[path] = self._clock()
        return path


def file_name(item: Item) -> str:
    """The name that a picture gets outside: the photo's own, with the tool for a result."""
    stem = Path(item.name).stem if item.kind == "photo" else item.name
    return f"{stem}_{item.tool}{item.path.suffix}" if item.tool else f"{stem}{item.path.suffix}"
