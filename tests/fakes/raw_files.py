"""Camera raw of five makers, drawn: the scene of ``photo_files.drawn`` through a Bayer sensor with neutral filters.

Each is laid out by hand as its cameras write it, small: NEF, ARW, ORF and CR2 are TIFF structures with the maker's
tags, a RAF has a header of its own; CR2's sensor data are a lossless JPEG in slices. LibRaw decodes them all.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from tests.fakes import photo_blocks
from tests.fakes.lossless_jpeg import lossless_jpeg
from tests.fakes.photo_files import HEIGHT, WIDTH, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Value = int | str | bytes | tuple[int, ...]
    Entries = dict[int, tuple[int, Value]]

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7
SIZES = {BYTE: "B", SHORT: "H", LONG: "I", RATIONAL: "II"}
TAKEN = "2024:05:06 07:08:09"
NOTE = b"a maker's note of the studio"
RED, BLUE = 2.0, 1.5
"""What red and blue are to be multiplied by under the scene's light: the white balance that the files hold."""


def packed(order: str, kind: int, value: Value) -> tuple[bytes, int]:
    """A value as it is stored, and how many of its type that is."""
    if isinstance(value, str):
        value = value.encode() + b"\0"
    if isinstance(value, bytes):
        return value, len(value)
    values = value if isinstance(value, tuple) else (value,)
    return struct.pack(f"{order}{len(values)}{SIZES[kind][0]}", *values), len(values) // len(SIZES[kind])


class Body:
    """A TIFF structure as it grows; values longer than an entry's field are laid down before their directory."""

    def __init__(self, order: str = "<", head: bytes | None = None) -> None:
        self.order = order
        self.data = bytearray(head or {"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HI", 42, 0))

    def put(self, data: bytes) -> int:
        """Lay ``data`` down on a word boundary; where it begins."""
        self.data += bytes(len(self.data) % 2)
        self.data += data
        return len(self.data) - len(data)

    def directory(self, entries: Entries, following: int = 0) -> int:
        """Lay down a directory of tags with type and value; where it begins."""
        listing = struct.pack(self.order + "H", len(entries))
        for tag, (kind, value) in sorted(entries.items()):
            raw, count = packed(self.order, kind, value)
            field = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack(self.order + "I", self.put(raw))
            listing += struct.pack(self.order + "HHI", tag, kind, count) + field
        return self.put(listing + struct.pack(self.order + "I", following))

    def begin_at(self, place: int) -> None:
        """Name the first directory."""
        struct.pack_into(self.order + "I", self.data, 4, place)


def scene() -> NDArray[np.float64]:
    """(HEIGHT, WIDTH, 3): the linear light that the sensor sees, 0..1."""
    return drawn(np.float32).astype(np.float64) ** 2.2


def mosaic(bits: int) -> NDArray[np.uint16]:
    """(HEIGHT, WIDTH) of a sensor RGGB; red and blue divided by what they are to be multiplied by."""
    light = scene()
    out = light[..., 1].copy()
    out[::2, ::2], out[1::2, 1::2] = light[::2, ::2, 0] / RED, light[1::2, 1::2, 2] / BLUE
    return np.rint(np.clip(out, 0, 1) * (2**bits - 1)).astype(np.uint16)


def preview() -> bytes:
    """The JPEG that cameras put beside the sensor's data, without any metadata."""
    buffer = BytesIO()
    Image.fromarray(drawn()).save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def described(make: str, model: str, orientation: int) -> Entries:
    """Tags of the first directory that say something of the photo."""
    return {271: (ASCII, make), 272: (ASCII, model), 274: (SHORT, orientation), 305: (ASCII, "Firmware 1.00"),
            306: (ASCII, TAKEN), 315: (ASCII, "A Photographer"), 700: (BYTE, photo_blocks.xmp(orientation))}


def exposure() -> Entries:
    """Tags of the EXIF directory but for the maker's note: exposure, time, focal length."""
    return {33434: (RATIONAL, (1, 125)), 33437: (RATIONAL, (28, 10)), 34855: (SHORT, 200), 36864: (UNDEFINED, b"0232"),
            36867: (ASCII, TAKEN), 37386: (RATIONAL, (85, 1))}


def exif_of(body: Body, note: bytes = NOTE) -> int:
    """The EXIF directory; where it begins."""
    return body.directory(exposure() | {37500: (UNDEFINED, note)})


def place_of_shot() -> Entries:
    """Tags of the GPS directory."""
    return {1: (ASCII, "N"), 2: (RATIONAL, (53, 1, 4, 1, 48, 1))}


