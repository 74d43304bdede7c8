"""Limb sides: how far a bent arm reaches to either side of its bones, read from the photo.

The picture is unrolled along the arm. Where ground, or skin that ends, lies beside the arm, its side is seen; where it
lies before cloth, its side is the smoothest line along strong edges (a dynamic programme).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.wearer.limbs import radius

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.wearer.bent import Bent
    from engine.tools.garment.wearer.limbs import Build
    from engine.vision.types import Body

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

FIRST = 0.3
"""Share of the upper arm's length at which reading begins: above it the sleeve meets the trunk."""
STEP, ACROSS = 0.02, 0.01
"""Shoulder widths between places along the arm, and across it."""
EASE = 1.2
"""A worn sleeve is about this many times as thick as the arm."""
NARROWEST, WIDEST, ELBOW = 0.7, (2.6, 2.1), 3.2
"""Sides are looked for between these multiples of a middling arm, or of a middling sleeve, and up to the last one at
the elbow's tip; joints may lie beside the arm's middle."""
LEAST_BUILD = 0.9
PRIOR, SLOPE = 0.5, 0.35
"""Cost of a side at twice the middling distance against that of a missing edge; and of one step across per step
along."""
EDGE = 0.012
"""Shoulder widths over which an edge in cloth is read."""
EVEN = 0.05
"""Sides are smoothed over so many shoulder widths (one standard deviation)."""
BARE, CUFF = 0.5, 0.24
"""Least skin in the middle of a bare arm, and the length (shoulder widths) on which it must be bare."""


@dataclass(frozen=True, slots=True)
class Sides:
    """``places`` (N,) px along the arm; ``width`` (N, 2) px to its negative and positive side; ``seen`` (N, 2): where
    what lies beside the arm tells, ``edge`` (N, 2) 0..1: how strong the edge there is."""

    places: NDArray[np.float64]
    width: Floats
    seen: Bools
    edge: Floats


def limb_sides(bent: Bent, body: Body, build: Build, unit: float, end: float, loose: bool) -> Sides:
    """The sides of one arm down to ``end`` px. ``build``: of ``limbs.builds``; ``loose``: it is covered by a sleeve;
    ``unit``: shoulder width px."""
    places = np.arange(FIRST * bent.upper, max(end, bent.upper) + 2 * STEP * unit, STEP * unit)
    points, normals = bent.line(places)
    middling = radius(places / bent.arm.length, unit) * (EASE if loose else 1.0)
    steps = np.arange(0, ELBOW * float(middling.max()) * max(*build, LEAST_BUILD), ACROSS * unit)
    at_elbow = np.clip(1 - np.abs(places - bent.upper) / bent.tangent, 0, 1)
    margin = float(steps[-1]) + 8
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    left, top = (int(np.clip(low[axis], 0, body.image.shape[1 - axis] - 2)) for axis in (0, 1))
    image = cv2.GaussianBlur(
        body.image[top : max(top + 2, int(high[1])), left : max(left + 2, int(high[0]))], (0, 0), max(0.6, 0.004 * unit)
    )
    width, seen = np.zeros((len(places), 2), np.float32), np.zeros((len(places), 2), np.bool_)
    strength = np.zeros((len(places), 2), np.float32)
    for number, sign in enumerate((-1.0, 1.0)):
        way = points[:, None] + sign * steps[None, :, None] * normals[:, None]
        x, y = way[..., 0].astype(np.float32), way[..., 1].astype(np.float32)
        person, skin, face = (_taken(mask, x, y) for mask in (body.person, body.skin, body.face))
        skin = skin * (1 - face)
        nominal = (middling * max(build[number], LEAST_BUILD)).astype(np.float32)
        outside = (x < 0) | (y < 0) | (x > body.image.shape[1] - 1) | (y > body.image.shape[0] - 1)
        person[outside] = 0
        widest = WIDEST[int(loose)]
        most = (nominal * (widest + (ELBOW - widest) * at_elbow * (sign != bent.turn))).astype(np.float32)
        border, found = _seen(person, skin, steps, (0.3 * nominal, most), loose)
        edges = _edges(_taken(image, x - left, y - top), max(1, round(EDGE / ACROSS)))
        ends = np.where(found, border, _to_crease(bent, places, sign))
        line = _line(edges, steps, nominal, np.where(found, border, np.float32(np.nan)), ends)
        width[:, number], seen[:, number] = line, found
        at = np.clip(np.rint(line / (ACROSS * unit)).astype(int), 0, len(steps) - 1)
        strength[:, number] = edges[np.arange(len(places)), at]
    return Sides(places, width, seen, strength)


