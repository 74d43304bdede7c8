"""Layers to bytes and back, without loss: a ZIP of pictures that any program opens, and a listing of their places.

``layers.json`` names size and pixel type of the photo below and, lowest first, each layer's name, opacity and box.
``1-patch.png`` holds a patch in the photo's own depth (``.tiff`` where that is floating point), ``1-mask.tiff`` its
mask as 32-bit floats. Only the box of a layer is stored.
"""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

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
UNSOUND = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, KeyError, TypeError, OverflowError)
"""What a damaged file raises: the first three the archive, the others what its listing says."""
ENCRYPTED = 1
"""Flag of an entry of the archive."""


def pack(layers: Iterable[Layer], base: Photo, label: str = "") -> bytes:
    """The file's bytes. ``label``: the result's digital source type. Raises StorageError."""
    listing: list[dict[str, Any]] = []
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:  # the pictures are compressed themselves
        for number, layer in enumerate(layers, 1):
            patch = f"{number}-patch.{'tiff' if layer.patch.dtype.kind == 'f' else 'png'}"
            mask = f"{number}-mask.tiff"
            archive.writestr(patch, _picture(layer.patch[..., ::-1], patch))
            archive.writestr(mask, _picture(layer.mask, mask))
            listing.append({"name": layer.name, "opacity": layer.opacity, "box": list(layer.box), "patch": patch,
                            "mask": mask})
        facts = {"version": VERSION, "width": base.width, "height": base.height, "pixels": base.pixels.dtype.name,
                 "label": label, "layers": listing}
        archive.writestr(LISTING, json.dumps(facts, indent=1))
    return file.getvalue()


def unpack(data: bytes, base: Photo) -> tuple[tuple[Layer, ...], str]:
    """The layers, to the byte as they were, and the label. Raises InvalidImageFormat for a file that is damaged, or
    whose layers belong to a photo of another size or pixel type than ``base``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(LISTING).file_size > MOST_LISTING:
                raise ValueError("a listing that long")
            facts = json.loads(_entry(archive, LISTING))
            _check(facts, base)
            return tuple(_layer(archive, entry, base) for entry in facts["layers"]), str(facts["label"])
    except UNSOUND as fault:
        raise InvalidImageFormat("The layers of this result cannot be read.",
                                 "Make the result again to have its layers.") from fault


def _check(facts: Any, base: Photo) -> None:
    told = facts["version"], facts["width"], facts["height"], facts["pixels"]
    if told != (VERSION, base.width, base.height, base.pixels.dtype.name) or len(facts["layers"]) > MOST:
        raise ValueError("layers of another photo, or of a newer version")


def _layer(archive: zipfile.ZipFile, entry: Any, base: Photo) -> Layer:
    x, y, width, height = (int(value) for value in entry["box"])
    if min(x, y) < 0 or min(width, height) < 1 or x + width > base.width or y + height > base.height:
        raise ValueError("a box beside the photo")
    opacity = float(entry["opacity"])
    if not 0 <= opacity <= 1:
        raise ValueError("no opacity")
    patch = _pixels(archive, entry["patch"], (height, width, 3), base.pixels.dtype)
    mask = _pixels(archive, entry["mask"], (height, width), np.dtype(np.float32))
    if not (mask.min() >= 0 and mask.max() <= 1):  # nor nan
        raise ValueError("no mask")
    return Layer(np.ascontiguousarray(patch[..., ::-1]), mask, Box(x, y, width, height),
                 str(entry["name"]), opacity)


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


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive, whose sum is right. Raises UNSOUND."""
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & ENCRYPTED:
        raise ValueError("not as it was written")
    return archive.read(info)


def _pixels(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    import cv2

    try:
        pixels = cv2.imdecode(np.frombuffer(_entry(archive, name), np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as fault:
        raise ValueError("a damaged picture") from fault
    if pixels is None or pixels.shape != shape or pixels.dtype != dtype:
        raise ValueError("a damaged picture")
    return np.asarray(pixels)
