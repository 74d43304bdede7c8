"""The dialogs in the whole window: first steps once, private sessions that leave nothing, everything deleted."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog

from desktop.app import app_of, build_window
from desktop.folders import Folders
from desktop.history.records import Query
from desktop.settings import load
from desktop.ui.export import ExportDialog
from desktop.ui.first_run import FirstRunDialog
from engine.codecs.formats import FORMATS
from engine.codecs.write import encode
from engine.photo import Photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.wiring import App

MARKER = b"LOOKROOM-MARKER-4711"


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, lookroom_home: Path) -> Iterator[App]:
    window = build_window(lookroom_home)
    window.show()
    made = app_of(window)
    qtbot.waitUntil(lambda: made.settings.first_run_done or bool(shown(made, FirstRunDialog)))
    yield made
    window.close()
    window.deleteLater()


def shown(app: App, kind: type[QDialog]) -> list[QDialog]:
    return [dialog for dialog in app.window.findChildren(kind) if dialog.isVisible()]


def bring(app: App, qtbot: QtBot, folder: Path) -> None:
    """A photo whose file can be found again by its bytes."""
    path = folder / "client.png"
    path.write_bytes(encode(Photo(np.full((60, 60, 3), 200, np.uint8)), FORMATS["png"]) + MARKER)
    app.commands.bring([path])
    qtbot.waitUntil(lambda: len(app.strip.everything()) == 1)


def hits(home: Path) -> list[str]:
    found = []
    for folder, _, names in os.walk(home):  # passes over folders that go while this looks
        for name in names:
            with suppress(FileNotFoundError):  # it goes while this looks
                if MARKER in Path(folder, name).read_bytes():
                    found.append(name)
    return found


def test_first_steps_are_shown_once(app: App, qtbot: QtBot, lookroom_home: Path) -> None:
    dialog = shown(app, FirstRunDialog)[0]
    dialog.reject()
    assert load(Folders(lookroom_home))[0].first_run_done
    app.window.actions_table["first_run"].trigger()
    assert shown(app, FirstRunDialog), "and again when asked for"


def test_no_dialog_outlives_the_window(app: App, qtbot: QtBot, lookroom_home: Path) -> None:
    dialog = shown(app, FirstRunDialog)[0]
    app.window.close()
    assert not dialog.isVisible()
    assert not load(Folders(lookroom_home))[0].first_run_done, "the steps were not seen to their end"


def test_every_dialog_opens_from_its_action(app: App, qtbot: QtBot) -> None:
    shown(app, FirstRunDialog)[0].reject()
    for name in ("preferences", "hot_folders", "batch", "about"):
        app.window.actions_table[name].trigger()
        dialogs = shown(app, QDialog)
        assert len(dialogs) == 1, name
        dialogs[0].close()


def test_a_private_session_leaves_nothing(app: App, qtbot: QtBot, lookroom_home: Path, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.dialogs, "sure", lambda *words: True)
    app.dialogs._choose_private(True)
    qtbot.waitUntil(lambda: app.archive.history().private)
    assert app.dialogs._private.isVisible()
    bring(app, qtbot, tmp_path)
    assert hits(lookroom_home)
    app.dialogs._choose_private(False)
    qtbot.waitUntil(lambda: hits(lookroom_home) == [] and app.strip.everything() == [])
    assert not app.archive.history().private and not app.dialogs._private.isVisible()


def test_everything_is_deleted_when_asked(app: App, qtbot: QtBot, lookroom_home: Path, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    bring(app, qtbot, tmp_path)
    assert hits(lookroom_home)
    monkeypatch.setattr(app.dialogs, "sure", lambda *words: False)
    app.dialogs._delete_everything()
    assert len(app.strip.everything()) == 1
    monkeypatch.setattr(app.dialogs, "sure", lambda *words: True)
    forgot: list[bool] = []
    monkeypatch.setattr(app.runner.engine, "forget", lambda: forgot.append(True))
    app.dialogs._delete_everything()
    qtbot.waitUntil(lambda: app.strip.everything() == [] and hits(lookroom_home) == [])
    assert list(app.archive.history().search(Query())) == [] and app.studio.shown is None
    assert forgot


def test_a_shorter_retention_is_asked_about(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.dialogs, "sure", lambda *words: False)
    app.dialogs._choose_retention(1.0)
    assert app.settings.retention_hours == 24
    app.dialogs._choose_retention(None)
    assert app.settings.retention_hours is None, "a longer one needs no question"
    monkeypatch.setattr(app.dialogs, "sure", lambda *words: True)
    app.dialogs._choose_retention(1.0)
    assert app.settings.retention_hours == 1


def test_a_photo_is_exported_and_the_choice_remembered(app: App, qtbot: QtBot, lookroom_home: Path,
                                                       tmp_path: Path) -> None:
    shown(app, FirstRunDialog)[0].reject()
    bring(app, qtbot, tmp_path)
    qtbot.waitUntil(lambda: app.viewer.view is not None)
    app.window.actions_table["export"].trigger()
    dialog = shown(app, ExportDialog)[0]
    assert isinstance(dialog, ExportDialog)
    dialog.form.folder.setText(str(tmp_path))
    dialog.form.format.button("tiff").click()
    dialog.form.pattern.setText("{name}_print")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert (tmp_path / "client_print.tif").is_file()
    kept = load(Folders(lookroom_home))[0].export
    assert kept.format == "tiff" and kept.pattern == "{name}_print" and kept.folder == tmp_path


def test_keys_mean_the_page_that_is_on_show(app: App, qtbot: QtBot, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(app.commands, "sure_to_delete", lambda count: bool(asked.append(count)))
    bring(app, qtbot, tmp_path)
    qtbot.waitUntil(lambda: app.viewer.view is not None)
    actions = app.window.actions_table
    actions["gallery"].trigger()
    assert not actions["run"].isEnabled() and not actions["zoom_in"].isEnabled()
    actions["delete"].trigger()
    assert asked == [], "the studio's picture is not meant while the gallery is on show"
    actions["studio"].trigger()
    actions["delete"].trigger()
    assert asked == [1]
