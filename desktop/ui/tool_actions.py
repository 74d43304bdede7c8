"""The tools as actions, for the menu and the palette: from their declarations, like the list at the left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from desktop.ui.speaking import says
from desktop.ui.tools import by_group, icon_of
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtWidgets import QMenu, QWidget

    from desktop.ui.icons import Icons
    from engine.tools.base import Tool


class ToolActions(QObject):
    """``chosen`` (tool id): take it in hand. The one in hand is checked."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, icons: Icons, tools: Mapping[str, Tool]) -> None:
        super().__init__(window)
        self._group = QActionGroup(self)
        self._made: dict[str, QAction] = {}
        for tool in (tool for members in by_group(tools.values()).values() for tool in members):
            action = QAction(icons.icon(icon_of(tool), "quiet", on="text"), "", self)
            action.setCheckable(True)
            action.setMenuRole(QAction.MenuRole.NoRole)
            says(action.setText, partial(said, tool.title))
            action.triggered.connect(lambda _=False, tool_id=tool.id: self.chosen.emit(tool_id))
            self._group.addAction(action)
            self._made[tool.id] = action

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def show_tool(self, tool_id: str) -> None:
        """Check the tool in hand."""
        self._made[tool_id].setChecked(True)

    def put_into(self, menu: QMenu) -> None:
        """Stand at the head of a menu."""
        first = menu.actions()[0]
        menu.insertActions(first, list(self))
        menu.insertSeparator(first)
