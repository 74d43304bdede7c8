"""Layered PSD of 8 and 16 bits (Adobe Photoshop File Formats Specification, 2019): the untouched photo, each layer with
its mask and name, and the flattened picture."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.blocks.exif import body_of
from engine.codecs.blocks.resources import EXIF, ICC, IPTC, RESOLUTION, XMP, Resource, block_of, resources_of
from engine.colour import at_depth
from engine.errors import UsageError
from engine.photo import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Layer, Metadata, Photo, Pixels

VERSION_INFO = 1057
RGB_MODE, RAW, ZIP, ZIP_PREDICTED = 3, 0, 2, 3
ALPHA, MASK = -1, -2
"""Numbers of a layer's channels beside red, green and blue."""
SINCE_PHOTOSHOP_5 = 8
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A layer as the file holds it: planes (H, W) by their numbers, in its box; ``clipped``: shows only where the one
    below the clipped ones does, as layers over a transparent photo."""

    name: str
    box: Box
    planes: dict[int, NDArray[Any]]
    opacity: float = 1.0
    clipped: bool = False


def encode(pixels: Pixels, icc: bytes, metadata: Metadata, ppi: tuple[float, float] | None,
           layers: tuple[Photo, tuple[Layer, ...]] | None) -> bytes:
    """The file's bytes for the flattened (H, W, 3 or 4) uint8 or uint16 ``pixels``; without ``layers`` it has one.

    Raises UsageError for more than 2 gigabytes.
    """
    depth = pixels.itemsize * 8
    height, width, channels = pixels.shape
    _check(pixels.nbytes)
    whole = Box(0, 0, width, height)
    base, over = layers or (None, ())
    below = pixels if base is None else at_depth(base.pixels, depth)
    sheets = [_Sheet("Layer" if channels == 4 else "Background", whole, _planes(below))]
    sheets += [_Sheet(layer.name, layer.box, _planes(at_depth(layer.patch, depth))
                      | {ALPHA: _full(layer.box, depth), MASK: _masked(layer, depth)}, layer.opacity, channels == 4)
               for layer in over]
    header = struct.pack(">4sH6xHIIHH", b"8BPS", 1, channels, height, width, depth, RGB_MODE)
    about = block_of(_resources(icc, metadata, ppi))
    found = _layer_info(sheets, clear=channels == 4)
    if depth == 8:
        section = struct.pack(">I", len(found)) + found + bytes(4)
    else:  # Photoshop keeps deeper layers in a block of their own behind an empty layer info
        section = bytes(8) + b"8BIMLr16" + struct.pack(">I", len(found)) + found
    flat = np.ascontiguousarray(np.moveaxis(on_white(pixels), 2, 0).astype(pixels.dtype.newbyteorder(">")))
    _check(len(about) + len(section) + flat.nbytes)
    return b"".join((header, bytes(4), struct.pack(">I", len(about)), about, struct.pack(">I", len(section)), section,
                     struct.pack(">H", RAW), flat.data))


def _check(size: int) -> None:
    """Raise UsageError for more bytes than a PSD may have."""
    if size > MOST:
        raise UsageError("A PSD cannot hold more than 2 gigabytes.", "Name the output .tif or .png, or give --depth 8.")


def on_white(pixels: Pixels) -> Pixels:
    """The flattened colours as Photoshop stores them: mixed with white by their alpha, which readers take out again."""
    if pixels.shape[2] == 3:
        return pixels
    top = np.iinfo(pixels.dtype).max
    alpha = pixels[..., 3:].astype(np.float32) / np.float32(top)
    out = pixels.copy()
    out[..., :3] = np.rint(pixels[..., :3] * alpha + np.float32(top) * (1 - alpha))
    return out


def _resources(icc: bytes, metadata: Metadata, ppi: tuple[float, float] | None) -> list[Resource]:
    across, down = (round(min(value, 32767) * 65536) for value in ppi or (72.0, 72.0))
    out = [Resource(RESOLUTION, struct.pack(">IHHIHH", across, 1, 1, down, 1, 1)), Resource(ICC, icc)]
    blocks = ((IPTC, metadata.iptc), (EXIF, body_of(metadata.exif) if metadata.exif else None), (XMP, metadata.xmp))
    out += [Resource(number, block) for number, block in blocks if block]
    out += [entry for entry in resources_of(metadata.photoshop or b"") if entry.number != VERSION_INFO]
    writer = _unicode("Lookroom")
    out.append(Resource(VERSION_INFO, struct.pack(">IB", 1, 1) + writer + writer + struct.pack(">I", 1)))
    return out


def _unicode(text: str) -> bytes:
    """A length in UTF-16 units, then the text."""
    coded = text.encode("utf-16-be")
    return struct.pack(">I", len(coded) // 2) + coded


def _planes(pixels: Pixels) -> dict[int, NDArray[Any]]:
    numbers = (0, 1, 2) if pixels.shape[2] == 3 else (0, 1, 2, ALPHA)
    return {number: pixels[..., k] for k, number in enumerate(numbers)}


def _full(box: Box, depth: int) -> NDArray[Any]:
    kind = np.uint8 if depth == 8 else np.uint16
    return np.full((box.height, box.width), np.iinfo(kind).max, kind)


def _masked(layer: Layer, depth: int) -> NDArray[Any]:
    kind = np.uint8 if depth == 8 else np.uint16
    out: NDArray[Any] = np.rint(layer.mask * np.float32(np.iinfo(kind).max)).astype(kind)
    return out


def _layer_info(sheets: list[_Sheet], *, clear: bool) -> bytes:
    """Records and pixels of all layers, lowest first; a negative count says that the flattened picture has alpha."""
    records: list[bytes] = []
    pixels: list[bytes] = []
    for sheet in sheets:
        with ThreadPoolExecutor() as pool:  # zlib works outside the interpreter's lock
            channels = dict(zip(sheet.planes, pool.map(_packed, sheet.planes.values()), strict=True))
        records.append(_record(sheet, channels))
        pixels += channels.values()
    out = struct.pack(">h", -len(sheets) if clear else len(sheets)) + b"".join([*records, *pixels])
    return out + bytes(-len(out) % 4)


def _packed(plane: NDArray[Any]) -> bytes:
    """A channel: deflated differences of neighbours in a row; of 16 bits the values themselves, for Krita (5.1) takes
    differences of 16 bits for something else."""
    if plane.dtype == np.uint16:
        return struct.pack(">H", ZIP) + zlib.compress(plane.astype(">u2").tobytes(), 1)
    rows = np.array(plane, order="C")
    rows[:, 1:] -= plane[:, :-1]
    return struct.pack(">H", ZIP_PREDICTED) + zlib.compress(rows.tobytes(), 1)


def _record(sheet: _Sheet, channels: dict[int, bytes]) -> bytes:
    box = struct.pack(">4i", sheet.box.y, sheet.box.x, sheet.box.y + sheet.box.height, sheet.box.x + sheet.box.width)
    out = box + struct.pack(">H", len(channels))
    out += b"".join(struct.pack(">hI", number, len(data)) for number, data in channels.items())
    out += b"8BIMnorm" + bytes([round(sheet.opacity * 255), sheet.clipped, SINCE_PHOTOSHOP_5, 0])
    mask = struct.pack(">I", 20) + box + bytes(4) if MASK in channels else bytes(4)
    short = sheet.name.encode("ascii", "replace")[:255]
    name = bytes([len(short)]) + short
    full = _unicode(sheet.name)
    full += bytes(-len(full) % 4)
    extra = mask + bytes(4) + name + bytes(-len(name) % 4) + b"8BIMluni" + struct.pack(">I", len(full)) + full
    return out + struct.pack(">I", len(extra)) + extra
