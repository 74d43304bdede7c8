"""The right panel: the tool in hand with its photos, its options and the one button that starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.form.form import Form
from desktop.ui.parts import hold_edge, label, push_button, rule, surface
from desktop.ui.slots import Slot
from desktop.ui.speaking import retold
from desktop.ui.words import said

if TYPE_CHECKING:
    from desktop.state.studio import Studio
    from desktop.state.thumbs import Thumbs
    from desktop.ui.icons import Icons

COLUMNS = 2
EDGE = 16


class Inspector(QWidget):
    """``started``: run now; ``files_dropped`` and ``items_dropped`` (slot, what); ``wanted`` (slot): choose files."""

    started = Signal()
    files_dropped = Signal(str, list)
    items_dropped = Signal(str, list)
    wanted = Signal(str)

    def __init__(self, icons: Icons, studio: Studio, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._studio, self._thumbs = icons, studio, thumbs
        self.slots: dict[str, Slot] = {}
        self.form: Form | None = None
        self._of = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hold_edge = hold_edge(self._scroll, EDGE)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._make_foot())
        studio.tool_changed.connect(self.show_tool)
        studio.inputs_changed.connect(self._show_inputs)
        studio.options_replaced.connect(self.show_tool)
        retold(self, self.show_tool)

    def show_tool(self) -> None:
        """Build slots and form anew for the tool in hand; what was unfolded stays so as long as it is the same."""
        tool = self._studio.tool
        unfolded, self._of = self.form is not None and self._of == tool.id and self.form.unfolded, tool.id
        self._title.setText(said(tool.title))
        self._summary.setText(said(tool.summary[:1].upper() + tool.summary[1:]))
        body = surface("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE, 12, EDGE, 16)
        column.setSpacing(12)
        column.addLayout(self._make_slots())
        form = self.form = Form(self._icons, tool.options)
        form.set_values(self._studio.options)
        form.unfold(unfolded)
        form.changed.connect(lambda: self._studio.set_options(form.values()))
        column.addWidget(rule())
        column.addWidget(form)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self._hold_edge()
        self.run.setText(said(tool.title))
        self._show_inputs()

    def preset_button(self) -> QPushButton:
        """The button that carries the presets menu."""
        return self._presets

    def set_presets_menu(self, menu: QMenu) -> None:
        """The menu of saved options."""
        self._presets.setMenu(menu)

    def _make_head(self) -> QWidget:
        head = surface("panel", "bottom")
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 10, 10)
        column.setSpacing(2)
        across = QHBoxLayout()
        self._title = label("", "title", wrap=True)
        across.addWidget(self._title, 1)
        self._presets = push_button(lambda: self.tr("Presets"), "flat")
        self._presets.setIcon(self._icons.icon("preset", "quiet"))
        across.addWidget(self._presets)
        column.addLayout(across)
        self._summary = label("", "small", wrap=True)
        column.addWidget(self._summary)
        return head

    def _make_slots(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self.slots = {}
        for place, entry in enumerate(self._studio.tool.inputs):
            slot = Slot(self._icons, self._thumbs, entry)
            name = entry.name
            slot.files_dropped.connect(lambda paths, name=name: self.files_dropped.emit(name, paths))
            slot.items_dropped.connect(lambda ids, name=name: self.items_dropped.emit(name, ids))
            slot.wanted.connect(lambda name=name: self.wanted.emit(name))
            slot.emptied.connect(lambda name=name: self._studio.put(name, ()))
            slot.pressed.connect(lambda name=name: self._studio.show(self._studio.slot(name)[0]))
            self.slots[name] = slot
            grid.addWidget(slot, place // COLUMNS, place % COLUMNS)
        return grid

    def _make_foot(self) -> QWidget:
        foot = surface("panel", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        self._hint = label("", "small", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._hint)
        self.run = push_button("", "primary")
        self.run.setCursor(Qt.CursorShape.PointingHandCursor)
        self.run.clicked.connect(self.started)
        column.addWidget(self.run)
        return foot

    def _show_inputs(self) -> None:
        for name, slot in self.slots.items():
            slot.show_items(self._studio.slot(name))
        missing = self._studio.missing()
        runs = len(self._studio.combinations())
        unstored = self._studio.unstored()
        self.run.setEnabled(missing is None and unstored is None)
        if missing is not None:
            self._hint.setText(self.tr("Missing: {name}").format(name=said(missing.title)))
        elif unstored is not None:
            self._hint.setText(self.tr("{name} is not in Lookroom's folder yet.").format(name=unstored.name))
        else:
            self._hint.setText(self.tr("%n pictures will be made", "", runs) if runs > 1 else "")
        self._hint.setVisible(bool(self._hint.text()))
