"""A check box in the shape of a switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

if TYPE_CHECKING:
    from desktop.ui.theme import Theme

WIDTH, HEIGHT, ROOM = 32, 18, 3


class Switch(QCheckBox):
    """On or off; its label stands beside it, so it has no text of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """The switch with room for its focus ring."""
        return QSize(WIDTH + 2 * ROOM, HEIGHT + 2 * ROOM)

    def hitButton(self, position: QPoint) -> bool:
        """The whole widget is the button."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob in the theme's colours."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(ROOM, ROOM, WIDTH, HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent" if self.isChecked() else "groove"))
        if not self.isEnabled():
            painter.setOpacity(0.4)
        painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        size = HEIGHT - 6
        right = self.isChecked() != (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        left = track.right() - size - 3 if right else track.left() + 3
        painter.setBrush(tokens.colour("on_accent" if self.isChecked() else "knob"))
        painter.drawEllipse(QRectF(left, track.top() + 3, size, size))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.colour("accent"), 1))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), HEIGHT / 2 + 2, HEIGHT / 2 + 2)