def _taken(picture: NDArray[Any], x: Floats, y: Floats) -> Floats:
    """A picture or mask at places; beyond its border, that of the border."""
    out = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.float32)


def _seen(
    person: Floats, skin: Floats, steps: NDArray[np.float64], limits: tuple[Floats, Floats], loose: bool
) -> tuple[Floats, Bools]:
    """(N,) px at which the person, or bare skin of the arm, ends, and whether that is between the ``limits`` (N,)."""
    inside = person > 0.5
    if not loose:
        bare = (skin[:, :3].mean(axis=1, keepdims=True) > BARE).astype(np.uint8)
        bare = cv2.erode(bare, np.ones((round(CUFF / STEP), 1), np.uint8))  # an old cuff may lie askew
        inside &= (skin > 0.4) | (bare == 0)
    out = ~inside & (np.arange(len(steps)) > 1)
    first = np.where(out.any(axis=1), out.argmax(axis=1), len(steps) - 1)
    border = steps[first].astype(np.float32)
    found = out.any(axis=1) & (border > limits[0]) & (border < limits[1])
    return border, found


def _edges(values: Floats, reach: int) -> Floats:
    """(N, M) 0..1: how strongly colours differ across each place of an unrolled picture (N, M, 3)."""
    even = cv2.GaussianBlur(values, (1, 0), sigmaX=0.1, sigmaY=1.5)
    ahead, back = np.roll(even, -reach, axis=1), np.roll(even, reach, axis=1)
    out = np.abs(ahead - back).sum(axis=2)
    out[:, :reach] = out[:, -reach:] = 0
    return np.asarray(np.minimum(out / max(float(np.percentile(out, 92)), 6.0), 1), np.float32)


def _to_crease(bent: Bent, places: NDArray[np.float64], sign: float) -> Floats:
    """(N,) px from the arm's middle to the crease in its crook; infinite on the other side."""
    if sign != bent.turn:
        return np.full(len(places), np.inf, np.float32)
    away = np.abs(places - bent.upper)
    straight = away / max(float(np.tan(bent.angle / 2)), 1e-3)
    return np.where(away > bent.tangent, straight, bent.radius).astype(np.float32)


def _line(
    edges: Floats, steps: NDArray[np.float64], nominal: Floats, fixed: Floats, most: Floats
) -> Floats:
    """(N,) px: the smoothest line through strong ``edges`` (N, M) near ``nominal`` (N,), through ``fixed`` (N,) where
    that is no nan, and no further out than ``most`` (N,)."""
    offsets = steps[None].astype(np.float32)
    away = offsets / nominal[:, None]
    cost = 1 - edges + PRIOR * np.where(away > 1, away - 1, 2 * (1 - away)) ** 2
    cost += 4.0 * (((away < NARROWEST) & (most > NARROWEST * nominal)[:, None]) | (away > WIDEST[1]))
    sure = np.isfinite(fixed)
    cost[sure] = 3 * np.abs(offsets - fixed[sure, None]) / nominal[sure, None]
    total = cost[0]
    moves = []
    wide = 4
    shifts = np.arange(-wide, wide + 1)
    toll = SLOPE * np.abs(shifts)[:, None]
    for row in cost[1:]:
        padded = np.pad(total, wide, constant_values=np.inf)
        before = np.stack([padded[wide + shift : wide + shift + len(total)] for shift in shifts]) + toll
        best = before.argmin(axis=0)
        moves.append(best)
        total = row + before[best, np.arange(len(total))]
    place = int(total.argmin())
    found = [place]
    for best in reversed(moves):
        place = int(np.clip(place + shifts[best[place]], 0, len(steps) - 1))
        found.append(place)
    return np.asarray(np.minimum(steps[np.array(found[::-1])], most), np.float32)
