"""Little makers of widgets that look the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QWidget

from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QResizeEvent

    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text


def label(text: Text, role: str = "", wrap: bool = False) -> QLabel:
    """Text in one of the style sheet's roles: headline, title, section, quiet, small, danger."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    says(made.setText, text)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class Elided(QLabel):
    """A name in one line, shortened in the middle where there is no room; whole in its tip and for screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._name = name
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten it anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width()))


def surface(name: str, edge: str = "") -> QFrame:
    """An area with the ground ``name`` (bar, panel, canvas, card) and a hairline at one ``edge``."""
    frame = QFrame()
    frame.setProperty("surface", name)
    if edge:
        frame.setProperty("edge", edge)
    return frame


def rule(upright: bool = False) -> QFrame:
    """A hairline, across or upright."""
    line = QFrame()
    line.setProperty("role", "rule")
    if upright:
        line.setFixedSize(1, 20)
    else:
        line.setFixedHeight(1)
    return line


def hold_edge(scroll: QScrollArea, margin: int) -> Callable[[], None]:
    """Let what is scrolled end ``margin`` pixels before the area's edge, whenever its scroll bar comes or goes: its
    controls stay in line with those beside the area. To be called again for another widget in the same area."""
    bar = scroll.verticalScrollBar()

    def hold() -> None:
        body = scroll.widget()
        layout = body.layout() if body is not None else None
        if layout is not None:
            room, rest = layout.contentsMargins(), margin - (bar.sizeHint().width() if bar.maximum() else 0)
            mirrored = scroll.layoutDirection() is Qt.LayoutDirection.RightToLeft
            room.setLeft(rest if mirrored else margin)
            room.setRight(margin if mirrored else rest)
            layout.setContentsMargins(room)

    bar.rangeChanged.connect(hold)
    hold()
    return hold


def icon_button(icons: Icons, icon: str, text: Text, parent: QWidget | None = None, size: int = 18) -> QToolButton:
    """A button with an icon alone; ``text`` is its tooltip and accessible name."""
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon, "quiet", on="text"))
    button.setIconSize(QSize(size, size))
    says(button.setToolTip, text)
    says(button.setAccessibleName, text)
    return button


def action_button(action: QAction, size: int = 18) -> QToolButton:
    """A button with an icon alone for an action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(size, size))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    retold(button, lambda: button.setAccessibleName(action.text().rstrip("…")))
    return button


def push_button(text: Text, role: str = "") -> QPushButton:
    """A button with words, in one of the style sheet's roles: primary, flat, danger."""
    button = QPushButton()
    says(button.setText, text)
    if role:
        button.setProperty("role", role)
    return button
