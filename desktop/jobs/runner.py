"""Runner: does the jobs of a queue on lanes of their own, and tells the window through the bridge."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QThreadPool, QTimer

from desktop.calm import calm
from desktop.immortal import keep_constants
from desktop.jobs.engine_door import Stop
from desktop.jobs.estimate import Estimate
from desktop.jobs.faults import fault_of
from desktop.jobs.job import Job, Progress, State
from desktop.jobs.queue import NoLedger
from desktop.log import lines_of
from desktop.plain_imports import plain_imports
from engine.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from uuid import UUID

    from desktop.jobs.bridge import Bridge
    from desktop.jobs.engine_door import Engine
    from desktop.jobs.job import Fault, Outcome
    from desktop.jobs.queue import Ledger, Queue

    T = TypeVar("T")

log = logging.getLogger(__name__)

KEEPING = "Keeping the result"
SWITCH_INTERVAL = 0.0005
"""Seconds after which a Python thread hands over: the window waits no longer for a worker that computes in Python."""
MOST_UNKEPT = 2
"""Results that may wait to be kept before the next job begins."""
LET_GO_MS = 450
"""A run that has not come to a check by then is let go: the job counts as cancelled, the run's result is dropped."""
PATIENCE_MS = 5000
"""How long closing waits for a run that was told to stop."""
ORDERED_MS = 60_000
"""How long closing waits for what somebody ordered, and for results that are being kept."""


