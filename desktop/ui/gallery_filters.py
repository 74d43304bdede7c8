"""The gallery's search line and filters: words, days, tool, state, tag."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.history.records import PHOTO, Query, Status
from desktop.ui.controls.combo import Combo
from desktop.ui.gallery_words import state
from desktop.ui.parts import push_button
from desktop.ui.speaking import says
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text
    from engine.tools.base import Tool

PAUSE_MS = 180
"""Typing is over after this long."""


class Filters(QWidget):
    """``changed``: ``query`` is another one."""

    changed = Signal()

    def __init__(self, icons: Icons, tools: Mapping[str, Tool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.text = QLineEdit()
        says(self.text.setPlaceholderText, lambda: self.tr("Search names and tags"))
        says(self.text.setAccessibleName, lambda: self.tr("Search names and tags"))
        mark = QAction(icons.icon("search", "quiet"), "", self.text)
        self.text.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        empty = QAction(icons.icon("close", "quiet"), "", self.text)
        says(empty.setText, lambda: self.tr("Clear the search"))
        empty.triggered.connect(self.text.clear)
        self.text.addAction(empty, QLineEdit.ActionPosition.TrailingPosition)
        empty.setVisible(False)
        self.text.textChanged.connect(lambda words: empty.setVisible(bool(words)))
        self.text.setMinimumWidth(160)
        self.text.setMaximumWidth(340)
        row.addWidget(self.text, 2)
        self.days = self._combo(icons, lambda: self.tr("When"), [
            (lambda: self.tr("Any time"), None), (lambda: self.tr("Last hour"), timedelta(hours=1)),
            (lambda: self.tr("Today"), timedelta(0)), (lambda: self.tr("Last 7 days"), timedelta(days=7)),
            (lambda: self.tr("Last 30 days"), timedelta(days=30))])
        self.tool = self._combo(icons, lambda: self.tr("Tool"), [
            (lambda: self.tr("All tools"), None),
            *((partial(said, tool.title), tool.id) for tool in tools.values()),
            (lambda: self.tr("Photos brought in"), PHOTO)])
        self.status = self._combo(icons, lambda: self.tr("State"), [
            (lambda: self.tr("Any state"), None), *((partial(state, status), status) for status in Status)])
        self.tag = self._combo(icons, lambda: self.tr("Tag"), [(lambda: self.tr("All tags"), None)])
        for combo in (self.days, self.tool, self.status, self.tag):
            row.addWidget(combo, 1)
        self.clear = push_button(lambda: self.tr("Clear filters"), "flat")
        self.clear.clicked.connect(self.reset)
        row.addWidget(self.clear)
        row.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.text.textChanged.connect(lambda: self._pause.start())
        self.text.returnPressed.connect(self._tell)
        self._show_clear()

    def query(self, now: datetime | None = None) -> Query:
        """What is asked for. Today begins at midnight here, not in UTC."""
        age: timedelta | None = self.days.currentData()
        now = now or datetime.now(UTC)
        since = None
        if age == timedelta(0):
            since = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
        elif age is not None:
            since = now - age
        return Query(text=self.text.text().strip(), tool=self.tool.currentData(), status=self.status.currentData(),
                     tag=self.tag.currentData(), since=since)

    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text.text().strip()) or any(combo.currentData() is not None for combo in self._combos())

    def show_tags(self, tags: Sequence[str]) -> None:
        """The tags that there are; the chosen one stays."""
        chosen = self.tag.currentData()
        with QSignalBlocker(self.tag):
            while self.tag.count() > 1:
                self.tag.removeItem(1)
            for tag in sorted({*tags, *([chosen] if chosen else [])}, key=str.casefold):
                self.tag.addItem(tag, tag)
            self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)))

    def reset(self) -> None:
        """Leave nothing out."""
        self.text.clear()
        for combo in self._combos():
            with QSignalBlocker(combo):
                combo.setCurrentIndex(0)
        self._tell()

    def _combos(self) -> tuple[Combo, ...]:
        return self.days, self.tool, self.status, self.tag

    def _combo(self, icons: Icons, name: Text, entries: Sequence[tuple[Text, object]]) -> Combo:
        combo = Combo(icons.theme)
        says(combo.setAccessibleName, name)
        says(combo.setToolTip, name)
        for text, value in entries:
            combo.add(text, value)
        combo.setMaximumWidth(180)
        combo.currentIndexChanged.connect(self._tell)
        return combo

    def _tell(self) -> None:
        self._pause.stop()
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(self.narrowed())
