"""What the canvas draws over and under the photo: checkerboard, divider and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop.ui.canvas.handles import draw_pill

if TYPE_CHECKING:
    from desktop.ui.canvas.mosaic import Area

SQUARE = 8
"""Logical px of a checkerboard's square."""


def checkerboard(painter: QPainter, area: Area, ratio: float) -> None:
    """The ground under transparency, over an area in device px."""
    side = round(SQUARE * ratio)
    tile = QPixmap(2 * side, 2 * side)
    tile.fill(QColor(204, 204, 204))
    squares = QPainter(tile)
    squares.fillRect(0, 0, side, side, Qt.GlobalColor.white)
    squares.fillRect(side, side, side, side, Qt.GlobalColor.white)
    squares.end()
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    painter.setBrushOrigin(area.left, area.top)
    painter.fillRect(area.left, area.top, area.right - area.left, area.bottom - area.top, QBrush(tile))
    painter.restore()


def draw_divider(painter: QPainter, whole: QRectF, share: float) -> None:
    """A line from top to bottom with a grip in its middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = whole.left() + share * whole.width()
    for width, colour in ((4.0, QColor(0, 0, 0, 90)), (2.0, QColor(255, 255, 255))):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
    middle = QPointF(x, whole.center().y())
    painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(middle, 13, 13)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(40, 40, 42))
    for sign in (-1, 1):
        arrow = QPainterPath(middle + QPointF(sign * 8.5, 0))
        arrow.lineTo(middle + QPointF(sign * 3.5, -4.5))
        arrow.lineTo(middle + QPointF(sign * 3.5, 4.5))
        painter.drawPath(arrow)


def draw_name(painter: QPainter, whole: QRectF, words: str, right: bool) -> None:
    """What a part of the canvas shows, in its upper corner."""
    size = QSizeF(painter.fontMetrics().boundingRect(words).adjusted(-10, -4, 10, 4).size())
    left = whole.right() - size.width() - 12 if right else whole.left() + 12
    draw_pill(painter, QRectF(QPointF(left, whole.top() + 12), size), words)


def draw_names(
    painter: QPainter, whole: QRectF, names: tuple[str, str], panes: int, held: bool, mirrored: bool
) -> None:
    """The words for before and after over the parts that show them; nothing where after is seen alone."""
    before, after = names
    if panes == 2:
        left, right = (before, before) if held else (after, before) if mirrored else (before, after)
        draw_name(painter, whole, left, right=False)
        draw_name(painter, whole, right, right=True)
    elif held:
        draw_name(painter, whole, before, right=mirrored)
