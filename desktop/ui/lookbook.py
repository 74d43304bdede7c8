"""Lookbook: runs every person with every garment into a folder: a file each, and a contact sheet of all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.jobs.batch import Batches, BatchOrder, Entry
from desktop.ui.words import said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.jobs.batch import Batch
    from desktop.jobs.bridge import Bridge
    from desktop.jobs.runner import Runner
    from desktop.state.studio import Studio
    from desktop.ui.notices import Notices


class Lookbook(QObject):
    """Asked whenever a run would start more than one job of a tool that takes two photos."""

    def __init__(self, window: QWidget, studio: Studio, runner: Runner, bridge: Bridge, notices: Notices) -> None:
        super().__init__(window)
        self._window, self._studio, self._notices = window, studio, notices
        self._batches = Batches(runner, bridge, self)
        self._batches.finished.connect(self._finished)

    def start(self) -> bool:
        """Ask for a folder and start the batch; False when this is no batch, or no folder was chosen."""
        tool = self._studio.tool
        if len(tool.inputs) != 2 or len(self._studio.combinations()) < 2:
            return False
        words = self.tr("Folder for the looks (Cancel keeps them in Lookroom alone)")
        folder = QFileDialog.getExistingDirectory(self._window, words)
        if not folder:
            return False
        rows = [
            tuple(Entry(item.path, item.name) for item in self._studio.slot(entry.name)) for entry in tool.inputs
        ]
        order = BatchOrder(tool.id, rows[0], rows[1], self._studio.options, Path(folder), said(tool.title))
        self._batches.start(order)
        return True

    def _finished(self, batch: Batch) -> None:
        if batch.fault is not None:
            self._notices.tell_fault(batch.fault)
            return
        sheet = batch.sheet
        if sheet is None:
            return
        words = self.tr("%n looks and a contact sheet are in the folder.", "", len(batch.files))
        more = ""
        if batch.missing:
            more = self.tr("%n looks could not be made; the sheet says why.", "", len(batch.missing))

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(sheet)))

        self._notices.tell(words, more, acts=[(self.tr("Open the sheet"), show)])
