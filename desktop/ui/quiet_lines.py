"""Rows of a list whose first line is a name and whose other lines, quieter and below the name, tell more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

BESIDE, ABOVE = 10, 5
"""Logical px around the words of a row."""
WRAPPED = int(Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex


class QuietLines(QStyledItemDelegate):
    """Paints the rows of one list; a row's text is "number  name", and behind a line's end what else there is."""

    def __init__(self, rows: QListView) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        self.initStyleOption(option, index)
        (name, name_room), (more, more_room) = self._placed(option, index)
        option.text = ""
        self._rows.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._rows)
        palette = option.palette
        group = palette.ColorGroup.Normal if self._rows.isEnabled() else palette.ColorGroup.Disabled
        painter.save()
        painter.setFont(option.font)
        for words, room, role in ((name, name_room, palette.ColorRole.Text),
                                  (more, more_room, palette.ColorRole.PlaceholderText)):
            painter.setPen(palette.color(group, role))
            painter.drawText(room, WRAPPED, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words."""
        self.initStyleOption(option, index)
        option.rect = QRect(0, 0, self._rows.viewport().width(), 1)
        _, (_, below) = self._placed(option, index)
        return QSize(option.rect.width(), below.bottom() + 1 + ABOVE)

    @staticmethod
    def _placed(option: QStyleOptionViewItem, index: Index) -> tuple[tuple[str, QRect], tuple[str, QRect]]:
        """The first line and the others, each with its room in the row."""
        name, _, more = str(index.data()).partition("\n")
        metrics = option.fontMetrics
        room = option.rect.adjusted(BESIDE, ABOVE, -BESIDE, 0)
        room.setHeight(metrics.boundingRect(room, WRAPPED, name).height())
        indent = metrics.horizontalAdvance(f"{name.partition('  ')[0]}  ")
        below = room.adjusted(indent if option.direction is Qt.LayoutDirection.LeftToRight else 0, 0,
                              0 if option.direction is Qt.LayoutDirection.LeftToRight else -indent, 0)
        below.moveTop(room.top() + room.height())
        below.setHeight(metrics.boundingRect(below, WRAPPED, more).height() if more else 0)
        return (name, room), (more, below)
