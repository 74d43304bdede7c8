"""Exposure: dark photos made as light as others before anybody looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from engine.vision.types import Rgb8

LIGHTEST = 0.99
"""Share of the pixels below the lightness that counts as a photo's lightest; the rest are reflections."""
DARK, WANTED = 190, 235
"""A photo is dark whose lightest pixels (8-bit grey, sRGB) are below DARK; they are brought to WANTED."""
SOFT = 20
"""Within so many levels of DARK it is less and less sure that a photo is dark."""
MOST = 2.5
"""Most by which a photo is multiplied: what is darker is noise."""


def lifted(image: Rgb8) -> Rgb8:
    """``image`` (H, W, 3), or what it would be with more light where it is dark. The nets and the places where skin and
    hair are looked for know photos of usual exposure."""
    light = lightest(image)
    if light >= DARK:
        return image
    levels = np.clip(np.arange(256) * min(WANTED / max(light, 1), MOST), 0, 255)
    return np.asarray(cv2.LUT(image, np.rint(levels).astype(np.uint8)), np.uint8)


def lightest(image: Rgb8) -> int:
    """The lightest level of ``image`` (8-bit grey, sRGB) that is no reflection."""
    some = np.ascontiguousarray(image[::4, ::4])  # a sixteenth of the pixels tells it
    counts = cv2.calcHist([cv2.cvtColor(some, cv2.COLOR_RGB2GRAY)], [0], None, [256], [0, 256])
    return int(np.searchsorted(np.cumsum(counts), LIGHTEST * some.shape[0] * some.shape[1]))


def share_of_usual(image: Rgb8) -> float:
    """How light ``image`` is against one of usual exposure, 1 / MOST .. 1; 1 unless it is clearly dark."""
    light = lightest(image)
    sure = float(np.clip((DARK + SOFT - light) / (2 * SOFT), 0, 1))
    return 1 - sure * (1 - max(light / WANTED, 1 / MOST))
