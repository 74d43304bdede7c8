"""Colours: histograms in Lab by which regions of a picture are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Rgb8

    Lab = NDArray[np.float32]
    """(H, W, 3) or (N, 3) float32 CIE Lab: L 0..100, a and b about -100..100."""

L_BINS, AB_BINS = 20, 40
AB_REACH = 70.0
"""Bins: 5 units of L, 3.5 of a and b within +-AB_REACH (stronger colours share the last bin)."""


def lab_of(rgb: Rgb8) -> Lab:
    """sRGB to Lab (D65)."""
    if not rgb.size:  # OpenCV takes none
        return np.zeros(rgb.shape, np.float32)
    return np.asarray(cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def bins_of(lab: Lab) -> NDArray[np.int32]:
    """Bin number of each colour, in the shape of the picture."""
    light = np.clip(lab[..., 0] * (L_BINS / 100), 0, L_BINS - 1).astype(np.int32)
    ab = np.clip((lab[..., 1:] + AB_REACH) * (AB_BINS / (2 * AB_REACH)), 0, AB_BINS - 1).astype(np.int32)
    return np.asarray((light * AB_BINS + ab[..., 0]) * AB_BINS + ab[..., 1], np.int32)


@dataclass(frozen=True, slots=True)
class Palette:
    """A smoothed colour histogram: ``density`` (bins,) float32, sums to 1. ``weight``: pixels it was made from."""

    density: NDArray[np.float32]
    weight: float

    def of(self, bins: NDArray[np.int32]) -> Mask:
        """Density of each pixel's colour."""
        return self.density[bins]

    def overlap(self, other: Palette) -> float:
        """Shared mass of two palettes, 0 (nothing in common) to 1 (the same); Bhattacharyya coefficient."""
        return float(np.sqrt(self.density * other.density).sum())


def palette(bins: NDArray[np.int32], weights: Mask, spread: tuple[int, int] = (1, 1)) -> Palette:
    """The palette of the pixels of ``bins`` by ``weights``; smoothed by 1-2-1 ``spread`` times along L, and a and b."""
    weights = weights.ravel()
    places = np.flatnonzero(weights != 0)  # several times as fast as of numbers
    counts = np.bincount(bins.ravel()[places], weights[places], L_BINS * AB_BINS * AB_BINS)
    cube = counts.reshape(L_BINS, AB_BINS, AB_BINS).astype(np.float32)
    total = float(cube.sum())
    light, hue = smoothing(L_BINS, spread[0]), smoothing(AB_BINS, spread[1])
    cube = (light @ cube.reshape(L_BINS, -1)).reshape(cube.shape)
    cube = np.ascontiguousarray(hue @ cube @ hue.T)
    mass = float(cube.sum())
    flat = cube.ravel() / mass if mass > 0 else np.full(cube.size, 1 / cube.size, np.float32)
    return Palette(flat.astype(np.float32), total)


@cache
def smoothing(bins: int, times: int) -> NDArray[np.float32]:
    """(bins, bins) float32: 1-2-1 smoothing along one axis, ``times`` times, ends repeated."""
    once = 0.5 * np.eye(bins) + 0.25 * (np.eye(bins, k=1) + np.eye(bins, k=-1))
    once[0, 0] += 0.25
    once[-1, -1] += 0.25
    return np.linalg.matrix_power(once, times).astype(np.float32)
