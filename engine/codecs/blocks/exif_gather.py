"""An EXIF block gathered from the tags of a TIFF file or of camera raw, and the tags a TIFF file takes from a block."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from engine.codecs.blocks.exif import DAMAGE, EXIF_IFD, GPS_IFD, INTEROP_IFD, MAKER_NOTE, ORIENTATION, body_of, main
from engine.codecs.blocks.ifd import LONG, UNDEFINED, directory, first_at, order_of, packed, value_of, whole

DESCRIPTIVE = frozenset({
    270, 271, 272, ORIENTATION, 282, 283, 296, 305, 306, 315, 316, 18246, 18249, 33432, EXIF_IFD, GPS_IFD,
    *range(0x9C9B, 0x9CA0),  # title, comment, author, keywords and subject as Windows writes them
})
"""Tags of a TIFF's first directory that say something of the photo, not of how its pixels are stored."""
POINTERS = frozenset({EXIF_IFD, GPS_IFD, INTEROP_IFD})
MOST = 64_000_000
"""Bytes of a block: entries of a small file may all claim the same many bytes."""
FAR = 60_000
"""A maker's note that stands further into the file loses its place, for a block has to stay short."""


@dataclass(slots=True)
class _Laying:
    """A block as it grows: values go into the gap before the maker's note while they fit, then behind it. ``left_out``:
    a tag that is not laid down, wherever it stands."""

    body: bytearray
    gap: int
    gap_end: int
    order: str = "<"
    done: set[int] = field(default_factory=set)
    left_out: int = 0

    def put(self, data: bytes) -> int:
        """Lay ``data`` down on a word boundary; where it begins. Raises ValueError for a block past all reason."""
        if len(self.body) + len(data) > MOST:
            raise ValueError("more metadata than any camera writes")
        start = self.gap + self.gap % 2
        if start + len(data) <= self.gap_end:
            self.body[start:start + len(data)] = data
            self.gap = start + len(data)
            return start
        self.body += bytes(len(self.body) % 2)
        start = len(self.body)
        self.body += data
        return start


def of_tiff(data: bytes, at: int | None = None) -> bytes | None:
    """The block of the descriptive tags of a TIFF file's directory at ``at`` (None: its first); None where it
    says nothing but the orientation.

    A maker's note keeps its distance from the beginning where that is below ``FAR``, because its own offsets count from
    there. Raises ValueError for a file without structure.
    """
    order = order_of(data)
    first = main(data) if at is None else directory(data, at)
    if not {entry.tag for entry in first.entries} & DESCRIPTIVE - {ORIENTATION}:
        return None
    note = _maker_note(data, at)
    head = struct.pack(f"{order}2sHI", data[:2], 42, 0)
    laying = _Laying(bytearray(head), 8, 8, order)
    if note and 8 <= note[0] < FAR:
        laying = _Laying(bytearray(head) + bytes(note[0] - 8) + note[1], 8, note[0], order)
    struct.pack_into(order + "I", laying.body, 4, _laid(data, first.at, laying, note, top=True))
    return bytes(laying.body)


def has_note(block: bytes) -> bool:
    """Whether the block holds a maker's note."""
    try:
        return _maker_note(body_of(block), None) is not None
    except DAMAGE:
        return False


def without_note(block: bytes) -> bytes | None:
    """A new block of the descriptive tags without the maker's note, which may be most of it; None for a damaged one."""
    body = body_of(block)
    try:
        order = order_of(body)
        laying = _Laying(bytearray(struct.pack(f"{order}2sHI", body[:2], 42, 0)), 8, 8, order, left_out=MAKER_NOTE)
        struct.pack_into(order + "I", laying.body, 4, _laid(body, first_at(body), laying, None, top=True))
    except DAMAGE:
        return None
    return bytes(laying.body)


