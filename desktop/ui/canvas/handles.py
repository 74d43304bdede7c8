"""Handles: places on the photo that are dragged with the mouse or stepped with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.canvas.types import Handle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from desktop.ui.canvas.canvas import Canvas

SIZE = 24
"""Logical pixels of the side of what takes the mouse."""
RADIUS = 6.0
FAR = 10
"""Steps of an arrow key with Shift."""
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Dot(QWidget):
    """One handle, a child of the canvas. Left and right are those of the photo in every language.

    ``pulled(dx, dy)`` in logical px while it is dragged; ``stepped(dx, dy)`` in steps; ``dropped()``; ``noticed()``
    when its label should appear or go; ``left()``: the keyboard should go back to the photo.
    """

    pulled = Signal(float, float)
    stepped = Signal(int, int)
    dropped = Signal()
    noticed = Signal()
    left = Signal()

    def __init__(self, handle: Handle, parent: QWidget) -> None:
        super().__init__(parent)
        self.handle = handle
        self.setFixedSize(SIZE, SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(handle.label)
        self.setToolTip(handle.label)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._from: QPointF | None = None
        self._moved = False

    @property
    def talks(self) -> bool:
        """Whether its label should be seen."""
        return self.hasFocus() or self.underMouse()

    def place(self, at: QPointF) -> None:
        """Put its middle there, in logical px of the canvas."""
        self.move(round(at.x() - SIZE / 2), round(at.y() - SIZE / 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring that is seen on light and on dark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(SIZE / 2, SIZE / 2)
        radius = RADIUS + (1.5 if self.talks else 0)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4))
        painter.drawEllipse(middle, radius, radius)
        painter.setBrush(self.palette().highlight() if self.hasFocus() else QColor(255, 255, 255, 60))
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawEllipse(middle, radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._from, self._moved = event.globalPosition(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it."""
        if self._from is None:
            return
        by = event.globalPosition() - self._from
        self._from, self._moved = event.globalPosition(), True
        self.pulled.emit(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._from is not None and self._moved:
            self.dropped.emit()
        self._from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step it, with Shift ten times as far; Escape goes back to the photo."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.stepped.emit(step[0] * far, step[1] * far)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The last step was made."""
        if Qt.Key(event.key()) in ARROWS and not event.isAutoRepeat():
            self.dropped.emit()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Its label appears."""
        self.noticed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Its label goes."""
        self.noticed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its label appears."""
        super().focusInEvent(event)
        self.noticed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Its label goes."""
        super().focusOutEvent(event)
        self.noticed.emit()


class Handles:
    """The handles of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.dots: list[Dot] = []

    def set(self, handles: Sequence[Handle]) -> None:
        """Other handles; those with the ids of before are only moved."""
        if [handle.id for handle in handles] != [dot.handle.id for dot in self.dots]:
            for dot in self.dots:
                dot.hide()
                dot.deleteLater()
            self.dots = [self._dot(handle) for handle in handles]
        for dot, handle in zip(self.dots, handles, strict=True):
            dot.handle = handle

    def place(self, shown: bool) -> None:
        """Put them where their places are seen."""
        for dot in self.dots:
            dot.place(self._canvas.place_of(dot.handle.x, dot.handle.y))
            dot.setVisible(shown)

    def draw_labels(self, painter: QPainter) -> None:
        """The words of those that have the pointer or the keyboard."""
        for dot in self.dots:
            if dot.isVisible() and dot.talks:
                draw_label(painter, dot, QRectF(self._canvas.rect()))

    def _dot(self, handle: Handle) -> Dot:
        dot, canvas = Dot(handle, self._canvas), self._canvas
        dot.pulled.connect(lambda dx, dy: self._move(dot, dx * self._pixel, dy * self._pixel))
        dot.stepped.connect(lambda dx, dy: self._move(dot, dx * self._step, dy * self._step))
        dot.dropped.connect(lambda: canvas.handle_dropped.emit(dot.handle.id, dot.handle.x, dot.handle.y))
        dot.noticed.connect(canvas.update)
        dot.left.connect(canvas.setFocus)
        return dot

    @property
    def _pixel(self) -> float:
        """Photo px per logical px."""
        return self._canvas.devicePixelRatioF() / self._canvas.scale

    @property
    def _step(self) -> float:
        """Photo px of one step: a pixel of the photo, or of the screen where that is more."""
        return max(1.0, 1 / self._canvas.scale)

    def _move(self, dot: Dot, dx: float, dy: float) -> None:
        old = dot.handle
        width, height = self._canvas.photo_size
        x, y = min(max(0.0, old.x + dx), width - 1.0), min(max(0.0, old.y + dy), height - 1.0)
        dot.handle = Handle(old.id, x, y, old.label)
        self.place(True)
        self._canvas.update()
        self._canvas.handle_moved.emit(old.id, x, y)


def draw_label(painter: QPainter, dot: Dot, bounds: QRectF) -> None:
    """The handle's words beside it, within ``bounds``."""
    words = painter.fontMetrics().boundingRect(dot.handle.label).adjusted(-8, -4, 8, 4)
    box = QRectF(0, 0, words.width(), words.height())
    box.moveCenter(QPointF(dot.geometry().center()) + QPointF(0, -SIZE / 2 - box.height() / 2 - 2))
    box.moveLeft(min(max(box.left(), bounds.left() + 4), bounds.right() - box.width() - 4))
    if box.top() < bounds.top() + 4:
        box.moveTop(dot.geometry().bottom() + 4)
    draw_pill(painter, box, dot.handle.label)


def draw_pill(painter: QPainter, box: QRectF, words: str) -> None:
    """White words on a dark rounded ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 16, 18, 205))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
