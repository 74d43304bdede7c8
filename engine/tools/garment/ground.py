"""Ground: the plain surface behind a product photo, read from the border and continued under the garment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import SegmentationFailed
from engine.tools.garment.masks import connected_to_border, disc, morph

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.vision.types import Rgb8

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

REMEDY = (
    "Use a product photo of one garment on a plain light ground, a transparent PNG, or a photo of a person wearing it."
)
LEAST_BORDER = 0.42
"""Share of the border that must lie on the fitted ground."""


def to_lab(rgb: Rgb8) -> Lab:
    """(H, W, 3) float32 Lab of sRGB uint8."""
    return np.asarray(cv2.cvtColor(rgb.astype(np.float32) * np.float32(1 / 255), cv2.COLOR_RGB2LAB), np.float32)


def ground_surface(lab: Lab) -> tuple[Lab, float]:
    """Quadratic surface in Lab through the border's ground pixels, and the 99 % distance of those pixels from it.

    Border stretches that belong to a garment reaching the edge are left out: only those that agree with most others
    stay.
    """
    height, width = lab.shape[:2]
    band = max(3, round(0.012 * min(height, width)))
    ring = np.zeros((height, width), np.bool_)
    ring[:band], ring[-band:], ring[:, :band], ring[:, -band:] = True, True, True, True
    places = np.flatnonzero(ring)
    rows, columns = np.divmod(places[:: max(1, len(places) // 12000)], width)
    values = lab[rows, columns]
    terms = quadratic(columns / width, rows / height)
    chosen = main_cluster(values, rows, columns, height, width)
    for reach in (9.0, 5.0, 3.0):
        if chosen.mean() < LEAST_BORDER:
            raise SegmentationFailed(
                "The garment photo has no plain ground and shows no person wearing the garment.", REMEDY
            )
        part = terms[chosen]
        weights = np.linalg.lstsq(part.T @ part, part.T @ values[chosen], rcond=None)[0]
        away = np.linalg.norm(values - terms @ weights, axis=1)
        chosen = away < max(reach, 3 * float(np.median(away[chosen])))
    noise = float(np.percentile(away[chosen], 99))
    if noise > 9:
        raise SegmentationFailed("The garment photo's ground is too busy to tell the garment from it.", REMEDY)
    x, y = np.meshgrid((np.arange(96) + 0.5) / 96, (np.arange(128) + 0.5) / 128)
    surface = (quadratic(x.ravel(), y.ravel()) @ weights).astype(np.float32).reshape(128, 96, 3)
    return np.asarray(cv2.resize(surface, (width, height), interpolation=cv2.INTER_CUBIC), np.float32), noise


def quadratic(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """(N, 6) terms of a quadratic surface."""
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def main_cluster(values: NDArray[Any], rows: NDArray[Any], columns: NDArray[Any], height: int, width: int) -> Bool:
    """Which border samples lie in the stretches (1/24 of a side) whose medians agree with most others, within 9 Lab
    plus a slow gradient."""
    angle = np.arctan2(rows / height - 0.5, columns / width - 0.5)
    stretch = np.minimum((angle + np.pi) / (2 * np.pi) * 96, 95).astype(int)
    medians = medians_of(values, stretch, 96)
    gaps = np.linalg.norm(medians[:, None] - medians[None], axis=2)
    gaps[medians[:, 0] > 1e5] = np.inf
    best = int(np.argmax((gaps < 9).sum(axis=1)))
    agreed = gaps[best] < 9
    for _ in range(24):  # a slow gradient: neighbours that differ little from an agreed one agree too
        near = np.zeros(96, np.bool_)
        for shift in (-1, 1):
            apart = np.linalg.norm(medians - np.roll(medians, shift, axis=0), axis=1)
            near |= np.roll(agreed, shift) & (apart < 2.5)
        if not (near & ~agreed).any():
            break
        agreed |= near
    return np.asarray(agreed[stretch], np.bool_)


def medians_of(values: NDArray[Any], group: NDArray[Any], count: int) -> NDArray[np.float64]:
    """(count, 3) medians of the (N, 3) values of each group; 1e6 for groups without any."""
    many = np.bincount(group, minlength=count)
    first = np.cumsum(many) - many
    seen = many > 0
    out = np.full((count, 3), 1e6)
    for channel in range(3):
        ordered = values[np.lexsort((values[:, channel], group)), channel]
        low, high = ((first + (many - shift) // 2)[seen] for shift in (1, 0))
        out[seen, channel] = (ordered[low] + ordered[high]) / 2
    return out


def sure_ground(dist: NDArray[np.float32], limit: float) -> Bool:
    """What a flood from the border reaches through ground at least 5 px wide; (H, W) bool."""
    same = dist < limit
    padded = cv2.copyMakeBorder(same.astype(np.uint8), 3, 3, 3, 3, cv2.BORDER_REPLICATE)
    opened = cv2.erode(padded, disc(2))[3:-3, 3:-3] > 0
    flood = connected_to_border(opened)
    return np.asarray(same & (cv2.dilate(flood.astype(np.uint8), disc(2)) > 0))


def local_ground(rgb: Rgb8, solid: Bool) -> NDArray[np.float32]:
    """(h, w, 3) float32 sRGB at an eighth of the size: the ground continued under the garment, by normalised blurs of
    growing width."""
    known = (~morph(solid, cv2.MORPH_DILATE, 5)).astype(np.uint8)
    small = (max(1, solid.shape[1] // 8), max(1, solid.shape[0] // 8))
    colour = cv2.resize(cv2.copyTo(rgb, known), small, interpolation=cv2.INTER_AREA).astype(np.float32)
    share = cv2.resize(known.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    known_colours = cv2.merge((colour, share))
    total = np.zeros_like(known_colours)
    for sigma, power in ((1.0, 1.0), (4.0, 1e-2), (16.0, 1e-4), (64.0, 1e-6)):
        total += power * widely_blurred(known_colours, sigma)
    return np.asarray(total[..., :3] / np.maximum(total[..., 3:], 1e-12), np.float32)


def widely_blurred(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Gaussian blur of (h, w, C); wide ones on a smaller picture."""
    height, width = values.shape[:2]
    shrink = max(1.0, sigma / 4)
    size = (max(1, round(width / shrink)), max(1, round(height / shrink)))
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    out = cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / shrink), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(out, np.float32)
