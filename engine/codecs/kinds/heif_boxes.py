"""The box structure of an AVIF file (ISO 14496-12, ISO 23008-12): profile, EXIF and XMP put into one that has none."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = 4
"""Bytes of version and flags of a full box."""


@dataclass(frozen=True, slots=True)
class Item:
    """A block that describes the picture: its type, its media type (for type ``mime``) and its bytes."""

    kind: bytes
    media: bytes
    data: bytes


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each box in a row. Raises ValueError for sizes that do not hold."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at:at + 4])
        if size < 8 or at + size > len(data):
            raise ValueError("a box that is cut off")
        yield data[at + 4:at + 8], data[at + 8:at + size]
        at += size


def box(name: bytes, content: bytes) -> bytes:
    """A box."""
    return struct.pack(">I", 8 + len(content)) + name + content


def with_blocks(file: bytes, icc: bytes, items: list[Item]) -> bytes:
    """The file with the profile as a property of its main picture and ``items`` that describe that.

    For files with one ``meta`` box whose places are 32 bits wide, as libavif writes them. Raises ValueError for others.
    """
    top = list(boxes(file))
    parts = dict(boxes(dict(top)[b"meta"][FULL:]))
    primary, first_new = int.from_bytes(parts[b"pitm"][FULL:FULL + 2]), _most(parts[b"iinf"]) + 1
    numbers = range(first_new, first_new + len(items))
    described = b"".join(box(b"cdsc", struct.pack(">HHH", number, 1, primary)) for number in numbers)
    changed = parts | {
        b"iinf": _listed(parts[b"iinf"], items, first_new),
        b"iref": parts.get(b"iref", bytes(FULL)) + described,
        b"iprp": _with_profile(parts[b"iprp"], icc, primary)}
    growth = len(box(b"meta", bytes(FULL) + _joined(changed))) - len(box(b"meta", bytes(FULL) + _joined(parts)))
    growth += 14 * len(items)
    places = []
    at = len(file) + growth + 8
    for number, item in zip(numbers, items, strict=True):
        places.append(struct.pack(">HHHII", number, 0, 1, at, len(item.data)))
        at += len(item.data)
    changed[b"iloc"] = _moved(parts[b"iloc"], growth, places)
    out = b"".join(box(name, bytes(FULL) + _joined(changed) if name == b"meta" else content) for name, content in top)
    return out + box(b"mdat", b"".join(item.data for item in items))


def _joined(parts: dict[bytes, bytes]) -> bytes:
    order = (b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp")
    return b"".join(box(name, parts[name]) for name in (*order, *(parts.keys() - set(order))) if name in parts)


def _most(listing: bytes) -> int:
    """The largest number of an item in ``iinf``."""
    return max(int.from_bytes(content[FULL:FULL + 2]) for _, content in boxes(listing[FULL + 2:]))


def _listed(listing: bytes, items: list[Item], number: int) -> bytes:
    count = int.from_bytes(listing[FULL:FULL + 2]) + len(items)
    out = listing[:FULL] + struct.pack(">H", count) + listing[FULL + 2:]
    for item in items:
        media = item.media + b"\0" if item.media else b""
        out += box(b"infe", struct.pack(">IHH4s", 2 << 24, number, 0, item.kind) + b"\0" + media)
        number += 1
    return out


def _with_profile(properties: bytes, icc: bytes, primary: int) -> bytes:
    """``iprp`` with a ``colr`` of the profile, tied to the main picture."""
    parts = dict(boxes(properties))
    index = sum(1 for _ in boxes(parts[b"ipco"])) + 1
    ties = parts[b"ipma"]
    if ties[:FULL] != bytes(FULL) or index > 127:
        raise ValueError("wide property ties")
    at, out = FULL + 4, ties[:FULL + 4]
    for _ in range(int.from_bytes(ties[FULL:FULL + 4])):
        number, count = struct.unpack_from(">HB", ties, at)
        own = ties[at + 3:at + 3 + count]
        if number == primary:
            own += bytes([index])
        out += struct.pack(">HB", number, len(own)) + own
        at += 3 + count
    return box(b"ipco", parts[b"ipco"] + box(b"colr", b"prof" + icc)) + box(b"ipma", out)


def _moved(places: bytes, growth: int, more: list[bytes]) -> bytes:
    """``iloc`` (version 0, 32-bit places) with every place ``growth`` further and more items."""
    if places[:FULL + 2] != bytes(FULL) + b"\x44\0":
        raise ValueError("places of another width")
    count, at = int.from_bytes(places[FULL + 2:FULL + 4]), FULL + 4
    out = places[:FULL + 2] + struct.pack(">H", count + len(more))
    for _ in range(count):
        number, source, extents = struct.unpack_from(">HHH", places, at)
        out += struct.pack(">HHH", number, source, extents)
        at += 6
        for _ in range(extents):
            start, length = struct.unpack_from(">II", places, at)
            out += struct.pack(">II", start + growth, length)
            at += 8
    return out + b"".join(more)
