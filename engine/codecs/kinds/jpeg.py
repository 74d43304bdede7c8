"""JPEG: decoded and encoded by Pillow, its blocks read and written as segments (ITU-T T.81, EXIF, XMP part 3)."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from engine.codecs.blocks import resources, xmp
from engine.codecs.blocks.exif import PREFIX, body_of, orientation_of, says_adobe_rgb
from engine.codecs.kinds.decoded import Decoded, colours, opened
from engine.codecs.sniff import check_held, check_size
from engine.photo import JpegFacts, Metadata
from engine.profiles import adobe_rgb_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as PillowImage

    from engine.codecs.sniff import Limits
    from engine.photo import Photo, Pixels

APP0, APP1, APP2, APP11, APP13, START_OF_SCAN = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xDA
XMP, MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP, PROFILE = b"Photoshop 3.0\0", b"ICC_PROFILE\0"
DENSEST = 1000
"""Pixels in a byte: a progressive JPEG spends at least a bit on each block of 64."""
SHRINKS = (8, 4, 2)
"""What libjpeg can scale by while it decodes."""
PAYLOAD = 65533
"""Most bytes of a segment behind its length."""
EXIF_ROOM, XMP_ROOM, MORE_ROOM = PAYLOAD - len(PREFIX), PAYLOAD - len(XMP), 65_400
MOST_XMP = 16_000_000
"""An extended packet that claims more bytes is left out."""
MOST_PACKETS = 4
"""Further extended packets are left out."""
HALVED = 1, 2
"""Pillow's numbers of 4:2:2 and 4:2:0."""
MOST_SCANS = 500
"""Each scan may cover the whole picture again; photos have about ten."""
CREDENTIALS = "The content credentials of {name} do not hold for an edited photo and were left out."
PARTS = "The moving part or the layer for bright screens of {name} was left out."


