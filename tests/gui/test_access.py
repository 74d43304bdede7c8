"""Everything that can be used has a name for those who cannot see it, and the Tab key reaches all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.gui.unnamed import unnamed
from tests.gui.walk import places, seen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.studio import House

MOST = 400
"""Presses of Tab after which going round counts as endless."""


def named(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()!r}"


def stops(root: QWidget) -> set[QWidget]:
    """What Tab has to reach: visible, enabled, and not another widget's stand-in."""
    return {part for part in seen(root) if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()
            and part.focusProxy() is None and part.isVisible()}


def reached(house: House, root: QWidget, key: Qt.Key) -> set[QWidget]:
    """What one round with ``key`` reaches, from wherever the focus is."""
    found: list[QWidget] = []
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or root, key)
        now = QApplication.focusWidget()
        assert now is not None, "the focus got lost"
        if now in found:
            break
        found.append(now)
    return set(found)


def by_arrows(part: QWidget, there: set[QWidget]) -> bool:
    """Whether it is one of several of which Tab reaches the chosen one, and arrow keys the others."""
    group = part.group() if isinstance(part, QAbstractButton) else None
    return group is not None and group.exclusive() and not there.isdisjoint(group.buttons())


def test_everything_has_a_name_and_is_reached_by_tab(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = []
    for name, root in places(house, tmp_path):
        wrong += [f"{name}: {text} has no name" for text in unnamed(root)]
        if name == "palette":  # arrow keys move in its list while the line keeps the focus
            continue
        root.activateWindow()
        qtbot.waitUntil(root.isActiveWindow)
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            there = reached(house, root, key)
            missed = {part for part in stops(root) - there if not by_arrows(part, there)}
            wrong += [f"{name}: {named(part)} is not reached by {key.name}" for part in missed]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_arrow_keys_choose_among_tools(house: House, qtbot: QtBot) -> None:
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)
    tools = list(house.app.studio.tools)
    button = house.app.page.tools.button(house.app.studio.tool.id)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: house.app.studio.tool.id in tools and house.app.studio.tool.id != "garment")
