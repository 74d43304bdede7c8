"""Colours between ICC profiles: from a photo's own to the sRGB that vision works on, and from sRGB into a photo's own.

A photo without a profile counts as sRGB. Conversions are relative colorimetric. 8-bit values go through LittleCMS;
deeper ones, which it cannot take here, are worked out from the profiles' own curves and matrices.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.photo import top_value
from engine.profiles import matrix_profile, space_of, srgb_profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Photo, Pixels

SAME = 2e-3
"""Profiles whose curves (of 1) and matrices differ less show the same colours: half an 8-bit step."""
STEP = 5
"""Distance, in 8-bit steps, of the nodes at which profiles that work by tables are sampled for deep pixels."""
ROWS = 256
"""Deep pixels are converted in strips of this many rows, so that their float copies stay small."""


@lru_cache(maxsize=16)
def is_srgb(icc: bytes | None) -> bool:
    """True for no profile, one that shows the colours of sRGB, and one that LittleCMS cannot use for RGB."""
    if icc is None or not usable(icc):
        return True
    own, srgb = matrix_profile(icc), matrix_profile(srgb_profile())
    if own is None or srgb is None:
        return False
    return bool(np.abs(own.curves - srgb.curves).max() < SAME and np.abs(own.matrix - srgb.matrix).max() < SAME)


@lru_cache(maxsize=16)
def usable(icc: bytes) -> bool:
    """Whether ``icc`` is a profile of RGB colours with which pixels can be converted both ways."""
    from PIL import ImageCms

    if space_of(icc) != "RGB":
        return False
    try:
        for to_srgb in (True, False):
            _transform(icc, to_srgb)
    except (OSError, ValueError, ImageCms.PyCMSError):
        return False
    return True


@lru_cache(maxsize=16)
def _transform(icc: bytes, to_srgb: bool) -> Any:
    from PIL import ImageCms

    own, srgb = ImageCms.ImageCmsProfile(BytesIO(icc)), ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    source, target = (own, srgb) if to_srgb else (srgb, own)
    return ImageCms.buildTransform(source, target, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC)


def _apply(rgb: NDArray[np.uint8], icc: bytes, to_srgb: bool) -> NDArray[np.uint8]:
    from PIL import Image, ImageCms

    out = ImageCms.applyTransform(Image.fromarray(rgb), _transform(icc, to_srgb))
    return np.asarray(out, dtype=np.uint8).copy()


def srgb8(photo: Photo, long_side: int | None = None) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 sRGB without alpha; shrunk by area averaging so that no side is longer than ``long_side``."""
    import cv2

    rgb = photo.pixels[..., :3]
    longest = max(photo.height, photo.width)
    if long_side is not None and longest > long_side:
        scale = long_side / longest
        size = (max(1, round(photo.width * scale)), max(1, round(photo.height * scale)))
        rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    rgb = eight_bit(rgb)
    return rgb if photo.icc is None or is_srgb(photo.icc) else _apply(rgb, photo.icc, to_srgb=True)


