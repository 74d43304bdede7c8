"""Worn hem: the lower edge of a top on a model, freed of what it shares its colour with: belts, pockets, trousers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.masks import grown
from engine.vision.types import Joint

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.vision.types import Body

    Bool = NDArray[np.bool_]

LOWEST = 1.6
"""Torso lengths below the shoulders at which a hem belongs to a dress and is left alone."""
SLACK = 0.02
"""Of the shoulders' width: how far cloth may hang below the hem's curve."""

ALIKE = 28.0
"""sRGB levels between a flap and what is worn below, up to which it is taken for that."""


def even_hem(body: Body, mask: Bool) -> Bool:
    """``mask`` of a top without flaps below its hem that look like what is worn below. The hem: a parabola that most
    columns agree on, level with the hips and no lower on one side than on the other."""
    pose = body.pose
    width = pose.shoulder_width
    shoulders = 0.5 * (pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER])
    hips = 0.5 * (pose[Joint.LEFT_HIP] + pose[Joint.RIGHT_HIP])
    trunk = mask & ~((body.arms > 0.4) & (body.torso < 0.5))
    columns = np.arange(max(0, int(hips[0] - 0.55 * width)), min(mask.shape[1], int(hips[0] + 0.55 * width)))
    columns = columns[trunk[:, columns].any(axis=0)]
    if len(columns) < 24:
        return mask
    bottom = mask.shape[0] - 1 - np.argmax(trunk[::-1, columns], axis=0)
    middle = float(np.median(bottom))
    if middle > shoulders[1] + LOWEST * (hips[1] - shoulders[1]) or middle > mask.shape[0] - 4:
        return mask
    places = (columns - columns.mean()) / max(float(np.ptp(columns)), 1.0)
    across = pose[Joint.RIGHT_HIP] - pose[Joint.LEFT_HIP]
    level = float(across[1] / across[0]) * (columns - columns.mean()) if abs(across[0]) > 0.2 * width else 0.0
    flat = bottom - level
    curve = level + parabola(places, np.minimum(flat, flat[::-1]), 0.01 * width)
    low = np.zeros_like(mask)
    low[:, columns] = np.arange(mask.shape[0])[:, None] > curve + SLACK * width
    flap = trunk & low
    return mask & ~(low & grown(flap, 0.04 * width)) if alike(body, flap) else mask


def alike(body: Body, flap: Bool) -> bool:
    """A flap has the colour of what is worn below."""
    lower = body.lower > 0.5
    if not flap.any() or not lower.any():
        return False
    colours = [np.median(body.image[part], axis=0) for part in (flap, lower)]
    return float(np.abs(colours[0] - colours[1]).max()) < ALIKE


def parabola(x: NDArray[Any], y: NDArray[Any], spread: float) -> NDArray[np.float64]:
    """(N,) values of the parabola that most of the points agree on, by reweighted least squares (Geman-McClure)."""
    terms = np.stack([np.ones_like(x), x, x * x], axis=1)
    value = np.full(len(x), float(np.median(y)))
    for scale in (8.0, 4.0, 2.0, 2.0):
        weight = 1 / (1 + ((y - value) / (scale * spread + 1e-6)) ** 2) ** 2
        held = terms * weight[:, None]
        value = terms @ np.linalg.lstsq(held.T @ terms, held.T @ y, rcond=None)[0]
    return np.asarray(value, np.float64)
