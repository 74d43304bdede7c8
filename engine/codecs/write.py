"""A Photo to the bytes of a picture file, with profile and metadata, in the depth that the format can hold."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.exif import PREFIX
from engine.colour import eight_bit
from engine.errors import StorageError, UsageError
from engine.photo import top_value

if TYPE_CHECKING:
    from engine.codecs.formats import OutputFormat
    from engine.photo import Metadata, Photo, Pixels

MARKER = 65533 - 29
"""Bytes of EXIF or XMP that a JPEG's marker holds beside the block's own name."""


def encode(photo: Photo, form: OutputFormat, quality: int | None = None, depth: int | None = None) -> bytes:
    """The file's bytes. ``depth`` 8 or 16 lowers or raises the bits a channel within what the format holds.

    A JPEG that comes from a JPEG keeps its quantisation tables and subsampling unless ``quality`` (1..100) is given.
    What the format cannot hold of the metadata is left out: ``losses`` names it. Raises UsageError (``check_fits``).
    """
    check_fits(photo, form)
    pixels = photo.pixels
    if pixels.shape[2] == 4 and not form.alpha:
        pixels = pixels[..., :3]
    pixels = sixteen_bit(pixels) if bits(photo, form, depth) == 16 else eight_bit(pixels)
    metadata = _held(photo.metadata, form)
    if form.name == "TIFF":
        from engine.codecs.tiff import encode_tiff

        return encode_tiff(pixels, photo.icc, metadata)
    if form.name == "PNG":
        return _encode_png(pixels, photo.icc, metadata)
    return _encode_pillow(photo, pixels, form, quality, metadata)


def bits(photo: Photo, form: OutputFormat, depth: int | None) -> int:
    """Bits a channel that a file will have, 8 or 16."""
    return min(depth or photo.depth, form.depth)


def check_fits(photo: Photo, form: OutputFormat) -> None:
    """Raise UsageError when the format cannot hold the photo: real transparency, or a side that is too long."""
    pixels = photo.pixels
    if pixels.shape[2] == 4 and not form.alpha and pixels[..., 3].min() < top_value(pixels.dtype):
        raise UsageError(f"{form.name} cannot hold transparency.", "Name the output .png, .tif or .webp.")
    if max(photo.width, photo.height) > form.side:
        raise UsageError(f"{form.name} cannot hold {photo.width} x {photo.height} pixels.",
                         "Name the output .png or .tif.")


def losses(photo: Photo, form: OutputFormat, depth: int | None) -> list[str]:
    """Sentences on what the file will lack of the photo, or of what was asked for."""
    out = []
    if depth is None and photo.depth > form.depth:
        out.append(f"The photo's {photo.depth} bits a channel were reduced to {form.depth}: {form.name} holds no more.")
    if depth is not None and depth > form.depth:
        out.append(f"{form.name} holds no more than {form.depth} bits a channel.")
    held = _held(photo.metadata, form)
    out += [f"The photo's {name} is too long for {form.name} and was left out."
            for name, before, after in (("EXIF", photo.metadata.exif, held.exif), ("XMP", photo.metadata.xmp, held.xmp))
            if before and not after]
    return out


def _held(metadata: Metadata, form: OutputFormat) -> Metadata:
    """The blocks that the format has room for."""
    if form.name != "JPEG":
        return metadata
    kept = {name: block if block is None or len(block) <= MARKER else None
            for name, block in (("exif", metadata.exif), ("xmp", metadata.xmp))}
    return replace(metadata, **kept)


def _encode_pillow(photo: Photo, pixels: Pixels, form: OutputFormat, quality: int | None, metadata: Metadata) -> bytes:
    """JPEG and WebP."""
    from PIL import Image

    blocks = {"icc_profile": photo.icc, "exif": metadata.exif, "xmp": metadata.xmp}
    options = {name: block for name, block in blocks.items() if block} | _coding(photo, form, quality)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, form.name, **options)
    return buffer.getvalue()


def _coding(photo: Photo, form: OutputFormat, quality: int | None) -> dict[str, Any]:
    if form.name == "WEBP":
        return {"quality": quality, "method": 4} if quality else {"lossless": True, "exact": True, "method": 1}
    jpeg = photo.source.jpeg if photo.source else None
    if jpeg and quality is None and jpeg.tables:
        return {"qtables": [list(table) for table in jpeg.tables], "subsampling": max(jpeg.subsampling, 0)}
    return {"quality": quality or 95, "subsampling": 0}


def _encode_png(pixels: Pixels, icc: bytes | None, metadata: Metadata) -> bytes:
    """OpenCV codes the pixels (with the settings that were fastest on photos and small); the blocks follow by hand."""
    import cv2

    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP,
                cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    done, data = cv2.imencode(".png", np.ascontiguousarray(pixels[..., order]), settings)
    if not done:
        raise StorageError("The PNG could not be encoded.", "Choose another format.")
    return with_png_blocks(data.tobytes(), icc, metadata)


def with_png_blocks(png: bytes, icc: bytes | None, metadata: Metadata) -> bytes:
    """Insert iCCP, eXIf and XMP's iTXt chunks behind IHDR (W3C PNG, sections 11.3.2.3, 11.3.3.4 and 11.3.4.5)."""
    behind_header = 8 + 25
    chunks = b""
    if icc:
        chunks += _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))
    if metadata.exif:
        chunks += _chunk(b"eXIf", metadata.exif.removeprefix(PREFIX))
    if metadata.xmp:
        chunks += _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + metadata.xmp)
    return png[:behind_header] + chunks + png[behind_header:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def sixteen_bit(pixels: Pixels) -> Pixels:
    """Any pixel type to uint16: 8 bits times 257, float 0..1 times 65535, clipped."""
    if pixels.dtype == np.uint16:
        return pixels
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint16) * np.uint16(257)
    out: Pixels = np.rint(np.clip(pixels, 0, 1) * 65535).astype(np.uint16)
    return out
