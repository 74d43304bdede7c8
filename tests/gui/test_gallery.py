"""The gallery as a person uses it: finding, looking through, keeping, tagging and deleting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QLabel

from desktop.history.records import Query, Session, Status
from desktop.state.gallery import PAGE, SESSION, Gallery
from desktop.state.gallery_thumbs import GalleryThumbs
from desktop.ui import gallery_lines
from desktop.ui.dragging import mime_of_files
from desktop.ui.gallery import GalleryPage
from desktop.ui.gallery_grid import GAP, MARGIN, Grid
from desktop.ui.gallery_words import left, moment
from engine.tools.base import tools
from tests.fakes.history import NOW, FakeArchive, FakeHistory, a_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.jobs.runner import Runner
    from desktop.ui.icons import Icons

COUNT = 200


def some_sessions(count: int = COUNT) -> list[Session]:
    return [a_session(f"photo {number}.jpg", ("garment", "cutout")[number % 2], minutes_ago=number,
                      tags=("blue",) if number % 10 == 0 else ()) for number in range(count)]


@pytest.fixture
def history() -> FakeHistory:
    return FakeHistory(some_sessions())


@pytest.fixture
def model(runner: Runner, history: FakeHistory) -> Gallery:
    return Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]


@pytest.fixture
def page(qtbot: QtBot, icons: Icons, runner: Runner, model: Gallery) -> Iterator[GalleryPage]:
    made = GalleryPage(icons, model, GalleryThumbs(runner), tools())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitSignal(model.found):
        made.show()
    qtbot.waitUntil(lambda: model.session_at(0) is not None)
    yield made
    made.hide()


def found(qtbot: QtBot, model: Gallery, ask: Callable[[], object]) -> None:
    with qtbot.waitSignal(model.found):
        ask()


# The model


def test_rows_are_listed_before_their_sessions_are_read(qtbot: QtBot, model: Gallery, history: FakeHistory) -> None:
    found(qtbot, model, lambda: model.search(Query(text="photo")))
    assert model.rowCount() == COUNT and history.paged == 0
    last = model.index(COUNT - 1)
    assert last.data(SESSION) is None
    qtbot.waitUntil(lambda: last.data(SESSION) is not None)
    assert last.data(SESSION).inputs[0].name == f"photo {COUNT - 1}.jpg"
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == f"photo {COUNT - 1}.jpg"
    assert model.index(0).data(SESSION) is None, "only the page that was looked at is read"


def test_a_later_search_wins(qtbot: QtBot, model: Gallery) -> None:
    model.search(Query(text="photo 7"))
    found(qtbot, model, lambda: model.search(Query(tool="cutout")))
    qtbot.wait(50)
    assert model.rowCount() == COUNT // 2


def test_keeping_and_tagging_show_at_once(qtbot: QtBot, model: Gallery, history: FakeHistory) -> None:
    found(qtbot, model, lambda: model.search(Query()))
    chosen = [model.id_at(0), model.id_at(1)]
    model.keep(chosen, True)
    model.tag(chosen, ["blue"], ["red", "wide"])
    qtbot.waitUntil(lambda: all(history.sessions[one].tags == ("red", "wide") for one in chosen))
    qtbot.waitUntil(lambda: (one := model.session_at(1)) is not None and one.kept and one.tags == ("red", "wide"))


def test_deleted_sessions_leave_the_list(qtbot: QtBot, model: Gallery, history: FakeHistory) -> None:
    found(qtbot, model, lambda: model.search(Query()))
    gone = [model.id_at(3), model.id_at(PAGE + 1)]
    with qtbot.waitSignals([model.deleted, model.found]):
        model.delete(gone)
    assert model.rowCount() == COUNT - 2 and not set(gone) & history.sessions.keys()


def test_pages_that_scrolled_by_are_not_waited_for(qtbot: QtBot, runner: Runner) -> None:
    history = FakeHistory(some_sessions(PAGE * 20))
    model = Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]
    found(qtbot, model, lambda: model.search(Query()))
    for row in range(0, PAGE * 20, PAGE):
        model.session_at(row)
    qtbot.waitUntil(lambda: model.session_at(PAGE * 19) is not None)
    assert history.paged < 10


def test_all_that_a_large_screen_shows_is_read_once(qtbot: QtBot, runner: Runner) -> None:
    """Small pictures on a screen of 5120 x 2880: more than are kept otherwise."""
    shown = 800
    history = FakeHistory(some_sessions(shown + 100))
    model = Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]
    found(qtbot, model, lambda: model.search(Query()))
    model.make_room(shown)
    qtbot.waitUntil(lambda: [row for row in range(shown) if model.session_at(row) is None] == [])
    qtbot.waitUntil(lambda: not model._fetching and not model._wanted)
    before = history.paged
    assert all(model.session_at(row) is not None for row in range(shown))
    qtbot.wait(50)
    assert history.paged == before


def test_dragged_pictures_are_files(qtbot: QtBot, model: Gallery) -> None:
    found(qtbot, model, lambda: model.search(Query()))
    qtbot.waitUntil(lambda: model.session_at(0) is not None)
    data: QMimeData = model.mimeData([model.index(0)])
    session = model.session_at(0)
    assert session is not None and [url.toLocalFile().split("/")[-1] for url in data.urls()] == [
        session.outputs[0].path.name]


# The grid


def test_the_grid_finds_what_it_draws(qtbot: QtBot, page: GalleryPage) -> None:
    grid = page.grid
    assert grid.columns >= 4
    for row in (0, grid.columns - 1, grid.columns, COUNT - 1):
        index = page.model.index(row)
        grid.scrollTo(index)
        assert grid.viewport().rect().contains(grid.visualRect(index))
        assert grid.indexAt(grid.visualRect(index).center()) == index
    assert not grid.indexAt(QPoint(2, 2)).isValid()


def test_arrows_go_through_cells_and_lines(qtbot: QtBot, page: GalleryPage) -> None:
    grid = page.grid
    grid.setCurrentIndex(page.model.index(0))
    for key, row in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 1 + grid.columns), (Qt.Key.Key_Left, grid.columns),
                     (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0), (Qt.Key.Key_End, COUNT - 1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row


def test_from_right_to_left_the_grid_is_mirrored(qtbot: QtBot, page: GalleryPage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid = page.grid
    assert grid.visualRect(page.model.index(0)).left() > grid.visualRect(page.model.index(1)).right()
    grid.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 1


def test_shift_chooses_all_in_between(qtbot: QtBot, page: GalleryPage) -> None:
    grid = page.grid
    for row, modifier in ((1, Qt.KeyboardModifier.NoModifier), (grid.columns + 2, Qt.KeyboardModifier.ShiftModifier)):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier,
                         grid.visualRect(page.model.index(row)).center())
    assert [session.inputs[0].name for session in page.selected()] == [
        f"photo {row}.jpg" for row in range(1, grid.columns + 3)]


def test_a_hundred_thousand_cells_are_laid_out_by_arithmetic(qtbot: QtBot) -> None:
    grid = Grid(160)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    assert grid.columns == (grid.viewport().width() - 2 * MARGIN + GAP) // (160 + GAP)
    assert grid.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
    assert grid.visualRect(grid.currentIndex()) == QRect()


def test_cells_that_a_frame_has_no_time_for_come_with_the_next_ones(
        qtbot: QtBot, page: GalleryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Painted one cell a frame the grid ends up as painted at once, also after going there and back."""
    grid, bar = page.grid, page.grid.verticalScrollBar()

    def seen() -> QImage:
        return grid.viewport().grab().toImage()

    def rest() -> None:
        qtbot.waitUntil(lambda: all(page.model.session_at(row) is not None for row in grid.visible_rows()))
        with qtbot.waitSignal(grid.rested):
            grid.viewport().update()

    monkeypatch.setattr(gallery_lines, "BUDGET_S", 60.0)
    bar.setValue(0)
    rest()
    at_once = seen()
    monkeypatch.setattr(gallery_lines, "BUDGET_S", 0.0)
    for value in (bar.maximum(), 0):
        bar.setValue(value)
        rest()
    assert seen() == at_once
    grid.set_cell(page.grid.cell_width + 60)
    first = seen()
    rest()
    last = seen()
    assert first != last, "cells came one after another"
    monkeypatch.setattr(gallery_lines, "BUDGET_S", 60.0)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    rest()
    assert seen() == last


