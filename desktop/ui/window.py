"""The main window: bar, pages and status line, and nothing that knows what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.speaking import retell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

SMALLEST = (1024, 640)
USUAL = (1440, 900)


class StudioWindow(QMainWindow):
    """``painted``: it is on the screen for the first time. ``turned``: another page is on show. ``closing``: it is
    about to close. ``retold``: everything is said in another language."""

    closing = Signal()
    turned = Signal()
    painted = Signal()
    retold = Signal()

    def __init__(self, theme: Theme) -> None:
        """Only the window's areas: ``fill`` follows after the first paint."""
        super().__init__()
        self.setWindowTitle("Lookroom")
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableGeometry().size()))
        self._wire: Callable[[], None] | None = None
        self._named: dict[str, QWidget] = {}
        self._before_close: list[Callable[[], bool]] = []
        self._painted = self._speaks = False
        self.menuBar().setFixedHeight(theme.tokens.size["menu"])
        self.setCentralWidget(_skeleton(theme.tokens.size))

    def fill(self, icons: Icons) -> None:
        """Actions, menus, bar, pages and status line."""
        from desktop.ui.actions import Actions
        from desktop.ui.parts import label
        from desktop.ui.topbar import TopBar

        self.icons = icons
        self.actions_table = Actions(self, icons, {})
        self.bar = TopBar(icons, self.actions_table)
        self._pages = QStackedWidget()
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
        self.menus = self.actions_table.menus(self.menuBar())
        self._speaks = True

    def complete_with(self, wire: Callable[[], None]) -> None:
        """``wire`` fills the window right after its first paint, or earlier for whoever looks into it."""
        self._wire = wire
        self.when_painted(self.complete)

    def complete(self) -> None:
        """Fill the window, if that is still to be done."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire()

    def when_painted(self, act: Callable[[], None]) -> None:
        """Call ``act`` after the first paint; at once when that was."""
        if self._painted:
            act()
        else:
            self.painted.connect(act)

    def findChild(self, *wanted: Any) -> Any:
        """As Qt has it, over the whole window."""
        self.complete()
        return super().findChild(*wanted)

    def findChildren(self, *wanted: Any) -> Any:
        """As Qt has it, over the whole window."""
        self.complete()
        return super().findChildren(*wanted)

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
        for part in (self.bar.viewing, self.probe, self.facts):
            part.setVisible(name == "studio")
        self.show_line()
        self.turned.emit()

    def show_line(self) -> None:
        """Show the status line where something may stand in it."""
        self.statusBar().setVisible(any(not part.isHidden() for part in self.statusBar().findChildren(QLabel)))

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, once it is on the screen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Another language comes as several translators: say everything again once they are there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._speaks:
            self._speaks = False
            QTimer.singleShot(0, self, self._retell)

    def _retell(self) -> None:
        self._speaks = True
        retell(self)
        self.retold.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nobody objects. What was not filled by then stays empty."""
        if all(question() for question in self._before_close):
            self._wire = None
            self.closing.emit()
            event.accept()
        else:
            event.ignore()


def _skeleton(size: Mapping[str, int]) -> QWidget:
    """The window's areas before there is anything in them: what the first paint shows."""
    whole = QWidget()
    bar, bottom = _area("bar", "bottom"), _area("panel", "top")
    left, canvas, right = _area("panel", "right"), _area("canvas"), _area("panel", "left")
    bar.setFixedHeight(size["bar"])
    left.setFixedWidth(size["tools"])
    right.setFixedWidth(size["inspector"])
    bottom.setFixedHeight(size["strip"] + size["status"])
    middle = QHBoxLayout()
    middle.setSpacing(0)
    for part, stretch in ((left, 0), (canvas, 1), (right, 0)):
        middle.addWidget(part, stretch)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addLayout(middle, 1)
    column.addWidget(bottom)
    return whole


def _area(surface: str, edge: str = "") -> QFrame:
    area = QFrame()
    area.setProperty("surface", surface)
    area.setProperty("edge", edge)
    return area
