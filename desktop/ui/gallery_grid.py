"""The gallery's grid: equal cells in rows, laid out by arithmetic, so that any number of pictures opens at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.flight import Flight
from desktop.ui.gallery_cell import FOOT
from desktop.ui.gallery_lines import Entry, Layout, Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desktop.ui.gallery_cell import Cell
    from desktop.ui.gallery_lines import Look

Index = QModelIndex | QPersistentModelIndex
GAP = 8
MARGIN = 16
REST_MS, MOVING_MS = 2, 15
"""Until a frame follows that draws what came, or what the last one had no time for: at rest, and while others follow
anyway."""
AHEAD = 2
"""Lines of cells above and below that are read before they come into sight."""
LINE = 40
"""Pixels of one step of the scroll bar."""


class Grid(QAbstractItemView):
    """Columns as many as fit ``cell`` pixels each; they share what is left over. The delegate draws a cell.
    ``rested``: all that is in sight is drawn as it is. ``reach`` (int): how many cells are looked at, at most."""

    rested = Signal()
    reach = Signal(int)

    def __init__(self, cell: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self._delegate: Cell | None = None
        self._lines: Lines | None = None
        self._chosen: list[tuple[int, int]] = []
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._draw_stale)
        self._stale: set[int] | None = set()
        self.flight = Flight(self)
        self.flight.changed.connect(lambda _: self.viewport().update())
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

    def visible_rows(self) -> range:
        """The rows of the model that are in sight."""
        return self._rows_in(self.verticalOffset(), self.verticalOffset() + self.viewport().height())

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

    def _rows_in(self, top: int, bottom: int) -> range:
        """The rows of the model between two heights of the whole grid."""
        first = max(0, (top - MARGIN) // self.row_height) * self.columns
        last = (max(0, (bottom - MARGIN) // self.row_height) + 1) * self.columns
        return range(first, min(last, self._count()))

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
        self.reach.emit((self.viewport().height() // self.row_height + 2 + 2 * AHEAD) * self.columns)
        height = lines * self.row_height + 2 * MARGIN - GAP if lines else 0
        bar.setSingleStep(LINE)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))
        super().updateGeometries()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Something came: draw it with the next frame, together with what else comes until then."""
        if QAccessible.isActive():
            super().dataChanged(first, last, roles)
        seen = self.visible_rows()
        self.draw_soon(range(max(first.row(), seen.start), min(last.row() + 1, seen.stop)))

    def draw_soon(self, rows: Iterable[int] | None = None) -> None:
        """Draw what came for some rows, or all that is in sight."""
        if rows is None or self._stale is None:
            self._stale = None
        else:
            self._stale.update(rows)
        if not self._rest.isActive():
            self._rest.start(MOVING_MS if self.flight.moving else REST_MS)

    def _draw_stale(self) -> None:
        stale, self._stale = self._stale, set()
        if stale is None:
            self.viewport().update()
            return
        for row in stale & set(self.visible_rows()):
            self.viewport().update(self.visualRect(self.model().index(row, 0)))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn already."""
        self.flight.moved(dy / max(1, self.viewport().height()))
        self.viewport().scroll(dx, dy)

    # Painting

    def show_cells(self, delegate: Cell) -> None:
        """What draws the cells."""
        self.setItemDelegate(delegate)
        self._delegate, self._lines = delegate, Lines(delegate)

    def reset(self) -> None:
        """Other rows: nothing is chosen."""
        super().reset()
        self._chosen = []

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Remember what is chosen in ranges that a frame looks through quickly."""
        super().selectionChanged(selected, deselected)
        parts = self.selectionModel().selection()
        self._chosen = [(part.top(), part.bottom()) for part in (parts.at(at) for at in range(parts.count()))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that are in sight; what does not fit into a frame's time follows."""
        if self._lines is None:
            return
        painter, top, area, wanted = QPainter(self.viewport()), self.verticalOffset(), event.rect(), event.region()
        first, last = ((edge + top - MARGIN) // self.row_height for edge in (area.top(), area.bottom()))
        self._lines.begin(self._layout(), 3 * (self.viewport().height() // self.row_height + 2),
                          moving=self.flight.moving)
        look = self._looks(top)
        for line in range(max(0, first), last + 1):
            rows = range(line * self.columns, min((line + 1) * self.columns, self._count()))
            place = QRect(0, MARGIN + line * self.row_height - top, self.viewport().width(), self.row_height)
            if rows and wanted.intersects(place):
                picture = self._lines.picture(line, [Entry(row, look(row)) for row in rows])
                painter.drawPixmap(place.topLeft(), picture)
        painter.end()
        if self._lines.late:
            self.draw_soon()
        elif not self._rest.isActive():
            self._look_ahead(top)
            self.rested.emit()

    def _look_ahead(self, top: int) -> None:
        """Have read what comes into sight next, so that it is here when one reads along; once what is in sight is."""
        assert self._delegate is not None
        seen = self._rows_in(top, top + self.viewport().height())
        if self.flight.flying or not self._delegate.here(seen):
            return
        around = AHEAD * self.columns
        for rows in (range(max(0, seen.start - around), seen.start),
                     range(seen.stop, min(seen.stop + around, self._count()))):
            for row in rows:
                self._delegate.face(row, (False, False, False))

    def _layout(self) -> Layout:
        cells = [self._place(column) for column in range(self.columns)]
        for cell in cells:
            cell.moveTop(0)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                cell.moveLeft(self.viewport().width() - cell.right() - 1)
        assert self._delegate is not None
        return Layout(self.viewport().width(), tuple(cells), self.devicePixelRatioF(), self.font(),
                      self._delegate.style, self.layoutDirection())

    def _looks(self, top: int) -> Callable[[int], Look]:
        """Tells the look of a row in sight."""
        seen = self._rows_in(top, top + self.viewport().height())
        chosen = {row for low, high in self._chosen for row in range(max(low, seen.start), min(high + 1, seen.stop))}
        focus = self.currentIndex().row() if self.hasFocus() else -1
        over = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row()
        return lambda row: (row in chosen, row == over, row == focus)

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