def decode(data: bytes, name: str, limits: Limits, least: float = 0.0) -> Decoded:
    """The photo as stored. Raises what Pillow raises over damage, and ImageTooLarge.

    With ``least``, for looking: decoded at the smallest fraction of its size that has at least so many pixels.
    """
    if data.count(b"\xff\xda") > MOST_SCANS:
        raise ValueError("too many scans")
    with opened(data, "JPEG") as image:
        check_size(*image.size, name, limits)
        check_held(image.width * image.height, len(data), DENSEST, name)
        facts = jpeg_facts(image)
        icc = image.info.get("icc_profile")
        if least:
            width, height = image.size
            shrink = next((by for by in SHRINKS if width * height / by**2 >= least), 1)
            image.draft(None, (width // shrink, height // shrink))
        image.load()
        found = colours(image, icc, name)
        mode = image.mode
    metadata, ppi, notes = blocks(data, name)
    orientation = orientation_of(metadata.exif or b"")
    profile = found.icc
    if not icc and mode == "RGB" and metadata.exif and says_adobe_rgb(metadata.exif):
        profile = adobe_rgb_profile()
    return Decoded(found.pixels, mode, profile, metadata, orientation, (*found.notes, *notes),
                   turned(facts) if orientation > 4 else facts, ppi)


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and payload of each segment before the pixels, up to where the file is damaged."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == START_OF_SCAN:
            return
        size = int.from_bytes(data[at + 2:at + 4])
        yield marker, data[at + 4:at + 2 + size]
        at += 2 + max(size, 2)


def blocks(data: bytes, name: str = "the photo") -> tuple[Metadata, tuple[float, float] | None, tuple[str, ...]]:
    """The metadata in a JPEG's segments, pixels an inch, and notes on what cannot be carried."""
    exif = packet = ppi = None
    photoshop: list[bytes] = []
    signed = False
    more: dict[bytes, bytearray] = {}
    for marker, payload in segments(data):
        if marker == APP0 and payload[:5] == b"JFIF\0" and len(payload) >= 12 and payload[7] in (1, 2):
            per = 1.0 if payload[7] == 1 else 2.54
            across, down = struct.unpack_from(">HH", payload, 8)
            ppi = (across * per, down * per) if across and down else None
        elif marker == APP1 and payload.startswith(PREFIX) and exif is None:
            exif = payload
        elif marker == APP1 and payload.startswith(XMP) and packet is None:
            packet = xmp.packet(payload[len(XMP):])
        elif marker == APP1 and payload.startswith(MORE_XMP):
            _collect(more, payload[len(MORE_XMP):])
        elif marker == APP13 and payload.startswith(PHOTOSHOP):
            photoshop.append(payload[len(PHOTOSHOP):])
        elif marker == APP11 and b"jumb" in payload[:32]:
            signed = True
    if packet and more:
        packet = _extended(packet, more)
    notes: tuple[str, ...] = (CREDENTIALS.format(name=name),) if signed else ()
    alone = xmp.without_parts(packet) if packet else None
    if alone != packet:
        notes += (PARTS.format(name=name),)
    iptc, rest = resources.parted(b"".join(photoshop))
    return Metadata(exif, alone, iptc, rest), ppi, notes


def _collect(more: dict[bytes, bytearray], payload: bytes) -> None:
    """Put a part of an extended packet into its place."""
    if len(payload) < 40:
        return
    size, offset = struct.unpack_from(">II", payload, 32)
    part = payload[40:]
    known = payload[:32] in more or len(more) < MOST_PACKETS
    if known and size <= MOST_XMP and offset + len(part) <= size:
        more.setdefault(payload[:32], bytearray(size))[offset:offset + len(part)] = part


def _extended(packet: bytes, more: dict[bytes, bytearray]) -> bytes:
    named = (xmp.value_of(packet, xmp.NOTE, "HasExtendedXMP") or "").encode()
    return xmp.merged(packet, bytes(more[named])) if named in more else packet


def jpeg_facts(image: PillowImage) -> JpegFacts:
    """How an opened JPEG is coded."""
    from PIL import JpegImagePlugin

    tables: dict[int, list[int]] = getattr(image, "quantization", {})
    return JpegFacts(tuple(tuple(tables[key]) for key in sorted(tables)), JpegImagePlugin.get_sampling(image))


def turned(facts: JpegFacts) -> JpegFacts:
    """The facts of a photo that is put on its side: its tables with rows for columns."""
    tables = (tuple(table[row * 8 + column] for column in range(8) for row in range(8)) for table in facts.tables)
    return replace(facts, tables=tuple(tables))


def encode(photo: Photo, pixels: Pixels, icc: bytes, metadata: Metadata, quality: int | None) -> bytes:
    """The file's bytes for (H, W, 3) uint8 ``pixels``. One that comes from a JPEG keeps its tables and subsampling
    unless ``quality`` (1..100) is given, and where nothing was changed it decodes to the same pixels, nearly all."""
    from PIL import Image

    jpeg = photo.source.jpeg if photo.source else None
    options: dict[str, Any] = {"quality": quality or 95, "subsampling": 0}
    if jpeg and quality is None and jpeg.tables:
        options = {"qtables": [list(table) for table in jpeg.tables], "subsampling": max(jpeg.subsampling, 0)}
        if jpeg.subsampling in HALVED:
            from engine.codecs.kinds.jpeg_chroma import for_halving

            pixels = for_halving(pixels, rows_too=jpeg.subsampling == HALVED[1])
    ppi = photo.source.ppi if photo.source else None
    if ppi and max(ppi) < 65535:
        options["dpi"] = ppi
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", **options)
    return with_blocks(buffer.getvalue(), icc, metadata)


def with_blocks(jpeg: bytes, icc: bytes, metadata: Metadata) -> bytes:
    """The file with the blocks behind its JFIF segment. EXIF that is too long is left out."""
    behind = 2
    if jpeg[2:4] == b"\xff\xe0":
        behind += 2 + int.from_bytes(jpeg[4:6])
    parts = b""
    if metadata.exif and len(body_of(metadata.exif)) <= EXIF_ROOM:
        parts += _segment(APP1, PREFIX + body_of(metadata.exif))
    if metadata.xmp:
        parts += _xmp_segments(metadata.xmp)
    photoshop = resources.joined(metadata.iptc, metadata.photoshop) or b""
    room = PAYLOAD - len(PHOTOSHOP)
    for at in range(0, len(photoshop), room):
        parts += _segment(APP13, PHOTOSHOP + photoshop[at:at + room])
    room = PAYLOAD - len(PROFILE) - 2
    count = -(-len(icc) // room)
    for number in range(count):
        part = icc[number * room:(number + 1) * room]
        parts += _segment(APP2, PROFILE + bytes([number + 1, count]) + part)
    return jpeg[:behind] + parts + jpeg[behind:]


def _xmp_segments(packet: bytes) -> bytes:
    if len(packet) <= XMP_ROOM:
        return _segment(APP1, XMP + packet)
    digest = hashlib.md5(xmp.extension(packet), usedforsecurity=False).hexdigest().upper()
    first, more = xmp.split(packet, digest)
    out = _segment(APP1, XMP + first)
    for at in range(0, len(more), MORE_ROOM):
        head = MORE_XMP + digest.encode() + struct.pack(">II", len(more), at)
        out += _segment(APP1, head + more[at:at + MORE_ROOM])
    return out


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload
