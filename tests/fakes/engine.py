"""An engine that does what a script says, for tests of everything around the real one."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop.jobs.job import Outcome, Progress
from engine.errors import Cancelled
from engine.photo import Box, Layer, Photo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop.jobs.engine_door import Stop
    from desktop.jobs.job import Job

PATIENCE = 20.0
"""Seconds after which a gate that nobody opens ends the test."""
GREY = 90


def plain_photo(width: int = 40, height: int = 30, value: int = GREY) -> Photo:
    """A grey photo."""
    return Photo(np.full((height, width, 3), value, np.uint8))


def red_layer(width: int = 40, height: int = 30) -> Layer:
    """A red patch in the middle."""
    box = Box(width // 4, height // 4, width // 2, height // 2)
    patch = np.full((box.height, box.width, 3), (200, 30, 40), np.uint8)
    return Layer(patch, np.ones((box.height, box.width), np.float32), box, "Red")


@dataclass
class Play:
    """One run: progress to tell, then perhaps a gate to wait at, then an error or the outcome. A ``deaf`` run does not
    hear its stop button at the gate. ``entered`` is set when it is at the gate."""

    news: tuple[tuple[str, float], ...] = (("Looking", 0.2), ("Painting", 0.8))
    preview: Any = None
    gate: Event | None = None
    deaf: bool = False
    error: BaseException | None = None
    outcome: Outcome | None = None
    entered: Event = field(default_factory=Event)

    def perform(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        """Do it on the calling thread."""
        for stage, fraction in self.news:
            if stop.pressed:
                raise Cancelled
            tell(Progress(job.id, stage, fraction, self.preview))
        self.entered.set()
        if self.gate is not None:
            self._wait(self.gate, stop)
        if self.error is not None:
            raise self.error
        if stop.pressed and not self.deaf:
            raise Cancelled
        return self.outcome or Outcome(plain_photo(), layers=(red_layer(),), report={"tool": job.tool, "seconds": 0.1})

    def _wait(self, gate: Event, stop: Stop) -> None:
        heard = Event()
        if not self.deaf:
            stop.when_pressed(lambda: (heard.set(), gate.set()))
        if not gate.wait(PATIENCE):
            raise AssertionError("nobody opened the gate")
        if heard.is_set():
            raise Cancelled


class FakeEngine:
    """Performs ``plays`` one after another, then plain ones. ``ran`` holds the jobs in the order in which they ran;
    ``most_at_once`` counts runs that overlapped. Photos are ``photos`` by file name, else grey."""

    def __init__(self, *plays: Play) -> None:
        self.plays = deque(plays)
        self.ran: list[Job] = []
        self.photos: dict[str, Photo] = {}
        self.most_at_once = 0
        self.closed = False
        self.forgot = 0
        self.hand: FakeFitting | None = None
        self._running = 0
        self._lock = Lock()

    def run(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        """Perform the next play."""
        with self._lock:
            self.ran.append(job)
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
            play = self.plays.popleft() if self.plays else Play()
        try:
            return play.perform(job, tell, stop)
        finally:
            with self._lock:
                self._running -= 1

    def read(self, path: Path) -> Photo:
        """A photo by its file's name."""
        return self.photos.get(path.name, plain_photo())

    def look(self, path: Path) -> Photo:
        """The same."""
        return self.read(path)

    def warm(self) -> None:
        """Nothing to warm."""

    def fitting(self, inputs: tuple[Path, ...], options: Mapping[str, Any]) -> FakeFitting:
        """The fitting in ``hand``."""
        return self.hand or FakeFitting()

    def forget(self) -> None:
        """Remember that."""
        self.forgot += 1

    def close(self) -> None:
        """Remember it."""
        self.closed = True


class FakeFitting:
    """Drafts are a pixel whose value is the x of the anchor that was moved. ``gate``: every draft waits for it;
    ``rest``: so does every picture of a hand at rest."""

    def __init__(
        self, gate: Event | None = None, error: BaseException | None = None, rest: Event | None = None
    ) -> None:
        self.anchors = {"shoulder_left": (10.0, 20.0)}
        self.landmarks = {"left_hip": (5.0, 6.0)}
        self.asked: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.entered = Event()
        self._gate, self._error, self._rest = gate, error, rest

    def draft(self, anchors: Mapping[str, Any], landmarks: Mapping[str, Any]) -> Any:
        """One pixel."""
        self.asked.append((dict(anchors), dict(landmarks)))
        self.entered.set()
        if self._gate is not None and not self._gate.wait(PATIENCE):
            raise AssertionError("nobody opened the gate")
        if self._error is not None:
            raise self._error
        x = next(iter({**anchors, **landmarks}.values()), (0.0, 0.0))[0]
        return np.full((1, 1, 3), int(x), np.uint8)

    def settled(self, anchors: Mapping[str, Any], landmarks: Mapping[str, Any], stop: Stop) -> Any:
        """The same pixel."""
        if self._rest is not None and not self._rest.wait(PATIENCE):
            raise AssertionError("the hand never came to rest")
        if stop.pressed:
            raise Cancelled
        x = next(iter({**anchors, **landmarks}.values()), (0.0, 0.0))[0]
        return np.full((1, 1, 3), int(x), np.uint8)
