"""The film strip: photos brought in and results, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtCore import QObject

    from desktop.state.items import Item

Kind = Literal["all", "photo", "result"]
ITEM = Qt.ItemDataRole.UserRole + 1
LONGEST = 400
"""Pictures in the strip; older ones are in the gallery."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Strip(QAbstractListModel):
    """A list of pictures, filtered by kind. ``mime`` turns dragged pictures into what is carried."""

    def __init__(self, mime: Callable[[Sequence[Item]], QMimeData], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mime = mime
        self._all: list[Item] = []
        self._seen: list[Item] = []
        self._kind: Kind = "all"
        self.changes = 0
        """Counts pictures that came and went."""

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many pictures are listed."""
        return 0 if parent.isValid() else len(self._seen)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The picture under ITEM, its name for people and their helpers."""
        if not index.isValid():
            return None
        item = self._seen[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every picture can be taken."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """What dragging carries."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged pictures."""
        return self._mime([self._seen[index.row()] for index in indexes])

    def supportedDragActions(self) -> Qt.DropAction:
        """Pictures are copied out, never moved."""
        return Qt.DropAction.CopyAction

    def fill(self, items: Sequence[Item]) -> None:
        """Replace everything; newest first. What is in memory only stays in front."""
        listed = {item.id for item in items}
        fresh = [item for item in self._all if not item.stored and item.id not in listed]
        self._all = [*fresh, *items][:LONGEST]
        self._refresh()

    def add(self, items: Sequence[Item]) -> None:
        """Put new pictures in front; those already listed move there."""
        self.changes += 1
        new = {item.id for item in items}
        self._all = [*items, *(item for item in self._all if item.id not in new)][:LONGEST]
        self._refresh()

    def replace(self, item: Item) -> None:
        """A picture is known better now; it stays where it is."""
        self.changes += 1
        self._all = [item if other.id == item.id else other for other in self._all]
        self._seen = [item if other.id == item.id else other for other in self._seen]
        self.touch(item.id)

    def forget(self, item_id: UUID) -> None:
        """A picture is no more."""
        self.changes += 1
        self._all = [item for item in self._all if item.id != item_id]
        self._refresh()

    def show_kind(self, kind: Kind) -> None:
        """List photos, results or both."""
        self._kind = kind
        self._refresh()

    def item(self, item_id: UUID) -> Item | None:
        """The picture of an id."""
        return next((item for item in self._all if item.id == item_id), None)

    def name_of(self, path: Path) -> str:
        """What the picture in this file is called; "" where the strip does not list it."""
        return next((item.name for item in self._all if item.path == path), "")

    def items(self) -> list[Item]:
        """What is listed now."""
        return list(self._seen)

    def everything(self) -> list[Item]:
        """All pictures, whatever is listed now."""
        return list(self._all)

    def row(self, item_id: UUID) -> int:
        """Where a picture is listed, -1 if it is not."""
        return next((row for row, item in enumerate(self._seen) if item.id == item_id), -1)

    def count(self, kind: Kind) -> int:
        """How many pictures there are of a kind."""
        return sum(1 for item in self._all if kind in ("all", item.kind))

    def touch(self, item_id: UUID) -> None:
        """The picture's thumbnail changed."""
        row = self.row(item_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _refresh(self) -> None:
        self.beginResetModel()
        self._seen = [item for item in self._all if self._kind in ("all", item.kind)]
        self.endResetModel()
