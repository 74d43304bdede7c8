"""The studio's traffic with jobs and history: photos in, jobs started, results out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.history.records import PHOTO, Status
from desktop.jobs.job import Job, State
from desktop.state.items import Item
from desktop.state.ledger import LAYERS
from desktop.state.thumbs import jpeg_of, thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.history.records import Session, StoredFile
    from desktop.jobs.bridge import Bridge
    from desktop.jobs.job import Fault, Outcome
    from desktop.jobs.runner import Runner
    from desktop.state.archive import Archive
    from desktop.state.fresh import Fresh
    from desktop.state.strip import Strip
    from desktop.state.studio import Studio
    from desktop.state.trail import Trail
    from desktop.state.viewer import Viewer

RECENT = 200
"""Sessions listed in the film strip at start."""


@dataclass(slots=True)
class _Batch:
    """Photos that were brought together: how many are still on their way, and those that came, by their place."""

    left: int
    then: Callable[[list[Item]], None]
    came: dict[int, Item] = field(default_factory=dict)


class Work(QObject):
    """``troubled`` (Fault): tell it; ``failed`` (Job): tell why, with the chance to try again; ``done`` (Item): it is
    in the history; ``reopened`` (Session): it is taken up again. ``fresh`` tells of results before they are done."""

    troubled = Signal(object)
    failed = Signal(object)
    done = Signal(object)
    reopened = Signal(object)

    def __init__(self, studio: Studio, strip: Strip, trail: Trail, viewer: Viewer, fresh: Fresh, runner: Runner,
                 bridge: Bridge, archive: Archive, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._strip, self._trail, self._viewer = studio, strip, trail, viewer
        self.fresh = fresh
        self.runner, self.bridge, self._archive = runner, bridge, archive
        self._batches: deque[_Batch] = deque()
        bridge.job_changed.connect(self._changed)
        bridge.finished.connect(self._finished)
        fresh.dropped.connect(self.forget)

    # Photos in

    def load(self) -> None:
        """Fill the film strip from the history."""
        before = self._strip.changes

        def take(items: list[Item]) -> None:
            if self._strip.changes == before:
                self._strip.fill(items)
            else:  # pictures came or went meanwhile: what was read is old
                self.load()

        self.runner.aside(self._recent, take, self.troubled.emit)

    def bring(self, paths: Sequence[Path], then: Callable[[list[Item]], None]) -> None:
        """Import files; ``then`` gets their items in order. One that cannot be imported is told, the others go on."""
        self._bring([partial(self._import, path) for path in paths], then)

    def bring_bytes(self, data: bytes, name: str, then: Callable[[list[Item]], None]) -> None:
        """Import a picture that is not a file: from the clipboard."""
        self._bring([lambda: self._checked(self._archive.history().import_bytes(data, name))], then)

    def _import(self, path: Path) -> StoredFile:
        return self._checked(self._archive.history().import_file(path))

    def _checked(self, file: StoredFile) -> StoredFile:
        """A file that came in, with its thumbnail; one that is no photo goes again, and why is raised."""
        history = self._archive.history()
        try:
            small = thumbnail(self.runner.engine.read(file.path))
        except Exception:
            history.delete([file.id])
            raise
        self._archive.set_thumbnail(file.id, jpeg_of(small))
        return history.file(file.id)

    def _bring(self, imports: Sequence[Callable[[], StoredFile]], then: Callable[[list[Item]], None]) -> None:
        batch = _Batch(len(imports), then)
        self._batches.append(batch)

        def over() -> None:
            batch.left -= 1
            while self._batches and not self._batches[0].left:  # what was brought first arrives first
                self._arrived(self._batches.popleft())

        def take(place: int, file: StoredFile) -> None:
            batch.came[place] = photo_item(file)
            over()

        def sorry(fault: Fault) -> None:
            self.troubled.emit(fault)
            over()

        for place, work in enumerate(imports):
            self.runner.aside(work, partial(take, place), sorry, owed=True)

    def _arrived(self, batch: _Batch) -> None:
        items = [batch.came[place] for place in sorted(batch.came)]
        if items:
            self._strip.add(list(reversed(items)))
            batch.then(items)

    # Jobs

    def start(self) -> list[Job]:
        """One job for each combination of the photos in the slots."""
        tool, options = self._studio.tool, self._studio.options
        return [self.run(tool.id, [item.path for item in row], options) for row in self._studio.combinations()]

    def run(self, tool: str, inputs: Sequence[Path], options: Mapping[str, Any]) -> Job:
        """One job that the person waits for."""
        job = self.runner.add(tool, inputs, options)
        self.fresh.expect([job.id])
        return job

    def retry(self, job_id: UUID) -> None:
        """Do a job again; where only keeping its result failed, only that."""
        self.fresh.expect([job_id])
        self.runner.retry(job_id, self.fresh.outcome(job_id))

    def resume(self, sessions: Sequence[Session]) -> None:
        """Do it now."""
        jobs = [Job(session.id, session.tool, tuple(file.path for file in session.inputs), session.options)
                for session in sessions]
        self.fresh.expect([job.id for job in jobs])
        self.runner.resume(jobs)

    def leave(self, sessions: Sequence[Session]) -> None:
        """Leave it undone."""
        ids = [session.id for session in sessions]

        def cancel() -> None:
            for session_id in ids:
                self._archive.history().cancel(session_id)

        self.runner.aside(cancel, lambda _: None, self.troubled.emit, owed=True)

    def ask(self, what: str, job_id: UUID) -> None:
        """An order from the queue's panel: up, down, retry, cancel or remove."""
        place = next((place for place, job in enumerate(self.runner.queue.jobs()) if job.id == job_id), 0)
        orders: dict[str, Callable[[], None]] = {
            "up": lambda: self.runner.move(job_id, place - 1), "down": lambda: self.runner.move(job_id, place + 1),
            "retry": lambda: self.retry(job_id), "cancel": lambda: self.runner.cancel(job_id),
            "remove": lambda: self.runner.remove(job_id)}
        orders[what]()

    def clear(self) -> None:
        """Take ended jobs off the list."""
        for job in self.runner.queue.jobs():
            if job.state.ended:
                self.runner.remove(job.id)

    def cancel_running(self) -> None:
        """Stop what runs now."""
        for job in self.runner.queue.jobs():
            if job.state is State.PROCESSING:
                self.runner.cancel(job.id)

    def retry_failed(self) -> None:
        """Do failed jobs again."""
        for job in self.runner.queue.jobs():
            if job.state is State.FAILED:
                self.retry(job.id)

    def delete(self, items: Sequence[Item]) -> None:
        """Delete pictures with everything that belongs to them."""
        ids = [item.id for item in items]

        def gone(_: None) -> None:
            for item in items:
                self.forget(item.id)

        self.runner.aside(lambda: self._archive.history().delete(ids), gone, self.troubled.emit, owed=True)

    def forget(self, item_id: UUID) -> None:
        """A picture is no more."""
        self.fresh.forget(item_id)
        self._strip.forget(item_id)
        self._trail.forget(item_id)
        self._viewer.forget(item_id)
        self._studio.forget(item_id)

    def reopen(self, session: Session) -> None:
        """Take up a session of the history: its tool, its photos and its options, with its result on show; a photo
        brought in comes into the first place."""
        self._studio.choose_tool(session.tool)
        items = [photo_item(file) for file in session.inputs]
        self._strip.add(items)
        if session.tool == PHOTO:
            self._studio.put(self._studio.tool.inputs[0].name, items)
        if session.tool == self._studio.tool.id:
            for entry, item in zip(self._studio.tool.inputs, items, strict=False):
                self._studio.put(entry.name, (item,))
            self._studio.take_options({name: value for name, value in session.options.items()
                                       if session.artifact(f"{name}.json") is None})  # moved by hand, for that job
        result = item_of(session)
        if result is not None and session.tool != PHOTO:
            self._strip.add([result])
            self._studio.show(result)
        self.reopened.emit(session)

    # Results out

    def _changed(self, job: Job) -> None:
        if job.state is State.FAILED and not self._thrown_away(job):
            self.failed.emit(job)

    def _finished(self, job: Job, outcome: Outcome) -> None:
        def kept(session: Session) -> None:
            item = item_of(session)
            if item is not None and self.fresh.settle(item):
                self.done.emit(item)
            else:
                self._thrown_away(job)

        self.runner.aside(lambda: self._archive.history().session(job.id), kept, self.troubled.emit)

    def _thrown_away(self, job: Job) -> bool:
        """Whether a result was deleted before it was kept; it goes from the history too, if it came there."""
        unwanted = self.fresh.unwanted(job.id)
        if unwanted:
            self.runner.aside(lambda: self._archive.history().delete([job.id]), lambda _: None, self.troubled.emit,
                              owed=True)
        return unwanted

    def _recent(self) -> list[Item]:
        from desktop.history.records import Query

        sessions = self._archive.history().page(self._archive.history().search(Query())[:RECENT])
        files = self._archive.history().inputs(RECENT)
        results = [item for session in sessions if (item := item_of(session)) is not None]
        return [item for item in (*results, *map(photo_item, files)) if item.path.is_file()]


def item_of(session: Session) -> Item | None:
    """What a record of the history shows: its result, what was found in its photo, or the photo brought in; None where
    there is none of them."""
    if session.tool == PHOTO:
        return photo_item(session.inputs[0])
    if session.result is not None:
        return result_item(session)
    findings = session.report.get("findings") if session.report else None
    if session.status is not Status.COMPLETED or not isinstance(findings, dict) or not session.inputs:
        return None
    photo = session.inputs[0]
    return Item(session.id, PurePath(photo.name).stem, photo.path, "result", None, session.tool, session.kept,
                session.thumbnail, findings=findings)


def photo_item(file: StoredFile) -> Item:
    """A photo of the history as an item."""
    return Item(file.id, file.name, file.path, "photo", kept=file.kept, thumbnail=file.thumbnail)


def result_item(session: Session) -> Item:
    """A completed session as an item, named after the photo it was made from."""
    result = session.outputs[0]
    name = PurePath(session.inputs[0].name if session.inputs else result.name).stem
    base = session.inputs[0].path if session.inputs else None
    layers = session.artifact(LAYERS)
    return Item(session.id, name, result.path, "result", base, session.tool, session.kept, session.thumbnail,
                None if layers is None else layers.path)
