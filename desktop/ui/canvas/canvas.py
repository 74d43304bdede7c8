"""Canvas: shows a photo and what was made of it; zoom, pan, compare, probe, handles."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from desktop.ui.canvas.buffers import Buffers
from desktop.ui.canvas.drawing import checkerboard, draw_divider, draw_names
from desktop.ui.canvas.drops import DropTarget
from desktop.ui.canvas.frame import Frame, panes_of, photo_area
from desktop.ui.canvas.gestures import STEP, Gestures
from desktop.ui.canvas.glide import Glide
from desktop.ui.canvas.handles import Handles
from desktop.ui.canvas.pictures import Pictures
from desktop.ui.canvas.screen_profile import screen_profile
from desktop.ui.canvas.store import Store
from desktop.ui.canvas.types import Compare, Handle
from desktop.ui.canvas.view import MARGIN, View
from desktop.ui.speaking import retold

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from desktop.ui.canvas.frame import Pane
    from desktop.ui.canvas.types import Probe, Zoom
    from engine.photo import Layer, Mask, Photo


class Canvas(DropTarget):
    """The photo in the middle of the window. All is called on the window's thread; tiles are made on two of its own.

    Mouse: the wheel zooms at the pointer, dragging pans (left or middle button, or space and left), a double click
    changes between the whole photo and its pixels. Keys: + - zoom, 0 fit, 1 1:1, 2 2:1, arrows pan, Shift with an arrow
    moves the divider, backslash held shows the photo before, Tab goes through the handles.

    Signals: ``probed(Probe | None)`` the pixel under the pointer; ``handle_moved(id, x, y)`` while a handle is dragged
    or stepped, ``handle_dropped(id, x, y)`` when it is let go, px of the photo; ``files_dropped(list[Path])``;
    ``zoom_changed(float)`` device px per photo px; ``settled()`` everything in sight is drawn as it is.
    """

    probed = Signal(object)
    handle_moved = Signal(str, float, float)
    handle_dropped = Signal(str, float, float)
    zoom_changed = Signal(float)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view, self._frame, self._gestures = View(), Frame(), Gestures(self)  # events come from the start
        super().__init__(parent)
        self._store = Store(self)
        self._store.arrived.connect(self.update)
        self._buffers = Buffers()
        self._pictures = Pictures(self._buffers)
        self._compare, self._held, self._divider, self._own_profile = Compare.OFF, False, 0.5, False
        self._handles = Handles(self)
        self._glide = Glide(self._view, self._moved, self)
        retold(self, self._moved)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photo without a result; None: nothing. A photo of the same size keeps the part that is seen."""
        self._pictures.set_base(photo)
        self._changed()

    def show_result(self, layers: Sequence[Layer] | None = None, photo: Photo | None = None) -> None:
        """Show a result over the photo: ``layers`` over it, or another ``photo`` made of it; neither: none."""
        self._pictures.set_result(tuple(layers or ()), photo)
        self._changed()

    def show_draft(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show a small preview of the result ((h, w, 3) uint8 sRGB) in its place; None: the result again."""
        self._pictures.set_draft(pixels)
        self._changed()

    def set_opacity(self, opacity: float) -> None:
        """How strongly the layers cover, 0..1, times each layer's own opacity, as in ``Outcome.flat(opacity)``. Live:
        tiles in sight are blended anew, no tool runs."""
        self._pictures.set_opacity(min(1.0, max(0.0, opacity)))
        self._changed()

    def set_mask(self, mask: Mask | None) -> None:
        """The mask for the overlay ((H, W) float32 of the photo's size); None: that of the layers."""
        self._pictures.set_mask(mask)
        self._changed()

    def show_mask(self, shown: bool) -> None:
        """Tint what the mask covers."""
        self._pictures.show_mask(shown)
        self._changed()

    def set_ground(self, colour: QColor) -> None:
        """The colour around the photo."""
        self._frame.ground = (colour.red(), colour.green(), colour.blue())
        self.update()

    def set_screen_profile(self, icc: bytes | None) -> None:
        """The profile to show colours in; None: the screen's own where the system tells it, else sRGB."""
        self._own_profile = icc is not None
        if self._store.set_screen(screen_profile(self) if icc is None else icc):
            self._pictures.forget_tiles()
            self.update()

    # Before and after

    @property
    def compare(self) -> Compare:
        """How before and after are shown."""
        return self._compare

    def set_compare(self, compare: Compare) -> None:
        """How before and after are shown."""
        self._compare = compare
        self._fit_port()
        self.update()

    def set_before(self, before: bool) -> None:
        """Show the photo before, as long as this is on."""
        if before != self._held:
            self._held = before
            self.update()

    @property
    def divider(self) -> float:
        """Where the slider divides, 0..1 across."""
        return self._divider

    def set_divider(self, share: float) -> None:
        """Move the slider."""
        self._divider = min(1.0, max(0.0, share))
        self.update()

    @property
    def shows_divider(self) -> bool:
        """Whether there is a slider to take hold of."""
        return self._compare is Compare.SLIDER and self._pictures.after is not None and not self._held

    # Zoom and pan

    @property
    def scale(self) -> float:
        """Device px per photo px."""
        return self._view.scale

    @property
    def photo_size(self) -> tuple[int, int]:
        """Width and height in which places are counted, px: those of the result where it has a size of its own."""
        return self._pictures.size

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is kept in sight."""
        return self._view.fitted

    def zoom_to(self, zoom: Zoom, at: QPointF | None = None) -> None:
        """A size with a name, with the photo's place under ``at`` (logical px; None: the middle) staying there."""
        self._glide.go(zoom, self._port_point(at), self.isVisible())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom with the photo's place under ``at`` (logical px; None: the middle) staying there."""
        point = self._port_point(at)
        self._glide.stop()
        self._view.zoom(self._view.scale * factor, point.x(), point.y())
        self._moved()

    def zoom_in(self) -> None:
        """One step larger, at the middle."""
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        """One step smaller, at the middle."""
        self.zoom_by(1 / STEP)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the photo by logical px."""
        ratio = self.devicePixelRatioF()
        self._glide.stop()
        self._view.pan(dx * ratio, dy * ratio)
        self._moved()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump where the canvas would glide."""
        self._glide.reduced = reduced

    def photo_at(self, at: QPointF) -> QPointF:
        """The photo's px under a place of the canvas (logical px)."""
        point = self._port_point(at)
        return QPointF(*self._view.to_photo(point.x(), point.y()))

    def place_of(self, x: float, y: float) -> QPointF:
        """Where a place of the photo is seen (logical px), in the picture after where two are side by side."""
        across, down = self._view.to_port(x, y)
        ratio = self.devicePixelRatioF()
        shift = self._after_shift()
        return QPointF((across + shift) / ratio, down / ratio)

    # Handles

    def set_handles(self, handles: Sequence[Handle]) -> None:
        """The places that can be dragged; an empty list takes them away. Those with the ids of before are moved."""
        self._handles.set(handles)
        self._place_handles()

    def handles(self) -> list[Handle]:
        """Where the handles are."""
        return [dot.handle for dot in self._handles.dots]

    def _place_handles(self) -> None:
        self._handles.place(self._pictures.before is not None)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is seen."""
        ratio, view = self.devicePixelRatioF(), self._view
        across, down = self._size()
        self._frame.resize(across, down)
        panes = self._panes()
        wishes = self._frame.draw(panes, view, self._store)
        painter = QPainter(self)
        transparent = any(pane.mosaic.side.transparent for pane in panes)
        if transparent:
            for pane in panes:
                checkerboard(painter, photo_area(view, pane), ratio)
        painter.drawImage(0, 0, self._frame.image(ratio, transparent))
        self._draw_over(painter, panes)
        painter.end()
        self._store.wish(wishes)
        if panes:
            self._buffers.refill(self._store.aside)
        if any(pane.mosaic.hurried for pane in panes):
            self.update()
        elif not wishes and panes:
            self._complete()

    def _draw_over(self, painter: QPainter, panes: Sequence[Pane]) -> None:
        if self.shows_divider:
            draw_divider(painter, QRectF(self.rect()), self._divider)
        if self._pictures.after is not None:
            names = self.tr("Before"), self.tr("After")
            draw_names(painter, QRectF(self.rect()), names, len(panes), self._held, self._mirrored)
        self._handles.draw_labels(painter)

    def _panes(self) -> list[Pane]:
        before, after = self._pictures.before, self._pictures.after
        if before is None:
            return []
        return panes_of(self._compare, before, after, self._held, self._size(), self._divider, self._mirrored)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _complete(self) -> None:
        """All that is seen is drawn: what was asked for meanwhile comes next."""
        if self._pictures.renew():
            self.update()
            return
        self._store.keep(self._pictures.sides())
        self.settled.emit()

    # Changes

    def _changed(self) -> None:
        width, height = self._pictures.size
        self._view.show(width, height)
        self._fit_port()
        self._moved()

    def _fit_port(self) -> None:
        across, down = self._size()
        split = self._compare is Compare.SPLIT and self._pictures.after is not None
        self._view.resize(across // 2 if split else across, down, MARGIN * self.devicePixelRatioF())
        self._place_handles()
        self._buffers.want(across, down)
        if self._pictures.before is not None:
            self._buffers.refill(self._store.aside)

    def _moved(self) -> None:
        self._place_handles()
        self.setAccessibleName(self.tr("Photo"))
        width, height, percent = self._view.width, self._view.height, round(100 * self._view.scale)
        size = self.tr("{width} x {height} pixels, {percent} %").format(width=width, height=height, percent=percent)
        self.setAccessibleDescription(size if self._pictures.before is not None else self.tr("No photo"))
        self.zoom_changed.emit(self._view.scale)
        self.update()

    def _size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, ceil(self.width() * ratio)), max(1, ceil(self.height() * ratio))

    def _after_shift(self) -> int:
        """Device px from the canvas's left to the port in which the picture after is seen."""
        panes = self._panes()
        if len(panes) < 2:
            return 0
        return next((pane.shift for pane in panes if pane.mosaic is self._pictures.after), 0)

    def _port_point(self, at: QPointF | None) -> QPointF:
        """A place of the canvas in device px of the view's port; None: its middle."""
        if at is None:
            return QPointF(self._view.across / 2, self._view.down / 2)
        point = at * self.devicePixelRatioF()
        second = self._view.across < self._size()[0] and point.x() >= self._size()[0] // 2
        return point - QPointF(self._size()[0] // 2, 0) if second else point

    def _probe(self, at: QPointF) -> Probe | None:
        place = self.photo_at(at)
        point = at * self.devicePixelRatioF()
        for pane in self._panes():
            if pane.area.left <= point.x() < pane.area.right:
                return self._pictures.probe(pane.mosaic, place.x(), place.y())
        return None

    # Events

    def event(self, event: QEvent) -> bool:
        """Pinches come as events without a handler of their own."""
        if self._gestures.other(event):
            return True
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.LayoutDirectionChange):
            self._fit_port()
            self._screen_changed()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known which screen shows it."""
        super().showEvent(event)
        self.window().windowHandle().screenChanged.connect(self._screen_changed, Qt.ConnectionType.UniqueConnection)
        self._screen_changed()

    def _screen_changed(self) -> None:
        if not self._own_profile:
            self.set_screen_profile(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The port changes."""
        super().resizeEvent(event)
        self._fit_port()
        self._moved()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        event.setAccepted(self._gestures.press(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, divide, or look at a pixel."""
        if not self._gestures.move(event):
            self.probed.emit(self._probe(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        event.setAccepted(self._gestures.release(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Near and far."""
        event.setAccepted(self._gestures.double_click(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        event.setAccepted(self._gestures.wheel(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the canvas."""
        if not self._gestures.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keys that are held."""
        if not self._gestures.key_release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys that are held are let go."""
        super().focusOutEvent(event)
        self._gestures.forget()

    def leaveEvent(self, event: QEvent) -> None:
        """No pixel is under the pointer."""
        super().leaveEvent(event)
        self.probed.emit(None)

    def close_workers(self) -> None:
        """End the threads that make tiles; called by the window when it goes."""
        self._store.close()
