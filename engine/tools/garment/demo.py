"""The demo garment: a cotton sweater with a small print, drawn by the program so that anyone can try it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Rgb8

    Curve = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 768, 1024
MIDDLE = WIDTH / 2
FINER = 2
"""Shapes are drawn this many times larger and scaled down, which smooths their edges."""

COTTON = (86, 122, 143)
COLLAR = (72, 106, 127)
INSIDE = (62, 90, 109)
INK = (243, 231, 204)

# The right half of the picture, (x from the middle, y) px; the other half mirrors it.
SHOULDER: Curve = ((94, 118), (140, 131), (193, 148), (224, 164))
SLEEVE_OUTER: Curve = ((224, 164), (258, 192), (290, 262), (316, 400), (336, 600), (346, 842))
CUFF: Curve = ((346, 842), (322, 850), (296, 853))
SLEEVE_INNER: Curve = ((296, 853), (270, 660), (242, 500), (216, 400), (192, 334))
SIDE: Curve = ((192, 334), (187, 420), (184, 540), (186, 680), (192, 800), (196, 905))
HEM: Curve = ((196, 905), (120, 917), (50, 922), (0, 923))
NECK_FRONT: Curve = ((0, 214), (30, 211), (58, 196), (80, 165), (94, 118))
NECK_BACK: Curve = ((94, 118), (70, 136), (36, 144), (0, 146))
COLLAR_EDGE: Curve = ((0, 236), (38, 231), (72, 212), (97, 178), (113, 123))


def draw_demo_garment() -> Rgb8:
    """A sweater laid flat on white, (1024, 768, 3) uint8 sRGB; the same bytes on every call."""
    front = filled(mirrored(SHOULDER, SLEEVE_OUTER, CUFF, SLEEVE_INNER, SIDE, HEM) + opening(NECK_FRONT))
    neck = filled(opening(NECK_FRONT, closed_by=NECK_BACK))
    collar = np.minimum(front, filled(opening(COLLAR_EDGE, closed_by=((0, 60),))))
    shirt = np.maximum(front, neck)
    picture = np.asarray(252 - 26 * ground_shadow(shirt)[..., None], np.float32)
    cloth = painted(np.zeros((HEIGHT, WIDTH, 3), np.float32), COTTON, np.ones_like(front))
    cloth = painted(cloth, INK, sun_print() * 0.94)
    cloth = painted(cloth, COLLAR, collar)
    cloth = cloth * (folds() * rounding(shirt) * weave() * seams())[..., None]
    picture = painted(picture, INSIDE, neck)
    picture += (cloth - picture) * front[..., None]
    out: Rgb8 = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return out


def painted(picture: NDArray[np.float32], colour: tuple[int, int, int], mask: Mask) -> NDArray[np.float32]:
    """``picture`` with ``colour`` laid over it through ``mask``."""
    return np.asarray(picture + (np.asarray(colour, np.float32) - picture) * mask[..., None], np.float32)


def smooth(curve: Curve) -> list[tuple[float, float]]:
    """Points of the Catmull-Rom spline through ``curve``, its ends included."""
    points = np.asarray([curve[0], *curve, curve[-1]], np.float64)
    steps = np.linspace(0, 1, 12)[:, None]
    parts = []
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        slope, bend = end - before, 2 * before - 5 * start + 4 * end - after
        parts.append(start + 0.5 * steps * (slope + steps * (bend + steps * (3 * (start - end) + after - before))))
    return [(float(x), float(y)) for x, y in np.concatenate(parts)]


def mirrored(*curves: Curve) -> list[tuple[float, float]]:
    """The outline from the right shoulder down to the hem's middle and up again to the left shoulder."""
    right = [point for curve in curves for point in smooth(curve)]
    return right + [(-x, y) for x, y in reversed(right)]


def opening(curve: Curve, closed_by: Curve = ()) -> list[tuple[float, float]]:
    """A curve that starts in the middle, made whole from left to right, and back along ``closed_by``."""
    half = smooth(curve)
    back = smooth(closed_by) if len(closed_by) > 1 else list(closed_by)
    whole = [(-x, y) for x, y in reversed(half)] + half
    return whole + back + [(-x, y) for x, y in reversed(back)]


