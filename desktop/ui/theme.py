"""Dark, light and system theme: tokens read from one file, turned into a palette and a style sheet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from engine.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

Choice = Literal["system", "dark", "light"]
Name = Literal["dark", "light"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: ``colours`` as #RRGGBB, ``size`` and ``type`` in logical pixels, by name."""

    name: Name
    colours: Mapping[str, str]
    size: Mapping[str, int]
    type: Mapping[str, int]

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """A colour of the theme; ``alpha`` 0..1."""
        colour = QColor(self.colours[name])
        colour.setAlphaF(alpha)
        return colour


def read_tokens(name: Name) -> Tokens:
    """The theme ``name`` out of resources/theme/tokens.toml."""
    content = tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))
    return Tokens(name, content[name], content["size"], content["type"])


def text_pairs() -> list[tuple[str, str]]:
    """Every (text colour, surface) pair that the window uses."""
    content = tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))
    return [(text, surface) for text, surfaces in content["text_on"].items() for surface in surfaces]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style_sheet(tokens: Tokens) -> str:
    """resources/theme/studio.qss with the tokens filled in; its icons are named by their path."""
    text = resource("theme", "studio.qss").read_text(encoding="utf-8")
    values = {**tokens.colours, **{f"type_{name}": str(size) for name, size in tokens.type.items()},
              **{f"size_{name}": str(size) for name, size in tokens.size.items()}}
    return Template(text).substitute(values)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for everything that the style sheet does not name."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in ((roles.Window, "panel"), (roles.WindowText, "text"), (roles.Base, "field"),
                       (roles.AlternateBase, "panel"), (roles.Text, "text"), (roles.Button, "raised"),
                       (roles.ButtonText, "text"), (roles.BrightText, "danger"), (roles.ToolTipBase, "raised"),
                       (roles.ToolTipText, "text"), (roles.PlaceholderText, "quiet"), (roles.Highlight, "accent"),
                       (roles.HighlightedText, "on_accent"), (roles.Link, "accent"), (roles.LinkVisited, "accent"),
                       (roles.Light, "hover"), (roles.Midlight, "raised"), (roles.Mid, "line"), (roles.Dark, "line"),
                       (roles.Shadow, "shade"), (roles.Accent, "accent")):
        palette.setColor(role, tokens.colour(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.colour("disabled"))
    return palette


class Theme(QObject):
    """The theme in use. ``changed`` tells widgets that paint themselves to read ``tokens`` again."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = "system", first: Name | None = None) -> None:
        """``first``: on show until a theme is chosen. Then nothing is asked of the system before, for the first such
        question has PySide6 make all enumerations of ``Qt``, which takes a third of the time to the first paint."""
        super().__init__(app)
        self._app = app
        self._choice: Choice = choice
        self._follows = False
        if first is None:
            self._follow()
        self.tokens = read_tokens(first or self._wanted())
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Show another theme, or follow the system's."""
        self._choice = choice
        self._follow()
        self._refresh()

    def _follow(self) -> None:
        """Hear of it when the system turns dark or light."""
        if not self._follows:
            self._follows = True
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._refresh)

    def _wanted(self) -> Name:
        if self._choice != "system":
            return self._choice
        from PySide6.QtCore import Qt

        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        return "light" if light else "dark"

    def _refresh(self) -> None:
        name = self._wanted()
        if name != self.tokens.name:
            self.tokens = read_tokens(name)
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        font = QFont(self._app.font())
        font.setPixelSize(self.tokens.type["body"])
        self._app.setFont(font)
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
