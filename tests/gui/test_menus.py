"""The menu bar comes from the table of actions, is reached by keyboard, and macOS gets what it puts elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from desktop.program import Program
from desktop.ui.actions import GROUPS, TABLE
from desktop.ui.canvas.types import Compare
from installer.translations import FOLDER, messages
from tests.gui.studio import House, open_house, photo_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot, lookroom_home: Path) -> Iterator[House]:
    made = open_house(qtbot, lookroom_home)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    made.window.close()


def test_every_action_stands_in_its_menu_once(house: House) -> None:
    menus = house.window.menus
    assert list(menus) == list(GROUPS)
    assert [action.menu() for action in house.window.menuBar().actions()] == list(menus.values())
    for group, menu in menus.items():
        found = [action.objectName() for action in menu.actions() if action.objectName()]
        assert found == [spec.id for spec in TABLE if spec.group == group]


def test_tools_are_chosen_in_their_menu(house: House) -> None:
    actions = {action.text(): action for action in house.app.commands.tool_actions}
    assert actions["Try a garment on"].isChecked()
    actions["Cut out"].trigger()
    assert house.app.studio.tool.id == "cutout" and actions["Cut out"].isChecked()
    house.app.studio.choose_tool("garment")
    assert actions["Try a garment on"].isChecked() and not actions["Cut out"].isChecked()


def test_menu_marks_how_before_and_after_are_shown(house: House) -> None:
    actions = house.app.commands.actions

    def checked() -> list[str]:
        return [action.objectName() for action in actions if action.objectName().startswith("compare_")
                and action.isChecked()]

    assert checked() == ["compare_off"]
    for _ in range(2):  # also when it is chosen again
        house.app.commands._compare(Compare.SPLIT)
        assert checked() == ["compare_split"]


def test_macos_moves_only_what_belongs_to_the_program_itself(house: House) -> None:
    roles = QAction.MenuRole
    there = {action.objectName(): action.menuRole() for menu in house.window.menus.values() for action in menu.actions()
             if not action.isSeparator() and action.menu() is None}
    assert {name: role for name, role in there.items() if role is not roles.NoRole} == {
        "about": roles.AboutRole, "preferences": roles.PreferencesRole, "quit": roles.QuitRole}
    house.app.recent.show_paths([])
    assert QMenuBar().isNativeMenuBar() == house.window.menuBar().isNativeMenuBar(), "where the system has one"


def test_recent_files_called_like_a_command_stay_files(house: House, tmp_path: Path) -> None:
    house.app.recent.show_paths([photo_file(tmp_path / "about.png")])
    assert [action.menuRole() for action in house.app.recent.actions()] == [QAction.MenuRole.NoRole]


def test_alt_and_a_letter_open_a_menu(house: House) -> None:
    for menu in house.window.menus.values():
        key = Qt.Key(ord(menu.title()[menu.title().index("&") + 1].upper()))
        QTest.keyClick(house.window, key, Qt.KeyboardModifier.AltModifier)
        house.qtbot.waitUntil(menu.isVisible)
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        house.qtbot.waitUntil(lambda menu=menu: not menu.isVisible())
        house.window.menuBar().setActiveAction(None)  # type: ignore[arg-type]


def test_alt_alone_and_arrows_reach_every_menu(house: House) -> None:
    bar = house.window.menuBar()
    QTest.keyPress(house.window, Qt.Key.Key_Alt)
    QTest.keyRelease(house.window, Qt.Key.Key_Alt)
    house.qtbot.waitUntil(lambda: bar.activeAction() is not None)
    seen: list[QMenu] = []
    for _ in house.window.menus:
        seen.append(bar.activeAction().menu())  # type: ignore[arg-type]
        QTest.keyClick(bar, Qt.Key.Key_Right)
    assert seen == list(house.window.menus.values())
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    house.qtbot.waitUntil(lambda: bar.activeAction() is None)


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_menu_has_a_letter_of_its_own(language: str) -> None:
    titles = {source: done[0] or source for context, source, _, done in messages(FOLDER / f"lookroom_{language}.ts")
              if context == "Actions" and source in GROUPS}
    letters = [title[title.index("&") + 1].lower() for title in titles.values()]
    assert len(letters) == len(GROUPS) and max(Counter(letters).values()) == 1


def test_files_that_the_system_asks_to_open_are_opened(house: House, qapp: QApplication, tmp_path: Path) -> None:
    assert isinstance(qapp, Program)
    photos = [photo_file(tmp_path / name) for name in ("Porträt 👗 eins.png", "zwei.png")]
    qapp.files_came.connect(house.app.come_forward)
    with house.qtbot.waitSignal(qapp.files_came) as told:
        for photo in photos:
            QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(photo)))
    assert told.args == [photos], "what comes together is told together"
    qapp.files_came.disconnect(house.app.come_forward)
    house.qtbot.waitUntil(lambda: {item.name for item in house.app.strip.items()} == {photo.name for photo in photos})
