"""Bridge: the one way from a worker to the window: one queued signal, and a letter box behind it."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from desktop.jobs.job import Job, Outcome, Progress

LEAST_GAP = 34
"""Milliseconds between two deliveries of progress: at most 30 a second."""


class Bridge(QObject):
    """Lives on the window's thread, where all its signals arrive. ``post`` and ``tell`` may be called from any.

    ``job_changed(Job)``: it took a step. ``queue_changed()``: jobs were added, removed or put in another order.
    ``progressed(Progress)``: at most 30 a second, the newest of each job. ``made(Job, Outcome)``: the picture is there
    to look at, and is being kept. ``finished(Job, Outcome)``: it is kept, the job completed.
    """

    job_changed = Signal(object)
    progressed = Signal(object)
    made = Signal(object, object)
    finished = Signal(object, object)
    queue_changed = Signal()
    _mail = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._letters: deque[Callable[[], None]] = deque()
        self._woken = self._closed = False
        self._news: dict[UUID, Progress] = {}
        self._mail.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._gap = QTimer(self, singleShot=True, interval=LEAST_GAP)
        self._gap.timeout.connect(self._deliver_news)

    def post(self, letter: Callable[[], None]) -> None:
        """Have ``letter`` called on the window's thread, in order; nobody reads it once the bridge is closed."""
        with self._lock:
            if self._closed:
                return
            self._letters.append(letter)
            wake, self._woken = not self._woken, True
            if wake:  # queued, so nothing is called in here
                self._mail.emit()

    def close(self) -> None:
        """Take no letter any more: the window goes, and this object with it, while a worker may still be busy."""
        with self._lock:
            self._closed = True
            self._letters.clear()

    def changed(self, job: Job | None) -> None:
        """A job took a step; None: the order changed."""
        if job is None:
            self.post(self.queue_changed.emit)
            return
        if job.state.ended:
            with self._lock:
                self._news.pop(job.id, None)
        self.post(lambda: self.job_changed.emit(job))

    def tell(self, progress: Progress) -> None:
        """Pass progress on; what is overtaken by newer progress of its job is dropped."""
        with self._lock:
            waiting = progress.job in self._news
            self._news[progress.job] = progress
        if not waiting:
            self.post(self._news_came)

    def picture_made(self, job: Job, outcome: Outcome) -> None:
        """A run ended well; its result is not kept yet."""
        self.post(lambda: self.made.emit(job, outcome))

    def kept(self, job: Job, outcome: Outcome) -> None:
        """A result is kept."""
        self.post(lambda: self.finished.emit(job, outcome))

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            letters, self._letters = self._letters, deque()
            self._woken = False
        try:
            while letters:
                letters.popleft()()
        finally:  # a letter that raised does not take the others with it
            for letter in letters:
                self.post(letter)

    def _news_came(self) -> None:
        if not self._gap.isActive():
            self._deliver_news()

    def _deliver_news(self) -> None:
        with self._lock:
            news, self._news = self._news, {}
        if news:
            self._gap.start()
        for progress in news.values():
            self.progressed.emit(progress)