def sensor(body: Body, bits: int, stored: bytes, more: Entries | None = None) -> int:
    """The directory of the sensor's data; where it begins."""
    return body.directory({
        254: (LONG, 0), 256: (LONG, WIDTH), 257: (LONG, HEIGHT), 258: (SHORT, bits), 259: (SHORT, 1),
        262: (SHORT, 32803), 273: (LONG, body.put(stored)), 277: (SHORT, 1), 278: (LONG, HEIGHT),
        279: (LONG, len(stored)), 33421: (SHORT, (2, 2)), 33422: (BYTE, bytes([0, 1, 1, 2])), **(more or {})})


def whole_file(body: Body, make: str, model: str, orientation: int, note: bytes, raw: int) -> bytes:
    """The file whose first directory shows a small JPEG and points to the rest."""
    small = preview()
    place = body.put(small)
    body.begin_at(body.directory({
        **described(make, model, orientation), 254: (LONG, 1), 256: (LONG, WIDTH), 257: (LONG, HEIGHT),
        259: (SHORT, 6), 262: (SHORT, 6), 277: (SHORT, 3), 513: (LONG, place), 514: (LONG, len(small)),
        330: (LONG, raw), 34665: (LONG, exif_of(body, note)), 34853: (LONG, body.directory(place_of_shot()))}))
    return bytes(body.data)


def nikon_note(order: str) -> bytes:
    """A maker's note of Nikon with the white balance of the shot: a TIFF structure of its own."""
    inner = Body(order)
    inner.begin_at(inner.directory({12: (RATIONAL, (round(RED * 256), 256, round(BLUE * 256), 256, 1, 1, 1, 1))}))
    return b"Nikon\0\x02\x10\0\0" + bytes(inner.data)


def nef_file(orientation: int = 1) -> bytes:
    """Nikon: big-endian, 14 bits in 16, uncompressed; the white balance in the maker's note."""
    body = Body(">")
    raw = sensor(body, 14, mosaic(14).astype(">u2").tobytes())
    return whole_file(body, "NIKON CORPORATION", "NIKON Drawn", orientation, nikon_note(">"), raw)


def arw_file(orientation: int = 1) -> bytes:
    """Sony: 14 bits in 16, uncompressed; the white balance beside the sensor's data."""
    body = Body("<")
    balance = {0x7313: (SHORT, (round(RED * 1024), 1024, 1024, round(BLUE * 1024)))}
    raw = sensor(body, 14, mosaic(14).astype("<u2").tobytes(), balance)
    return whole_file(body, "SONY", "Drawn", orientation, NOTE, raw)


def orf_file(orientation: int = 1) -> bytes:
    """Olympus: a TIFF structure under another number, 12 bits packed into words of 32; white balance in the note."""
    body = Body("<", b"IIRO\0\0\0\0")
    stored = packed_twelve(mosaic(12))
    note = b"OLYMP\0\1\0" + struct.pack("<HHHIHHHHIHHI", 2, 0x1017, SHORT, 2, round(RED * 256), 0, 0x1018, SHORT, 2,
                                         round(BLUE * 256), 0, 0)
    body.begin_at(body.directory({
        **described("OLYMPUS CORPORATION", "E-Drawn", orientation), 256: (LONG, WIDTH), 257: (LONG, HEIGHT),
        258: (SHORT, 12), 259: (SHORT, 1), 262: (SHORT, 1), 273: (LONG, body.put(stored)), 277: (SHORT, 1),
        278: (LONG, HEIGHT), 279: (LONG, len(stored)), 34665: (LONG, exif_of(body, note)),
        34853: (LONG, body.directory(place_of_shot()))}))
    return bytes(body.data)


def packed_twelve(values: NDArray[np.uint16]) -> bytes:
    """Twelve bits a value, the highest first, in little-endian words of 32 bits."""
    even, odd = values.ravel()[::2].astype(np.uint32), values.ravel()[1::2].astype(np.uint32)
    pair = even << 12 | odd
    three = np.stack([pair >> 16, pair >> 8 & 255, pair & 255], -1).astype(np.uint8)
    return three.reshape(-1, 4)[:, ::-1].tobytes()


def table_of_balances(red: float, blue: float) -> tuple[int, ...]:
    """Canon's table of the first DSLRs: 582 numbers, of which the shot's own balance is the 25th and on."""
    return (*[0] * 25, round(red * 1024), 1024, 1024, round(blue * 1024), *[0] * 553)


