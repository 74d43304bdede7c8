"""Anchors: the places on a garment by which it is fitted, read from the two halves of its outline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.outline import off_chord

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Path = NDArray[Any]
    """(N, 2) (u, v) of a half outline from the top at the axis to the bottom at the axis."""
    Point = NDArray[Any]

LOWEST_ARMPIT = 2.35
"""An open armpit lies at most this many half chest widths below the top; a notch further down means glued sleeves."""


@dataclass(frozen=True, slots=True)
class Notch:
    """A concave place of the outline that opens downward, between sleeve and body. ``index`` into the half path;
    ``rise`` px from the sleeve's lowest point up to it; ``drop`` px from it down to the lowest point of the body."""

    index: int
    rise: float
    drop: float


@dataclass(frozen=True, slots=True)
class Side:
    """The anchors of one half in (u, v); ``notch`` is the armpit's index, or the hem notch of a glued sleeve."""

    path: Path
    neck: Point
    neck_index: int
    shoulder: Point
    shoulder_index: int
    armpit: Point
    waist: Point
    hem: Point
    hem_index: int
    cuff_outer: int | None
    cuff_inner: int | None
    notch: int | None
    glued: bool
    confidence: float


def find_notch(path: Path, lean: float) -> Notch | None:
    """The deepest notch between a sleeve and the body, seen along a downward direction that leans outward by ``lean``
    (so that a straight cuff, level with the armpit, rises too); None for sleeveless outlines."""
    height, widest = float(np.ptp(path[:, 1])), float(path[:, 0].max())
    u, level = path[:, 0].tolist(), (path[:, 1] + lean * path[:, 0]).tolist()  # a loop over numbers of Python's own
    best: Notch | None = None
    lowest = 0
    for index in range(2, len(path) - 2):
        if level[index] > level[lowest]:
            lowest = index
        local = level[index] <= level[index - 1] and level[index] < level[index + 1]
        if not local or u[index] < 0.28 * widest or u[lowest] < u[index] - 0.02 * widest:
            continue
        rise = level[lowest] - level[index]
        drop = float(path[index:, 1].max() - path[index, 1])
        if rise > 0.025 * height and (best is None or rise > best.rise):
            best = Notch(index, rise, drop)
    return best


def read_side(path: Path) -> Side:
    """All anchors of one half of a top or a dress."""
    height = float(np.ptp(path[:, 1]))
    for lean in (1.0, 0.0):
        notch = find_notch(path, lean)
        if notch is None:
            continue
        depth = float(path[notch.index, 1] - path[:, 1].min())
        low = depth > LOWEST_ARMPIT * float(path[notch.index, 0])
        if notch.drop > 0.12 * height:
            outer, inner = cuff_ends(path, notch.index)
            apart = float(np.hypot(*(path[inner] - path[notch.index])))
            touching = low or apart < 0.1 * float(np.hypot(*(path[outer] - path[notch.index])))
            return glued_sleeve(path, notch) if touching else open_sleeve(path, notch)
        if lean == 0.0:
            return glued_sleeve(path, notch)
    return sleeveless(path)


def in_agreement(left: Side, right: Side) -> tuple[Side, Side]:
    """Both sides with their shoulder points at the same distance from the axis: a round shoulder line has no clear
    bend."""
    mean = 0.5 * float(left.shoulder[0] + right.shoulder[0])
    if abs(float(left.shoulder[0] - right.shoulder[0])) > 0.3 * mean:
        return left, right
    return shoulder_at(left, mean), shoulder_at(right, mean)


def shoulder_at(side: Side, u: float) -> Side:
    """The side with its shoulder point where the upper outline first reaches ``u``."""
    part = side.path[side.neck_index : side.shoulder_index + 40, 0]
    index = side.neck_index + int(np.argmax(part >= u)) if (part >= u).any() else side.shoulder_index
    return replace(side, shoulder=side.path[index], shoulder_index=index)


def open_sleeve(path: Path, notch: Notch) -> Side:
    """A sleeve that stands off the body."""
    outer, inner = cuff_ends(path, notch.index)
    armpit = path[notch.index]
    neck_guess = top_corner(path, outer)
    shoulder = bend(path, neck_guess, outer, 0.86 * armpit[0], 1.16 * armpit[0])
    neck = neck_corner(path, shoulder)
    hem = hem_corner(path, notch.index)
    waist = narrowest(path, notch.index, hem)
    sure = min(1.0, notch.rise / (0.08 * float(np.ptp(path[:, 1]))))
    return Side(
        path,
        path[neck],
        neck,
        path[shoulder],
        shoulder,
        armpit,
        path[waist],
        path[hem],
        hem,
        outer,
        inner,
        notch.index,
        False,
        0.6 + 0.4 * sure,
    )


def glued_sleeve(path: Path, notch: Notch) -> Side:
    """A sleeve that lies along the body: only the notch at the hem shows it. The armpit is placed by proportion."""
    outer, inner = cuff_ends(path, notch.index)
    neck_guess = top_corner(path, outer)
    body = float(path[notch.index, 0])
    shoulder = bend(path, neck_guess, outer, 0.80 * body, 1.05 * body)
    neck = neck_corner(path, shoulder)
    hem = max(notch.index, hem_corner(path, notch.index))
    point = path[shoulder]
    lower = path[notch.index]
    depth = 0.95 * body
    armpit = np.asarray([body + 0.02 * body, min(point[1] + depth, 0.35 * point[1] + 0.65 * lower[1])])
    waist = armpit + (lower - armpit) * 0.6
    return Side(
        path, path[neck], neck, point, shoulder, armpit, waist, path[hem], hem, outer, inner, notch.index, True, 0.6
    )


