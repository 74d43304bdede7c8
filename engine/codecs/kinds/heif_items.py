"""EXIF and XMP of an AVIF or HEIC file as they stand in its boxes (ISO 14496-12, section 8.11; ISO 23008-12)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.codecs.blocks import xmp
from engine.photo import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

XMP_TYPE = b"application/rdf+xml"
MOST_ITEMS = 10_000


@dataclass(slots=True)
class _Reader:
    """Numbers in a row. Raises ValueError behind the end."""

    data: bytes
    at: int = 0

    def number(self, size: int) -> int:
        """The next ``size`` bytes, big-endian; 0 for none."""
        if self.at + size > len(self.data):
            raise ValueError("a box that is cut off")
        self.at += size
        return int.from_bytes(self.data[self.at - size:self.at])


def metadata_of(data: bytes) -> Metadata:
    """The blocks of the file; those that are damaged or not there are None."""
    try:
        parts = dict(read_boxes(next(content for name, content in read_boxes(data) if name == b"meta")[4:]))
        wanted, places = _wanted(parts[b"iinf"]), _places(parts[b"iloc"])
        found = {kind: _content(data, parts.get(b"idat", b""), places[number]) for kind, number in wanted.items()}
    except (ValueError, KeyError, StopIteration):
        return Metadata()
    block = found.get("exif", b"")
    body = block[4 + int.from_bytes(block[:4]):]
    return Metadata(body if body[:2] in (b"II", b"MM") else None, xmp.packet(found.get("xmp")))


def read_boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each box in a row, with sizes of 64 bits and up to the end."""
    reader = _Reader(data)
    while reader.at + 8 <= len(data):
        start, size, name = reader.at, reader.number(4), reader.number(4).to_bytes(4)
        if size == 1:
            size = reader.number(8)
        end = start + size if size else len(data)
        if end < reader.at or end > len(data):
            raise ValueError("a box that is cut off")
        yield name, data[reader.at:end]
        reader.at = end


def _wanted(listing: bytes) -> dict[str, int]:
    """Numbers of the items that hold EXIF and XMP."""
    out: dict[str, int] = {}
    for _, entry in read_boxes(listing[4 + (2 if listing[0] == 0 else 4):]):
        wide = entry[0] >= 3
        number, kind = struct.unpack_from(">I2x4s" if wide else ">H2x4s", entry, 4)
        if kind == b"Exif":
            out.setdefault("exif", number)
        elif kind == b"mime" and XMP_TYPE in entry:
            out.setdefault("xmp", number)
    return out


def _places(listing: bytes) -> dict[int, tuple[int, list[tuple[int, int]]]]:
    """For each item how its places count (0: from the file's beginning, 1: in ``idat``), and places with lengths."""
    reader = _Reader(listing)
    version, sizes = reader.number(4) >> 24, reader.number(2)
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    out = {}
    for _ in range(min(reader.number(4 if version == 2 else 2), MOST_ITEMS)):
        number = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base, extents = reader.number(base_size), []
        for _ in range(min(reader.number(2), MOST_ITEMS)):
            reader.number(index_size if version else 0)
            extents.append((base + reader.number(offset_size), reader.number(length_size)))
        out[number] = (method, extents)
    return out


def _content(data: bytes, inner: bytes, place: tuple[int, list[tuple[int, int]]]) -> bytes:
    method, extents = place
    source = {0: data, 1: inner}.get(method)
    if source is None or sum(length for _, length in extents) > len(data):
        raise ValueError("places of another kind")
    return b"".join(source[at:at + length] for at, length in extents)
