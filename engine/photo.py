"""Photo and Layer: pixels with all that belongs to them, and edits that cannot touch what lies outside their mask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    Pixels = NDArray[Any]
    """(H, W, 3 or 4) uint8, uint16 or float32 (0..1), display-encoded in the photo's own profile."""
    Mask = NDArray[np.float32]
    """(H, W) float32 in 0..1."""


class Box(NamedTuple):
    """A rectangle of whole pixels: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Row and column slice of the box."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Blocks carried from the source to the result; orientation is already applied to the pixels.

    ``exif``: a TIFF structure, perhaps behind ``Exif`` and two zeros. ``xmp``: one whole packet, UTF-8. ``iptc``:
    IPTC-IIM records. ``photoshop``: image resources other than IPTC, profile, EXIF, XMP, resolution and small pictures.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    photoshop: bytes | None = None


@dataclass(frozen=True, slots=True)
class JpegFacts:
    """How a JPEG was coded: its quantisation tables (each 64 values) and Pillow's number of the chroma subsampling."""

    tables: tuple[tuple[int, ...], ...]
    subsampling: int


@dataclass(frozen=True, slots=True)
class Source:
    """Facts of the file that a photo was read from; ``notes`` are sentences for the report, ``ppi`` pixels
    an inch, across and down."""

    path: Path
    format: str
    mode: str
    depth: int
    jpeg: JpegFacts | None = None
    notes: tuple[str, ...] = ()
    ppi: tuple[float, float] | None = None


def top_value(dtype: np.dtype[Any]) -> float:
    """The value of white in a pixel type: 255, 65535 or 1.0."""
    return 1.0 if dtype.kind == "f" else float(np.iinfo(dtype).max)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: upright pixels, profile, metadata and where it came from. Arrays are read-only."""

    pixels: Pixels
    icc: bytes | None = None
    metadata: Metadata = field(default_factory=Metadata)
    source: Source | None = None

    def __post_init__(self) -> None:
        """Check the pixel contract and make the array read-only."""
        pixels = self.pixels
        if pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or 0 in pixels.shape:
            raise ValueError(f"pixels must be (H, W, 3 or 4), not {pixels.shape}")
        if pixels.dtype not in (np.uint8, np.uint16, np.float32):
            raise ValueError(f"pixels must be uint8, uint16 or float32, not {pixels.dtype}")
        pixels.flags.writeable = False

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def depth(self) -> int:
        """Bits a channel: 8, 16 or 32 (float)."""
        return int(self.pixels.dtype.itemsize) * 8

    def with_pixels(self, pixels: Pixels) -> Photo:
        """The same profile and metadata around other pixels."""
        return replace(self, pixels=pixels)


@dataclass(frozen=True, slots=True)
class Layer:
    """A patch over a photo. Where ``mask`` is 0, and outside ``box``, nothing changes.

    ``patch`` is (box.height, box.width, 3) in the dtype and profile of the photo that it lies on; ``mask`` is
    (box.height, box.width) float32 in 0..1.
    """

    patch: Pixels
    mask: Mask
    box: Box
    name: str
    opacity: float = 1.0

    def __post_init__(self) -> None:
        """Check that patch, mask and box agree and make the arrays read-only."""
        size = (self.box.height, self.box.width)
        if self.patch.shape != (*size, 3) or self.mask.shape != size or self.mask.dtype != np.float32:
            raise ValueError(f"patch {self.patch.shape}, mask {self.mask.shape} {self.mask.dtype}, box {self.box}")
        self.patch.flags.writeable = False
        self.mask.flags.writeable = False


STRIP_ROWS = 64
"""Compositing works in strips of this many rows, so that its float copies stay in the processor's cache."""


def composite(photo: Photo, layers: Iterable[Layer]) -> Photo:
    """Lay ``layers`` over ``photo`` in its own depth, first layer lowest.

    out = base + (patch - base) * mask * opacity, rounded to the nearest value. Pixels whose mask is 0 are copied.
    Alpha of the photo is kept. Raises ValueError for a layer of another dtype or outside the photo.
    """
    out = photo.pixels.copy()
    for layer in layers:
        box = layer.box
        if layer.patch.dtype != out.dtype:
            raise ValueError(f"layer {layer.name} is {layer.patch.dtype}, the photo {out.dtype}")
        if box.x < 0 or box.y < 0 or box.x + box.width > photo.width or box.y + box.height > photo.height:
            raise ValueError(f"layer {layer.name} leaves the photo: {box}")
        rows, columns = box.slices
        target = out[rows, columns, :3]
        for top in range(0, box.height, STRIP_ROWS):
            strip = slice(top, top + STRIP_ROWS)
            blend_strip(target[strip], layer.patch[strip], layer.mask[strip], layer.opacity)
    return photo.with_pixels(out)


def blend_strip(base: Pixels, patch: Pixels, mask: Mask, opacity: float) -> None:
    """Blend ``patch`` into ``base`` in place where ``mask`` is above 0."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows) or opacity <= 0:
        return
    part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    base, mask = base[part], mask[part]
    below = base.astype(np.float32)
    value = patch[part].astype(np.float32)
    value -= below
    value *= _thrice(mask * np.float32(opacity))
    value += below
    if base.dtype.kind != "f":
        np.rint(value, out=value)
    np.copyto(base, value.astype(base.dtype), where=_thrice(mask > 0))


def _thrice(plane: NDArray[Any]) -> NDArray[Any]:
    """(h, w) as (h, w, 3), copied: numpy goes through a last axis of 3 a pixel at a time."""
    return np.repeat(plane, 3, axis=1).reshape(*plane.shape, 3)


def edit_mask(layers: Iterable[Layer], height: int, width: int) -> Mask:
    """(H, W) float32: the largest mask value of any layer at each pixel; > 0 is every pixel that may differ."""
    out = np.zeros((height, width), np.float32)
    for layer in layers:
        part = out[layer.box.slices]
        np.maximum(part, layer.mask, out=part)
    return out
