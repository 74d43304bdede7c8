"""Edges: classes found on a small view, decided anew at full size in a band around their borders.

In the band each pixel is compared with the colours that the classes have close by (local normal distributions), so a
border comes to lie where the photo has it and not where a smoothed probability crosses one half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.colours import lab_of
from engine.vision.guided import box, highest, resized, total
from engine.vision.view import around

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.guided import Planes
    from engine.vision.types import Rgb8

NOISE = 9.0
"""Least variance of a class's colours in Lab units^2: grain and JPEG."""
UNSEEN = 0.02
"""Chance of a class that is near by but not here, as far as the small view can tell."""


def sharpened(posterior: Planes, view: Rgb8, image: Rgb8, reach: int, radius: int) -> Planes:
    """(H, W, C) float32: ``posterior`` ((h, w, C), sums to 1, over ``view``) at the size of ``image``.

    ``reach``: half width of the band in px of the view. ``radius``: window of the local colours in px of the view.
    """
    height, width = image.shape[:2]
    coarse = resized(posterior, width, height)
    band_small = border_band(posterior, reach)
    band = cv2.resize(band_small, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    places = np.flatnonzero(band)
    if places.size:
        rows, columns = np.divmod(places, width)
        coarse.reshape(-1, posterior.shape[2])[places] = local_posterior(
            posterior, view, image, rows, columns, reach, radius)
        cv2.copyTo(cv2.GaussianBlur(coarse, (0, 0), 0.8), band.view(np.uint8), coarse)
    return coarse


def border_band(posterior: Planes, reach: int) -> NDArray[np.uint8]:
    """(h, w) uint8, 1 within ``reach`` px of a border between classes or where no class is sure."""
    label = posterior.argmax(-1).astype(np.uint8)
    size = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    border = cv2.dilate(label, size) != cv2.erode(label, size)
    return np.asarray(border | (highest(posterior) < 0.75), np.uint8)


def local_posterior(posterior: Planes, view: Rgb8, image: Rgb8, rows: NDArray[np.int64], columns: NDArray[np.int64],
                    reach: int, radius: int) -> Planes:
    """(N, C) float32: classes of the pixels at ``rows``, ``columns`` of ``image`` by the colours near by.

    Only classes seen within ``reach`` px of the view are asked: where skin ends at the wall, the mixed colour of both
    may well be that of a shirt. Where colours do not tell, the small view's answer stands.
    """
    kinds = posterior.shape[2]
    small = lab_of(view)
    height, width = view.shape[:2]
    scale_y, scale_x = height / image.shape[0], width / image.shape[1]
    row = np.minimum((rows * scale_y).astype(np.int64), height - 1)
    column = np.minimum((columns * scale_x).astype(np.int64), width - 1)
    where = row * width + column
    seen = lab_of(image.reshape(-1, 3)[rows * image.shape[1] + columns][None])
    colours = [plane.ravel() for plane in cv2.split(seen)]
    here = (posterior == highest(posterior)[..., None]).astype(np.uint8)
    near = cv2.split(cv2.dilate(here, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)))
    expected = cv2.split(0.6 * posterior + 0.4 * box(posterior, max(1, reach)))
    planes = cv2.split(small)
    scores = np.full((kinds, rows.size), -np.inf, np.float32)
    for kind in range(kinds):
        mine = np.flatnonzero(near[kind].ravel()[where])
        if not mine.size:
            continue
        part = around(near[kind], radius)
        weight = np.clip((posterior[..., kind][part] - 0.6) / 0.35, 0, 1) + np.float32(1e-5)
        mass = 1 / box(weight, radius)
        constant = -4 * np.log(expected[kind][part] + UNSEEN)
        spots = (row[mine] - part[0].start) * weight.shape[1] + column[mine] - part[1].start
        away = np.zeros(mine.size, np.float32)
        for colour, plane in zip(colours, planes, strict=True):
            weighted = plane[part] * weight
            mean = box(weighted, radius) * mass
            weighted *= plane[part]
            spread = box(weighted, radius) * mass - mean * mean + np.float32(NOISE)
            constant += np.log(spread)
            gap = colour[mine] - mean.ravel()[spots]
            away += gap * gap / spread.ravel()[spots]
        scores[kind, mine] = -0.25 * (away + constant.ravel()[spots])
    scores = np.ascontiguousarray(scores.T)
    scores -= highest(scores)[:, None]
    np.exp(scores, out=scores)
    scores /= total(scores)[:, None]
    return scores