def test_what_flies_by_is_not_read_and_comes_when_it_rests(
        qtbot: QtBot, page: GalleryPage, history: FakeHistory) -> None:
    grid, bar = page.grid, page.grid.verticalScrollBar()
    assert len(grid.visible_rows()) < COUNT // 2
    for value in range(0, bar.maximum(), max(1, bar.maximum() // 12)):
        bar.setValue(value)
    bar.setValue(bar.maximum())
    assert grid.flight.flying
    grid.viewport().repaint()
    before = history.paged
    assert page.model.session_at(COUNT - 1) is None and not page._thumbs._waiting
    with qtbot.waitSignal(grid.flight.changed):
        pass
    assert history.paged <= before + 1, "one that had been begun"
    qtbot.waitUntil(lambda: all(page.model.session_at(row) is not None for row in grid.visible_rows()))


def test_what_comes_into_sight_next_is_read_once_all_in_sight_is_here(qtbot: QtBot, page: GalleryPage) -> None:
    seen = page.grid.visible_rows()
    assert seen.stop + page.grid.columns < COUNT
    qtbot.waitUntil(lambda: page._thumbs.idle and all(
        (page.model.id_at(row), Status.COMPLETED) in page._thumbs._images
        for row in range(seen.stop + page.grid.columns)))


# The page


def test_filters_ask_for_what_they_say(qtbot: QtBot, page: GalleryPage, history: FakeHistory) -> None:
    filters = page.filters
    found(qtbot, page.model, lambda: filters.tool.setCurrentIndex(filters.tool.findData("cutout")))
    found(qtbot, page.model, lambda: filters.tag.setCurrentIndex(filters.tag.findData("blue")))
    assert page.model.rowCount() == 0, "blue ones are all garments"
    found(qtbot, page.model, lambda: filters.tool.setCurrentIndex(0))
    assert page.model.rowCount() == COUNT // 10
    found(qtbot, page.model, lambda: qtbot.keyClicks(filters.text, "photo 1"))
    assert page.model.rowCount() == 11
    assert history.searched[-1] == Query(text="photo 1", tag="blue")
    assert filters.clear.isVisible()
    found(qtbot, page.model, filters.clear.click)
    assert page.model.rowCount() == COUNT and not filters.clear.isVisible()


def test_today_begins_at_midnight_here(qtbot: QtBot, page: GalleryPage) -> None:
    page.filters.days.setCurrentIndex(page.filters.days.findText("Today"))
    since = page.filters.query(NOW).since
    assert since is not None and since.astimezone().hour == 0 and since <= NOW < since + timedelta(hours=25)


def test_a_chosen_picture_is_told_about(qtbot: QtBot, page: GalleryPage, history: FakeHistory) -> None:
    page.grid.setCurrentIndex(page.model.index(0))
    details = page.details
    details.keep.click()
    qtbot.waitUntil(lambda: history.sessions[page.model.id_at(0)].kept)
    details.tags.setFocus()
    details.tags.setText("red, autumn , red,")
    details.tags.editingFinished.emit()
    qtbot.waitUntil(lambda: history.sessions[page.model.id_at(0)].tags == ("red", "autumn"))
    with qtbot.waitSignal(page.opened) as opened:
        details.open.click()
    assert opened.args[0].inputs[0].name == "photo 0.jpg"


def test_several_pictures_keep_the_tags_of_their_own(qtbot: QtBot, page: GalleryPage, history: FakeHistory) -> None:
    ids = [page.model.id_at(row) for row in (2, 4)]
    for one, tags in zip(ids, (["Anna", "sea"], ["sea", "Ben"]), strict=True):
        history.tag(one, tags)
    found(qtbot, page.model, page.search)
    for row in (2, 4):
        page.grid.selectionModel().select(page.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    qtbot.waitUntil(lambda: page.details.tags.text() == "sea")
    page.details.tags.setText("lake, Anna")
    page.details.tags.editingFinished.emit()
    qtbot.waitUntil(lambda: [set(history.sessions[one].tags) for one in ids] == [{"Anna", "lake"},
                                                                                 {"Ben", "lake", "Anna"}])
    qtbot.waitUntil(lambda: page.details.tags.text() == "Anna, lake")


def test_several_pictures_keep_their_choice_after_a_search(qtbot: QtBot, page: GalleryPage) -> None:
    rows = (2, 4)
    for row in rows:
        page.grid.selectionModel().select(page.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    names = [session.inputs[0].name for session in page.selected()]
    assert not page.details.open.isEnabled()
    found(qtbot, page.model, page.search)
    qtbot.waitUntil(lambda: len(page.selected()) == 2)
    assert [session.inputs[0].name for session in page.selected()] == names
    with qtbot.waitSignal(page.delete_wanted) as wanted:
        page.details.delete.click()
    assert wanted.args[0] == [page.model.id_at(row) for row in rows]


def test_an_empty_gallery_says_what_to_do(qtbot: QtBot, page: GalleryPage, history: FakeHistory) -> None:
    found(qtbot, page.model, lambda: qtbot.keyClicks(page.filters.text, "nobody"))
    assert not page.grid.isVisible() and not page.to_studio.isVisible()
    assert not any("Choose a picture" in part.text() for part in page.findChildren(QLabel) if part.isVisible())
    history.sessions.clear()
    found(qtbot, page.model, page.filters.reset)
    assert page.to_studio.isVisible()
    with qtbot.waitSignal(page.studio_wanted):
        page.to_studio.click()


def test_a_failed_run_says_why(qtbot: QtBot, icons: Icons, runner: Runner) -> None:
    history = FakeHistory([a_session(status=Status.FAILED, error_reason="Nobody is in the photo. Use another.")])
    model = Gallery(runner, FakeArchive(history), mime_of_files)  # type: ignore[arg-type]
    page = GalleryPage(icons, model, GalleryThumbs(runner), tools())
    qtbot.addWidget(page)
    found(qtbot, model, page.show)
    qtbot.waitUntil(lambda: model.session_at(0) is not None)
    page.grid.setCurrentIndex(model.index(0))
    shown = [part.text() for part in page.details.findChildren(QLabel) if part.isVisible()]
    assert "Nobody is in the photo. Use another." in shown
    assert not page.details.export.isEnabled()


# Words and pictures


@pytest.mark.parametrize(("rest", "words"), [
    (timedelta(days=3, hours=5), "3 days left"), (timedelta(hours=23, minutes=59), "23 hours left"),
    (timedelta(minutes=59, seconds=59), "59 minutes left"), (timedelta(seconds=20), "Less than a minute left"),
    (timedelta(seconds=-1), "Being deleted"), (None, "Stays")])
def test_time_left_is_never_more_than_there_is(rest: timedelta | None, words: str) -> None:
    assert left(a_session(expires_in=rest), NOW) == words


def test_kept_pictures_say_so() -> None:
    assert left(a_session(kept=True), NOW) == "Kept"


def test_days_near_by_have_names() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert moment(now - timedelta(minutes=1), now).startswith("Today")
    assert moment(now - timedelta(days=1), now).startswith("Yesterday")
    assert not moment(now - timedelta(days=9), now).startswith(("Today", "Yesterday"))


def test_pictures_come_from_thumbnails_and_only_once(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    small = QImage(40, 30, QImage.Format.Format_RGB888)
    small.fill(Qt.GlobalColor.red)
    assert small.save(str(tmp_path / "small.png"))
    session = a_session(picture=tmp_path / "small.png")
    thumbs = GalleryThumbs(runner)
    with qtbot.waitSignal(thumbs.ready):
        assert thumbs.image(session) is None
    image = thumbs.image(session)
    assert image is not None and image.width() == 40 and thumbs.image(session) is image


def test_a_picture_that_is_gone_is_asked_for_once(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    thumbs = GalleryThumbs(runner)
    session = a_session(folder=tmp_path)
    with qtbot.waitSignal(thumbs.ready):
        thumbs.image(session)
    assert thumbs.image(session) is None
