"""Necklines: curves from one neck corner to the other, scored by the edge that they lie on and snapped to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.outline import resampled
from engine.tools.garment.paths import cheapest

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Curves = NDArray[np.float64]
    """(C, N, 2) points of C curves in the frame, left corner to right corner."""

ROUND = ((1.0, 1.0), (1.3, 1.0), (1.7, 1.0), (2.1, 1.0), (1.3, 1.3), (1.6, 1.6), (2.0, 2.0), (2.4, 2.0), (3.0, 2.0))
"""Exponents (p, q) of |x|^p + y^q = 1: V, pointed, shallow, U."""
BENT = (
    (1.0, 0.3),
    (0.85, 0.3),
    (1.0, 0.5),
    (0.85, 0.55),
    (0.72, 0.45),
    (0.6, 0.4),
    (0.55, 0.6),
    (0.68, 0.7),
    (0.42, 0.8),
)
"""Knees (x, y) of collars: from the corner to the knee, from there to the axis."""
SAMPLES = 20
"""Samples on each half of a curve."""
REACH = 4
"""Offsets to either side, in steps, at which colours are sampled across a curve."""


@cache
def unit_shapes() -> NDArray[np.float64]:
    """(S, SAMPLES + 1, 2): half templates from the corner (1, 0) to the axis (0, 1)."""
    angle = np.linspace(0, np.pi / 2, 60)
    shapes = [np.stack([np.cos(angle) ** (2 / p), np.sin(angle) ** (2 / q)], axis=1) for p, q in ROUND]
    shapes += [np.asarray([[1.0, 0.0], knee, [0.0, 1.0]]) for knee in BENT]
    return np.stack([resampled(shape, count=SAMPLES + 1) for shape in shapes])


def normals(curves: Curves) -> Curves:
    """(C, N, 2) unit normals, downward for a path to the right."""
    along = np.gradient(curves, axis=1)
    length = np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-6)
    return np.stack([-along[..., 1], along[..., 0]], axis=-1) / length[..., None]


def profiles(lab: NDArray[np.float32], curves: Curves, step: float) -> NDArray[np.float32]:
    """(2 * REACH + 1, C, N, 3): Lab colours across curves, from the inner side to the outer."""
    across = (step * normals(curves)).astype(np.float32)
    places = curves.astype(np.float32) + np.arange(-REACH, REACH + 1, dtype=np.float32)[:, None, None, None] * across
    flat = places.reshape(-1, curves.shape[1], 2)
    colours = cv2.remap(lab, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(colours.reshape(*places.shape[:3], 3))


def lengths(ways: NDArray[np.float32]) -> NDArray[np.float32]:
    """(...) lengths of (..., 3) differences of colour."""
    return np.asarray(np.sqrt(ways * ways @ np.ones(3, np.float32)), np.float32)


def scored(lab: NDArray[np.float32], curves: Curves, step: float, faintest: float = 1.2) -> NDArray[Any]:
    """(C,) score of each curve: share of its length, on the poorer half and overall, that lies on an edge, times the
    likeness of the colour change along it."""
    colours = profiles(lab, curves, step)
    change = colours[2:] - colours[:-2]
    size = lengths(change)
    middle = size.shape[0] // 2
    near = size[middle - 1 : middle + 2]
    place = near.argmax(axis=0)
    strength = near.max(axis=0)
    edge = (strength >= 0.9 * size.max(axis=0)) & (strength > faintest)
    inner = slice(1, SAMPLES), slice(SAMPLES + 1, -1)
    shares = [edge[:, part].mean(axis=1) for part in inner]
    share = 0.5 * np.minimum(*shares) + 0.25 * (shares[0] + shares[1])
    vector = change[middle - 1 : middle + 2].reshape(3, -1, 3)[place.ravel(), np.arange(place.size)]
    vector = vector.reshape(*place.shape, 3)
    capped = vector * (np.minimum(strength, 15) / np.maximum(strength, 1e-3))[..., None]
    alike = np.linalg.norm(capped.mean(axis=1), axis=-1) / np.maximum(np.minimum(strength, 15).mean(axis=1), 1e-3)
    return np.asarray(share * alike)


def distinct(curves: Curves, score: NDArray[Any], unit: float, most: int = 16) -> Curves:
    """The best curves that differ from each other by 0.1 of the half width in their middle or their knee."""
    ranked = np.argsort(-score)[:400]
    probes = curves[ranked][:, [SAMPLES // 2, SAMPLES]].reshape(len(ranked), -1)
    left = np.ones(len(ranked), np.bool_)
    chosen: list[int] = []
    while left.any() and len(chosen) < most:
        best = int(left.argmax())
        chosen.append(int(ranked[best]))
        left &= np.abs(probes - probes[best]).max(axis=1) > 0.1 * unit
    return curves[chosen]


def snap(lab: NDArray[np.float32], curves: Curves, step: float) -> Curves:
    """Curves moved by up to REACH - 1 steps along their normals onto the picture's edge, smoothly: a dynamic programme
    along each curve, all curves at once."""
    colours = profiles(lab, curves, step)
    change = colours[2:] - colours[:-2]  # (K, C, N, 3)
    size = np.minimum(lengths(change), 15.0)
    count = len(size)
    offsets = np.arange(count) - count // 2
    main = change[count // 2].mean(axis=1)
    along = (change * main[None, :, None]).sum(axis=-1) / np.maximum(np.linalg.norm(main, axis=1), 1e-3)[None, :, None]
    gain = 0.5 * size + 0.5 * np.clip(along, 0, 15)
    scale = np.maximum(np.percentile(gain, 90, axis=(0, 2)), 1.0)
    cost = -gain / scale[None, :, None] + 0.02 * np.abs(offsets)[:, None, None]
    places = cheapest(np.ascontiguousarray(cost.transpose(2, 1, 0)), 0.25)
    shift = offsets[places.T] * step
    padded = np.pad(shift, ((0, 0), (2, 2)), mode="edge")
    smooth = (
        np.sum([weight * padded[:, n : n + shift.shape[1]] for n, weight in enumerate((1, 2, 3, 2, 1))], axis=0) / 9
    )
    return np.asarray(curves + normals(curves) * smooth[..., None])
