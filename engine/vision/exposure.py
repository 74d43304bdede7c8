"""Exposure: dark and hazy photos brought to usual lightness and contrast before anybody looks at them."""

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
FRAME = 0.03
"""Share of each side left out: a photo may have a white or black frame."""
SOFT = 20
"""Within so many levels of DARK it is less and less sure that a photo is dark."""
MOST = 2.5
"""Most by which a photo is multiplied: what is darker is noise."""


def lifted(image: Rgb8) -> Rgb8:
    """``image`` (H, W, 3), or what it would be with more light where it is dark, and without the veil where it is hazy.
    The nets and the places where skin and hair are looked for know photos of usual exposure."""
    dark, light = span(image)
    veil = dark - BLACK if dark > HAZY else 0
    if light >= DARK and not veil:
        return image
    wanted = light if light >= DARK else WANTED
    levels = (np.arange(256) - veil) * min(wanted / max(light - veil, 1), MOST)
    return np.asarray(cv2.LUT(image, np.rint(np.clip(levels, 0, 255)).astype(np.uint8)), np.uint8)


def span(image: Rgb8) -> tuple[int, int]:
    """The darkest and the lightest level of ``image`` (8-bit grey, sRGB) that are no specks or reflections."""
    top, left = (round(FRAME * side) for side in image.shape[:2])
    some = image[top : image.shape[0] - top : 4, left : image.shape[1] - left : 4]  # a sixteenth tells it
    some = np.ascontiguousarray(some)
    counts = cv2.calcHist([cv2.cvtColor(some, cv2.COLOR_RGB2GRAY)], [0], None, [256], [0, 256])
    shares = np.array([DARKEST, LIGHTEST]) * some.shape[0] * some.shape[1]
    dark, light = np.searchsorted(np.cumsum(counts), shares)
    return int(dark), int(light)


def share_of_usual(image: Rgb8) -> float:
    """How light ``image`` is against one of usual exposure, 1 / MOST .. 1; 1 unless it is clearly dark."""
    _, light = span(image)
    sure = float(np.clip((DARK + SOFT - light) / (2 * SOFT), 0, 1))
    return 1 - sure * (1 - max(light / WANTED, 1 / MOST))
