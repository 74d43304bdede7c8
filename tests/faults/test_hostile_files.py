"""Files made to hurt, one trick each: what comes out is the photo or a clean error, soon, and in little memory."""

from __future__ import annotations

import re
import struct
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from engine.codecs.blocks import xmp
from engine.codecs.blocks.resources import parted
from engine.codecs.kinds.jpeg import MORE_XMP, PHOTOSHOP, XMP, with_blocks
from engine.codecs.process.decoder import Bounds, Decoder
from engine.errors import InvalidImageFormat, LookroomError
from engine.photo import Metadata
from engine.profiles import srgb_profile
from tests.faults.mutations import LAUGHS, frames, saved, tiff
from tests.faults.mutations import pixels as small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.photo import Photo

HERE = Path("photo")
SOON = 10
"""Seconds: a quiet machine needs less than one, the tricks would take minutes."""


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder(bounds=Bounds(seconds=SOON, memory=1 << 30)) as made:
        yield made


def opened(decoder: Decoder, data: bytes) -> Photo | LookroomError:
    """What comes of a file, within its time."""
    began = time.monotonic()
    try:
        return decoder.decode(data, "evil", HERE)
    except LookroomError as error:
        assert error.code != "TIMEOUT"
        return error
    finally:
        assert time.monotonic() - began < SOON


def with_chunks(*chunks: tuple[bytes, bytes]) -> bytes:
    png = saved("PNG")
    made = b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
                    for name, body in chunks)
    return png[:33] + made + png[33:]


BOMB = zlib.compress(bytes(200 << 20), 9)


@pytest.mark.parametrize("chunk", [
    (b"iCCP", b"x\0\0" + BOMB), (b"zTXt", b"Raw profile type iptc\0\0" + BOMB),
    (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + BOMB)], ids=["iCCP", "zTXt", "iTXt"])
def test_bombs_in_png_text(decoder: Decoder, chunk: tuple[bytes, bytes]) -> None:
    result = opened(decoder, with_chunks(*[chunk] * 5))
    assert isinstance(result, InvalidImageFormat) or result.metadata == Metadata()  # type: ignore[union-attr]


def test_a_picture_of_millions_of_frames(decoder: Decoder) -> None:
    gif = frames("GIF")
    frame = b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\0"
    result = opened(decoder, gif[:-1] + frame * 1_000_000 + b";")
    assert not isinstance(result, LookroomError)
    assert result.pixels.shape == (28, 40, 3)
    assert result.source is not None and any("several pictures" in note for note in result.source.notes)


def test_directories_without_end(decoder: Decoder) -> None:
    data = bytearray(tiff(small(), photometric="rgb"))
    first = struct.unpack_from("<I", data, 4)[0]
    end = first + 2 + 12 * struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, end, first)  # a circle
    assert not isinstance(opened(decoder, bytes(data)), LookroomError)
    at = struct.pack_into("<I", data, end, len(data)) or len(data)
    for _ in range(300_000):  # a chain
        at += 18
        data += struct.pack("<HHHII", 1, 256, 4, 1, 40) + struct.pack("<I", at)
    assert not isinstance(opened(decoder, bytes(data)), LookroomError)


