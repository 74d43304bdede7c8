"""The tokens: enough contrast, complete in both themes, and used by style sheet and icons alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from desktop.ui.theme import Theme, contrast, palette_of, read_tokens, style_sheet, text_pairs
from engine.resources import resource

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.icons import Icons
    from desktop.ui.theme import Name

THEMES: tuple[Name, ...] = ("dark", "light")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read(name: Name) -> None:
    colours = read_tokens(name).colours
    weak = {f"{text} on {surface}": round(contrast(colours[text], colours[surface]), 2)
            for text, surface in text_pairs() if contrast(colours[text], colours[surface]) < 4.5}
    assert not weak


@pytest.mark.parametrize("name", THEMES)
def test_focus_and_controls_stand_out_from_their_ground(name: Name) -> None:
    colours = read_tokens(name).colours
    assert all(contrast(colours["accent"], colours[surface]) >= 3 for surface in ("panel", "window", "field"))


def test_both_themes_have_the_same_tokens() -> None:
    assert set(read_tokens("dark").colours) == set(read_tokens("light").colours)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_uses_tokens_only(name: Name) -> None:
    text = style_sheet(read_tokens(name))
    own = set(re.findall(r"#[0-9a-fA-F]{6}", resource("theme", "studio.qss").read_text(encoding="utf-8")))
    assert not own
    assert "$" not in text


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_has_the_tokens(name: Name) -> None:
    tokens = read_tokens(name)
    assert palette_of(tokens).color(QPalette.ColorRole.Window) == QColor(tokens.colours["panel"])


def test_another_theme_repaints_the_same_icons(theme: Theme, icons: Icons) -> None:
    icon = icons.icon("close")
    before = _ink(icon)
    theme.choose("light")
    assert _ink(icon) == QColor(theme.tokens.colours["text"]).name()
    assert before != _ink(icon)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("kind", [QLineEdit, QListWidget])
def test_words_in_empty_fields_can_be_read(kind: type[QWidget], name: Name, theme: Theme, qtbot: QtBot) -> None:
    theme.choose(name)
    part = kind()
    qtbot.addWidget(part)
    part.ensurePolished()
    assert part.palette().placeholderText().color() == QColor(theme.tokens.colours["quiet"]), "Qt would halve it"


def test_choosing_tells_only_of_a_change(theme: Theme) -> None:
    told: list[int] = []
    theme.changed.connect(lambda: told.append(1))
    theme.choose("dark")
    assert not told
    theme.choose("light")
    assert theme.choice == "light"
    assert told


def _ink(icon: QIcon) -> str:
    """The colour of the most opaque pixel."""
    image = icon.pixmap(QSize(48, 48)).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    best = max(points, key=lambda point: image.pixelColor(*point).alpha())
    return image.pixelColor(*best).name()
