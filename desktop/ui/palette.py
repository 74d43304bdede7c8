"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.parts import label
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

WIDTH, ROWS, ROW = 520, 9, 34


def matches(wanted: str, text: str) -> bool:
    """Whether every word of ``wanted`` begins a word of ``text`` or stands in it."""
    return all(word in text.casefold() for word in wanted.casefold().split())


def closeness(wanted: str, text: str) -> int:
    """0 where the text begins with what is wanted, 1 where a word does, 2 elsewhere."""
    folded, sought = text.casefold(), wanted.casefold().strip()
    return 0 if folded.startswith(sought) else 1 if f" {sought}" in folded else 2


class Palette(QFrame):
    """Lists what can be done now. ``entries`` is asked each time it opens."""

    def __init__(self, window: QWidget, entries: Callable[[], Sequence[QAction]]) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setProperty("notice", "info")
        self._window, self._entries = window, entries
        self._actions: list[QAction] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.line = QLineEdit()
        says(self.line.setPlaceholderText, lambda: self.tr("What would you like to do?"))
        says(self.line.setAccessibleName, lambda: self.tr("Find a command"))
        self.list = QListWidget()
        says(self.list.setAccessibleName, lambda: self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label(lambda: self.tr("Nothing is called that."), "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open(self) -> None:
        """Show it in the upper middle of the window."""
        self._actions = [action for action in self._entries() if action.isEnabled()]
        self.line.clear()
        self._filter("")
        window = self._window
        self.list.setFixedHeight(ROW * ROWS + 2 * self.list.frameWidth())  # whole rows
        self.resize(WIDTH, self.sizeHint().height())
        self.move(window.mapToGlobal(QPoint((window.width() - WIDTH) // 2, 64)))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return False

    def _filter(self, wanted: str) -> None:
        self.list.clear()
        found = [action for action in self._actions if matches(wanted, action.text())]
        for action in sorted(found, key=lambda action: closeness(wanted, action.text())):
            self._add(action)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)

    def _add(self, action: QAction) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, action)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, action.text())
        item.setSizeHint(QSize(100, ROW))
        self.list.addItem(item)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(8, 0, 8, 0)
        across.setSpacing(10)
        mark = QLabel()
        mark.setFixedSize(18, 18)
        if not action.icon().isNull():
            mark.setPixmap(action.icon().pixmap(16, 16))
        across.addWidget(mark)
        across.addWidget(label(action.text()), 1)
        across.addWidget(label(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), "small"))
        self.list.setItemWidget(item, row)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            action: QAction = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            action.trigger()
