"""A picture file to a Photo: upright pixels in their own depth, profile and metadata kept.

A photo without a profile counts as sRGB; a camera's JPEG that marks itself as Adobe RGB by EXIF gets that profile.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from engine.codecs.blocks import xmp
from engine.codecs.blocks.exif import resolution_of, upright_block
from engine.codecs.kinds.decoded import upright
from engine.codecs.sniff import REMEDY, Limits, is_raw, sniff
from engine.errors import InvalidImageFormat, LookroomError, StorageError
from engine.photo import Photo, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.codecs.kinds.decoded import Decoded
    from engine.codecs.sniff import InputFormat
    from engine.photo import Metadata

__all__ = ["DAMAGE", "DEFAULT_LIMITS", "decode", "file_bytes", "read", "upright"]

DEFAULT_LIMITS = Limits()
HEAD = 64
"""Bytes that tell what a file is."""
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError,
          AssertionError, RuntimeError, struct.error, zlib.error)
"""What decoders raise over a damaged file."""


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> Photo:
    """Decode the file ``path`` in this process. Raises as ``decode``, and StorageError for a file that is not readable.

    A file that is missing or no file at all raises InvalidImageFormat.
    """
    return decode(file_bytes(path), path.name, path, limits)


def decode(data: bytes | memoryview, name: str, path: Path, limits: Limits = DEFAULT_LIMITS,
           least: float = 0.0) -> Photo:
    """The photo in a file's bytes: orientation applied, transparency kept, the first frame taken of several.

    ``name`` is what messages call the file, ``path`` goes into ``Photo.source`` and is not opened. Sizes are checked
    from the header. With ``least``, for looking, a JPEG or raw may come smaller, with at least so many pixels. Raises
    InvalidImageFormat (not a picture, damaged, empty) and ImageTooLarge.
    """
    data = bytes(data)
    if not data:
        raise InvalidImageFormat(f"The file {name} is empty.", REMEDY)
    kind = sniff(data[:HEAD], name)
    if kind == "TIFF" and is_raw(data):
        kind = "RAW"
    try:
        with warnings.catch_warnings():  # Pillow tells developers of oddities that it copes with
            warnings.simplefilter("ignore")
            return _photo(_decoded(data, kind, name, limits, least), kind, path)
    except LookroomError:
        raise
    except DAMAGE as error:
        what = f"The {kind} file {name} is damaged or cut off and cannot be decoded."
        raise InvalidImageFormat(what, REMEDY) from error


def _photo(found: Decoded, kind: InputFormat, path: Path) -> Photo:
    """The photo, upright. Raises ValueError for pixels that are none."""
    metadata = _upright(found.metadata)
    ppi = found.ppi or (resolution_of(metadata.exif) if metadata.exif else None)
    source = Source(path, kind, found.mode, found.pixels.dtype.itemsize * 8, found.jpeg, found.notes, ppi)
    return Photo(upright(found.pixels, found.orientation), found.icc, metadata, source)


def _decoded(data: bytes, kind: InputFormat, name: str, limits: Limits, least: float) -> Decoded:
    if kind == "JPEG":
        from engine.codecs.kinds import jpeg

        return jpeg.decode(data, name, limits, least)
    if kind == "PNG":
        from engine.codecs.kinds import png

        return png.decode(data, name, limits)
    if kind == "TIFF":
        from engine.codecs.kinds import tiff_read

        return tiff_read.decode(data, name, limits)
    if kind == "AVIF":
        from engine.codecs.kinds import avif

        return avif.decode(data, name, limits)
    if kind == "HEIF":
        from engine.codecs.kinds import heif, system

        return heif.decode(data, name, limits, system.decode)
    if kind == "RAW":
        from engine.codecs.kinds import raw

        return raw.decode(data, name, limits, least)
    from engine.codecs.kinds import plain

    return plain.decode(data, kind, name, limits)


def _upright(metadata: Metadata) -> Metadata:
    """The metadata of the photo as it now stands."""
    exif = upright_block(metadata.exif) if metadata.exif else None
    packet = xmp.upright_packet(metadata.xmp) if metadata.xmp else None
    return replace(metadata, exif=exif, xmp=packet)


def file_bytes(path: Path) -> bytes:
    """The file's bytes. Raises as ``photo_file``."""
    with photo_file(path) as file:
        return file.read()


@contextmanager
def photo_file(path: Path) -> Iterator[BinaryIO]:
    """The open file, at its beginning, after its head showed that it may be a picture; errors of reading it in words.

    Raises InvalidImageFormat (missing, no file, empty, no picture) and StorageError.
    """
    if not path.exists():
        raise InvalidImageFormat(f"There is no photo file {path.name}.", "Check the name and the folder.")
    if not path.is_file():
        raise InvalidImageFormat(f"The photo {path.name} is not a file.", REMEDY)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if not head:
                raise InvalidImageFormat(f"The file {path.name} is empty.", REMEDY)
            sniff(head, path.name)
            file.seek(0)
            yield file
    except OSError as error:
        what = f"The file {path.name} cannot be read: {error.strerror}."
        raise StorageError(what, "Check its permissions.") from error
