"""Layers to bytes and back, without loss: a ZIP of pictures that any program opens, and a listing of their places.

``layers.json`` names size and pixel type of the photo below and, lowest first, each layer's name, opacity and box.
``1-patch.png`` holds a patch in the photo's own depth (``.tiff`` where that is floating point), ``1-mask.tiff`` its
mask as 32-bit floats. Only the box of a layer is stored.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from engine.errors import InvalidImageFormat, StorageError
from engine.photo import Box, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from engine.photo import Photo

VERSION = 1
LISTING = "layers.json"
MOST = 200
"""Layers that a file may name."""
MOST_LISTING = 1_000_000
"""Bytes of the listing."""
UNSOUND = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError)
"""What a damaged file raises: the archive, a listing that is none, a picture that does not fit."""
ENCRYPTED = 1
"""Flag of an entry of the archive."""


class Entry(BaseModel):
    """What the listing says of one layer; ``box``: x, y, width and height px; ``patch`` and ``mask`` name files."""

    model_config = ConfigDict(strict=True, frozen=True)

    name: str
    opacity: float = Field(ge=0, le=1, allow_inf_nan=False)
    box: tuple[int, int, int, int]
    patch: str
    mask: str


class Listing(BaseModel):
    """``layers.json``."""

    model_config = ConfigDict(strict=True, frozen=True)

    version: int
    width: int
    height: int
    pixels: str
    label: str
    layers: list[Entry] = Field(max_length=MOST)


def pack(layers: Iterable[Layer], base: Photo, label: str = "") -> bytes:
    """The file's bytes. ``label``: the result's digital source type. Raises StorageError."""
    entries: list[Entry] = []
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:  # the pictures are compressed themselves
        for number, layer in enumerate(layers, 1):
            patch = f"{number}-patch.{'tiff' if layer.patch.dtype.kind == 'f' else 'png'}"
            mask = f"{number}-mask.tiff"
            archive.writestr(patch, _picture(layer.patch[..., ::-1], patch))
            archive.writestr(mask, _picture(layer.mask, mask))
            entries.append(Entry(name=layer.name, opacity=layer.opacity, box=layer.box, patch=patch, mask=mask))
        listing = Listing(version=VERSION, width=base.width, height=base.height, pixels=base.pixels.dtype.name,
                          label=label, layers=entries)
        archive.writestr(LISTING, listing.model_dump_json(indent=1))
    return file.getvalue()


def unpack(data: bytes, base: Photo) -> tuple[tuple[Layer, ...], str]:
    """The layers, to the byte as they were, and the label. Raises InvalidImageFormat for a file that is damaged, or
    whose layers belong to a photo of another size or pixel type than ``base``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            listing = Listing.model_validate_json(_stored(archive, LISTING, MOST_LISTING))
            _check(listing, base)
            return tuple(_layer(archive, entry, base) for entry in listing.layers), listing.label
    except UNSOUND as fault:
        raise InvalidImageFormat("The layers of this result cannot be read.",
                                 "Make the result again to have its layers.") from fault


def _check(listing: Listing, base: Photo) -> None:
    told = listing.version, listing.width, listing.height, listing.pixels
    if told != (VERSION, base.width, base.height, base.pixels.dtype.name):
        raise ValueError("layers of another photo, or of a newer version")


def _layer(archive: zipfile.ZipFile, entry: Entry, base: Photo) -> Layer:
    x, y, width, height = entry.box
    if min(x, y) < 0 or min(width, height) < 1 or x + width > base.width or y + height > base.height:
        raise ValueError("a box beside the photo")
    patch = _pixels(archive, entry.patch, (height, width, 3), base.pixels.dtype)
    mask = _pixels(archive, entry.mask, (height, width), np.dtype(np.float32))
    if not (mask.min() >= 0 and mask.max() <= 1):  # nor nan
        raise ValueError("no mask")
    return Layer(np.ascontiguousarray(patch[..., ::-1]), mask, Box(x, y, width, height), entry.name, entry.opacity)


def _picture(pixels: NDArray[Any], name: str) -> bytes:
    """A PNG, or a TIFF with the predictor for floats (Adobe's technical note 3) and LZW: deflated, masks would be a
    fifth smaller, and take twice as long."""
    import cv2

    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP,
                cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    if name.endswith(".tiff"):
        settings = [cv2.IMWRITE_TIFF_COMPRESSION, cv2.IMWRITE_TIFF_COMPRESSION_LZW,
                    cv2.IMWRITE_TIFF_PREDICTOR, cv2.IMWRITE_TIFF_PREDICTOR_FLOATINGPOINT]
    done, data = cv2.imencode(name[name.rindex("."):], np.ascontiguousarray(pixels), settings)
    if not done:
        raise StorageError("The layers of this result could not be encoded.", "Free memory and try again.")
    return data.tobytes()


def _stored(archive: zipfile.ZipFile, name: str, most: int | None = None) -> bytes:
    """One file of the archive, of ``most`` bytes, whose sum is right. Raises UNSOUND."""
    if name not in archive.namelist():
        raise ValueError("a file that is not there")
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & ENCRYPTED:
        raise ValueError("not as it was written")
    if most is not None and info.file_size > most:
        raise ValueError("a file that long")
    return archive.read(info)


def _pixels(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    import cv2

    try:
        pixels = cv2.imdecode(np.frombuffer(_stored(archive, name), np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as fault:
        raise ValueError("a damaged picture") from fault
    if pixels is None or pixels.shape != shape or pixels.dtype != dtype:
        raise ValueError("a damaged picture")
    return np.asarray(pixels)
