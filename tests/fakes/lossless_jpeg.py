"""Lossless JPEG (ITU-T T.81, annex H) as cameras and DNG write it: predictor 1, one Huffman table."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

CODES = 17
"""Categories 0..16 of a difference: 15 codes of 4 bits would not do, so all have 5."""


def lossless_jpeg(values: NDArray[np.uint16], bits: int, components: int = 1) -> bytes:
    """The file of (H, W) values, ``components`` neighbours in a row making one pixel."""
    height, width = values.shape
    table = bytes([0, 0, 0, 0, 0, CODES, *[0] * 11]) + bytes(range(CODES))
    ids = range(1, components + 1)
    frame = struct.pack(">BHHB", bits, height, width // components, components)
    frame += b"".join(bytes([number, 0x11, 0]) for number in ids)
    scan = bytes([components]) + b"".join(bytes([number, 0]) for number in ids) + bytes([1, 0, 0])
    return b"".join((b"\xff\xd8", _segment(0xC4, table), _segment(0xC3, frame), _segment(0xDA, scan),
                     _coded(_differences(values.astype(np.int64), bits, components)), b"\xff\xd9"))


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def _differences(values: NDArray[Any], bits: int, components: int) -> NDArray[Any]:
    """To the pixel before; at a row's beginning to the one above, at the very first to the middle of the range."""
    pixels = values.reshape(len(values), -1, components)
    before = np.empty_like(pixels)
    before[:, 1:] = pixels[:, :-1]
    before[1:, 0] = pixels[:-1, 0]
    before[0, 0] = 1 << (bits - 1)
    return (pixels - before).ravel()


def _coded(differences: NDArray[Any]) -> bytes:
    """Each as the code of its number of bits and those bits; a zero stuffed behind every 255."""
    text = []
    for difference in differences.tolist():
        size = abs(difference).bit_length()
        text.append(f"{size:05b}")
        if size:
            text.append(f"{difference if difference > 0 else difference + (1 << size) - 1:0{size}b}")
    joined = "".join(text)
    joined += "1" * (-len(joined) % 8)
    return int(joined, 2).to_bytes(len(joined) // 8).replace(b"\xff", b"\xff\0")
