"""A queue with a runner, a bridge and a ledger that remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from desktop.jobs.bridge import Bridge
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from tests.fakes.engine import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from desktop.jobs.job import Job, Outcome, Progress, State
    from tests.fakes.engine import Play


@dataclass
class Book:
    """A ledger that remembers each step, or raises what ``refuse`` holds for it."""

    steps: list[tuple[UUID, str]] = field(default_factory=list)
    refuse: dict[str, Exception] = field(default_factory=dict)

    def _step(self, job: Job, name: str) -> None:
        if name in self.refuse:
            raise self.refuse[name]
        self.steps.append((job.id, name))

    def created(self, job: Job) -> None:
        self._step(job, "created")

    def processing(self, job: Job) -> None:
        self._step(job, "processing")

    def completed(self, job: Job, outcome: Outcome) -> None:
        self._step(job, "completed")

    def failed(self, job: Job) -> None:
        self._step(job, "failed")

    def cancelled(self, job: Job) -> None:
        self._step(job, "cancelled")

    def removed(self, job: Job) -> None:
        self._step(job, "removed")

    def of(self, job: Job) -> list[str]:
        return [name for job_id, name in self.steps if job_id == job.id]


class Studio:
    """Everything wired, and what the window would hear."""

    def __init__(self, qtbot: QtBot, engine: FakeEngine, photos: tuple[Path, ...]) -> None:
        self.qtbot, self.engine, self.photos, self.book = qtbot, engine, photos, Book()
        self.bridge = Bridge()
        self.queue = Queue(self.bridge.changed)
        self.runner = Runner(self.queue, engine, self.bridge, self.book)
        self.progress: list[Progress] = []
        self.made: list[Job] = []
        self.finished: list[tuple[Job, Outcome]] = []
        self.bridge.progressed.connect(self.progress.append)
        self.bridge.made.connect(lambda job, _: self.made.append(job))
        self.bridge.finished.connect(lambda job, outcome: self.finished.append((job, outcome)))

    def add(self, tool: str = "paint", **options: Any) -> Job:
        return self.runner.add(tool, self.photos, options)

    def state(self, job: Job) -> State:
        now = self.queue.job(job.id)
        assert now is not None
        return now.state

    def until(self, job: Job, state: State, timeout: int = 5000) -> None:
        self.qtbot.waitUntil(lambda: self.state(job) is state, timeout=timeout)

    def until_told(self, told: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(told, timeout=5000)


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    """Makes a studio whose engine performs some plays; closes it in the end."""
    made: list[Studio] = []

    def make(*plays: Play) -> Studio:
        made.append(Studio(qtbot, FakeEngine(*plays), (tmp_path / "person.png", tmp_path / "garment.png")))
        return made[-1]

    yield make
    for one in made:
        for play in one.engine.plays:
            if play.gate is not None:
                play.gate.set()
        assert one.runner.close()
