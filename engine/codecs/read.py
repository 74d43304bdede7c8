"""A picture file to a Photo: upright pixels in their own depth, profile and metadata kept."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from engine.codecs.deep import deep_pixels, float_tiff
from engine.codecs.exif import ORIENTATION, of_tiff, upright_block
from engine.codecs.sniff import REMEDY, Limits, check_size, sniff
from engine.errors import InvalidImageFormat, LookroomError, StorageError
from engine.photo import JpegFacts, Metadata, Photo, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image as PillowImage

    from engine.codecs.sniff import InputFormat
    from engine.photo import Pixels

DEFAULT_LIMITS = Limits()
HEAD = 32
"""Bytes that tell what a file is."""
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, struct.error, zlib.error)
"""What decoders raise over a damaged file."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    """Pixels with what was said of them; ``upright``: already turned by the decoder, as TIFFs are."""

    pixels: Pixels
    mode: str
    icc: bytes | None
    upright: bool = False
    notes: tuple[str, ...] = ()


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> Photo:
    """Decode the file ``path`` in this process. Raises as ``decode``, and StorageError for a file that is not readable.

    A file that is missing or no file at all raises InvalidImageFormat.
    """
    return decode(file_bytes(path), path.name, path, limits)


def decode(data: bytes | memoryview, name: str, path: Path, limits: Limits = DEFAULT_LIMITS) -> Photo:
    """The photo in a file's bytes: orientation applied, transparency kept, the first frame taken of several.

    ``name`` is what messages call the file, ``path`` goes into ``Photo.source`` and is not opened. Sizes are checked
    from the header. Raises InvalidImageFormat (not a picture, damaged, empty) and ImageTooLarge.
    """
    data = bytes(data)
    if not data:
        raise InvalidImageFormat(f"The file {name} is empty.", REMEDY)
    kind = sniff(data[:HEAD], name)
    try:
        with warnings.catch_warnings():  # Pillow tells developers of oddities that it copes with
            warnings.simplefilter("ignore")
            return _photo(data, kind, name, path, limits)
    except LookroomError:
        raise
    except DAMAGE as error:
        what = f"The {kind} file {name} is damaged or cut off and cannot be decoded."
        raise InvalidImageFormat(what, REMEDY) from error


def _photo(data: bytes, kind: InputFormat, name: str, path: Path, limits: Limits) -> Photo:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours: check_size, from the header
    try:
        with Image.open(BytesIO(data), formats=[kind]) as image:
            check_size(*image.size, name, limits)
            metadata, orientation = _metadata(image, kind)
            jpeg = _jpeg_facts(image) if kind == "JPEG" else None
            decoded = _decode(image, data, kind, name)
    except UnidentifiedImageError:
        if kind != "TIFF":
            raise
        pixels, icc = float_tiff(data, name, limits)
        decoded, metadata, orientation, jpeg = _Decoded(pixels, "float", icc, True), Metadata(), 1, None
    depth = decoded.pixels.dtype.itemsize * 8
    source = Source(path, kind, decoded.mode, depth, jpeg, decoded.notes)
    pixels = decoded.pixels if decoded.upright else upright(decoded.pixels, orientation)
    return Photo(pixels, decoded.icc, metadata, source)


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


def _decode(image: PillowImage, data: bytes, kind: InputFormat, name: str) -> _Decoded:
    icc = image.info.get("icc_profile")
    notes = []
    if getattr(image, "n_frames", 1) > 1:
        notes.append(f"{name} holds several pictures; the first one is used.")
        image.seek(0)
    deep = deep_pixels(image, data, kind)
    if deep is not None:
        grey = image.mode in ("I", "I;16", "I;16B", "F")
        return _Decoded(deep, image.mode, None if grey else icc, kind == "TIFF", tuple(notes))
    image.load()
    if image.mode == "CMYK":
        notes.append(f"{name} is in CMYK and was converted to sRGB.")
        return _Decoded(_from_cmyk(image, icc), "CMYK", None, kind == "TIFF", tuple(notes))
    if image.mode not in ("RGB", "RGBA"):
        notes.append(f"The {MODES.get(image.mode, image.mode)} pixels of {name} were converted to RGB.")
    grey = image.mode in ("1", "L", "LA", "La")
    transparent = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    pixels = np.array(image.convert("RGBA" if transparent else "RGB"))
    return _Decoded(pixels, image.mode, None if grey or image.mode == "LAB" else icc, kind == "TIFF", tuple(notes))


MODES = {"1": "black-and-white", "L": "grey", "LA": "grey", "P": "palette", "PA": "palette", "LAB": "Lab"}
"""Pillow's names of pixels in people's words."""


def _from_cmyk(image: PillowImage, icc: bytes | None) -> Pixels:
    """CMYK to sRGB through the embedded profile, or Pillow's plain formula where there is none that works."""
    from PIL import ImageCms

    converted = None
    if icc:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(icc))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
    return np.array(image.convert("RGB") if converted is None else converted)


def _metadata(image: PillowImage, kind: InputFormat) -> tuple[Metadata, int]:
    """The EXIF and XMP blocks with the orientation set to upright, and the orientation found (1..8)."""
    tags = image.getexif()
    found = tags.get(ORIENTATION, 1)
    block: bytes | None = of_tiff(tags) if kind == "TIFF" else image.info.get("exif")
    xmp: Any = image.info.get("xmp")
    if isinstance(xmp, bytes):
        xmp = re.sub(rb"(tiff:Orientation(?:=[\"']|>))[2-8]", rb"\g<1>1", xmp)
    orientation = found if isinstance(found, int) and 1 <= found <= 8 else 1
    metadata = Metadata(upright_block(block) if block else None, xmp if isinstance(xmp, bytes) else None)
    return metadata, orientation


def _jpeg_facts(image: PillowImage) -> JpegFacts:
    from PIL import JpegImagePlugin

    tables: dict[int, list[int]] = getattr(image, "quantization", {})
    return JpegFacts(tuple(tuple(tables[key]) for key in sorted(tables)), JpegImagePlugin.get_sampling(image))


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Undo an EXIF orientation (1..8, EXIF 2.32 section 4.6.4 A)."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)
