"""Directories of a TIFF structure (TIFF 6.0, section 2): the way into TIFF files, EXIF blocks and most camera raw."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

Order = Literal["<", ">"]
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
"""Bytes of one value of each type."""
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7
WHOLE = {SHORT: "H", LONG: "I", 13: "I", 16: "Q", 18: "Q"}
"""struct's letters of the types of whole numbers."""
MOST_ENTRIES = 1000
"""Directories that claim more entries are taken for damage."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag: type, number of values, where its 12 bytes begin, where its value begins and how many bytes that has."""

    tag: int
    kind: int
    count: int
    at: int
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries in the file's order, and where the pointer to the next directory stands (0: cut off)."""

    at: int
    entries: tuple[Entry, ...]
    next_at: int

    def get(self, tag: int) -> Entry | None:
        """The first entry with ``tag``."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


def order_of(body: bytes | bytearray) -> Order:
    """struct's letter of the byte order that the structure announces; raises ValueError for no TIFF structure."""
    if len(body) < 8 or body[:2] not in (b"II", b"MM"):
        raise ValueError("no TIFF structure")
    return "<" if body[:2] == b"II" else ">"


def is_big(body: bytes | bytearray) -> bool:
    """Whether the structure is BigTIFF, with 64-bit offsets (libtiff's BigTIFF page)."""
    return len(body) >= 16 and struct.unpack_from(order_of(body) + "H", body, 2)[0] == 43


def first_at(body: bytes | bytearray) -> int:
    """Where the first directory begins."""
    return int(struct.unpack_from(order_of(body) + ("8xQ" if is_big(body) else "4xI"), body)[0])


def directory(body: bytes | bytearray, at: int) -> Directory:
    """The directory at ``at``. Entries of unknown type or whose value leaves the file are left out.

    Raises ValueError when the directory itself leaves the file.
    """
    order, big = order_of(body), is_big(body)
    head, length, inline, letter = (8, 20, 8, "Q") if big else (2, 12, 4, "I")
    if not 8 <= at <= len(body) - head:
        raise ValueError("a directory outside the file")
    count = struct.unpack_from(order + ("Q" if big else "H"), body, at)[0]
    end = at + head + length * count
    if count > MOST_ENTRIES or end > len(body):
        raise ValueError("a directory that is cut off")
    entries = []
    for place in range(at + head, end, length):
        tag, kind, number = struct.unpack_from(f"{order}HH{letter}", body, place)
        size = SIZES.get(kind, 0) * number
        field = place + length - inline
        value = field if size <= inline else struct.unpack_from(order + letter, body, field)[0]
        if kind in SIZES and value + size <= len(body):
            entries.append(Entry(tag, kind, number, place, value, size))
    return Directory(at, tuple(entries), end if end + inline <= len(body) else 0)


def whole(body: bytes | bytearray, entry: Entry | None) -> int | None:
    """The first value of an entry of whole numbers; None for others."""
    if entry is None or entry.kind not in WHOLE or not entry.count:
        return None
    return int(struct.unpack_from(f"{order_of(body)}{WHOLE[entry.kind]}", body, entry.place)[0])


def wholes(body: bytes | bytearray, entry: Entry | None) -> tuple[int, ...]:
    """All values of an entry of whole numbers; () for others."""
    if entry is None or entry.kind not in WHOLE:
        return ()
    return struct.unpack_from(f"{order_of(body)}{entry.count}{WHOLE[entry.kind]}", body, entry.place)


def value_of(body: bytes | bytearray, entry: Entry | None) -> bytes | None:
    """The bytes of an entry's value."""
    return None if entry is None else bytes(body[entry.place:entry.place + entry.size])


def packed(order: str, tag: int, kind: int, value: bytes, place: int) -> bytes:
    """The 12 bytes of an entry: its value where that fits, otherwise the ``place`` where the value stands."""
    field = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(order + "I", place)
    return struct.pack(order + "HHI", tag, kind, len(value) // SIZES[kind]) + field
