"""Small pictures for the gallery: read from the history's thumbnail files, what is on the screen first."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.state.thumbs import read_thumbnail, thumbnail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtGui import QImage

    from desktop.history.records import Session, Status
    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner

    Key = tuple[UUID, Status]

MOST = 400
"""Pictures kept, about 0.4 MB each at most; more where more are looked at."""
BATCH = 4
"""Pictures read at a time, in a millisecond or two each; the light lane's other thread is left to what else comes."""
WAITING = 80
"""Pictures that may wait; older wishes were scrolled past."""


class GalleryThumbs(QObject):
    """``image`` answers at once and may have nothing yet; ``ready`` (session id) tells when there is more to see."""

    ready = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._images: OrderedDict[Key, QImage | None] = OrderedDict()
        self._waiting: OrderedDict[Key, Session] = OrderedDict()
        self._busy: set[Key] = set()
        self._alone: set[Key] = set()
        self._held = False
        self._most = MOST
        self._begin = QTimer(self, singleShot=True, interval=0)  # not while the frame is drawn that asks
        self._begin.timeout.connect(self._next)

    def image(self, session: Session) -> QImage | None:
        """The picture, or None: it is on its way, or there is none."""
        key = (session.id, session.status)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if key not in self._busy and not self._held:
            self._waiting[key] = session
            self._waiting.move_to_end(key)
            while len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)
            self._begin.start()
        return None

    @property
    def idle(self) -> bool:
        """Whether none is being read or waits to be."""
        return not self._busy and not self._waiting

    def make_room(self, pictures: int) -> None:
        """So many are looked at: keep them all, or they would be read over and over."""
        self._most = max(MOST, pictures)

    def hold(self, held: bool) -> None:
        """Read nothing that is not here, and forget what waits: it flies by. Later, ask again."""
        self._held = held
        if held:
            self._waiting.clear()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        batch = [self._waiting.popitem()]
        while self._waiting and len(batch) < BATCH and all(self._quick(*entry) for entry in batch):
            batch.append(self._waiting.popitem())
        self._busy = {key for key, _ in batch}
        self._runner.aside(lambda: {key: self._read(session) for key, session in batch}, self._came,
                           partial(self._failed, batch))

    def _quick(self, key: Key, session: Session) -> bool:
        """Whether it may be read together with others."""
        return session.thumbnail is not None and key not in self._alone

    def _came(self, images: Mapping[Key, QImage | None]) -> None:
        self._busy = set()
        self._alone -= images.keys()
        self._images.update(images)
        while len(self._images) > self._most:
            self._images.popitem(last=False)
        for session_id, _ in images:
            self.ready.emit(session_id)
        self._next()

    def _failed(self, batch: Sequence[tuple[Key, Session]], _: Fault) -> None:
        """One of them cannot be read: which one shows when each is read alone."""
        if len(batch) == 1:
            self._came({batch[0][0]: None})
            return
        self._busy = set()
        self._alone.update(key for key, _ in batch)
        self._waiting.update(batch)
        self._next()

    def _read(self, session: Session) -> QImage | None:
        """The kept thumbnail, else one made of the result or of the photo. For the light lane."""
        kept = read_thumbnail(session.thumbnail) if session.thumbnail is not None else None
        if kept is not None:
            return kept
        path: Path | None = next((file.path for file in (*session.outputs, *session.inputs) if file.path.is_file()),
                                 None)
        return thumbnail(self._runner.engine.look(path)) if path is not None else None
