"""A picture file to a Photo: upright pixels in their own depth, profile and metadata kept."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.sniff import REMEDY, InputFormat, check_size, png_header, sniff
from engine.errors import ImageTooLarge, InvalidImageFormat, StorageError
from engine.photo import JpegFacts, Metadata, Photo, Source

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image as PillowImage

    from engine.photo import Pixels

ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class _Decoded:
    pixels: Pixels
    mode: str
    icc: bytes | None
    notes: tuple[str, ...] = ()


def read(path: Path) -> Photo:
    """Decode ``path``. Orientation is applied, transparency kept, the first frame taken of several.

    Raises InvalidImageFormat (not a picture, damaged, empty, missing), ImageTooLarge, StorageError (not readable).
    """
    data = _bytes(path)
    kind = sniff(data[:32])
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours: check_size, from the header
    try:
        with Image.open(BytesIO(data), formats=[kind]) as image:
            check_size(*image.size)
            metadata, orientation = _metadata(image)
            jpeg = _jpeg_facts(image) if kind == "JPEG" else None
            decoded = _decode(image, data, kind)
    except ImageTooLarge:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as error:
        raise InvalidImageFormat(f"The {kind} file is damaged or cut off and cannot be decoded.", REMEDY) from error
    depth = decoded.pixels.dtype.itemsize * 8
    source = Source(path, kind, decoded.mode, depth, jpeg, decoded.notes)
    return Photo(upright(decoded.pixels, orientation), decoded.icc, metadata, source)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise InvalidImageFormat(f"There is no photo file {path.name}.", "Check the name and the folder.") from error
    except OSError as error:
        raise StorageError(f"The file {path.name} cannot be read: {error.strerror}.", "Check its permissions.") from error
    if not data:
        raise InvalidImageFormat(f"The file {path.name} is empty.", REMEDY)
    return data


def _decode(image: PillowImage, data: bytes, kind: InputFormat) -> _Decoded:
    icc = image.info.get("icc_profile")
    notes = []
    if getattr(image, "n_frames", 1) > 1:
        notes.append("The file holds several pictures; the first one is used.")
    deep = _deep_pixels(image, data, kind)
    if deep is not None:
        return _Decoded(deep, image.mode, icc, tuple(notes))
    image.load()
    if image.mode == "CMYK":
        notes.append("The photo is in CMYK and was converted to sRGB.")
        return _Decoded(_from_cmyk(image, icc), "CMYK", None, tuple(notes))
    if image.mode not in ("RGB", "RGBA"):
        notes.append(f"The photo's {image.mode} pixels were converted to RGB.")
    grey = image.mode in ("1", "L", "LA", "La")
    transparent = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    pixels = np.array(image.convert("RGBA" if transparent else "RGB"))
    return _Decoded(pixels, image.mode, None if grey else icc, tuple(notes))


def _deep_pixels(image: PillowImage, data: bytes, kind: InputFormat) -> Pixels | None:
    """16-bit and float pixels, which Pillow would reduce to 8 bits; None for an 8-bit file."""
    if kind == "PNG":
        deep = png_header(data).bit_depth == 16
    elif kind == "TIFF":
        deep = max(image.tag_v2.get(258, (8,))) > 8 if hasattr(image, "tag_v2") else False
    else:
        return None
    if not deep:
        return None
    import cv2

    decoded: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None:
        raise ValueError("no decoder for this depth")
    if decoded.dtype == np.float64:
        decoded = decoded.astype(np.float32)
    if decoded.dtype not in (np.uint8, np.uint16, np.float32):
        raise ValueError(f"pixels of type {decoded.dtype}")
    if decoded.ndim == 2:
        return np.ascontiguousarray(np.repeat(decoded[..., None], 3, axis=2))
    return np.ascontiguousarray(decoded[..., [2, 1, 0, 3]] if decoded.shape[2] == 4 else decoded[..., 2::-1])


def _from_cmyk(image: PillowImage, icc: bytes | None) -> Pixels:
    """CMYK to sRGB through the embedded profile, or Pillow's plain formula where there is none that works."""
    from PIL import ImageCms

    if icc:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(icc))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return np.array(converted)
    return np.array(image.convert("RGB"))


def _metadata(image: PillowImage) -> tuple[Metadata, int]:
    """The EXIF and XMP blocks, with the orientation tag set to upright, and the orientation found (1..8)."""
    exif = image.getexif()
    orientation = exif.get(ORIENTATION, 1)
    block: bytes | None = image.info.get("exif")
    if orientation != 1 or (block is None and len(exif)):
        exif[ORIENTATION] = 1
        block = exif.tobytes()
    xmp = image.info.get("xmp")
    orientation = orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
    return Metadata(block, xmp if isinstance(xmp, bytes) else None), orientation


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
