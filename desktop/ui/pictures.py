"""Drawing thumbnails into boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter


def draw_filled(painter: QPainter, box: QRect, image: QImage, anchor: float = 0.5) -> None:
    """Fill ``box`` with the image, cutting off what is too much; ``anchor`` 0 keeps the top, 1 the bottom."""
    scale = max(box.width() / image.width(), box.height() / image.height())
    width, height = box.width() / scale, box.height() / scale
    part = QRectF((image.width() - width) / 2, (image.height() - height) * anchor, width, height)
    painter.drawImage(QRectF(box), image, part)


def draw_whole(painter: QPainter, box: QRect, image: QImage) -> QRectF:
    """Draw the whole image in the middle of ``box``; the rectangle that it covers."""
    size = QSizeF(image.size()).scaled(QSizeF(box.size()), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(box.x() + (box.width() - size.width()) / 2, box.y() + (box.height() - size.height()) / 2,
                   size.width(), size.height())
    painter.drawImage(place, image)
    return place
