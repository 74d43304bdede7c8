"""Watched folders: the list of them, and the dialog in which one is set up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.settings import HotFolder
from desktop.state.fields import sentence
from desktop.ui.controls.combo import Combo
from desktop.ui.controls.switch import Switch
from desktop.ui.parts import icon_button, label, push_button, surface
from desktop.ui.rows import Rows
from desktop.ui.speaking import retold, says, told
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.presets import Preset
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text
    from engine.tools.base import Tool


class HotFoldersPage(QWidget):
    """``changed`` (tuple of HotFolder)."""

    changed = Signal(object)

    def __init__(self, icons: Icons, folders: Sequence[HotFolder], tools: Mapping[str, Tool],
                 presets: Sequence[Preset]) -> None:
        super().__init__()
        self._icons, self._tools, self._presets = icons, tools, presets
        self.folders = tuple(folders)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(lambda: self.tr(
            "A tool is applied to every photo that arrives in a watched folder, such as the one your camera saves to. "
            "Photos that lie there already are left alone."), "quiet", wrap=True))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        row = QHBoxLayout()
        self.add = push_button(lambda: self.tr("Watch a folder…"))
        self.add.setIcon(icons.icon("add", "text"))
        self.add.clicked.connect(self._add)
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        retold(self, self._show)

    def take(self, folder: HotFolder) -> None:
        """Watch another folder."""
        self._set((*self.folders, folder))

    def remove(self, place: int) -> None:
        """Watch a folder no more."""
        self._set(self.folders[:place] + self.folders[place + 1:])

    def set_active(self, place: int, active: bool) -> None:
        """Rest, or go on."""
        folder = self.folders[place].model_copy(update={"active": active})
        self._set((*self.folders[:place], folder, *self.folders[place + 1:]))

    def _set(self, folders: tuple[HotFolder, ...]) -> None:
        self.folders = folders
        self._show()
        self.changed.emit(folders)

    def _add(self) -> None:
        dialog = HotFolderDialog(self._icons, self._tools, self._presets, self)
        if dialog.exec() and (folder := dialog.folder()) is not None:
            self.take(folder)

    def _show(self) -> None:
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, folder in enumerate(self.folders):
            self._cards.addWidget(self._card(place, folder))

    def _card(self, place: int, folder: HotFolder) -> QFrame:
        card = surface("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 10, 8, 10)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = label(folder.path.name or str(folder.path))
        name.setToolTip(str(folder.path))
        words.addWidget(name)
        words.addWidget(label(self._about(folder), "small", wrap=True))
        row.addLayout(words, 1)
        active = Switch(self._icons.theme)
        active.setChecked(folder.active)
        active.setAccessibleName(self.tr("Watch {name}").format(name=folder.path.name))
        active.clicked.connect(lambda on: self.set_active(place, on))
        row.addWidget(active)
        remove = icon_button(self._icons, "trash",
                             lambda: self.tr("Watch {name} no more").format(name=folder.path.name))
        remove.clicked.connect(lambda: self.remove(place))
        row.addWidget(remove)
        return card

    def _about(self, folder: HotFolder) -> str:
        tool = self._tools.get(folder.tool)
        words = said(tool.title) if tool is not None else folder.tool
        parts = [words, *([folder.preset] if folder.preset else []), *(other.name for other in folder.others)]
        if tool is not None and tool.result == "findings":
            place = folder.output or folder.path
            parts.append(self.tr("lists saved in {folder}").format(folder=place.name or str(place)))
        elif folder.output is not None:
            parts.append(self.tr("exported to {folder}").format(folder=folder.output.name or str(folder.output)))
        if not folder.path.is_dir():
            parts.append(self.tr("the folder is not there now"))
        return "  ·  ".join(parts)


class PathLine(QWidget):
    """A file or folder, chosen with a button. ``changed``: another one."""

    changed = Signal()

    def __init__(self, icons: Icons, words: Text, folder: bool, optional: bool = False) -> None:
        super().__init__()
        self._words, self._folder = words, folder
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        says(self.line.setPlaceholderText, lambda: self.tr("None") if optional else self.tr("Not chosen yet"))
        self.button = icon_button(icons, "open", words)
        self.button.clicked.connect(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def path(self) -> Path | None:
        """What is chosen."""
        return Path(self.line.text()) if self.line.text() else None

    def set_path(self, path: Path) -> None:
        """Choose it."""
        self.line.setText(str(path))
        self.line.setToolTip(str(path))
        self.changed.emit()

    def choose(self) -> None:
        """Ask for it."""
        if self._folder:
            text = QFileDialog.getExistingDirectory(self, told(self._words), self.line.text())
        else:
            text, _ = QFileDialog.getOpenFileName(self, told(self._words))
        if text:
            self.set_path(Path(text))


class HotFolderDialog(QDialog):
    """Sets up one watched folder."""

    def __init__(self, icons: Icons, tools: Mapping[str, Tool], presets: Sequence[Preset],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._tools, self._presets = icons, tools, presets
        self.setWindowTitle(self.tr("Watch a folder"))
        self.resize(560, 400)
        self.path = PathLine(icons, self.tr("Choose the folder to watch"), folder=True)
        self.tool = Combo(icons.theme)
        for tool in tools.values():
            self.tool.addItem(said(tool.title), tool.id)
        self.preset = Combo(icons.theme)
        self.output = PathLine(icons, self.tr("Choose a folder for the results"), folder=True, optional=True)
        self.others: list[PathLine] = []
        self._body = QVBoxLayout()
        self._body.setContentsMargins(24, 20, 24, 16)
        self._rows: Rows | None = None
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        self.note = label("", "danger", wrap=True)
        row.addWidget(self.note, 1)
        cancel = push_button(lambda: self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.go = push_button(lambda: self.tr("Watch it"), "primary")
        self.go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._body, 1)
        outer.addWidget(foot)
        self.path.changed.connect(self._check)
        self.output.changed.connect(self._check)
        self.tool.currentIndexChanged.connect(lambda _: self._show_tool())
        self._show_tool()

    def folder(self) -> HotFolder | None:
        """What was set up; None while something is missing."""
        path, others = self.path.path(), [line.path() for line in self.others]
        if path is None or any(other is None for other in others) or self._clash():
            return None
        preset: Preset | None = self.preset.currentData()
        return HotFolder(path=path, tool=self.tool.currentData(), others=tuple(other for other in others if other),
                         preset=preset.name if preset else None, options=preset.options if preset else {},
                         output=self.output.path())

    @property
    def _looks(self) -> bool:
        """Whether the tool only looks: a list of what it found may lie among the photos, a picture may not."""
        return self._tools[self.tool.currentData()].result == "findings"

    def _clash(self) -> bool:
        path, output = self.path.path(), self.output.path()
        return not self._looks and path is not None and output is not None and path.absolute() == output.absolute()

    def _show_tool(self) -> None:
        """Rows for what this tool needs."""
        tool = self._tools[self.tool.currentData()]
        rows = Rows()
        self.others = []
        rows.row(lambda: self.tr("Folder"), self.path)
        rows.row(lambda: self.tr("Tool"), self.tool)
        for entry in tool.inputs[1:]:
            if not entry.optional:
                title = sentence(said(entry.title))
                line = PathLine(self._icons, title, folder=False)
                line.changed.connect(self._check)
                self.others.append(line)
                rows.row(title, line, self.tr("The same for every photo that arrives."))
        self.preset.clear()
        self.preset.addItem(self.tr("Usual options"), None)
        for preset in self._presets:
            if preset.tool == tool.id:
                self.preset.addItem(preset.name, preset)
        rows.row(lambda: self.tr("Preset"), self.preset)
        rows.row((lambda: self.tr("Save to")) if self._looks else (lambda: self.tr("Export to")), self.output,
                 self.tr("A JSON file with what was found in each photo. Without a folder, it is put beside the photo.")
                 if self._looks else
                 self.tr("As chosen in the export dialog the last time. Without it, results stay in the gallery."))
        rows.end()
        if self._rows is not None:
            self._body.replaceWidget(self._rows, rows, Qt.FindChildOption.FindDirectChildrenOnly)
            self._rows.deleteLater()
        else:
            self._body.addWidget(rows)
        self._rows = rows
        self._check()

    def _check(self) -> None:
        self.go.setEnabled(self.folder() is not None)
        self.note.setText(self.tr("Results need another folder than the photos.") if self._clash() else "")