def sleeveless(path: Path) -> Side:
    """No sleeve: the shoulder is the upper outer corner, the armpit the lower end of the armhole."""
    u, v = path[:, 0], path[:, 1]
    height = float(np.ptp(v))
    upper = np.nonzero(v < v.min() + 0.3 * height)[0]
    upper = upper[upper < len(path) * 0.6]
    shoulder = int(upper[np.argmax(u[upper] - 0.9 * v[upper])])
    neck = neck_corner(path, shoulder)
    hem = hem_corner(path, shoulder)
    start = path[shoulder]
    low, high = start[1] + 0.10 * height, start[1] + 0.45 * height
    down = np.arange(shoulder, hem)
    window = down[(v[down] > low) & (v[down] < high)]
    sure = 0.5
    armpit = path[shoulder] + np.asarray([0.0, 1.05 * start[0]])
    if len(window) > 5:
        inmost = int(window[np.argmin(u[window])]) if u[window].min() < start[0] else int(window[0])
        span = np.arange(min(inmost, int(window[-1]) - 3), int(window[-1]) + 1)
        away = off_chord(path[span])
        place = int(span[np.argmax(away)])
        if away.max() > 0.008 * height:
            armpit, sure = path[place], 0.8
        else:
            near = int(down[np.argmin(np.abs(v[down] - min(armpit[1], start[1] + 0.42 * height)))])
            armpit = path[near]
    index = int(np.argmin(np.hypot(*(path - armpit).T)))
    waist = narrowest(path, index, hem)
    return Side(
        path, path[neck], neck, start, shoulder, armpit, path[waist], path[hem], hem, None, None, None, False, sure
    )


def cuff_ends(path: Path, notch: int) -> tuple[int, int]:
    """Indices of the outer and the inner end of the cuff: the far corners of the sleeve along its own direction."""
    part = path[: notch + 1]
    root = path[notch] * 0.5 + 0.5 * upper_at(path, float(path[notch, 0]), notch)
    away = part - root
    outward = (part[:, 0] > 0.85 * path[notch, 0]) & (away.sum(axis=1) > 0)
    if not outward.any():
        return max(0, notch - 1), notch
    distance = np.hypot(*away.T)
    far = outward & (distance >= np.percentile(distance[outward], 70))
    along = away[far].mean(axis=0)
    along = along / max(float(np.hypot(*along)), 1e-6)
    across = np.asarray([along[1], -along[0]])  # outward or up
    outer = int(np.argmax(np.where(outward, part @ along + 0.75 * (part @ across), -np.inf)))
    inner = int(np.argmax(np.where(np.arange(len(part)) > outer, part @ along - 0.75 * (part @ across), -np.inf)))
    return (outer, inner) if inner > outer else (outer, notch)


def upper_at(path: Path, u: float, before: int) -> Point:
    """The first point of the upper outline that reaches ``u``."""
    reached = np.nonzero(path[: before + 1, 0] >= u)[0]
    return np.asarray(path[reached[0]] if len(reached) else path[before // 2])


def corner_above(part: Path) -> int:
    """Index of the point farthest above the chord of a part of the outline that starts at the axis."""
    return int(np.argmax(off_chord(part))) if len(part) > 2 else 0


def bend(path: Path, first: int, last: int, least: float, most: float) -> int:
    """Index of the sharpest bend of the upper outline between two places, ``least`` <= u <= ``most``."""
    part = np.arange(first, max(last, first + 2) + 1)
    part = part[part < len(path)]
    away = off_chord(path[part])
    u = path[part, 0]
    allowed = (u >= least) & (u <= most)
    if not allowed.any():
        return int(part[np.argmin(np.abs(u - 0.5 * (least + most)))])
    return int(part[np.argmax(np.where(allowed, away, -np.inf))])


def neck_corner(path: Path, shoulder: int) -> int:
    """Index where the neck opening meets the shoulder line; at the foot of a standing collar."""
    if shoulder < 4:
        return 0
    top = top_corner(path, shoulder)
    below = off_chord(path[top : shoulder + 1])
    if len(below) > 4:
        foot = top + int(np.argmin(below))
        step = path[foot] - path[top]
        if -below.min() > 0.03 * path[shoulder, 0] and step[1] > 0.7 * step[0]:
            return foot
    return top


def top_corner(path: Path, shoulder: int) -> int:
    """Index of the upper corner of the neck opening: the peak beside a dip, or the end of a straight upper edge."""
    part = path[: shoulder + 1]
    corner = corner_above(part)
    if float(off_chord(part).max()) < 0.02 * path[shoulder, 0]:  # a straight edge from shoulder to shoulder
        return int(np.argmin(np.abs(part[:, 0] - 0.9 * path[shoulder, 0])))
    for _ in range(3):
        away = off_chord(path[: corner + 1])
        if corner < 6 or away.max() < 0.02 * path[shoulder, 0]:
            break
        corner = int(np.argmax(away))
    return corner


def hem_corner(path: Path, start: int) -> int:
    """Index of the lower outer corner of the body."""
    part = path[start:]
    return start + int(np.argmax(0.75 * part[:, 0] + part[:, 1]))


def narrowest(path: Path, armpit: int, hem: int) -> int:
    """Index of the waist: the smallest u between armpit and hem, away from both ends."""
    if hem - armpit < 6:
        return (armpit + hem) // 2
    top, bottom = path[armpit, 1], path[hem, 1]
    part = np.arange(armpit, hem + 1)
    height = path[part, 1]
    inner = part[(height > top + 0.25 * (bottom - top)) & (height < top + 0.85 * (bottom - top))]
    return int(inner[np.argmin(path[inner, 0])]) if len(inner) else (armpit + hem) // 2
