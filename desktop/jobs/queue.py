"""Queue: the jobs in their order, and the steps that each may take. Thread-safe, and free of Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from desktop.jobs.job import Fault, Job, State, new_job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.jobs.job import Outcome

STEPS: dict[State, tuple[State, ...]] = {
    State.CREATED: (State.PROCESSING, State.FAILED, State.CANCELLED),
    State.PROCESSING: (State.COMPLETED, State.FAILED, State.CANCELLED),
    State.COMPLETED: (),
    State.FAILED: (State.CREATED,),
    State.CANCELLED: (State.CREATED,),
}
"""The states that may follow each state."""


class Ledger(Protocol):
    """Where steps are written down, each call one transaction. Called in order on one thread that is not the window's;
    may raise StorageError, which fails the job with its words."""

    def created(self, job: Job) -> None:
        """A job was added, or is to be done again (``attempt`` above 1)."""

    def processing(self, job: Job) -> None:
        """Its work began."""

    def completed(self, job: Job, outcome: Outcome) -> None:
        """Its work is done: keep the result. The job counts as completed when this returns."""

    def failed(self, job: Job) -> None:
        """It failed for the reason in ``job.error``."""

    def cancelled(self, job: Job) -> None:
        """Somebody cancelled it."""

    def removed(self, job: Job) -> None:
        """It was taken off the list. What it kept stays."""


class NoLedger:
    """Writes nothing down."""

    def created(self, job: Job) -> None:
        """Nothing."""

    def processing(self, job: Job) -> None:
        """Nothing."""

    def completed(self, job: Job, outcome: Outcome) -> None:
        """Nothing."""

    def failed(self, job: Job) -> None:
        """Nothing."""

    def cancelled(self, job: Job) -> None:
        """Nothing."""

    def removed(self, job: Job) -> None:
        """Nothing."""


class Queue:
    """The jobs of this window, first to be done first. Holds no pictures.

    ``on_change`` is called after each change with the job that changed (None: the order), on the thread that changed
    it, without the lock held.
    """

    def __init__(self, on_change: Callable[[Job | None], None] | None = None) -> None:
        self._jobs: dict[UUID, Job] = {}
        self._lock = RLock()
        self._on_change = on_change

    def jobs(self) -> list[Job]:
        """All jobs in their order."""
        with self._lock:
            return list(self._jobs.values())

    def job(self, job_id: UUID) -> Job | None:
        """The job as it stands now; None when it is not on the list."""
        with self._lock:
            return self._jobs.get(job_id)

    def next(self) -> Job | None:
        """The first job that nobody has begun."""
        return next((job for job in self.jobs() if job.state is State.CREATED), None)

    def add(self, tool: str, inputs: Sequence[Path], options: Mapping[str, Any]) -> Job:
        """Put a new job at the end."""
        return self.restore(new_job(tool, tuple(inputs), options))

    def restore(self, job: Job) -> Job:
        """Put a job at the end as it is, with its id: one that an earlier window left."""
        with self._lock:
            if job.id in self._jobs:
                raise ValueError(f"the job {job.id} is on the list already")
            self._jobs[job.id] = job
        self._tell(job)
        self._tell(None)
        return job

    def step(self, job_id: UUID, state: State, error: Fault | None = None, *, only: Job | None = None) -> Job | None:
        """The job after it took a step; None when it may not take it (any more), or, with ``only``, when it is no
        longer that very job: cancelled, or begun anew, in the meantime."""
        now = datetime.now(UTC)
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or state not in STEPS[job.state] or only not in (None, job):
                return None
            if state is State.CREATED:
                job = replace(job, state=state, error=None, attempt=job.attempt + 1, started=None, finished=None)
            elif state is State.PROCESSING:
                job = replace(job, state=state, started=now)
            else:
                job = replace(job, state=state, error=error, finished=now)
            self._jobs[job_id] = job
        self._tell(job)
        return job

    def move(self, job_id: UUID, position: int) -> None:
        """Put a job at a place of the list; positions beyond its ends are its ends."""
        with self._lock:
            order = [other for other in self._jobs if other != job_id]
            if len(order) == len(self._jobs):
                return
            order.insert(max(0, min(position, len(order))), job_id)
            self._jobs = {other: self._jobs[other] for other in order}
        self._tell(None)

    def remove(self, job_id: UUID) -> Job | None:
        """Take a job off the list; None, and no change, for one that is being done."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or job.state is State.PROCESSING:
                return None
            del self._jobs[job_id]
        self._tell(None)
        return job

    def _tell(self, job: Job | None) -> None:
        if self._on_change is not None:
            self._on_change(job)
