"""Collar: the inner back of the neck opening that a hollow garment shows.

The opening is bounded below by the front's upper edge: a smooth curve, alike on both sides, from one upper corner of
the neck to the other. Templates (superellipses for round necks, bent lines for V-necks and collars) are scored by how
much of their length lies on an edge and by how alike the change of colour across it is everywhere; the best few are
snapped to the picture by a dynamic programme and scored again. A low score means that there is no inner back to be
seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.anchors import top_corner
from engine.tools.garment.edges import nearest_colour
from engine.tools.garment.masks import blurred
from engine.tools.garment.necklines import SAMPLES, distinct, normals, scored, snap, unit_shapes
from engine.tools.garment.outline import resampled

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.anchors import Side
    from engine.tools.garment.outline import Frame

    Curves = NDArray[np.float64]
    """(C, N, 2) points of C curves in the frame, left corner to right corner."""

LEAST_SCORE, LEAST_SCORE_COLLAR = 0.55, 0.66
"""Below this there is no opening to be seen; more is asked where a collar stands, for it may be closed or gathered."""
LEAST_HEIGHT = 0.2
"""Of an opening, in half widths of the neck: less is a hem or a fold along the upper edge."""
FINE = 121
"""Points along the edge that is found; odd, so that one is its middle."""
DEEPEST = 5.2
"""Nothing is looked at further below the neck's corners than this many of its half widths, and the dip between them."""
WIDEST = 0.75
"""A neck wider than this share of the shoulders lies below them and shows no inner back."""


BESIDE_AXIS, SAG = 0.12, 0.15
"""Ground that is seen between front and back reaches to this share of the shoulders on both sides of the axis, through
a keyhole to less; and its lower edge hangs so much of its width below its ends, beside a bow's loops less."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The neck opening in the frame: ``front`` (2,) lowest point of the front neckline; ``back`` (H, W) float32 0..1;
    ``edge`` (N, 2) the front's upper edge, None where no inner back is seen; ``score`` 0..1; ``collar``: one stands or
    is turned down. ``ends`` (2, 2): the left and right end of the edge, where these are the neck's corners."""

    front: NDArray[Any]
    back: NDArray[np.float32]
    edge: NDArray[Any] | None
    score: float
    collar: bool
    ends: NDArray[Any] | None = None


@dataclass(frozen=True, slots=True)
class Neck:
    """The upper edge of the neck: corners (2,) in the frame, half width ``unit``, the outline ``rim`` between the
    corners, and whether a collar stands or is turned down there."""

    left: NDArray[Any]
    right: NDArray[Any]
    unit: float
    rim: NDArray[Any]
    collar: bool


