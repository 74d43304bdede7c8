"""The parent's handle on the process that decodes foreign bytes: a file in, a Photo out, or one clean error."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import weakref
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Protocol

from engine.codecs.process.guard import Guard, physical_memory
from engine.codecs.process.messages import FLAG, Garbled, Order, Picture, Place, Ready, Refusal, framed, received
from engine.codecs.process.replies import photo_from, raised, reply_from, size_of, source_from
from engine.codecs.process.shared import Segment
from engine.codecs.read import HEAD, photo_file
from engine.codecs.sniff import REMEDY, Limits, sniff
from engine.errors import Cancelled, ImageTooLarge, InvalidImageFormat, LookroomError, OutOfMemory, TimedOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from engine.codecs.process.guard import Reason
    from engine.codecs.process.messages import Reply
    from engine.photo import Photo

CHUNK = 1 << 20
"""Bytes that are read of a file at a time."""
START = 60.0
"""Seconds that a child may take until it listens; slow disks and virus scanners read every library first."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What decoding one file may take: seconds, and bytes of memory (also the largest file)."""

    seconds: float = 60.0
    memory: int = field(default_factory=lambda: max(1 << 30, physical_memory() // 2))


class Reader(Protocol):
    """Opens photo files. Raises LookroomError."""

    def read(self, path: Path) -> Photo:
        """The photo in a file."""


class Decoder:
    """Decodes foreign bytes in child processes, started when needed, kept, and replaced when they fail.

    Callable from any thread; ``workers`` files are decoded at a time, others wait. A file that crashes, hangs or floods
    a child costs that child and raises InvalidImageFormat, TimedOut or OutOfMemory; the next one gets a fresh child.
    Close it, or use it in ``with``; when it is collected or the program ends, its children end too.
    """

    def __init__(self, limits: Limits | None = None, bounds: Bounds | None = None, workers: int = 1,
                 command: Sequence[str] = ()) -> None:
        """``command``: what to run in place of the program's own child; the memory limit is appended."""
        self.limits = limits or Limits()
        self.bounds = bounds or Bounds()
        self._command = tuple(command) or own_command()
        self._slots: LifoQueue[_Slot] = LifoQueue()
        slots = [_Slot() for _ in range(workers)]
        for slot in slots:
            self._slots.put(slot)
        self._children = slots
        self._end = weakref.finalize(self, _end_all, slots)

    def __enter__(self) -> Decoder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the children, also one at work: its caller and whoever comes later get Cancelled. Photos stay valid."""
        self._end()

    def warm(self) -> None:
        """Start a child without waiting for it, so that the first photo need not wait."""
        try:
            slot = self._slots.get_nowait()
        except Empty:  # all of them work
            return
        try:
            self._alive(slot)
        finally:
            self._slots.put(slot)

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [slot.child.pid for slot in self._children if slot.child is not None and slot.child.runs]

    def read(self, path: Path) -> Photo:
        """The photo in a file, as ``engine.codecs.read.read``. Its pixels lie in memory that goes when it does.

        Raises InvalidImageFormat (also for a file that breaks the decoder), ImageTooLarge, StorageError, TimedOut,
        OutOfMemory.
        """
        with self._file(path) as segment:
            return self._work("decode", segment, path.name, path)

    def preview(self, path: Path, megapixels: float = 2.0) -> Photo:
        """The photo for looking: upright, uint8, its profile, at most ``megapixels`` million pixels. Raises as read."""
        with self._file(path) as segment:
            return self._work("preview", segment, path.name, path, megapixels)

    def decode(self, data: bytes | memoryview, name: str, path: Path, megapixels: float = 0.0) -> Photo:
        """The photo in a file's bytes, as ``engine.codecs.read.decode``; with ``megapixels`` as ``preview``.

        Raises as ``read``.
        """
        if not data:
            raise InvalidImageFormat(f"The file {name} is empty.", REMEDY)
        sniff(bytes(data[:HEAD]), name)
        with Segment(len(data)) as segment:
            segment.fill([data])
            return self._work("preview" if megapixels else "decode", segment, name, path, megapixels)

    @contextmanager
    def _file(self, path: Path) -> Iterator[Segment]:
        """The file's bytes in shared memory."""
        with ExitStack() as stack:
            with photo_file(path) as file:
                size = os.fstat(file.fileno()).st_size
                if size > self.bounds.memory:
                    raise ImageTooLarge(f"The file {path.name} is larger than the memory that opening it may take.",
                                        "Choose a smaller photo.")
                segment = stack.enter_context(Segment(size))
                segment.fill(iter(lambda: file.read(CHUNK), b""))
            yield segment

    def _work(self, action: Literal["decode", "preview"], data: Segment, name: str, path: Path,
              megapixels: float = 0.0) -> Photo:
        with self._slot() as slot:
            order = Order(action, name, data.name, data.size, asdict(self.limits), self.bounds.seconds, megapixels)
            try:
                photo = self._alive(slot).photo(order, self.limits)
            except LookroomError as error:
                if not self._end.alive:
                    raise Cancelled from error
                raise
        return replace(photo, source=photo.source and replace(photo.source, path=path))

    @contextmanager
    def _slot(self) -> Iterator[_Slot]:
        slot = self._slots.get()
        try:
            yield slot
        finally:
            self._slots.put(slot)

    def _alive(self, slot: _Slot) -> _Child:
        if not self._end.alive:
            raise Cancelled
        if slot.child is None or not slot.child.runs:
            if slot.child is not None:
                slot.child.end()
            slot.child = _Child(self._command, self.bounds)
            if not self._end.alive:  # closed in this very moment
                slot.child.end()
                raise Cancelled
        return slot.child


@dataclass(slots=True)
class _Slot:
    """A place for a child."""

    child: _Child | None = None


def _end_all(slots: list[_Slot]) -> None:
    for slot in slots:
        if slot.child is not None:
            slot.child.end()


class _Child:
    """One process. Used by one thread at a time; ``end`` may come from any."""

    def __init__(self, command: Sequence[str], bounds: Bounds) -> None:
        self._bounds = bounds
        self._folder = Path(tempfile.mkdtemp(prefix="lookroom-"))
        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(
                (*command, str(bounds.memory)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, bufsize=0, cwd=self._folder, env=environment(),
                creationflags=no_window)
            self._guard = Guard(self._process, bounds.memory)
        except OSError as error:
            raise LookroomError("The process that opens photos does not start.", "Install Lookroom again.") from error
        finally:
            if sys.platform != "win32":  # an empty folder that is gone: nothing can be put there
                self._folder.rmdir()
        self._ready = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it and clear away what it used."""
        self._guard.end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if sys.platform == "win32" and self._folder.exists():
            self._folder.rmdir()

    def photo(self, order: Order, limits: Limits) -> Photo:
        """Have a file decoded. Whatever goes wrong, but for a refusal that the child foresaw, ends the child."""
        whole = False
        try:
            self._wait_until_ready()
            with self._guard.watch(self._bounds.seconds) as watch:
                try:
                    reply = self._asked(order)
                    if isinstance(reply, Refusal):
                        error = raised(reply, order.name)
                        whole = not isinstance(error, OutOfMemory) and reply.code == error.code
                        raise error from error.__cause__
                    photo = self._received(reply, limits)
                except (OSError, EOFError, Garbled, ValueError) as error:  # ValueError: closed meanwhile
                    self._process.kill()
                    self._process.wait()
                    raise _broken(order.name, watch.reason, self._process.returncode) from error
            whole = True
            return photo
        finally:
            if not whole:
                self.end()

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        with self._guard.watch(START, starting=True):
            try:
                self._ready = isinstance(self._reply(), Ready)
            except (OSError, EOFError, Garbled, ValueError) as error:
                raise LookroomError("The process that opens photos does not start.",
                                    "Install Lookroom again, or send the report.") from error

    def _asked(self, order: Order) -> Reply:
        self._say(order)
        return self._reply()

    def _received(self, picture: Reply, limits: Limits) -> Photo:
        if not isinstance(picture, Picture):
            raise Garbled("no picture")
        size, source = size_of(picture, limits), source_from(picture.source)
        with Segment(size) as segment:
            self._say(Place(segment.name, size))
            done = self._reply()
            if done.kind != "done":
                raise Garbled("nothing handed over")
            return photo_from(picture, segment.mapping(), source)

    def _say(self, message: Order | Place) -> None:
        data = framed(message)
        while data and self._process.stdin is not None:
            data = data[self._process.stdin.write(data) or 0:]

    def _reply(self) -> Reply:
        assert self._process.stdout is not None
        return reply_from(received(self._process.stdout.read))


def _broken(name: str, reason: Reason, status: int) -> LookroomError:
    """The error for a child that did not end its work."""
    if reason == "time":
        return TimedOut(f"Opening {name} took too long.", "Choose another photo or a smaller one.")
    if reason == "memory":
        return OutOfMemory(f"The photo {name} needs more memory than it may have.",
                           "Close other programs or use a smaller photo.")
    return InvalidImageFormat(f"The file {name} could not be decoded safely.", REMEDY)


def own_command() -> tuple[str, ...]:
    """How this program starts its child: packaged, by its own name; from source, by a Python without settings."""
    if getattr(sys, "frozen", False):
        return sys.executable, FLAG
    root = str(Path(__file__).resolve().parents[3])
    code = (f"import sys; sys.path.insert(0, {root!r}); "
            "from engine.codecs.process.child import main; main(int(sys.argv[1]))")
    return sys.executable, "-I", "-B", "-c", code


KEPT = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Variables of the environment without which the child's libraries would not be found."""


def environment() -> dict[str, str]:
    """The child's whole environment."""
    own = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if sys.platform == "linux":  # the child keeps its pages from photo to photo: faults are a third of the time
        own |= {"MALLOC_MMAP_THRESHOLD_": str(1 << 40), "MALLOC_TRIM_THRESHOLD_": str(1 << 40)}
    return own | {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("_PYI")}
