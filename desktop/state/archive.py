"""The history, opened when it is first needed: the window is on the screen before the database is."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from desktop.calm import calm

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from desktop.history.records import Notice, Session
    from desktop.history.store import History


class Archive:
    """Holds one History. ``history`` may be called from any thread but the window's: opening takes its time."""

    def __init__(self, opener: Callable[[], tuple[History, tuple[Notice, ...]]]) -> None:
        self._opener = opener
        self._lock, self._thumbnails = Lock(), Lock()
        self._history: History | None = None
        self._notices: tuple[Notice, ...] = ()

    def history(self) -> History:
        """The history. Raises StorageError where its folder cannot be used."""
        with self._lock:
            if self._history is None:
                with calm():  # the database's libraries are loaded
                    self._history, self._notices = self._opener()
            return self._history

    def opened(self) -> tuple[tuple[Notice, ...], list[Session]]:
        """Open; what opening had to tell, and the jobs that an earlier window left undone."""
        unfinished = self.history().unfinished()
        return self._notices, unfinished

    def set_thumbnail(self, item_id: UUID, data: bytes) -> None:
        """Keep the thumbnail of a photo, if the photo is still there."""
        from desktop.history.trouble import GoneError

        history = self.history()
        with self._thumbnails, suppress(GoneError):  # one at a time: two of one photo would share a temporary file
            history.set_thumbnail(item_id, data)

    def sweep(self) -> int:
        """Delete what has expired; how many items went."""
        return self.history().sweep()

    def close(self) -> None:
        """Sweep a last time and close; does nothing when the history was never opened. For the window's thread."""
        with self._lock:
            history, self._history = self._history, None
        if history is not None:
            history.sweep()
            history.close()
