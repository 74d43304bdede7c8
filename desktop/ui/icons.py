"""The line icons of resources/icons, drawn sharp at any scale and in the colour of the theme in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine.resources import resource

if TYPE_CHECKING:
    from desktop.ui.theme import Theme


def has_icon(name: str) -> bool:
    """Whether there is a file for ``name``."""
    return resource("icons", f"{name}.svg").is_file()


def first_icon(*names: str) -> str:
    """The first of ``names`` that there is a file for, else the last."""
    return next((name for name in names if has_icon(name)), names[-1])


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Paint the icon ``name`` into ``rect`` in ``colour`` (#RRGGBB)."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(rect))


class _Engine(QIconEngine):
    """Draws one icon with the tokens of the moment, so that a change of theme needs no new icons."""

    def __init__(self, theme: Theme, name: str, colour: str, on: str) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._on = theme, name, colour, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the size asked for."""
        role = self._on if state is QIcon.State.On else self._colour
        if mode is QIcon.Mode.Disabled:
            role = "disabled"
        draw_icon(painter, rect, self._name, self._theme.tokens.colours[role])

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon alone, ``size`` device pixels."""
        picture = QPixmap(size)
        if picture.isNull():
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """A copy."""
        return _Engine(self._theme, self._name, self._colour, self._on)


class Icons:
    """Makes icons for one theme object."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def icon(self, name: str, colour: str = "text", on: str = "accent") -> QIcon:
        """The icon ``name`` in the token ``colour``, and in ``on`` while its button is checked."""
        return QIcon(_Engine(self.theme, name, colour, on))
