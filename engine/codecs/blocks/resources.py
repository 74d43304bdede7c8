"""Photoshop's image resources: the blocks in which JPEG, TIFF and PSD carry IPTC (Adobe, 2019)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESOLUTION, IPTC, ICC, EXIF, XMP = 1005, 1028, 1039, 1058, 1060
ELSEWHERE = frozenset({RESOLUTION, IPTC, 1033, 1036, ICC, EXIF, 1059, XMP})
"""Carried by fields of their own; 1033 and 1036 are small pictures of the photo as it was."""
SIGNATURES = (b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR")
MOST = 10_000
"""Resources that are looked at; Photoshop writes some dozens."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource; ``name`` is nearly always empty."""

    number: int
    data: bytes
    name: bytes = b""


def resources_of(block: bytes) -> list[Resource]:
    """The resources of a block, up to where it is damaged, and no more than ``MOST``."""
    out: list[Resource] = []
    at = 0
    while len(out) < MOST and at + 12 <= len(block) and block[at:at + 4] in SIGNATURES:
        length = block[at + 6]
        name, data_at = block[at + 7:at + 7 + length], at + 6 + (length + 2) // 2 * 2
        if data_at + 4 > len(block):
            break
        size = int.from_bytes(block[data_at:data_at + 4])
        if data_at + 4 + size > len(block):
            break
        out.append(Resource(int.from_bytes(block[at + 4:at + 6]), block[data_at + 4:data_at + 4 + size], name))
        at = data_at + 4 + size + size % 2
    return out


def block_of(resources: Iterable[Resource]) -> bytes:
    """The resources in a row."""
    out = []
    for entry in resources:
        name = bytes([len(entry.name)]) + entry.name
        out += [b"8BIM", struct.pack(">H", entry.number), name, bytes(len(name) % 2)]
        out += [struct.pack(">I", len(entry.data)), entry.data, bytes(len(entry.data) % 2)]
    return b"".join(out)


def parted(block: bytes | None) -> tuple[bytes | None, bytes | None]:
    """IPTC and the other resources (``Metadata.iptc`` and ``Metadata.photoshop``) of a file's block."""
    found = resources_of(block or b"")
    iptc = next((entry.data for entry in found if entry.number == IPTC), None)
    return iptc or None, block_of(entry for entry in found if entry.number not in ELSEWHERE) or None


def joined(iptc: bytes | None, photoshop: bytes | None) -> bytes | None:
    """The block for a JPEG or TIFF: what ``parted`` took apart."""
    return (block_of([Resource(IPTC, iptc)]) if iptc else b"") + (photoshop or b"") or None


def records_of(iptc: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and value of each data set (IPTC-IIM 4.2, section 1.6), up to where they are damaged."""
    at = 0
    while at + 5 <= len(iptc) and iptc[at] == 0x1C:
        size, head = int.from_bytes(iptc[at + 3:at + 5]), 5
        if size & 0x8000:  # the length itself follows in so many bytes
            head += size & 0x7FFF
            size = int.from_bytes(iptc[at + 5:at + head])
        if at + head + size > len(iptc):
            return
        yield iptc[at + 1], iptc[at + 2], iptc[at + head:at + head + size]
        at += head + size
