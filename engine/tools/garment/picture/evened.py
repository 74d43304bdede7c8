"""Evened: the sides of the silhouette without the bulges of the old garment's folds.

Cloth that was tucked or gathered bulges out between its folds, and new cloth that followed every bulge would look
scalloped. A side runs along the folds' inner ends instead, and ground comes to light beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import ramp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.frame import Frame

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

TOP = (0.3, 0.4)
"""Torso coordinates v between which sides begin to be evened; above them are armpits."""
COURSE, BULGE = 0.07, 0.12
"""The course of a side is that over so many shoulder widths (one standard deviation); bulges are at most so long."""
DEEPEST = 0.03
"""Folds deeper than this many shoulder widths are a waist."""
BEGIN = 0.1
"""Below an arm that lies beside it a side is evened more and more over so many shoulder widths, so that it has no
step."""
STEP = 3.0
"""A side that jumps more px from row to row ends there."""


def evened(mask: Floats, person: Floats, frame: Frame) -> Floats:
    """The silhouette (H, W) 0..1 with even sides where the trunk borders on ground; it never grows."""
    height, width = mask.shape
    rows = np.arange(height)
    spine = frame.origin[0] + (rows - frame.origin[1]) * frame.down[0] / max(float(frame.down[1]), 1e-6)
    below = (rows - frame.origin[1]) * frame.down[1] / frame.length
    here = below > TOP[0]
    here &= (spine > 0) & (spine < width - 1)
    first, last = _span(here & (mask > 0.5).any(axis=1))
    if last - first < BULGE * frame.width:
        return mask
    part = slice(first, last)
    out = mask.copy()
    for flip in (False, True):
        solid, around = (side[part, ::-1] if flip else side[part] for side in (out, person))
        middle = (width - 1 - spine if flip else spine)[part].astype(int)
        _even_side(solid, around, middle, ramp(below[part], *TOP), frame.width)
    return out


def _span(where: Bools) -> tuple[int, int]:
    found = np.flatnonzero(where)
    return (int(found[0]), int(found[-1]) + 1) if len(found) else (0, 0)


def _even_side(mask: Floats, person: Floats, middle: NDArray[np.int64], strength: Floats, unit: float) -> None:
    """Cut the bulges of the right side of ``mask`` (h, w) by a ``strength`` (h,) 0..1, in place. ``middle`` (h,):
    columns inside."""
    columns = np.arange(mask.shape[1])
    beyond = (mask <= 0.5) & (columns >= middle[:, None])
    end = np.where(beyond.any(axis=1), beyond.argmax(axis=1), mask.shape[1] - 1)
    every = np.arange(len(mask))
    inner, outer = mask[every, np.maximum(end - 1, 0)], mask[every, end]
    edge = (end - 1 + (inner - 0.5) / np.maximum(inner - outer, 1e-3)).astype(np.float32)
    free = person[every, np.minimum(end + 2, mask.shape[1] - 1)] < 0.5
    free &= (end > middle) & (end < mask.shape[1] - 3)
    step = np.abs(np.diff(edge, prepend=edge[:1])) > STEP
    for top, bottom in _runs(free, step):
        if bottom - top < BULGE * unit:
            continue
        own = edge[top:bottom]
        begun = np.minimum(np.arange(bottom - top, dtype=np.float32) / np.float32(BEGIN * unit), strength[top:bottom])
        even = own + (_course(own, unit) - own) * begun
        bulging = np.flatnonzero(even < own - 0.1) + top
        share = np.clip(even[bulging - top, None] - columns + 0.5, 0, 1)
        share[columns <= middle[bulging, None]] = 1
        near = columns < end[bulging, None] + 4
        mask[bulging] = np.where(near, np.minimum(mask[bulging], share), mask[bulging])


def _runs(free: Bools, step: Bools) -> list[tuple[int, int]]:
    """First rows and ends of the stretches that are ``free`` and go on without a ``step``."""
    label = np.cumsum(step | np.concatenate([[True], free[1:] != free[:-1]]))
    starts = np.flatnonzero(np.concatenate([[True], label[1:] != label[:-1]]))
    ends = np.concatenate([starts[1:], [len(free)]])
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True) if free[start]]


def _course(edge: Floats, unit: float) -> Floats:
    """(n,) a side along the inner ends of the folds of ``edge`` (n,) px, never outside of it."""
    size = max(3, round(BULGE * unit)) | 1

    def smooth(values: Floats, sigma: float) -> Floats:
        blurred = cv2.GaussianBlur(values[:, None], (0, 0), max(sigma, 0.5), borderType=cv2.BORDER_REPLICATE)
        return np.asarray(blurred[:, 0], np.float32)

    trend = smooth(edge, COURSE * unit)
    least = cv2.erode((edge - trend)[:, None], np.ones((size, 1), np.uint8), borderType=cv2.BORDER_REPLICATE)[:, 0]
    inner = trend + smooth(np.asarray(least, np.float32), 0.4 * size)
    return np.asarray(np.minimum(np.maximum(inner, edge - np.float32(DEEPEST * unit)), edge), np.float32)
