"""Canon's CR3, drawn: boxes with TIFF structures for the metadata, and sensor data in CRX, without loss and wavelets.

The coding is the one that LibRaw undoes: four planes, each value predicted from its neighbours before it and above, the
difference in an adaptive Golomb-Rice code.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from engine.codecs.kinds.cr3 import CANON, XMP
from engine.codecs.kinds.heif_boxes import box
from tests.fakes.photo_files import HEIGHT, WIDTH
from tests.fakes.raw_files import (
    ASCII,
    BLUE,
    NOTE,
    RED,
    SHORT,
    described,
    exposure,
    mosaic,
    packed,
    place_of_shot,
    preview,
    table_of_balances,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.fakes.raw_files import Entries

BITS = 14
ESCAPE, ESCAPED = 41, 21
"""Zeros that say that a difference follows as it is, and its bits."""
PREVIEW = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")


class Coder:
    """One plane's bits as they grow."""

    def __init__(self) -> None:
        self._bits: list[str] = []
        self._k = 0

    def no_run(self) -> None:
        """Say that the value before is not repeated."""
        self._bits.append("0")

    def difference(self, value: int, slope: int | None = None) -> None:
        """Write one; ``slope``, the step to the next value above, helps to guess how long the following ones are."""
        code = 2 * value if value >= 0 else -2 * value - 1
        if code >> self._k >= ESCAPE:
            self._bits.append("0" * ESCAPE + "1" + f"{code:0{ESCAPED}b}")
        else:
            low = f"{code & (1 << self._k) - 1:0{self._k}b}" if self._k else ""
            self._bits.append("0" * (code >> self._k) + "1" + low)
        seen = code if slope is None else (code + abs(2 * slope)) >> 1
        ratio = seen >> self._k
        self._k = min(15, self._k - (seen < (1 << self._k) >> 1) + (ratio > 2) + (ratio > 5))

    def data(self) -> bytes:
        """All of it, to a whole number of eight bytes."""
        text = "".join(self._bits)
        text += "0" * (-len(text) % 64)
        return int(text, 2).to_bytes(len(text) // 8)


def coded_plane(rows: Sequence[Sequence[int]]) -> bytes:
    """Values around 0, row by row."""
    coder = Coder()
    above = [0, *_first_row(coder, rows[0])]
    for row in rows[1:]:
        above = [above[1], *_next_row(coder, row, above)]
    return coder.data()


def _first_row(coder: Coder, row: Sequence[int]) -> list[int]:
    before = 0
    for place, value in enumerate(row):
        if not before and place < len(row) - 1:
            coder.no_run()
        coder.difference(value - before)
        before = value
    return [*row, row[-1] + 1]


def _next_row(coder: Coder, row: Sequence[int], above: Sequence[int]) -> list[int]:
    """``above``: one value more at either side than the row has."""
    left = above[1]
    for place, value in enumerate(row):
        corner, top, further = above[place:place + 3]
        if place == len(row) - 1:
            coder.difference(value - predicted(left, top, corner))
        elif left == top == further:
            coder.no_run()
            coder.difference(value - top, further - top)
        else:
            coder.difference(value - predicted(left, top, corner), further - top)
        left = value
    return [*row, row[-1] + 1]


def predicted(left: int, top: int, corner: int) -> int:
    """The median of left, top, and the plane through the three (as JPEG-LS does)."""
    return sorted((left, top, left + top - corner))[1]


def crx() -> tuple[bytes, bytes]:
    """The content of the box CMP1 and the sensor's data."""
    values = mosaic(BITS).astype(int) - (1 << BITS - 1)
    planes = [coded_plane(values[down::2, across::2].tolist()) for down in (0, 1) for across in (0, 1)]
    head = struct.pack(">HHIHH", 0xFF01, 8, sum(map(len, planes)), 0, 0)
    for number, plane in enumerate(planes):
        head += struct.pack(">HHIB3x", 0xFF02, 8, len(plane), number << 4 | 8)
        head += struct.pack(">HHII", 0xFF03, 8, len(plane), 1 << 27)
    facts = struct.pack(">4xH2x4IBBBBI20x", 0x100, WIDTH, HEIGHT, WIDTH, HEIGHT, BITS, 4 << 4, 0, 0, len(head))
    return facts, head + b"".join(planes)


def structure(entries: Entries) -> bytes:
    """A TIFF structure whose only directory stands at its beginning, values behind it."""
    listing, behind = struct.pack("<H", len(entries)), b""
    for tag, (kind, value) in sorted(entries.items()):
        raw, count = packed("<", kind, value)
        place = 8 + 2 + 12 * len(entries) + 4 + len(behind)
        field = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack("<I", place)
        listing += struct.pack("<HHI", tag, kind, count) + field
        behind += raw + bytes(len(raw) % 2) if len(raw) > 4 else b""
    return b"II*\0\x08\0\0\0" + listing + bytes(4) + behind


def maker_part() -> bytes:
    """Canon's own directory: an owner's name and the table of white balances."""
    return structure({9: (ASCII, NOTE.decode()), 0x4001: (SHORT, table_of_balances(RED, BLUE))})


def cr3_file(orientation: int = 1) -> bytes:
    """The whole file."""
    facts, sensor = crx()
    tags = described("Canon", "Canon EOS Drawn", orientation) | {256: (SHORT, WIDTH), 257: (SHORT, HEIGHT)}
    packet = tags.pop(700)[1]
    assert isinstance(packet, bytes)
    own = CANON + box(b"CNCV", b"CanonCR3_001/00.10.00/00.00.00") + b"".join(
        box(name, part) for name, part in (
            (b"CMT1", structure(tags)), (b"CMT2", structure(exposure())), (b"CMT3", maker_part()),
            (b"CMT4", structure(place_of_shot()))))
    small = preview()
    shown = PREVIEW + bytes(8) + box(b"PRVW", struct.pack(">4xHHHHI", 1, WIDTH, HEIGHT, 1, len(small)) + small)
    head = box(b"ftyp", b"crx \0\0\0\1crx isom")
    more = box(b"uuid", XMP + packet) + box(b"uuid", shown)
    place = len(head) + len(_moov(own, facts, 0, len(sensor))) + len(more) + 8
    return head + _moov(own, facts, place, len(sensor)) + more + box(b"mdat", sensor)


def _moov(own: bytes, facts: bytes, place: int, size: int) -> bytes:
    entry = box(b"CRAW", struct.pack(">24xHH54x", WIDTH, HEIGHT) + box(b"CMP1", facts))
    table = b"".join((
        box(b"stsd", struct.pack(">II", 0, 1) + entry), box(b"stsc", struct.pack(">5I", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(">3I", 0, size, 1)), box(b"co64", struct.pack(">IIQ", 0, 1, place))))
    media = box(b"hdlr", struct.pack(">II4s13x", 0, 0, b"vide")) + box(b"minf", box(b"stbl", table))
    return box(b"moov", box(b"uuid", own) + box(b"trak", box(b"mdia", media)))
