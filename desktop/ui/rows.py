"""Rows of a settings page or a dialog: words at the start, a control beside them, a sentence of help below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget

from desktop.ui.controls.segmented import Segmented
from desktop.ui.parts import label
from desktop.ui.speaking import retold, says, told

if TYPE_CHECKING:
    from desktop.ui.controls.switch import Switch
    from desktop.ui.speaking import Text

WORDS = 132
"""Least width of the words, logical pixels."""


class Rows(QWidget):
    """A grid of two columns; each control gets its accessible name from its words."""

    def __init__(self, parent: QWidget | None = None, words: int = WORDS) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, words)
        self._grid.setColumnStretch(1, 1)
        self._words: dict[QWidget, tuple[QWidget, ...]] = {}

    def section(self, text: Text) -> QLabel:
        """A heading."""
        head = label(text, "section")
        row = self._grid.rowCount()
        head.setContentsMargins(0, 10 if row > 1 else 0, 0, 0)
        self._grid.addWidget(head, row, 0, 1, 2)
        return head

    def row(self, text: Text, control: QWidget, help_text: Text = "") -> QLabel:
        """A control with its words; ``help_text`` stands below it and is what assistive techniques read out."""
        row = self._grid.rowCount()
        words = label(text, wrap=True)
        words.setBuddy(control)
        name(control, text, help_text)
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        words.setMinimumHeight(30)
        parts: tuple[QWidget, ...] = (words, control)
        if help_text:
            column = QVBoxLayout()
            column.setSpacing(4)
            below = label(help_text, "small", wrap=True)
            column.addWidget(control)
            column.addWidget(below)
            self._grid.addLayout(column, row, 1)
            parts = (*parts, below)
        else:
            self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._words[control] = parts
        return words

    def switch(self, text: Text, control: Switch, help_text: Text = "") -> None:
        """A switch at the end of its words, over the whole width."""
        row = self._grid.rowCount()
        inner = QGridLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setVerticalSpacing(2)
        words = label(text, wrap=True)
        words.setBuddy(control)
        name(control, text, help_text)
        inner.addWidget(words, 0, 0)
        inner.addWidget(control, 0, 1, Qt.AlignmentFlag.AlignTop)
        inner.setColumnStretch(0, 1)
        parts: tuple[QWidget, ...] = (words, control)
        if help_text:
            below = label(help_text, "small", wrap=True)
            inner.addWidget(below, 1, 0)
            parts = (*parts, below)
        self._grid.addLayout(inner, row, 0, 1, 2)
        self._words[control] = parts

    def whole(self, content: QWidget | QLayout) -> None:
        """Something over the whole width."""
        row = self._grid.rowCount()
        if isinstance(content, QLayout):
            self._grid.addLayout(content, row, 0, 1, 2)
        else:
            self._grid.addWidget(content, row, 0, 1, 2)

    def show_row(self, control: QWidget, shown: bool) -> None:
        """Show or hide a control with its words."""
        for part in self._words[control]:
            part.setVisible(shown)

    def end(self) -> None:
        """No more rows: what room is left stays below them."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)


def name(control: QWidget, text: Text, help_text: Text = "") -> None:
    """Give a control, and what in it takes the focus and has none yet, its accessible name."""
    if isinstance(control, Segmented):
        retold(control, lambda: _name_segments(control, told(text), told(help_text)))
        return
    for part in (control, *control.findChildren(QWidget)):
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and not part.accessibleName():
            says(part.setAccessibleName, text)
            says(part.setAccessibleDescription, help_text)


def _name_segments(control: Segmented, text: str, help_text: str) -> None:
    for value in control.values():
        button = control.button(value)
        button.setAccessibleName(f"{text}: {button.text() or button.toolTip()}")
        button.setAccessibleDescription(help_text)
