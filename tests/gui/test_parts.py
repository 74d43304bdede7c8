"""Tool list, slots, notices, queue panel and palette as a person uses them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.jobs.bridge import Bridge
from desktop.jobs.job import Fault, Progress, State, new_job
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from desktop.state.thumbs import Thumbs
from desktop.ui.actions import TABLE, Actions
from desktop.ui.dragging import mime_of, takes
from desktop.ui.icons import has_icon
from desktop.ui.notices import Notices
from desktop.ui.palette import Palette
from desktop.ui.parts import Elided
from desktop.ui.queue import QueuePanel
from desktop.ui.slots import Slot
from desktop.ui.tools import GROUPS, ToolList, by_group, icon_of
from engine.errors import LookroomError
from engine.tools.base import Input, tools
from tests.fakes.tools import painting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop.state.items import Item
    from desktop.ui.icons import Icons


class NoEngine:
    """Reads and runs nothing: these tests look at widgets alone."""

    def run(self, job: object, tell: object, stop: object) -> object:
        raise AssertionError("nothing is run here")

    def read(self, path: Path) -> object:
        raise LookroomError("The photo is not there.", "Choose another one.")

    look = read

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def thumbs(qapp: object) -> Iterator[Thumbs]:
    bridge = Bridge()
    runner = Runner(Queue(bridge.changed), NoEngine(), bridge)  # type: ignore[arg-type]
    yield Thumbs(runner)
    runner.close()


# Tool list


def test_tools_stand_in_their_groups(qtbot: QtBot, icons: Icons) -> None:
    listed = by_group([*tools().values(), painting()])
    assert [group for group in listed if group in GROUPS] == [group for group in GROUPS if group in listed]
    assert listed["Test"][0].id == "paint"
    assert all(listed.values())


def test_a_tool_is_taken_by_its_button(qtbot: QtBot, icons: Icons) -> None:
    panel = ToolList(icons, tools())
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.chosen) as told:
        qtbot.mouseClick(panel.button("cutout"), Qt.MouseButton.LeftButton)
    assert told.args == ["cutout"]


def test_a_tool_without_an_icon_gets_its_groups_or_a_plain_one() -> None:
    assert icon_of(painting()) == "tool"
    assert icon_of(replace(painting(), group="Look at")) == "group-look-at"
    assert icon_of(tools()["garment"]) == "tool-garment"


# Slots


@pytest.fixture
def slot(qtbot: QtBot, icons: Icons, thumbs: Thumbs) -> Slot:
    made = Slot(icons, thumbs, Input("person", "photo of the person"))
    qtbot.addWidget(made)
    made.resize(140, made.height())
    made.show()
    return made


def test_an_empty_slot_asks_for_files_by_mouse_and_keyboard(qtbot: QtBot, slot: Slot) -> None:
    with qtbot.waitSignal(slot.wanted):
        qtbot.mouseClick(slot, Qt.MouseButton.LeftButton, pos=QPoint(70, 70))
    with qtbot.waitSignal(slot.wanted):
        qtbot.keyClick(slot, Qt.Key.Key_Return)


def test_a_full_slot_is_emptied_by_the_delete_key(qtbot: QtBot, slot: Slot, item: Callable[[str], Item]) -> None:
    slot.show_items([item("portrait.jpg")])
    assert slot.accessibleDescription() == "portrait.jpg"
    with qtbot.waitSignal(slot.emptied):
        qtbot.keyClick(slot, Qt.Key.Key_Delete)
    with qtbot.waitSignal(slot.pressed):
        qtbot.mouseClick(slot, Qt.MouseButton.LeftButton, pos=QPoint(70, 100))


def test_files_dropped_on_a_slot_are_told(qtbot: QtBot, slot: Slot, tmp_path: Path) -> None:
    path = tmp_path / "Lächeln 📷 1.jpg"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(slot.files_dropped) as told:
        _drop(slot, data)
    assert told.args == [[path]]


def test_pictures_of_the_film_strip_stay_themselves(qtbot: QtBot, slot: Slot, item: Callable[[str], Item]) -> None:
    picture = item("portrait.jpg")
    with qtbot.waitSignal(slot.items_dropped) as told:
        _drop(slot, mime_of([picture], []))
    assert told.args == [[picture.id]]


def test_words_and_addresses_are_not_taken_for_photos() -> None:
    data = QMimeData()
    data.setText("hello")
    assert not takes(data)
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    assert not takes(data)


def _drop(slot: Slot, data: QMimeData) -> None:
    slot.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))


# Notices


@pytest.fixture
def notices(qtbot: QtBot, icons: Icons) -> Iterator[Notices]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(700, 500)
    around.show()
    yield Notices(icons, around)
    around.close()


def test_each_of_several_notices_has_its_room(qtbot: QtBot, notices: Notices) -> None:
    for words in ("You are editing a.tif.", "Put this result into a.tif?", "Saved back into a.tif."):
        notices.tell(words, "Lookroom keeps the file as it was. " * 4, acts=[("Put the original back", lambda: None)])
        qtbot.waitUntil(lambda: all(notice.height() >= notice.heightForWidth(notice.width())
                                    for notice in notices.notices()))
    assert len(notices.notices()) == 3
    assert notices.height() >= sum(notice.height() for notice in notices.notices())


def test_an_error_stays_with_its_remedy_and_its_button(qtbot: QtBot, notices: Notices) -> None:
    pressed: list[int] = []
    notice = notices.tell_fault(Fault("POSE_FAILED", "There is no person.", "Choose another photo."),
                                [("Try again", lambda: pressed.append(1))])
    assert (notice.what.text(), notice.remedy.text()) == ("There is no person.", "Choose another photo.")
    button = notice.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed
    assert not notices.notices()


def test_the_same_message_is_told_once_and_few_at_a_time(notices: Notices) -> None:
    for words in ("one", "two", "two", "three", "four"):
        notices.tell(words, tone="warn")
    assert [notice.what.text() for notice in notices.notices()] == ["four", "three", "two"]


def test_notices_stay_inside_a_small_window(qtbot: QtBot, notices: Notices) -> None:
    around = notices.parentWidget()
    assert around is not None
    notices.tell("A long message " * 12, "and what to do about it " * 6, "danger")
    around.resize(320, 300)
    qtbot.waitUntil(lambda: notices.width() <= 320)
    assert around.rect().contains(notices.geometry())


# Queue

NAMES = {Path("/photos/input-1.jpg"): "Anna on the beach, second look.jpg",
         Path("/photos/input-2.jpg"): "Blue coat.jpg"}


def name_of(path: Path) -> str:
    return NAMES.get(path, "")


def test_a_job_shows_its_stage_its_time_and_its_end(qtbot: QtBot, icons: Icons) -> None:
    panel = QueuePanel(icons, tools(), name_of)
    qtbot.addWidget(panel)
    panel.show()
    job = new_job("garment", (), {})
    panel.show_jobs([job])
    running = replace(job, state=State.PROCESSING)
    panel.show_job(running)
    panel.show_progress(Progress(job.id, "Fitting the garment", 0.5, seconds_left=4.2))
    assert "Fitting the garment" in panel.row(job.id).words
    assert "4 s" in panel.row(job.id).words
    failed = replace(job, state=State.FAILED, error=Fault("POSE_FAILED", "There is no person.", "Choose another one."))
    panel.show_job(failed)
    assert panel.row(job.id).words == "There is no person. Choose another one."


def test_a_job_is_told_by_its_pictures(qtbot: QtBot, icons: Icons) -> None:
    panel = QueuePanel(icons, tools(), name_of)
    qtbot.addWidget(panel)
    panel.resize(240, 200)
    panel.show()
    job = new_job("garment", tuple(NAMES), {})
    panel.show_jobs([job])
    row = panel.row(job.id)
    title = row.findChild(Elided)
    assert title.toolTip() == title.accessibleName() == "Anna on the beach, second look  +  Blue coat"
    assert title.text().startswith("Anna") and title.text().endswith("coat") and "…" in title.text()
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert row.words == "Try a garment on  ·  Waiting"
    assert row.button("cancel").accessibleName().endswith("Blue coat")
    panel.resize(900, 200)
    assert title.text() == title.toolTip()
    stranger = new_job("cutout", (Path("/gone.jpg"),), {})
    panel.show_jobs([stranger])
    assert panel.row(stranger.id).findChild(Elided).toolTip() == "Cut out"
    assert panel.row(stranger.id).words == "Waiting"


@pytest.mark.parametrize(("state", "buttons"), [
    (State.CREATED, {"up", "down", "cancel"}), (State.PROCESSING, {"cancel"}), (State.COMPLETED, {"remove"}),
    (State.FAILED, {"retry", "remove"}), (State.CANCELLED, {"retry", "remove"})])
def test_a_job_offers_what_its_state_allows(qtbot: QtBot, icons: Icons, state: State, buttons: set[str]) -> None:
    panel = QueuePanel(icons, tools(), name_of)
    qtbot.addWidget(panel)
    panel.show()
    job = replace(new_job("garment", (), {}), state=state)
    panel.show_jobs([job])
    row = panel.row(job.id)
    assert {name for name in ("up", "down", "retry", "cancel", "remove") if row.button(name).isVisible()} == buttons
    for name in buttons:
        with qtbot.waitSignal(panel.asked) as told:
            qtbot.mouseClick(row.button(name), Qt.MouseButton.LeftButton)
        assert told.args == [name, job.id]


def test_the_list_follows_the_order_of_the_queue(qtbot: QtBot, icons: Icons) -> None:
    panel = QueuePanel(icons, tools(), name_of)
    qtbot.addWidget(panel)
    panel.show()
    panel.resize(300, 600)
    jobs = [new_job("garment", (), {}) for _ in range(3)]
    panel.show_jobs(jobs)
    panel.show_jobs([jobs[2], jobs[0]])
    qtbot.waitUntil(lambda: panel.row(jobs[2].id).y() < panel.row(jobs[0].id).y())


# Actions and palette


def test_no_two_actions_share_a_shortcut_and_each_icon_is_there() -> None:
    keys = [spec.shortcut for spec in TABLE if spec.shortcut]
    assert len(keys) == len(set(keys))
    assert len({spec.id for spec in TABLE}) == len(TABLE)
    assert all(has_icon(spec.icon) for spec in TABLE if spec.icon)


def test_shortcuts_can_be_changed_and_taken_away(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window, icons, {"open": "Ctrl+Alt+O", "paste": ""})
    assert actions["open"].shortcut().toString() == "Ctrl+Alt+O"
    assert actions["paste"].shortcut().isEmpty()
    actions.remap({})
    assert actions["open"].shortcut().toString() == "Ctrl+O"


def test_the_palette_finds_by_a_few_letters_and_runs(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    done: list[str] = []
    entries = [QAction(text, window) for text in ("Open photos…", "Dark theme", "Light theme", "Export…")]
    for entry in entries:
        entry.triggered.connect(lambda _=False, entry=entry: done.append(entry.text()))
    entries[3].setEnabled(False)
    palette = Palette(window, lambda: entries)
    palette.open()
    assert palette.list.count() == 3
    qtbot.keyClicks(palette.line, "theme")
    assert palette.list.count() == 2
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["Light theme"]
    palette.open()
    qtbot.keyClicks(palette.line, "xyz")
    assert palette.list.count() == 0
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert len(done) == 1
    palette.close()