def from_srgb8(rgb: NDArray[np.uint8], icc: bytes | None) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 sRGB to uint8 in the profile ``icc``."""
    return rgb if icc is None or is_srgb(icc) else _apply(np.ascontiguousarray(rgb), icc, to_srgb=False)


def from_srgb(rgb: NDArray[np.float32], icc: bytes | None, dtype: np.dtype[Any]) -> Pixels:
    """(h, w, 3) float sRGB 0..255 (values beyond are clipped) to ``dtype`` in the profile ``icc``.

    Nothing is rounded to 8 bits on the way to uint16 and float32.
    """
    if dtype == np.uint8:
        return from_srgb8(np.rint(np.clip(rgb, 0, 255)).astype(np.uint8), icc)
    unit = np.clip(rgb, 0, 255).astype(np.float32) * np.float32(1 / 255)
    if not is_srgb(icc):
        unit = converted(unit, srgb_profile(), icc)
    return unit if dtype.kind == "f" else np.rint(unit * np.float32(top_value(dtype))).astype(dtype)


def converted(rgb: NDArray[np.float32], source: bytes | None, target: bytes | None) -> NDArray[np.float32]:
    """(h, w, 3) float32 0..1 in the profile ``source`` to 0..1 in ``target``; None is sRGB."""
    before, after = source or srgb_profile(), target or srgb_profile()
    one, other = matrix_profile(before), matrix_profile(after)
    out = np.empty(rgb.shape, np.float32)
    for top in range(0, len(rgb), ROWS):
        strip = slice(top, top + ROWS)
        if one is None or other is None:
            out[strip] = _by_nodes(rgb[strip], before, after)
        else:
            across = np.linalg.solve(other.matrix, one.matrix)
            out[strip] = other.encoded(np.clip(one.linear(rgb[strip]) @ across.T, 0, 1))
    return out


def holds_more(photo: Photo) -> bool:
    """Whether a photo has more bits or other colours than 8-bit sRGB."""
    return photo.depth > 8 or not is_srgb(photo.icc)


def beyond_srgb(pixels: Pixels, icc: bytes | None) -> NDArray[np.float32]:
    """(h, w, 3) of any pixel type in the profile ``icc`` as float sRGB 0..255, with values beyond that range for
    colours that sRGB cannot show: nothing is lost but by profiles that work by tables."""
    unit = pixels[..., :3].astype(np.float32) * np.float32(1 / top_value(pixels.dtype))
    own, srgb = matrix_profile(icc or srgb_profile()), matrix_profile(srgb_profile())
    if is_srgb(icc):
        unit *= np.float32(255)
        return unit
    if own is None or srgb is None:
        return converted(unit, icc, None) * np.float32(255)
    across = np.linalg.solve(srgb.matrix, own.matrix).T
    for top in range(0, len(unit), ROWS):
        linear = own.linear(unit[top:top + ROWS]) @ across
        size = np.abs(linear)
        unit[top:top + ROWS] = np.sign(linear) * np.where(size <= 0.0031308, 12.92 * size,
                                                          1.055 * size ** (1 / 2.4) - 0.055)  # IEC 61966-2-1
    unit *= np.float32(255)
    return unit


def from_beyond_srgb(rgb: NDArray[np.float32], icc: bytes | None, dtype: np.dtype[Any]) -> Pixels:
    """The inverse of ``beyond_srgb``: colours that the profile ``icc`` cannot show are clipped, those that only sRGB
    cannot show are not."""
    target, srgb = matrix_profile(icc or srgb_profile()), matrix_profile(srgb_profile())
    if is_srgb(icc) or target is None or srgb is None:
        return from_srgb(rgb, icc, dtype)
    across = np.linalg.solve(target.matrix, srgb.matrix).T
    out = np.empty(rgb.shape, dtype)
    for top in range(0, len(rgb), ROWS):
        unit = rgb[top:top + ROWS] / np.float32(255)
        size = np.abs(unit)
        linear = np.sign(unit) * np.where(size <= 0.04045, size / 12.92, ((size + 0.055) / 1.055) ** 2.4)
        value = target.encoded(linear @ across)
        out[top:top + ROWS] = value if out.dtype.kind == "f" else np.rint(value * top_value(out.dtype))
    return out


@lru_cache(maxsize=4)
def _nodes(source: bytes, target: bytes) -> NDArray[np.float32]:
    """(n, n, n, 3) float32 0..1: what LittleCMS makes of every ``STEP``-th value of each channel."""
    from PIL import Image, ImageCms

    values = np.arange(0, 256, STEP, dtype=np.uint8)
    grid = np.stack(np.meshgrid(values, values, values, indexing="ij"), axis=-1)
    before, after = (ImageCms.ImageCmsProfile(BytesIO(icc)) for icc in (source, target))
    transform: Any = ImageCms.buildTransform(before, after, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
    flat = ImageCms.applyTransform(Image.fromarray(grid.reshape(len(values), -1, 3)), transform)
    out: NDArray[np.float32] = np.asarray(flat, np.float32).reshape(grid.shape) / np.float32(255)
    return out


def _by_nodes(rgb: NDArray[np.float32], source: bytes, target: bytes) -> NDArray[np.float32]:
    from scipy.ndimage import map_coordinates

    nodes = _nodes(source, target)
    place = np.moveaxis(np.clip(rgb, 0, 1), -1, 0) * np.float32(255 / STEP)
    return np.stack([map_coordinates(nodes[..., k], place, order=1, mode="nearest") for k in range(3)], axis=-1)


def eight_bit(pixels: Pixels) -> NDArray[np.uint8]:
    """Any pixel type to a contiguous uint8 array of the same shape; uint8 is handed through."""
    if pixels.dtype == np.uint8:
        return np.ascontiguousarray(pixels)
    out = np.empty(pixels.shape, np.uint8)
    for top in range(0, len(pixels), ROWS):
        value = pixels[top:top + ROWS].astype(np.float32)
        value *= np.float32(255 / top_value(pixels.dtype))
        out[top:top + ROWS] = np.rint(np.clip(value, 0, 255, out=value), out=value)
    return out


def sixteen_bit(pixels: Pixels) -> Pixels:
    """Any pixel type to uint16: 8 bits times 257, float 0..1 times 65535, clipped."""
    if pixels.dtype == np.uint16:
        return pixels
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint16) * np.uint16(257)
    out: Pixels = np.rint(np.clip(pixels, 0, 1) * 65535).astype(np.uint16)
    return out


def at_depth(pixels: Pixels, depth: int) -> Pixels:
    """Pixels for a file of so many bits a channel: uint8, uint16, and for 32 float, which only float photos become."""
    return pixels if depth == 32 else sixteen_bit(pixels) if depth > 8 else eight_bit(pixels)
