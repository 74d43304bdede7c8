"""The process that decodes: bytes in shared memory in, pixels in shared memory out.

Started by ``engine.codecs.process.decoder``. It opens no file: it gets bytes. It ends when its parent does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict, fields
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from engine.codecs.process.confine import bound_time, confine, give_back_memory, peak_memory
from engine.codecs.process.messages import (
    BLOCK,
    FAULT,
    Block,
    Done,
    Order,
    Picture,
    Place,
    Ready,
    Refusal,
    framed,
    received,
)
from engine.codecs.process.shared import contents, fill
from engine.codecs.sniff import REMEDY
from engine.errors import InvalidImageFormat, LookroomError, OutOfMemory
from engine.photo import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.codecs.process.messages import Reply
    from engine.photo import Photo

    Work = Callable[[Order, memoryview], Photo]


EARLY = ("PIL.Image", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "engine.codecs.read")
"""Loaded while nobody waits."""
IDLE = 2.0
"""Seconds without an order after which unused memory goes back to the system."""


def main(memory: int) -> NoReturn:
    """Serve the parent at the other end of stdin and stdout until it goes."""
    source, sink = _private_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    for module in EARLY:
        import_module(module)

    confine(memory)
    serve(source, sink, decoded)


def _private_pipes() -> tuple[int, int]:
    """The ends of the pipes to the parent, out of the reach of libraries that print."""
    source, sink = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in (source, sink):
            msvcrt.setmode(pipe, os.O_BINARY)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return source, sink


def serve(source: int, sink: int, work: Work) -> NoReturn:
    """Answer every order from the pipe ``source`` on the pipe ``sink``. The end of ``source`` ends the process."""
    incoming: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_listen, args=(source, incoming), daemon=True).start()
    _say(sink, Ready())
    while True:
        try:
            order = incoming.get(timeout=IDLE)
        except Empty:
            give_back_memory()
            order = incoming.get()
        _answer(Order(**order), work, sink, incoming)


def _listen(source: int, incoming: SimpleQueue[dict[str, Any]]) -> None:
    """Pass messages on; even in the middle of the work, leave at once when the parent is gone."""
    try:
        while True:
            incoming.put(json.loads(received(lambda size: os.read(source, size))))
    finally:
        os._exit(0)


def _answer(order: Order, work: Work, sink: int, incoming: SimpleQueue[dict[str, Any]]) -> None:
    bound_time(order.seconds)
    try:
        photo = work(order, memoryview(contents(order.segment, order.size)))
        _say(sink, _facts(photo))
        _hand_over(photo, Place(**incoming.get()))
    except LookroomError as error:
        _say(sink, Refusal(error.code, error.what, error.remedy))
    except MemoryError:
        _say(sink, Refusal(OutOfMemory.code, "The photo needs more memory than it may have.",
                           "Close other programs or use a smaller photo."))
    except Exception as error:  # the outermost frame of a process that must not end over a broken file
        _say(sink, Refusal(FAULT, f"{type(error).__name__}: {error}"[:2000], ""))
    else:
        _say(sink, Done(peak_memory()))


def decoded(order: Order, data: memoryview) -> Photo:
    """The photo that the order asks for. Raises LookroomError."""
    from engine.codecs.read import decode
    from engine.codecs.sniff import Limits

    limits = Limits(**order.limits)
    if order.action == "preview":
        from engine.codecs.preview import preview

        return preview(data, order.name, order.megapixels, limits)
    return decode(data, order.name, Path(order.name), limits)


def _blocks(photo: Photo) -> dict[str, bytes]:
    found = {field.name: getattr(photo.metadata, field.name) for field in fields(Metadata)} | {"icc": photo.icc}
    return {name: block for name, block in found.items() if isinstance(block, bytes)}


def _facts(photo: Photo) -> Picture:
    height, width, channels = photo.pixels.shape
    source = None if photo.source is None else asdict(photo.source) | {"path": photo.source.path.name}
    blocks = tuple(Block(name, len(block)) for name, block in _blocks(photo).items())
    if sum(block.size for block in blocks) > BLOCK:
        raise InvalidImageFormat("The file holds more metadata than can be kept.", REMEDY)
    metadata = {name: value for name, value in asdict(photo.metadata).items() if not isinstance(value, bytes)}
    return Picture(height, width, channels, photo.pixels.dtype.name, blocks, metadata, source)  # type: ignore[arg-type]


def _hand_over(photo: Photo, place: Place) -> None:
    fill(place.segment, place.size, (np.ascontiguousarray(photo.pixels).data, *_blocks(photo).values()))


def _say(sink: int, reply: Reply) -> None:
    data = framed(reply)
    while data:
        data = data[os.write(sink, data):]
