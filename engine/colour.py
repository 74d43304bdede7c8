"""ICC profiles: from a photo's own colours to the sRGB that vision works on, and back.

A photo without a profile counts as sRGB.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.photo import top_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Photo, Pixels


@lru_cache(maxsize=16)
def is_srgb(icc: bytes | None) -> bool:
    """True for no profile, an sRGB profile, or one that LittleCMS cannot use for RGB (its values are taken as sRGB)."""
    if icc is None:
        return True
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc)).profile
        if profile.xcolor_space.strip() != "RGB" or "srgb" in (profile.profile_description or "").lower():
            return True
        for to_srgb in (True, False):
            _transform(icc, to_srgb)
    except (OSError, ImageCms.PyCMSError):
        return True
    return False


@lru_cache(maxsize=16)
def _transform(icc: bytes, to_srgb: bool) -> Any:
    from PIL import ImageCms

    own, srgb = ImageCms.ImageCmsProfile(BytesIO(icc)), ImageCms.createProfile("sRGB")
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


def eight_bit(pixels: Pixels) -> NDArray[np.uint8]:
    """Any pixel type to a contiguous uint8 array of the same shape; uint8 is handed through."""
    if pixels.dtype == np.uint8:
        return np.ascontiguousarray(pixels)
    value = pixels.astype(np.float32) * np.float32(255 / top_value(pixels.dtype))
    out: NDArray[np.uint8] = np.rint(np.clip(value, 0, 255)).astype(np.uint8)
    return out
