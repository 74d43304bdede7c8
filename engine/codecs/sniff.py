"""What a file is, told by its first bytes and never by its name, and how large it may be."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

from engine.codecs.blocks.ifd import directory, first_at, whole, wholes
from engine.errors import ImageTooLarge, InvalidImageFormat

InputFormat = Literal["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "GIF", "BMP", "HEIF", "RAW"]
REMEDY = "Choose a JPEG, PNG, TIFF or WebP photo, or one in AVIF, HEIC or camera raw."
AVIF_BRANDS = frozenset({b"avif", b"avis"})
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
RAW_HEADS = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
"""Fujifilm, Olympus and Panasonic; other makers' raw files begin as TIFF files."""
DNG_VERSION, SUB_DIRECTORIES, PHOTOMETRIC = 50706, 330, 262
SENSOR = frozenset({32803, 34892})
"""Photometric interpretations of raw: colour filter array and linear raw (DNG 1.7)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for. Larger pictures are refused from their header, before memory is taken for them."""

    pixels: int = 400_000_000


@dataclass(frozen=True, slots=True)
class PngHeader:
    """IHDR of a PNG (W3C PNG, section 11.2.1)."""

    width: int
    height: int
    bit_depth: int
    colour_type: int


def sniff(head: bytes, name: str) -> InputFormat:
    """The format that the file ``name`` announces in its first 64 bytes; raises InvalidImageFormat for others."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if head[:2] == b"BM" and len(head) >= 26:
        return "BMP"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[at:at + 4] for at in range(16, min(len(head), int.from_bytes(head[:4])), 4))}
        if b"crx " in brands:
            return "RAW"
        if brands & AVIF_BRANDS:
            return "AVIF"
        if brands & HEIF_BRANDS:
            return "HEIF"
    if head.startswith(RAW_HEADS):
        return "RAW"
    raise InvalidImageFormat(f"The file {name} is not a picture in a format that can be read.", REMEDY)


def is_raw(data: bytes) -> bool:
    """Whether a file that begins as a TIFF is camera raw (DNG, CR2, NEF, ARW, PEF): told by its directories."""
    if data[8:10] == b"CR":
        return True
    try:
        first = directory(data, first_at(data))
        others = [directory(data, at) for at in wholes(data, first.get(SUB_DIRECTORIES))[:8]]
    except (ValueError, struct.error):
        return False
    return first.get(DNG_VERSION) is not None or any(
        whole(data, found.get(PHOTOMETRIC)) in SENSOR for found in (first, *others))


def png_header(data: bytes) -> PngHeader:
    """Read IHDR; raises InvalidImageFormat when it is cut off."""
    if len(data) < 26 or data[12:16] != b"IHDR":
        raise InvalidImageFormat("The PNG file is damaged: its header is missing.", REMEDY)
    return PngHeader(int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), data[24], data[25])


def check_size(width: int, height: int, name: str, limits: Limits) -> None:
    """Raise ImageTooLarge past the pixel limit for the file ``name``."""
    if width * height > limits.pixels:
        limit = f"{limits.pixels / 1_000_000:.3g}"
        raise ImageTooLarge(f"The picture {name} claims {width} x {height} pixels, more than {limit} million.",
                            "Choose a smaller photo.")


def check_held(pixels: int, held: int, densest: float, name: str) -> None:
    """Raise InvalidImageFormat when ``held`` bytes cannot be the ``pixels`` that a header claims.

    ``densest``: pixels that the format's coding can put into a byte, with room to spare.
    """
    if pixels > densest * held:
        raise InvalidImageFormat(f"The file {name} is damaged or cut off: it is too short for the size that it claims.",
                                 REMEDY)