def of_parts(first: bytes, inner: bytes | None, note: bytes | None, gps: bytes | None) -> bytes | None:
    """The block of a camera that keeps its main, EXIF, maker's and GPS directories as TIFF structures of their own.
    None where the main one says nothing but the orientation.

    The maker's directory goes where it stood in its structure, so that its own offsets hold: Canon's count from the
    beginning of the block. Raises ValueError for a main structure that is none; other damaged parts are left out.
    """
    order = order_of(first)
    if not {entry.tag for entry in main(first).entries} & DESCRIPTIVE - {ORIENTATION}:
        return None
    laying = _Laying(bytearray(struct.pack(f"{order}2sHI", first[:2], 42, 0)), 8, 8, order)
    fitting = [part if part is not None and part[:2] == first[:2] else b"" for part in (inner, note, gps)]
    more = b""
    if len(fitting[1]) > 8 and len(fitting[1]) < MOST:
        laying.body += fitting[1][8:]
        laying.gap_end = 8
        place = first_at(fitting[1])
        if 8 <= place < len(laying.body):
            more = packed(order, MAKER_NOTE, UNDEFINED, bytes(laying.body[place:]), place)
    raws = []
    for tag, part, behind in ((EXIF_IFD, fitting[0], more), (GPS_IFD, fitting[2], b"")):
        try:
            at = _laid(part, first_at(part), laying, None, more=behind)
        except DAMAGE:
            continue
        finally:
            laying.done.clear()
        if at:
            raws.append(packed(order, tag, LONG, struct.pack(order + "I", at), 0))
    struct.pack_into(order + "I", laying.body, 4, _laid(first, first_at(first), laying, None, top=True,
                                                        more=b"".join(raws)))
    return bytes(laying.body)


def _maker_note(data: bytes, at: int | None) -> tuple[int, bytes] | None:
    try:
        first = main(data) if at is None else directory(data, at)
        pointer = whole(data, first.get(EXIF_IFD))
        entry = directory(data, pointer).get(MAKER_NOTE) if pointer else None
    except DAMAGE:
        return None
    return None if entry is None or entry.size <= 4 else (entry.place, value_of(data, entry) or b"")


def _laid(data: bytes, at: int, laying: _Laying, note: tuple[int, bytes] | None, *, top: bool = False,
          more: bytes = b"") -> int:
    """Lay down a directory with its values and those below it, and the entries ``more``, which replace its own; where
    it begins. 0 for one that is damaged."""
    if at in laying.done:
        return 0
    laying.done.add(at)
    raws = [more[place:place + 12] for place in range(0, len(more), 12)]
    replaced = {struct.unpack_from(laying.order + "H", raw)[0] for raw in raws}
    for entry in directory(data, at).entries:
        if (top and entry.tag not in DESCRIPTIVE) or entry.tag in replaced or entry.tag == laying.left_out:
            continue
        value = value_of(data, entry) or b""
        if entry.tag in POINTERS:
            try:
                inner = _laid(data, whole(data, entry) or 0, laying, note)
            except DAMAGE:
                continue
            if inner:
                raws.append(packed(laying.order, entry.tag, LONG, struct.pack(laying.order + "I", inner), 0))
        elif entry.tag == MAKER_NOTE and note and entry.place == note[0] and laying.gap_end == note[0]:
            raws.append(packed(laying.order, entry.tag, entry.kind, value, note[0]))
        else:
            place = laying.put(value) if len(value) > 4 else 0
            raws.append(packed(laying.order, entry.tag, entry.kind, value, place))
    raws.sort(key=lambda raw: int(struct.unpack_from(laying.order + "H", raw)[0]))
    return laying.put(struct.pack(laying.order + "H", len(raws)) + b"".join(raws) + bytes(4))


def tiff_entries(block: bytes) -> dict[int, bytes]:
    """The 12 bytes of each descriptive entry of a block's first directory, by tag: what a TIFF file's directory takes
    when the block's body stands at the file's very beginning. Empty for a damaged block."""
    body = body_of(block)
    try:
        return {entry.tag: body[entry.at:entry.at + 12] for entry in main(body).entries if entry.tag in DESCRIPTIVE}
    except DAMAGE:
        return {}
