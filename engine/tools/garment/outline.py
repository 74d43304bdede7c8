"""Outline: a garment's contour in an upright frame, and the two halves of it that run from neck to hem.

All measures are taken in the upright frame (mirror axis vertical) and in half coordinates: ``u`` px outward from the
axis, ``v`` px down. So one set of rules serves the left and the right side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.vision.types import Points, Rgb8

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]

MOST_TILT = 12.0
"""Degrees by which a garment may hang askew."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A garment turned upright. ``mask`` (H, W) bool and ``rgb`` (H, W, 3) in the upright frame; ``axis`` x of the
    mirror axis; ``turn`` (2, 3) affine from the photo to the frame; ``symmetry`` 0..1: iou of the mask with its
    mirror."""

    mask: Bool
    rgb: Rgb8
    axis: float
    turn: NDArray[np.float64]
    symmetry: float

    def back(self, points: NDArray[Any]) -> Points:
        """(N, 2) points of the frame in the photo."""
        inverse = cv2.invertAffineTransform(self.turn)
        moved: NDArray[Any] = np.asarray(points, np.float64) @ inverse[:, :2].T + inverse[:, 2]
        return moved.astype(np.float32)

    def back_mask(self, mask: NDArray[Any]) -> Float:
        """A mask of the frame in the photo, float32 0..1."""
        height, width = self.mask.shape
        if np.allclose(self.turn, np.eye(2, 3)):
            return mask.astype(np.float32)
        inverse = cv2.invertAffineTransform(self.turn)
        return np.asarray(cv2.warpAffine(mask.astype(np.float32), inverse, (width, height)), np.float32)

    def there(self, mask: Bool) -> Bool:
        """A mask of the photo in the frame."""
        if np.allclose(self.turn, np.eye(2, 3)):
            return mask
        height, width = self.mask.shape
        return np.asarray(cv2.warpAffine(mask.view(np.uint8), self.turn, (width, height)) > 0, np.bool_)

    def from_half(self, points: NDArray[Any], side: int) -> NDArray[Any]:
        """(N, 2) points (u, v) of a half in the frame; side -1 is the left, +1 the right."""
        points = np.asarray(points, np.float64)
        return np.stack([self.axis + side * points[..., 0], points[..., 1]], axis=-1)


def upright(mask: Bool, rgb: Rgb8) -> Frame:
    """Find the mirror axis and its tilt, and turn the garment so that the axis is vertical."""
    height, width = mask.shape
    scale = 112 / max(height, width)
    small = np.asarray(
        cv2.resize(mask.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32
    )
    straight, axis = mirrored(small)
    best, angle = straight, 0.0
    for step in (*np.arange(-MOST_TILT, MOST_TILT + 1, 3), None):
        candidates = (angle - 1.5, angle - 0.75, angle + 0.75, angle + 1.5) if step is None else (float(step),)
        for candidate in candidates:
            score, place = mirrored(turned(small, candidate))
            if score > best + 1e-4:
                best, angle, axis = score, candidate, place
    if abs(angle) < 1.0 or best < straight + 0.012:
        score, axis = mirrored(small)
        return Frame(mask, rgb, (axis + 0.5) / scale - 0.5, np.eye(2, 3), score)
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), np.float64)
    whole = cv2.warpAffine(mask.astype(np.uint8) * 255, turn, (width, height)) > 127
    colours = cv2.warpAffine(rgb, turn, (width, height), borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
    return Frame(whole, colours, (axis + 0.5) / scale - 0.5, turn, best)


def turned(mask: Float, angle: float) -> Float:
    """The mask turned by ``angle`` degrees about its middle."""
    height, width = mask.shape
    return np.asarray(
        cv2.warpAffine(mask, cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), (width, height))
    )


def mirrored(mask: Float) -> tuple[float, float]:
    """(iou of the mask with its mirror, x of the axis), the axis that gives the largest overlap."""
    width = mask.shape[1]
    spectrum = np.fft.rfft(mask, 2 * width, axis=1)
    overlap = np.fft.irfft((spectrum * spectrum).sum(axis=0), 2 * width)  # sum over x of mask(x) mask(shift - x)
    shift = int(np.argmax(overlap))
    before, here, after = overlap[shift - 1], overlap[shift], overlap[(shift + 1) % len(overlap)]
    bend = before - 2 * here + after
    fine = 0.5 * (before - after) / bend if bend < 0 else 0.0
    squares = float((mask * mask).sum())
    return float(here / max(2 * squares - here, 1e-6)), (shift + fine) / 2


def halves(frame: Frame) -> tuple[NDArray[Any], NDArray[Any]]:
    """The left and the right half of the smoothed contour, (N, 2) (u, v) about 2 px apart, from the top at the axis to
    the bottom at the axis."""
    contours, _ = cv2.findContours(frame.mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)[:, 0].astype(np.float64)
    points = smooth_closed(contour, 0.0035 * frame.mask.shape[0])
    across = points[:, 0] - frame.axis
    crossing = np.nonzero(np.sign(across) != np.sign(np.roll(across, -1)))[0]
    if len(crossing) < 2:
        crossing = np.argsort(np.abs(across))[:2]
    top, bottom = crossing[np.argmin(points[crossing, 1])], crossing[np.argmax(points[crossing, 1])]
    one = cyclic(points, int(top), int(bottom))
    other = cyclic(points[::-1], len(points) - 1 - int(top), len(points) - 1 - int(bottom))
    left, right = (one, other) if one[:, 0].mean() < other[:, 0].mean() else (other, one)
    return half(left, frame.axis, -1), half(right, frame.axis, 1)


def half(path: NDArray[Any], axis: float, side: int) -> NDArray[Any]:
    """A path of the frame as (u, v), resampled every 2 px."""
    return resampled(np.stack([(path[:, 0] - axis) * side, path[:, 1]], axis=1), step=2.0)


def cyclic(points: NDArray[Any], first: int, last: int) -> NDArray[Any]:
    """Points from ``first`` to ``last``, going round."""
    return points[first : last + 1] if first <= last else np.concatenate([points[first:], points[: last + 1]])


def smooth_closed(points: NDArray[Any], sigma: float) -> NDArray[Any]:
    """A closed contour smoothed by a Gaussian of ``sigma`` points."""
    reach = max(1, int(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-3)) ** 2)
    kernel /= kernel.sum()
    if len(points) <= 2 * reach:
        return points
    padded = np.concatenate([points[-reach:], points, points[:reach]])
    return np.stack([np.convolve(padded[:, n], kernel, mode="valid") for n in (0, 1)], axis=1)


def resampled(path: NDArray[Any], step: float | None = None, count: int | None = None) -> NDArray[Any]:
    """An open path with equal steps: ``count`` points, or points about ``step`` px apart."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    number = count if count is not None else max(2, round(lengths[-1] / (step or 1.0)) + 1)
    places = np.linspace(0, lengths[-1], number)
    return np.stack([np.interp(places, lengths, path[:, n]) for n in (0, 1)], axis=1)


def off_chord(path: NDArray[Any]) -> NDArray[Any]:
    """(N,) signed distance of each point from the chord between the ends; positive to the left of its direction as seen
    in the picture (outward, for a half path that runs from neck to hem)."""
    chord = path[-1] - path[0]
    length = float(np.hypot(*chord))
    if length < 1e-6:
        return np.asarray(np.hypot(*(path - path[0]).T))
    away = path - path[0]
    return np.asarray((away[:, 0] * chord[1] - away[:, 1] * chord[0]) / length)
