"""Exposure: dark, hazy and tinted photos brought to usual light before anybody looks at them."""

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
DARKEST, HAZY, BLACK = 0.005, 45, 10
"""Share of the pixels below a photo's darkest level; it is hazy where that is above HAZY, and is brought to BLACK."""
TINTED, MOST_TINT = 1.25, 1.8
"""A photo is tinted whose channels' lightest levels differ by more than the first; then they are made the same, each
by the second at most."""
SOFT = 20
"""Within so many levels of DARK it is less and less sure that a photo is dark."""
MOST = 2.5
"""Most by which a photo is multiplied: what is darker is noise."""


def lifted(image: Rgb8) -> Rgb8:
    """``image`` (H, W, 3), or what it would be with more light where it is dark, without the veil where it is hazy, and
    in white light where it is tinted. The nets and the places where skin and hair are looked for know usual photos."""
    image = untinted(image)
    dark, light = span(image)
    veil = dark - BLACK if dark > HAZY else 0
    if light >= DARK and not veil:
        return image
    wanted = light if light >= DARK else WANTED
    levels = (np.arange(256) - veil) * min(wanted / max(light - veil, 1), MOST)
    return np.asarray(cv2.LUT(image, np.rint(np.clip(levels, 0, 255)).astype(np.uint8)), np.uint8)


def untinted(image: Rgb8) -> Rgb8:
    """``image`` with its lightest red, green and blue alike where they are far apart (white patch, Land 1977)."""
    some = image[::4, ::4].reshape(-1, 3)
    lightest = np.maximum(np.quantile(some, LIGHTEST, axis=0), 1)
    if lightest.max() < TINTED * lightest.min():
        return image
    gains = np.minimum(lightest.max() / lightest, MOST_TINT)
    levels = np.rint(np.clip(np.arange(256)[:, None] * gains, 0, 255)).astype(np.uint8)
    return np.asarray(cv2.LUT(image, levels[:, None]), np.uint8)


def span(image: Rgb8) -> tuple[int, int]:
    """The darkest and the lightest level of ``image`` (8-bit grey, sRGB) that are no specks or reflections."""
    some = np.ascontiguousarray(image[::4, ::4])  # a sixteenth of the pixels tells it
    counts = cv2.calcHist([cv2.cvtColor(some, cv2.COLOR_RGB2GRAY)], [0], None, [256], [0, 256])
    shares = np.array([DARKEST, LIGHTEST]) * some.shape[0] * some.shape[1]
    dark, light = np.searchsorted(np.cumsum(counts), shares)
    return int(dark), int(light)


def share_of_usual(image: Rgb8) -> float:
    """How light ``image`` is against one of usual exposure, 1 / MOST .. 1; 1 unless it is clearly dark."""
    _, light = span(image)
    sure = float(np.clip((DARK + SOFT - light) / (2 * SOFT), 0, 1))
    return 1 - sure * (1 - max(light / WANTED, 1 / MOST))
