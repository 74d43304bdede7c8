"""Guided filter with a colour guide, fast form: many masks share one guide; found small, applied large.

He, Sun and Tang, "Guided Image Filtering" (PAMI 2013); He and Sun, "Fast Guided Filter" (arXiv 1505.00996).
Values of the guide are 0..1, so ``eps`` is in squared units of that range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Planes = NDArray[np.float32]
    """(H, W) or (H, W, C) float32."""
    Stack = NDArray[np.float32]
    """(C, H, W) float32: planes one behind the other, through which numpy goes many times as fast."""


def box(plane: NDArray[Any], radius: int) -> Planes:
    """Mean over a (2 radius + 1) square, border reflected; keeps the number of dimensions."""
    size = (2 * radius + 1, 2 * radius + 1)
    return np.asarray(cv2.blur(plane, size, borderType=cv2.BORDER_REFLECT_101), np.float32)


def boxes(planes: Stack, radius: int) -> Stack:
    """``box`` of each plane."""
    return np.stack([box(plane, radius) for plane in planes])


def likeliest(planes: Stack) -> tuple[NDArray[np.uint8], Planes]:
    """(H, W): the number of the plane that is highest at each place, the first of several, and how high it is."""
    number, top = np.zeros(planes.shape[1:], np.uint8), planes[0].copy()
    for at in range(1, len(planes)):
        np.copyto(number, at, where=planes[at] > top)
        np.maximum(top, planes[at], out=top)
    return number, top


def resized(plane: Planes, width: int, height: int) -> Planes:
    """Bilinear to a larger size, by area to a smaller one."""
    method = cv2.INTER_AREA if width < plane.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (width, height), interpolation=method), np.float32)


class Guide:
    """A picture ready to guide: ``rgb`` (H, W, 3) float32 0..1 or uint8; window ``radius`` px, smoothing ``eps``."""

    def __init__(self, rgb: NDArray[Any], radius: int, eps: float) -> None:
        self._image = cv2.split(unit(rgb))
        self._radius = radius
        self._mean = [box(plane, radius) for plane in self._image]
        self._inverse = inverse_covariance(self._image, self._mean, radius, eps)

    def coefficients(self, mask: Planes) -> Stack:
        """(4, H, W): smoothed a (3 planes) and b of mask ~ a . rgb + b."""
        radius, mean = self._radius, box(mask, self._radius)
        x, y, z = (box(plane * mask, radius) - own * mean for plane, own in zip(self._image, self._mean, strict=True))
        rr, rg, rb, gg, gb, bb = self._inverse
        a = rr * x + rg * y + rb * z, rg * x + gg * y + gb * z, rb * x + gb * y + bb * z
        for share, own in zip(a, self._mean, strict=True):
            mean -= share * own
        return np.stack([box(plane, radius) for plane in (*a, mean)])

    def smooth(self, mask: Planes) -> Planes:
        """(H, W) float32 0..1: the mask drawn to the guide's edges."""
        return apply(self.coefficients(mask), self._image)

    def enlarge(self, mask: Planes, rgb: NDArray[Any]) -> Planes:
        """The mask at the size of ``rgb`` (the guide's picture, larger), drawn to its edges."""
        height, width = rgb.shape[:2]
        return apply([resized(plane, width, height) for plane in self.coefficients(mask)], cv2.split(unit(rgb)))


def unit(rgb: NDArray[Any]) -> Planes:
    """uint8 as float32 0..1; float32 as it is."""
    return rgb.astype(np.float32) * np.float32(1 / 255) if rgb.dtype == np.uint8 else rgb


def apply(coefficients: Stack | Sequence[Planes], image: Sequence[Planes]) -> Planes:
    """a . rgb + b of the three planes of ``image``, clipped to 0..1."""
    out = coefficients[3].copy()
    for share, plane in zip(coefficients, image, strict=False):
        out += share * plane
    return np.clip(out, 0, 1, out=out)


def inverse_covariance(
    planes: Sequence[Planes], means: Sequence[Planes], radius: int, eps: float
) -> tuple[Planes, ...]:
    """The six different entries of (covariance + eps I)^-1 in each window: rr, rg, rb, gg, gb, bb."""
    pairs = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    rr, rg, rb, gg, gb, bb = (box(planes[i] * planes[j], radius) - means[i] * means[j] + (eps if i == j else 0)
                              for i, j in pairs)
    c_rr, c_rg, c_rb = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c_gg, c_gb, c_bb = rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg
    one_over = 1 / np.maximum(rr * c_rr + rg * c_rg + rb * c_rb, 1e-12)
    return tuple(np.asarray(c * one_over, np.float32) for c in (c_rr, c_rg, c_rb, c_gg, c_gb, c_bb))
