"""EXIF blocks, changed in place: whatever is not named by a change keeps its bytes and its offset.

A block is an optional ``Exif`` and two zeros, then a TIFF structure (EXIF 2.32, section 4.5). Makers' notes point into
the block by offsets of their own that nobody documents, so nothing may ever move: longer values and new entries go to
the end. Every function hands a block back as it was when its structure is damaged.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from engine.codecs.blocks.ifd import ASCII, LONG, RATIONAL, SHORT, directory, first_at, order_of, packed, whole, wholes

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.codecs.blocks.ifd import Directory, Entry

PREFIX = b"Exif\0\0"
WIDTH, HEIGHT, ORIENTATION, X_RESOLUTION, Y_RESOLUTION, UNIT, SOFTWARE = 256, 257, 274, 282, 283, 296, 305
THUMBNAIL_AT, THUMBNAIL_SIZE, STRIPS, STRIP_SIZES = 0x0201, 0x0202, 273, 279
EXIF_IFD, GPS_IFD, INTEROP_IFD, INTEROP_INDEX, MAKER_NOTE = 0x8769, 0x8825, 0xA005, 1, 0x927C
PIXEL_WIDTH, PIXEL_HEIGHT, COLOUR_SPACE = 0xA002, 0xA003, 0xA001
DAMAGE = (ValueError, struct.error)


def body_of(block: bytes) -> bytes:
    """The block's TIFF structure."""
    return block.removeprefix(PREFIX)


def changed(block: bytes, change: Callable[[bytearray], None]) -> bytes:
    """The block after ``change`` of its structure; as it was if that finds damage."""
    body = bytearray(body_of(block))
    try:
        change(body)
    except DAMAGE:
        return block
    return block[:len(block) - len(body_of(block))] + bytes(body)


def main(body: bytes | bytearray) -> Directory:
    """The first directory. Raises ValueError."""
    return directory(body, first_at(body))


def below(body: bytes | bytearray, parent: Directory, tag: int) -> Directory | None:
    """The directory that an entry of ``parent`` points to."""
    at = whole(body, parent.get(tag))
    return None if at is None else directory(body, at)


def orientation_of(block: bytes) -> int:
    """How the picture is stored, 1..8; 1 when the block does not say."""
    try:
        found = whole(body_of(block), main(body_of(block)).get(ORIENTATION))
    except DAMAGE:
        return 1
    return found if found is not None and 1 <= found <= 8 else 1


def upright_block(block: bytes) -> bytes:
    """The block with the orientation of its first directory set to 1, every other byte as it was."""

    def change(body: bytearray) -> None:
        set_whole(body, main(body).get(ORIENTATION), 1)

    return changed(block, change)


def sized(block: bytes, width: int, height: int) -> bytes:
    """The block with the picture's size wherever it states one; tags that are not there are not added."""

    def change(body: bytearray) -> None:
        first = main(body)
        inner = below(body, first, EXIF_IFD)
        for found, tag, value in ((first, WIDTH, width), (first, HEIGHT, height),
                                  (inner, PIXEL_WIDTH, width), (inner, PIXEL_HEIGHT, height)):
            set_whole(body, found.get(tag) if found else None, value)

    return changed(block, change)


def set_whole(body: bytearray, entry: Entry | None, value: int) -> None:
    """Write a whole number into an entry of one SHORT or LONG; a SHORT that is too narrow becomes a LONG."""
    if entry is None or entry.kind not in (SHORT, LONG) or entry.count != 1:
        return
    kind = LONG if value > 65535 else entry.kind
    number = struct.pack(order_of(body) + ("H" if kind == SHORT else "I"), value)
    body[entry.at:entry.at + 12] = packed(order_of(body), entry.tag, kind, number, 0)


def signed(block: bytes, software: str) -> bytes:
    """The block with ``Software`` set to ``software``."""

    def change(body: bytearray) -> None:
        set_value(body, SOFTWARE, ASCII, software.encode("ascii") + b"\0")

    return changed(block, change)


def set_value(body: bytearray, tag: int, kind: int, value: bytes) -> None:
    """Set a tag of the first directory. What is longer than before goes to the end of the block; a directory that gains
    an entry goes there too, and only the directory."""
    order, first = order_of(body), main(body)
    entry = first.get(tag)
    place = 0
    if len(value) > 4:
        if entry and len(value) <= entry.size:
            body[entry.place:entry.place + entry.size] = value.ljust(entry.size, b"\0")
            place = entry.place
        else:
            place = _appended(body, value)
    new = packed(order, tag, kind, value, place)
    if entry:
        body[entry.at:entry.at + 12] = new
        return
    entries = [bytes(body[at:at + 12]) for at in range(first.at + 2, first.at + 2 + 12 * _count(body, first), 12)]
    entries = sorted([*entries, new], key=lambda raw: int(struct.unpack_from(order + "H", raw)[0]))
    following = bytes(body[first.next_at:first.next_at + 4]) if first.next_at else bytes(4)
    listing = struct.pack(order + "H", len(entries)) + b"".join(entries) + following
    struct.pack_into(order + "I", body, 4, _appended(body, listing))


def _count(body: bytearray, found: Directory) -> int:
    return int(struct.unpack_from(order_of(body) + "H", body, found.at)[0])


def _appended(body: bytearray, data: bytes) -> int:
    """Put ``data`` at the end, on a word boundary; where it begins."""
    body += bytes(len(body) % 2)
    place = len(body)
    body += data
    return place


