"""A drawn person, of whom every pixel's class is known: for the masks behind a fitted garment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.limbs import SIDES, arms_of, body_unit, tapered, torso_of
from engine.vision.types import Body, Joint, Pose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Labels = NDArray[np.uint8]

HEIGHT, WIDTH = 600, 400


class Is(IntEnum):
    """What a pixel shows."""

    GROUND = 0
    SKIN = 1
    HAIR = 2
    CLOTH = 3
    LOWER = 4


COLOURS = {Is.GROUND: (205, 206, 210), Is.SKIN: (205, 160, 135), Is.HAIR: (60, 45, 35), Is.CLOTH: (160, 40, 50),
           Is.LOWER: (50, 60, 110)}
"""What each class is painted with, sRGB."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture (H, W, 3) and the truth about it: ``labels`` (H, W) of ``Is``, and the pose."""

    image: NDArray[np.uint8]
    labels: Labels
    pose: Pose

    def body(self, seen: Labels | None = None) -> Body:
        """The person as vision would hand it over, with the labels ``seen`` in place of the truth."""
        seen = self.labels if seen is None else seen

        def soft(*kinds: Is) -> NDArray[np.float32]:
            return np.asarray(cv2.GaussianBlur(np.isin(seen, kinds).astype(np.float32), (0, 0), 0.8), np.float32)

        person = soft(Is.SKIN, Is.HAIR, Is.CLOTH, Is.LOWER)
        nothing = np.zeros(seen.shape, np.float32)
        return Body(self.image, 1.0, self.pose, None, person, soft(Is.HAIR), nothing, soft(Is.SKIN), nothing,
                    soft(Is.CLOTH), soft(Is.LOWER), arms_of(self.pose, person), torso_of(self.pose, person), 1.0)

    def painted(self, where: NDArray[np.bool_], colour: tuple[int, int, int], label: Is) -> Drawn:
        """With one more thing in the picture."""
        image, labels = self.image.copy(), self.labels.copy()
        image[where], labels[where] = colour, label
        return replace(self, image=image, labels=labels)


def standing(spread: float = 0.0, lower: float = 0.0) -> Pose:
    """Somebody who stands straight, arms hanging, wrists ``spread`` px further out and ``lower`` px further down."""
    points = np.tile(np.float32([200, 80]), (33, 1))
    left = {Joint.LEFT_SHOULDER: (270, 180), Joint.LEFT_ELBOW: (300 + spread / 2, 280 + lower / 2),
            Joint.LEFT_WRIST: (306 + spread, 380 + lower), Joint.LEFT_INDEX: (306 + spread, 405 + lower),
            Joint.LEFT_PINKY: (302 + spread, 405 + lower), Joint.LEFT_HIP: (244, 390), Joint.LEFT_EAR: (228, 80),
            Joint.LEFT_EYE: (210, 72), Joint.MOUTH_LEFT: (208, 100), Joint.LEFT_KNEE: (240, 560)}
    for joint, (x, y) in left.items():
        points[joint] = x, y
        points[Joint[joint.name.replace("LEFT", "RIGHT")]] = 400 - x, y
    return Pose(points, np.zeros(33, np.float32), np.ones(33, np.float32))


def drawn_wearer(sleeve: float = 0.0, spread: float = 0.0, lower: float = 0.0,
                 colours: dict[Is, tuple[int, int, int]] | None = None, grain: float = 2.0) -> Drawn:
    """Head, trunk in a top with sleeves down to the share ``sleeve`` of each arm, trousers, bare arms below."""
    pose = standing(spread, lower)
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(labels, (200, 70), (34, 44), 0, 0, 360, int(Is.HAIR), -1)
    cv2.ellipse(labels, (200, 82), (26, 36), 0, 0, 360, int(Is.SKIN), -1)
    cv2.rectangle(labels, (184, 110), (216, 165), int(Is.SKIN), -1)
    cv2.fillPoly(labels, [np.array([[150, 380], [250, 380], [256, 599], [206, 599], [200, 440], [194, 599],
                                    [144, 599]])], int(Is.LOWER))
    unit = body_unit(pose)
    for joints in SIDES:
        bones = np.stack([pose[joint] for joint in joints[:3]])
        arm, worn = (np.zeros(labels.shape, np.uint8) for _ in range(2))
        hand = (pose[joints[3]] + pose[joints[4]]) / 2
        for a, b, at_a, at_b in ((bones[0], bones[1], 0.13, 0.11), (bones[1], bones[2], 0.11, 0.08),
                                 (bones[2], hand, 0.08, 0.09)):
            tapered(arm, a, b, at_a * unit, at_b * unit)
        if sleeve:
            first = min(1.0, 2 * sleeve)
            tapered(worn, bones[0], bones[0] + (bones[1] - bones[0]) * first, 0.16 * unit, 0.14 * unit)
        if sleeve > 0.5:
            tapered(worn, bones[1], bones[1] + (bones[2] - bones[1]) * (2 * sleeve - 1), 0.14 * unit, 0.11 * unit)
        labels[arm > 127] = Is.SKIN
        labels[worn > 127] = Is.CLOTH
    trunk = np.array([[172, 158], [228, 158], [268, 172], [262, 250], [252, 395], [148, 395], [138, 250], [132, 172]])
    cv2.fillPoly(labels, [trunk], int(Is.CLOTH))
    cv2.ellipse(labels, (200, 156), (26, 22), 0, 0, 360, int(Is.SKIN), -1)
    table = np.array([(COLOURS | (colours or {}))[kind] for kind in Is], np.float32)
    noise = np.random.default_rng(1).standard_normal((HEIGHT, WIDTH, 3)).astype(np.float32) * grain
    clean = cv2.GaussianBlur(table[labels], (0, 0), 0.7)
    return Drawn(np.clip(clean + noise, 0, 255).astype(np.uint8), labels, pose)
