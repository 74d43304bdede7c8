"""Marks: frames around what was found in the photo, drawn over the canvas and chosen with a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.ui.canvas.handles import draw_pill
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from desktop.ui.canvas.canvas import Canvas
    from engine.findings import Found

STILL = 4
"""Logical px that a click may tremble by."""
LEAST = 14.0
"""Logical px of the side of the smallest frame: what is smaller on the screen gets a frame around it."""
DOT = 2.5
NUMBERED = 26.0
"""Logical px of the narrowest frame that shows its number without being chosen."""


class Marks(QWidget):
    """A child of the canvas, as large as it, that takes no events itself. ``chosen(int)``: the place was clicked, the
    one with the smallest frame where several lie under the pointer."""

    chosen = Signal(int)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._found: tuple[Found, ...] = ()
        self._words: tuple[str, ...] = ()
        self._current = -1
        self._pressed: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        says(self.setAccessibleName, lambda: self.tr("Places found in the photo"))
        canvas.installEventFilter(self)
        canvas.zoom_changed.connect(lambda _: self.update())
        self.hide()

    def name(self, words: Sequence[str]) -> None:
        """What the pointer is told at each place."""
        self._words = tuple(words)

    def show_found(self, found: Sequence[Found]) -> None:
        """Frames around these; none: nothing is drawn."""
        self._found, self._current = tuple(found), -1
        self.setGeometry(self._canvas.rect())
        self.setVisible(any(one.box is not None or one.points for one in found))
        self.update()

    def choose(self, number: int) -> None:
        """Light one up, and bring it into sight; -1: none."""
        self._current = number
        frame = self.frame(number)
        if frame is not None and not QRectF(self.rect()).adjusted(8, 8, -8, -8).contains(frame.center()):
            away = QRectF(self.rect()).center() - frame.center()
            self._canvas.pan_by(away.x(), away.y())
        self.update()

    def frame(self, number: int) -> QRectF | None:
        """Where the frame of a place is on the canvas, logical px; None of what has no place."""
        if not 0 <= number < len(self._found):
            return None
        one = self._found[number]
        corners = [(one.box[0], one.box[1]), (one.box[0] + one.box[2], one.box[1] + one.box[3])] if one.box else [
            *one.points]
        if not corners:
            return None
        places = [self._canvas.place_of(x, y) for x, y in corners]
        across, down = [place.x() for place in places], [place.y() for place in places]
        frame = QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))
        grow = max(0.0, LEAST - frame.width()) / 2, max(0.0, LEAST - frame.height()) / 2
        return frame.adjusted(-grow[0], -grow[1], grow[0], grow[1])

    def at(self, point: QPointF) -> int:
        """The place under a point of the canvas, -1 where there is none."""
        under = [(frame.width() * frame.height(), number) for number in range(len(self._found))
                 if (frame := self.frame(number)) is not None and frame.contains(point)]
        return min(under)[1] if under else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frames; the chosen one last, and none while handles are moved by hand."""
        if self._canvas.handles():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        order = sorted(range(len(self._found)), key=lambda number: number == self._current)
        for number in order:
            frame = self.frame(number)
            if frame is not None and frame.intersects(QRectF(event.rect())):
                self._draw(painter, number, frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the canvas's size, and see clicks and rests of the pointer; nothing is taken from the canvas."""
        kind = event.type()
        if kind is QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        elif not self.isVisible():
            return False
        elif isinstance(event, QHelpEvent) and kind is QEvent.Type.ToolTip:
            number = self.at(QPointF(event.pos()))
            words = self._words[number] if 0 <= number < len(self._words) else ""
            QToolTip.showText(event.globalPos(), words, self._canvas)
            return number >= 0
        elif isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            self._clicked(kind, event.position())
        return False

    def _clicked(self, kind: QEvent.Type, at: QPointF) -> None:
        if kind is QEvent.Type.MouseButtonPress:
            self._pressed = at
        elif kind is QEvent.Type.MouseButtonRelease and self._pressed is not None:
            by, self._pressed = at - self._pressed, None
            number = self.at(at)
            if by.manhattanLength() <= STILL and number >= 0:
                self.chosen.emit(number)

    def _draw(self, painter: QPainter, number: int, frame: QRectF) -> None:
        one, current = self._found[number], number == self._current
        line = self.palette().highlight().color() if current else QColor(255, 255, 255)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((QColor(0, 0, 0, 150), 5.0 if current else 4.0), (line, 3.0 if current else 2.0)):
            painter.setPen(QPen(colour, wide))
            if one.box is not None:
                painter.drawRoundedRect(frame, 3, 3)
            for x, y in one.points:
                painter.drawEllipse(self._canvas.place_of(x, y), DOT, DOT)
        if current or frame.width() >= NUMBERED:
            words = str(number + 1)
            size = painter.fontMetrics().boundingRect(words).adjusted(-6, -2, 6, 2).size()
            draw_pill(painter, QRectF(frame.topLeft() + QPointF(4, 4), size.toSizeF()), words)
