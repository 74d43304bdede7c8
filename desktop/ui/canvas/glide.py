"""Glide: the short movement to a size with a name, or the jump where less movement is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QVariantAnimation

from desktop.ui.canvas.types import Zoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.canvas.view import View

GLIDE_MS = 140


class Glide(QVariantAnimation):
    """Moves a view and calls ``moved`` after each step. ``reduced``: jump."""

    def __init__(self, view: View, moved: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.reduced = False
        self._view, self._moved = view, moved
        self._zoom, self._at = Zoom.FIT, QPointF()
        self.setDuration(GLIDE_MS)
        self.valueChanged.connect(self._step)
        self.finished.connect(self._end)

    def go(self, zoom: Zoom, at: QPointF, seen: bool) -> None:
        """Go to a size; the photo's place under ``at``, device px of the port, stays there."""
        self.stop()
        self._zoom, self._at = zoom, at
        if self.reduced or not seen:
            self._end()
            return
        self.setStartValue(self._view.scale)
        self.setEndValue(self._scale)
        self.start()

    @property
    def _scale(self) -> float:
        return {Zoom.FIT: self._view.fit_scale, Zoom.ONE: 1.0, Zoom.TWO: 2.0}[self._zoom]

    def _step(self, scale: float) -> None:
        self._view.zoom(scale, self._at.x(), self._at.y())
        self._moved()

    def _end(self) -> None:
        if self._zoom is Zoom.FIT:
            self._view.fit()
        else:
            self._view.zoom(self._scale, self._at.x(), self._at.y())
        self._moved()
