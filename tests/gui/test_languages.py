"""Nothing is cut off in German and in a language 40 % longer, and nothing lies over another from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt

from desktop.ui import language
from tests.fakes.pseudo import Pseudo, stretched
from tests.gui.studio import open_house
from tests.gui.walk import clipped, overlaps, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    Speaker = Callable[[str], None]


@pytest.fixture
def speaking(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    """Has the windows of this test speak a language: "de", "pseudo", or "mirrored" (English from right to left)."""
    pseudo, before, real = Pseudo(), QLocale(), language.speak

    def choose(wanted: str) -> None:
        def speak(program: QApplication, choice: str) -> str:
            real(program, "de" if wanted == "de" else "en")
            if wanted == "pseudo":
                program.installTranslator(pseudo)
            if wanted == "mirrored":
                program.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            return wanted

        for module in ("desktop.app", "desktop.wiring"):
            monkeypatch.setattr(f"{module}.speak", speak, raising=False)

    yield choose
    qapp.removeTranslator(pseudo)
    language.fall_silent(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


def test_pseudo_words_are_longer_and_keep_what_is_inserted() -> None:
    assert len(stretched("Use as {name}")) >= 1.4 * len("Use as {name}")
    assert "{name}" in stretched("Use as {name}")
    assert "%n" in stretched("%n photos")


@pytest.mark.parametrize("wanted", ["de", "pseudo"])
def test_nothing_is_cut_off(wanted: str, speaking: Speaker, qtbot: QtBot, lookroom_home: Path, tmp_path: Path) -> None:
    speaking(wanted)
    house = open_house(qtbot, lookroom_home)
    wrong = {f"{name}: {text}" for name, root in places(house, tmp_path) for text in clipped(root)}
    house.window.close()
    assert not wrong, "\n".join(sorted(wrong))


def test_right_to_left_is_a_mirror(speaking: Speaker, qtbot: QtBot, lookroom_home: Path, tmp_path: Path) -> None:
    speaking("mirrored")
    house = open_house(qtbot, lookroom_home)
    wrong = set()
    for name, root in places(house, tmp_path):
        wrong |= {f"{name}: {text}" for text in overlaps(root) + clipped(root)}
        if name == "studio, empty":
            tools, inspector = house.app.page.tools, house.app.page.inspector
            assert tools.mapTo(root, tools.rect().center()).x() > inspector.mapTo(root, inspector.rect().center()).x()
    house.window.close()
    assert not wrong, "\n".join(sorted(wrong))
