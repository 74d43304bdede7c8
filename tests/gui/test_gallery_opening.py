"""The gallery opens with the newest runs; all the others follow, whatever comes in between."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from desktop.history.records import Query
from desktop.state.gallery import FIRST, Gallery
from desktop.state.gallery_thumbs import GalleryThumbs
from desktop.ui.dragging import mime_of_files
from desktop.ui.gallery import GalleryPage
from engine.tools.base import tools
from tests.fakes.history import FakeArchive, FakeHistory, a_session
from tests.gui.test_gallery import COUNT, found, some_sessions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from desktop.history.records import Session
    from desktop.jobs.runner import Runner
    from desktop.ui.icons import Icons


@pytest.fixture
def history() -> FakeHistory:
    return FakeHistory(some_sessions())


def test_the_newest_are_here_before_all_the_others_are_listed(
        qtbot: QtBot, runner: Runner, icons: Icons, history: FakeHistory) -> None:
    model, gate, plain = Gallery(runner, FakeArchive(history), mime_of_files), Event(), history.search  # type: ignore[arg-type]

    def slow(query: Query, most: int | None = None) -> list[UUID]:
        assert most is not None or gate.wait(10)
        return plain(query, most)

    history.search = slow  # type: ignore[method-assign]
    page = GalleryPage(icons, model, GalleryThumbs(runner), tools())
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitSignal(model.begun):
        page.show()
    assert model.rowCount() == FIRST
    assert model.session_at(0) is not None and page.grid.isVisible()
    page.grid.setCurrentIndex(model.index(3))
    highest = page.grid.verticalScrollBar().maximum()
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    with qtbot.waitSignal(model.found):
        gate.set()
    assert model.rowCount() == COUNT and not resets
    assert page.grid.currentIndex().row() == 3 and page.grid.verticalScrollBar().maximum() > highest
    assert history.paged == 1, "what is here is not read again"
    qtbot.waitUntil(lambda: model.session_at(COUNT - 1) is not None)
    page.hide()


def test_the_newest_come_too_late_for_another_search(qtbot: QtBot, runner: Runner, history: FakeHistory) -> None:
    model = Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]
    model.search(Query())
    found(qtbot, model, lambda: model.search(Query(tool="cutout")))
    qtbot.wait(50)
    assert model.rowCount() == COUNT // 2


def test_a_picture_that_came_meanwhile_stands_first(qtbot: QtBot, runner: Runner, history: FakeHistory) -> None:
    model, plain = Gallery(runner, FakeArchive(history), mime_of_files), history.search  # type: ignore[arg-type]
    gate = Event()

    def slow(query: Query, most: int | None = None) -> list[UUID]:
        assert most is not None or gate.wait(10)
        return plain(query, most)

    history.search = slow  # type: ignore[method-assign]
    with qtbot.waitSignal(model.begun):
        model.search(Query())
    new = a_session("new.jpg")
    history.sessions = {new.id: new, **history.sessions}
    with qtbot.waitSignal(model.found):
        gate.set()
    assert model.id_at(0) == new.id
    qtbot.waitUntil(lambda: model.session_at(0) == new)


def test_a_page_that_was_asked_for_before_a_search_ended_is_read_again(qtbot: QtBot, runner: Runner) -> None:
    """Its rows were those of the list before."""
    history, gate, asked = FakeHistory(some_sessions(40)), Event(), Event()
    model = Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]
    found(qtbot, model, lambda: model.search(Query(tool="garment")))
    plain = history.page

    def slow(ids: Sequence[UUID]) -> list[Session]:
        asked.set()
        assert gate.wait(10)
        return plain(ids)

    history.page = slow  # type: ignore[method-assign, assignment]
    assert model.session_at(0) is None
    qtbot.waitUntil(asked.is_set)
    model.search(Query(tool="cutout"))
    qtbot.waitUntil(lambda: model.id_at(0) in {one.id for one in history.sessions.values() if one.tool == "cutout"})
    gate.set()
    qtbot.waitUntil(lambda: not model._fetching)
    qtbot.waitUntil(lambda: (one := model.session_at(0)) is not None and one.tool == "cutout")
