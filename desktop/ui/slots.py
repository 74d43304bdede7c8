"""The places for a tool's photos: drop targets with a thumbnail, to fill, replace and empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.ui.dragging import items_in, paths_in, takes
from desktop.ui.icons import draw_icon, first_icon
from desktop.ui.parts import icon_button
from desktop.ui.pictures import draw_filled
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.state.items import Item
    from desktop.state.thumbs import Thumbs
    from desktop.ui.icons import Icons
    from engine.tools.base import Input

PICTURE = 136
CAPTION = 26
NEARNESS = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class Slot(QWidget):
    """One input. ``files_dropped`` (paths), ``items_dropped`` (ids of the film strip), ``wanted`` (choose files),
    ``emptied``, ``pressed`` (show it)."""

    files_dropped = Signal(list)
    items_dropped = Signal(list)
    wanted = Signal()
    emptied = Signal()
    pressed = Signal()

    def __init__(self, icons: Icons, thumbs: Thumbs, entry: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._thumbs, self.entry = icons, thumbs, entry
        self._items: tuple[Item, ...] = ()
        self._hot = False
        self.title = said(entry.title[:1].upper() + entry.title[1:])
        self._short = said(entry.name.replace("_", " ").capitalize())
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(PICTURE + CAPTION)
        self.remove = icon_button(icons, "close", self.tr("Remove {name}").format(name=self.title), self, 14)
        self.replace = icon_button(icons, "replace", self.tr("Replace {name}").format(name=self.title), self, 14)
        self.remove.clicked.connect(self.emptied)
        self.replace.clicked.connect(self.wanted)
        for button in (self.remove, self.replace):
            button.setProperty("role", "over")
            button.installEventFilter(self)
        thumbs.ready.connect(self.update)
        icons.theme.changed.connect(self.update)
        self.show_items(())

    def show_items(self, items: Sequence[Item]) -> None:
        """Show what is in the slot."""
        self._items = tuple(items)
        self._show_buttons()
        names = ", ".join(item.name for item in items)
        self.setAccessibleName(self.title)
        empty = self.tr("Empty. Drop a photo here or press Enter to choose one.")
        self.setAccessibleDescription(names or empty)
        self.setToolTip(names or self.tr("Drop a photo here, or click to choose one"))
        self.update()

    def sizeHint(self) -> QSize:
        """Two stand side by side in the panel."""
        return QSize(PICTURE, PICTURE + CAPTION)

    def minimumSizeHint(self) -> QSize:
        """A slot may be narrow."""
        return QSize(96, PICTURE + CAPTION)

    def resizeEvent(self, event: object) -> None:
        """Keep the small buttons in the corner."""
        y, size = 6, 24
        self.remove.setGeometry(self.width() - size - 6, y, size, size)
        self.replace.setGeometry(self.width() - 2 * size - 8, y, size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture or the invitation, and the caption below."""
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(0.5, 0.5, self.width() - 1, PICTURE - 1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 5, 5)
        painter.fillPath(shape, tokens.colour("field"))
        if self._items:
            self._paint_picture(painter, shape, box.toRect())
        else:
            self._paint_invitation(painter, box.toRect())
        lit = self.hasFocus() or self._hot
        pen = QPen(tokens.colour("accent" if lit else "quiet" if self.underMouse() else "edge"), 1)
        if not self._items and not lit:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawPath(shape)
        caption = self._items[0].name if len(self._items) == 1 else self._short
        painter.setPen(tokens.colour("quiet"))
        room = QRect(0, PICTURE + 4, self.width(), CAPTION - 6)
        text = QFontMetrics(self.font()).elidedText(caption, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_picture(self, painter: QPainter, shape: QPainterPath, box: QRect) -> None:
        painter.save()
        painter.setClipPath(shape)
        image = self._thumbs.image(self._items[0])
        if image is not None:
            draw_filled(painter, box, image, 0.25)
        painter.restore()
        if len(self._items) > 1:
            tokens = self._icons.theme.tokens
            text = self.tr("%n photos", "", len(self._items))
            width = QFontMetrics(self.font()).horizontalAdvance(text) + 16
            badge = QRect(box.left() + 6, box.bottom() - 28, width, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("panel", 0.9))
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(tokens.colour("text"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_invitation(self, painter: QPainter, box: QRect) -> None:
        tokens = self._icons.theme.tokens
        icon = first_icon(f"input-{self.entry.name}", "input")
        draw_icon(painter, QRect(box.center().x() - 15, box.top() + 30, 30, 30), icon, tokens.colours["quiet"])
        painter.setPen(tokens.colour("quiet"))
        room = box.adjusted(8, 66, -8, -6)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        needed = self.tr("Drop a photo\nor click to choose")
        words = self.tr("Optional: drop or choose") if self.entry.optional else needed
        painter.drawText(room, int(flags), words)

    def _show_buttons(self) -> None:
        near = self.underMouse() or any(part.hasFocus() for part in (self, self.remove, self.replace))
        for button in (self.remove, self.replace):
            button.setVisible(bool(self._items) and near)

    def event(self, event: QEvent) -> bool:
        """The small buttons are there while the slot is pointed at or has the focus."""
        done = super().event(event)
        if event.type() in NEARNESS:
            self._show_buttons()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """They stay while one of them has the focus."""
        if event.type() in NEARNESS:
            QTimer.singleShot(0, self, self._show_buttons)
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose files for an empty slot, show the photo of a full one."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            (self.pressed if self._items else self.wanted).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space choose files, Delete empties."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._items:
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the slot."""
        menu = QMenu(self)
        for text, signal, able in ((self.tr("Choose photos…"), self.wanted, True),
                                   (self.tr("Remove"), self.emptied, bool(self._items))):
            action = QAction(text, menu)
            action.setEnabled(able)
            action.triggered.connect(signal)
            menu.addAction(action)
        menu.exec(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos may come from outside or from the film strip."""
        if takes(event.mimeData()):
            self._hot = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went by."""
        self._hot = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """They came."""
        self._hot = False
        self.update()
        ids = items_in(event.mimeData())
        paths: list[Path] = paths_in(event.mimeData())
        event.acceptProposedAction()
        if ids:
            self.items_dropped.emit(ids)
        elif paths:
            self.files_dropped.emit(paths)
