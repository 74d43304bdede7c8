"""Quiet messages over the canvas: what happened, what to do, and nothing that has to be clicked away at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts import icon_button, label, push_button
from desktop.ui.speaking import retold, told
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.jobs.job import Fault
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text

Tone = Literal["info", "warn", "danger"]
SECONDS = 6
MOST = 3
WIDEST = 560


class Notice(QFrame):
    """One message; ``remedy`` stands below ``what`` in quiet letters."""

    def __init__(self, icons: Icons, tone: Tone, what: Text, remedy: Text) -> None:
        super().__init__()
        self.setProperty("notice", tone)
        retold(self, lambda: self.setAccessibleName(f"{told(what)} {told(remedy)}".strip()))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(icons.icon("info" if tone == "info" else "warning",
                                  "quiet" if tone == "info" else tone).pixmap(18, 18))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.what = label(what, wrap=True)
        words.addWidget(self.what)
        self.remedy = label(remedy, "small" if tone == "info" else "", wrap=True)
        self.remedy.setVisible(bool(told(remedy)))
        words.addWidget(self.remedy)
        row.addLayout(words, 1)
        self.actions_row = QHBoxLayout()
        row.addLayout(self.actions_row)
        self.dismiss = icon_button(icons, "close", lambda: self.tr("Dismiss"), self, 14)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)


    def buttons(self) -> list[QPushButton]:
        """The buttons of what can be done, in order."""
        return self.findChildren(QPushButton)


class Notices(QWidget):
    """The stack of messages at the top of its parent, never wider than it is easy to read."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._notices: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, what: Text, remedy: Text = "", tone: Tone = "info",
             acts: Sequence[tuple[Text, Callable[[], None]]] = ()) -> Notice:
        """Show a message; one without trouble leaves by itself. ``acts``: buttons' words and what they do."""
        same = [notice for notice in self._notices if notice.what.text() == told(what)]
        for old in same[:1] or self._notices[MOST - 1:]:
            self._drop(old)
        notice = Notice(self._icons, tone, what, remedy)
        for words, call in acts:
            button = push_button(words)
            button.clicked.connect(lambda: self._drop(notice))
            button.clicked.connect(lambda _=False, call=call: call())
            notice.actions_row.addWidget(button)
        notice.dismiss.clicked.connect(lambda: self._drop(notice))
        self._notices.insert(0, notice)
        self._column.insertWidget(0, notice)
        notice.show()  # the layout leaves out what is not shown yet
        if tone == "info" and not acts:
            QTimer.singleShot(SECONDS * 1000, notice, lambda: self._drop(notice))
        self._place()
        return notice

    def tell_fault(self, fault: Fault, acts: Sequence[tuple[Text, Callable[[], None]]] = ()) -> Notice:
        """Show why something failed."""
        return self.tell(partial(said, fault.what), partial(said, fault.remedy), "danger", acts)

    def notices(self) -> list[Notice]:
        """What is shown, newest first."""
        return list(self._notices)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, notice: Notice) -> None:
        if notice in self._notices:
            self._notices.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._notices))
        around = self.parentWidget()
        if not self._notices or around is None:
            return
        width = min(WIDEST, around.width() - 32)
        self.setFixedWidth(width)
        self._column.activate()
        self.resize(width, self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth()
                    else self._column.sizeHint().height())
        self.move((around.width() - width) // 2, 12)
        self.raise_()