def find_opening(frame: Frame, sides: tuple[Side, Side]) -> Opening:
    """The neck opening between the two upper corners of the neck."""
    neck = neck_of(frame, sides)
    middle = np.asarray([frame.axis, float(np.interp(frame.axis, neck.rim[:, 0], neck.rim[:, 1]))])
    shoulders = 0.5 * float(sides[0].shoulder[0] + sides[1].shoulder[0])
    if neck.unit < 12 or neck.unit > WIDEST * shoulders:
        return Opening(middle, np.zeros(frame.mask.shape, np.float32), None, 0.0, neck.collar)
    edge, score = best_edge(frame, neck, sides)
    if edge is None:
        return Opening(middle, np.zeros(frame.mask.shape, np.float32), None, score, neck.collar)
    return Opening(edge[len(edge) // 2], region(frame, neck, edge), edge, score, neck.collar)


def seen_through(frame: Frame, sides: tuple[Side, Side], holes: NDArray[np.bool_]) -> Opening | None:
    """The neck opening of a garment that a bow or straps close behind the neck, so that the ground seen through it is
    shut in: ``holes`` (H, W) of the frame. All above them is the back. None where there are none but a keyhole or
    loops."""
    points = np.stack(np.nonzero(holes)[::-1], axis=1)
    if not len(points):
        return None
    aside, shoulders = points[:, 0] - frame.axis, float(sides[0].shoulder[0] + sides[1].shoulder[0])
    if min(aside.max(), -aside.min()) < BESIDE_AXIS * shoulders:
        return None
    hull = cv2.convexHull(points.astype(np.int32))[:, 0].astype(np.float64)
    left, right = (hull[hull[:, 0] == end].max(axis=0) for end in (hull[:, 0].min(), hull[:, 0].max()))
    if hull[:, 1].max() - 0.5 * (left[1] + right[1]) < SAG * (right[0] - left[0]):
        return None
    below = hull[hull[:, 1] >= np.interp(hull[:, 0], (left[0], right[0]), (left[1], right[1]))]
    edge = resampled(below[np.argsort(below[:, 0])], count=FINE)
    above = np.array([[right[0], 0.0], [left[0], 0.0]])
    back = np.zeros(frame.mask.shape, np.uint8)
    cv2.fillPoly(back, [np.rint(np.concatenate([edge, above]) * 16).astype(np.int32)], 255, cv2.LINE_AA, shift=4)
    soft = cv2.GaussianBlur(back, (0, 0), 0.7).astype(np.float32) / 255 * frame.mask
    return Opening(edge[edge[:, 1].argmax()], soft, edge, 1.0, False, np.stack([left, right]))


def best_edge(frame: Frame, neck: Neck, sides: tuple[Side, Side]) -> tuple[NDArray[Any] | None, float]:
    """The front's upper edge (N, 2), None when nothing scores enough, and its score."""
    lowest = 0.6 * float(max(side.path[:, 1].max() for side in sides) - neck.left[1])
    lab, box = garment_lab(frame, neck, lowest)
    step = max(1.5, 0.022 * neck.unit)
    curves = candidates(frame, neck, lowest)
    coarse = blurred_in(lab, box, max(0.8, 0.02 * neck.unit))
    chosen = distinct(curves, scored(coarse, curves, 2 * step) * plausible(neck, curves), neck.unit)
    fine = blurred_in(lab, box, 1.0)
    snapped = snap(fine, snap(coarse, chosen, 2 * step), step)
    score = scored(fine, snapped, step) * plausible(neck, snapped)
    best = int(np.argmax(score))
    edge, found = snapped[best], float(score[best])
    if found < (LEAST_SCORE_COLLAR if neck.collar else LEAST_SCORE):
        return None, found
    edge = drawn(fine, edge, step)
    return (edge if neck.collar else above_ring(fine, edge, neck.unit, step)), found


def drawn(lab: NDArray[np.float32], edge: NDArray[Any], step: float) -> NDArray[Any]:
    """The edge (N, 2) drawn along the picture's once more, closely, without the kinks of its template: where that is
    bent, points that were moved along its normals may lie in a loop."""
    third = len(edge) // 3
    back = np.zeros(len(edge), np.bool_)
    low = edge[third:-third, 0]
    back[third:-third] = low < np.maximum.accumulate(low)
    edge = edge[~back]
    for _ in range(2):
        even = resampled(edge, count=FINE)
        for _ in range(2):
            even[1:-1] = 0.25 * even[:-2] + 0.5 * even[1:-1] + 0.25 * even[2:]
        edge = snap(lab, even[None], 0.4 * step)[0]
    return edge


def plausible(neck: Neck, curves: Curves) -> NDArray[Any]:
    """(C,) factor: an opening is higher than the band inside of the back, and reaches down to the stand of a collar."""
    middle = curves[:, curves.shape[1] // 2]
    rim = np.interp(middle[:, 0], neck.rim[:, 0], neck.rim[:, 1])
    height = (middle[:, 1] - rim) / neck.unit
    least = 0.6 if neck.collar else 0.24
    deep = 1 + 0.06 * np.clip(height - 1.5, 0, 3)  # a long V seldom lies on its edge everywhere
    mean = (curves[..., 1] - np.interp(curves[..., 0], neck.rim[:, 0], neck.rim[:, 1])).mean(axis=1) / neck.unit
    share = np.where(
        (height < LEAST_HEIGHT) | (mean < (0.45 if neck.collar else 0.12)),
        0.05,
        np.clip((height - 0.5 * least) / (0.5 * least), 0.05, 1.0),
    )
    return np.asarray(share**0.7 * deep)


def above_ring(lab: NDArray[np.float32], edge: NDArray[Any], unit: float, step: float) -> NDArray[Any]:
    """The edge moved to the upper side of a rib collar, which belongs to the front, when it lies on the lower side.

    It does when no seam runs a rib's width below it and the mean colour changes a rib's width above it.
    """
    widths = np.arange(0.08, 0.26, 0.02) * unit
    below = snap(lab, edge[None] + normals(edge[None]) * widths[:, None, None], 0.5 * step)
    shallow = float(edge[len(edge) // 2, 1] - edge[[0, -1], 1].mean()) < 1.2 * unit
    if not shallow or scored(lab, below, step, faintest=0.6).max() > 0.6:
        return edge
    offsets = np.arange(0.02, 0.30, 0.01) * unit
    above = edge[None, 5:-5] - normals(edge[None])[:, 5:-5] * offsets[:, None, None]
    colours = cv2.remap(lab, above[..., 0].astype(np.float32), above[..., 1].astype(np.float32), cv2.INTER_LINEAR)
    parts = np.stack(
        [np.median(part, axis=1) for part in np.array_split(colours, 4, axis=1)]
    )  # a label fills only some
    change = np.linalg.norm(parts[:, 6:] - parts[:, :-6], axis=2).min(axis=0)
    middles = offsets[3:-3] / unit
    rib = (middles > 0.09) & (middles < 0.22)
    best = int(np.argmax(np.where(rib, change, 0.0)))
    near = middles < 0.08
    texture = float(np.median(np.abs(np.diff(colours[:6], axis=1)).sum(axis=2)))
    if change[best] < max(3.0, 1.6 * float(change[near].mean())) or texture > 4:
        return edge
    taper = np.minimum(1.0, 4 * np.minimum(np.arange(len(edge)), np.arange(len(edge))[::-1]) / len(edge))
    return np.asarray(edge - normals(edge[None])[0] * (middles[best] * unit * taper)[:, None])


def blurred_in(lab: NDArray[np.float32], box: tuple[slice, slice], sigma: float) -> NDArray[np.float32]:
    """``lab`` blurred in a box; 0 outside of it."""
    out = np.zeros(lab.shape, np.float32)  # pages that are never touched cost nothing, those of zeros_like do
    out[box] = blurred(lab[box], sigma)
    return out


def garment_lab(frame: Frame, neck: Neck, lowest: float) -> tuple[NDArray[np.float32], tuple[slice, slice]]:
    """(H, W, 3) Lab of the neck's surroundings, the garment's colours continued over the ground, so that its outline is
    no edge, and the box of these surroundings; pixels beyond are 0."""
    height, width = frame.mask.shape
    low = min(1.4 * lowest, DEEPEST * neck.unit + dip_of(neck))
    top, bottom = max(0, int(neck.rim[:, 1].min() - 0.8 * neck.unit)), min(height, int(neck.left[1] + low))
    left, right = max(0, int(frame.axis - 1.8 * neck.unit)), min(width, int(frame.axis + 1.8 * neck.unit))
    box = (slice(top, bottom), slice(left, right))
    core = cv2.erode(frame.mask[box].astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    out = np.zeros((height, width, 3), np.float32)
    if core.any():
        out[box] = cv2.cvtColor(
            nearest_colour(frame.rgb[box], core).astype(np.float32) * np.float32(1 / 255), cv2.COLOR_RGB2LAB
        )
    return out, box


def neck_of(frame: Frame, sides: tuple[Side, Side]) -> Neck:
    """Upper corners of the neck and the outline between them."""
    ends, rims = [], []
    for side, sign in zip(sides, (-1, 1), strict=True):
        index = top_corner(side.path, side.shoulder_index)
        rims.append(frame.from_half(side.path[: index + 1], sign))
        ends.append(rims[-1][-1])
    rises = [float(side.neck[1]) - float(end[1]) for side, end in zip(sides, ends, strict=True)]
    standing = sum(rises) > 0.045 * float(sides[0].shoulder[0] + sides[1].shoulder[0])
    rim = np.concatenate([rims[0][::-1], rims[1][1:]])
    rim = rim[np.argsort(rim[:, 0], kind="stable")]
    return Neck(ends[0], ends[1], 0.5 * float(ends[1][0] - ends[0][0]), rim, standing)


def dip_of(neck: Neck) -> float:
    """How far the outline between the upper corners dips below them."""
    return max(0.0, float(neck.rim[:, 1].max()) - min(float(neck.left[1]), float(neck.right[1])))


def candidates(frame: Frame, neck: Neck, lowest: float) -> Curves:
    """All templates at all depths: (C, 2 * SAMPLES + 1, 2)."""
    depths = np.concatenate([np.arange(0.12, 1.6, 0.06), np.arange(1.6, 4.6, 0.14)]) * neck.unit + dip_of(neck)
    depths = depths[depths < max(lowest, 1.2 * neck.unit)]
    shapes = unit_shapes()
    floor = min(float(neck.left[1]), float(neck.right[1]))
    found = []
    for inset in (1.0, 0.92):
        halves = []
        for corner in (neck.left, neck.right):
            x = frame.axis + (corner[0] - frame.axis) * inset * shapes[..., 0]
            drop = floor + depths - corner[1]
            y = corner[1] + drop[:, None, None] * shapes[None, ..., 1]
            halves.append(np.stack([np.broadcast_to(x, y.shape), y], axis=-1).reshape(-1, SAMPLES + 1, 2))
        found.append(np.concatenate([halves[0], halves[1][:, -2::-1]], axis=1))
    return np.concatenate(found)


def region(frame: Frame, neck: Neck, edge: NDArray[Any]) -> NDArray[np.float32]:
    """(H, W) float32: garment above the front's upper edge, softened by about a pixel."""
    top = neck.rim - np.asarray([0.0, 6.0])
    ring = np.concatenate([neck.left[None], edge, neck.right[None], top[::-1]])
    inside = np.zeros(frame.mask.shape, np.uint8)
    cv2.fillPoly(inside, [np.rint(ring * 16).astype(np.int32)], 255, lineType=cv2.LINE_AA, shift=4)
    return np.asarray(cv2.GaussianBlur(inside, (0, 0), 0.7).astype(np.float32) / 255 * frame.mask, np.float32)
