"""Writes the steps of jobs into the history, and keeps their results there."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from desktop.state.thumbs import jpeg_of, thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.history.records import Session, StoredFile
    from desktop.jobs.job import Job, Outcome
    from desktop.state.archive import Archive


class HistoryLedger:
    """The runner's ledger. Its methods are called on the book lane; ``know`` and ``session`` on any thread."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._files: dict[Path, StoredFile] = {}
        self._sessions: dict[UUID, UUID] = {}
        self._results: dict[UUID, Session] = {}

    def know(self, files: Sequence[StoredFile]) -> None:
        """Photos that jobs may name by their path."""
        with self._lock:
            self._files.update({file.path: file for file in files})

    def adopt(self, job: Job, session: Session) -> None:
        """A job that an earlier window left: its session is there already."""
        self._sessions[job.id] = session.id
        self.know(session.inputs)

    def result(self, job_id: UUID) -> Session | None:
        """The session of a job that completed."""
        with self._lock:
            return self._results.pop(job_id, None)

    def created(self, job: Job) -> None:
        """A new session, or another attempt of one."""
        if job.id not in self._sessions or job.attempt > 1:
            with self._lock:
                files = [self._files[path] for path in job.inputs]
            self._sessions[job.id] = self._archive.history().create(job.tool, files, job.options).id

    def processing(self, job: Job) -> None:
        """Its work began."""
        self._archive.history().start(self._sessions[job.id])

    def completed(self, job: Job, outcome: Outcome) -> None:
        """Encode the result without loss, and keep it with its thumbnail."""
        from engine.codecs.formats import FORMATS
        from engine.codecs.write import encode

        photo = outcome.flat()
        data = encode(photo, FORMATS["png"])
        small = jpeg_of(thumbnail(photo))
        session = self._archive.history().complete(self._sessions[job.id], data, outcome.report, small)
        with self._lock:
            self._results[job.id] = session

    def failed(self, job: Job) -> None:
        """It failed for the reason in ``job.error``."""
        error = job.error
        code, reason = (error.code, error.what) if error else ("BUG", "")
        self._archive.history().fail(self._sessions[job.id], code, reason)

    def cancelled(self, job: Job) -> None:
        """Somebody cancelled it."""
        self._archive.history().cancel(self._sessions[job.id])

    def removed(self, job: Job) -> None:
        """Nothing: what it kept stays until it expires."""
