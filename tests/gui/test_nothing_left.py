"""Through the whole studio: a photo that was brought in, worked on and dragged out expires, and no byte of it stays."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from desktop import log
from desktop.folders import Folders
from engine.codecs.files import replace_file
from tests.desktop.history.conftest import MARKER, traces
from tests.fakes.painter import Painter
from tests.gui.studio import open_house, photo_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from desktop.jobs.job import Outcome


def name_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layers carry the marker too."""
    plain = Painter.run

    def run(self: Painter, *given: Any) -> Outcome:
        outcome = plain(self, *given)
        return replace(outcome, layers=tuple(replace(layer, name=MARKER) for layer in outcome.layers or ()))

    monkeypatch.setattr(Painter, "run", run)


def test_no_byte_of_an_expired_photo_is_left(
        qtbot: QtBot, lookroom_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / f"Kunde {MARKER}"
    folder.mkdir()
    photo = photo_file(folder / f"{MARKER} Braut.png")
    replace_file(photo, photo.read_bytes() + MARKER.encode())
    handler = log.start(Folders(lookroom_home))
    try:
        house = open_house(qtbot, lookroom_home)
        house.bring(photo)
        name_layers(monkeypatch)
        house.run()
        app = house.app
        qtbot.waitUntil(lambda: len(app.strip.everything()) == 2, timeout=10_000)
        app.outgoing.files(app.strip.everything())
        logging.getLogger("lookroom.test").warning("could not read %s", photo)
        layers = [name for name in traces(lookroom_home) if "artifact" in name]
        assert len(layers) == 1
        assert traces(lookroom_home / "logs") == []
        history = app.archive.history()
        later = history._room.clock.steady() + timedelta(hours=24).total_seconds()
        monkeypatch.setattr(history._room.clock, "steady", lambda: later)
        app.outgoing.clear()
        app.sweep()
        qtbot.waitUntil(lambda: traces(lookroom_home) == [], timeout=10_000)
        qtbot.waitUntil(lambda: app.strip.everything() == [], timeout=10_000)
        house.window.close()
    finally:
        log.stop(handler)
    assert traces(lookroom_home) == []


def test_what_expires_goes_within_a_minute(qtbot: QtBot, lookroom_home: Path) -> None:
    """Qt lets such a timer be late by a twentieth; the other half is for the deletion itself."""
    house = open_house(qtbot, lookroom_home)
    sweeps = house.app._sweeps
    qtbot.waitUntil(sweeps.isActive)
    assert sweeps.timerType() is Qt.TimerType.CoarseTimer and sweeps.interval() * 1.05 < 35_000
    house.window.close()
    assert not sweeps.isActive()


def test_a_private_session_leaves_no_byte_of_a_result(
        qtbot: QtBot, lookroom_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lookroom_home.mkdir(parents=True)
    (lookroom_home / "settings.json").write_text('{"first_run_done": true, "private_session": true}')
    house = open_house(qtbot, lookroom_home)
    house.bring(photo_file(tmp_path / f"{MARKER}.png"))
    name_layers(monkeypatch)
    house.run()
    qtbot.waitUntil(lambda: len(house.app.strip.everything()) == 2, timeout=10_000)
    assert [name for name in traces(lookroom_home) if "artifact" in name]
    house.window.close()
    assert traces(lookroom_home) == []


def test_deleting_everything_takes_the_layers_too(
        qtbot: QtBot, lookroom_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(qtbot, lookroom_home)
    house.bring(photo_file(tmp_path / f"{MARKER}.png"))
    name_layers(monkeypatch)
    house.run()
    qtbot.waitUntil(lambda: len(house.app.strip.everything()) == 2, timeout=10_000)
    assert traces(lookroom_home)
    house.app.archive.history().delete_everything()
    assert traces(lookroom_home) == []
    assert list((lookroom_home / "photos").iterdir()) == []
    house.window.close()


def test_what_was_ordered_deleted_goes_though_the_window_closes_before(
        qtbot: QtBot, lookroom_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, gate = open_house(qtbot, lookroom_home), Event()
    house.bring(photo_file(tmp_path / f"{MARKER}.png"))
    name_layers(monkeypatch)
    house.run()
    assert traces(lookroom_home)
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *_: True)
    for _ in range(2):  # as many as the lane has threads
        house.app.runner.aside(lambda: gate.wait(10), lambda _: None)
    moved = house.app.adjustments.folder / "anchors.json"
    moved.parent.mkdir(parents=True, exist_ok=True)
    moved.write_text("{}")
    house.app.dialogs._delete_everything()
    house.window.ask_before_close(lambda: gate.set() or True)
    house.window.close()
    assert traces(lookroom_home) == []
    assert not moved.exists()