def thumbnail_of(block: bytes) -> bytes | None:
    """The JPEG of the second directory; None where there is none."""
    body = body_of(block)
    try:
        second = _second(body)
        at, size = (whole(body, second.get(tag)) if second else None for tag in (THUMBNAIL_AT, THUMBNAIL_SIZE))
    except DAMAGE:
        return None
    return None if at is None or size is None or at + size > len(body) or not size else body[at:at + size]


def _second(body: bytes | bytearray) -> Directory | None:
    first = main(body)
    at = struct.unpack_from(order_of(body) + "I", body, first.next_at)[0] if first.next_at else 0
    return directory(body, at) if at else None


def with_thumbnail(block: bytes, jpeg: bytes | None, width: int = 0, height: int = 0) -> bytes:
    """The block with another JPEG for the one it shows in small, or without any.

    The old one's bytes are overwritten with zeros, or cut off where they are the last. A block without a small picture
    stays without.
    """

    def change(body: bytearray) -> None:
        second = _second(body)
        if second is None:
            return
        spans = _picture_spans(body, second)
        for start, end in spans:
            body[start:end] = bytes(end - start)
        start, end = spans[-1] if spans else (len(body), len(body))
        at, size = second.get(THUMBNAIL_AT), second.get(THUMBNAIL_SIZE)
        keeps = jpeg is not None and at is not None and size is not None and bool(spans)
        if not keeps:
            _forget_second(body, second)
        if end == len(body) and second.next_at + 4 <= start:
            del body[start:]
        if jpeg is None or not keeps:
            return
        if start + len(jpeg) <= end and end <= len(body):
            body[start:start + len(jpeg)] = jpeg
        else:
            start = _appended(body, jpeg)
        set_whole(body, at, start)
        set_whole(body, size, len(jpeg))
        for tag, value in ((WIDTH, width), (HEIGHT, height), (ORIENTATION, 1)):
            set_whole(body, second.get(tag), value)

    return changed(block, change)


def _picture_spans(body: bytearray, second: Directory) -> list[tuple[int, int]]:
    """Where the small picture's bytes lie, in order; only what lies behind the header."""
    out = []
    for place_tag, size_tag in ((THUMBNAIL_AT, THUMBNAIL_SIZE), (STRIPS, STRIP_SIZES)):
        places, sizes = (wholes(body, second.get(tag)) for tag in (place_tag, size_tag))
        out += [(at, at + size) for at, size in zip(places, sizes, strict=False) if at >= 8 and at + size <= len(body)]
    return sorted(out)


def _forget_second(body: bytearray, second: Directory) -> None:
    first = main(body)
    struct.pack_into(order_of(body) + "I", body, first.next_at, 0)
    end = second.at + 2 + 12 * _count(body, second)
    body[second.at:end] = bytes(end - second.at)


def without_gps(block: bytes) -> bytes:
    """The block without its GPS directory: the bytes are zeros, the pointer is gone, nothing moves."""

    def change(body: bytearray) -> None:
        first = main(body)
        pointer = first.get(GPS_IFD)
        if pointer is None:
            return
        try:
            gps = below(body, first, GPS_IFD)
        except ValueError:
            gps = None
        for entry in gps.entries if gps else ():
            body[entry.place:entry.place + entry.size] = bytes(entry.size)
        if gps:
            end = gps.at + 2 + 12 * _count(body, gps)
            body[gps.at:end] = bytes(end - gps.at)
        _drop(body, first, pointer)

    return changed(block, change)


def _drop(body: bytearray, found: Directory, entry: Entry) -> None:
    """Take an entry out of a directory: those behind it and the pointer to the next directory move up 12 bytes."""
    count = _count(body, found)
    end = found.at + 2 + 12 * count
    tail = bytes(body[entry.at + 12:end + 4 if found.next_at else end])
    body[entry.at:entry.at + len(tail) + 12] = tail + bytes(12)
    struct.pack_into(order_of(body) + "H", body, found.at, count - 1)


def minimal(software: str) -> bytes:
    """A new block that names the software and nothing else."""
    text = software.encode("ascii") + b"\0"
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + packed("<", SOFTWARE, ASCII, text, 26) + bytes(4) + text


def resolution_of(block: bytes) -> tuple[float, float] | None:
    """Pixels an inch, across and down; None when the block does not say."""
    body = body_of(block)
    try:
        first = main(body)
        per = {2: 1.0, 3: 2.54}.get(whole(body, first.get(UNIT)) or 2)
        values = [_ratio(body, first.get(tag)) for tag in (X_RESOLUTION, Y_RESOLUTION)]
    except DAMAGE:
        return None
    across, down = values
    return None if per is None or not across or not down else (across * per, down * per)


def _ratio(body: bytes, entry: Entry | None) -> float | None:
    if entry is None or entry.kind != RATIONAL or entry.count < 1:
        return None
    over, under = struct.unpack_from(order_of(body) + "II", body, entry.place)
    return over / under if under else None


def says_adobe_rgb(block: bytes) -> bool:
    """Whether a camera marks its untagged file as Adobe RGB: interoperability index R03 (DCF 2.0)."""
    body = body_of(block)
    try:
        inner = below(body, main(body), EXIF_IFD)
        index = below(body, inner, INTEROP_IFD) if inner else None
        entry = index.get(INTEROP_INDEX) if index else None
    except DAMAGE:
        return False
    return entry is not None and bytes(body[entry.place:entry.place + 3]) == b"R03"
