"""Preferences, watched folders' page, first steps, about and lookbook as a person uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QMainWindow

from desktop.folders import Folders
from desktop.jobs.batch import Batches
from desktop.presets import Preset
from desktop.settings import Export, HotFolder, Settings
from desktop.state.items import Item
from desktop.state.licences import parts
from desktop.state.thumbs import Thumbs
from desktop.ui.about import AboutDialog
from desktop.ui.actions import TABLE, Actions
from desktop.ui.batch import BatchDialog
from desktop.ui.first_run import FirstRunDialog
from desktop.ui.hotfolder import HotFolderDialog
from desktop.ui.preferences import PreferencesDialog
from engine.tools.base import tools
from tests.gui.unnamed import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.jobs.runner import Runner
    from desktop.ui.icons import Icons


@pytest.fixture
def dialog(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PreferencesDialog]:
    window = QMainWindow()
    qtbot.addWidget(window)
    settings = Settings(hot_folders=(HotFolder(path=tmp_path, tool="cutout"),))
    made = PreferencesDialog(icons, settings, Actions(window, icons, {}), Folders(tmp_path), tools(), (), window)
    made.show()
    yield made
    window.close()


def test_choices_take_effect_at_once(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.general.theme.button("light").click()
    assert changed.args[0].theme == "light"
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.general.motion.click()
    assert changed.args[0].reduced_motion and changed.args[0].theme == "light", "nothing chosen before is lost"
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.general.language.setCurrentIndex(dialog.general.language.findData("de"))
    assert changed.args[0].language == "de"


def test_retention_is_asked_for_and_shown(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    retention = dialog.privacy.retention
    assert retention.currentData() == 24
    with qtbot.waitSignal(dialog.retention_chosen) as chosen:
        retention.setCurrentIndex(retention.count() - 1)
    assert chosen.args == [None]
    dialog.show_settings(Settings(retention_hours=36))
    assert retention.currentData() == 36 and "36" in retention.currentText()


def test_words_about_deleting_are_honest(dialog: PreferencesDialog) -> None:
    from PySide6.QtWidgets import QLabel

    words = " ".join(part.text() for part in dialog.privacy.findChildren(QLabel))
    assert "unlinked" in words and "not shredded" in words


def test_keys_are_given_and_taken_away(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    keys = dialog.keys
    keys.choose("export")
    with qtbot.waitSignal(dialog.changed) as changed:
        keys.keys.setKeySequence(QKeySequence("Ctrl+O"))
    assert changed.args[0].shortcuts == {"open": "", "export": "Ctrl+O"}
    assert "Open photos" in keys.note.text()
    with qtbot.waitSignal(dialog.changed) as changed:
        keys.usual.click()
    assert changed.args[0].shortcuts == {"open": ""}
    with qtbot.waitSignal(dialog.changed) as changed:
        keys.reset.click()
    assert changed.args[0].shortcuts == {}


def test_no_two_actions_begin_with_the_same_keys() -> None:
    given = [QKeySequence(spec.shortcut).toString() for spec in TABLE if spec.shortcut]
    assert len(given) == len(set(given))


def test_actions_are_found_by_words_and_keys(dialog: PreferencesDialog) -> None:
    dialog.keys.search.setText("quit")
    shown = [item for item in dialog.keys._items.values() if not item.isHidden()]
    assert [item.text(0) for item in shown] == ["Quit Lookroom"]
    dialog.keys.search.setText("ctrl+q")
    assert [item.text(0) for item in dialog.keys._items.values() if not item.isHidden()] == ["Quit Lookroom"]


def test_every_control_of_the_preferences_has_a_name(dialog: PreferencesDialog) -> None:
    assert unnamed(dialog) == []


# Watched folders


def test_a_watched_folder_rests_and_goes(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    page = dialog.hot_folders
    with qtbot.waitSignal(dialog.changed) as changed:
        page.set_active(0, False)
    assert not changed.args[0].hot_folders[0].active
    with qtbot.waitSignal(dialog.changed) as changed:
        page.remove(0)
    assert changed.args[0].hot_folders == ()


def test_a_folder_is_set_up_with_all_that_its_tool_needs(qtbot: QtBot, icons: Icons, tmp_path: Path) -> None:
    presets = [Preset(name="Grey", tool="garment", options={"mode": "draft"}),
               Preset(name="Other", tool="cutout", options={})]
    dialog = HotFolderDialog(icons, tools(), presets)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.tool.setCurrentIndex(dialog.tool.findData("garment"))
    assert dialog.folder() is None and not dialog.go.isEnabled()
    dialog.path.set_path(tmp_path)
    assert dialog.folder() is None, "the garment is missing"
    dialog.others[0].set_path(tmp_path / "polo.jpg")
    dialog.preset.setCurrentIndex(1)
    folder = dialog.folder()
    assert folder is not None and dialog.go.isEnabled()
    assert folder.preset == "Grey" and folder.options == {"mode": "draft"}
    assert folder.others == (tmp_path / "polo.jpg",)
    dialog.output.set_path(tmp_path)
    assert dialog.folder() is None and dialog.note.text(), "results would arrive in the watched folder"
    assert unnamed(dialog) == []


# First steps and about


def test_three_steps_lead_to_the_first_photo(qtbot: QtBot, icons: Icons) -> None:
    dialog = FirstRunDialog(icons, 24)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.hours.value() == "24" and not dialog.back.isVisible()
    dialog.next.click()
    dialog.next.click()
    assert dialog.page == 2 and not dialog.skip.isVisible()
    with qtbot.waitSignal(dialog.retention_chosen) as chosen:
        dialog.hours.button("never").click()
    assert chosen.args == [None]
    with qtbot.waitSignals([dialog.accepted, dialog.open_wanted]):
        dialog.next.click()
    assert unnamed(dialog) == []


def test_steps_can_be_skipped(qtbot: QtBot, icons: Icons) -> None:
    dialog = FirstRunDialog(icons, None)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        dialog.skip.click()


def test_licences_are_listed_from_the_ledger(qtbot: QtBot) -> None:
    found = {part.name: part for part in parts()}
    assert found["pyside6-essentials"].licence == "LGPL-3.0-only" and found["numpy"].version
    assert found["starter-pose"].model and not found["starter-pose"].version
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert dialog.list.topLevelItemCount() == len(parts()) and dialog.why.text()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.facts() and "Lookroom" in dialog.facts()
    assert unnamed(dialog) == []


# Lookbook


@pytest.fixture
def batch(qtbot: QtBot, icons: Icons, runner: Runner, tmp_path: Path) -> Iterator[BatchDialog]:
    window = QDialog()
    qtbot.addWidget(window)
    thumbs = Thumbs(runner, lambda item_id, data: None)
    made = BatchDialog(icons, thumbs, Batches(runner, runner.bridge), tools()["garment"], {}, Export(folder=tmp_path),
                       window)
    made.show()
    yield made
    window.close()


def test_every_photo_meets_every_garment(qtbot: QtBot, batch: BatchDialog, tmp_path: Path) -> None:
    assert not batch.go.isEnabled()
    items = [Item(uuid4(), f"{name}.jpg", tmp_path / f"{name}.jpg", "photo") for name in "abcde"]
    batch.piles[0].add_items(items[:2])
    batch.piles[0].add_items(items[:2])
    batch.piles[1].add_items(items[2:])
    order = batch.order()
    assert order is not None and batch.go.isEnabled() and "6" in batch.go.text()
    assert [entry.name for entry in order.people] == ["a.jpg", "b.jpg"] and order.suffix == ".jpg"
    take_off = [button for button in batch.findChildren(QAbstractButton) if button.toolTip().startswith("Take the")]
    assert not any(button.isEnabled() for button in take_off)
    batch.piles[1].item(0).setSelected(True)
    next(button for button in take_off if button.isEnabled()).click()
    assert not any(button.isEnabled() for button in take_off)
    assert "4" in batch.go.text()
    assert unnamed(batch) == []


def test_looks_that_fail_are_told(qtbot: QtBot, batch: BatchDialog, tmp_path: Path) -> None:
    items = [Item(uuid4(), f"{name}.jpg", tmp_path / f"{name}.jpg", "photo") for name in "ab"]
    batch.piles[0].add_items(items[:1])
    batch.piles[1].add_items(items[1:])
    batch.start()
    assert batch.running
    qtbot.waitUntil(lambda: not batch.running and batch.go.text() != "Stop", timeout=10_000)
    assert "missing" in batch.note.text() and batch.go.isEnabled()
    assert batch.windowModality() is Qt.WindowModality.NonModal
