"""Undo and redo: the pictures that were on show, stepped through like the pages of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.state.items import Item

LONGEST = 200


class Trail(QObject):
    """Photos and results in the order in which they came on show. Nothing is ever lost by stepping back."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._at = -1

    def visit(self, item: Item) -> None:
        """A picture came on show by other means than stepping: what lay ahead is left behind."""
        if self._at >= 0 and self._items[self._at].id == item.id:
            return
        self._items = [*self._items[:self._at + 1], item][-LONGEST:]
        self._at = len(self._items) - 1
        self.changed.emit()

    def can_undo(self) -> bool:
        """Whether there is an earlier picture."""
        return self._at > 0

    def can_redo(self) -> bool:
        """Whether there is a later picture."""
        return self._at < len(self._items) - 1

    def undo(self) -> Item | None:
        """Step back; the picture to show, None at the first."""
        return self._step(-1) if self.can_undo() else None

    def redo(self) -> Item | None:
        """Step forward; the picture to show, None at the last."""
        return self._step(1) if self.can_redo() else None

    def forget(self, item_id: UUID) -> None:
        """A picture is no more."""
        behind = sum(1 for item in self._items[:self._at + 1] if item.id == item_id)
        self._items = [item for item in self._items if item.id != item_id]
        self._at = min(max(self._at - behind, 0), len(self._items) - 1)
        self.changed.emit()

    def replace(self, item: Item) -> None:
        """A picture is known better now."""
        self._items = [item if other.id == item.id else other for other in self._items]

    def _step(self, by: int) -> Item:
        self._at += by
        self.changed.emit()
        return self._items[self._at]
