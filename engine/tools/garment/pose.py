"""Pose: the body as the fit needs it: torso frame, how far sleeves reach, and how far the torso is turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.limbs import builds, worn_sleeves
from engine.vision.types import Joint

if TYPE_CHECKING:
    from engine.tools.garment.wearer.frame import Frame
    from engine.tools.garment.wearer.limbs import Build
    from engine.vision.types import Body

LARGEST_SLIDE = 0.28


@dataclass(frozen=True, slots=True)
class Wearer:
    """The person as the fit sees it. ``sleeves``: reach of the worn sleeves px (left, right as seen); ``slide``: how
    far the middle of the chest lies beside the middle of its silhouette, in half widths, right is positive. ``builds``:
    thickness of the left and right arm against middling ones."""

    body: Body
    frame: Frame
    sleeves: tuple[float, float]
    slide: float
    builds: tuple[Build, Build]


def read_pose(body: Body) -> Wearer:
    """Frame, sleeves and turn of one analysed person."""
    frame = frame_of(body.pose)
    sleeves = worn_sleeves(body, frame)
    return Wearer(body, frame, sleeves, _slide(body, frame), builds(body, frame, sleeves))


def _slide(body: Body, frame: Frame) -> float:
    """From the depth of the shoulders and the place of the nose; both coefficients were fitted on known garments."""
    left_first = body.pose[Joint.RIGHT_SHOULDER][0] < body.pose[Joint.LEFT_SHOULDER][0]
    near, far = (
        (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER) if left_first else (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    )
    depth = float(body.pose.depth[near] - body.pose.depth[far]) / frame.width
    nose = float(frame.uv(body.pose[Joint.NOSE][None])[0, 0])
    return float(np.clip(-0.2 * np.clip(depth, -1, 1) + 0.25 * np.clip(nose, -0.6, 0.6), -LARGEST_SLIDE, LARGEST_SLIDE))
