"""Thumbnails of the pictures: made beside the window when first asked for, and kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from engine.findings import found_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from uuid import UUID

    from desktop.jobs.job import Fault, Outcome
    from desktop.jobs.runner import Runner
    from desktop.state.items import Item
    from engine.findings import Found
    from engine.photo import Photo

LONGEST = 360
"""Longest side of a thumbnail, px: sharp in the largest place at 200 %."""
MOST = 600
"""Thumbnails kept, about 0.3 MB each."""


class Thumbs(QObject):
    """``image`` answers at once and may have nothing yet; ``ready`` tells when there is more to see.

    ``gone`` names an item whose file cannot be read (any more), once.
    """

    ready = Signal(object)
    gone = Signal(object, object)

    def __init__(self, runner: Runner, store: Callable[[UUID, bytes], object] = lambda item_id, data: None,
                 parent: QObject | None = None) -> None:
        """``store`` keeps a thumbnail for the next start; called in the light lane."""
        super().__init__(parent)
        self._runner, self._store = runner, store
        self._images: OrderedDict[UUID, QImage] = OrderedDict()
        self._asked: set[UUID] = set()

    def image(self, item: Item) -> QImage | None:
        """The thumbnail, or None while it is being made."""
        if item.id in self._images:
            self._images.move_to_end(item.id)
            return self._images[item.id]
        if item.id not in self._asked and item.stored:
            self._asked.add(item.id)
            self._runner.aside(lambda: self._make(item), lambda image: self.keep(item.id, image),
                               lambda fault: self._failed(item, fault))
        return None

    def keep(self, item_id: UUID, image: QImage) -> None:
        """Take a thumbnail that was made elsewhere."""
        self._images[item_id] = image
        self._asked.discard(item_id)
        while len(self._images) > MOST:
            self._images.popitem(last=False)
        self.ready.emit(item_id)

    def forget(self, item_id: UUID) -> None:
        """The picture is no more."""
        self._images.pop(item_id, None)

    def _make(self, item: Item) -> QImage:
        kept = read_thumbnail(item.thumbnail) if item.thumbnail else None
        if kept is not None:
            return kept
        image = thumbnail(self._runner.engine.look(item.path))
        self._store(item.id, jpeg_of(image))
        return image

    def _failed(self, item: Item, fault: Fault) -> None:
        self.gone.emit(item, fault)


def thumbnail(photo: Photo, longest: int = LONGEST) -> QImage:
    """A small sRGB picture of a photo, transparent where the photo is. For any thread."""
    import cv2
    import numpy as np

    from engine.colour import eight_bit, srgb8

    rgb = srgb8(photo, longest)
    height, width = rgb.shape[:2]
    if photo.pixels.shape[2] == 3:
        return QImage(rgb.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()
    alpha = cv2.resize(eight_bit(photo.pixels[..., 3]), (width, height), interpolation=cv2.INTER_AREA)
    rgba = np.ascontiguousarray(np.dstack([rgb, alpha]))
    return QImage(rgba.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def small_picture(outcome: Outcome, longest: int = LONGEST) -> QImage:
    """A thumbnail of what a run left: of what a tool found, the photo with frames around the places. For any thread."""
    image = thumbnail(outcome.flat(), longest)
    return image if outcome.findings is None else framed(image, found_in(outcome.findings), outcome.base.width)


def framed(image: QImage, found: Iterable[Found], width: int) -> QImage:
    """The picture with frames around places, which are in px of a photo that is ``width`` px wide."""
    factor = image.width() / width
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = [QRectF(*(value * factor for value in one.box)) for one in found if one.box is not None]
    for colour, wide in ((QColor(0, 0, 0, 150), 4.0), (QColor(255, 255, 255), 2.0)):
        painter.setPen(QPen(colour, wide))
        painter.drawRects(boxes)
    painter.end()
    return image


def jpeg_of(image: QImage, quality: int = 85) -> bytes:
    """The thumbnail as a file's bytes."""
    from PySide6.QtCore import QBuffer, QByteArray

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if image.hasAlphaChannel() else "JPEG", quality)  # type: ignore[call-overload]
    return bytes(data.data())


def read_thumbnail(path: Path) -> QImage | None:
    """A thumbnail kept as a file; None where there is none."""
    image = QImage(str(path))
    return None if image.isNull() else image
