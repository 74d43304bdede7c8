"""Tags of pictures in the film strip: asked for in one line, and given to photos and results alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.state.tags import in_common, retagged, typed
from desktop.ui.parts import label, push_button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner
    from desktop.state.archive import Archive
    from desktop.state.items import Item
    from desktop.ui.notices import Notices

    Tags = tuple[str, ...]
    Index = QModelIndex | QPersistentModelIndex

USUAL = 420


class Completer(QCompleter):
    """Completes the tag that is being typed, behind the last comma."""

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: Index) -> str:
        """The line with the completed tag."""
        widget = self.widget()
        before = widget.text().rpartition(",")[0] if isinstance(widget, QLineEdit) else ""
        tag = str(index.data())
        return f"{before}, {tag}" if before else tag


class TagsDialog(QDialog):
    """Tags in one line, separated by commas. ``known``: those in use, to choose from while typing."""

    def __init__(self, tags: Sequence[str], known: Sequence[str], count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tags"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        words = label(self.tr("Tags of this picture") if count == 1 else
                      self.tr("Tags that these pictures have in common"), "title", wrap=True)
        column.addWidget(words)
        self.line = QLineEdit(", ".join(tags))
        self.line.setPlaceholderText(self.tr("Separated by commas"))
        self.line.setAccessibleName(words.text())
        self.line.setMinimumWidth(USUAL)
        completer = Completer(self)
        completer.setModel(QStringListModel(list(known), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        column.addWidget(self.line)
        column.addWidget(label(self.tr("The gallery finds pictures by their tags."), "small", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel, self.save = push_button(self.tr("Cancel")), push_button(self.tr("Save"), "primary")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self.save.setDefault(True)
        for button in (self.cancel, self.save):
            row.addWidget(button)
        column.addLayout(row)
        self.line.setFocus()

    def tags(self) -> Tags:
        """What stands in the line."""
        return tuple(typed(self.line.text()))


class Tagging(QObject):
    """``changed``: tags are others. A picture keeps those of its own that not all of the chosen ones have."""

    changed = Signal()

    def __init__(self, window: QWidget, runner: Runner, archive: Archive, notices: Notices) -> None:
        super().__init__(window)
        self._window, self._runner, self._archive, self._notices = window, runner, archive, notices

    def ask(self, items: Sequence[Item]) -> None:
        """Ask for the tags of these pictures, and keep them."""
        ids = [item.id for item in items]

        def read() -> tuple[dict[UUID, Tags], list[str]]:
            history = self._archive.history()
            return {record.id: record.tags for record in history.page(ids)}, history.tags()

        self._runner.aside(read, self._show, self._sorry)

    def _show(self, answer: tuple[dict[UUID, Tags], list[str]]) -> None:
        own, known = answer
        if not own:
            self._notices.tell(self.tr("This picture cannot be tagged now."),
                               self.tr("It is still being kept, or it was deleted."))
            return
        common = in_common(own.values())
        dialog = TagsDialog(common, known, len(own), self._window)
        dialog.accepted.connect(lambda: self._keep(own, common, dialog.tags()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, own: Mapping[UUID, Tags], common: Sequence[str], chosen: Tags) -> None:
        def write() -> None:
            for item_id, tags in own.items():
                self._archive.history().tag(item_id, retagged(tags, common, chosen))

        if set(chosen) != set(common):
            self._runner.aside(write, lambda _: self.changed.emit(), self._sorry, owed=True)

    def _sorry(self, fault: Fault) -> None:
        self._notices.tell_fault(fault)
