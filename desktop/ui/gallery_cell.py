"""One cell of the gallery: the whole picture, its name, its tool, and how long it stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.history.records import PHOTO, Status
from desktop.state.gallery import name_of
from desktop.ui.gallery_words import left, state
from desktop.ui.speaking import retold
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from uuid import UUID

    from desktop.history.records import Session
    from desktop.state.gallery_thumbs import GalleryThumbs
    from desktop.ui.gallery_lines import Look
    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

FOOT = 46
"""Height of the words below a picture."""
INSET = 10
LEAST = 30
"""Pixels without which a tool's name is not begun."""
MOST_AWAITED = 5000
"""Cells that are remembered as waiting for their picture; more than any screen shows."""
UNSEEN = (False, False, False)
"""Not chosen, not under the mouse, without the focus."""


class Cell(QStyledItemDelegate):
    """Draws sessions: ``sessions`` tells that of a row, None until it is here."""

    def __init__(self, icons: Icons, thumbs: GalleryThumbs, tools: Mapping[str, Tool],
                 sessions: Callable[[int], Session | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._thumbs, self._sessions = icons, thumbs, sessions
        self._tools, self._titles, self._told = tools, dict[str, str](), 0
        retold(self, self._name)
        self._marks: dict[tuple[str, str], QPixmap] = {}
        self._awaited: dict[UUID, int] = {}
        self.now = datetime.now(UTC)
        icons.theme.changed.connect(self._marks.clear)

    @property
    def style(self) -> Hashable:
        """The theme and the language."""
        return self._icons.theme.tokens.name, self._told

    def _name(self) -> None:
        self._titles = {PHOTO: self.tr("Photo"), **{tool.id: said(tool.title) for tool in self._tools.values()}}
        self._told += 1

    @property
    def blank(self) -> Hashable:
        """Nothing is here, and nobody looks."""
        return None, UNSEEN

    def here(self, rows: Iterable[int]) -> bool:
        """Whether nothing that these rows show is still on its way."""
        return self._thumbs.idle and all(self._sessions(row) is not None for row in rows)

    def draw_blank(self, painter: QPainter, rect: QRect) -> None:
        """The ground alone."""
        self._ground(painter, QRectF(rect), UNSEEN)

    def face(self, row: int, look: Look) -> Hashable:
        """What a cell shows; its picture and words follow when they are here."""
        session = self._sessions(row)
        if session is None:
            return None, look
        bare = self._thumbs.image(session) is None
        if bare:
            self._awaited[session.id] = row
            while len(self._awaited) > MOST_AWAITED:
                del self._awaited[next(iter(self._awaited))]
        return session.id, self._stays(session), session.kept, bare, look

    def came(self, session_id: UUID) -> int | None:
        """The row that was drawn without its picture, which is here now; None: none was."""
        return self._awaited.pop(session_id, None)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one cell: what is dragged."""
        flags = option.state
        look = (bool(flags & QStyle.StateFlag.State_Selected), bool(flags & QStyle.StateFlag.State_MouseOver),
                bool(flags & QStyle.StateFlag.State_HasFocus))
        painter.save()
        painter.setFont(option.font)
        painter.setLayoutDirection(option.direction)
        self.draw(painter, option.rect, index.row(), look)
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        """Draw the cell of a row."""
        session = self._sessions(row)
        self._ground(painter, QRectF(rect), look)
        if session is not None:
            font = painter.font()
            self._picture(painter, rect, session, self._thumbs.image(session), painter.device().devicePixelRatioF())
            self._words(painter, rect, session, self._stays(session), painter.layoutDirection())
            painter.setFont(font)

    def _stays(self, session: Session) -> str:
        return left(session, self.now) if session.status is Status.COMPLETED else state(session.status)

    def _ground(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        chosen, over, focus = look
        tokens = self._icons.theme.tokens
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(tokens.colour("accent"), 2 if focus else 1) if chosen or focus else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("raised" if chosen else "panel" if over else "window"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1) if chosen or focus else rect, 4, 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The grid decides."""
        return option.rect.size()

    def _picture(self, painter: QPainter, rect: QRect, session: Session, image: QImage | None, ratio: float) -> None:
        box = rect.adjusted(INSET, INSET, -INSET, -FOOT)
        if image is not None:
            size = image.size().scaled(box.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
            small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(ratio)
            shown = small.deviceIndependentSize()
            painter.drawImage(QPointF(box.x() + (box.width() - shown.width()) / 2,
                                      box.y() + (box.height() - shown.height()) / 2), small)
        if session.status is not Status.COMPLETED:
            name, colour = ("warning", "warn") if session.status is Status.FAILED else ("close", "quiet") if (
                session.status is Status.CANCELLED) else ("run", "quiet")
            self._badge(painter, QPoint(rect.left() + 6, rect.top() + 6), name, colour)
        if session.kept:
            self._badge(painter, QPoint(rect.right() - 27, rect.top() + 6), "keep", "accent")

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

    def _words(self, painter: QPainter, rect: QRect, session: Session, stays: str,
               direction: Qt.LayoutDirection) -> None:
        tokens = self._icons.theme.tokens
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
        made = self._titles.get(session.tool, session.tool)
        metrics = painter.fontMetrics()
        room_left = room.width() - metrics.horizontalAdvance(stays) - 10
        far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, far | Qt.AlignmentFlag.AlignVCenter, stays)
        painter.setPen(tokens.colour("quiet"))
        if room_left > LEAST:
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(
                made, Qt.TextElideMode.ElideRight, room_left))
