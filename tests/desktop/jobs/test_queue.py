"""The queue without threads: order and steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.jobs.job import Fault, State, new_job
from desktop.jobs.queue import STEPS, Queue

if TYPE_CHECKING:
    from desktop.jobs.job import Job


def tools(queue: Queue) -> list[str]:
    return [job.tool for job in queue.jobs()]


@pytest.fixture
def queue() -> Queue:
    out = Queue()
    for name in "abcd":
        out.add(name, [Path("photo.png")], {})
    return out


def test_jobs_stand_in_the_order_in_which_they_were_added(queue: Queue) -> None:
    assert tools(queue) == list("abcd")
    first = queue.next()
    assert first is not None and first.tool == "a"


@pytest.mark.parametrize(("position", "order"), [(0, "cabd"), (1, "acbd"), (3, "abdc"), (99, "abdc"), (-5, "cabd")])
def test_a_job_moves_to_another_place(queue: Queue, position: int, order: str) -> None:
    queue.move(queue.jobs()[2].id, position)
    assert tools(queue) == list(order)


def test_a_job_that_runs_cannot_be_taken_off(queue: Queue) -> None:
    job = queue.jobs()[0]
    queue.step(job.id, State.PROCESSING)
    assert queue.remove(job.id) is None
    assert tools(queue) == list("abcd")


def test_a_job_is_taken_off(queue: Queue) -> None:
    job = queue.jobs()[1]
    assert queue.remove(job.id) == job
    assert tools(queue) == list("acd")
    assert queue.job(job.id) is None


@pytest.mark.parametrize("state", list(State))
def test_only_the_steps_of_the_table_are_taken(state: State) -> None:
    for wanted in State:
        queue = Queue()
        job = queue.add("a", [], {})
        for way in {State.COMPLETED: [State.PROCESSING], State.FAILED: [State.PROCESSING]}.get(state, []):
            queue.step(job.id, way)
        if state is not State.CREATED:
            queue.step(job.id, state)
        assert (queue.step(job.id, wanted) is not None) == (wanted in STEPS[state]), (state, wanted)


def test_another_attempt_begins_clean(queue: Queue) -> None:
    job = queue.jobs()[0]
    queue.step(job.id, State.PROCESSING)
    failed = queue.step(job.id, State.FAILED, Fault("BUG", "It broke.", "Send the report."))
    assert failed is not None and failed.error is not None and failed.finished is not None
    again = queue.step(job.id, State.CREATED)
    assert again is not None
    assert (again.attempt, again.error, again.started, again.finished) == (2, None, None, None)


def test_a_step_of_an_attempt_that_is_over_is_not_taken(queue: Queue) -> None:
    old = queue.step(queue.jobs()[0].id, State.PROCESSING)
    assert old is not None
    queue.step(old.id, State.CANCELLED)
    queue.step(old.id, State.CREATED)
    queue.step(old.id, State.PROCESSING)
    assert queue.step(old.id, State.FAILED, only=old) is None
    now = queue.job(old.id)
    assert now is not None and now.state is State.PROCESSING


def test_changes_are_told() -> None:
    told: list[Job | None] = []
    queue = Queue(told.append)
    job = queue.add("a", [], {})
    queue.step(job.id, State.PROCESSING)
    queue.move(job.id, 0)
    assert [one and one.state for one in told] == [State.CREATED, None, State.PROCESSING, None]


def test_a_job_cannot_be_on_the_list_twice(queue: Queue) -> None:
    with pytest.raises(ValueError, match="already"):
        queue.restore(queue.jobs()[0])


def test_options_of_a_job_cannot_be_changed_later() -> None:
    options = {"size": 1}
    job = new_job("a", (), options)
    options["size"] = 2
    assert job.options["size"] == 1
    with pytest.raises(TypeError):
        job.options["size"] = 3  # type: ignore[index]
