"""The left panel: the tools by group, from their declarations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.icons import first_icon
from desktop.ui.parts import label, push_button, surface
from desktop.ui.speaking import says
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

GROUPS = ("Try on", "Retouch", "Restore", "Compose", "Look at")


def by_group(tools: Iterable[Tool]) -> dict[str, list[Tool]]:
    """The tools by group, the known groups first and in their order; groups without tools are left out."""
    found: dict[str, list[Tool]] = {group: [] for group in GROUPS}
    for tool in tools:
        found.setdefault(tool.group, []).append(tool)
    return {group: members for group, members in found.items() if members}


def icon_of(tool: Tool) -> str:
    """The name of a tool's icon: its own, its group's, or a plain one."""
    return first_icon(f"tool-{tool.id}", f"group-{tool.group.lower().replace(' ', '-')}", "tool")


class ToolList(QWidget):
    """A button for each tool; the one in hand is checked."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, tools: Mapping[str, Tool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = surface("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for group, members in by_group(tools.values()).items():
            head = label(partial(said, group), "section")
            head.setContentsMargins(8, 8, 8, 4)
            column.addWidget(head)
            for tool in members:
                column.addWidget(self._button(icons, tool))
        column.addStretch(1)
        scroll.setWidget(body)
        outer.addWidget(scroll)

    def show_tool(self, tool_id: str) -> None:
        """Check the tool in hand."""
        self._buttons[tool_id].setChecked(True)

    def button(self, tool_id: str) -> QPushButton:
        """The button of a tool."""
        return self._buttons[tool_id]

    def _button(self, icons: Icons, tool: Tool) -> QPushButton:
        button = push_button(partial(said, tool.title))
        button.setProperty("role", "tool")
        button.setCheckable(True)
        button.setIcon(icons.icon(icon_of(tool), "quiet"))
        button.setIconSize(QSize(18, 18))
        says(button.setToolTip, partial(said, tool.summary))
        says(button.setAccessibleDescription, partial(said, tool.summary))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(tool.id))
        self._group.addButton(button)
        self._buttons[tool.id] = button
        return button
