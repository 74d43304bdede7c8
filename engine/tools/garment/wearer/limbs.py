"""Limbs: how far the worn sleeves reach, and how thick the arms are under them, told from where they are bare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.wearer.frame import along, sampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.wearer.frame import Arm, Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float32]

RADII = ((0.0, 0.155), (0.28, 0.14), (0.5, 0.115), (0.72, 0.105), (1.0, 0.07))
"""Half width of a bare arm in shoulder widths at shares of its length, shoulder to wrist (drawn off photos of bare
arms)."""
NEAR = 0.16
"""Share of an arm's length below its sleeve on which its thickness is read: it goes on alike under the sleeve."""
LEAST_SEEN = 0.4
"""Bare skin narrower than this (radii of a middling arm, both sides together) is not an arm, even half hidden."""
ROUND = 0.85
"""A shoulder is at least this thick against a middling one, however thin the arm appears below."""
HAND = 0.25
"""A hand that lies further than this from an arm's wrist (shoulder widths) is that of the other arm."""
AGAIN = 0.4
"""Where cloth covers this share of what follows of an arm, its sleeve has not ended: fingers lie on it."""
HAND_SEEN = 0.3
"""Least share of the line from wrist to fingers on which a hand that is seen shows."""
STEP = 8.0
Build = tuple[float, float]
"""Thickness of an arm on either side of its bones against a middling one: where ``_beside`` is negative, positive."""


def radius(share: NDArray[np.float64], unit: float) -> NDArray[np.float64]:
    """Half width px of a middling bare arm at shares of its length."""
    out: NDArray[np.float64] = np.interp(share, [knot for knot, _ in RADII], [value for _, value in RADII]) * unit
    return out


def builds(body: Body, frame: Frame, sleeves: tuple[float, float]) -> tuple[Build, Build]:
    """How thick the left and right arm are, from the bare skin below their ``sleeves`` (reach, px).

    An arm that shows none is like the other, mirrored; middling when neither does.
    """
    rows, columns = np.nonzero((body.skin[::2, ::2] > 0.5) & (body.arms[::2, ::2] > 0.3))
    points = 2.0 * np.stack([columns, rows], axis=1).astype(np.float64)
    left, right = (_measured(points, arm, frame, reach) for arm, reach in zip(frame.arms, sleeves, strict=True))
    middling = (1.0, 1.0)
    return left or (right[::-1] if right else middling), right or (left[::-1] if left else middling)


def _measured(points: NDArray[np.float64], arm: Arm, frame: Frame, reach: float) -> Build | None:
    """Area of bare skin (``points``, every second px each way) on each side of an arm's bones over the area that a
    middling arm would show, or None when too little is bare."""
    first = max(0.15, reach / max(arm.length, 1.0) + 0.04)
    knots = np.linspace(first, min(first + NEAR, 1.0), 9)
    if len(points) < 20 or knots[-1] - knots[0] < 0.08:
        return None
    place, side = _beside(points, arm)
    share = place / max(arm.length, 1.0)
    near = np.abs(side) < 2.2 * radius(share, frame.width)
    middle = (knots[1:] + knots[:-1]) / 2
    found = []
    for sign in (-1, 1):
        count, _ = np.histogram(share[near & (sign * side > 0)], bins=knots)
        width = count * 4 / (np.diff(knots) * arm.length)
        found.append(width / radius(middle, frame.width))
    bare = found[0] + found[1] > LEAST_SEEN
    if int(bare.sum()) < 4:
        return None
    upper = arm.elbow - arm.shoulder
    outward = (arm.shoulder - frame.origin) @ frame.across * (np.array([upper[1], -upper[0]]) @ frame.across) > 0
    least = (0.6, 0.15) if outward else (0.15, 0.6)  # the trunk may hide the inner side
    one, two = (float(np.clip(np.median(ratio[bare]), low, 1.6)) for ratio, low in zip(found, least, strict=True))
    return one, two


@dataclass(frozen=True, slots=True)
class ArmField:
    """One arm over a picture, each (h, w) float32: ``away``: distance from the bones in radii of this wearer's arm,
    below 1 on the arm; ``side``: the same with a sign, along the picture's plane; ``place`` px along the bones, running
    on before the shoulder."""

    away: Floats
    side: Floats
    place: Floats


def arm_fields(frame: Frame, thick: tuple[Build, Build], box: Box) -> tuple[ArmField, ArmField]:
    """The left and the right arm over ``box``. ``thick``: of ``builds``."""
    points, large = _grid(box)

    def one(arm: Arm, build: Build) -> ArmField:
        place, side = _beside(points, arm)
        away, wide = _measures(points, arm, side, build, frame.width)
        return ArmField(large(away / wide), large(side / wide), large(place))

    return one(frame.left, thick[0]), one(frame.right, thick[1])


def off_arms(frame: Frame, thick: tuple[Build, Build], box: Box) -> Floats:
    """(h, w): distance of each pixel of ``box`` from the bones of the nearer arm, in radii of this wearer's arm.
    ``thick``: of ``builds``."""
    points, large = _grid(box)

    def one(arm: Arm, build: Build) -> Floats:
        away, wide = _measures(points, arm, _beside(points, arm)[1], build, frame.width)
        return large(away / wide)

    return np.minimum(one(frame.left, thick[0]), one(frame.right, thick[1]))