def canon_note(at: int) -> bytes:
    """A maker's note of Canon that stands at ``at``: a directory whose offsets count from the file's beginning."""
    table = table_of_balances(RED, BLUE)
    return struct.pack("<HHHIII", 1, 0x4001, SHORT, len(table), at + 18, 0) + struct.pack(f"<{len(table)}H", *table)


def canon_note_at(body: Body) -> int:
    """Where the note of the EXIF directory that is laid down next will stand: behind its other long values."""
    trial = Body(body.order)
    trial.data = bytearray(body.data)
    exif_of(trial, NOTE)
    return trial.data.rindex(NOTE)


def cr2_file(orientation: int = 1) -> bytes:
    """Canon: 14 bits as a lossless JPEG of two components, in three slices; the white balance in the maker's note."""
    body = Body("<", b"II*\0\0\0\0\0CR\2\0\0\0\0\0")
    first, last = 48, WIDTH - 96
    values = mosaic(14)
    slices = (values[:, :first], values[:, first:2 * first], values[:, 2 * first:])
    stream = np.concatenate([part.ravel() for part in slices]).reshape(HEIGHT, WIDTH)
    stored = lossless_jpeg(stream, 14, components=2)
    raw = body.directory({259: (SHORT, 6), 273: (LONG, body.put(stored)), 279: (LONG, len(stored)),
                          50752: (SHORT, (2, first, last))})
    struct.pack_into("<I", body.data, 12, raw)
    small = preview()
    thumb = body.directory({513: (LONG, body.put(small)), 514: (LONG, len(small))}, raw)
    place = body.put(small)
    exif = exif_of(body, canon_note(canon_note_at(body)))
    body.begin_at(body.directory({
        **described("Canon", "Canon EOS Drawn", orientation), 256: (SHORT, WIDTH), 257: (SHORT, HEIGHT),
        258: (SHORT, (8, 8, 8)), 259: (SHORT, 6), 273: (LONG, place), 279: (LONG, len(small)),
        34665: (LONG, exif), 34853: (LONG, body.directory(place_of_shot()))}, thumb))
    return bytes(body.data)


def raf_file(orientation: int = 1) -> bytes:
    """Fujifilm: a header, a JPEG with all metadata, a list of sizes with the white balance, and 14 bits in 16 behind a
    TIFF structure of their own."""
    body = Body("<")
    tags = described("FUJIFILM", "X-Drawn", orientation)
    packet = tags.pop(700)[1]
    body.begin_at(body.directory(tags | {34665: (LONG, exif_of(body)), 34853: (LONG, body.directory(place_of_shot()))}))
    assert isinstance(packet, bytes)
    small = preview()
    small = small[:2] + b"".join(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block for block in (
        b"Exif\0\0" + bytes(body.data), b"http://ns.adobe.com/xap/1.0/\0" + packet)) + small[2:]
    balance = struct.pack(">4H", 512, round(RED * 512), 512, round(BLUE * 512))
    upright_rows = bytes([0, 8, 0, 0])  # not the grid turned by 45 degrees of older sensors
    facts = ((0x100, struct.pack(">HH", HEIGHT, WIDTH)), (0x121, struct.pack(">HH", HEIGHT, WIDTH)),
             (0x130, upright_rows), (0x2FF0, balance))
    listing = struct.pack(">I", len(facts)) + b"".join(struct.pack(">HH", tag, len(raw)) + raw for tag, raw in facts)
    stored = mosaic(14).astype("<u2").tobytes()
    inner = Body("<")
    within = {0xF001: WIDTH, 0xF002: HEIGHT, 0xF003: 14, 0xF007: inner.put(stored), 0xF008: len(stored)}
    inner.begin_at(inner.directory({0xF000: (LONG, inner.directory({
        tag: (LONG, value) for tag, value in within.items()}))}))
    listing_at, jpeg_at = 160, 160 + len(listing)
    raw_at = jpeg_at + len(small)
    head = bytearray(listing_at)
    head[:len(b"FUJIFILMCCD-RAW 0201FF389501X-Drawn")] = b"FUJIFILMCCD-RAW 0201FF389501X-Drawn"
    head[60:64] = b"0100"
    struct.pack_into(">6I", head, 84, jpeg_at, len(small), listing_at, len(listing), raw_at, len(inner.data))
    return bytes(head) + listing + small + bytes(inner.data)


KINDS: dict[str, Callable[[int], bytes]] = {
    "nef": nef_file, "arw": arw_file, "orf": orf_file, "cr2": cr2_file, "raf": raf_file}
"""What makes a file of each ending, but for CR3 (``cr3_files``); each takes an orientation."""
