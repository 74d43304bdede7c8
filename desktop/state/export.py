"""Exporting: pictures are read, made into files and put in place beside the window, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.state.export_recipe import Named, targets
from desktop.state.export_work import Made, export
from desktop.state.viewer import read_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner
    from desktop.settings import Export as Recipe
    from desktop.state.items import Item
    from desktop.state.viewer import View


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to export. ``look`` gets it ready in the light lane, where it is in memory already; ``opacity`` as it
    is looked at; ``inputs``: from how many photos it was made."""

    item: Item
    named: Named
    look: Callable[[], View] | None = None
    opacity: float = 1.0
    inputs: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first picture comes to: pixels, bits a channel, bytes of its file, and what it will lack."""

    width: int
    height: int
    depth: int
    bytes: int
    losses: tuple[str, ...]


class Exporter(QObject):
    """``progressed`` (done, all). ``ended`` (written paths, skipped count, list of (name, Fault)). ``sampled``
    (Sample, or the Fault that a file would end in)."""

    progressed = Signal(int, int)
    ended = Signal(list, int, list)
    sampled = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._turn = 0
        self.runs: set[_Run] = set()

    @property
    def left(self) -> int:
        """How many pictures would not be written if the window closed now; one whose turn has come would be."""
        return sum(run.left for run in self.runs)

    def sample(self, picture: Picture, recipe: Recipe) -> None:
        """Make the file of one picture and tell its size; an older wish that is overtaken is not answered."""
        self._turn += 1
        turn = self._turn

        def work() -> Sample:
            made = self._made(picture, recipe)
            return Sample(made.width, made.height, made.depth, len(made.data), made.losses)

        self._runner.aside(work, partial(self._tell, turn), partial(self._tell, turn))

    def export(self, pictures: Sequence[Picture], recipe: Recipe, folder: Path) -> None:
        """Write every picture; one that fails does not stop the others. Raises UsageError for an unknown pattern."""
        paths = targets(recipe, [picture.named for picture in pictures], folder)
        todo = [(picture, path) for picture, path in zip(pictures, paths, strict=True) if path is not None]
        run = _Run(self, self._runner, recipe, todo, len(pictures) - len(todo))
        self.runs.add(run)
        run.next()

    def _tell(self, turn: int, answer: object) -> None:
        if turn == self._turn:
            self.sampled.emit(answer)

    def _made(self, picture: Picture, recipe: Recipe) -> Made:
        view = picture.look() if picture.look is not None else read_view(picture.item, self._runner)
        return export(view, recipe, picture.opacity, picture.inputs)

    def write(self, picture: Picture, recipe: Recipe, path: Path) -> Path:
        """Make one file and put it in place in one step. For the light lane. Raises LookroomError."""
        from engine.codecs.files import replace_file

        replace_file(path, self._made(picture, recipe).data)
        return path


class _Run:
    """One export of several pictures, one at a time: each needs a photo's memory."""

    def __init__(self, exporter: Exporter, runner: Runner, recipe: Recipe, todo: list[tuple[Picture, Path]],
                 skipped: int) -> None:
        self._exporter, self._runner, self._recipe, self._todo = exporter, runner, recipe, todo
        self._all, self._skipped = len(todo), skipped
        self._written: list[Path] = []
        self._faults: list[tuple[str, Fault]] = []

    @property
    def left(self) -> int:
        """How many have not had their turn."""
        return len(self._todo)

    def next(self) -> None:
        """Write the next one, or tell that all is done."""
        self._exporter.progressed.emit(self._all - len(self._todo), self._all)
        if not self._todo:
            self._exporter.runs.discard(self)
            self._exporter.ended.emit(self._written, self._skipped, self._faults)
            return
        picture, path = self._todo.pop(0)
        self._runner.aside(partial(self._exporter.write, picture, self._recipe, path), self._done,
                           partial(self._failed, path.name), owed=True)

    def _done(self, path: Path) -> None:
        self._written.append(path)
        self.next()

    def _failed(self, name: str, fault: Fault) -> None:
        self._faults.append((name, fault))
        self.next()
