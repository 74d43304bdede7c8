"""The film strip at the bottom: thumbnails to look at, to drag into a slot, and to drag out as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.state.strip import ITEM
from desktop.ui.controls.segmented import Segmented
from desktop.ui.icons import draw_icon
from desktop.ui.parts import label
from desktop.ui.pictures import draw_filled
from desktop.ui.speaking import retold, says
from desktop.ui.tools import icon_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desktop.state.items import Item
    from desktop.state.strip import Strip
    from desktop.state.thumbs import Thumbs
    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

CELL = QSize(84, 104)
PICTURE = QRect(4, 4, 76, 76)


class _Cell(QStyledItemDelegate):
    """One picture: thumbnail, name, and marks for results and kept ones."""

    def __init__(self, icons: Icons, thumbs: Thumbs, tools: Mapping[str, Tool], parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._thumbs, self._tools = icons, thumbs, tools
        self.shown: UUID | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are of one size."""
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the cell."""
        item: Item = index.data(ITEM)
        tokens = self._icons.theme.tokens
        rect, state = option.rect, option.state
        box = PICTURE.translated(rect.topLeft())
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box), 3, 3)
        painter.fillPath(shape, tokens.colour("field"))
        image = self._thumbs.image(item)
        painter.setClipPath(shape)
        if image is not None:
            draw_filled(painter, box, image, 0.3)
        painter.setClipping(False)
        self._outline(painter, box, item, state)
        if item.kind == "result":
            self._mark(painter, QPoint(box.right() - 19, box.bottom() - 19), "keep" if item.kept else self._badge(item))
        painter.setPen(tokens.colour("text" if item.id == self.shown else "quiet"))
        font = painter.font()
        font.setPixelSize(tokens.type["small"])
        painter.setFont(font)
        room = QRect(rect.left() + 3, box.bottom() + 4, rect.width() - 6, 16)
        text = painter.fontMetrics().elidedText(item.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _outline(self, painter: QPainter, box: QRect, item: Item, state: QStyle.StateFlag) -> None:
        tokens = self._icons.theme.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if item.id == self.shown:
            painter.setPen(QPen(tokens.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), 4, 4)
        elif state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(tokens.colour("quiet"), 1))
            painter.drawRoundedRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)

    def _badge(self, item: Item) -> str:
        return icon_of(self._tools[item.tool]) if item.tool in self._tools else "check"

    def _mark(self, painter: QPainter, corner: QPoint, icon: str) -> None:
        tokens = self._icons.theme.tokens
        place = QRect(corner, QSize(16, 16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("panel", 0.85))
        painter.drawRoundedRect(place, 3, 3)
        draw_icon(painter, place.adjusted(2, 2, -2, -2), icon, tokens.colours["accent"])


class StripView(QWidget):
    """``chosen`` (Item): show it; ``used`` (Item): work with it; ``asked`` (Item, global point): its menu."""

    chosen = Signal(object)
    used = Signal(object)
    asked = Signal(object, QPoint)

    def __init__(self, icons: Icons, model: Strip, thumbs: Thumbs, tools: Mapping[str, Tool],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._tools = model, tools
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 4)
        column.setSpacing(4)
        self.kinds = Segmented([("all", lambda: self.tr("All"), None), ("photo", lambda: self.tr("Photos"), None),
                                ("result", lambda: self.tr("Results"), None)])
        self.kinds.set_value("all")
        self.kinds.chosen.connect(model.show_kind)
        self._count = label("", "small")
        head = QHBoxLayout()
        head.addWidget(self.kinds)
        head.addSpacing(4)
        head.addWidget(self._count)
        head.addStretch(1)
        column.addLayout(head)
        self.list = self._make_list(icons, thumbs)
        self._empty = label(lambda: self.tr("The photos that you open and the pictures that you make line up here."),
                            "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column.addLayout(self._stack, 1)
        model.modelReset.connect(self._renew)
        thumbs.ready.connect(model.touch)
        icons.theme.changed.connect(self.list.viewport().update)
        retold(self, self._renew)

    def show_item(self, item: Item | None) -> None:
        """Mark the picture that is on the canvas."""
        self._cell.shown = item.id if item else None
        row = self._model.row(item.id) if item else -1
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row))
            self.list.scrollTo(self._model.index(row))
        self.list.viewport().update()

    def empty_words(self) -> QLabel:
        """The words in the empty strip."""
        return self._empty

    def _make_list(self, icons: Icons, thumbs: Thumbs) -> QListView:
        view = QListView()
        says(view.setAccessibleName, lambda: self.tr("Film strip"))
        view.setFlow(QListView.Flow.LeftToRight)
        view.setWrapping(False)
        view.setUniformItemSizes(True)
        view.setSpacing(2)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragEnabled(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setModel(self._model)
        self._cell = _Cell(icons, thumbs, self._tools, view)
        view.setItemDelegate(self._cell)
        view.clicked.connect(lambda index: self.chosen.emit(index.data(ITEM)))
        view.activated.connect(lambda index: self.used.emit(index.data(ITEM)))
        view.customContextMenuRequested.connect(self._menu)
        return view

    def _menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            self.asked.emit(index.data(ITEM), self.list.viewport().mapToGlobal(point))

    def selected(self) -> list[Item]:
        """The selected pictures."""
        return [index.data(ITEM) for index in self.list.selectionModel().selectedIndexes()]

    def _renew(self) -> None:
        count = self._model.rowCount()
        self._stack.setCurrentWidget(self.list if count else self._empty)
        self._count.setText(self.tr("%n pictures", "", count) if count else "")
