"""EXIF and XMP of Canon's CR3: TIFF structures in boxes of their own, laid together to one block."""

from __future__ import annotations

import struct

from engine.codecs.blocks import xmp
from engine.codecs.blocks.exif_gather import of_parts
from engine.codecs.kinds.heif_items import read_boxes
from engine.photo import Metadata

CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
"""Name of the box in ``moov`` that holds what Canon says of the photo."""
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""Name of the box of an XMP packet (XMP part 3, section 1.2.7.1)."""
MAIN, INNER, NOTE, GPS = b"CMT1", b"CMT2", b"CMT3", b"CMT4"


def metadata_of(data: bytes) -> Metadata:
    """The blocks of the file; those that are damaged or not there are None."""
    packet, parts = None, {}
    try:
        for name, content in read_boxes(data):
            if name == b"uuid" and content[:16] == XMP:
                packet = xmp.packet(content[16:])
            elif name == b"moov":
                own = next((inner[16:] for kind, inner in read_boxes(content)
                            if kind == b"uuid" and inner[:16] == CANON), b"")
                parts = dict(read_boxes(own))
    except ValueError:  # cut off: what came before it counts
        pass
    try:
        block = of_parts(parts[MAIN], parts.get(INNER), parts.get(NOTE), parts.get(GPS))
    except (KeyError, ValueError, struct.error):
        block = None
    return Metadata(block, packet)
