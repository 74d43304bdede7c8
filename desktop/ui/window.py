"""The main window: bar, pages and status line, and nothing that knows what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.parts import label
from desktop.ui.topbar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from desktop.ui.actions import Actions
    from desktop.ui.icons import Icons

SMALLEST = (1024, 640)
USUAL = (1440, 900)


class StudioWindow(QMainWindow):
    """``closing``: it is about to close. ``files_came`` (paths): another start of the program handed them over."""

    closing = Signal()

    def __init__(self, icons: Icons, shortcuts: dict[str, str]) -> None:
        super().__init__()
        from desktop.ui.actions import Actions

        self.setWindowTitle("Lookroom")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.actions_table: Actions = Actions(self, icons, shortcuts)
        self.bar = TopBar(icons, self.actions_table)
        self._pages = QStackedWidget()
        self._named: dict[str, QWidget] = {}
        self._before_close: list[Callable[[], bool]] = []
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.probe, self.facts = label(""), label("")
        line = self.statusBar()
        line.setSizeGripEnabled(False)
        line.setFixedHeight(icons.theme.tokens.size["status"])
        line.addPermanentWidget(self.probe)
        line.addPermanentWidget(self.facts)
        self.bar.set_menus(self.actions_table.menus(self))

    def add_page(self, name: str, page: QWidget) -> None:
        """A page behind the action of the same name."""
        self._named[name] = page
        self._pages.addWidget(page)
        self.actions_table[name].triggered.connect(lambda: self.show_page(name))
        if len(self._named) == 1:
            self.show_page(name)

    def page(self, name: str) -> QWidget | None:
        """A page by its name."""
        return self._named.get(name)

    @property
    def page_name(self) -> str:
        """The page on show."""
        return next((name for name, page in self._named.items() if page is self._pages.currentWidget()), "")

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self._pages.setCurrentWidget(self._named[name])
        for other in self._named:
            self.actions_table[other].setChecked(other == name)
        self.bar.viewing.setVisible(name == "studio")

    def restore_place(self, geometry: str) -> None:
        """Size and place of the last time (base64), kept on a screen that is there."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def place(self) -> str:
        """Size and place for the next time (base64)."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def ask_before_close(self, question: Callable[[], bool]) -> None:
        """``question`` answers whether the window may close."""
        self._before_close.append(question)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nobody objects."""
        if all(question() for question in self._before_close):
            self.closing.emit()
            event.accept()
        else:
            event.ignore()
