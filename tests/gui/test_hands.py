"""Fitting by hand in the whole window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import app_of, build_window
from tests.fakes.engine import FakeEngine, FakeFitting
from tests.gui.studio import photo_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.wiring import App


@pytest.fixture
def app(qtbot: QtBot, lookroom_home: Path, tmp_path: Path) -> Iterator[App]:
    """A window with a person and a garment in their places."""
    lookroom_home.mkdir(parents=True)
    (lookroom_home / "settings.json").write_text('{"first_run_done": true}')
    engine = FakeEngine()
    engine.hand = FakeFitting()
    window = build_window(lookroom_home, engine)
    window.resize(1280, 800)
    window.show()
    out = app_of(window)
    for name in ("person.png", "garment.png"):
        out.commands.bring([photo_file(tmp_path / name)])
        qtbot.waitUntil(lambda name=name: any(item.name == name for item in out.strip.items()), timeout=10_000)
    qtbot.waitUntil(lambda: bool(out.studio.combinations()), timeout=10_000)
    yield out
    window.close()
    window.deleteLater()


def test_moved_places_become_a_job_and_nothing_else(qtbot: QtBot, app: App) -> None:
    action = app.commands.actions["adjust"]
    assert action.isEnabled() and action.isVisible()
    action.trigger()
    canvas = app.page.canvas
    qtbot.waitUntil(lambda: bool(canvas.handles()), timeout=10_000)
    QTest.keyClick(canvas._handles.dots[0], Qt.Key.Key_Right)
    x = canvas.handles()[0].x
    QTest.mouseClick(app.hands.fit.bar.apply, Qt.MouseButton.LeftButton)
    job = app.queue.jobs()[-1]
    assert job.tool == "garment"
    assert json.loads(Path(job.options["landmarks"]).read_text(encoding="utf-8")) == {"left_hip": [x, 6.0]}
    assert "landmarks" not in app.studio.options
    assert canvas.handles() == []
    qtbot.waitUntil(lambda: all(job.state.ended for job in app.queue.jobs()), timeout=10_000)


def test_another_picture_on_show_ends_it(qtbot: QtBot, app: App) -> None:
    app.commands.actions["adjust"].trigger()
    qtbot.waitUntil(lambda: bool(app.page.canvas.handles()), timeout=10_000)
    app.studio.show(next(item for item in app.strip.items() if item.name == "garment.png"))
    qtbot.waitUntil(lambda: not app.hands.fit.active, timeout=10_000)
    assert app.page.canvas.handles() == []


def test_it_waits_for_both_photos(app: App) -> None:
    app.studio.put("garment", ())
    assert not app.commands.actions["adjust"].isEnabled()
