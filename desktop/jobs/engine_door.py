"""Engine door: the one place where jobs meet the engine. Free of Qt; heavy modules load on the first run."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from desktop.jobs.job import Outcome, Progress
from desktop.threads import leave_a_core_to_the_window
from engine.errors import UsageError
from engine.libraries import open_early
from engine.threads import one_thread_for_algebra

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desktop.jobs.job import Job
    from engine.codecs.process.decoder import Decoder
    from engine.photo import Photo
    from engine.tools.base import Options, Tool
    from engine.tools.garment.refit import Refit
    from engine.vision import Vision
    from engine.weights import Shelf

READING = "Reading the photos"
READ_SHARE = 0.1
"""Share of the progress that reading the photos gets."""
LOOK = 0.5
"""Megapixels: more than twice the longest side of any thumbnail."""
READERS = 2
"""Photos decoded at a time: one for a job, one for the eye."""
MOST_PREVIEW = 1_000_000
"""Pixels of the largest preview."""
MOST_KEPT = 600_000_000
"""Bytes of decoded photos kept for the next job: a batch uses each photo many times."""


class Stop:
    """The stop button of one run; may be pressed from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pressed = False
        self._act: Callable[[], None] | None = None

    @property
    def pressed(self) -> bool:
        """Whether somebody asked to stop."""
        return self._pressed

    def press(self) -> None:
        """Ask the run to stop."""
        with self._lock:
            self._pressed, act = True, self._act
        if act is not None:
            act()

    def when_pressed(self, act: Callable[[], None]) -> None:
        """Call ``act`` when it is pressed; at once where it is already."""
        with self._lock:
            self._act, now = act, self._pressed
        if now:
            act()


class Fitting(Protocol):
    """A garment on a person, fitted anew as often as places move. Callable from any one thread at a time."""

    @property
    def anchors(self) -> dict[str, tuple[float, float]]:
        """Where the garment's anchors were found, px of its photo."""

    @property
    def landmarks(self) -> dict[str, tuple[float, float]]:
        """Where the person's joints were found, px of the person's photo."""

    def draft(self, anchors: Mapping[str, tuple[float, float]], landmarks: Mapping[str, tuple[float, float]]) -> Any:
        """(h, w, 3) uint8 sRGB of at most 1 MP with some of them moved. Raises LookroomError."""

    def settled(
        self, anchors: Mapping[str, tuple[float, float]], landmarks: Mapping[str, tuple[float, float]], stop: Stop
    ) -> Any:
        """The same as a job would make it, in a few tenths of a second; another thread may ask for drafts meanwhile.
        Raises LookroomError; Cancelled soon after ``stop`` was pressed."""