def test_entries_that_all_claim_the_same_bytes(decoder: Decoder) -> None:
    """Nine hundred EXIF entries of one megabyte each, all in the same place."""
    room = bytes(1 << 20)
    data = tiff(small(), photometric="rgb")
    at = len(data) + len(room)
    entries = b"".join(struct.pack("<HHII", 40_000 + number, 7, len(room), len(data)) for number in range(900))
    listing = struct.pack("<H", 900) + entries + bytes(4)
    changed = bytearray(data + room + listing)
    first = struct.unpack_from("<I", changed, 4)[0]
    struct.pack_into("<HHII", changed, first + 2, 34665, 4, 1, at)  # in place of the first entry
    result = opened(decoder, bytes(changed))
    assert isinstance(result, LookroomError) or len(result.metadata.exif or b"") < 100 << 20


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def test_extended_packets_that_claim_gigabytes(decoder: Decoder) -> None:
    jpeg = saved("JPEG")
    first = segment(0xE1, XMP + b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    more = b"".join(segment(0xE1, MORE_XMP + b"%032d" % number + struct.pack(">II", 16_000_000, 0) + b"x")
                    for number in range(3000))
    assert not isinstance(opened(decoder, jpeg[:2] + first + more + jpeg[2:]), LookroomError)


def test_scans_without_end(decoder: Decoder) -> None:
    jpeg = saved("JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    scan = jpeg[last:-2]
    assert isinstance(opened(decoder, jpeg[:-2] + scan * 3000 + jpeg[-2:]), InvalidImageFormat)


def test_resources_without_end() -> None:
    began = time.monotonic()
    parted(b"8BIM\x10\0\0\0\0\0\0\0" * 300_000)
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize("packet", [
    LAUGHS, b"<x:xmpmeta>" + b" " * 3_000_000, b"<" * 1_000_000,
    b"<a xmlns:p='http://ns.adobe.com/tiff/1.0/' " + b"p:Orientation=" * 100_000,
    b"".join(b" xmlns:p%d='http://ns.adobe.com/tiff/1.0/'" % number for number in range(30_000)) + b"<",
    b"<a xmlns:exif='http://ns.adobe.com/exif/1.0/'>" + b"<exif:GPSLatitude>1</exif:GPSLatitude>" * 30_000,
], ids=["laughs", "spaces", "brackets", "half properties", "prefixes", "elements"])
def test_packets_that_cost_time(decoder: Decoder, packet: bytes) -> None:
    """Also what becomes of them when the photo is saved: that happens in the program itself."""
    data = with_chunks((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))
    result = opened(decoder, data)
    began = time.monotonic()
    kept = (None if isinstance(result, LookroomError) else result.metadata.xmp) or packet
    xmp.without_gps(xmp.sized(xmp.upright_packet(kept), 40, 28))
    xmp.with_property(kept, xmp.IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", "x")
    assert time.monotonic() - began < SOON


def test_exif_that_bites_its_tail(decoder: Decoder) -> None:
    body = bytearray(b"II*\0\x08\0\0\0" + struct.pack("<H", 3) + b"".join(
        struct.pack("<HHII", tag, 4, 1, 8) for tag in (0x8769, 0x8825, 0xA005)) + struct.pack("<I", 8))
    for form in ("JPEG", "PNG"):
        result = opened(decoder, saved(form, exif=b"Exif\0\0" + bytes(body)))
        assert not isinstance(result, LookroomError)
        with_blocks(saved("JPEG"), srgb_profile(), result.metadata)


def test_resources_of_photoshop_in_thousands_of_segments(decoder: Decoder) -> None:
    jpeg = saved("JPEG")
    block = segment(0xED, PHOTOSHOP + b"8BIM\x10\0\0\0\0\0\0\0" * 5000)
    assert not isinstance(opened(decoder, jpeg[:2] + block * 300 + jpeg[2:]), LookroomError)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "WEBP"])
def test_a_giant_in_a_few_bytes(decoder: Decoder, form: str) -> None:
    """A claim below the limit that the file is too short for takes neither time nor memory."""
    data = bytearray(saved(form))
    side = 16_000
    if form == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at:at + 4] = struct.pack(">HH", side, side)
    elif form == "PNG":
        data[16:24] = struct.pack(">II", side, side)
        data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    elif form == "GIF":
        data[6:10] = struct.pack("<HH", side, side)
    elif form == "WEBP":
        at = data.index(b"\x9d\x01\x2a") + 3
        data[at:at + 4] = struct.pack("<HH", side, side)
    else:
        data[18:26] = struct.pack("<ii", side, side)
    began = time.monotonic()
    result = opened(decoder, bytes(data))
    assert isinstance(result, InvalidImageFormat)
    assert re.search("too short|damaged", result.what)
    assert time.monotonic() - began < SOON / 3


def test_one_colour_in_few_bytes_is_a_photo(decoder: Decoder) -> None:
    """What encoders really make of a blank picture is believed."""
    from io import BytesIO

    blank = Image.new("RGB", (3000, 3000), (250, 240, 230))
    for form, options in (("PNG", {"optimize": True}), ("WEBP", {"lossless": True}), ("GIF", {}),
                          ("JPEG", {"quality": 5, "progressive": True}), ("TIFF", {"compression": "tiff_lzw"})):
        buffer = BytesIO()
        blank.save(buffer, form, **options)  # type: ignore[arg-type]
        result = opened(decoder, buffer.getvalue())
        assert not isinstance(result, LookroomError), form
        assert result.pixels.shape == (3000, 3000, 3)
