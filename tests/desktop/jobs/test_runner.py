"""Jobs through runner and bridge, with an engine that does what it is told."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QThread
from shiboken6 import delete

from desktop.jobs.job import State
from desktop.jobs.runner import MOST_UNKEPT
from engine.errors import PoseFailed, StorageError
from tests.fakes.engine import Play

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from desktop.jobs.job import Job, Outcome
    from tests.desktop.jobs.conftest import Studio

    Make = Callable[..., Studio]


def test_a_job_goes_from_created_to_completed(studio: Make) -> None:
    one = studio()
    job = one.add()
    one.until_told(lambda: len(one.finished) == 1)
    assert one.state(job) is State.COMPLETED
    assert one.book.of(job) == ["created", "processing", "completed"]
    done, outcome = one.finished[0]
    assert done.started is not None and done.finished is not None and done.finished >= done.started
    assert outcome.flat().pixels[15, 20].tolist() == [200, 30, 40]
    assert outcome.flat(0.0).pixels[15, 20].tolist() == [90, 90, 90]


def test_jobs_run_one_after_another_in_their_order(studio: Make) -> None:
    gate = Event()
    one = studio(Play(gate=gate))
    jobs = [one.add() for _ in range(4)]
    one.runner.move(jobs[3].id, 1)
    gate.set()
    one.until_told(lambda: len(one.finished) == 4)
    assert [job.id for job in one.engine.ran] == [jobs[index].id for index in (0, 3, 1, 2)]
    assert one.engine.most_at_once == 1


def test_a_failed_job_says_what_to_do_and_stops_nobody(studio: Make) -> None:
    one = studio(Play(error=PoseFailed("No person was found.", "Choose another photo.")))
    bad, good = one.add(), one.add()
    one.until(good, State.COMPLETED)
    failed = one.queue.job(bad.id)
    assert failed is not None and failed.state is State.FAILED and failed.error is not None
    assert (failed.error.code, failed.error.remedy) == ("POSE_FAILED", "Choose another photo.")
    assert one.book.of(bad) == ["created", "processing", "failed"]


def test_a_fault_of_the_program_is_told_in_words_and_logged(studio: Make, caplog: pytest.LogCaptureFixture) -> None:
    one = studio(Play(error=ZeroDivisionError("division by zero in /home/anna/secret.py")))
    with caplog.at_level(logging.ERROR, "desktop.jobs.runner"):
        job = one.add()
        one.until(job, State.FAILED)
    failed = one.queue.job(job.id)
    assert failed is not None and failed.error is not None
    assert failed.error.code == "BUG"
    assert "anna" not in failed.error.what + failed.error.remedy
    assert "\n" not in failed.error.what + failed.error.remedy
    assert str(job.id) in caplog.text and "ZeroDivisionError" in caplog.text


def test_too_little_memory_is_told_as_that(studio: Make) -> None:
    one = studio(Play(error=MemoryError()))
    job = one.add()
    one.until(job, State.FAILED)
    failed = one.queue.job(job.id)
    assert failed is not None and failed.error is not None and failed.error.code == "OUT_OF_MEMORY"


def test_a_running_job_is_cancelled_at_its_next_check(studio: Make) -> None:
    play = Play(gate=Event())
    one = studio(play)
    job, after = one.add(), one.add()
    assert play.entered.wait(5)
    began = time.perf_counter()
    one.runner.cancel(job.id)
    one.until(job, State.CANCELLED, timeout=500)
    assert time.perf_counter() - began < 0.5
    one.until(after, State.COMPLETED)
    assert one.book.of(job) == ["created", "processing", "cancelled"]


def test_a_run_that_does_not_listen_is_let_go_in_time(studio: Make) -> None:
    play = Play(gate=Event(), deaf=True)
    one = studio(play)
    job, after = one.add(), one.add()
    assert play.entered.wait(5)
    one.runner.cancel(job.id)
    one.until(job, State.CANCELLED, timeout=600)
    assert play.gate is not None
    play.gate.set()
    one.until(after, State.COMPLETED)
    assert one.state(job) is State.CANCELLED, "the result of a run that was let go is dropped"
    assert job.id not in [made.id for made in one.made]


def test_a_run_that_ends_after_the_button_was_pressed_is_cancelled(studio: Make) -> None:
    play = Play(gate=Event(), deaf=True)
    one = studio(play)
    job = one.add()
    assert play.entered.wait(5) and play.gate is not None
    one.runner.cancel(job.id)
    play.gate.set()
    one.until(job, State.CANCELLED)
    assert one.made == [] and one.finished == []


def test_what_was_made_and_not_kept_is_kept_without_another_run(studio: Make) -> None:
    one = studio()
    outcomes: list[object] = []
    one.bridge.made.connect(lambda _, outcome: outcomes.append(outcome))
    one.book.refuse["completed"] = StorageError("The disk is full.", "Free some space.")
    job = one.add()
    one.until(job, State.FAILED)
    one.until_told(lambda: len(outcomes) == 1)
    one.book.refuse.clear()
    one.runner.retry(job.id, outcomes[0])  # type: ignore[arg-type]
    one.until_told(lambda: len(one.finished) == 1)
    assert one.finished[0][1] is outcomes[0] and len(one.engine.ran) == 1
    one.book.refuse["completed"] = StorageError("The disk is full.", "Free some space.")
    again = one.add()
    one.until(again, State.FAILED)
    one.book.refuse.clear()
    one.runner.retry(again.id)
    one.until(again, State.COMPLETED)
    assert len(one.engine.ran) == 3


def test_a_waiting_job_is_cancelled_at_once(studio: Make) -> None:
    gate = Event()
    one = studio(Play(gate=gate))
    first, second = one.add(), one.add()
    one.runner.cancel(second.id)
    assert one.state(second) is State.CANCELLED
    gate.set()
    one.until(first, State.COMPLETED)
    assert [job.id for job in one.engine.ran] == [first.id]


def test_everything_is_cancelled(studio: Make) -> None:
    play = Play(gate=Event())
    one = studio(play)
    jobs = [one.add() for _ in range(3)]
    assert play.entered.wait(5)
    one.runner.cancel_all()
    for job in jobs:
        one.until(job, State.CANCELLED)


def test_a_failed_job_is_done_again(studio: Make) -> None:
    one = studio(Play(error=PoseFailed("No person was found.", "Choose another photo.")))
    job = one.add()
    one.until(job, State.FAILED)
    one.runner.retry(job.id)
    one.until(job, State.COMPLETED)
    now = one.queue.job(job.id)
    assert now is not None and now.attempt == 2 and now.error is None
    assert one.book.of(job) == ["created", "processing", "failed", "created", "processing", "completed"]


def test_a_job_whose_row_cannot_be_written_fails_with_the_disks_words(studio: Make) -> None:
    gate = Event()
    one = studio(Play(gate=gate))
    first = one.add()
    one.until_told(lambda: "processing" in one.book.of(first))
    one.book.refuse["created"] = StorageError("The disk is full.", "Free some space.")
    job = one.add()
    one.until(job, State.FAILED)
    gate.set()
    one.until(first, State.COMPLETED)
    failed = one.queue.job(job.id)
    assert failed is not None and failed.error is not None and failed.error.code == "STORAGE_ERROR"
    assert one.book.of(job) == []


def test_a_result_that_cannot_be_kept_fails_but_is_there_to_look_at(studio: Make) -> None:
    one = studio()
    one.book.refuse["completed"] = StorageError("The disk is full.", "Free some space.")
    job = one.add()
    one.until(job, State.FAILED)
    one.until_told(lambda: [made.id for made in one.made] == [job.id])
    assert one.finished == []
    assert one.book.of(job) == ["created", "processing", "failed"]


def test_what_was_left_unfinished_is_resumed_with_its_id(studio: Make) -> None:
    first = studio()
    left = first.add()
    first.until(left, State.COMPLETED)
    second = studio()
    second.runner.resume([left])
    second.until(left, State.COMPLETED)
    now = second.queue.job(left.id)
    assert now is not None and now.attempt == 2
    assert second.book.of(left) == ["created", "processing", "completed"]


def test_closing_leaves_the_running_job_to_be_resumed(studio: Make) -> None:
    play = Play(gate=Event())
    one = studio(play)
    job, waiting = one.add(), one.add()
    assert play.entered.wait(5)
    assert one.runner.close()
    assert one.engine.closed
    assert one.book.of(job) == ["created", "processing"]
    assert one.book.of(waiting) == ["created"]


def test_progress_is_told_in_order_with_time_left_once_it_is_known(studio: Make) -> None:
    one = studio()
    first = one.add()
    one.until_told(lambda: len(one.finished) == 1)
    gate = Event()
    one.engine.plays.append(Play(gate=gate))
    second = one.add()
    one.until_told(lambda: any(news.job == second.id and news.stage == "Painting" for news in one.progress))
    gate.set()
    one.until(second, State.COMPLETED)
    assert all(news.seconds_left is None for news in one.progress if news.job == first.id and news.stage == "Looking")
    known = [news.seconds_left for news in one.progress if news.job == second.id and news.stage == "Painting"]
    assert known and all(left is not None and 0 <= left < 5 for left in known)


def test_at_most_thirty_messages_a_second_reach_the_window_and_the_newest_does(studio: Make) -> None:
    gate = Event()
    one = studio(Play(news=tuple(("Painting", step / 3000) for step in range(3000)), gate=gate))
    began = time.perf_counter()
    one.add()
    one.until_told(lambda: bool(one.progress) and one.progress[-1].fraction == 2999 / 3000)
    seconds = time.perf_counter() - began
    gate.set()
    assert len(one.progress) <= 3 + 30 * seconds
    fractions = [news.fraction for news in one.progress]
    assert fractions == sorted(fractions)


def test_everything_is_told_on_the_windows_thread(studio: Make) -> None:
    one = studio(Play(preview=np.zeros((4, 4, 3), np.uint8)))
    threads = set()
    for signal in (one.bridge.job_changed, one.bridge.progressed, one.bridge.made, one.bridge.finished):
        signal.connect(lambda *_: threads.add(QThread.currentThread()))
    one.add()
    one.until_told(lambda: len(one.finished) == 1)
    assert threads == {one.bridge.thread()}


def test_work_aside_comes_back_to_the_windows_thread(studio: Make) -> None:
    one = studio()
    came: list[object] = []
    one.runner.aside(threading.get_ident, lambda ident: came.append((ident, threading.get_ident())))
    one.runner.aside(lambda: 1 // 0, came.append, lambda fault: came.append(fault.code))
    one.until_told(lambda: len(came) == 2)
    worker, window = next(entry for entry in came if isinstance(entry, tuple))
    assert worker != window == threading.get_ident()
    assert "BUG" in came


def test_urgent_work_goes_before_what_waits(studio: Make) -> None:
    """Expired photos are not kept longer because hundreds of others are being brought in."""
    one, order = studio(), list[str]()
    gates = Event(), Event()  # as many as the lane has threads
    for gate in gates:
        one.runner.aside(partial(gate.wait, 10), lambda _: None)
    for _ in range(20):
        one.runner.aside(lambda: order.append("photo"), lambda _: None)
    one.runner.aside(lambda: order.append("sweep"), lambda _: None, urgent=True)
    gates[0].set()  # one thread alone does all that waits, so that the order is the lane's
    one.until_told(lambda: len(order) == 21)
    gates[1].set()
    assert order[0] == "sweep"


def test_a_letter_that_fails_does_not_lose_those_behind_it(studio: Make) -> None:
    one = studio()
    came: list[int] = []
    with one.qtbot.captureExceptions() as raised:
        one.bridge.post(lambda: came.append(1))
        one.bridge.post(lambda: came.append(1 // 0))
        one.bridge.post(lambda: came.append(3))
        one.until_told(lambda: came == [1, 3])
    assert [entry[0] for entry in raised] == [ZeroDivisionError]


def test_closing_waits_for_results_and_for_what_was_ordered(studio: Make) -> None:
    """What was only to be looked at is left out."""
    gate, done = Event(), list[str]()
    running = Play(gate=gate)  # told to stop, it opens the gate
    one = studio(Play(), running)
    keep = one.book.completed

    def slowly(job: Job, outcome: Outcome) -> None:
        assert gate.wait(10)
        keep(job, outcome)

    one.book.completed = slowly  # type: ignore[method-assign]
    first, second = one.add(), one.add()
    assert running.entered.wait(5)
    for _ in range(2):  # as many as the lane has threads
        one.runner.aside(lambda: gate.wait(10), lambda _: None)
    one.runner.aside(lambda: done.append("looked at"), lambda _: None)
    one.runner.aside(lambda: done.append("deleted"), lambda _: None, owed=True)
    assert one.runner.close()
    assert one.book.of(first) == ["created", "processing", "completed"]
    assert one.book.of(second) == ["created", "processing"]
    assert done == ["deleted"]


def test_closing_keeps_every_result_that_is_made(studio: Make) -> None:
    """Also that of a run which waits until there is room for it."""
    gate = Event()
    one = studio()
    keep = one.book.completed

    def slowly(job: Job, outcome: Outcome) -> None:
        assert gate.wait(10)
        keep(job, outcome)

    one.book.completed = slowly  # type: ignore[method-assign]
    jobs = [one.add() for _ in range(MOST_UNKEPT + 1)]
    one.until_told(lambda: len(one.made) == len(jobs))
    one.runner.aside(lambda: gate.wait(0.1) or gate.set(), lambda _: None, owed=True)
    assert one.runner.close(patience_ms=20)
    assert [one.book.of(job)[-1] for job in jobs] == ["completed"] * len(jobs)


def test_what_did_not_get_its_turn_in_time_is_not_done_after_closing(studio: Make) -> None:
    """The history is closed by then, and would be opened anew."""
    one, gate, done = studio(), Event(), list[str]()
    for _ in range(2):  # as many as the lane has threads
        one.runner.aside(lambda: gate.wait(10), lambda _: None, owed=True)
    one.runner.aside(lambda: done.append("late"), lambda _: None, owed=True)
    assert not one.runner.close(ordered_ms=10)
    gate.set()
    assert one.runner.close() and not done


def test_a_run_that_does_not_stop_writes_and_tells_nothing_after_closing(studio: Make) -> None:
    deaf = Play(gate=Event(), deaf=True)
    one = studio(deaf)
    job = one.add()
    assert deaf.entered.wait(5) and deaf.gate is not None
    assert not one.runner.close(patience_ms=10)
    delete(one.bridge)  # the window has gone
    deaf.gate.set()
    assert one.runner.close()
    assert one.book.of(job) == ["created", "processing"]
