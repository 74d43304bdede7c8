"""Through the whole studio: a photo that was brought in, worked on and dragged out expires, and no byte of it stays."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop import log
from desktop.folders import Folders
from engine.codecs.files import replace_file
from tests.desktop.history.conftest import MARKER, traces
from tests.gui.studio import open_house, photo_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot


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
        house.run()
        app = house.app
        qtbot.waitUntil(lambda: len(app.strip.everything()) == 2, timeout=10_000)
        app.outgoing.files(app.strip.everything())
        logging.getLogger("lookroom.test").warning("could not read %s", photo)
        assert traces(lookroom_home)
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
