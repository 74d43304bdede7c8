"""Batch: many photos times many garments: one job and one file each, and a contact sheet of all of them at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.jobs.job import State
from desktop.jobs.lookbook import Captioned, Missing, lookbook, thumb_of, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.jobs.bridge import Bridge
    from desktop.jobs.job import Fault, Job, Outcome
    from desktop.jobs.lookbook import Thumb
    from desktop.jobs.runner import Runner

CANCELLED = "Cancelled"
FORBIDDEN = '<>:"/\\|?*'
"""Letters that Windows has no place for in a file's name."""
MOST_NAME = 60
"""Letters of a name: of four bytes each they still leave room for a number and an ending."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A photo of a batch: its file, and the name by which the user knows it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What is asked for: every one of ``people`` with every one of ``garments``, into ``folder``, each file named after
    both and ending in ``suffix``; ``tool`` takes a person and a garment."""

    tool: str
    people: tuple[Entry, ...]
    garments: tuple[Entry, ...]
    options: Mapping[str, Any]
    folder: Path
    title: str
    suffix: str = ".jpg"
    quality: int | None = None


@dataclass(slots=True)
class Batch:
    """A batch on its way. ``files``: what was written so far, ``missing``: what was not, and why; by (row, column)."""

    order: BatchOrder
    places: dict[UUID, tuple[int, int]]
    files: dict[tuple[int, int], Path] = field(default_factory=dict)
    missing: dict[tuple[int, int], str] = field(default_factory=dict)
    sheet: Path | None = None
    fault: Fault | None = None
    thumbs: dict[tuple[int, int], Thumb] = field(default_factory=dict)
    taken: set[Path] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    @property
    def done(self) -> int:
        """Looks that are written or given up."""
        return len(self.files) + len(self.missing)

    @property
    def total(self) -> int:
        """All looks."""
        return len(self.places)


class Batches(QObject):
    """Starts batches and writes what their jobs make. Lives on the window's thread; the light lane writes the files.

    ``progressed(Batch)`` after each file; ``finished(Batch)`` when the sheet is written (``Batch.sheet``) or could not
    be (``Batch.fault``). A job that fails leaves an empty place on the sheet with its reason; one that is done again
    later writes its file, and the sheet anew.
    """

    progressed = Signal(object)
    finished = Signal(object)

    def __init__(self, runner: Runner, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._batches: dict[UUID, Batch] = {}
        bridge.finished.connect(self._made)
        bridge.job_changed.connect(self._changed)

    def start(self, order: BatchOrder) -> Batch:
        """Queue all jobs of a batch, person after person."""
        batch = Batch(order, {})
        for row, person in enumerate(order.people):
            for column, garment in enumerate(order.garments):
                job = self._runner.add(order.tool, (person.path, garment.path), order.options)
                batch.places[job.id] = (row, column)
                self._batches[job.id] = batch
        return batch

    def cancel(self, batch: Batch) -> None:
        """Stop what of a batch is not done yet."""
        for job in reversed(batch.places):  # what waits first
            self._runner.cancel(job)

    def _made(self, job: Job, outcome: Outcome) -> None:
        batch = self._batches.get(job.id)
        if batch is None:
            return
        place = batch.places[job.id]
        path = batch.files.get(place) or free_path(batch, place)
        batch.taken.add(path)
        quality = batch.order.quality

        def write() -> Thumb:
            photo = outcome.labelled()
            written(photo, path, quality)
            return thumb_of(photo)

        def wrote(thumb: Thumb) -> None:
            batch.missing.pop(place, None)
            batch.files[place], batch.thumbs[place] = path, thumb
            batch.labels.add(outcome.label)
            self._step(batch)

        def sorry(fault: Fault) -> None:
            batch.missing[place] = fault.what
            self._step(batch)

        self._runner.aside(write, wrote, sorry, owed=True)

    def _changed(self, job: Job) -> None:
        batch = self._batches.get(job.id)
        if batch is None or job.state not in (State.FAILED, State.CANCELLED):
            return
        batch.missing[batch.places[job.id]] = job.error.what if job.error else CANCELLED
        self._step(batch)

    def _step(self, batch: Batch) -> None:
        self.progressed.emit(batch)
        if batch.done < batch.total:
            return
        if not batch.files:
            self.finished.emit(batch)
            return
        looks: dict[tuple[int, int], Captioned | Missing] = {
            place: Captioned(thumb, "") for place, thumb in batch.thumbs.items()
        }
        looks.update({place: Missing(why) for place, why in batch.missing.items()})
        path = batch.sheet or free_name(batch.order.folder, "lookbook", ".jpg", batch.taken)
        batch.taken.add(path)

        def draw() -> Path:
            from engine.metadata import GENERATED, labelled

            label = "compositeSynthetic" if batch.labels & GENERATED else "composite"
            people, garments = (self._captioned(entries) for entries in (batch.order.people, batch.order.garments))
            written(labelled(lookbook(batch.order.title, people, garments, looks), label), path)
            return path

        def drawn(sheet: Path) -> None:
            batch.sheet = sheet
            self.finished.emit(batch)

        def sorry(fault: Fault) -> None:
            batch.fault = fault
            self.finished.emit(batch)

        self._runner.aside(draw, drawn, sorry)

    def _captioned(self, entries: Sequence[Entry]) -> list[Captioned]:
        """The photos as they came; in the light lane."""
        return [Captioned(thumb_of(self._runner.engine.look(entry.path)), entry.name) for entry in entries]


def free_path(batch: Batch, place: tuple[int, int]) -> Path:
    """A file for one look: ``person - garment``, with a number where that is taken; nothing is overwritten."""
    order = batch.order
    words = (order.people[place[0]].name, order.garments[place[1]].name)
    stem = " - ".join(name.rsplit(".", 1)[0] if "." in name[1:] else name for name in words)
    return free_name(order.folder, stem, order.suffix, batch.taken)


def free_name(folder: Path, stem: str, suffix: str, taken: set[Path]) -> Path:
    """``stem`` in the folder, with a number where there is such a file, or will be."""
    safe = "".join("_" if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in stem)
    safe = safe.strip(" .")[:MOST_NAME] or "look"
    path, number = folder / f"{safe}{suffix}", 2
    while path in taken or path.exists():
        path, number = folder / f"{safe} {number}{suffix}", number + 1
    return path
