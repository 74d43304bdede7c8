"""What the studio page holds: the tool in hand, the photos in its slots, its options, and the picture on show."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from desktop.state.items import Item
    from engine.tools.base import Input, Tool


class Studio(QObject):
    """Slots hold any number of photos: more than one makes a batch of every combination."""

    tool_changed = Signal()
    inputs_changed = Signal()
    options_changed = Signal()
    options_replaced = Signal()
    shown_changed = Signal()

    def __init__(self, tools: Mapping[str, Tool], first: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tools = dict(tools)
        self._tool = self.tools.get(first) or next(iter(self.tools.values()))
        self._slots: dict[str, tuple[Item, ...]] = {}
        self._options: dict[str, dict[str, Any]] = {}
        self._shown: Item | None = None

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def choose_tool(self, tool_id: str) -> None:
        """Take another tool. Its first slot takes over the photo that was worked on; others those of the same name."""
        if tool_id == self._tool.id or tool_id not in self.tools:
            return
        old, self._tool = self._tool, self.tools[tool_id]
        carried = {entry.name: self._slots.get(entry.name, ()) for entry in self._tool.inputs}
        carried[self._tool.inputs[0].name] = self._slots.get(old.inputs[0].name, ())
        self._slots = carried
        self.tool_changed.emit()
        self.inputs_changed.emit()

    def slot(self, name: str) -> tuple[Item, ...]:
        """The photos in a slot."""
        return self._slots.get(name, ())

    def put(self, name: str, items: Sequence[Item]) -> None:
        """Fill a slot. The first photo of the first slot comes on show."""
        self._slots[name] = tuple(items)
        self.inputs_changed.emit()
        if items and name == self._tool.inputs[0].name:
            self.show(items[0])

    def take_in(self, items: Sequence[Item]) -> None:
        """Photos without a place of their own: one for each empty slot; further ones wait in the film strip.

        With no slot empty the first one replaces the photo that is worked on.
        """
        waiting = list(items)
        for entry in self._tool.inputs:
            if waiting and not self.slot(entry.name):
                self.put(entry.name, (waiting.pop(0),))
        if items and len(waiting) == len(items):
            self.put(self._tool.inputs[0].name, (waiting[0],))

    def forget(self, item_id: UUID) -> None:
        """A picture is no more: it leaves its slots and the canvas."""
        for name, items in self._slots.items():
            self._slots[name] = tuple(item for item in items if item.id != item_id)
        self.inputs_changed.emit()
        if self._shown is not None and self._shown.id == item_id:
            self.show(None)

    def replace(self, item: Item) -> None:
        """A picture is known better now; it stays where it is."""
        if self._shown is not None and self._shown.id == item.id:
            self._shown = item
        for name, items in self._slots.items():
            self._slots[name] = tuple(item if other.id == item.id else other for other in items)
        self.inputs_changed.emit()

    def missing(self) -> Input | None:
        """The first input that still needs a photo."""
        return next((entry for entry in self._tool.inputs if not entry.optional and not self.slot(entry.name)), None)

    def combinations(self) -> list[tuple[Item, ...]]:
        """The inputs of every run that would be started: one photo for each filled slot, in the tool's order.

        An optional slot without a photo ends the row, because a run takes its photos by position.
        """
        rows: list[tuple[Item, ...]] = []
        for entry in self._tool.inputs:
            if not self.slot(entry.name):
                break
            rows.append(self.slot(entry.name))
        return list(product(*rows)) if rows and self.missing() is None and not self.unstored() else []

    def unstored(self) -> Item | None:
        """A picture in a slot that no run could read, because it is in memory only."""
        return next((item for entry in self._tool.inputs for item in self.slot(entry.name) if not item.stored), None)

    @property
    def options(self) -> dict[str, Any]:
        """The options chosen for the tool in hand; those not named have their default."""
        return dict(self._options.get(self._tool.id, {}))

    def set_options(self, values: Mapping[str, Any]) -> None:
        """Remember the options of the tool in hand."""
        if dict(values) != self._options.get(self._tool.id):
            self._options[self._tool.id] = dict(values)
            self.options_changed.emit()

    def take_options(self, values: Mapping[str, Any]) -> None:
        """Put options into the form: of a preset, or of an earlier run. Names that the tool does not have are left."""
        known = {name: value for name, value in values.items() if name in self._tool.options.model_fields}
        self._options[self._tool.id] = known
        self.options_changed.emit()
        self.options_replaced.emit()

    @property
    def shown(self) -> Item | None:
        """The picture on the canvas."""
        return self._shown

    def show(self, item: Item | None) -> None:
        """Put a picture on the canvas."""
        if item != self._shown:
            self._shown = item
            self.shown_changed.emit()
