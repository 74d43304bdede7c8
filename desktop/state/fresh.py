"""Results that are made and not kept yet: on show at once, held in memory until the history has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.jobs.job import State
from desktop.state.items import NOWHERE, Item
from desktop.state.thumbs import small_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath
    from uuid import UUID

    from desktop.jobs.job import Job, Outcome
    from desktop.jobs.runner import Runner
    from desktop.state.strip import Strip
    from desktop.state.studio import Studio
    from desktop.state.thumbs import Thumbs
    from desktop.state.trail import Trail
    from desktop.state.viewer import Viewer

HELD = 6
"""Results that could not be kept and stay in memory, so that they can be exported; of older ones only the job stays."""


class Fresh(QObject):
    """``came`` (Item): a result is there to look at. ``dropped`` (id): one that could not be kept gave way to newer
    ones. Lives on the window's thread.

    A result comes on show by itself where the person waits for it: they asked for it, and still look at what they
    looked at then, or at nothing. Otherwise it waits in the film strip.
    """

    came = Signal(object)
    dropped = Signal(object)

    def __init__(self, studio: Studio, strip: Strip, trail: Trail, viewer: Viewer, thumbs: Thumbs, runner: Runner,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._strip, self._trail, self._viewer = studio, strip, trail, viewer
        self._thumbs, self._runner = thumbs, runner
        self._held: dict[UUID, Outcome] = {}  # on their way into the history, or refused by it
        self._refused: list[UUID] = []
        self._unwanted: set[UUID] = set()
        self._awaited: set[UUID] = set()
        self._looked_at: UUID | None = None
        runner.bridge.made.connect(self._made)
        runner.bridge.job_changed.connect(self._changed)

    def expect(self, jobs: Iterable[UUID]) -> None:
        """The person asked for these jobs now."""
        self._awaited.update(jobs)
        self._looked_at = self._studio.shown.id if self._studio.shown is not None else None

    def outcome(self, job_id: UUID) -> Outcome | None:
        """A result that could not be kept: to keep it again, the tool need not run again."""
        return self._held.get(job_id) if job_id in self._refused else None

    def refused(self) -> list[Item]:
        """Results that are in memory only, because the history could not keep them."""
        return [item for item in map(self._strip.item, self._refused) if item is not None]

    def forget(self, item_id: UUID) -> None:
        """The picture is no more: if it is on its way into the history, it is not wanted there."""
        if self._held.pop(item_id, None) is None:
            return
        if item_id in self._refused:
            self._refused.remove(item_id)
        else:
            self._unwanted.add(item_id)

    def unwanted(self, job_id: UUID) -> bool:
        """Whether a result was deleted on its way into the history. Answers so once."""
        wanted = job_id not in self._unwanted
        self._unwanted.discard(job_id)
        return not wanted

    def settle(self, item: Item) -> bool:
        """A result is in the history now, as ``item``; it stays where it is. False for one that never came."""
        known = self._held.pop(item.id, None) is not None
        if item.id in self._refused:
            self._refused.remove(item.id)
        if known:
            for part in (self._strip, self._studio, self._trail, self._viewer):
                part.replace(item)
        return known

    def _made(self, job: Job, outcome: Outcome) -> None:
        item = Item(job.id, _name(job.inputs[0], self._strip), NOWHERE, "result", job.inputs[0], job.tool,
                    findings=outcome.findings)
        if job.id in self._refused:
            self._refused.remove(job.id)
        self._held[job.id] = outcome
        self._viewer.remember(item, outcome)
        if self._strip.item(item.id) is None:
            self._strip.add([item])
            self._runner.aside(lambda: small_picture(outcome), lambda image: self._thumbs.keep(item.id, image))
        self.came.emit(item)
        shown = self._studio.shown
        if shown is None or (job.id in self._awaited and shown.id == self._looked_at):
            self._looked_at = item.id
            self._studio.show(item)
        self._awaited.discard(job.id)

    def _changed(self, job: Job) -> None:
        if job.state is not State.FAILED or job.id not in self._held or job.id in self._refused:
            return
        self._refused.append(job.id)
        while len(self._refused) > HELD:
            self.dropped.emit(self._refused[0])


def _name(photo: PurePath, strip: Strip) -> str:
    """A result is named after the photo it was made from, as the person knows that."""
    known = next((item for item in strip.everything() if item.path == photo), None)
    return type(photo)(known.name).stem if known is not None else photo.stem
