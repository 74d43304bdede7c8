"""Bent: an arm whose elbow is bent far, with coordinates along and across it that run smoothly round the elbow.

The two bones are joined by an arc around a point in the crook. Outside of the elbow places fan out around that point;
in the crook the two parts meet in a crease, the line that halves the elbow's angle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.tools.garment.wearer.frame import Arm, sampled
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float64]

SHARPLY = np.radians(48)
"""An elbow that is bent by more than this (0: straight) shows a crease."""
LEAST_BONE = 0.25
"""Bones that appear shorter than this (shoulder widths) point at the camera, and tell no direction."""
CROOK, NEAREST, FARTHEST = 0.16, 0.08, 0.34
"""Shoulder widths from the elbow's joint to the point in its crook where no ground shows there, and between which
ground tells of it."""
SEEN = 0.3
"""Least share of the line from wrist to fingers, or of the forearm, on which a hand, or skin, shows in sight."""
NEARER = 0.4
"""A wrist this much nearer to the camera than its shoulder (shoulder widths) lies before the trunk."""
TRUNK = 0.47
"""Torso coordinate u, without sign, within which the trunk lies."""


@dataclass(frozen=True, slots=True)
class Bent:
    """One bent arm. ``upper``: length of its upper bone px; ``one``, ``two``: unit vectors (2,) along the bones;
    ``radius``, ``centre``: of the arc, which begins and ends ``tangent`` px from the elbow; ``turn``: 1 where the
    crook lies on the side of positive ``side``, otherwise -1; ``angle`` (rad) by which it is bent."""

    arm: Arm
    upper: float
    one: Floats
    two: Floats
    radius: float
    centre: Floats
    tangent: float
    turn: float
    angle: float

    def line(self, places: NDArray[Any]) -> tuple[Floats, Floats]:
        """(N, 2) px and unit normals (N, 2), to which ``side`` grows, at ``places`` (N,) px along the arm."""
        places = np.asarray(places, np.float64)
        first, last = self.upper - self.tangent, self.upper + self.tangent
        on_upper = self.arm.shoulder + places[:, None] * self.one
        on_fore = self.arm.elbow + (places - self.upper)[:, None] * self.two
        turned = self.turn * self.angle * np.clip((places - first) / (2 * self.tangent), 0, 1)
        cos, sin = np.cos(turned)[:, None], np.sin(turned)[:, None]
        start = _across(self.one)
        normal = cos * start + sin * _across(start)
        round_elbow = self.centre - self.turn * self.radius * normal
        points = np.where((places < first)[:, None], on_upper, np.where((places > last)[:, None], on_fore, round_elbow))
        return points, normal

    def coordinates(self, x: NDArray[Any], y: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """For each place of the picture: px along the arm, px to its side, and px beyond the elbow's crease."""
        (ex, ey), (cx, cy), (ax, ay), (bx, by) = (
            (float(pair[0]), float(pair[1])) for pair in (self.arm.elbow, self.centre, self.one, self.two)
        )
        dx, dy = x - ex, y - ey
        on_upper, on_fore = dx * ax + dy * ay, dx * bx + dy * by
        beyond = (on_upper + on_fore) / max(float(np.hypot(ax + bx, ay + by)), 1e-6)
        fore = (on_fore > self.tangent) & ((on_upper > -self.tangent) | (beyond > 0))
        place = np.where(fore, self.upper + on_fore, self.upper + on_upper)
        side = np.where(fore, dy * bx - dx * by, dy * ax - dx * ay)
        arc = ~fore & (on_upper >= -self.tangent)
        away_x, away_y = x[arc] - cx, y[arc] - cy
        start_x, start_y = self.turn * ay, -self.turn * ax
        turned = np.arctan2(self.turn * (start_x * away_y - start_y * away_x), start_x * away_x + start_y * away_y)
        place[arc] = self.upper + self.tangent * (2 * np.clip(turned / self.angle, 0, 1) - 1)
        side[arc] = self.turn * (self.radius - np.hypot(away_x, away_y))
        return place, side, beyond

    def straightened(self) -> Arm:
        """The arm as if it went straight on from its elbow."""
        length = float(np.linalg.norm(self.arm.wrist - self.arm.elbow))
        return replace(self.arm, wrist=self.arm.elbow + length * self.one)


def bent(arm: Arm, unit: float, person: Mask) -> Bent | None:
    """The arm as a bent one; None where it is not bent far, or a bone points at the camera. ``unit``: shoulder width
    px; ``person`` (H, W)."""
    above, below = arm.elbow - arm.shoulder, arm.wrist - arm.elbow
    upper, fore = float(np.linalg.norm(above)), float(np.linalg.norm(below))
    if min(upper, fore) < LEAST_BONE * unit:
        return None
    one, two = above / upper, below / fore
    angle = float(np.arccos(np.clip(one @ two, -1, 1)))
    if angle < SHARPLY:
        return None
    inward = (two - one) / max(float(np.linalg.norm(two - one)), 1e-6)
    steps = np.linspace(NEAREST, FARTHEST, 40)
    ground = np.flatnonzero(sampled(person, arm.elbow + steps[:, None] * unit * inward) < 0.5)
    deep = float(steps[ground[0]]) if len(ground) else CROOK
    tangent = min(deep * unit * float(np.sin(angle / 2)), 0.4 * min(upper, fore))
    radius = tangent / float(np.tan(angle / 2))
    centre = arm.elbow + inward * radius / max(float(np.cos(angle / 2)), 1e-6)
    turn = 1.0 if one[0] * two[1] - one[1] * two[0] > 0 else -1.0
    return Bent(arm, upper, one, two, radius, centre, tangent, turn, angle)


def bent_arms(body: Body, frame: Frame) -> tuple[Bent | None, Bent | None]:
    """The left and the right arm where they are bent far and their forearms are in sight."""
    left, right = (
        found if found is not None and _in_sight(found.arm, body, frame) else None
        for found in (bent(arm, frame.width, body.person) for arm in frame.arms)
    )
    return left, right


def _in_sight(arm: Arm, body: Body, frame: Frame) -> bool:
    """Whether the forearm is seen, beside the trunk or before it; it is not behind the back."""
    fore = arm.elbow + np.linspace(0.2, 1.0, 17)[:, None] * (arm.wrist - arm.elbow)
    if (np.abs(frame.uv(fore)[:, 0]) > TRUNK).all():
        return True
    hand = np.linspace(arm.wrist, 2 * arm.hand - arm.wrist, 9)
    shown = float((sampled(body.hands, hand) > 0.5).mean()), float((sampled(body.skin, fore) > 0.5).mean())
    return max(shown) > SEEN or _depth(arm, body) > NEARER * frame.width


def _depth(arm: Arm, body: Body) -> float:
    """By how many px the wrist is nearer to the camera than the shoulder."""
    points, depth = body.pose.points, body.pose.depth
    sides = ((Joint.LEFT_SHOULDER, Joint.LEFT_WRIST), (Joint.RIGHT_SHOULDER, Joint.RIGHT_WRIST))
    shoulder, wrist = min(sides, key=lambda side: float(np.linalg.norm(points[int(side[0])] - arm.shoulder)))
    return float(depth[int(shoulder)] - depth[int(wrist)])


def _across(vector: Floats) -> Floats:
    """Vectors (..., 2) turned from x towards y."""
    return np.stack([-vector[..., 1], vector[..., 0]], axis=-1)
