"""After quitting and starting again a result is what it was: its layers over the photo, and the fit by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import app_of, build_window
from desktop.state.ledger import LAYERS
from desktop.ui.canvas.types import Compare
from tests.fakes.engine import FakeEngine, FakeFitting
from tests.fakes.painter import Painter
from tests.gui.studio import open_house, photo_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from desktop.jobs.job import Job, Outcome
    from desktop.state.viewer import View
    from tests.gui.studio import House

WAIT_MS = 10_000


def softened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The painter's square gets soft edges, and a second layer of its own opacity lies over it."""
    from dataclasses import replace

    plain = Painter.run

    def run(self: Painter, job: Job, tell: Any, stop: Any) -> Outcome:
        outcome = plain(self, job, tell, stop)
        (layer,) = outcome.layers or ()
        y, x = np.mgrid[:layer.box.height, :layer.box.width]
        mask = np.clip(1.1 - np.hypot(y - layer.box.height / 2, x - layer.box.width / 2) / 20, 0, 1)
        soft = replace(layer, mask=mask.astype(np.float32))
        return replace(outcome, layers=(soft, replace(soft, patch=layer.patch // 3, name="shade", opacity=0.3)))

    monkeypatch.setattr(Painter, "run", run)


def shown(house: House) -> View:
    """The newest result, once it is on the canvas."""
    house.qtbot.waitUntil(lambda: any(item.kind == "result" for item in house.app.strip.items()), timeout=WAIT_MS)
    house.app.studio.show(next(item for item in house.app.strip.items() if item.kind == "result"))
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None and house.app.viewer.view.is_result,
                          timeout=WAIT_MS)
    view = house.app.viewer.view
    assert view is not None
    return view


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_later_start_shows_the_layers_over_the_photo(qtbot: QtBot, lookroom_home: Path, tmp_path: Path, dtype: type,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    softened(monkeypatch)
    house = open_house(qtbot, lookroom_home)
    house.bring(photo_file(tmp_path / "anna.png", dtype))
    house.run()
    first = shown(house)
    house.window.close()

    again = open_house(qtbot, lookroom_home)
    second = shown(again)
    assert second.label == first.label
    np.testing.assert_array_equal(second.base.pixels, first.base.pixels)
    for old, new in zip(first.layers or (), second.layers or (), strict=True):
        assert (old.name, old.box, old.opacity) == (new.name, new.box, new.opacity)
        np.testing.assert_array_equal(new.patch, old.patch)
        np.testing.assert_array_equal(new.mask, old.mask)
    np.testing.assert_array_equal(second.flat(0.4).pixels, first.flat(0.4).pixels)
    assert again.app.commands.actions["mask"].isEnabled()
    canvas = again.app.page.canvas
    canvas.set_compare(Compare.SLIDER)
    assert canvas.shows_divider
    with qtbot.waitSignal(canvas.settled, timeout=WAIT_MS):
        again.window.bar.opacity.setValue(40)
    at = first.layers[0].box  # type: ignore[index]
    x, y = at.x + at.width // 2 + 9, at.y + at.height // 2
    probed = canvas._pictures.probe(canvas._pictures.after, x, y)  # type: ignore[arg-type]
    assert probed is not None
    assert probed.values == tuple(first.flat(0.4).pixels[y, x].astype(float))
    again.window.close()


def test_layers_that_were_damaged_leave_the_picture(qtbot: QtBot, lookroom_home: Path, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    softened(monkeypatch)
    house = open_house(qtbot, lookroom_home)
    house.bring(photo_file(tmp_path / "anna.png"))
    house.run()
    before = shown(house).flat().pixels
    house.window.close()
    (stored,) = (lookroom_home / "photos").glob("artifact-*.zip")
    stored.write_bytes(stored.read_bytes()[:-40])
    again = open_house(qtbot, lookroom_home)
    np.testing.assert_array_equal(shown(again).flat().pixels, before)
    again.window.close()


def test_the_layers_go_with_their_result(qtbot: QtBot, lookroom_home: Path, tmp_path: Path) -> None:
    house = open_house(qtbot, lookroom_home)
    house.bring(photo_file(tmp_path / "anna.png"))
    house.run()
    item = shown(house).item
    assert item.layers is not None
    assert item.layers.is_file()
    session = house.app.archive.history().session(item.id)
    assert [file.name for file in session.outputs if file.role == "artifact"] == [LAYERS]
    house.app.work.delete([item])
    photos = lookroom_home / "photos"
    qtbot.waitUntil(lambda: [path.name[:6] for path in photos.iterdir()] == ["input-"], timeout=WAIT_MS)
    house.window.close()


@pytest.fixture
def fitted(qtbot: QtBot, lookroom_home: Path) -> Callable[[], Any]:
    """Opens a window whose engine lets a garment be fitted by hand."""
    lookroom_home.mkdir(parents=True)
    (lookroom_home / "settings.json").write_text('{"first_run_done": true}')

    def open_one() -> Any:
        engine = FakeEngine()
        engine.hand = FakeFitting()
        window = build_window(lookroom_home, engine)
        qtbot.addWidget(window)
        window.show()
        return app_of(window)

    return open_one


def test_fitting_by_hand_goes_on_where_it_was(qtbot: QtBot, fitted: Callable[[], Any], tmp_path: Path) -> None:
    app = fitted()
    for name in ("person.png", "garment.png"):
        app.commands.bring([photo_file(tmp_path / name)])
        qtbot.waitUntil(lambda name=name: any(item.name == name for item in app.strip.items()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(app.studio.combinations()), timeout=WAIT_MS)
    app.commands.actions["adjust"].trigger()
    qtbot.waitUntil(lambda: bool(app.page.canvas.handles()), timeout=WAIT_MS)
    QTest.keyClick(app.page.canvas._handles.dots[0], Qt.Key.Key_Right)
    x = app.page.canvas.handles()[0].x
    with qtbot.waitSignal(app.work.done, timeout=WAIT_MS) as done:
        QTest.mouseClick(app.hands.fit.bar.apply, Qt.MouseButton.LeftButton)
    app.adjustments.clear()  # these files are deleted before their result is
    app.window.close()

    again = fitted()
    session = again.archive.history().session(done.args[0].id)
    stored = session.artifact("landmarks.json")
    assert json.loads(stored.path.read_bytes()) == {"left_hip": [x, 6.0]}
    again.work.reopen(session)
    qtbot.waitUntil(lambda: again.viewer.view is not None, timeout=WAIT_MS)  # a picture that comes ends fitting by hand
    assert "landmarks" not in again.studio.options, "they belong to that one job"
    again.commands.actions["adjust"].trigger()
    qtbot.waitUntil(lambda: bool(again.page.canvas.handles()), timeout=WAIT_MS)
    assert again.page.canvas.handles()[0].x == x
    engine: Any = again.runner.engine
    qtbot.waitUntil(lambda: engine.hand.asked == [({}, {"left_hip": (x, 6.0)})], timeout=WAIT_MS)
    again.hands.fit.reset()
    assert again.page.canvas.handles()[0].x == 5.0
    again.hands.fit.end()

    stored.path.write_text('{"left_hip": "nowhere", "gills": [1, 2]}')
    again.commands.actions["adjust"].trigger()
    qtbot.waitUntil(lambda: bool(again.page.canvas.handles()), timeout=WAIT_MS)
    assert again.page.canvas.handles()[0].x == 5.0
    again.window.close()


def test_a_private_session_keeps_no_places(qtbot: QtBot, fitted: Callable[[], Any], lookroom_home: Path) -> None:
    (lookroom_home / "settings.json").write_text('{"first_run_done": true, "private_session": true}')
    app = fitted()
    (app.adjustments.folder / "job").mkdir(parents=True)
    app.window.close()
    assert not app.adjustments.folder.exists()