class Runner:
    """Takes orders on the window's thread, does them on three lanes, each a QThreadPool: *device* (one thread: jobs one
    after another), *light* (decoding, thumbnails, previews, saving) and *book* (one thread: the ledger, in order).

    A job that fails never stops those behind it. Made once by the window's composition root; ``close`` ends it.
    """

    def __init__(self, queue: Queue, engine: Engine, bridge: Bridge, ledger: Ledger | None = None) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        keep_constants()
        plain_imports()
        self.queue, self.engine, self.bridge = queue, engine, bridge
        self._ledger = ledger or NoLedger()
        self._device, self._light, self._book = QThreadPool(), QThreadPool(), QThreadPool()
        self._device.setMaxThreadCount(1)
        self._light.setMaxThreadCount(2)
        self._book.setMaxThreadCount(1)
        for pool in (self._device, self._book):
            pool.setExpiryTimeout(-1)
        self._lock = Lock()
        self._stops: dict[UUID, Stop] = {}
        self._unwritten: set[UUID] = set()
        self._ready: dict[UUID, Outcome] = {}
        self._estimate = Estimate(time.monotonic)
        self._room = Semaphore(MOST_UNKEPT)
        self._calmed: set[str] = set()
        self._closing = self._closed = False

    # Orders, from the window's thread

    def add(self, tool: str, inputs: Sequence[Path], options: Mapping[str, Any]) -> Job:
        """Put a job at the end of the queue; it begins as soon as the device is free."""
        job = self.queue.add(tool, inputs, options)
        self._write(job, self._ledger.created)
        self._wake()
        return job

    def resume(self, jobs: Sequence[Job]) -> None:
        """Do again what an earlier window left unfinished; the ledger knows these jobs."""
        for job in jobs:
            again = replace(job, state=State.CREATED, error=None, attempt=job.attempt + 1, started=None, finished=None)
            self.queue.restore(again)
            self._write(again, self._ledger.created)
        self._wake()

    def cancel(self, job_id: UUID) -> None:
        """Stop a job: at once one that waits, at its next check one that runs. Once its result is made it is kept, and
        there is nothing to stop."""
        job = self.queue.job(job_id)
        if job is not None and job.state is State.CREATED and self._end(job, State.CANCELLED, self._ledger.cancelled):
            return
        with self._lock:  # a job that runs, perhaps since just now, has its button here
            stop = self._stops.get(job_id)
        running = self.queue.job(job_id)
        if stop is not None and running is not None:
            stop.press()
            QTimer.singleShot(LET_GO_MS, lambda: self._let_go(running, stop))

    def cancel_all(self) -> None:
        """Stop everything that waits or runs; what waits first, so that nothing of it begins."""
        for job in sorted(self.queue.jobs(), key=lambda job: job.state is State.PROCESSING):
            if not job.state.ended:
                self.cancel(job.id)

    def retry(self, job_id: UUID, outcome: Outcome | None = None) -> None:
        """Do a failed or cancelled job again, at its place in the queue. ``outcome``: what it made, where only keeping
        that failed; the tool does not run again."""
        with self._lock:
            if outcome is not None:
                self._ready[job_id] = outcome
        job = self.queue.step(job_id, State.CREATED)
        if job is None:
            with self._lock:
                self._ready.pop(job_id, None)
        else:
            self._write(job, self._ledger.created)
            self._wake()

    def move(self, job_id: UUID, position: int) -> None:
        """Put a job at another place of the queue."""
        self.queue.move(job_id, position)

    def remove(self, job_id: UUID) -> None:
        """Take a job off the list; one that runs stays."""
        job = self.queue.remove(job_id)
        if job is not None:
            with self._lock:
                self._ready.pop(job_id, None)
            self._write(job, self._ledger.removed)

    def aside(
        self, work: Callable[[], T], then: Callable[[T], None], sorry: Callable[[Fault], None] | None = None, *,
        urgent: bool = False, owed: bool = False,
    ) -> None:
        """Do ``work`` in the light lane; ``then`` gets what it returned, or ``sorry`` why it failed, on the window's
        thread. ``urgent``: before all that waits there, such as hundreds of photos that were brought in at once.
        ``owed``: somebody ordered it, so it is done even when the window closes before its turn."""

        def task() -> None:
            if self._closed or (self._closing and not owed):
                return
            try:
                done = work()
            except Exception as error:
                fault = self._told(error, "work aside")
                if sorry is not None:
                    self.bridge.post(lambda: sorry(fault))
            else:
                self.bridge.post(lambda: then(done))

        if not self._closing:
            self._light.start(task, int(urgent))

    @property
    def idle(self) -> bool:
        """Whether no job is being done; one that was let go may be, although it counts as cancelled."""
        return not self._stops

    def warm(self) -> None:
        """Get the engine ready in the light lane; for the time after the first paint."""
        self.aside(self.engine.warm, lambda _: None)

    def close(self, patience_ms: int = PATIENCE_MS, ordered_ms: int = ORDERED_MS) -> bool:
        """Stop at the next check, do what is owed, keep what is made, and free the engine. What was not finished stays
        so in the ledger, to be resumed. Nothing is written or told after that.

        False: a run took longer than ``patience_ms``, or another lane than ``ordered_ms``; the engine is then left
        alone.
        """
        self._closing = True
        with self._lock:
            stops = list(self._stops.values())
        for stop in stops:
            stop.press()
        lanes = ((self._device, patience_ms), (self._light, ordered_ms), (self._book, ordered_ms))
        for _ in range(2):  # a run that waited for room among the results had its own to keep
            waited = [lane.waitForDone(patience) for lane, patience in lanes]  # for every one, also after a busy one
        quiet = all(waited)
        self._closed = True
        self.bridge.close()
        if quiet:
            self.engine.close()
        else:
            log.warning("closed while a lane was busy")
        return quiet

    # The device lane

    def _wake(self) -> None:
        if not self._closing:
            self._device.start(self._work)

    def _work(self) -> None:
        """Do jobs until none waits."""
        while not self._closing and (job := self.queue.next()) is not None:
            stop = Stop()
            with self._lock:
                self._stops[job.id] = stop
            begun = self.queue.step(job.id, State.PROCESSING)
            if begun is not None:
                self._write(begun, self._ledger.processing)
                with lines_of(begun.id):
                    self._do(begun, stop)
            with self._lock:
                self._stops.pop(job.id, None)

    def _do(self, job: Job, stop: Stop) -> None:
        log.info("job %s: %s, attempt %d", job.id, job.tool, job.attempt)
        self._estimate.begin(job.tool)
        try:
            with self._lock:
                outcome = self._ready.pop(job.id, None)
            if outcome is None:
                with self._first(job.tool):
                    outcome = self.engine.run(job, self._progress, stop)
        except Cancelled:
            if not self._closing:
                self._end(job, State.CANCELLED, self._ledger.cancelled)
        except Exception as error:
            fault = self._told(error, f"job {job.id}")
            self._end(job, State.FAILED, self._ledger.failed, fault)
        else:
            with self._lock:  # from here on nobody stops it
                self._stops.pop(job.id, None)
            if stop.pressed and not self._closing:
                self._end(job, State.CANCELLED, self._ledger.cancelled)
            if self.queue.job(job.id) is not job:
                return
            self._estimate.end()
            self.bridge.picture_made(job, outcome)
            self.bridge.tell(Progress(job.id, KEEPING, 1.0))
            self._room.acquire()
            self._enter(job, lambda: self._keep(job, outcome))

    def _let_go(self, job: Job, stop: Stop) -> None:
        """End a job whose run has not heard its stop button, unless that run ended just now."""
        with self._lock:
            runs = self._stops.get(job.id) is stop
        if runs:
            self._end(job, State.CANCELLED, self._ledger.cancelled)

    def _first(self, tool: str) -> AbstractContextManager[None]:
        """The first run of a tool loads its modules and nets."""
        if tool in self._calmed:
            return nullcontext()
        self._calmed.add(tool)
        return calm()

    def _progress(self, progress: Progress) -> None:
        self.bridge.tell(replace(progress, seconds_left=self._estimate.enter(progress.stage)))

    def _end(self, job: Job, state: State, write: Callable[[Job], None], fault: Fault | None = None) -> bool:
        """Whether the job, if it is still that very one, took its last step."""
        ended = self.queue.step(job.id, state, fault, only=job)
        if ended is not None:
            self._write(ended, write)
        return ended is not None

    # The book lane

    def _write(self, job: Job, write: Callable[[Job], None]) -> None:
        """Have one step written down, after all those before it."""
        self._enter(job, lambda: self._written(job, write))

    def _enter(self, job: Job, act: Callable[[], None]) -> None:
        """Have ``act`` done on the book lane; what it logs carries the job's id."""

        def task() -> None:
            if not self._closed:
                with lines_of(job.id):
                    act()

        self._book.start(task)

    def _written(self, job: Job, write: Callable[[Job], None]) -> None:
        if job.state is State.CREATED:
            self._unwritten.discard(job.id)
        if job.id in self._unwritten:
            return
        try:
            write(job)
        except Exception as error:
            self._unwritten.add(job.id)
            self.queue.step(job.id, State.FAILED, self._told(error, f"job {job.id}, ledger"))
            with self._lock:
                stop = self._stops.get(job.id)
            if stop is not None:
                stop.press()

    def _keep(self, job: Job, outcome: Outcome) -> None:
        try:
            if job.id not in self._unwritten:
                self._ledger.completed(job, outcome)
        except Exception as error:
            self._end(job, State.FAILED, self._ledger.failed, self._told(error, f"job {job.id}, keeping"))
        else:
            done = self.queue.step(job.id, State.COMPLETED, only=job)
            if done is not None:
                self.bridge.kept(done, outcome)
        finally:
            self._room.release()

    def _told(self, error: Exception, where: str) -> Fault:
        """The error as words; what is the program's own fault goes to the log with its traceback."""
        fault = fault_of(error)
        if fault.code == "BUG":
            log.error("%s: %s", where, fault.code, exc_info=error)
        else:
            log.warning("%s: %s", where, fault.code)
        return fault
