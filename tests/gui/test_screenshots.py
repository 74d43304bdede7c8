"""A picture of every page and dialog in both themes, to be looked at: into ``LOOKROOM_SCREENSHOTS``, where it is set.

LOOKROOM_SCREENSHOTS=shots xvfb-run -a -s '-screen 0 1920x1080x24' python -m pytest tests/gui/test_screenshots.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from desktop.ui.theme import read_tokens
from tests.gui.conftest import PLAIN
from tests.gui.studio import open_house
from tests.gui.walk import places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.ui.theme import Name

THEMES: tuple[Name, ...] = ("dark", "light")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    asked = os.environ.get("LOOKROOM_SCREENSHOTS")
    made = Path(asked) if asked else tmp_path / "screenshots"
    made.mkdir(parents=True, exist_ok=True)
    return made


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_and_dialog_is_drawn_in_the_theme(qapp: QApplication, qtbot: QtBot, lookroom_home: Path,
                                                     tmp_path: Path, folder: Path, theme: Name) -> None:
    house = open_house(qtbot, lookroom_home)
    house.app.commands.actions[f"theme_{theme}"].trigger()
    tokens = read_tokens(theme)
    grounds = {QColor(tokens.colours[name]).rgb() for name in ("window", "panel", "canvas", "raised")}
    drawn = []
    for name, root in places(house, tmp_path):
        picture = root.grab()
        image = picture.toImage()
        corners = [image.pixel(x, y) for x in (3, image.width() - 4) for y in (3, image.height() - 4)]
        assert grounds.intersection(corners), f"{name} is not drawn in the {theme} theme"
        assert picture.save(str(folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}-{theme}.png"))
        drawn.append(name)
    house.window.close()
    qapp.setStyleSheet(PLAIN)
    assert {"studio, empty", "gallery", "preferences 0", "palette"} <= set(drawn)
