"""Pose: the body as the fit needs it: torso frame, how far sleeves reach, and how far the torso is turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.cloth import Stance
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.limbs import builds, worn_sleeves
from engine.vision.types import Joint

if TYPE_CHECKING:
    from engine.tools.garment.cloth import Anchors
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
    return Wearer(body, frame, sleeves, slide_of(body, frame), builds(body, frame, sleeves))


def stance_of(body: Body, anchors: Anchors) -> Stance:
    """How the model of a garment stands, who wears it as its ``anchors`` tell, in px of ``body.image``."""
    frame = frame_of(body.pose)
    across, down = ((float(axis[0]), float(axis[1])) for axis in (frame.across, frame.down))
    neck = shoulders = None
    if anchors.neck_left is not None and anchors.neck_right is not None:
        u, v = frame.uv(np.stack([anchors.neck_left, anchors.neck_right])).mean(axis=0)
        neck = float(u), float(v)
    if anchors.shoulder_left is not None and anchors.shoulder_right is not None:
        ends = frame.uv(np.stack([anchors.shoulder_left, anchors.shoulder_right]))
        shoulders = float(ends[1, 0] - ends[0, 0])
    return Stance(across, down, slide_of(body, frame), tilt_of(frame), neck, shoulders)


def tilt_of(frame: Frame) -> float:
    """How far the hips' line is turned against the shoulders', rad."""
    line = frame.hips[1] - frame.hips[0]
    return float(np.arctan2(frame.across[0] * line[1] - frame.across[1] * line[0], frame.across @ line))


def slide_of(body: Body, frame: Frame) -> float:
    """How far a turned chest's middle lies beside that of its silhouette, as in ``Wearer``: from the depth of the
    shoulders and the place of the nose; both coefficients were fitted on known garments."""
    left_first = body.pose[Joint.RIGHT_SHOULDER][0] < body.pose[Joint.LEFT_SHOULDER][0]
    near, far = (
        (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER) if left_first else (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    )
    depth = float(body.pose.depth[near] - body.pose.depth[far]) / frame.width
    nose = float(frame.uv(body.pose[Joint.NOSE][None])[0, 0])
    return float(np.clip(-0.2 * np.clip(depth, -1, 1) + 0.25 * np.clip(nose, -0.6, 0.6), -LARGEST_SLIDE, LARGEST_SLIDE))