def _grid(box: Box) -> tuple[NDArray[np.float64], Callable[[NDArray[np.float64]], Floats]]:
    """(N, 2) px: points ``STEP`` apart over ``box``, and what makes (h, w) of values at these."""
    grid_x, grid_y = np.meshgrid(
        np.arange(box.x, box.x + box.width + STEP, STEP), np.arange(box.y, box.y + box.height + STEP, STEP)
    )
    matrix = np.array([[1 / STEP, 0, 0], [0, 1 / STEP, 0]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP

    def large(values: NDArray[np.float64]) -> Floats:
        grid = values.reshape(grid_x.shape).astype(np.float32)
        out: Floats = cv2.warpAffine(grid, matrix, (box.width, box.height), flags=how, borderMode=cv2.BORDER_REPLICATE)
        return out

    return np.stack([grid_x.ravel(), grid_y.ravel()], axis=1), large


def _measures(
    points: NDArray[np.float64], arm: Arm, side: NDArray[np.float64], build: Build, unit: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(N,) px: distance of ``points`` from an arm's bones, and how thick it is on their ``side``."""
    on, away = along(points, arm.bones)
    share = np.where(side < 0, build[0], build[1])
    along_arm = on / max(arm.length, 1.0)
    share = share + np.maximum(ROUND - share, 0) * np.clip(1 - along_arm / 0.28, 0, 1)
    return away, radius(along_arm, unit) * share


def _beside(points: NDArray[np.float64], arm: Arm) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(N,) place along the bones px, running on before the shoulder, and (N,) signed distance px to their left.

    What lies beyond the line that halves the elbow's angle belongs to the forearm, however far the arm is bent.
    """
    upper, lower = arm.elbow - arm.shoulder, arm.wrist - arm.elbow
    length = max(float(np.linalg.norm(upper)), 1e-6)
    one, two = upper / length, lower / max(float(np.linalg.norm(lower)), 1e-6)
    first, second = points - arm.shoulder, points - arm.elbow
    on_upper = first @ one
    fore = second @ (one + two) > 0
    place = np.where(fore, length + np.maximum(second @ two, 0), np.minimum(on_upper, length))
    side = np.where(fore, second[:, 0] * two[1] - second[:, 1] * two[0], first[:, 0] * one[1] - first[:, 1] * one[0])
    return place, side


def worn_sleeves(body: Body, frame: Frame) -> tuple[float, float]:
    """How far from the shoulder joint the worn cloth reaches along the bones of the left and right arm, px."""
    found = [_sleeve(body, frame, arm, sign) for arm, sign in ((frame.left, -1), (frame.right, 1))]
    (left, left_sure), (right, right_sure) = found
    if abs(left - right) > 0.25 * frame.width:
        left, right = (left, left) if left_sure >= right_sure else (right, right)
    return left, right


def _sleeve(body: Body, frame: Frame, arm: Arm, sign: int) -> tuple[float, float]:
    """Reach px of one sleeve, and how much of the arm could be read: what lies outside the trunk tells most."""
    steps = np.linspace(0.2 * frame.width, arm.length, 40)
    knots = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(arm.bones, axis=0), axis=1))])
    line = np.stack([np.interp(steps, knots, arm.bones[:, axis]) for axis in (0, 1)], axis=1)
    other_hand = (sampled(body.hands, line) > 0.5) & (steps < arm.length - HAND * frame.width)
    told = (sign * frame.uv(line)[:, 0] > 0.45) & ~other_hand
    cloth = (sampled(body.clothes, line) > 0.5) | other_hand
    bare = np.flatnonzero(told & (np.convolve(cloth, np.ones(5) / 5, mode="same") < 0.5))
    after = np.cumsum((told & cloth)[::-1])[::-1] / np.maximum(np.cumsum(told[::-1])[::-1], 1)
    bare = bare[after[bare] < AGAIN]
    if not len(bare):
        reach, known = _before_trunk(body, arm, line, steps, told)
        return reach, 0.5 if known else float(told.mean()) * 0.25
    return float(steps[bare[0] - 1] if bare[0] else 0.0), float(told.mean()) * (0.5 + 0.5 * arm.visibility)


def _before_trunk(
    body: Body, arm: Arm, line: NDArray[np.float64], steps: NDArray[np.float64], told: NDArray[np.bool_]
) -> tuple[float, bool]:
    """Reach px of the sleeve of an arm that is not bare outside the trunk, and whether all of the arm tells. Where its
    hand is seen the forearm lies in front, and is covered down to where it shows skin that is no hand's; otherwise
    nothing is known beyond the trunk."""
    if not told.any():
        return arm.length, True
    hand = np.linspace(arm.wrist, 2 * arm.hand - arm.wrist, 9)
    if float((sampled(body.hands, hand) > 0.5).mean()) < HAND_SEEN:
        return float(steps[told][-1]), bool(told[-1])
    skin = (sampled(body.skin, line) - sampled(body.hands, line) > 0.5) & (steps > steps[told][-1])
    shown = np.flatnonzero(np.convolve(skin, np.ones(3) / 3, mode="same") > 0.5)
    return (float(steps[shown[0]]) if len(shown) else arm.length), True
