"""Wires of the dialogs: preferences, watched folders, lookbook, first steps, about; and of the private session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from desktop.state.arrivals import Memory
from desktop.state.hotfolder import HotFolders
from desktop.state.work import photo_item
from desktop.ui.parts import label
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import timedelta
    from pathlib import Path
    from uuid import UUID

    from desktop.history.records import StoredFile
    from desktop.jobs.batch import Batches
    from desktop.jobs.job import Job, Outcome
    from desktop.presets import Preset
    from desktop.settings import HotFolder, Settings
    from desktop.state.items import Item
    from desktop.ui.batch import BatchDialog
    from desktop.ui.preferences import PreferencesDialog
    from desktop.wiring import App

WATCHED = "watched.json"


class Dialogs(QObject):
    """Belongs to one App, whose parts it uses. Each dialog is made when it is first asked for."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.app = app
        self._preferences: PreferencesDialog | None = None
        self._batch: BatchDialog | None = None
        self._batches: Batches | None = None
        self.hot_folders = HotFolders(app.runner, app.archive, lambda: Memory(app.folders.home / WATCHED),
                                      self._options_of, self)
        self.hot_folders.started.connect(self._arrived)
        self.hot_folders.made.connect(self._made)
        self.hot_folders.troubled.connect(app.work.troubled)
        for name, act in (("preferences", self.preferences), ("hot_folders", lambda: self.preferences("hot_folders")),
                          ("batch", self.batch), ("first_run", self.first_run), ("about", self.about),
                          ("log", lambda: self._show_folder(app.folders.logs))):
            app.commands.bind(name, act)
        self._private = label(lambda: self.tr("Private session"), "small")
        says(self._private.setToolTip, lambda: self.tr("Nothing of this session is left when it ends."))
        app.window.statusBar().addWidget(self._private)
        self._show_private()
        app.window.when_painted(self._begin)
        app.window.closing.connect(self.close)
        app.window.ask_before_close(self._may_lose)

    def _begin(self) -> None:
        self.hot_folders.watch(self.app.settings.hot_folders)
        if not self.app.settings.first_run_done:
            self.first_run()

    def close(self) -> None:
        """The window closes: no dialog outlives it."""
        self.hot_folders.close()
        for dialog in self.app.window.findChildren(QDialog):
            dialog.blockSignals(True)
            dialog.close()

    # Preferences

    def preferences(self, page: str = "general") -> None:
        """Show the preferences at a page."""
        from desktop.presets import presets
        from desktop.ui.preferences import PreferencesDialog

        app = self.app
        dialog = PreferencesDialog(app.icons, app.settings, app.window.actions_table, app.folders, app.studio.tools,
                                   presets(app.folders), app.window)
        self._preferences = dialog
        dialog.changed.connect(self._change)
        dialog.retention_chosen.connect(self._choose_retention)
        dialog.private_chosen.connect(self._choose_private)
        dialog.emptied.connect(self._delete_everything)
        dialog.finished.connect(self._closed_preferences)
        dialog.show_page(page)
        dialog.open()

    def _closed_preferences(self) -> None:
        if self._preferences is not None:
            self._preferences.deleteLater()
        self._preferences = None

    def _change(self, settings: Settings) -> None:
        watched = settings.hot_folders != self.app.settings.hot_folders
        self.app.change_settings(settings)
        if watched:
            self.hot_folders.watch(settings.hot_folders)

    def _update(self, **values: Any) -> None:
        self.app.change_settings(self.app.settings.model_copy(update=values))
        if self._preferences is not None:
            self._preferences.show_settings(self.app.settings)

    def _choose_retention(self, hours: float | None) -> None:
        """Another retention. A shorter one takes photos away: ask first."""
        old = self.app.settings.retention_hours
        shorter = hours is not None and (old is None or hours < old)
        if shorter and not self.sure(
                self.tr("Let photos delete themselves sooner?"),
                self.tr("Photos that were last worked with longer ago are deleted now. What you keep stays."),
                self.tr("Delete them")):
            self._update()
            return
        self._update(retention_hours=hours)
        retention: timedelta | None = self.app.settings.retention
        self._aside(lambda: self.app.archive.history().set_retention(retention), self.app.sweep)

    def _choose_private(self, on: bool) -> None:
        """Begin or end a private session: another history, and an empty studio."""
        app = self.app
        if any(not job.state.ended for job in app.queue.jobs()):
            self._update()
            app.page.notices.tell(lambda: self.tr("Jobs are still running."),
                                  lambda: self.tr("Wait for them or cancel them first."))
            return
        if not on and not self.sure(self.tr("End the private session?"),
                                     self.tr("All photos and results of it are deleted now."), self.tr("End it")):
            self._update()
            return
        self._update(private_session=on)
        self._show_private()
        self._aside(lambda: self._empty(app.archive.close), self._start_anew)

    def _delete_everything(self) -> None:
        if self.sure(self.tr("Delete everything now?"),
                      self.tr("All photos and results in Lookroom's folder are deleted, also those that you keep. "
                              "Your original and exported files stay where they are."),
                      self.tr("Delete everything")):
            self.app.runner.cancel_all()
            self._aside(lambda: self._empty(self.app.archive.history().delete_everything), self._start_anew)

    def _empty(self, delete: Callable[[], None]) -> None:
        """In the light lane: the history goes, and with it the places that were moved by hand."""
        delete()
        self.app.adjustments.clear()

    def _start_anew(self) -> None:
        """The studio without any of the pictures that were there."""
        app = self.app
        for item in app.strip.everything():
            app.work.forget(item.id)
        app.work.clear()
        app.outgoing.clear()
        app.runner.engine.forget()
        app.work.load()
        app.pages.gallery.refresh()

    def _may_lose(self) -> bool:
        """Whether the window may close although results are in memory only."""
        count = len(self.app.work.fresh.refused())
        return not count or self.sure(self.tr("Close and lose %n results?", "", count),
                                       self.tr("Lookroom's folder could not take them. Export what you want to keep."),
                                       self.tr("Close anyway"))

    def _show_private(self) -> None:
        self._private.setVisible(self.app.settings.private_session)
        self.app.window.show_line()

    def sure(self, question: str, more: str, yes: str) -> bool:
        """Ask before something that cannot be undone."""
        parent: QWidget = self._preferences or self.app.window
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Lookroom"), question, parent=parent)
        box.setInformativeText(more)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agree

    def _aside(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        self.app.runner.aside(work, lambda _: then(), self.app.work.troubled.emit, owed=True)

    # Watched folders

    def _options_of(self, folder: HotFolder) -> Mapping[str, Any]:
        """The preset's options as it is now; those kept with the folder where the preset is gone."""
        from desktop.presets import presets

        found: Preset | None = next((preset for preset in presets(self.app.folders, folder.tool)
                                     if preset.name == folder.preset), None)
        return found.options if found is not None else folder.options

    def _arrived(self, file: StoredFile, job: Job) -> None:
        self.app.strip.add([photo_item(file)])

    def _made(self, job: Job, folder: HotFolder, outcome: Outcome, name: str) -> None:
        if outcome.findings is not None:
            self.app.findings.arrived(job, folder, outcome, name)
        elif folder.output is not None:
            self.app.pages.export_outcome(job, outcome, name, folder.output)

    # Lookbook, first steps, about

    def batch(self) -> None:
        """Show the lookbook with the photos that are in the slots."""
        from desktop.jobs.batch import Batches
        from desktop.ui.batch import BatchDialog

        app = self.app
        pairs = [tool for tool in (app.studio.tool, *app.studio.tools.values())
                 if sum(not entry.optional for entry in tool.inputs) == 2 and tool.result != "findings"]
        if self._batch is None or not self._batch.running:
            self._batches = self._batches or Batches(app.runner, app.bridge, self)
            options = app.studio.options if pairs[0].id == app.studio.tool.id else {}
            dialog = BatchDialog(app.icons, app.thumbs, self._batches, pairs[0], options, app.settings.export,
                                 app.window)
            dialog.wanted.connect(self._bring)
            dialog.taken.connect(self._take)
            for pile, entry in zip(dialog.piles, pairs[0].inputs, strict=False):
                pile.add_items([item for item in app.studio.slot(entry.name) if item.stored])
            self._batch = dialog
        self._batch.show()
        self._batch.raise_()

    def _bring(self, number: int, paths: Sequence[Path]) -> None:
        dialog = self._batch
        if dialog is not None:
            self.app.work.bring(paths, lambda items: dialog.piles[number].add_items(items))

    def _take(self, number: int, ids: Sequence[UUID]) -> None:
        items: list[Item] = [item for item in map(self.app.strip.item, ids) if item is not None and item.stored]
        if self._batch is not None:
            self._batch.piles[number].add_items(items)

    def first_run(self) -> None:
        """Show the first steps."""
        from desktop.ui.first_run import FirstRunDialog

        dialog = FirstRunDialog(self.app.icons, self.app.settings.retention_hours, self.app.window)
        dialog.retention_chosen.connect(lambda hours: self._choose_retention(hours))
        dialog.open_wanted.connect(self.app.window.actions_table["open"].trigger)
        dialog.finished.connect(lambda _: self._update(first_run_done=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def about(self) -> None:
        """Show what this is."""
        from desktop.ui.about import AboutDialog

        dialog = AboutDialog(self.app.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_folder(self, path: Path) -> None:
        there = next(folder for folder in (path, *path.parents) if folder.is_dir())
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
