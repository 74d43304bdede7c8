"""Wires of what lies beside the studio page: gallery and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.state.gallery import Gallery
from desktop.state.gallery_thumbs import GalleryThumbs
from desktop.state.work import result_item
from desktop.ui.gallery import GalleryPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from PySide6.QtCore import QMimeData

    from desktop.history.records import Session
    from desktop.wiring import App


def add_gallery(app: App) -> GalleryPage:
    """The gallery page behind its action."""

    def mime(sessions: Sequence[Session]) -> QMimeData:
        return app.mime([result_item(session) for session in sessions if session.result is not None])

    def forget(ids: Sequence[UUID]) -> None:
        for gone in ids:
            app.work.forget(gone)

    def open_session(session: Session) -> None:
        app.work.reopen(session)
        app.window.show_page("studio")

    def delete(sessions: Sequence[Session]) -> None:
        if app.commands.sure_to_delete(len(sessions)):
            model.delete([session.id for session in sessions])

    model = Gallery(app.runner, app.archive, mime, app)
    page = GalleryPage(app.icons, model, GalleryThumbs(app.runner, app), app.studio.tools)
    model.deleted.connect(forget)
    model.troubled.connect(page.notices.tell_fault)
    page.opened.connect(open_session)
    page.revealed.connect(lambda session: reveal(session))
    page.delete_wanted.connect(delete)
    page.studio_wanted.connect(lambda: app.window.show_page("studio"))
    app.window.add_page("gallery", page)
    app.commands.bind("gallery", page.search)
    return page


def reveal(session: Session) -> None:
    """Show the folder of a session's picture in the system's file manager."""
    file = session.result or next(iter(session.inputs), None)
    if file is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path.parent)))
