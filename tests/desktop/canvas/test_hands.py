"""The canvas in the hands of somebody: mouse, wheel, keys, handles, drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.canvas.types import Compare, Handle, Probe, Zoom
from engine.photo import Box, Photo
from tests.desktop.canvas.conftest import noise, patch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.ui.canvas.canvas import Canvas
    from tests.desktop.canvas.conftest import Seen

    Make = Callable[..., Seen]

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(seen: Make) -> Canvas:
    one = seen()
    photo = noise(1600, 1200)
    one.canvas.show_photo(photo)
    one.canvas.show_result((patch(photo, Box(200, 200, 1200, 800)),))
    one.settle()
    return one.canvas


def mouse(widget: QWidget, kind: QMouseEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    place = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, place, button, held, NONE))


def drag(widget: QWidget, start: QPointF, by: QPointF, button: Qt.MouseButton = LEFT) -> None:
    origin = widget.mapToGlobal(QPointF(0, 0))
    mouse(widget, QMouseEvent.Type.MouseButtonPress, start, button, button)
    for step in range(1, 5):
        at = origin + start + by * step / 4
        local = widget.mapFromGlobal(at)
        mouse(widget, QMouseEvent.Type.MouseMove, local, Qt.MouseButton.NoButton, button)
    mouse(widget, QMouseEvent.Type.MouseButtonRelease, widget.mapFromGlobal(origin + start + by), button,
          Qt.MouseButton.NoButton)


def wheel(canvas: Canvas, at: QPointF, notches: float) -> None:
    turned = QPoint(0, round(120 * notches))
    QApplication.sendEvent(canvas, QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton,
                                               NONE, Qt.ScrollPhase.NoScrollPhase, False))


def test_the_wheel_zooms_at_the_pointer(canvas: Canvas) -> None:
    at = QPointF(290, 80)
    canvas.zoom_to(Zoom.ONE)
    before, scale = canvas.photo_at(at), canvas.scale
    wheel(canvas, at, 3)
    assert canvas.scale == pytest.approx(2 * scale)
    away = canvas.photo_at(at) - before
    assert abs(away.x()) < 1 and abs(away.y()) < 1


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_dragging_pans(canvas: Canvas, button: Qt.MouseButton) -> None:
    canvas.zoom_to(Zoom.ONE)
    before = canvas.photo_at(QPointF(100, 100))
    drag(canvas, QPointF(100, 100), QPointF(-60, 40), button)
    away = canvas.photo_at(QPointF(100, 100)) - before
    assert (away.x(), away.y()) == pytest.approx((60, -40), abs=1)


def test_space_and_dragging_pans_where_dragging_would_do_something_else(seen: Make, canvas: Canvas) -> None:
    canvas.zoom_to(Zoom.ONE)
    canvas.set_compare(Compare.SLIDER)
    before = canvas.photo_at(QPointF(0, 0))
    keys(canvas, Qt.Key.Key_Space, release=False)
    drag(canvas, QPointF(200, 100), QPointF(30, 0))
    assert canvas.divider == 0.5
    assert canvas.photo_at(QPointF(0, 0)).x() == pytest.approx(before.x() - 30, abs=1)


def keys(canvas: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, release: bool = True) -> None:
    from PySide6.QtTest import QTest

    QTest.keyPress(canvas, key, modifier)
    if release:
        QTest.keyRelease(canvas, key, modifier)


def test_keys_zoom_and_pan(canvas: Canvas) -> None:
    keys(canvas, Qt.Key.Key_1)
    assert canvas.scale == 1.0
    keys(canvas, Qt.Key.Key_2)
    assert canvas.scale == 2.0
    keys(canvas, Qt.Key.Key_Plus)
    assert canvas.scale == pytest.approx(2 * 2**0.5)
    keys(canvas, Qt.Key.Key_Minus)
    assert canvas.scale == pytest.approx(2.0)
    x = canvas.photo_at(QPointF(0, 0)).x()
    keys(canvas, Qt.Key.Key_Right)
    assert canvas.photo_at(QPointF(0, 0)).x() == pytest.approx(x + 20, abs=1)
    keys(canvas, Qt.Key.Key_0)
    assert canvas.is_fitted


def test_a_double_click_goes_to_the_pixels_and_back(canvas: Canvas) -> None:
    for fitted in (False, True):
        at = QPointF(120, 90)
        mouse(canvas, QMouseEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
        assert canvas.is_fitted is fitted


def test_the_slider_is_dragged_and_stepped(canvas: Canvas) -> None:
    canvas.set_compare(Compare.SLIDER)
    drag(canvas, QPointF(200, 100), QPointF(-100, 0))
    assert canvas.divider == pytest.approx(0.25, abs=0.01)
    keys(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.divider == pytest.approx(0.27, abs=0.01)


def test_before_is_shown_while_key_or_button_is_held(seen: Make, canvas: Canvas) -> None:
    def before() -> bool:
        return canvas._held

    keys(canvas, Qt.Key.Key_Backslash, release=False)
    assert before()
    from PySide6.QtTest import QTest

    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert not before()
    canvas.set_compare(Compare.HOLD)
    mouse(canvas, QMouseEvent.Type.MouseButtonPress, QPointF(50, 50), LEFT, LEFT)
    assert before()
    mouse(canvas, QMouseEvent.Type.MouseButtonRelease, QPointF(50, 50), LEFT, Qt.MouseButton.NoButton)
    assert not before()


def test_the_probe_tells_true_values(seen: Make) -> None:
    pixels = np.zeros((300, 400, 3), np.uint16)
    pixels[120, 130] = (65535, 257, 0)
    photo = Photo(pixels)
    one = seen()
    one.canvas.show_photo(photo)
    one.canvas.zoom_to(Zoom.ONE)
    told: list[Probe | None] = []
    one.canvas.probed.connect(told.append)
    at = one.canvas.place_of(130.5, 120.5)
    mouse(one.canvas, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    assert told == [Probe(130, 120, (65535.0, 257.0, 0.0), 16, "sRGB", "#ff0100")]
    one.canvas.show_result((patch(photo, Box(0, 0, 400, 300), 1.0, 1.0, 1.0),))
    mouse(one.canvas, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    assert told[-1] is not None and told[-1].values == (65535.0,) * 3
    one.canvas.set_opacity(0.5)
    mouse(one.canvas, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    assert told[-1] is not None and told[-1].values == (65535.0, 32896.0, 32768.0)


def test_no_pixel_is_told_beside_the_photo(seen: Make) -> None:
    one = seen()
    one.canvas.show_photo(noise(50, 300))
    told: list[Probe | None] = []
    one.canvas.probed.connect(told.append)
    mouse(one.canvas, QMouseEvent.Type.MouseMove, QPointF(2, 150), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    assert told == [None]


def test_a_handle_is_dragged_with_the_mouse(canvas: Canvas) -> None:
    moved: list[tuple[str, float, float]] = []
    dropped: list[tuple[str, float, float]] = []
    canvas.handle_moved.connect(lambda *told: moved.append(told))
    canvas.handle_dropped.connect(lambda *told: dropped.append(told))
    canvas.set_handles([Handle("a", 800, 600, "Left shoulder")])
    dot = canvas._handles.dots[0]
    drag(dot, QPointF(12, 12), QPointF(30, -20))
    by = 1 / canvas.scale
    assert moved[-1] == ("a", pytest.approx(800 + 30 * by), pytest.approx(600 - 20 * by))
    assert dropped == [moved[-1]]
    assert len(moved) == 4


def test_a_handle_is_moved_with_the_keyboard_and_stays_on_the_photo(canvas: Canvas) -> None:
    canvas.zoom_to(Zoom.TWO)
    canvas.set_handles([Handle("a", 3, 600, "Left shoulder"), Handle("b", 10, 10, "Right shoulder")])
    first, second = canvas._handles.dots
    assert [dot.accessibleName() for dot in (first, second)] == ["Left shoulder", "Right shoulder"]
    first.setFocus()
    keys(first, Qt.Key.Key_Right)
    keys(first, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.handles()[0] == Handle("a", 4, 610, "Left shoulder")
    keys(first, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.handles()[0].x == 0


def test_handles_follow_the_view(canvas: Canvas) -> None:
    canvas.set_handles([Handle("a", 800, 600, "Left shoulder")])
    canvas.zoom_to(Zoom.ONE, QPointF(100, 100))
    dot = canvas._handles.dots[0]
    middle = QPointF(dot.pos()) + QPointF(12, 12)
    away = middle - canvas.place_of(800, 600)
    assert abs(away.x()) <= 1 and abs(away.y()) <= 1
    canvas.set_handles([])
    assert canvas.handles() == []


def test_files_are_dropped(canvas: Canvas, tmp_path: Path) -> None:
    data = QMimeData()
    paths = [tmp_path / "ä b.jpg", tmp_path / "c.png"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths] + [QUrl("https://example.com/x.jpg")])
    dropped: list[list[Path]] = []
    canvas.files_dropped.connect(dropped.append)
    canvas.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert [[path.name for path in entry] for entry in dropped] == [["ä b.jpg", "c.png"]]


def test_it_says_what_it_is_to_those_who_cannot_see_it(canvas: Canvas) -> None:
    assert canvas.accessibleName()
    assert "1600 x 1200" in canvas.accessibleDescription()
    assert canvas.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_right_to_left_swaps_before_and_after(seen: Make) -> None:
    photo = Photo(np.full((300, 400, 3), 40, np.uint8))
    one = seen()
    one.canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    one.canvas.show_photo(photo)
    one.canvas.show_result((patch(photo, Box(0, 0, 400, 300), 0.8, 1.0),))
    one.canvas.set_compare(Compare.SLIDER)
    shown = one.grab()
    assert shown[250, 100, 0] == 204 and shown[250, 300, 0] == 40


def test_zooming_glides_unless_less_motion_is_wanted(seen: Make) -> None:
    one = seen()
    one.canvas.show_photo(noise(1600, 1200))
    one.canvas.set_reduced_motion(False)
    one.canvas.zoom_to(Zoom.TWO)
    assert one.canvas.scale < 2
    one.qtbot.waitUntil(lambda: one.canvas.scale == 2, timeout=3000)
    one.canvas.set_reduced_motion(True)
    one.canvas.zoom_to(Zoom.ONE)
    assert one.canvas.scale == 1
