"""Fitting by hand on the canvas, with an engine that draws the x of what was moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.jobs.bridge import Bridge
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from desktop.ui.canvas.hand_fit import WORDS, HandFit
from engine.errors import PoseFailed
from engine.tools.garment.landmarks import JOINTS
from engine.tools.garment.prepare import POINTS
from tests.fakes.engine import FakeEngine, FakeFitting, plain_photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.jobs.job import Fault
    from tests.desktop.canvas.conftest import Seen

    Make = Callable[..., Seen]


class Desk:
    """A canvas with a hand fit."""

    def __init__(self, one: Seen, folder: Path) -> None:
        self.seen, self.canvas, self.engine = one, one.canvas, FakeEngine()
        self.engine.photos = {"person.png": plain_photo(200, 150, 40), "garment.png": plain_photo(100, 100, 70)}
        self.engine.hand = FakeFitting()
        self.bridge = Bridge()
        self.runner = Runner(Queue(self.bridge.changed), self.engine, self.bridge)
        self.hand = HandFit(one.canvas, self.runner, folder / "adjustments")
        self.faults: list[Fault] = []
        self.applied: list[dict[str, Any]] = []
        self.ended: list[bool] = []
        self.hand.troubled.connect(self.faults.append)
        self.hand.applied.connect(self.applied.append)
        self.hand.ended.connect(lambda: self.ended.append(True))
        self.folder = folder

    def begin(self) -> None:
        self.hand.begin(self.folder / "person.png", self.folder / "garment.png", {})
        self.seen.qtbot.waitUntil(lambda: bool(self.canvas.handles()), timeout=5000)


@pytest.fixture
def desk(seen: Make, tmp_path: Path) -> Iterator[Desk]:
    out = Desk(seen(), tmp_path)
    yield out
    assert out.runner.close()


def test_the_persons_joints_come_first_and_the_draft_follows_the_keyboard(desk: Desk) -> None:
    desk.begin()
    handles = desk.canvas.handles()
    assert [(handle.id, handle.label) for handle in handles] == [("left_hip", "Their left hip")]
    dot = desk.canvas._handles.dots[0]
    for _ in range(4):
        QTest.keyClick(dot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = desk.canvas.handles()[0].x
    desk.seen.qtbot.waitUntil(lambda: desk.seen.grab()[150, 200, 0] == int(moved), timeout=5000)


def test_the_garment_has_handles_of_its_own_and_the_draft_lies_in_the_corner(desk: Desk) -> None:
    desk.begin()
    QTest.mouseClick(desk.hand.bar.photo.button("garment"), Qt.MouseButton.LeftButton)
    assert [handle.id for handle in desk.canvas.handles()] == ["shoulder_left"]
    assert desk.seen.grab()[150, 200].tolist() == [70, 70, 70]
    desk.seen.qtbot.waitUntil(desk.hand._inset.isVisible, timeout=5000)
    QTest.mouseClick(desk.hand.bar.photo.button("person"), Qt.MouseButton.LeftButton)
    assert [handle.id for handle in desk.canvas.handles()] == ["left_hip"]


def test_moved_places_are_kept_while_looking_at_the_other_photo_until_reset(desk: Desk) -> None:
    desk.begin()
    QTest.keyClick(desk.canvas._handles.dots[0], Qt.Key.Key_Down)
    moved = desk.canvas.handles()
    desk.hand.show_garment(True)
    desk.hand.show_garment(False)
    assert desk.canvas.handles() == moved
    desk.hand.reset()
    assert (desk.canvas.handles()[0].x, desk.canvas.handles()[0].y) == (5.0, 6.0)


def test_apply_hands_over_the_moved_places(desk: Desk) -> None:
    desk.begin()
    QTest.keyClick(desk.canvas._handles.dots[0], Qt.Key.Key_Right)
    x = desk.canvas.handles()[0].x
    QTest.mouseClick(desk.hand.bar.apply, Qt.MouseButton.LeftButton)
    assert desk.ended and set(desk.applied[0]) == {"landmarks"}
    with Path(desk.applied[0]["landmarks"]).open(encoding="utf-8") as file:
        assert json.load(file) == {"left_hip": [x, 6.0]}
    assert desk.canvas.handles() == [] and not desk.hand.bar.isVisible() and not desk.hand.active


def test_a_photo_without_a_person_is_told_and_the_canvas_is_free_again(desk: Desk) -> None:
    def fail(*_: object) -> FakeFitting:
        raise PoseFailed("No person was found.", "Choose another photo.")

    desk.engine.fitting = fail  # type: ignore[method-assign]
    desk.hand.begin(desk.folder / "person.png", desk.folder / "garment.png", {})
    desk.seen.qtbot.waitUntil(lambda: bool(desk.ended), timeout=5000)
    assert [fault.code for fault in desk.faults] == ["POSE_FAILED"]


def test_everything_has_a_name_and_is_reached_by_keyboard(desk: Desk) -> None:
    desk.begin()
    buttons = desk.hand.bar.findChildren(QAbstractButton)
    assert len(buttons) == 5
    assert all(button.accessibleName() and button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


def test_every_place_has_words() -> None:
    assert set(WORDS) == {*POINTS, *JOINTS}
