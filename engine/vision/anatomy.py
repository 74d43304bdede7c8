"""Anatomy: where parts of a body can be, as fields over a view, from the pose's landmarks alone.

The torso gives the coordinates: ``v`` is 0 at the shoulder joints and 1 at the hip joints along the trunk, ``u`` is 0
on the trunk's middle and +-1 at the shoulder joints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.types import Joint

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.types import Points, Pose

LEAST_WIDTH = 0.5
"""A body seen from the side still counts as this many torso lengths wide between the shoulders."""

UPPER_ARM, FOREARM, HAND = 0.25, 0.17, 0.16
"""Half widths of a sleeved arm in body units."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Fields (h, w) float32 over a view. ``unit``: shoulder width in px (never below LEAST_WIDTH torso lengths).

    upper_arm, forearm, hand: distance to the nearer bone of that kind in its half widths (1 at the border); large where
    a limb is out of sight. head: distance to the middle of the head in units of half its size.
    """

    points: Points
    visibility: Mask
    unit: float
    torso_length: float
    u: Mask
    v: Mask
    upper_arm: Mask
    forearm: Mask
    hand: Mask
    head: Mask
    head_size: float

    def point(self, joint: Joint) -> Points:
        """(2,) float32."""
        out: Points = self.points[int(joint)]
        return out


def anatomy_of(pose: Pose, points: Points, shape: tuple[int, int]) -> Anatomy:
    """The fields for a pose whose landmarks lie at ``points`` in a view of ``shape``."""
    yy, xx = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
    left, right = points[Joint.LEFT_SHOULDER], points[Joint.RIGHT_SHOULDER]
    hips = (points[Joint.LEFT_HIP] + points[Joint.RIGHT_HIP]) / 2
    neck = (left + right) / 2
    length = max(float(np.hypot(*(hips - neck))), 1.0)
    down = (hips - neck) / length
    unit = max(float(np.hypot(*(left - right))), LEAST_WIDTH * length)
    v = ((xx - neck[0]) * down[0] + (yy - neck[1]) * down[1]) / length
    u = ((xx - neck[0]) * down[1] - (yy - neck[1]) * down[0]) / (unit / 2)

    def limb(pairs: list[tuple[Points, Points, float]], width: float) -> Mask:
        """Distance in half widths to the nearest of some bones; a bone that is hidden counts as twice as far."""
        fields = [to_bone(xx, yy, a, b) / (width * unit) / (0.5 + 0.5 * min(1.0, seen / 0.5)) for a, b, seen in pairs]
        return np.asarray(np.minimum.reduce(fields), np.float32)

    arms = [(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_INDEX, Joint.LEFT_PINKY),
            (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_INDEX, Joint.RIGHT_PINKY)]
    seen = pose.visibility
    upper = [(points[s], points[e], float(seen[e])) for s, e, _, _, _ in arms]
    fore = [(points[e], points[w], float(seen[w])) for _, e, w, _, _ in arms]
    hands = [(points[w], knuckles(points, w, i, p), float(seen[w])) for _, _, w, i, p in arms]
    head = points[:11]
    middle, size = head_circle(head, unit)
    return Anatomy(points, seen, unit, length, u, v, limb(upper, UPPER_ARM), limb(fore, FOREARM), limb(hands, HAND),
                   cv2.magnitude(xx - middle[0], yy - middle[1]) / np.float32(size / 2), size)


def knuckles(points: Points, wrist: Joint, index: Joint, pinky: Joint) -> Points:
    """The far end of a hand: its knuckles, carried on by a third, since fingers reach beyond them."""
    middle = (points[index] + points[pinky]) / 2
    out: Points = points[wrist] + (middle - points[wrist]) * np.float32(1.35)
    return out


def head_circle(head: Points, unit: float) -> tuple[Points, float]:
    """Middle and size (crown to chin) of the head from pose landmarks 0-10; no smaller than the shoulders suggest."""
    eyes, mouth = (head[2] + head[5]) / 2, (head[9] + head[10]) / 2
    across = float(np.hypot(*(head[7] - head[8])))
    size = max(3.3 * float(np.hypot(*(eyes - mouth))), 1.45 * across, 0.45 * unit)
    middle: Points = eyes + (eyes - mouth) * np.float32(0.15)
    return middle, size


def to_bone(xx: Mask, yy: Mask, a: Points, b: Points) -> Mask:
    """Distance in px from every pixel to the segment a-b."""
    along = b - a
    square = float(along @ along) or 1.0
    t = np.clip(((xx - a[0]) * along[0] + (yy - a[1]) * along[1]) / square, 0, 1)
    return np.asarray(cv2.magnitude(xx - a[0] - t * along[0], yy - a[1] - t * along[1]), np.float32)


def ramp(value: Mask, low: float, high: float) -> Mask:
    """0 at ``low``, 1 at ``high``, linear between; ``low`` may be the larger."""
    return np.asarray(np.clip((value - low) / (high - low), 0, 1), np.float32)
