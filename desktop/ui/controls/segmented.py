"""A few words or icons side by side, one of them chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon

    from desktop.ui.speaking import Text


class Segmented(QFrame):
    """One of ``entries``: (value, text, icon). With an icon the text becomes tooltip and accessible name."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, Text, QIcon | None]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(1)
        for value, text, icon in entries:
            button = QPushButton(self)
            button.setCheckable(True)
            says(button.setAccessibleName, text)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            if icon is None:
                says(button.setText, text)
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            else:
                button.setIcon(icon)
                button.setIconSize(QSize(18, 18))
                says(button.setToolTip, text)
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))

    def value(self) -> str:
        """The chosen value, "" while none is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling. An unknown value chooses nothing."""
        button = self._buttons.get(value)
        if button is not None:
            button.setChecked(True)

    def values(self) -> tuple[str, ...]:
        """Every value, in order."""
        return tuple(self._buttons)

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]
