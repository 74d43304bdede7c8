"""The wearer's own coordinates: where along and across the torso a point lies, and where the arms run.

"left" and "right" mean as seen in the picture. u runs from the left to the right shoulder joint (-0.5 .. 0.5 there),
v from the shoulder line (0) to the hip line (1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Pose

    Floats = NDArray[np.float64]

HAND = 0.35
"""The middle of the hand lies about this part of the forearm's length beyond the wrist."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm: shoulder, elbow, wrist, finger joints (2,) px and how surely elbow and wrist are seen (0..1; 0 of an arm
    that goes behind the back)."""

    shoulder: Floats
    elbow: Floats
    wrist: Floats
    hand: Floats
    visibility: float

    @property
    def behind(self) -> bool:
        """Whether it goes behind the back, and its bones are drawn by rule."""
        return self.visibility == 0

    @property
    def bones(self) -> Floats:
        """(3, 2): the polyline shoulder, elbow, wrist."""
        return np.stack([self.shoulder, self.elbow, self.wrist])

    @property
    def length(self) -> float:
        """Shoulder to wrist along the bones, px."""
        return float(np.linalg.norm(np.diff(self.bones, axis=0), axis=1).sum())


@dataclass(frozen=True, slots=True)
class Frame:
    """Torso coordinates of one pose. ``origin``: middle of the shoulder joints; ``across`` and ``down``: unit vectors;
    ``width``: distance of the shoulder joints px (never less than a quarter of the torso); ``length``: shoulders to
    hips px."""

    origin: Floats
    across: Floats
    down: Floats
    width: float
    length: float
    left: Arm
    right: Arm
    hips: Floats

    @property
    def arms(self) -> tuple[Arm, Arm]:
        """Left and right arm as seen in the picture."""
        return self.left, self.right

    def uv(self, points: NDArray[Any]) -> Floats:
        """(N, 2): u and v of (N, 2) px."""
        local = np.asarray(points, np.float64) - self.origin
        basis = np.stack([self.across * self.width, self.down * self.length], axis=1)
        return np.asarray(np.linalg.solve(basis, local.T).T, np.float64)

    def xy(self, u: float, v: float) -> Floats:
        """(2,) px of torso coordinates."""
        return np.asarray(self.origin + self.across * (self.width * u) + self.down * (self.length * v), np.float64)


def within(frame: Frame, x: float, y: float, scale: float) -> Frame:
    """The frame in a picture that begins at px ``x``, ``y`` and shows each px as ``scale`` px."""
    corner = np.array([x, y]) - 0.5

    def moved(points: Floats) -> Floats:
        return np.asarray((points - corner) * scale - 0.5, np.float64)

    left, right = (
        Arm(moved(arm.shoulder), moved(arm.elbow), moved(arm.wrist), moved(arm.hand), arm.visibility)
        for arm in frame.arms
    )
    width, length = frame.width * scale, frame.length * scale
    return Frame(moved(frame.origin), frame.across, frame.down, width, length, left, right, moved(frame.hips))


def frame_of(pose: Pose) -> Frame:
    """The torso frame of a pose."""
    sides = [_arm(pose, side) for side in ("RIGHT", "LEFT")]
    hips = np.stack([pose[Joint.RIGHT_HIP], pose[Joint.LEFT_HIP]]).astype(np.float64)
    if sides[0].shoulder[0] > sides[1].shoulder[0]:
        sides.reverse()
        hips = hips[::-1]
    left, right = sides
    origin = (left.shoulder + right.shoulder) / 2
    axis = hips.mean(axis=0) - origin
    length = float(np.linalg.norm(axis))
    line = right.shoulder - left.shoulder
    width = max(float(np.linalg.norm(line)), 0.25 * length, 1.0)
    return Frame(
        origin,
        line / max(float(np.linalg.norm(line)), 1e-6),
        axis / max(length, 1e-6),
        width,
        max(length, 1.0),
        left,
        right,
        hips,
    )


def _arm(pose: Pose, side: str) -> Arm:
    def at(name: str) -> Floats:
        return pose[Joint[f"{side}_{name}"]].astype(np.float64)

    seen = min(float(pose.visibility[Joint[f"{side}_ELBOW"]]), float(pose.visibility[Joint[f"{side}_WRIST"]]))
    return Arm(at("SHOULDER"), at("ELBOW"), at("WRIST"), (at("INDEX") + at("PINKY")) / 2, seen)


def along(points: NDArray[Any], line: Floats) -> tuple[Floats, Floats]:
    """Nearest place on a polyline: (N,) arc length px, and (N,) distance px, of (N, 2) points to (M, 2) ``line``."""
    x, y = np.asarray(points, np.float64).T
    place, nearest = np.zeros(len(x)), np.full(len(x), np.inf)
    before = 0.0
    for start, step in zip(line[:-1], np.diff(line, axis=0), strict=True):
        length = max(float(np.hypot(*step)), 1e-6)
        from_x, from_y = x - start[0], y - start[1]
        part = np.clip((from_x * step[0] + from_y * step[1]) / length**2, 0, 1)
        away = (from_x - part * step[0]) ** 2 + (from_y - part * step[1]) ** 2
        nearer = away < nearest
        place[nearer] = (before + part * length)[nearer]
        nearest = np.minimum(nearest, away)
        before += length
    return place, np.sqrt(nearest)


def torso_coordinates(
    frame: Frame, shape: tuple[int, ...], step: float = 1.0
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Two (H, W) float32: u and v of every pixel of a picture, or of every ``step`` px from its first."""
    return _torso_coordinate(frame, shape, step, 0), _torso_coordinate(frame, shape, step, 1)


def down_torso(frame: Frame, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """(H, W) float32: v of every pixel of a picture."""
    return _torso_coordinate(frame, shape, 1.0, 1)


def _torso_coordinate(frame: Frame, shape: tuple[int, ...], step: float, axis: int) -> NDArray[np.float32]:
    height, width = shape[:2]
    basis = np.linalg.inv(np.stack([frame.across * frame.width, frame.down * frame.length], axis=1)).astype(np.float32)
    x = np.arange(width, dtype=np.float32) * np.float32(step) - np.float32(frame.origin[0])
    y = np.arange(height, dtype=np.float32) * np.float32(step) - np.float32(frame.origin[1])
    return np.asarray((basis[axis, 0] * x)[None] + (basis[axis, 1] * y)[:, None], np.float32)


def sampled(mask: Mask, points: NDArray[Any]) -> Floats:
    """(N,) values of a mask at the pixels nearest to (N, 2) points; beyond the border, those of the border."""
    height, width = mask.shape
    column = np.clip(np.rint(points[:, 0]).astype(int), 0, width - 1)
    row = np.clip(np.rint(points[:, 1]).astype(int), 0, height - 1)
    return np.asarray(mask[row, column], np.float64)
