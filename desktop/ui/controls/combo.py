"""A combo box with the theme's own chevron."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.speaking import retold

if TYPE_CHECKING:
    from desktop.ui.speaking import Text
    from desktop.ui.theme import Theme


class Combo(QComboBox):
    """A list of choices; the wheel is left to the panel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def add(self, text: Text, value: object) -> None:
        """A choice at the end; its place stays, so that it can be said in another language."""
        row = self.count()
        self.addItem("", value)
        if isinstance(text, str):
            self.setItemText(row, text)
        else:
            retold(self, lambda: self.setItemText(row, text()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not turn what lies under the mouse."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The styled box with its chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = 8 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - 24
        colour = self._theme.tokens.colours["quiet" if self.isEnabled() else "disabled"]
        draw_icon(painter, QRect(left, (self.height() - 16) // 2, 16, 16), "chevron-down", colour)
