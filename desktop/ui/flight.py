"""Whether a view flies by: scrolled so quickly that nothing in it can be looked at."""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

SPAN_S = 0.12
"""Seconds over which the speed is taken."""
FAR = 0.5
"""Heights of the view that pass in this time when it flies: four a second and more."""
REST_MS = 70
"""Without a movement for so long it stands still."""


class Flight(QObject):
    """The view says ``moved``; ``changed`` (bool) tells when it begins to fly, and when it has come down.

    One leap, however far, is no flight: it takes a second one shortly after it. Belongs to the window's thread.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = perf_counter) -> None:
        super().__init__(parent)
        self._clock = clock
        self._moves: deque[tuple[float, float]] = deque()
        self.flying = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._land)

    @property
    def moving(self) -> bool:
        """Whether it was moved a moment ago, however slowly."""
        return self._rest.isActive()

    def moved(self, heights: float) -> None:
        """The view was moved by so many of its heights, up or down."""
        now = self._clock()
        self._moves.append((now, abs(heights)))
        while self._moves[0][0] < now - SPAN_S:
            self._moves.popleft()
        self._rest.start()
        quick = len(self._moves) > 1 and sum(far for _, far in self._moves) >= FAR
        if quick is not self.flying:
            self.flying = quick
            self.changed.emit(quick)

    def _land(self) -> None:
        self._moves.clear()
        if self.flying:
            self.flying = False
            self.changed.emit(False)
