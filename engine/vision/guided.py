"""Guided filter with a colour guide, fast form: many masks share one guide; found small, applied large.

He, Sun and Tang, "Guided Image Filtering" (PAMI 2013); He and Sun, "Fast Guided Filter" (arXiv 1505.00996).
Values of the guide are 0..1, so ``eps`` is in squared units of that range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Planes = NDArray[np.float32]
    """(H, W) or (H, W, C) float32."""


def box(plane: NDArray[Any], radius: int) -> Planes:
    """Mean over a (2 radius + 1) square, border reflected; keeps the number of dimensions."""
    size = (2 * radius + 1, 2 * radius + 1)
    return np.asarray(cv2.blur(plane, size, borderType=cv2.BORDER_REFLECT_101), np.float32)


def total(planes: Planes) -> Planes:
    """(..., C) float32 to (...): the sum over the last axis, as a product (numpy's sum over a short axis is slow).

    The library behind the product may flag what it finds in the unused part of a register; that is no fault.
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(planes @ np.ones(planes.shape[-1], np.float32), np.float32)


def highest(planes: Planes) -> Planes:
    """(..., C) to (...): the largest value along the last axis."""
    return np.asarray(np.maximum.reduce([planes[..., k] for k in range(planes.shape[-1])]), np.float32)


def resized(plane: Planes, width: int, height: int) -> Planes:
    """Bilinear to a larger size, by area to a smaller one."""
    method = cv2.INTER_AREA if width < plane.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (width, height), interpolation=method), np.float32)


class Guide:
    """A picture ready to guide: ``rgb`` (H, W, 3) float32 0..1 or uint8; window ``radius`` px, smoothing ``eps``."""

    def __init__(self, rgb: NDArray[Any], radius: int, eps: float) -> None:
        image = unit(rgb)
        self.image = image
        self.radius = radius
        self.mean = box(image, radius)
        self._means = cv2.split(self.mean)
        self._inverse = inverse_covariance(image, self.mean, radius, eps)

    def coefficients(self, mask: Planes) -> Planes:
        """(H, W, 4) float32: smoothed a (3 planes) and b of mask ~ a . rgb + b."""
        radius, mean_mask = self.radius, box(mask, self.radius)
        shared = box(self.image * cv2.merge((mask, mask, mask)), radius)
        shared -= self.mean * cv2.merge((mean_mask, mean_mask, mean_mask))
        rr, rg, rb, gg, gb, bb = self._inverse
        x, y, z = cv2.split(shared)
        a = rr * x + rg * y + rb * z, rg * x + gg * y + gb * z, rb * x + gb * y + bb * z
        for share, mean in zip(a, self._means, strict=True):
            mean_mask -= share * mean
        return box(cv2.merge((*a, mean_mask)), radius)

    def smooth(self, mask: Planes) -> Planes:
        """(H, W) float32 0..1: the mask drawn to the guide's edges."""
        return apply(self.coefficients(mask), self.image)

    def enlarge(self, mask: Planes, rgb: NDArray[Any]) -> Planes:
        """The mask at the size of ``rgb`` (the guide's picture, larger), drawn to its edges."""
        large = unit(rgb)
        return apply(resized(self.coefficients(mask), large.shape[1], large.shape[0]), large)


def unit(rgb: NDArray[Any]) -> Planes:
    """uint8 as float32 0..1; float32 as it is."""
    return rgb.astype(np.float32) * np.float32(1 / 255) if rgb.dtype == np.uint8 else rgb


def apply(coefficients: Planes, image: Planes) -> Planes:
    """a . rgb + b, clipped to 0..1."""
    out = coefficients[..., 3].copy()
    for channel in range(3):
        out += coefficients[..., channel] * image[..., channel]
    return np.clip(out, 0, 1, out=out)


def inverse_covariance(image: Planes, mean: Planes, radius: int, eps: float) -> tuple[Planes, ...]:
    """The six different entries of (covariance + eps I)^-1 in each window: rr, rg, rb, gg, gb, bb."""
    pairs = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    planes, means = cv2.split(image), cv2.split(mean)
    rr, rg, rb, gg, gb, bb = (box(planes[i] * planes[j], radius) - means[i] * means[j] + (eps if i == j else 0)
                              for i, j in pairs)
    c_rr, c_rg, c_rb = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c_gg, c_gb, c_bb = rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg
    one_over = 1 / np.maximum(rr * c_rr + rg * c_rg + rb * c_rb, 1e-12)
    return tuple(np.asarray(c * one_over, np.float32) for c in (c_rr, c_rg, c_rb, c_gg, c_gb, c_bb))
