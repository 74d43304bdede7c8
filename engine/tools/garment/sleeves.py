"""Sleeves: the region, axis and cuff of each sleeve, from the anchors of its half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.cloth import Sleeve
from engine.tools.garment.outline import resampled
from engine.tools.garment.paths import cheapest

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.anchors import Side
    from engine.tools.garment.outline import Frame

SECTIONS = 9
"""Cross sections by which a sleeve's axis is drawn."""
LEAST_LENGTH = 0.10
"""A sleeve shorter than this share of the armhole's height is a cap and counts as part of the body."""


def sleeve_of(frame: Frame, side: Side, sign: int) -> Sleeve | None:
    """The sleeve of one half in the frame's own pixels, None for a sleeveless half. ``sign`` -1 left, +1 right."""
    if side.cuff_outer is None or side.cuff_inner is None or side.notch is None:
        return None
    outer = side.path[side.shoulder_index : side.cuff_outer + 1]
    inner = under_arm(frame, side, sign)
    if len(outer) < 2 or len(inner) < 2:
        return None
    upper, lower = resampled(outer, count=SECTIONS), resampled(inner, count=SECTIONS)
    axis = 0.5 * (upper + lower)
    axis[0] = side.shoulder
    length = float(np.hypot(*np.diff(axis, axis=0).T).sum())
    if length < LEAST_LENGTH * float(np.hypot(*(side.armpit - side.shoulder))):
        return None
    cuff = frame.from_half(np.stack([side.path[side.cuff_outer], side.path[side.cuff_inner]]), sign)
    region = sleeve_region(frame, outer, side.path[side.cuff_outer : side.cuff_inner + 1], inner, sign)
    return Sleeve(frame.from_half(axis, sign).astype(np.float32), cuff.astype(np.float32), length, side.glued, region)


def under_arm(frame: Frame, side: Side, sign: int) -> NDArray[Any]:
    """(N, 2) (u, v) from the armpit along the sleeve's inner edge to the cuff. Where the sleeve lies on the body, the
    edge between them is followed through the picture down to the notch."""
    assert side.notch is not None and side.cuff_inner is not None
    seen = side.path[side.cuff_inner : side.notch + 1][::-1]
    if not side.glued:
        return seen
    crease = follow_crease(frame, side.armpit, side.path[side.notch], sign)
    return np.concatenate([crease, seen[1:]])


def follow_crease(frame: Frame, start: NDArray[Any], end: NDArray[Any], sign: int) -> NDArray[Any]:
    """The strongest smooth edge between two points of a half, (N, 2) (u, v): a dynamic programme over offsets from the
    chord."""
    rows = max(4, round(abs(float(end[1] - start[1])) / 4))
    reach = max(4, round(0.10 * abs(float(end[1] - start[1]))))
    offsets = np.arange(-reach, reach + 1)
    line = start + (end - start) * np.linspace(0, 1, rows)[:, None]
    grid = np.stack([line[:, None, 0] + offsets, np.repeat(line[:, 1:], len(offsets), axis=1)], axis=-1)
    places = frame.from_half(grid, sign).astype(np.float32)
    grey = cv2.GaussianBlur(cv2.cvtColor(frame.rgb, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.5)
    strength = np.abs(cv2.remap(cv2.Sobel(grey, cv2.CV_32F, 1, 0), places[..., 0], places[..., 1], cv2.INTER_LINEAR))
    strength = np.minimum(strength, np.percentile(strength, 95)) / max(float(np.percentile(strength, 95)), 1e-3)
    taper = np.minimum(1.0, np.minimum(np.arange(rows), np.arange(rows)[::-1]) / max(1.0, 0.25 * rows))[:, None]
    cost = (1 - strength) + 0.4 * np.abs(offsets)[None] / reach + 5.0 * (np.abs(offsets)[None] > reach * taper + 1)
    chosen = offsets[cheapest(cost, 0.15)]
    return np.concatenate([start[None], np.stack([line[:, 0] + chosen, line[:, 1]], axis=1)[1:-1], end[None]])


def sleeve_region(
    frame: Frame, outer: NDArray[Any], cuff: NDArray[Any], inner: NDArray[Any], sign: int
) -> NDArray[np.bool_]:
    """(H, W) bool: garment inside the polygon shoulder - cuff - armpit, widened outside so that no edge pixel is
    lost."""
    ring = np.concatenate([outer, cuff[1:-1], inner[::-1]]) if len(cuff) > 2 else np.concatenate([outer, inner[::-1]])
    polygon = np.rint(frame.from_half(ring, sign)).astype(np.int32)
    inside = np.zeros(frame.mask.shape, np.uint8)
    cv2.fillPoly(inside, [polygon], 1)
    outside = np.rint(frame.from_half(np.concatenate([outer, cuff]), sign)).astype(np.int32)
    cv2.polylines(inside, [outside], False, 1, thickness=9)
    gap = np.rint(frame.from_half(inner, sign)).astype(np.int32)
    edge = np.zeros_like(inside)
    cv2.polylines(edge, [gap], False, 1, thickness=5)
    return ((inside > 0) | (edge > 0) & (inside > 0)) & frame.mask