class Engine(Protocol):
    """What the runner needs of the engine; tests/fakes/engine.py is the other one."""

    def run(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        """Do the job on the calling thread. Raises LookroomError; Cancelled soon after ``stop`` was pressed."""

    def read(self, path: Path) -> Photo:
        """Decode a photo. Raises LookroomError. Callable from any thread."""

    def look(self, path: Path) -> Photo:
        """A photo for looking, of ``LOOK`` megapixels or as it is: sooner than ``read``, and nothing is kept."""

    def warm(self) -> None:
        """Get ready for the first photo."""

    def fitting(self, inputs: tuple[Path, ...], options: Mapping[str, Any]) -> Fitting:
        """Look at a person and a garment, to fit them by hand. Raises LookroomError."""

    def forget(self) -> None:
        """Keep no photo, and nothing of what was found in one, in memory. Callable from any thread."""

    def close(self) -> None:
        """Free what is kept between runs."""


def open_libraries() -> None:
    """Open what every photo and every job needs, before it is imported, so that the window does not wait."""
    open_early("numpy", "_core/_multiarray_umath.*")
    open_early("cv2", "cv2*.so", "cv2*.pyd")


class LocalEngine:
    """The engine of this process. Nets and the last photos are kept between runs; ``close`` frees them."""

    def __init__(self, shelf: Shelf | None = None, device: str = "auto", reader: Decoder | None = None) -> None:
        """``reader``: what decodes files; its own child processes if None. It is closed with the engine."""
        self._shelf = shelf
        self._device = device
        self._reader = reader
        self._vision: Vision | None = None
        self._photos: OrderedDict[tuple[Path, int, int], Photo] = OrderedDict()
        self._lock = Lock()

    def run(self, job: Job, tell: Callable[[Progress], None], stop: Stop) -> Outcome:
        """Read the inputs and run the tool."""
        open_libraries()
        from engine.context import Context
        from engine.device import choose
        from engine.metadata import result_type
        from engine.report import run_report

        tool = tool_of(job)
        options = options_of(tool, job.options)
        stages = tuple(stage.id for stage in tool.stages)
        titles = {stage.id: stage.title for stage in tool.stages}

        def on_progress(news: Any) -> None:
            fraction = READ_SHARE + (1 - READ_SHARE) * news.fraction
            tell(Progress(job.id, titles.get(news.stage, ""), fraction, small(news.preview)))

        context = Context(vision=self.vision(), stages=stages, device=choose(self._device), on_progress=on_progress,
                          read=self.read)
        stop.when_pressed(context.cancel)
        tell(Progress(job.id, READING, 0.0))
        began = time.perf_counter()
        photos: dict[str, Photo] = {}
        for entry, path in zip(tool.inputs, job.inputs, strict=False):
            context.check()
            photos[entry.name] = photo = self.read(path)
            for note in photo.source.notes if photo.source else ():
                context.warn(note)
        result = tool.run(photos, options, context)
        context.check()
        base = next(iter(photos.values()))
        report = run_report(tool.id, result, context, self.shelf(), photos.values(), time.perf_counter() - began)
        label = result_type(photos.values(), result.report.source_type)
        return Outcome(base, result.photo, result.layers, result.findings, report, label)

    def read(self, path: Path) -> Photo:
        """Decode a photo, or hand out the one that was decoded a moment ago, if the file is unchanged."""
        open_libraries()
        reader = self._decoder()
        key = key_of(path)
        if key is None:
            return reader.read(path)  # it knows the words
        with self._lock:
            if key in self._photos:
                self._photos.move_to_end(key)
                return self._photos[key]
        photo = reader.read(path)
        with self._lock:
            self._photos[key] = photo
            while len(self._photos) > 1 and sum(kept.pixels.nbytes for kept in self._photos.values()) > MOST_KEPT:
                self._photos.popitem(last=False)
        return photo

    def look(self, path: Path) -> Photo:
        """The photo that was decoded a moment ago, or a small one by the decoder's short cut."""
        key = key_of(path)
        with self._lock:
            kept = self._photos.get(key) if key is not None else None
        return self._decoder().preview(path, LOOK) if kept is None else kept

    def fitting(self, inputs: tuple[Path, ...], options: Mapping[str, Any]) -> Fitting:
        """Look at a person and a garment."""
        open_libraries()
        from engine.context import Context
        from engine.tools.base import tools
        from engine.tools.garment.refit import refit

        person, garment = (self.read(path) for path in inputs[:2])
        chosen: Any = options_of(tools()["garment"], options)
        return HandFitting(refit(person, garment, chosen, Context(vision=self.vision())), self.vision())

    def _decoder(self) -> Decoder:
        with self._lock:
            if self._reader is None:
                from engine.codecs.process.decoder import Decoder

                self._reader = Decoder(workers=READERS)
            return self._reader

    def warm(self) -> None:
        """Start a decoder: the first photo opens sooner. Loads nothing into this process."""
        self._decoder().warm()

    def shelf(self) -> Shelf:
        """The models of this machine."""
        if self._shelf is None:
            from engine.weights import Shelf

            self._shelf = Shelf.from_environment()
        return self._shelf

    def vision(self) -> Vision:
        """The one Vision of this engine."""
        with self._lock:
            if self._vision is None:
                from engine.vision import Vision

                leave_a_core_to_the_window()
                one_thread_for_algebra()
                self._vision = Vision(self.shelf())
            return self._vision

    def forget(self) -> None:
        """Let go of the last photos and of what was found in them."""
        with self._lock:
            self._photos.clear()
            if self._vision is not None:
                self._vision.forget()

    def close(self) -> None:
        """End the decoder's processes and close the nets: left to the garbage collector they may block for ever."""
        self.forget()
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            if self._vision is not None:
                self._vision.close()


class HandFitting:
    """The engine's ``Refit`` with a context of its own for each draft."""

    def __init__(self, refit: Refit, vision: Vision) -> None:
        self._refit, self._vision = refit, vision

    @property
    def anchors(self) -> dict[str, tuple[float, float]]:
        """See ``Fitting``."""
        return self._refit.anchors

    @property
    def landmarks(self) -> dict[str, tuple[float, float]]:
        """See ``Fitting``."""
        return self._refit.landmarks

    def draft(self, anchors: Mapping[str, tuple[float, float]], landmarks: Mapping[str, tuple[float, float]]) -> Any:
        """See ``Fitting``."""
        from engine.context import Context

        return self._refit.draft(anchors, landmarks, Context(vision=self._vision))

    def settled(
        self, anchors: Mapping[str, tuple[float, float]], landmarks: Mapping[str, tuple[float, float]], stop: Stop
    ) -> Any:
        """See ``Fitting``."""
        from engine.context import Context

        context = Context(vision=self._vision)
        stop.when_pressed(context.cancel)
        return self._refit.settled(anchors, landmarks, context)


def tool_of(job: Job) -> Tool:
    """The tool that the job names. Raises UsageError for one that this version does not have."""
    from engine.tools.base import tools

    tool = tools().get(job.tool)
    if tool is None:
        raise UsageError(f"This version of Lookroom has no tool {job.tool}.", "Install the newest version.")
    needed = [entry for entry in tool.inputs if not entry.optional]
    if len(job.inputs) < len(needed):
        missing = needed[len(job.inputs)].title
        raise UsageError(f"The {missing} is missing.", "Add it and start again.")
    return tool


def options_of(tool: Tool, given: Mapping[str, Any]) -> Options:
    """The tool's options with the values given. Raises UsageError in words for a person."""
    from pydantic import ValidationError

    try:
        return tool.options.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        name = " ".join(str(part) for part in first["loc"]).replace("_", " ")
        what = f"The option {name} cannot be used: {first['msg'].rstrip('.')}."
        raise UsageError(what, "Choose another value in the form and start again.") from error


def small(preview: Any) -> Any:
    """The preview at no more than 1 MP."""
    if preview is None or preview.shape[0] * preview.shape[1] <= MOST_PREVIEW:
        return preview
    import cv2

    factor = (MOST_PREVIEW / (preview.shape[0] * preview.shape[1])) ** 0.5
    size = (max(1, int(preview.shape[1] * factor)), max(1, int(preview.shape[0] * factor)))
    return cv2.resize(preview, size, interpolation=cv2.INTER_AREA)


def key_of(path: Path) -> tuple[Path, int, int] | None:
    """What tells one state of a file from another; None for one that cannot be asked."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return path, facts.st_mtime_ns, facts.st_size
