"""Edges: classes found on a small view, decided anew at full size in a band around their borders.

In the band each pixel is compared with the colours that the classes have close by (local normal distributions), so a
border comes to lie where the photo has it and not where a smoothed probability crosses one half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.colours import lab_of
from engine.vision.guided import box, likeliest, resized
from engine.vision.view import around

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.guided import Planes, Stack
    from engine.vision.types import Rgb8

NOISE = 9.0
"""Least variance of a class's colours in Lab units^2: grain and JPEG."""
FADED, FADING = 1.6, 20.0
"""A class is asked for as far as so many times the reach, and farther than that less and less: its score falls by a
quarter of the second number a reach."""
UNSEEN = 0.02
"""Chance of a class that is near by but not here, as far as the small view can tell."""


def sharpened(posterior: Stack, view: Rgb8, image: Rgb8, reach: int, radius: int) -> list[Planes]:
    """(H, W) float32 of each class: ``posterior`` ((C, h, w), sums to 1, over ``view``) at the size of ``image``.

    ``reach``: half width of the band in px of the view. ``radius``: window of the local colours in px of the view.
    """
    height, width = image.shape[:2]
    large = [resized(plane, width, height) for plane in posterior]
    band_small = border_band(posterior, reach)
    band = cv2.resize(band_small, (width, height), interpolation=cv2.INTER_NEAREST)
    places = np.flatnonzero(band.view(np.bool_))
    if places.size:
        found = local_posterior(posterior, view, image, places, reach, radius)
        for plane, own in zip(large, found, strict=True):
            plane.ravel()[places] = own
            cv2.copyTo(cv2.GaussianBlur(plane, (0, 0), 0.8), band, plane)
    return large


def border_band(posterior: Stack, reach: int) -> NDArray[np.uint8]:
    """(h, w) uint8, 1 within ``reach`` px of a border between classes or where no class is sure."""
    label, top = likeliest(posterior)
    size = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    border = cv2.dilate(label, size) != cv2.erode(label, size)
    return np.asarray(border | (top < 0.75), np.uint8)


def local_posterior(posterior: Stack, view: Rgb8, image: Rgb8, places: NDArray[np.intp], reach: int,
                    radius: int) -> Planes:
    """(C, N) float32: classes of the pixels at ``places`` of ``image`` (numbered row by row) by the colours near by.

    Only classes seen within ``reach`` px of the view are asked: where skin ends at the wall, the mixed colour of both
    may well be that of a shirt. Where colours do not tell, the small view's answer stands.
    """
    height, width = view.shape[:2]
    rows, columns = np.divmod(places.astype(np.int32), np.int32(image.shape[1]))
    scale_y, scale_x = height / image.shape[0], width / image.shape[1]
    row = np.minimum((rows * scale_y).astype(np.int32), height - 1)
    column = np.minimum((columns * scale_x).astype(np.int32), width - 1)
    where = row * width + column
    colours = [plane.ravel() for plane in cv2.split(lab_of(image.reshape(-1, 3)[places][None]))]
    planes = cv2.split(lab_of(view))
    _, top = likeliest(posterior)
    scores = np.full((len(posterior), places.size), -np.inf, np.float32)
    for own, score in zip(posterior, scores, strict=True):
        away = cv2.distanceTransform((own != top).view(np.uint8), cv2.DIST_L2, 3)
        near = (away < FADED * reach).view(np.uint8)
        mine = np.flatnonzero(near.view(np.bool_).ravel()[where])
        if not mine.size:
            continue
        part = around(near, radius)
        weight = np.clip((own[part] - 0.6) / 0.35, 0, 1) + np.float32(1e-5)
        mass = 1 / box(weight, radius)
        expected = 0.6 * own[part] + 0.4 * box(own, max(1, reach))[part]
        constant = -4 * np.log(expected + UNSEEN) + FADING * np.maximum(away[part] / reach - 1, 0)
        spots = (row[mine] - part[0].start) * weight.shape[1] + column[mine] - part[1].start
        off = np.zeros(mine.size, np.float32)
        for colour, plane in zip(colours, planes, strict=True):
            weighted = plane[part] * weight
            mean = box(weighted, radius) * mass
            weighted *= plane[part]
            spread = box(weighted, radius) * mass - mean * mean + np.float32(NOISE)
            constant += np.log(spread)
            gap = colour[mine] - mean.ravel()[spots]
            off += gap * gap / spread.ravel()[spots]
        score[mine] = -0.25 * (off + constant.ravel()[spots])
    scores -= scores.max(axis=0)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=0)
    return scores
