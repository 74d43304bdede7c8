"""The gallery's grid: equal cells in rows, laid out by arithmetic, so that any number of pictures opens at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

Index = QModelIndex | QPersistentModelIndex
GAP = 8
MARGIN = 16
FOOT = 46
"""Height of the words below a picture."""
LINE = 40
"""Pixels of one step of the scroll bar."""


class Grid(QAbstractItemView):
    """Columns as many as fit ``cell`` pixels each; they share what is left over. The delegate draws a cell."""

    def __init__(self, cell: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self._measure()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_cell(self, cell: int) -> None:
        """Show larger or smaller pictures, keeping the current one, or the first on the screen, in sight."""
        current = self.currentIndex()
        seen = current if current.isValid() and self.visualRect(current).intersects(self.viewport().rect()) else (
            self.indexAt(QPoint(MARGIN + GAP, MARGIN + GAP)))
        self._cell = cell
        self.updateGeometries()
        if seen.isValid():
            self.scrollTo(seen)
        self.viewport().update()

    # Arithmetic

    @property
    def columns(self) -> int:
        """Cells side by side."""
        return self._columns

    @property
    def cell_width(self) -> int:
        """Width of a cell."""
        return self._width

    @property
    def row_height(self) -> int:
        """Height of a row with its gap."""
        return self._width + FOOT + GAP

    def visible_rows(self) -> Iterator[int]:
        """The rows of the model that are in sight."""
        yield from self._rows_in(self.verticalOffset(), self.verticalOffset() + self.viewport().height())

    def _measure(self) -> None:
        room = self.viewport().width() - 2 * MARGIN
        self._columns = max(1, (room + GAP) // (self._cell + GAP))
        self._width = max(1, (room - (self._columns - 1) * GAP) // self._columns)

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _place(self, row: int) -> QRect:
        """Where a cell is in the whole grid, written left to right."""
        line, column = divmod(row, self.columns)
        return QRect(MARGIN + column * (self.cell_width + GAP), MARGIN + line * self.row_height, self.cell_width,
                     self.cell_width + FOOT)

    def _rows_in(self, top: int, bottom: int) -> Iterator[int]:
        """The rows of the model between two heights of the whole grid."""
        first = max(0, (top - MARGIN) // self.row_height) * self.columns
        last = (max(0, (bottom - MARGIN) // self.row_height) + 1) * self.columns
        yield from range(first, min(last, self._count()))

    # What QAbstractItemView asks of its views

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is in the viewport."""
        if not index.isValid():
            return QRect()
        place = self._place(index.row()).translated(0, -self.verticalOffset())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.viewport().width() - place.right() - 1)
        return place

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The cell under a point."""
        for row in self._rows_in(point.y() + self.verticalOffset(), point.y() + self.verticalOffset()):
            index = self.model().index(row, 0)
            if self.visualRect(index).contains(point):
                return index
        return QModelIndex()

    def scrollTo(self, index: Index,
                 hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell into sight."""
        rect, bar, height = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if not index.isValid():
            return
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < GAP or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + rect.top() - GAP)
        elif rect.bottom() > height - GAP:
            bar.setValue(bar.value() + rect.bottom() - height + GAP)

    def horizontalOffset(self) -> int:
        """The grid is never wider than its view."""
        return 0

    def verticalOffset(self) -> int:
        """How far the grid is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """None is hidden."""
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrow keys go cell by cell and line by line."""
        count, current = self._count(), self.currentIndex()
        if not count:
            return QModelIndex()
        if not current.isValid():
            return self.model().index(0, 0)
        moves = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // self.row_height) * self.columns
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {moves.MoveLeft: -ahead, moves.MoveRight: ahead, moves.MovePrevious: -1, moves.MoveNext: 1,
                 moves.MoveUp: -self.columns, moves.MoveDown: self.columns, moves.MovePageUp: -page,
                 moves.MovePageDown: page, moves.MoveHome: -count, moves.MoveEnd: count}
        row = current.row() + steps.get(action, 0)
        if action in (moves.MoveUp, moves.MoveDown) and not 0 <= row < count:
            return current
        return self.model().index(min(max(row, 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select all from one cell to another; a rectangle drawn with the mouse selects what it touches."""
        start, end, area = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight()), rect.normalized()
        if start.isValid() and end.isValid() and self.state() is not QAbstractItemView.State.DragSelectingState:
            touched = list(range(min(start.row(), end.row()), max(start.row(), end.row()) + 1))
        else:
            touched = [row for row in self._rows_in(area.top() + self.verticalOffset(),
                                                    area.bottom() + self.verticalOffset())
                       if self.visualRect(self.model().index(row, 0)).intersects(area)]
        selection = QItemSelection()
        for first, last in _runs(touched):
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to paint anew when the selection changes: all of the viewport, which costs less than finding out."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """Set the scroll bar to the height of the whole grid."""
        self._measure()
        bar, lines = self.verticalScrollBar(), -(-self._count() // self.columns)
        height = lines * self.row_height + 2 * MARGIN - GAP if lines else 0
        bar.setSingleStep(LINE)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))
        super().updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn already."""
        self.viewport().scroll(dx, dy)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that are in sight."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)
        current, chosen, area = self.currentIndex(), self.selectionModel(), event.rect()
        mouse = self.viewport().mapFromGlobal(self.cursor().pos())
        for row in self._rows_in(area.top() + self.verticalOffset(), area.bottom() + self.verticalOffset()):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            if not option.rect.intersects(area):
                continue
            option.state = plain
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            if option.rect.contains(mouse):
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self.updateGeometries()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; a wheel with notches moves a third of a row each."""
        if event.hasPixelDelta():
            super().wheelEvent(event)
            return
        self.verticalScrollBar().setValue(
            self.verticalScrollBar().value() - event.angleDelta().y() * self.row_height // 360)
        event.accept()


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of neighbouring numbers."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
