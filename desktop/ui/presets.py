"""The presets menu: options under a name, to take, save, share and delete."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QWidget

from desktop import presets
from desktop.jobs.faults import fault_of
from desktop.presets import Preset
from engine.errors import LookroomError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.folders import Folders
    from desktop.state.studio import Studio
    from desktop.ui.notices import Notices


class Presets(QObject):
    """Fills ``menu`` anew each time it opens. Faults are told by ``notices``."""

    def __init__(self, window: QWidget, folders: Folders, studio: Studio, notices: Notices) -> None:
        super().__init__(window)
        self._window, self._folders, self._studio, self._notices = window, folders, studio, notices
        self.menu = QMenu(window)
        self.menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what there is for the tool in hand."""
        menu = self.menu
        menu.clear()
        found = presets.presets(self._folders, self._studio.tool.id)
        for preset in found:
            menu.addAction(preset.name, partial(self.take, preset))
        if not found:
            menu.addAction(self.tr("No presets yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.tr("Save options as a preset…"), self.save)
        menu.addAction(self.tr("Take a preset from a file…"), self.import_file)
        for title, act in ((self.tr("Share as a file"), self.share), (self.tr("Delete preset"), self.delete)):
            if found:
                part = menu.addMenu(title)
                for preset in found:
                    part.addAction(preset.name, partial(act, preset))
        menu.addSeparator()
        menu.addAction(self.tr("Reset the options"), partial(self._studio.take_options, {}))

    def take(self, preset: Preset) -> None:
        """Put its options into the form."""
        self._studio.choose_tool(preset.tool)
        self._studio.take_options(preset.options)

    def save(self) -> None:
        """Ask for a name and keep the options as they are."""
        name, given = QInputDialog.getText(self._window, self.tr("Save preset"), self.tr("Name of the preset"))
        if given and name.strip():
            self.save_as(name.strip())

    def save_as(self, name: str) -> None:
        """Keep the options under a name."""
        preset = Preset(name=name[:200], tool=self._studio.tool.id, options=self._studio.options)
        if self._try(lambda: presets.save(self._folders, preset)):
            self._notices.tell(lambda: self.tr("The preset {name} is saved.").format(name=name))

    def import_file(self) -> None:
        """Choose a file that somebody shared."""
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Take a preset from a file"), "",
                                              f"{self.tr('Lookroom presets')} (*{presets.SUFFIX})")
        if path:
            self.import_path(Path(path))

    def import_path(self, path: Path) -> None:
        """Keep a shared preset and use it."""

        def act() -> None:
            preset = presets.read(path)
            presets.save(self._folders, preset)
            self.take(preset)

        self._try(act)

    def share(self, preset: Preset) -> None:
        """Write a preset where somebody else can get it."""
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Share preset"), f"{preset.name}{presets.SUFFIX}",
                                              f"{self.tr('Lookroom presets')} (*{presets.SUFFIX})")
        if path:
            self._try(lambda: presets.write(Path(path), preset))

    def delete(self, preset: Preset) -> None:
        """Away with it."""
        self._try(lambda: presets.remove(self._folders, preset))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except LookroomError as error:
            self._notices.tell_fault(fault_of(error))
            return False
        return True
