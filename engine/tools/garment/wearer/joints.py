"""Joints: elbows and wrists where the photo shows the arm, since pose nets set them beside its middle."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.wearer.frame import sampled
from engine.vision.limbs import arms_of
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

CLOTHED = 0.8
"""Share of the way from a wrist to bare skin that cloth covers where a sleeve does."""
HAND = 0.7
"""A hand with its fingers reaches this many shoulder widths past the wrist."""
REACH, STEP = 0.26, 0.006
"""The arm is looked for so many shoulder widths to either side of a joint, in such steps."""
LINES = (-0.08, -0.06, -0.04, -0.02, 0.0)
"""Shoulder widths along the arm, from the joint, of the lines across it that are read."""
NARROWEST, WIDEST, FARTHEST = 0.05, 0.36, 0.09
"""An arm in sight is so many shoulder widths wide, and no joint is moved farther than the last."""
LEAST_LINES = 3
"""Fewer lines that show an arm tell nothing."""
IN_AIR, ON_BODY = 0.6, 0.9
"""An upper arm of which less than the first share lies on the person is guessed; it goes behind the back where at least
the second share of its outer side does."""
SIDES = 0.13, 0.09
"""Shoulder widths from the bones of upper arm and forearm to their outer sides."""
TURNS = np.radians(np.arange(0, 75, 3))
ANY_TURN = np.concatenate([-TURNS[:0:-1], TURNS])
"""Angles by which guessed arms, and forearms, are turned towards the trunk, or away from it."""


def with_wrists(body: Body) -> Body:
    """The body with wrists that a sleeve covers where the hand comes out of it: the net often guesses them too high."""
    pose, points = body.pose, body.pose.points.copy()
    for side in ("LEFT", "RIGHT"):
        wrist, index, pinky = (Joint[f"{side}_{name}"] for name in ("WRIST", "INDEX", "PINKY"))
        knuckles = (pose[index] + pose[pinky]) / 2
        line = pose[wrist] + np.linspace(0, 1, 40)[:, None] * (knuckles - pose[wrist])
        bare = np.flatnonzero(sampled(body.skin, line) > 0.5)
        first = int(bare[0]) if len(bare) else 0
        if first and (sampled(body.clothes, line[:first]) > 0.5).mean() > CLOTHED:
            points[wrist] = line[first]
    return replace(body, pose=replace(pose, points=points))


def with_middles(body: Body) -> Body:
    """The body with the elbows and wrists of bare arms in the middle of what is seen of these."""
    pose, points = body.pose, body.pose.points.copy()
    unit = pose.shoulder_width
    for side in ("LEFT", "RIGHT"):
        shoulder, elbow, wrist = (Joint[f"{side}_{name}"] for name in ("SHOULDER", "ELBOW", "WRIST"))
        for joint, start, end in ((elbow, shoulder, wrist), (wrist, elbow, wrist)):
            along = pose[end] - pose[start]
            along = along / max(float(np.linalg.norm(along)), 1e-6)
            points[joint] = pose[joint] + _aside(body, pose[joint], along, unit)
    return replace(body, pose=replace(pose, points=points))


def with_hidden(body: Body) -> Body:
    """The body with arms that go behind the back along the person's outline: the net guesses them in the air beside
    it."""
    pose, points, seen = body.pose, body.pose.points.copy(), body.pose.visibility.copy()
    middle = (pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER]) / 2
    found = False
    for side in ("LEFT", "RIGHT"):
        numbers = [Joint[f"{side}_{name}"] for name in ("SHOULDER", "ELBOW", "WRIST", "INDEX", "PINKY")]
        joints = pose.points[numbers].astype(np.float64)
        outer = float(np.sign(joints[0, 0] - middle[0]))
        if _on_person(body, joints[0], joints[1], 0.0) >= IN_AIR:
            continue
        turned: list[Floats] = []
        for first, (turns, wide) in enumerate(zip((TURNS, ANY_TURN), SIDES, strict=True)):
            ways = (_turned(joints, first, outer * angle) for angle in turns)
            aside = outer * wide * pose.shoulder_width
            on = (way for way in ways if _on_person(body, way[first], way[first + 1], aside) >= ON_BODY)
            turned.extend(islice(on, 1))
            if not turned:
                break  # nothing is known that it could go behind
            joints = turned[-1]
        if turned:
            points[numbers], seen[numbers[1:]], found = joints, 0.0, True
    if not found:
        return body
    pose = replace(pose, points=points, visibility=seen)
    return replace(body, pose=pose, arms=arms_of(pose, body.person))


def past_wrists(frame: Frame, shape: tuple[int, ...]) -> Bools:
    """(h, w): what lies past one of the wrists, as its forearm points. ``frame``: in px of it."""
    out = np.zeros(shape[:2], np.bool_)
    reach = HAND * frame.width
    for arm in frame.arms:
        way = (arm.wrist - arm.elbow) / max(float(np.linalg.norm(arm.wrist - arm.elbow)), 1e-6)
        left, top = np.maximum(np.floor(arm.wrist - reach), 0).astype(int)
        right, bottom = np.maximum(np.ceil(arm.wrist + reach) + 1, 0).astype(int)
        part = out[top:bottom, left:right]
        x = np.arange(left, left + part.shape[1])[None] - arm.wrist[0]
        y = np.arange(top, top + part.shape[0])[:, None] - arm.wrist[1]
        part |= (x * x + y * y < reach**2) & (x * way[0] + y * way[1] > 0)
    return out


def _turned(joints: Floats, first: int, angle: float) -> Floats:
    """(N, 2) px: ``joints`` of which all past ``first`` are turned about it by ``angle`` (rad)."""
    cos, sin = np.cos(angle), np.sin(angle)
    out = joints.copy()
    out[first:] = joints[first] + (joints[first:] - joints[first]) @ np.array([[cos, sin], [-sin, cos]])
    return out


def _on_person(body: Body, start: Floats, end: Floats, aside: float) -> float:
    """Share of the way from ``start`` to ``end`` that lies on the person, ``aside`` px to the right of it; what lies
    beyond the photo counts as there."""
    line = start + np.linspace(0.3, 1, 40)[:, None] * (end - start) + [aside, 0]
    beyond = ((line < 0) | (line > np.array(body.person.shape[::-1]) - 1)).any(axis=1)
    return float((beyond | (sampled(body.person, line) > 0.5)).mean())


def _aside(body: Body, joint: NDArray[np.float32], along: NDArray[np.float32], unit: float) -> Floats:
    """(2,) px from a joint to the middle of the bare arm across ``along``; nothing where none is seen."""
    across = np.array([-along[1], along[0]], np.float64)
    steps = np.arange(-REACH, REACH + STEP / 2, STEP) * unit
    found = []
    for line in LINES:
        points = joint + line * unit * along + steps[:, None] * across
        bare = np.minimum(sampled(body.skin, points), sampled(body.arms, points)) > 0.5
        edges = np.flatnonzero(np.diff(bare.astype(np.int8)))  # pairs of them, unless the arm leaves the line
        if not len(edges) or bare[0] or bare[-1]:
            continue
        middles = (steps[edges[::2]] + steps[edges[1::2]]) / 2
        widths = steps[edges[1::2]] - steps[edges[::2]]
        middles = middles[(widths > NARROWEST * unit) & (widths < WIDEST * unit)]
        if len(middles):
            found.append(float(middles[np.abs(middles).argmin()]))
    if len(found) < LEAST_LINES or abs(shift := float(np.median(found))) > FARTHEST * unit:
        return np.zeros(2)
    return np.asarray(shift * across, np.float64)
