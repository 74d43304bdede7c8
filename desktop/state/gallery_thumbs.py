"""Small pictures for the gallery: read from the history's thumbnail files, what is on the screen first."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.state.thumbs import read_thumbnail, thumbnail

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtGui import QImage

    from desktop.history.records import Session, Status
    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner

    Key = tuple[UUID, Status]

MOST = 400
"""Pictures kept, about 0.4 MB each at most; more where more are looked at."""
AT_ONCE = 1
"""Pictures being read: they take a millisecond or two each, and leave a thread of the light lane to what else comes."""
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
        while self._waiting and len(self._busy) < AT_ONCE:
            key, session = self._waiting.popitem()
            self._busy.add(key)
            self._runner.aside(partial(self._read, session), partial(self._came, key), partial(self._failed, key))

    def _came(self, key: Key, image: QImage | None) -> None:
        self._busy.discard(key)
        self._images[key] = image
        while len(self._images) > self._most:
            self._images.popitem(last=False)
        self.ready.emit(key[0])
        self._next()

    def _failed(self, key: Key, _: Fault) -> None:
        self._came(key, None)

    def _read(self, session: Session) -> QImage | None:
        """The kept thumbnail, else one made of the result or of the photo. For the light lane."""
        kept = read_thumbnail(session.thumbnail) if session.thumbnail is not None else None
        if kept is not None:
            return kept
        path: Path | None = next((file.path for file in (*session.outputs, *session.inputs) if file.path.is_file()),
                                 None)
        return thumbnail(self._runner.engine.look(path)) if path is not None else None
