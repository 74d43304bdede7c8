"""Gestures: what mouse, wheel, pinch and keys do to the canvas."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from desktop.ui.canvas.types import Compare, Zoom

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

    from desktop.ui.canvas.canvas import Canvas

NOTCHES_TWICE = 3.0
"""Notches of the wheel that double the size."""
STEP = 2**0.5
"""One step of the zoom keys."""
PAN_SHARE = 0.1
"""Share of the port that an arrow key pans."""
SLIDE = 0.02
GRIP = 8.0
"""Logical px beside the divider that take it."""


class Drag(Enum):
    """What the mouse is doing."""

    NONE = auto()
    PAN = auto()
    DIVIDE = auto()
    PEEK = auto()


class Gestures:
    """Belongs to one canvas; each method returns whether it took the event."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._drag = Drag.NONE
        self._last = QPointF()
        self._space = False

    def press(self, event: QMouseEvent) -> bool:
        """A mouse button went down."""
        canvas, button = self._canvas, event.button()
        self._last = event.position()
        left = button is Qt.MouseButton.LeftButton
        if button is Qt.MouseButton.MiddleButton or (left and self._space):
            self._drag = Drag.PAN
        elif left and self._on_divider(event.position()):
            self._drag = Drag.DIVIDE
        elif left and canvas.compare is Compare.HOLD:
            self._drag = Drag.PEEK
            canvas.set_before(True)
        elif left:
            self._drag = Drag.PAN
        else:
            return False
        self.show_cursor(event.position())
        return True

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moved."""
        canvas, by = self._canvas, event.position() - self._last
        self._last = event.position()
        if self._drag is Drag.PAN:
            canvas.pan_by(by.x(), by.y())
        elif self._drag is Drag.DIVIDE:
            canvas.set_divider(event.position().x() / max(1, canvas.width()))
        self.show_cursor(event.position())
        return self._drag is not Drag.NONE

    def release(self, event: QMouseEvent) -> bool:
        """A mouse button went up."""
        if self._drag is Drag.PEEK:
            self._canvas.set_before(False)
        taken, self._drag = self._drag is not Drag.NONE, Drag.NONE
        self.show_cursor(event.position())
        return taken

    def double_click(self, event: QMouseEvent) -> bool:
        """From the whole photo to its pixels, and back."""
        if event.button() is not Qt.MouseButton.LeftButton or self._on_divider(event.position()):
            return False
        canvas = self._canvas
        if canvas.is_fitted:
            canvas.zoom_to(Zoom.ONE, event.position())
        else:
            canvas.zoom_to(Zoom.FIT)
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """The wheel zooms at the pointer; two fingers on a touch pad pan, with Ctrl they zoom."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        pad = event.phase() is not Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if pad and not control:
            self._canvas.pan_by(event.pixelDelta().x(), event.pixelDelta().y())
            return True
        turned = event.angleDelta().y() or event.angleDelta().x()
        self._canvas.zoom_by(2 ** (turned / 120 / NOTCHES_TWICE), event.position())
        return turned != 0

    def other(self, event: QEvent) -> bool:
        """A pinch zooms; a double tap of two fingers changes between the whole photo and its pixels."""
        if isinstance(event, QGestureEvent):
            return self._touched(event)
        if not isinstance(event, QNativeGestureEvent):
            return False
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._canvas.zoom_by(1 + event.value(), event.position())
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            self._canvas.zoom_to(Zoom.ONE if self._canvas.is_fitted else Zoom.FIT, event.position())
        else:
            return False
        return True

    def _touched(self, event: QGestureEvent) -> bool:
        """Two fingers on the screen itself."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        canvas, middle = self._canvas, pinch.centerPoint()
        by = middle - pinch.lastCenterPoint()
        if not pinch.lastCenterPoint().isNull():
            canvas.pan_by(by.x(), by.y())
        canvas.zoom_by(pinch.scaleFactor(), canvas.mapFromGlobal(middle))
        event.accept(pinch)
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        """The keys of the canvas; see ``Canvas``."""
        canvas, key = self._canvas, Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        arrows = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        if key in arrows and not shift:
            across, down = arrows[key]
            canvas.pan_by(across * PAN_SHARE * canvas.width(), down * PAN_SHARE * canvas.height())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and canvas.compare is Compare.SLIDER:
            canvas.set_divider(canvas.divider + (SLIDE if key is Qt.Key.Key_Right else -SLIDE))
        elif key is Qt.Key.Key_Space:
            self._space = True
        elif key is Qt.Key.Key_Backslash:
            if not event.isAutoRepeat():
                canvas.set_before(True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            canvas.zoom_in()
        elif key is Qt.Key.Key_Minus:
            canvas.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2):
            canvas.zoom_to({Qt.Key.Key_0: Zoom.FIT, Qt.Key.Key_1: Zoom.ONE, Qt.Key.Key_2: Zoom.TWO}[key])
        else:
            return False
        self.show_cursor(self._last)
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        """Space and the compare key are let go."""
        key = Qt.Key(event.key())
        if event.isAutoRepeat() or key not in (Qt.Key.Key_Space, Qt.Key.Key_Backslash):
            return False
        if key is Qt.Key.Key_Space:
            self._space = False
        else:
            self._canvas.set_before(False)
        self.show_cursor(self._last)
        return True

    def forget(self) -> None:
        """The keyboard went elsewhere: what was held counts as let go."""
        self._space = False
        self._canvas.set_before(False)
        self.show_cursor(self._last)

    def show_cursor(self, at: QPointF) -> None:
        """The cursor for what a press would do, or does."""
        shape = Qt.CursorShape.ArrowCursor
        if self._drag is Drag.PAN:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._drag is Drag.DIVIDE or self._on_divider(at):
            shape = Qt.CursorShape.SplitHCursor
        self._canvas.setCursor(shape)

    def _on_divider(self, at: QPointF) -> bool:
        canvas = self._canvas
        return canvas.shows_divider and abs(at.x() - canvas.divider * canvas.width()) <= GRIP
