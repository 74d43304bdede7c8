"""PNG of 8 and 16 bits (W3C PNG, third edition): pixels by Pillow and OpenCV, chunks of colour and metadata here."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.blocks import resources, xmp
from engine.codecs.blocks.exif import body_of, orientation_of
from engine.codecs.kinds import cicp
from engine.codecs.kinds.decoded import Decoded, checked, colours, first_frame, grey_profile, opened
from engine.codecs.kinds.deep import deep_pixels
from engine.codecs.kinds.jpeg import CREDENTIALS
from engine.codecs.sniff import check_held, check_size, png_header
from engine.errors import StorageError
from engine.photo import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.codecs.sniff import Limits
    from engine.photo import Pixels

HEAD = 8 + 25
"""Bytes of the signature and IHDR."""
MOST = 16_000_000
"""Compressed chunks that unpack to more bytes are left out."""
XMP_TEXT, IPTC_TEXT = b"XML:com.adobe.xmp\0", b"Raw profile type iptc\0"
GREYS = (0, 4)
CHANNELS = {2: 3, 4: 2, 6: 4}
"""By colour type; the others have one."""
DEFLATE = 1040
"""Bytes that one byte unpacks to at most (zlib's technical details: 1032)."""


def decode(data: bytes, name: str, limits: Limits) -> Decoded:
    """The photo as stored. Raises what the decoders raise over damage, and ImageTooLarge."""
    header = png_header(data)
    check_size(header.width, header.height, name, limits)
    bits = header.bit_depth * CHANNELS.get(header.colour_type, 1)
    check_held(header.width * header.height * bits, packed_size(data), 8 * DEFLATE, name)
    with opened(data, "PNG") as image:
        notes = first_frame(image, name)
        mode = image.mode
        icc, more = _profile(data)
        if header.bit_depth == 16:
            pixels = deep_pixels(data)
            found = checked(pixels, grey_profile(icc) if header.colour_type in GREYS else icc, name)
        else:
            image.load()
            found = colours(image, icc, name)
    metadata, ppi, said = _blocks(data, name)
    return Decoded(found.pixels, mode, found.icc, metadata, orientation_of(metadata.exif or b""),
                   (*notes, *found.notes, *more, *said), ppi=ppi)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk other than pixels, up to where the file is damaged."""
    for name, at, size in _places(data):
        if name not in (b"IDAT", b"fdAT"):
            yield name, data[at:at + size]


def packed_size(data: bytes) -> int:
    """Bytes of all chunks of pixels of the first picture."""
    return sum(size for name, _, size in _places(data) if name == b"IDAT")


def _places(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and size of the content of each whole chunk."""
    at = 8
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at:at + 4]), data[at + 4:at + 8]
        if at + 12 + size > len(data):
            return
        yield name, at + 8, size
        at += 12 + size


def _profile(data: bytes) -> tuple[bytes | None, tuple[str, ...]]:
    """The profile that the chunks name, by their rank: cICP, iCCP, sRGB, then gAMA and cHRM; and notes."""
    found: dict[bytes, bytes] = {}
    for name, content in chunks(data):
        found.setdefault(name, content)
    notes: tuple[str, ...] = ()
    if len(found.get(b"cICP", b"")) == 4:
        primaries, transfer = found[b"cICP"][:2]
        icc, notes = cicp.profile_of(primaries, transfer)
        if icc or primaries == 1:
            return icc, notes
    if b"iCCP" in found:
        packed = found[b"iCCP"].split(b"\0", 1)[-1][1:]
        icc = unpacked(packed)
        if icc:
            return icc, notes
    if b"sRGB" in found:
        return None, notes
    gamma, points = found.get(b"gAMA", b""), found.get(b"cHRM", b"")
    try:
        return cicp.from_chunks(int.from_bytes(gamma) if len(gamma) == 4 else None,
                                struct.unpack(">8I", points) if len(points) == 32 else None), notes
    except (ValueError, np.linalg.LinAlgError):
        return None, notes


def unpacked(packed: bytes) -> bytes | None:
    """A deflated content; None when it is damaged or too long."""
    reader = zlib.decompressobj()
    try:
        out = reader.decompress(packed, MOST)
    except zlib.error:
        return None
    return None if reader.unconsumed_tail or not reader.eof else out


def _blocks(data: bytes, name: str) -> tuple[Metadata, tuple[float, float] | None, tuple[str, ...]]:
    exif = packet = ppi = block = None
    notes: tuple[str, ...] = ()
    for kind, content in chunks(data):
        if kind == b"eXIf":
            exif = content
        elif kind == b"iTXt" and content.startswith(XMP_TEXT):
            packet = xmp.packet(_international(content[len(XMP_TEXT):]))
        elif kind == b"zTXt" and content.startswith((IPTC_TEXT, b"Raw profile type 8bim\0")):
            block = _raw_profile(content.split(b"\0", 1)[1][1:])
        elif kind == b"pHYs" and len(content) == 9 and content[8] == 1:
            across, down = struct.unpack_from(">II", content)
            ppi = (across * 0.0254, down * 0.0254) if across and down else None
        elif kind == b"caBX":
            notes = (CREDENTIALS.format(name=name),)
    iptc, photoshop = resources.parted(block)
    return Metadata(exif, packet, iptc, photoshop), ppi, notes


def _international(content: bytes) -> bytes | None:
    """The text of an iTXt chunk behind its keyword (section 11.3.3.4)."""
    if len(content) < 2:
        return None
    rest = content[2:].split(b"\0", 2)
    if len(rest) < 3:
        return None
    return unpacked(rest[2]) if content[0] else rest[2]


def _raw_profile(packed: bytes) -> bytes | None:
    """The block in a text as ImageMagick and ExifTool write them: a name, a length, and hexadecimal digits."""
    lines = (unpacked(packed) or b"").split(b"\n", 3)
    if len(lines) < 4 or not lines[2].strip().isdigit():
        return None
    try:
        return bytes.fromhex(lines[3].decode("ascii"))[:int(lines[2])]
    except ValueError:
        return None


def encode(pixels: Pixels, icc: bytes, metadata: Metadata, ppi: tuple[float, float] | None = None) -> bytes:
    """The file's bytes for (H, W, 3 or 4) uint8 or uint16; the settings were fastest on photos and small."""
    import cv2

    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP,
                cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    done, data = cv2.imencode(".png", np.ascontiguousarray(pixels[..., order]), settings)
    if not done:
        raise StorageError("The PNG could not be encoded.", "Choose another format.")
    return with_blocks(data.tobytes(), icc, metadata, ppi)


def with_blocks(png: bytes, icc: bytes, metadata: Metadata, ppi: tuple[float, float] | None = None) -> bytes:
    """Insert the chunks of profile and metadata behind IHDR. IPTC goes where ImageMagick and ExifTool look for it."""
    parts = _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))
    if ppi:
        parts += _chunk(b"pHYs", struct.pack(">IIB", *(min(round(value / 0.0254), 2**31) for value in ppi), 1))
    if metadata.exif:
        parts += _chunk(b"eXIf", body_of(metadata.exif))
    if metadata.xmp:
        parts += _chunk(b"iTXt", XMP_TEXT + b"\0\0\0\0" + metadata.xmp)
    block = resources.joined(metadata.iptc, metadata.photoshop)
    if block:
        text = b"\niptc\n%8d\n" % len(block) + block.hex("\n", 36).encode() + b"\n"
        parts += _chunk(b"zTXt", IPTC_TEXT + b"\0" + zlib.compress(text))
    return png[:HEAD] + parts + png[HEAD:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
