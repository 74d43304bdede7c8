"""Writes the steps of jobs into the history, and keeps their results there. A session has its job's id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.state.thumbs import jpeg_of, small_picture, thumbnail
from engine.errors import StorageError

if TYPE_CHECKING:
    from desktop.history.records import StoredFile
    from desktop.history.store import History
    from desktop.jobs.job import Job, Outcome
    from desktop.state.archive import Archive

LAYERS = "layers.zip"
"""The artifact with what was laid over the first photo (``engine.codecs.layers``)."""


class HistoryLedger:
    """The runner's ledger. Its methods are called on the book lane and raise StorageError."""

    def __init__(self, archive: Archive, adjustments: Path) -> None:
        """``adjustments``: below it lie the files of places that somebody moved by hand."""
        self._archive, self._adjustments = archive, adjustments

    def created(self, job: Job) -> None:
        """A new session; another attempt goes on with the one that is there."""
        history = self._archive.history()
        if job.attempt == 1:
            history.create(job.tool, _inputs(history, job), job.options, id=job.id)

    def processing(self, job: Job) -> None:
        """Its work began."""
        self._archive.history().start(job.id)

    def completed(self, job: Job, outcome: Outcome) -> None:
        """Encode the result without loss, and keep it with its thumbnail, its layers and the places moved by hand; of a
        tool that only looked keep what it found, in the report."""
        from engine.codecs.formats import FORMATS
        from engine.codecs.layers import pack
        from engine.codecs.write import encode

        if outcome.findings is not None:
            report = {**outcome.report, "findings": outcome.findings}
            self._archive.history().complete(job.id, None, report, jpeg_of(small_picture(outcome)))
            return
        photo = outcome.labelled()
        data = encode(photo, FORMATS["png"])
        artifacts = self._moved_places(job)
        if outcome.layers:
            artifacts[LAYERS] = pack(outcome.layers, outcome.base, outcome.label)
        self._archive.history().complete(job.id, data, outcome.report, jpeg_of(thumbnail(photo)), artifacts=artifacts)

    def failed(self, job: Job) -> None:
        """It failed for the reason in ``job.error``, which is kept with what can be done about it."""
        code, reason = (job.error.code, f"{job.error.what} {job.error.remedy}".strip()) if job.error else ("BUG", "")
        self._archive.history().fail(job.id, code, reason)

    def cancelled(self, job: Job) -> None:
        """Somebody cancelled it."""
        self._archive.history().cancel(job.id)

    def removed(self, job: Job) -> None:
        """Nothing: what it kept stays until it expires."""

    def _moved_places(self, job: Job) -> dict[str, bytes]:
        """The files of moved places that the job's options name, as artifacts: ``NAME.json`` for the option NAME. The
        files themselves are deleted sooner than the result."""
        from engine.codecs.files import storage_error

        found = {}
        for name, value in job.options.items():
            path = Path(value) if isinstance(value, str | Path) else None
            if path is None or self._adjustments not in path.parents:
                continue
            try:
                found[f"{name}.json"] = path.read_bytes()
            except OSError as error:
                raise storage_error(error, path) from error
        return found


def _inputs(history: History, job: Job) -> list[StoredFile]:
    """The job's photos in the history. A result is taken in as a photo of its own: a session owns what came out of it,
    and deleting one must not take the result of another away."""
    files = [history.file_at(path) for path in job.inputs]
    found = [file for file in files if file is not None]
    if len(found) < len(files):
        raise StorageError("A photo of this job is not there any more.", "Open the photo again and start anew.")
    return [file if file.role == "input" else history.import_bytes(file.path.read_bytes(), file.name) for file in found]
