"""Limbs: arms and torso as simple shapes along the bones, cut to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.types import Joint
from engine.vision.view import around

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Points, Pose

SIDES = ((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_INDEX, Joint.LEFT_PINKY),
         (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_INDEX, Joint.RIGHT_PINKY))
AT_SHOULDER, AT_ELBOW, AT_WRIST, AT_HAND = 0.19, 0.16, 0.12, 0.13
"""Half widths of an arm in shoulder widths, sleeve included."""


def arms_of(pose: Pose, person: Mask, seen: float = 0.0, wide: float = 1.0) -> Mask:
    """(H, W) float32: upper arms, forearms and hands, bare or sleeved, whose joints are at least as visible as
    ``seen``; ``wide`` times as wide as a sleeved one."""
    canvas = np.zeros(person.shape, np.uint8)
    unit = wide * body_unit(pose)
    for shoulder, elbow, wrist, index, pinky in SIDES:
        if min(pose.visibility[[int(shoulder), int(elbow), int(wrist)]]) < seen:
            continue
        tip = np.asarray(pose[wrist] + ((pose[index] + pose[pinky]) / 2 - pose[wrist]) * 1.7, np.float32)
        tapered(canvas, pose[shoulder], pose[elbow], AT_SHOULDER * unit, AT_ELBOW * unit)
        tapered(canvas, pose[elbow], pose[wrist], AT_ELBOW * unit, AT_WRIST * unit)
        tapered(canvas, pose[wrist], tip, AT_WRIST * unit, AT_HAND * unit)
    return drawn_on(canvas, person)


def torso_of(pose: Pose, person: Mask) -> Mask:
    """(H, W) float32: neck base to hips between the shoulder joints."""
    left, right, hip_left, hip_right = (pose[j] for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP,
                                                          Joint.RIGHT_HIP))
    across = left - right
    up = (left + right - hip_left - hip_right) / 2
    neck = [(left * 0.68 + right * 0.32) + up * 0.17, (left * 0.32 + right * 0.68) + up * 0.17]
    wide = [hip_left + across * 0.12, hip_right - across * 0.12]
    outline = np.array([neck[0], left + across * 0.04 + up * 0.05, wide[0], wide[1], right - across * 0.04 + up * 0.05,
                        neck[1]], np.float32)
    canvas = np.zeros(person.shape, np.uint8)
    cv2.fillPoly(canvas, [np.round(outline * 16).astype(np.int32)], 255, lineType=cv2.LINE_AA, shift=4)
    return drawn_on(canvas, person)


def drawn_on(canvas: NDArray[np.uint8], person: Mask) -> Mask:
    """(H, W) float32 0..1: what is drawn on ``canvas``, cut to the person."""
    part = around(canvas, 0)
    out = np.zeros(canvas.shape, np.float32)
    out[part] = np.minimum(canvas[part].astype(np.float32) / 255, person[part])
    return out


def body_unit(pose: Pose) -> float:
    """Shoulder width in px, never below half the torso's length (bodies seen from the side)."""
    length = float(np.hypot(*((pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER]
                               - pose[Joint.LEFT_HIP] - pose[Joint.RIGHT_HIP]) / 2)))
    return max(pose.shoulder_width, 0.5 * length, 1.0)


def tapered(canvas: NDArray[np.uint8], a: Points, b: Points, at_a: float, at_b: float) -> None:
    """Draw a limb from ``a`` to ``b`` with half widths ``at_a`` and ``at_b`` px, ends rounded."""
    along = b - a
    length = float(np.hypot(*along)) or 1.0
    side = np.array([-along[1], along[0]], np.float32) / np.float32(length)
    outline = np.array([a + side * at_a, b + side * at_b, b - side * at_b, a - side * at_a], np.float32)
    cv2.fillPoly(canvas, [np.round(outline * 16).astype(np.int32)], 255, lineType=cv2.LINE_AA, shift=4)
    for point, radius in ((a, at_a), (b, at_b)):
        centre = (round(float(point[0]) * 16), round(float(point[1]) * 16))
        cv2.circle(canvas, centre, round(radius * 16), 255, -1, cv2.LINE_AA, 4)
