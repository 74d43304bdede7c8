"""A result is on show when it is made; keeping it goes on beside the window, and may fail without losing it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from desktop.history.records import Query
from desktop.jobs.job import State
from desktop.state import fresh
from desktop.ui.export import ExportDialog
from engine.codecs.read import read
from engine.errors import StorageError
from tests.fakes.painter import Painter
from tests.gui.studio import House, photo_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.jobs.engine_door import Stop
    from desktop.jobs.job import Job, Outcome, Progress

FULL = StorageError("There is no room to save the result.", "Free disk space or choose another disk.")


class Keeping:
    """Stands before the ledger: a result is kept when ``gate`` is set, unless ``error`` says why it cannot be."""

    def __init__(self, real: Callable[[Job, Outcome], None]) -> None:
        self.gate, self.entered, self._real = Event(), Event(), real
        self.error: Exception | None = None

    def __call__(self, job: Job, outcome: Outcome) -> None:
        self.entered.set()
        assert self.gate.wait(20)
        if self.error is not None:
            raise self.error
        self._real(job, outcome)


@pytest.fixture
def keeping(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeping]:
    made = Keeping(house.app.ledger.completed)
    monkeypatch.setattr(house.app.ledger, "completed", made)
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *_: True)  # nobody is asked at the end of a test
    house.window.ask_before_close(lambda: made.gate.set() or True)  # closing waits for what is being kept
    yield made
    made.gate.set()


def begin(house: House, path: Path) -> Job:
    """Start a run on a photo; its result may come at any time."""
    house.bring(path)
    house.app.studio.choose_tool("cutout")
    return house.app.work.start()[0]


def shows_result(house: House) -> bool:
    return house.app.viewer.view is not None and house.app.viewer.view.is_result


def ended(house: House, job: Job) -> State:
    house.qtbot.waitUntil(lambda: house.app.queue.job(job.id).state.ended)  # type: ignore[union-attr]
    return house.app.queue.job(job.id).state  # type: ignore[union-attr]


def test_result_is_there_before_it_is_kept(house: House, keeping: Keeping, tmp_path: Path) -> None:
    job = begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    shown, view = house.app.studio.shown, house.app.viewer.view
    assert shown is not None and view is not None
    assert (shown.id, shown.name, shown.stored) == (job.id, "anna", False)
    assert house.app.strip.items()[0] == shown
    house.qtbot.waitUntil(lambda: house.app.thumbs.image(shown) is not None)
    assert house.app.queue.job(job.id).state is State.PROCESSING  # type: ignore[union-attr]
    assert house.app.commands.actions["export"].isEnabled() and house.app.commands.actions["mask"].isEnabled()
    history = house.app.archive.history()
    assert [session.result for session in history.page(history.search(Query()))] == [None]
    changes: list[int] = []
    house.app.viewer.changed.connect(lambda: changes.append(1))
    house.app.page.canvas.set_reduced_motion(True)
    house.app.page.canvas.zoom_in()
    zoom = house.app.page.canvas.scale
    with house.qtbot.waitSignal(house.app.work.done) as told:
        keeping.gate.set()
    assert told.args == [house.app.studio.shown]
    assert house.app.studio.shown.stored and house.app.studio.shown.path.is_file()  # type: ignore[union-attr]
    assert house.app.strip.items()[0] == house.app.studio.shown and len(house.app.strip.items()) == 2
    assert changes == [] and house.app.page.canvas.scale == zoom, "what is looked at stays as it is"
    assert house.app.viewer.view.layers is view.layers  # type: ignore[union-attr]
    assert house.app.viewer.view.item == house.app.studio.shown  # type: ignore[union-attr]


def test_no_tool_works_on_a_picture_that_is_in_memory_only(house: House, keeping: Keeping, tmp_path: Path) -> None:
    begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    shown = house.app.studio.shown
    assert shown is not None
    house.app.studio.put("photo" if "photo" in house.app.page.inspector.slots
                         else house.app.studio.tool.inputs[0].name, (shown,))
    assert not house.app.page.inspector.run.isEnabled() and not house.app.commands.actions["run"].isEnabled()
    house.app.commands.run()
    assert house.told()[0] == "anna is not in Lookroom's folder yet. A tool can work on it as soon as it is."
    with house.qtbot.waitSignal(house.app.work.done):
        keeping.gate.set()
    assert house.app.page.inspector.run.isEnabled() and house.app.commands.actions["run"].isEnabled()


def test_result_that_cannot_be_kept_is_told_and_not_lost(house: House, keeping: Keeping, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.error = FULL
    keeping.gate.set()
    job = begin(house, photo_file(tmp_path / "anna.png"))
    assert ended(house, job) is State.FAILED
    house.waits_for("There is no room to save the result. Free disk space or choose another disk.")
    assert shows_result(house) and house.app.strip.item(job.id) is not None
    house.app.studio.show(house.app.strip.items()[1])
    others = [begin(house, photo_file(tmp_path / f"{number}.png")) for number in range(4)]
    for other in others:
        ended(house, other)
    recipe = house.app.settings.export.model_copy(update={"folder": tmp_path, "format": "png", "pattern": "out"})
    house.app.change_settings(house.app.settings.model_copy(update={"export": recipe}))
    house.app.commands._export(job.id)
    dialog = next(one for one in house.window.findChildren(ExportDialog) if one.isVisible())
    with house.qtbot.waitSignal(dialog.written):
        dialog.go.click()
    photo = read(tmp_path / "out.png")
    assert (photo.pixels[photo.height // 2, photo.width // 2] == 255).all()

    ran: list[str] = []
    monkeypatch.setattr(house.engine, "run", lambda *_: ran.append("again"))
    keeping.error = None
    with house.qtbot.waitSignal(house.app.work.done):
        house.app.work.ask("retry", job.id)
    assert ran == [], "what was made is kept, and not made again"
    assert house.app.queue.job(job.id).state is State.COMPLETED  # type: ignore[union-attr]
    item = house.app.strip.item(job.id)
    assert item is not None and item.path.is_file()


def test_words_come_with_what_can_be_done(house: House, keeping: Keeping, tmp_path: Path) -> None:
    keeping.error = FULL
    keeping.gate.set()
    ended(house, begin(house, photo_file(tmp_path / "anna.png")))
    house.waits_for("There is no room")
    notice = house.app.page.notices.notices()[0]
    assert [button.text() for button in notice.findChildren(QPushButton)] == ["Export…", "Try again"]


def test_only_so_many_refused_results_stay_in_memory(house: House, keeping: Keeping, tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "HELD", 2)
    keeping.error = FULL
    keeping.gate.set()
    jobs = [begin(house, photo_file(tmp_path / f"{number}.png")) for number in range(3)]
    for job in jobs:
        ended(house, job)
    house.qtbot.waitUntil(lambda: [item.id for item in house.app.work.fresh.refused()]
                          == [job.id for job in jobs[1:]])
    assert house.app.strip.item(jobs[0].id) is None


def test_cancel_comes_too_late_for_what_is_made(house: House, keeping: Keeping, tmp_path: Path) -> None:
    job = begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    house.app.work.cancel_running()
    house.qtbot.wait(600)  # longer than a run that does not listen is waited for
    assert house.app.queue.job(job.id).state is State.PROCESSING  # type: ignore[union-attr]
    keeping.gate.set()
    assert ended(house, job) is State.COMPLETED
    house.qtbot.waitUntil(lambda: house.app.studio.shown is not None and house.app.studio.shown.stored)


def test_other_photo_that_was_chosen_meanwhile_stays_on_show(house: House, keeping: Keeping, tmp_path: Path) -> None:
    begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    photo = house.app.strip.items()[1]
    house.app.studio.show(photo)
    with house.qtbot.waitSignal(house.app.work.done):
        keeping.gate.set()
    assert house.app.studio.shown == photo


class Waiting(Painter):
    """Paints when ``gate`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Event()

    def run(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        assert self.gate.wait(20)
        return super().run(job, tell, stop)


def test_result_does_not_take_the_place_of_what_is_looked_at(house: House, tmp_path: Path,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Waiting()
    monkeypatch.setattr(house.app.runner, "engine", engine)
    job = begin(house, photo_file(tmp_path / "anna.png"))
    house.app.commands.bring([photo_file(tmp_path / "berta.png")])
    house.qtbot.waitUntil(lambda: house.app.strip.rowCount() == 2)
    berta = house.app.strip.items()[0]
    house.app.studio.show(berta)
    with house.qtbot.waitSignal(house.app.work.done):
        engine.gate.set()
    assert house.app.studio.shown == berta
    assert house.app.strip.item(job.id) is not None, "it waits in the film strip"


def test_results_of_one_order_come_on_show_one_after_another(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "anna.png"))
    house.app.studio.choose_tool("cutout")
    last = [house.app.work.start()[0] for _ in range(3)][-1]
    ended(house, last)
    house.qtbot.waitUntil(lambda: house.app.studio.shown is not None and house.app.studio.shown.id == last.id)


def test_deleted_before_it_is_kept_is_nowhere(house: House, keeping: Keeping, tmp_path: Path) -> None:
    job = begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    shown = house.app.studio.shown
    assert shown is not None
    house.app.work.delete([shown])
    house.qtbot.waitUntil(lambda: house.app.strip.item(job.id) is None)
    keeping.gate.set()
    ended(house, job)
    house.qtbot.wait(100)
    assert house.app.strip.item(job.id) is None and house.told() == []
    assert list(house.app.archive.history().search(Query())) == []
    assert [path for path in house.app.folders.photos.iterdir() if path.name.startswith("result")] == []


def test_film_strip_read_anew_keeps_what_is_not_in_the_history(house: House, keeping: Keeping, tmp_path: Path) -> None:
    job = begin(house, photo_file(tmp_path / "anna.png"))
    house.qtbot.waitUntil(lambda: shows_result(house))
    with house.qtbot.waitSignal(house.app.strip.modelReset):
        house.app.work.load()
    assert house.app.strip.items()[0].id == job.id
    house.app._swept(1)
    assert shows_result(house), "it is no photo that has gone"


def test_closing_asks_before_a_refused_result_is_lost(house: House, keeping: Keeping, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.error = FULL
    keeping.gate.set()
    ended(house, begin(house, photo_file(tmp_path / "anna.png")))
    house.waits_for("There is no room")
    asked: list[str] = []
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *words: bool(asked.append(words[0])))
    house.window.close()
    assert house.window.isVisible() and asked == ["Close and lose 1 result?"]
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *_: True)
    house.window.close()
    assert not house.window.isVisible()


def test_lent_file_takes_a_result_that_is_not_kept_yet(house: House, keeping: Keeping, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif", np.uint16)
    house.app.edit_in.open([lent])
    house.waits_for("You are editing a.tif.")
    house.app.studio.choose_tool("cutout")
    house.app.work.start()
    house.waits_for("Put this result into a.tif?")
    house.app.edit_in.save()
    house.waits_for("Saved back into a.tif.")
    photo = read(lent)
    assert photo.depth == 16 and (photo.pixels[photo.height // 2, photo.width // 2] == 65535).all()
    with house.qtbot.waitSignal(house.app.work.done):
        keeping.gate.set()
    assert house.app.edit_in.waiting() == [] and house.app.edit_in.can_save()
