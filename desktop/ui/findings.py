"""The findings panel beside the canvas: what a tool found in the photo, where, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.state.fields import sentence
from desktop.ui.parts import label, push_button
from desktop.ui.quiet_lines import QuietLines
from desktop.ui.speaking import retold, says, told
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.speaking import Text
    from engine.findings import Found

NARROW, WIDE = 204, 232
"""Logical px: a small window leaves it the first."""


class FindingsPanel(QFrame):
    """``chosen(int)``: a row is current, -1: none. ``worded(list[str])``: what each row says in the language of the
    moment. ``copied()`` and ``saved()``: do that with all that is listed."""

    chosen = Signal(int)
    worded = Signal(list)
    copied = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "left")
        self.setMinimumWidth(NARROW)
        self.setMaximumWidth(WIDE)
        self._title = label("", "title", wrap=True)
        self._about = label("", "quiet", wrap=True)
        self.list = QListWidget()
        says(self.list.setAccessibleName, lambda: self.tr("What was found"))
        self.list.setItemDelegate(QuietLines(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self.chosen)
        self._more = label("", "small", wrap=True)
        self.copy, self.save = push_button(lambda: self.tr("Copy")), push_button(lambda: self.tr("Save…"))
        says(self.copy.setToolTip, lambda: self.tr("Copy the list as a table"))
        says(self.save.setToolTip, lambda: self.tr("Save the list as a JSON or CSV file"))
        self.copy.clicked.connect(self.copied)
        self.save.clicked.connect(self.saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(8)
        for part in (self._title, self._about):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.copy, self.save):
            row.addWidget(button, 1)
        column.addLayout(row)
        self._found: tuple[Found, ...] = ()
        self._tool: Text = ""
        self._size = (1, 1)
        self.list.currentRowChanged.connect(self._show_more)
        self.hide()
        retold(self, self._say)

    def show_found(self, found: Sequence[Found] | None, tool: Text, width: int, height: int) -> None:
        """List them; ``tool`` in people's words, ``width`` and ``height`` of the photo, px. None: hide the panel."""
        self._found, self._tool, self._size = tuple(found or ()), tool, (width, height)
        self.list.setCurrentRow(-1)
        self._say()
        self.setVisible(found is not None)

    def choose(self, number: int) -> None:
        """Make a row current; it is told as if the person had."""
        self.list.setCurrentRow(number)

    def _say(self) -> None:
        """Write everything, with the same row current."""
        current = self.list.currentRow()
        words = [self._words(one, *self._size) for one in self._found]
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, (one, more) in enumerate(zip(self._found, words, strict=True), 1):
                name = self._name(one)
                item = QListWidgetItem(f"{number}  {name}" + (f"\n{more}" if more else ""))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}: {name}" + (f", {more}" if more else ""))
                self.list.addItem(item)
            self.list.setCurrentRow(current)
        self._title.setText(self.tr("%n found", "", len(self._found)) if self._found else self.tr("Nothing found"))
        self._about.setText(told(self._tool))
        self._about.setVisible(bool(self._about.text()))
        self.list.setEnabled(bool(self._found))
        self._show_more(current)
        self.worded.emit([f"{self._name(one)}: {more}".removesuffix(": ") for one, more in
                          zip(self._found, words, strict=True)])

    def _name(self, one: Found) -> str:
        return sentence(said(sentence(one.what.replace("_", " "))))

    def _words(self, one: Found, width: int, height: int) -> str:
        """How sure, where and how large."""
        parts = []
        if one.score is not None:
            percent = QLocale().toString(round(100 * one.score))
            parts.append(self.tr("{percent} % sure").format(percent=percent))
        middle = self._middle(one)
        if middle is not None:
            parts.append(self._where(middle[0] / max(1, width), middle[1] / max(1, height)))
        if one.box is not None:
            parts.append(self.tr("{width} x {height} pixels").format(width=round(one.box[2]), height=round(one.box[3])))
        elif one.points:
            parts.append(self.tr("%n points", "", len(one.points)))
        parts += [value for name, value in one.facts if not name]
        return ", ".join(parts)

    def _middle(self, one: Found) -> tuple[float, float] | None:
        if one.box is not None:
            return one.box[0] + one.box[2] / 2, one.box[1] + one.box[3] / 2
        if one.points:
            return (sum(x for x, _ in one.points) / len(one.points), sum(y for _, y in one.points) / len(one.points))
        return None

    def _where(self, x: float, y: float) -> str:
        """In which ninth of the photo a place given in shares of it lies."""
        names = ((self.tr("upper left"), self.tr("at the top"), self.tr("upper right")),
                 (self.tr("at the left"), self.tr("in the middle"), self.tr("at the right")),
                 (self.tr("lower left"), self.tr("at the bottom"), self.tr("lower right")))
        return names[min(2, max(0, int(3 * y)))][min(2, max(0, int(3 * x)))]

    def _show_more(self, number: int) -> None:
        """What else the tool tells of the current one."""
        facts = [(name, value) for name, value in self._found[number].facts if name] if (
            0 <= number < len(self._found)) else []
        self._more.setText("\n".join(f"{said(sentence(name.replace('_', ' ')))}: {said(value)}"
                                     for name, value in facts))
        self._more.setVisible(bool(facts))
