"""Bad input as a person meets it in the window: words with a remedy, never a traceback, and work that goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.folders import Folders
from desktop.presets import SUFFIX
from desktop.ui.export import ExportDialog
from engine import errors
from engine.codecs.read import read
from tests.gui.studio import House, open_house, photo_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KINDS = [kind for kind in vars(errors).values()
         if isinstance(kind, type) and issubclass(kind, errors.LookroomError)
         and kind not in (errors.LookroomError, errors.Cancelled)]
SYMBOLS = ("Traceback", "Error", "Exception", "_", "<", "{")
"""What no sentence for a person holds."""


def newest(house: House) -> str:
    return house.told()[0]


def all_words(house: House) -> str:
    return "\n".join(part.text() for part in house.window.findChildren(QLabel) if part.isVisible())


def test_every_kind_of_fault_is_told_in_words(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    assert len(KINDS) >= 13
    for kind in KINDS:
        house.engine.error = kind(f"Something like {kind.__name__.lower()} happened.", "Do this and that.")
        house.run()
        assert newest(house) == f"Something like {kind.__name__.lower()} happened. Do this and that."
    house.engine.error = None
    house.run()
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None and house.app.viewer.view.is_result)


def test_faults_that_nobody_named_are_told_in_words_too(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    for error, words in ((MemoryError(), "There is not enough memory for this photo."),
                         (ZeroDivisionError("secret"), "fault of the program"),
                         (OSError(5, "Input/output error", "/home/anna/x"), "fault of the program")):
        house.engine.error = error
        house.run()
        assert words in newest(house)
        assert newest(house).endswith(".")
        for private in ("secret", "/home", "anna", "Traceback"):
            assert private not in all_words(house)


def test_cancelled_work_is_no_fault(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    house.engine.error = errors.Cancelled()
    house.run()
    assert house.told() == []


def test_photo_that_disappears_while_open_is_told(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "anna.png"))
    shown = house.app.studio.shown
    assert shown is not None
    shown.path.unlink()
    house.run()
    house.qtbot.waitUntil(lambda: bool(house.told()))
    assert not any(symbol in newest(house) for symbol in SYMBOLS)
    other = photo_file(tmp_path / "other.png")
    house.app.commands.bring([other])
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None and house.app.viewer.view.item.name == "other.png")


def test_preset_from_a_newer_version_is_told(house: House, tmp_path: Path) -> None:
    preset = tmp_path / f"new{SUFFIX}"
    preset.write_text('{"name": "new", "tool": "cutout", "options": {}, "version": 99}', encoding="utf-8")
    house.app.presets.import_path(preset)
    assert newest(house) == ("This preset was made with a newer version of Lookroom. "
                             "Update Lookroom, or ask for a preset of an older version.")


@pytest.mark.parametrize("content", [b"\x00\xff", b'{"theme": 7, "unknown": {}}'], ids=["bytes", "values"])
def test_settings_of_nonsense_are_defaults_told_once(content: bytes, qtbot: QtBot, lookroom_home: Path) -> None:
    lookroom_home.mkdir()
    settings = Folders(lookroom_home).settings
    settings.write_bytes(content)
    house = open_house(qtbot, lookroom_home)
    assert [told for told in house.told() if "settings could not be read" in told]
    assert house.app.settings.theme == "system"
    house.window.close()
    again = open_house(qtbot, lookroom_home)
    assert not [told for told in again.told() if "settings could not be read" in told]
    again.window.close()


def blocked(folder: Path) -> Path:
    """A data folder that cannot be made: a file stands in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file")
    return folder


def test_without_a_data_folder_the_window_works_in_private(qtbot: QtBot, lookroom_home: Path, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    house = open_house(qtbot, blocked(lookroom_home))
    house.waits_for("The folder in which Lookroom keeps its photos cannot be used.")
    house.waits_for("What you make now is gone when the window closes: export what you want to keep.")
    house.bring(photo_file(tmp_path / "a.png"))
    house.run()
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None and house.app.viewer.view.is_result)
    house.window.close()
    assert lookroom_home.read_text() == "a file"
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path]
    assert not [path for path in left if path.suffix in (".png", ".jpg", ".db")], left


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is closed to root")
def test_folder_of_somebody_else_is_left_alone(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    theirs.chmod(0o500)
    house = open_house(qtbot, theirs / "lookroom")
    house.waits_for("This session is private.")
    house.window.close()
    assert list(theirs.iterdir()) == []


def long_folder(root: Path) -> Path:
    """A folder with umlauts, emoji and spaces; files in it have paths of 300 characters and more."""
    folder = root
    while len(str(folder)) < 280:
        folder /= "Größe Straße 👗📷 é à la mode"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own rule for long paths, see desktop.folders.long_path")
def test_path_of_300_characters_is_opened_worked_on_and_exported_to(house: House, tmp_path: Path) -> None:
    folder = long_folder(tmp_path)
    photo = photo_file(folder / "Brautkleid 👰 Öl auf Leinwand.png")
    assert len(str(photo)) >= 300
    house.bring(photo)
    house.run()
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None and house.app.viewer.view.is_result)
    recipe = house.app.settings.export.model_copy(update={"folder": folder, "format": "png", "pattern": "{name} ✂️"})
    house.app.change_settings(house.app.settings.model_copy(update={"export": recipe}))
    house.app.commands.actions["export"].trigger()
    dialog = next(one for one in house.window.findChildren(ExportDialog) if one.isVisible())
    with house.qtbot.waitSignal(dialog.written, timeout=10_000):
        house.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    made = folder / "Brautkleid 👰 Öl auf Leinwand ✂️.png"
    assert read(made).width == read(photo).width
    dialog.close()
