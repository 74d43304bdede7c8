"""What the parent and its decoding child say to each other: short framed JSON, never pickled, pixels beside it.

A frame is ``LKR1``, the length as big-endian uint32, and the JSON of one message. The child trusts its parent. The
parent trusts nothing: ``engine.codecs.process.decoder`` checks every field against the types and ranges given here.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from annotated_types import Interval, MaxLen

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = struct.Struct(">4sI")
MAGIC = b"LKR1"
LONGEST = 1 << 20
"""Bytes of JSON in a message."""
BLOCK = 128 << 20
"""Bytes of all metadata blocks together."""

Text = Annotated[str, MaxLen(2000)]
Count = Annotated[int, Interval(ge=0, le=BLOCK)]
Side = Annotated[int, Interval(ge=1, le=1 << 24)]


@dataclass(frozen=True, slots=True)
class Order:
    """Parent: decode the file that lies in a segment; ``name`` is for messages, ``limits`` the fields of ``Limits``.

    ``seconds``: how long it may work.
    """

    action: Literal["decode", "preview"]
    name: str
    segment: str
    size: int
    limits: dict[str, Any]
    seconds: float
    megapixels: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Parent: put the pixels, and behind them the blocks, into this segment."""

    segment: str
    size: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Child: it listens."""

    kind: Literal["ready"] = "ready"


@dataclass(frozen=True, slots=True)
class Block:
    """A metadata block of the picture: a field of ``Metadata``, or ``icc``."""

    name: Annotated[str, MaxLen(40)]
    size: Count


@dataclass(frozen=True, slots=True)
class Picture:
    """Child: the file is decoded. ``source`` holds the fields of ``Source``; its ``path`` is the order's name.

    ``metadata`` holds the fields of ``Metadata`` that are not blocks.
    """

    height: Side
    width: Side
    channels: Literal[3, 4]
    dtype: Literal["uint8", "uint16", "float32"]
    blocks: Annotated[tuple[Block, ...], MaxLen(20)]
    metadata: dict[str, Any]
    source: dict[str, Any] | None
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Child: an error of the engine by its code; ``FAULT``: an exception that nobody foresaw, ``what`` its type."""

    code: Annotated[str, MaxLen(40)]
    what: Text
    remedy: Text
    kind: Literal["refusal"] = "refusal"


@dataclass(frozen=True, slots=True)
class Done:
    """Child: pixels and blocks are in place. ``peak``: bytes, the largest resident size it ever had; 0 if unknown."""

    peak: Annotated[int, Interval(ge=0)]
    kind: Literal["done"] = "done"


Reply = Ready | Picture | Refusal | Done
FAULT = "FAULT"
FLAG = "--decode-child"
"""First argument of the packaged program when it is to be the child; the memory limit follows."""


class Garbled(Exception):
    """Bytes that are no message."""


def framed(message: Order | Place | Reply) -> bytes:
    """The message as it goes through the pipe."""
    body = json.dumps(asdict(message)).encode()
    if len(body) > LONGEST:
        raise Garbled("the message is too long")
    return FRAME.pack(MAGIC, len(body)) + body


def received(read: Callable[[int], bytes]) -> bytes:
    """The JSON of the next frame. ``read(n)`` gives 1 to n bytes, none at the end. Raises EOFError and Garbled."""
    magic, length = FRAME.unpack(_exactly(read, FRAME.size))
    if magic != MAGIC or length > LONGEST:
        raise Garbled("no message")
    return _exactly(read, length)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    parts = []
    while size > 0:
        part = read(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
