"""What the decoding child says, checked before it is believed: foreign bytes may have taken it over."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from engine.codecs.process.messages import BLOCK, Garbled, Reply
from engine.codecs.sniff import REMEDY
from engine.errors import ImageTooLarge, InvalidImageFormat, LookroomError, OutOfMemory
from engine.photo import Metadata, Photo, Source

if TYPE_CHECKING:
    import mmap

    from engine.codecs.process.messages import Picture, Refusal
    from engine.codecs.sniff import Limits

SMALL = 16 << 20
"""Bytes of pixels below which they are copied: each piece of shared memory costs an open file."""
REFUSALS = {error.code: error for error in (InvalidImageFormat, ImageTooLarge, OutOfMemory)}
"""Errors that a child may raise in its parent."""


class Fault(Exception):
    """The cause of an error: what a child said of an exception that no decoder foresaw."""


def reply_from(data: bytes) -> Reply:
    """The message in a frame. Raises Garbled."""
    try:
        return _replies().validate_json(data, strict=True)
    except (ValidationError, RecursionError) as error:
        raise Garbled("no message") from error


@cache
def _replies() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)


@cache
def _sources() -> TypeAdapter[Source]:
    adapter: TypeAdapter[Source] = TypeAdapter(Source)
    adapter.rebuild(_types_namespace={"Path": Path})  # engine.photo imports it for type checkers only
    return adapter


@cache
def _metadata() -> TypeAdapter[Metadata]:
    return TypeAdapter(Metadata)


def size_of(picture: Picture, limits: Limits) -> int:
    """Bytes of pixels and blocks. Raises Garbled for more than any file may have."""
    if picture.height * picture.width > limits.pixels:
        raise Garbled("too many pixels")
    names = [block.name for block in picture.blocks]
    if len(set(names)) < len(names) or not set(names) <= {"icc", *(field.name for field in fields(Metadata))}:
        raise Garbled("unknown blocks")
    blocks = sum(block.size for block in picture.blocks)
    if blocks > BLOCK:
        raise Garbled("too much metadata")
    return _pixel_bytes(picture) + blocks


def _pixel_bytes(picture: Picture) -> int:
    return picture.height * picture.width * picture.channels * np.dtype(picture.dtype).itemsize


def photo_from(picture: Picture, memory: mmap.mmap, source: Source | None) -> Photo:
    """The photo whose pixels lie in ``memory``, blocks behind them. A large array keeps the memory. Raises Garbled."""
    dtype = np.dtype(picture.dtype)
    shape = picture.height, picture.width, picture.channels
    pixels = np.frombuffer(memory, dtype, shape[0] * shape[1] * shape[2]).reshape(shape)
    found: dict[str, bytes] = {}
    at = pixels.nbytes
    for block in picture.blocks:
        found[block.name] = memory[at:at + block.size]
        at += block.size
    icc = found.pop("icc", None)
    if pixels.nbytes <= SMALL:
        pixels = pixels.copy()
    try:
        metadata = _metadata().validate_python(picture.metadata | found)
    except ValidationError as error:
        raise Garbled("no metadata") from error
    return Photo(pixels, icc, metadata, source)


def source_from(said: dict[str, Any] | None) -> Source | None:
    """The facts of the file. Raises Garbled."""
    if said is None:
        return None
    try:
        source = _sources().validate_python(said)
    except ValidationError as error:
        raise Garbled("no source") from error
    return replace(source, format=printable(source.format), mode=printable(source.mode),
                   notes=tuple(printable(note) for note in source.notes))


def raised(refusal: Refusal, name: str) -> LookroomError:
    """The error that a refusal stands for; InvalidImageFormat for what no decoder foresaw."""
    kind = REFUSALS.get(refusal.code)
    if kind is None:
        error = InvalidImageFormat(f"The file {name} could not be decoded safely.", REMEDY)
        error.__cause__ = Fault(refusal.what)
        return error
    return kind(printable(refusal.what), printable(refusal.remedy))


def printable(text: str) -> str:
    """The text without control characters, which could steer a terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)
