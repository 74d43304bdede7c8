"""Wires of findings: the panel beside the canvas, the frames on it, and the files that they are saved to."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.state.findings_file import copied, save, save_beside
from desktop.ui.canvas.marks import Marks
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.jobs.job import Fault, Job, Outcome
    from desktop.settings import HotFolder
    from desktop.state.items import Item
    from desktop.ui.speaking import Text
    from desktop.wiring import App


class Findings(QObject):
    """Belongs to one App, whose parts it uses."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self.panel = app.page.findings
        self.marks = Marks(app.page.canvas)
        self.panel.chosen.connect(self.marks.choose)
        self.panel.worded.connect(self.marks.name)
        self.marks.chosen.connect(self.panel.choose)
        self.panel.copied.connect(self._copy)
        self.panel.saved.connect(lambda: self.save([item] if (item := self._shown()) is not None else []))
        app.viewer.changed.connect(self._viewed)

    def save(self, items: Sequence[Item]) -> None:
        """Ask where to, and save what was found: of one photo in a file, of several in a folder, a file for each."""
        lists = [(item.findings, item.name, item.tool) for item in items if item.findings is not None]
        window, title = self._app.window, self.tr("Save what was found")
        if len(lists) == 1:
            findings, name, tool = lists[0]
            chosen, _ = QFileDialog.getSaveFileName(
                window, title, f"{name}-{tool}.json",
                self.tr("JSON, everything (*.json)") + ";;" + self.tr("CSV, a table (*.csv)"))
            if chosen:
                self._aside([partial(save, findings, name, tool, Path(chosen))])
        elif lists:
            folder = QFileDialog.getExistingDirectory(window, title)
            if folder:
                self._aside([partial(save_beside, *one, Path(folder)) for one in lists])

    def arrived(self, job: Job, folder: HotFolder, outcome: Outcome, name: str) -> None:
        """What was found in a watched folder's photo goes into a file: in the folder for results, else beside it."""
        if outcome.findings is not None:
            place = folder.output or folder.path
            self._app.runner.aside(partial(save_beside, outcome.findings, name, job.tool, place), lambda _: None,
                                   self._sorry, owed=True)

    def _viewed(self) -> None:
        view = self._app.viewer.view
        if view is None or view.found is None:
            self.panel.show_found(None, "", 1, 1)
            self.marks.show_found(())
            return
        tool = self._app.studio.tools.get(view.item.tool)
        title: Text = view.item.tool if tool is None else partial(said, tool.title)
        self.marks.show_found(view.found)
        self.panel.show_found(view.found, title, view.base.width, view.base.height)

    def _shown(self) -> Item | None:
        view = self._app.viewer.view
        return view.item if view is not None and view.item.findings is not None else None

    def _copy(self) -> None:
        item = self._shown()
        if item is not None and item.findings is not None:
            QGuiApplication.clipboard().setText(copied(item.findings))
            self._app.page.notices.tell(self.tr("The list is on the clipboard."))

    def _aside(self, writes: Sequence[partial[Path]]) -> None:
        self._app.runner.aside(lambda: [write() for write in writes], self._saved, self._sorry, owed=True)

    def _saved(self, paths: list[Path]) -> None:
        notices = self._app.pages.gallery_page.notices if self._app.window.page_name == "gallery" else (
            self._app.page.notices)
        notices.tell(self.tr("%n lists saved.", "", len(paths)))

    def _sorry(self, fault: Fault) -> None:
        self._app.page.notices.tell_fault(fault)
