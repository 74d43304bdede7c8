"""The keyboard page of the preferences: every action with its keys, to be changed where they do not suit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.actions import GROUPS, TABLE, Spec, group_name
from desktop.ui.palette import matches
from desktop.ui.parts import label, push_button
from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.ui.actions import Actions
    from desktop.ui.icons import Icons

ID = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """``changed`` (dict: action id to portable text; only what differs from the table)."""

    changed = Signal(dict)

    def __init__(self, icons: Icons, actions: Actions, shortcuts: Mapping[str, str]) -> None:
        super().__init__()
        self._actions = actions
        self._own = dict(shortcuts)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._heads: dict[str, QTreeWidgetItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.search = QLineEdit()
        says(self.search.setPlaceholderText, lambda: self.tr("Search actions and keys"))
        says(self.search.setAccessibleName, lambda: self.tr("Search actions and keys"))
        self.search.addAction(icons.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        column.addWidget(self.search)
        self.list = self._make_list()
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        says(self.keys.setAccessibleName, lambda: self.tr("New keys"))
        self.keys.keySequenceChanged.connect(self._typed)
        row.addWidget(self.keys, 1)
        self.clear = push_button(lambda: self.tr("No keys"))
        self.clear.clicked.connect(lambda: self.assign(self._chosen(), ""))
        self.usual = push_button(lambda: self.tr("As usual"))
        self.usual.clicked.connect(lambda: self.assign(self._chosen(), self._spec(self._chosen()).shortcut))
        row.addWidget(self.clear)
        row.addWidget(self.usual)
        column.addLayout(row)
        self.note = label(lambda: self.tr("Choose an action, then press the keys it shall have."), "small", wrap=True)
        column.addWidget(self.note)
        row = QHBoxLayout()
        self.reset = push_button(lambda: self.tr("All as usual"), "flat")
        self.reset.clicked.connect(self._reset)
        row.addWidget(self.reset)
        row.addStretch(1)
        column.addLayout(row)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        retold(self, self._fill)
        self._show_chosen()

    def shortcut(self, action_id: str) -> str:
        """An action's keys now, as portable text."""
        return self._own.get(action_id, self._spec(action_id).shortcut)

    def assign(self, action_id: str, keys: str) -> None:
        """Give an action other keys. One that has them already loses them, and the note says so."""
        words = self.tr("Choose an action, then press the keys it shall have.")
        holder = next((spec.id for spec in TABLE if keys and spec.id != action_id
                       and _same(self.shortcut(spec.id), keys)), "")
        if holder:
            self._put(holder, "")
            words = self.tr("“{other}” had these keys and has none now.").format(other=self._title(holder))
        self._put(action_id, keys)
        self.note.setText(words)
        self._fill()
        self._show_chosen()
        self.changed.emit(dict(self._own))

    def choose(self, action_id: str) -> None:
        """Choose an action in the list."""
        self.list.setCurrentItem(self._items[action_id])

    def _put(self, action_id: str, keys: str) -> None:
        if _same(keys, self._spec(action_id).shortcut):
            self._own.pop(action_id, None)
        else:
            self._own[action_id] = keys

    def _reset(self) -> None:
        self._own.clear()
        self._fill()
        self._show_chosen()
        self.changed.emit({})

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        says(made.setAccessibleName, lambda: self.tr("Actions and their keys"))
        made.setColumnCount(2)
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setIndentation(0)
        made.setUniformRowHeights(True)
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for group in GROUPS:
            head = self._heads[group] = QTreeWidgetItem(["", ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            made.addTopLevelItem(head)
            for spec in TABLE:
                if spec.group == group:
                    item = QTreeWidgetItem(["", ""])
                    item.setData(0, ID, spec.id)
                    head.addChild(item)
                    self._items[spec.id] = item
            head.setExpanded(True)
        return made

    def _fill(self) -> None:
        for group, head in self._heads.items():
            head.setText(0, group_name(group))
        for action_id, item in self._items.items():
            item.setText(0, self._title(action_id))
            keys = QKeySequence(self.shortcut(action_id)).toString(QKeySequence.SequenceFormat.NativeText)
            item.setText(1, keys)
            font = item.font(1)
            font.setBold(action_id in self._own)
            item.setFont(1, font)

    def _filter(self, wanted: str) -> None:
        for item in self._items.values():
            item.setHidden(not matches(wanted, f"{item.text(0)} {item.text(1)}"))
        for place in range(self.list.topLevelItemCount()):
            head = self.list.topLevelItem(place)
            if head is not None:
                mine = [item for item in self._items.values() if item.parent() is head]
                head.setHidden(all(item.isHidden() for item in mine))

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        for part in (self.keys, self.clear, self.usual):
            part.setEnabled(bool(chosen))
        self.keys.blockSignals(True)
        self.keys.setKeySequence(QKeySequence(self.shortcut(chosen)) if chosen else QKeySequence())
        self.keys.blockSignals(False)

    def _typed(self, keys: QKeySequence) -> None:
        text = keys.toString(QKeySequence.SequenceFormat.PortableText)
        if text and self._chosen() and not _same(text, self.shortcut(self._chosen())):
            self.assign(self._chosen(), text)

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, ID) or "") if item is not None else ""

    def _title(self, action_id: str) -> str:
        return self._actions[action_id].text().rstrip("…")

    def _spec(self, action_id: str) -> Spec:
        return next(spec for spec in TABLE if spec.id == action_id)


def _same(one: str, other: str) -> bool:
    return QKeySequence(one) == QKeySequence(other)
