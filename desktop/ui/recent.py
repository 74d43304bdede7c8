"""The menu of files that photos were last brought in from; it forgets them with the photos."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class RecentMenu(QMenu):
    """``chosen`` (Path): open it again. Files that are not there any more are not offered."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        says(self.setTitle, lambda: self.tr("Open recent"))
        self._paths: list[Path] = []
        self.aboutToShow.connect(self._fill)
        retold(self, self._fill)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """The files, newest first."""
        self._paths = list(paths)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for path in self._paths:
            if path.is_file():
                action = self.addAction(path.name.replace("&", "&&"), partial(self.chosen.emit, path))
                action.setToolTip(str(path.parent))
                action.setMenuRole(QAction.MenuRole.NoRole)  # macOS would take a photo called "about" for another one
        if self.isEmpty():
            self.addAction(self.tr("Nothing yet")).setEnabled(False)
