"""The QApplication: what the system tells the program as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence


class Program(QApplication):
    """``files_came`` (list[Path]): the system asks to open these, as macOS does for a double click or a drop on the
    icon, where files are not arguments. Files that come together are told together."""

    files_came = Signal(list)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._came: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Take files; everything else is Qt's."""
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self._came.append(Path(event.file()))
            if len(self._came) == 1:
                QTimer.singleShot(0, self, self._tell)
            return True
        return super().event(event)

    def _tell(self) -> None:
        came, self._came = self._came, []
        self.files_came.emit(came)
