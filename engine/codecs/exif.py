"""EXIF blocks: made upright, and told apart from the other tags of a TIFF file.

A block is what Pillow calls ``info["exif"]``: optional ``Exif`` and two zeros, then a TIFF header with its directories
(EXIF 2.32, section 4.5).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Exif

PREFIX = b"Exif\0\0"
ORIENTATION = 0x0112
EXIF_IFD, GPS_IFD, INTEROP_IFD = 0x8769, 0x8825, 0xA005
WHOLE = {3: "H", 4: "I"}
"""struct's letters of the types SHORT and LONG."""
DESCRIPTIVE = frozenset({
    270, 271, 272, 282, 283, 296, 305, 306, 315, 316, 33432, EXIF_IFD, GPS_IFD,
    *range(0x9C9B, 0x9CA0),  # title, comment, author, keywords and subject as Windows writes them
})
"""Tags of a TIFF's first directory that say something of the photo, not of how its pixels are stored."""


def upright_block(block: bytes) -> bytes:
    """The block with the orientation of its first directory set to 1, every other byte as it was."""
    body = block.removeprefix(PREFIX)
    start = len(block) - len(body)
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None:
        return block
    try:
        at = struct.unpack_from(order + "I", body, 4)[0]
        for entry in range(struct.unpack_from(order + "H", body, at)[0]):
            place = at + 2 + 12 * entry
            tag, kind = struct.unpack_from(order + "HH", body, place)
            if tag == ORIENTATION and kind in WHOLE:
                value, one = start + place + 8, struct.pack(order + WHOLE[kind], 1)
                return block[:value] + one + block[value + len(one):]
    except struct.error:  # the directory runs past the end of the block: readers will not find the tag either
        return block
    return block


def of_tiff(tags: Exif) -> bytes | None:
    """An EXIF block of a TIFF file's descriptive tags; None when it has none."""
    from PIL.Image import Exif

    block = Exif()
    for tag in DESCRIPTIVE & set(tags):
        block[tag] = directory(tags, tag) if tag in (EXIF_IFD, GPS_IFD) else tags[tag]
    return block.tobytes() if len(block) else None


def tags_of(block: bytes) -> dict[int, Any]:
    """The descriptive tags of a block with their values, sub-directories as dicts: what a TIFF's directory takes."""
    from PIL.Image import Exif

    tags = Exif()
    tags.load(block)
    return {tag: directory(tags, tag) if tag in (EXIF_IFD, GPS_IFD) else tags[tag] for tag in DESCRIPTIVE & set(tags)}


def directory(tags: Exif, which: int) -> dict[int, Any]:
    """A sub-directory's tags; one inside it as a dict."""
    inner = dict(tags.get_ifd(which))
    if which == EXIF_IFD and INTEROP_IFD in inner:
        inner[INTEROP_IFD] = dict(tags.get_ifd(INTEROP_IFD))
    return inner
