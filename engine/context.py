"""Context: what a running tool may use of the world, and the one place where stages, progress and cancel meet."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from engine.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.photo import Photo
    from engine.vision import Vision


@dataclass(frozen=True, slots=True)
class Progress:
    """What a worker tells a window: the stage, how much of all the work is done (0..1, never falling)."""

    stage: str
    fraction: float
    preview: Any = None


@dataclass(frozen=True, slots=True)
class StageTime:
    """Wall seconds that a stage took, all its attempts together."""

    name: str
    seconds: float


class ArtifactSink(Protocol):
    """Takes debug pictures and facts of a run; the names are those of the tool's contract."""

    wanted: bool

    def picture(self, name: str, pixels: Any) -> None:
        """Keep ``pixels`` ((H, W) or (H, W, 3) uint8, RGB, or a float32 mask in 0..1) under ``name``."""

    def facts(self, name: str, value: Any) -> None:
        """Keep a JSON-able ``value`` under ``name``."""


class NoArtifacts:
    """The sink of a run that nobody debugs."""

    wanted = False

    def picture(self, name: str, pixels: Any) -> None:
        """Drop it."""

    def facts(self, name: str, value: Any) -> None:
        """Drop it."""


def read_here(path: Path) -> Photo:
    """The photo in a file, decoded in this process: for files that nobody else has made."""
    from engine.codecs.read import read

    return read(path)


@dataclass(slots=True)
class Context:
    """Handed to ``Tool.run``. One context serves one run; ``cancel`` and ``check`` may be called from any thread.

    ``vision`` is shared between runs. ``seed`` feeds every random choice. ``stages`` holds the ids that the tool
    declares: ``stage`` accepts no other, and progress is counted along them. ``read`` opens photo files that an option
    names, as ``engine.codecs.process.decoder.Decoder.read``.
    """

    vision: Vision
    stages: tuple[str, ...] = ()
    seed: int = 0
    device: str = "cpu"
    artifacts: ArtifactSink = field(default_factory=NoArtifacts)
    on_progress: Callable[[Progress], None] | None = None
    read: Callable[[Path], Photo] = read_here
    warnings: list[str] = field(default_factory=list)
    _seconds: dict[str, float] = field(default_factory=dict)
    _fraction: float = 0.0
    _cancelled: bool = False
    _stage: str = ""

    def cancel(self) -> None:
        """Ask the run to stop at its next check; callable from any thread."""
        self._cancelled = True

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop. Long loops inside a stage call this."""
        if self._cancelled:
            raise Cancelled

    def warn(self, sentence: str) -> None:
        """Keep a sentence for the report, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage, announce it, and check for cancel before and after. A stage may be entered again (retries)."""
        if name not in self.stages:
            raise ValueError(f"the tool declares no stage {name!r}")
        self.check()
        self._stage = name
        self._announce(self.stages.index(name) / len(self.stages))
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - began
        self._announce((self.stages.index(name) + 1) / len(self.stages))
        self.check()

    def preview(self, pixels: Any) -> None:
        """Show an unfinished picture ((H, W, 3) uint8 sRGB, at most 1 MP) to whoever watches."""
        self._tell(Progress(self._stage, self._fraction, pixels))

    def attempts(self, retries: int) -> Iterator[int]:
        """Attempt numbers 0..retries; checks for cancel before each."""
        for number in range(retries + 1):
            self.check()
            yield number

    def times(self) -> list[StageTime]:
        """Seconds of each stage entered so far, in the order of the declaration."""
        return [StageTime(name, self._seconds[name]) for name in self.stages if name in self._seconds]

    def _announce(self, fraction: float) -> None:
        self._fraction = max(self._fraction, fraction)
        self._tell(Progress(self._stage, self._fraction))

    def _tell(self, progress: Progress) -> None:
        if self.on_progress is not None:
            self.on_progress(progress)
