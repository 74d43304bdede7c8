"""Matting: a mask found on a small picture, drawn to the edges of the full-size photo; colours free of the old ground.

Memory stays bounded: everything that has the photo's size is done in strips of rows, save the result itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import STRIP_ROWS, top_value
from engine.vision.guided import Guide, apply, box, resized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.photo import Mask, Pixels
    from engine.vision.guided import Planes

RADIUS, EPS = 3, 2e-4
"""Window in px of the small mask, and smoothing, of the guided filter that carries a mask to full size."""


def refine(mask: Mask, pixels: Pixels) -> Mask:
    """(H, W) float32 0..1: ``mask`` (h, w; soft, found on the shrunken photo) at the size of ``pixels`` ((H, W, 3 or
    4), any pixel type) and drawn to their edges. A mask that has the photo's size already comes back as it is.

    Each window's mask is taken as linear in the photo's colours (guided filter); its coefficients are found at the
    mask's size and applied at the photo's.
    """
    return refine_all([mask], pixels)[0]


def refine_all(masks: Sequence[Mask], pixels: Pixels) -> list[Mask]:
    """``refine`` for several masks of one shape, with one look at the photo."""
    height, width = pixels.shape[:2]
    if not masks or masks[0].shape == (height, width):
        return list(masks)
    shape = masks[0].shape
    if shape[0] > height or shape[1] > width:
        return [resized(mask, width, height) for mask in masks]
    guide = Guide(small_guide(pixels, shape), RADIUS, EPS)
    out = [np.empty((height, width), np.float32) for _ in masks]
    parts = [strips(cv2.merge(tuple(guide.coefficients(mask))), height, width) for mask in masks]
    for several in zip(*parts, strict=True):
        seen = cv2.split(unit(pixels[several[0][0]]))
        for mask, (rows, part) in zip(out, several, strict=True):
            mask[rows] = apply(cv2.split(part), seen)
    return out


def small_guide(pixels: Pixels, shape: tuple[int, ...]) -> Planes:
    """The photo's colours 0..1 by area averaging at the size ``shape`` (rows, columns)."""
    small = cv2.resize(pixels[..., :3], (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    return unit(np.asarray(small, pixels.dtype))


def unit(pixels: Pixels) -> Planes:
    """(H, W, 3) float32 0..1."""
    return pixels[..., :3].astype(np.float32) * np.float32(1 / top_value(pixels.dtype))


def strips(planes: Planes, height: int, width: int) -> Iterator[tuple[slice, Planes]]:
    """``planes`` (h, w, C) enlarged to ``height`` x ``width`` (bilinear, pixel centres aligned), by strips of rows."""
    scale_y, scale_x = planes.shape[0] / height, planes.shape[1] / width
    for top in range(0, height, STRIP_ROWS):
        rows = slice(top, min(top + STRIP_ROWS, height))
        move = np.array([[scale_x, 0, 0.5 * scale_x - 0.5], [0, scale_y, (top + 0.5) * scale_y - 0.5]], np.float64)
        part = cv2.warpAffine(planes, move, (width, rows.stop - rows.start), borderMode=cv2.BORDER_REPLICATE,
                              flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        yield rows, np.asarray(part, np.float32)


def decontaminated(pixels: Pixels, alpha: Mask) -> Pixels:
    """(H, W, 3) in the pixel type of ``pixels``: its colours where ``alpha`` is soft, freed of the ground's share.

    From I = a F + (1 - a) G follows F = I + (1 - a) (F - G); F - G is taken from the sure colours near by.
    """
    height, width = alpha.shape
    scale = min(1.0, 1024 / max(height, width))
    shape = max(1, round(height * scale)), max(1, round(width * scale))
    small, thin = small_guide(pixels, shape), resized(alpha, shape[1], shape[0])
    gap = mean_colour(small, thin > 0.97, 12) - mean_colour(small, thin < 0.03, 12)
    out = pixels[..., :3].copy()
    top = top_value(pixels.dtype)
    for rows, part in strips(gap, height, width):
        soft = (alpha[rows] > 0) & (alpha[rows] < 1)
        value = unit(pixels[rows])[soft] + (1 - alpha[rows][soft])[:, None] * part[soft]
        value = np.clip(value, 0, 1) * np.float32(top)
        out[rows][soft] = value if out.dtype.kind == "f" else np.rint(value).astype(out.dtype)
    return out


def mean_colour(image: Planes, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], radius: int) -> Planes:
    """(h, w, 3): mean colour of the pixels of ``where`` close by; of all of them where none is close."""
    weight = where.astype(np.float32) + np.float32(1e-6)
    mass = box(weight, radius)
    return np.asarray(box(image * weight[..., None], radius) / mass[..., None], np.float32)
