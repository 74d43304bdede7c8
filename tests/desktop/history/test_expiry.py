"""Photos delete themselves: not early, not late, and nothing of them is found afterwards."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.history.records import Query
from desktop.history.store import DAY, History
from tests.desktop.history.conftest import MARKER, completed, traces

if TYPE_CHECKING:
    from desktop.folders import Folders
    from tests.desktop.history.conftest import Opener
    from tests.fakes.clock import FakeClock

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def left(history: History) -> int:
    """How many inputs and sessions there are."""
    return len(history.inputs()) + len(history.search(Query()))


def test_nothing_is_left_after_a_day(history: History, folders: Folders, clock: FakeClock) -> None:
    completed(history)
    assert traces(folders.home)
    clock.passes(DAY - MINUTE)
    assert history.sweep() == 0
    assert left(history) == 2
    clock.passes(MINUTE)
    assert history.sweep() > 0
    assert left(history) == 0
    assert traces(folders.home) == []


def test_nothing_is_left_when_it_expired_while_closed(opened: Opener, folders: Folders, clock: FakeClock) -> None:
    first = opened()
    completed(first)
    first.close()
    clock.restarts(off=DAY)
    opened().sweep()
    assert traces(folders.home) == []


def test_nothing_is_left_of_what_was_deleted_among_others(history: History, folders: Folders) -> None:
    """Rows move between pages as their neighbours come and go: their old places must not keep them either."""
    dice = random.Random(3)
    others = []
    for number in range(12):
        session = completed(history, f"{number}.jpg")
        for _ in range(2):
            file = history.import_bytes(b"other", f"other {dice.random()}.jpg")
            others.append(history.create("hair", [file], {"text": "o" * dice.randrange(3000)}).id)
        if number % 2:
            history.delete([session.id, *(file.id for file in session.inputs)])
            history.delete([others.pop(dice.randrange(len(others)))])
    rest = [session for session in history.page(history.search(Query())) if session.tool == "garment"]
    history.delete([session.id for session in rest] + [file.id for file in history.inputs() if MARKER in file.name])
    assert len(history.search(Query())) == len(others)
    assert traces(folders.home) == []


def test_an_input_deleted_alone_leaves_the_result_but_not_its_name(history: History, folders: Folders) -> None:
    file = history.import_bytes(b"x", f"{MARKER}.jpg")
    session = history.create("garment", [file], {})
    history.complete(session.id, b"result", {}, name="result.png")
    history.delete([file.id])
    kept = history.session(session.id)
    assert kept.inputs == ()
    assert len(kept.outputs) == 1
    assert history.search(Query(text=MARKER)) == []
    assert traces(folders.home) == []


def test_delete_everything(history: History, folders: Folders) -> None:
    session = completed(history)
    history.keep(session.id, True)
    history.import_bytes(MARKER.encode(), f"{MARKER}.png")
    (folders.photos / f"stray {MARKER}.jpg").write_text(MARKER)
    token = session.user_token
    history.delete_everything()
    assert left(history) == 0
    assert traces(folders.home) == []
    assert list(folders.photos.iterdir()) == []
    assert history.create("t", [], {}).user_token != token


def test_a_private_session_leaves_nothing(opened: Opener, folders: Folders) -> None:
    private = opened(private=True)
    assert private.private
    completed(private)
    assert traces(folders.home)
    private.close()
    assert traces(folders.home) == []
    assert list(folders.private.iterdir()) == []


def test_what_was_there_before_a_private_session_still_goes(
        opened: Opener, folders: Folders, clock: FakeClock) -> None:
    first = opened()
    completed(first)
    first.close()
    private = opened(private=True)
    assert left(private) == 0
    assert private.recent() == private.tags() == private.unfinished() == []
    clock.passes(DAY)
    assert private.sweep() > 0
    assert traces(folders.home) == []
    ordinary = opened()
    completed(ordinary)
    private.delete_everything()
    assert left(ordinary) == 0
    assert traces(folders.home) == []


def test_a_private_session_that_crashed_is_removed_at_the_next_start(opened: Opener, folders: Folders) -> None:
    private, crashed = opened(private=True), opened(private=True)
    completed(private)
    completed(crashed)
    crashed._room.database.close()
    crashed._room.instance.close()  # as when its process dies
    opened()
    (living,) = folders.private.iterdir()
    assert living == private._room.folders.home
    assert private.inputs()


def test_kept_items_stay_with_their_inputs(history: History, clock: FakeClock) -> None:
    session, other = completed(history), completed(history)
    alone = history.import_bytes(b"x", "x.jpg")
    history.keep(session.id, True)
    history.keep(alone.id, True)
    assert history.session(session.id).expires_at is None
    clock.passes(400 * DAY)
    history.sweep()
    assert history.session(session.id).inputs[0].path.is_file()
    assert history.file(alone.id).kept
    assert list(history.search(Query())) == [session.id]
    assert other.id not in history.search(Query())
    history.keep(session.id, False)
    history.keep(alone.id, False)
    clock.passes(DAY - MINUTE)
    assert history.sweep() == 0
    clock.passes(MINUTE)
    history.sweep()
    assert left(history) == 0


def test_using_a_photo_counts_its_day_anew(history: History, clock: FakeClock) -> None:
    file = history.import_bytes(b"x", "x.jpg")
    clock.passes(23 * HOUR)
    history.create("garment", [file], {})
    clock.passes(23 * HOUR)
    assert history.sweep() == 0
    clock.passes(HOUR)
    history.sweep()
    assert left(history) == 0


@pytest.mark.parametrize("retention", [HOUR, 7 * DAY])
def test_another_retention_is_for_what_is_there_too(history: History, clock: FakeClock, retention: timedelta) -> None:
    completed(history)
    history.set_retention(retention)
    clock.passes(retention - MINUTE)
    assert history.sweep() == 0
    clock.passes(MINUTE)
    history.sweep()
    assert left(history) == 0


def test_never(opened: Opener, clock: FakeClock) -> None:
    history = opened(None)
    session = completed(history)
    clock.passes(5000 * DAY)
    assert history.sweep() == 0
    assert history.session(session.id).expires_at is None
    history.set_retention(DAY)
    history.sweep()
    assert left(history) == 0


def test_another_retention_at_a_start_touches_nothing_that_is_there(opened: Opener, clock: FakeClock) -> None:
    """A settings file that was lost, and so says 24 hours, must not delete photos that were to stay."""
    first = opened(None)
    completed(first)
    first.close()
    clock.passes(30 * DAY)
    second = opened(DAY)
    assert second.sweep() == 0
    assert left(second) == 2


def test_expires_at_is_told_in_wall_time(history: History, clock: FakeClock) -> None:
    session = completed(history)
    assert session.expires_at == clock.wall() + DAY
    clock.is_set(timedelta(days=-3))
    history.sweep()
    assert history.session(session.id).expires_at == clock.wall() + DAY


@pytest.mark.parametrize("by", [-400 * DAY, -HOUR, HOUR, 400 * DAY])
def test_setting_the_date_makes_nothing_early_or_late(history: History, clock: FakeClock, by: timedelta) -> None:
    completed(history)
    clock.passes(HOUR)
    clock.is_set(by)
    assert history.sweep() == 0
    clock.passes(DAY - HOUR - MINUTE)
    assert history.sweep() == 0
    clock.passes(MINUTE)
    history.sweep()
    assert left(history) == 0


@pytest.mark.parametrize("by", [-400 * DAY, 400 * DAY])
def test_setting_the_date_and_restarting(opened: Opener, clock: FakeClock, by: timedelta) -> None:
    """The date was wrong already when the machine was last seen: what passed since is told right."""
    first = opened()
    completed(first)
    clock.is_set(by)
    first.sweep()
    first.close()
    clock.restarts(off=10 * HOUR)
    second = opened()
    assert second.sweep() == 0
    clock.passes(14 * HOUR - MINUTE)
    assert second.sweep() == 0
    clock.passes(MINUTE)
    second.sweep()
    assert left(second) == 0


def test_a_date_set_while_closed_counts_for_nothing(opened: Opener, clock: FakeClock) -> None:
    first = opened()
    completed(first)
    first.close()
    clock.is_set(400 * DAY)
    second = opened()
    assert second.sweep() == 0
    clock.passes(DAY)
    second.sweep()
    assert left(second) == 0


def test_a_date_set_back_while_the_machine_was_off_loses_nothing(opened: Opener, clock: FakeClock) -> None:
    first = opened()
    completed(first)
    first.close()
    clock.restarts(off=2 * HOUR, was_set=-400 * DAY)
    second = opened()
    assert second.sweep() == 0
    clock.passes(DAY)
    second.sweep()
    assert left(second) == 0


def test_two_instances_agree_on_the_time(opened: Opener, clock: FakeClock, folders: Folders) -> None:
    first = opened()
    session = completed(first)
    clock.is_set(-3 * DAY)
    second = opened()
    clock.passes(DAY - MINUTE)
    assert second.sweep() == first.sweep() == 0
    assert second.session(session.id).outputs[0].path.is_file()
    clock.passes(MINUTE)
    assert second.sweep() > 0
    assert first.sweep() == 0
    assert left(first) == 0
    assert traces(folders.home) == []


def test_sweeping_with_nothing_to_do_writes_nothing(history: History, folders: Folders) -> None:
    completed(history)
    history.sweep()
    before = {path: path.stat().st_mtime_ns for path in folders.home.rglob("*") if path.is_file()}
    assert history.sweep() == 0
    assert {path: path.stat().st_mtime_ns for path in folders.home.rglob("*") if path.is_file()} == before
