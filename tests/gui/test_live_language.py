"""Another language is spoken at once: a window that switches says what one says that was started in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)

from desktop.settings import HotFolder
from desktop.ui import language
from desktop.ui.preferences import PreferencesDialog
from desktop.ui.speaking import _Line
from engine.errors import UsageError
from tests.fakes.pseudo import Pseudo
from tests.gui.studio import House, open_house, photo_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Said = tuple[str, ...]


@pytest.fixture
def languages(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system speaks a language that is 40 % longer than English and is read from right to left."""
    pseudo, before, real = Pseudo(), QLocale(), language.speak

    def speak(program: QApplication, choice: str) -> str:
        program.removeTranslator(pseudo)
        real(program, "en" if choice == "system" else choice)
        if choice == "system":
            program.installTranslator(pseudo)
            program.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return choice

    monkeypatch.setattr("desktop.wiring.speak", speak)
    yield
    qapp.removeTranslator(pseudo)
    language.fall_silent(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


def words_of(part: QWidget | QAction) -> Said:
    """Everything that a widget or an action says, to eyes and to ears."""
    if isinstance(part, QAction):
        return part.text(), part.toolTip(), part.iconText()
    said = [part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.statusTip(),
            part.windowTitle() if part.isWindow() else ""]
    if isinstance(part, QLabel | QAbstractButton | QAbstractSpinBox):
        said.append(part.text())
    if isinstance(part, QLineEdit):
        said += [part.text(), part.placeholderText()]
    if isinstance(part, QComboBox):
        said += [part.itemText(row) for row in range(part.count())]
    if isinstance(part, QTreeWidget):
        rows = QTreeWidgetItemIterator(part)
        while (item := rows.value()) is not None:
            said += [item.text(0), item.text(1)]
            rows += 1
    return tuple(said)


def tree(root: QWidget, path: str = "") -> Iterator[tuple[str, Said]]:
    """Every widget and action below ``root`` in order, with what it says. Parts of Qt's own are left to Qt."""
    yield path, words_of(root)
    for number, action in enumerate(root.actions()):
        yield f"{path} action {number}", words_of(action)
    parts = [part for part in root.children() if isinstance(part, QWidget)
             and not part.objectName().startswith("qt_") and not part.inherits("QComboBoxPrivateContainer")]
    for number, part in enumerate(parts):
        yield from tree(part, f"{path}/{type(part).__name__}[{number}]")


def differences(switched: list[tuple[str, Said]], started: list[tuple[str, Said]]) -> list[str]:
    assert [place for place, _ in switched] == [place for place, _ in started]
    return [f"{place}: {one} for {other}" for (place, one), (_, other) in zip(switched, started, strict=True)
            if one != other]


def filled(qtbot: QtBot, home: Path, photos: Path, wanted: str) -> House:
    """A window in the language ``wanted`` with a result, a failed job, a notice, the gallery and its dialogs."""
    home.mkdir(parents=True)
    (home / "settings.json").write_text(f'{{"first_run_done": true, "language": "{wanted}"}}')
    house = open_house(qtbot, home)
    app = house.app
    app.change_settings(app.settings.model_copy(update={
        "hot_folders": (HotFolder(path=photos / "gone", tool="cutout", active=False),), "retention_hours": 5.0}))
    house.bring(photo_file(photos / "anna.png"))
    house.run()
    house.engine.error = UsageError("The photo needs more memory than it may have.", "Choose a smaller photo.")
    house.run()
    app.studio.choose_tool("garment")
    app.page.inspector.form.unfold(True)  # type: ignore[union-attr]
    app.window.show_page("gallery")
    qtbot.waitUntil(lambda: app.pages.gallery.rowCount() > 1)
    grid = app.pages.gallery_page.grid
    grid.setCurrentIndex(app.pages.gallery.index(1))
    qtbot.waitUntil(lambda: bool(app.pages.gallery_page.selected()))
    app.dialogs.batch()
    app.dialogs.first_run()
    app.dialogs.preferences("privacy")
    qtbot.wait(60)
    return house


@pytest.mark.parametrize("to", ["de", "system", "en"])
def test_switched_window_says_what_a_started_one_says(languages: None, qapp: QApplication, qtbot: QtBot, to: str,
                                                      tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    switched = filled(qtbot, tmp_path / "switched", photos, "de" if to == "en" else "en")
    dialog = switched.window.findChildren(PreferencesDialog)[0]
    before = dict(tree(switched.window))
    with qtbot.waitSignal(switched.window.retold):
        dialog.general.language.setCurrentIndex(dialog.general.language.findData(to))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[call-overload]
    found, direction = list(tree(switched.window)), switched.window.layoutDirection()
    assert dict(found) != before
    switched.window.close()
    started = filled(qtbot, tmp_path / "started", photos, to)
    wanted = list(tree(started.window))
    assert started.window.layoutDirection() is direction
    started.window.close()
    wrong = differences(found, wanted)
    assert not wrong, "\n".join(wrong)


def test_switching_to_and_fro_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    photos, locale = tmp_path / "photos", QLocale()
    photos.mkdir()
    house = filled(qtbot, tmp_path / "home", photos, "en")
    cell = house.app.pages.gallery_page._cell
    counts, styles = [], set()
    for word in ("de", "en", "de", "en"):
        with qtbot.waitSignal(house.window.retold):
            house.app.change_settings(house.app.settings.model_copy(update={"language": word}))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[call-overload]
        counts.append(len(house.window.findChildren(_Line)))
        styles.add(cell.style)
    house.window.close()
    language.fall_silent(qapp)
    QLocale.setDefault(locale)
    assert len(set(counts)) == 1
    assert len(styles) == 4, "cells that are kept as pictures are drawn anew"
