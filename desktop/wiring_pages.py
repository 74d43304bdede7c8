"""Wires of what lies beside the studio page: gallery and dialogs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from desktop.state.export import Exporter, Picture
from desktop.state.export_recipe import Named
from desktop.state.gallery import Gallery
from desktop.state.gallery_thumbs import GalleryThumbs
from desktop.state.items import Item
from desktop.state.viewer import View
from desktop.state.work import item_of
from desktop.ui.gallery import GalleryPage
from desktop.ui.tagging import Tagging

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtCore import QMimeData

    from desktop.history.records import Session
    from desktop.jobs.job import Fault, Job, Outcome
    from desktop.settings import Export
    from desktop.wiring import App


class Pages(QObject):
    """Belongs to one App, whose parts it uses."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.app = app
        self.gallery = Gallery(app.runner, app.archive, self._mime, self)
        self.gallery_thumbs = GalleryThumbs(app.runner, self)
        self.exporter = Exporter(app.runner, self)
        self._quiet_exporter = Exporter(app.runner, self)
        self._quiet_exporter.ended.connect(self._tell_exported)
        self.gallery_page = GalleryPage(app.icons, self.gallery, self.gallery_thumbs, app.studio.tools)
        app.window.add_page("gallery", self.gallery_page)
        app.commands.bind("gallery", lambda: None)
        app.commands.bind("export", self.export_shown)
        details = self.gallery_page.details
        self.tagging = Tagging(app.window, app.runner, app.archive, app.page.notices)
        self.tagging.changed.connect(self.renew)
        app.commands.bind("tags", lambda: self.tagging.ask(self._chosen()))
        chosen = self.gallery_page.grid.selectionModel().hasSelection
        app.commands.elsewhere.update(
            export=(details.export.click, lambda: chosen() and details.export.isEnabled()),
            delete=(details.delete.click, chosen), copy=(self._copy, chosen), tags=(details.tags.setFocus, chosen))
        self.gallery_page.chosen_changed.connect(app.commands.refresh)
        app.window.ask_before_close(self._may_stop)
        self._wire_gallery()
        app.commands.refresh()

    def _may_stop(self) -> bool:
        """Whether the window may close although pictures are still being exported."""
        count = self.exporter.left + self._quiet_exporter.left
        return not count or self.app.dialogs.sure(
            self.tr("Close before %n pictures are exported?", "", count),
            self.tr("Those that are not written yet would be missing."), self.tr("Close anyway"))

    # Gallery

    def _wire_gallery(self) -> None:
        page, app = self.gallery_page, self.app
        page.opened.connect(self._open_session)
        page.exported.connect(self._export_sessions)
        page.revealed.connect(self._reveal)
        page.delete_wanted.connect(self._delete)
        page.studio_wanted.connect(partial(app.window.show_page, "studio"))
        self.gallery.deleted.connect(self._forget)
        app.bridge.job_changed.connect(lambda job: self.renew() if job.state.ended else None)

    def _copy(self) -> None:
        """The chosen pictures as files for other programs."""
        sessions = [session for session in self.gallery_page.selected() if item_of(session) is not None]
        if sessions:
            QGuiApplication.clipboard().setMimeData(self._mime(sessions))
            self.gallery_page.notices.tell(lambda: self.tr("%n pictures are on the clipboard.", "", len(sessions)))

    def renew(self) -> None:
        """Pictures came or went."""
        if self.gallery_page.isVisible():
            self.gallery.refresh()

    def _mime(self, sessions: Sequence[Session]) -> QMimeData:
        return self.app.mime([item for session in sessions if (item := item_of(session)) is not None])

    def _open_session(self, session: Session) -> None:
        self.app.work.reopen(session)
        self.app.window.show_page("studio")

    def _reveal(self, session: Session) -> None:
        file = (session.outputs or session.inputs)[0]
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path.parent)))

    def _delete(self, ids: Sequence[UUID]) -> None:
        if self.app.commands.sure_to_delete(len(ids)):
            self.gallery.delete(ids)

    def _forget(self, ids: Sequence[UUID]) -> None:
        for session_id in ids:
            self.app.work.forget(session_id)

    # Export

    def _export_sessions(self, sessions: Sequence[Session]) -> None:
        items = [(item, len(one.inputs)) for one in sessions if (item := item_of(one)) is not None]
        self.app.findings.save([item for item, _ in items if item.findings is not None])
        self._export([self._picture(item, inputs) for item, inputs in items if item.findings is None])

    def export_shown(self) -> None:
        """Export what is chosen in the film strip, or is on the canvas."""
        chosen = self._chosen()
        self.app.findings.save([item for item in chosen if item.findings is not None])
        self._export([self._picture(item) for item in chosen if item.findings is None])

    def _chosen(self) -> list[Item]:
        """What is chosen in the film strip, or is on the canvas."""
        shown = self.app.studio.shown
        items = self.app.page.strip.selected() or ([shown] if shown is not None else [])
        return [shown] if shown is not None and shown not in items else items

    def _picture(self, item: Item, inputs: int = 0) -> Picture:
        view, tool = self.app.viewer.view, self.app.studio.tools.get(item.tool)
        shown = view is not None and view.item.id == item.id
        opacity = self.app.window.bar.opacity.value() / 100 if shown else 1.0
        look = (lambda: view) if shown and view is not None else self.app.viewer.looking(item)
        return Picture(item, Named(item.name, item.tool, datetime.now(UTC)), look, opacity,
                       inputs or (len(tool.inputs) if tool is not None else 1))

    def _export(self, pictures: Sequence[Picture]) -> None:
        if not pictures:
            return
        from desktop.ui.export import ExportDialog

        first = pictures[0].item
        image = QImage(str(first.thumbnail)) if first.thumbnail is not None else self.app.thumbs.image(first)
        dialog = ExportDialog(self.app.icons, self.exporter, pictures, self.app.settings.export, image,
                              self.app.window)
        dialog.remembered.connect(self._remember_export)
        dialog.written.connect(self._tell_written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember_export(self, recipe: Export) -> None:
        self.app.change_settings(self.app.settings.model_copy(update={"export": recipe}))

    def _tell_written(self, paths: list[Path]) -> None:
        if paths:
            notices = self.gallery_page.notices if self.app.window.page_name == "gallery" else self.app.page.notices
            notices.tell(lambda: self.tr("%n pictures exported.", "", len(paths)))

    def export_outcome(self, job: Job, outcome: Outcome, name: str, folder: Path) -> None:
        """Export what a watched folder's photo became, as chosen in the dialog the last time."""
        item = Item(job.id, name, folder / name, "result", tool=job.tool)
        view = View(item, outcome.base, outcome.layers, outcome.photo, outcome.label)
        picture = Picture(item, Named(name, job.tool, datetime.now(UTC)), lambda: view, inputs=len(job.inputs))
        recipe = self.app.settings.export.model_copy(update={"folder": folder})
        self._quiet_exporter.export([picture], recipe, folder)

    def _tell_exported(self, paths: list[Path], skipped: int, faults: list[tuple[str, Fault]]) -> None:
        for _, fault in faults:
            self.app.page.notices.tell_fault(fault)
