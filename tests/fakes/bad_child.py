"""A decoding child that misbehaves as the file's bytes tell it to: ``JPEG head, word, anything``."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from engine.codecs.process import child
from engine.codecs.process.confine import confine
from engine.codecs.process.messages import FRAME, MAGIC
from engine.photo import Photo, Source

if TYPE_CHECKING:
    from engine.codecs.process.messages import Order

HEAD = b"\xff\xd8\xff"
SINK = 1
"""Where a fake writes past the protocol; ``main`` moves it."""


def file_that(word: str) -> bytes:
    """A file that makes the child do what ``word`` says."""
    return HEAD + word.encode()


def command(*options: str) -> tuple[str, ...]:
    """What a Decoder runs to have this child."""
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from tests.fakes.bad_child import main; main(sys.argv)"
    return sys.executable, "-I", "-c", code, *options


def main(arguments: list[str]) -> NoReturn:
    global SINK
    if "mute" in arguments:
        os._exit(3)
    source, SINK = child._private_pipes()
    if "unbound" not in arguments:
        confine(int(arguments[-1]))
    child.serve(source, SINK, work)


def work(_: Order, data: memoryview) -> Photo:
    word, _, rest = bytes(data[len(HEAD):]).decode().partition(" ")
    done = globals()[f"_{word}"](rest)
    return done if isinstance(done, Photo) else Photo(np.full((20, 30, 3), 7, np.uint8))


def _good(_: str) -> None:
    """A picture of 20 x 30 sevens."""


def _raise(rest: str) -> None:
    raise AttributeError(rest)


def _abort(_: str) -> None:
    os.abort()


def _exit(_: str) -> None:
    os._exit(0)


def _hang(_: str) -> None:
    while True:
        pass


def _wait(rest: str) -> None:
    until = time.monotonic() + float(rest)
    while time.monotonic() < until:
        pass


def _hog(rest: str) -> None:
    held = []
    while True:
        held.append(np.ones(int(rest) // 8))


def _call(rest: str) -> None:
    """What code that took the child over would try."""
    tried = {"socket": lambda: socket.socket(), "pair": lambda: socket.socketpair(),
             "program": lambda: os.execv("/bin/true", ["true"]), "parent": lambda: os.kill(os.getppid(), 0)}
    try:
        tried[rest]()
    except PermissionError:
        return
    raise AssertionError


def _print(_: str) -> None:
    print("chatter of a library", flush=True)
    os.write(1, b"more of it")


def _say(rest: str) -> None:
    os.write(SINK, FRAME.pack(MAGIC, len(rest.encode())) + rest.encode())
    _hang("")


def _raw(rest: str) -> None:
    os.write(SINK, bytes.fromhex(rest))
    _hang("")


def _escape(_: str) -> None:
    from engine.errors import InvalidImageFormat

    raise InvalidImageFormat("bad \x1b[2J file", "Do\nthis.")


def _noted(rest: str) -> Photo:
    return Photo(np.zeros((1, 1, 3), np.uint8), source=Source(Path("x"), "JPEG", rest, 8, None, (rest,)))
