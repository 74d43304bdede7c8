"""Canvas: shows a photo and what was made of it; zoom, pan, compare, probe, handles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.canvas.types import Compare, Handle, Zoom
from engine.colour import srgb8
from engine.photo import composite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from engine.photo import Layer, Mask, Photo


class Canvas(QWidget):
    """The photo in the middle of the window.

    Signals: ``probed(Probe | None)`` the pixel under the pointer; ``handle_moved(id, x, y)`` while a handle is dragged
    or stepped with the arrow keys, ``handle_dropped(id, x, y)`` when it is let go; ``files_dropped(list[Path])``;
    ``zoom_changed(float)`` screen pixels per photo pixel; ``opacity_shown(float)``.
    """

    probed = Signal(object)
    handle_moved = Signal(str, float, float)
    handle_dropped = Signal(str, float, float)
    files_dropped = Signal(list)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 120)
        self._photo: Photo | None = None
        self._layers: tuple[Layer, ...] = ()
        self._result: Photo | None = None
        self._opacity = 1.0
        self._compare = Compare.OFF
        self._before = False
        self._handles: list[Handle] = []
        self._mask: Mask | None = None
        self._mask_shown = False
        self._image: QImage | None = None

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photo without a result; None: nothing."""
        self._photo, self._layers, self._result = photo, (), None
        self._renew()

    def show_result(self, layers: Sequence[Layer] | None = None, photo: Photo | None = None) -> None:
        """Show a result over the photo: ``layers`` over it, or another ``photo`` made of it; neither: none."""
        self._layers, self._result = tuple(layers or ()), photo
        self._renew()

    def set_opacity(self, opacity: float) -> None:
        """How strongly the layers cover, 0..1, times each layer's own opacity. Live, and the same as ``faded``."""
        self._opacity = opacity
        self._renew()

    def set_mask(self, mask: Mask | None) -> None:
        """The mask for the overlay ((H, W) float32 of the photo's size); None: that of the layers."""
        self._mask = mask
        self._renew()

    def show_mask(self, shown: bool) -> None:
        """Tint what the mask covers."""
        self._mask_shown = shown
        self._renew()

    def set_compare(self, compare: Compare) -> None:
        """How before and after are shown."""
        self._compare = compare
        self.update()

    def set_before(self, before: bool) -> None:
        """Show the photo before, as long as this is on."""
        self._before = before
        self._renew()

    def zoom_to(self, zoom: Zoom) -> None:
        """A size with a name."""
        self.update()

    def zoom_in(self) -> None:
        """One step larger, at the middle."""
        self.update()

    def zoom_out(self) -> None:
        """One step smaller, at the middle."""
        self.update()

    def set_handles(self, handles: Sequence[Handle]) -> None:
        """The places that can be dragged; an empty list takes them away."""
        self._handles = list(handles)
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Without movement that nobody asked for."""

    def set_screen_profile(self, icc: bytes | None) -> None:
        """The profile to show colours in; None: the screen's own where it can be found, else sRGB."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawImage(QRectF(corner, size.toSizeF()), self._image)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files came."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _renew(self) -> None:
        shown = self._photo
        if shown is not None and not self._before:
            if self._result is not None:
                shown = self._result
            elif self._layers:
                shown = composite(shown, self._layers)
        if shown is None:
            self._image = None
        else:
            rgb = np.ascontiguousarray(srgb8(shown))
            self._image = QImage(rgb.data, rgb.shape[1], rgb.shape[0], rgb.shape[1] * 3, QImage.Format.Format_RGB888)
            self._pixels = rgb
        self.update()
