"""One cell of the gallery: the whole picture, its name, its tool, and how long it stays."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.history.records import Status
from desktop.state.gallery import SESSION, name_of
from desktop.ui.gallery_grid import FOOT
from desktop.ui.gallery_words import left, state
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desktop.history.records import Session
    from desktop.state.gallery_thumbs import GalleryThumbs
    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

INSET = 10
LEAST = 30
"""Pixels without which a tool's name is not begun."""
MOST = 300
"""Scaled pictures kept."""


class Cell(QStyledItemDelegate):
    """Draws sessions. Icons and scaled pictures are kept, so that scrolling only copies pixels."""

    def __init__(self, icons: Icons, thumbs: GalleryThumbs, tools: Mapping[str, Tool], parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._thumbs, self._tools = icons, thumbs, tools
        self._pictures: OrderedDict[UUID, tuple[QImage, QSize, QPixmap]] = OrderedDict()
        self._marks: dict[tuple[str, str], QPixmap] = {}
        self.now = datetime.now(UTC)
        icons.theme.changed.connect(self._marks.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the cell; its picture and words follow when they are here."""
        session: Session | None = index.data(SESSION)
        tokens, rect, flags = self._icons.theme.tokens, option.rect, option.state
        chosen = bool(flags & QStyle.StateFlag.State_Selected)
        over = bool(flags & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("raised" if chosen else "panel" if over else "window"))
        painter.drawRoundedRect(QRectF(rect), 4, 4)
        if session is not None:
            self._picture(painter, rect, session)
            self._words(painter, rect, session, option.direction)
        if chosen or flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.colour("accent"), 2 if flags & QStyle.StateFlag.State_HasFocus else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The grid decides."""
        return option.rect.size()

    def _picture(self, painter: QPainter, rect: QRect, session: Session) -> None:
        box = rect.adjusted(INSET, INSET, -INSET, -FOOT)
        image = self._thumbs.image(session)
        if image is not None:
            picture = self._scaled(session.id, image, box.size(), painter.device().devicePixelRatioF())
            size = picture.deviceIndependentSize().toSize()
            painter.drawPixmap(QPoint(box.x() + (box.width() - size.width()) // 2,
                                      box.y() + (box.height() - size.height()) // 2), picture)
        if session.status is not Status.COMPLETED:
            name, colour = ("warning", "warn") if session.status is Status.FAILED else ("close", "quiet") if (
                session.status is Status.CANCELLED) else ("run", "quiet")
            self._badge(painter, QPoint(rect.left() + 6, rect.top() + 6), name, colour)
        if session.kept:
            self._badge(painter, QPoint(rect.right() - 27, rect.top() + 6), "keep", "accent")

    def _scaled(self, session_id: UUID, image: QImage, room: QSize, ratio: float) -> QPixmap:
        size = image.size().scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        kept = self._pictures.get(session_id)
        if kept is None or kept[0] is not image or kept[1] != size:
            small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            picture = QPixmap.fromImage(small)
            picture.setDevicePixelRatio(ratio)
            kept = (image, size, picture)
            self._pictures[session_id] = kept
            while len(self._pictures) > MOST:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(session_id)
        return kept[2]

    def _badge(self, painter: QPainter, corner: QPoint, icon: str, colour: str) -> None:
        place = QRect(corner, QSize(22, 22))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._icons.theme.tokens.colour("panel", 0.88))
        painter.drawRoundedRect(place, 4, 4)
        painter.drawPixmap(place.adjusted(4, 4, -4, -4), self._mark(icon, colour))

    def _mark(self, icon: str, colour: str) -> QPixmap:
        key = (icon, colour)
        if key not in self._marks:
            self._marks[key] = self._icons.icon(icon, colour).pixmap(28, 28)
        return self._marks[key]

    def _words(self, painter: QPainter, rect: QRect, session: Session, direction: Qt.LayoutDirection) -> None:
        tokens = self._icons.theme.tokens
        tool = self._tools.get(session.tool)
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        room = QRect(rect.left() + INSET, rect.bottom() - FOOT + 8, rect.width() - 2 * INSET, 17)
        font = painter.font()
        font.setPixelSize(tokens.type["body"])
        painter.setFont(font)
        painter.setPen(tokens.colour("text"))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            name_of(session), Qt.TextElideMode.ElideMiddle, room.width()))
        font.setPixelSize(tokens.type["small"])
        painter.setFont(font)
        failed = session.status is Status.FAILED
        painter.setPen(tokens.colour("warn" if failed else "quiet"))
        room.translate(0, 16)
        stays = left(session, self.now) if session.status is Status.COMPLETED else state(session.status)
        made = said(tool.title) if tool is not None else session.tool
        metrics = painter.fontMetrics()
        room_left = room.width() - metrics.horizontalAdvance(stays) - 10
        far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, far | Qt.AlignmentFlag.AlignVCenter, stays)
        painter.setPen(tokens.colour("quiet"))
        if room_left > LEAST:
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(
                made, Qt.TextElideMode.ElideRight, room_left))