def filled(outline: list[tuple[float, float]]) -> Mask:
    """(HEIGHT, WIDTH) float32: 1 inside the outline, with a soft edge."""
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    ImageDraw.Draw(canvas).polygon([((MIDDLE + x) * FINER, y * FINER) for x, y in outline], fill=255)
    return np.asarray(canvas.resize((WIDTH, HEIGHT), Image.Resampling.BOX), np.float32) / np.float32(255)


def blurred(field: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Gaussian blur."""
    import cv2

    out: NDArray[np.float32] = cv2.GaussianBlur(field, (0, 0), sigma)
    return out


def grid() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """x from the middle and y of every pixel, in px."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return x - np.float32(MIDDLE), y


def sun_print() -> Mask:
    """A sun cut into stripes that widen downwards, on the chest."""
    x, y = grid()
    disc = np.clip(92 - np.hypot(x, y - 430), 0, 1)
    below = np.clip((y - 424) / 98, 0, 1)
    stripe = np.clip((np.abs((y - 434) % 24 - 12) - 12 * below * 0.62) * 1.2, 0, 1)
    return np.asarray(disc * np.where(y < 434, 1, stripe), np.float32)


def folds() -> NDArray[np.float32]:
    """Soft folds as a factor around 1: drapes of the body, and pulls from the armpits."""
    x, y = grid()
    side = np.abs(x)
    drape = np.sin(side / 37 + y / 210) * np.clip((y - 430) / 420, 0, 1) * 0.028
    pull = np.exp(-(((y - 300) - (190 - side) * 0.62) / 20) ** 2) * np.clip((side - 60) / 90, 0, 1) * (side < 190)
    sleeve = np.sin((y - side * 0.5) / 21) * np.clip((side - 200) / 60, 0, 1) * 0.03
    uneven = blurred(np.random.default_rng(7).normal(size=(HEIGHT, WIDTH)).astype(np.float32), 42) * 42 * 0.035
    return np.asarray(1 + drape - 0.07 * blurred(np.asarray(pull, np.float32), 6) + sleeve + uneven, np.float32)


def rounding(shirt: Mask) -> NDArray[np.float32]:
    """Darker towards the edges, where the cloth turns away."""
    return np.asarray(0.80 + 0.20 * np.clip(blurred(shirt, 14) * 2 - 1, 0, 1) ** 0.6, np.float32)


def weave() -> NDArray[np.float32]:
    """The grain of cotton jersey."""
    noise = np.random.default_rng(3).normal(size=(HEIGHT, WIDTH)).astype(np.float32)
    return np.asarray(1 + 0.018 * blurred(noise, 0.8), np.float32)


def seams() -> NDArray[np.float32]:
    """Stitched lines of hem, cuffs, sleeves and collar as a factor up to 1."""
    lines: list[Any] = [shifted(HEM, 0, -18), shifted(HEM, 0, -22), shifted(CUFF, -1, -40), shifted(CUFF, -1, -44),
                        ((224, 164), (206, 230), (196, 290), (192, 334)), COLLAR_EDGE]
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    pen = ImageDraw.Draw(canvas)
    for line in lines:
        for sign in (-1, 1):
            pen.line([((MIDDLE + sign * x) * FINER, y * FINER) for x, y in smooth(line)], fill=255, width=3)
    ink = np.asarray(canvas.resize((WIDTH, HEIGHT), Image.Resampling.BOX), np.float32) / np.float32(255)
    return np.asarray(1 - 0.16 * ink - 0.10 * blurred(ink, 3), np.float32)


def shifted(curve: Curve, right: float, down: float) -> Curve:
    """The curve moved by some px."""
    return [(x + right, y + down) for x, y in curve]


def ground_shadow(shirt: Mask) -> Mask:
    """The faint shadow that a garment lying on white paper throws to the lower right."""
    moved = np.roll(blurred(shirt, 9), (7, 3), (0, 1))
    return np.asarray(np.clip(moved, 0, 1) * 0.9, np.float32)
