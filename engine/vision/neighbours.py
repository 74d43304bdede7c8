"""Neighbours: whose a pixel is where people stand together. The nets' masks of one person run on over those beside
him; bones tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import PoseFailed
from engine.vision.anatomy import ramp
from engine.vision.faces import OVAL, faces_around, in_head, polygon
from engine.vision.limbs import body_unit
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.pose import Person
    from engine.vision.sessions import Sessions
    from engine.vision.types import Face, Points, Pose, Rgb8

TRUNK = [int(j) for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.LEFT_HIP)]
WINDOW = 3.0
"""Others' faces are looked for in a square of this many shoulder widths about the chest."""
HAIR = 1.45
"""A head with its hair is about this many times as large as the face."""
GRID = 4
"""Distances are worked out on a grid of this many px."""
LIMBS = (((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_INDEX), 0.22),
         ((Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_INDEX), 0.22),
         ((Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE), 0.4),
         ((Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE), 0.4))
"""Arms and legs with their thickness in shoulder widths."""
NEARER = 0.12
"""A pixel this much nearer to one figure than to the other (shoulder widths) is the nearer one's."""
REACH = (0.75, 0.45)
"""Further from a figure than this (shoulder widths) is nothing of that person's, while others are about."""


def faces_beside(sessions: Sessions, image: Rgb8, pose: Pose) -> list[Face]:
    """Faces of others near the chest of somebody, whether their bones were found or not."""
    chest = pose.points[TRUNK].mean(axis=0)
    found = faces_around(sessions, image, chest, WINDOW * body_unit(pose))
    return [face for face in found if not in_head(face, pose)]


def check_alone(sessions: Sessions, image: Rgb8, pose: Pose) -> None:
    """Raise PoseFailed where a face lies on the chest of somebody whose own was not found: two people were taken for
    one."""
    ring = pose.points[TRUNK].reshape(-1, 1, 2)
    for face in faces_beside(sessions, image, pose):
        x, y = face.points[list(OVAL)].mean(axis=0)
        if cv2.pointPolygonTest(ring, (float(x), float(y)), False) > 0:
            raise PoseFailed("This person stands so close to somebody else that they were taken for one.",
                             "Choose another person, or cut the photo down to the one you mean.")


def share_of(person: Person, others: list[Person], faces: list[Face], shape: tuple[int, int]) -> Mask:
    """(H, W) float32 0..1: how surely a pixel of a picture of ``shape`` is this person's and none of the others', of
    whom some show no more than their ``faces``."""
    small = max(1, shape[1] // GRID), max(1, shape[0] // GRID)
    mine = distance(person.pose, shape, small)
    share = ramp(mine, *REACH)
    own = cv2.resize(person.mask, small, interpolation=cv2.INTER_AREA)
    for other in others:
        theirs = distance(other.pose, shape, small)
        lead = (theirs - mine) / NEARER + own - cv2.resize(other.mask, small, interpolation=cv2.INTER_AREA)
        share = np.minimum(share, ramp(lead, -0.5, 0.5))
    for face in faces:
        share = np.minimum(share, 1 - _head(face, share.shape, shape))
    out: Mask = cv2.resize(share, shape[::-1], interpolation=cv2.INTER_LINEAR)
    return out


def distance(pose: Pose, shape: tuple[int, int], small: tuple[int, int]) -> Mask:
    """(h, w) float32 over a grid of ``small`` (width, height) cells: distance from the drawn figure of a pose, in
    shoulder widths; 0 inside it."""
    figure = np.full(small[::-1], 255, np.uint8)
    scale = np.array([small[0] / shape[1], small[1] / shape[0]], np.float32)
    points, width = pose.points * scale, max(body_unit(pose) * float(scale.mean()), 1.0)
    trunk = points[TRUNK]
    middle = trunk.mean(axis=0)
    _fill(figure, middle + 1.15 * (trunk - middle))
    head = points[[int(j) for j in (Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR)]].mean(axis=0)
    _stroke(figure, np.stack([head, trunk[:2].mean(axis=0)]), 0.35 * width)
    _stroke(figure, np.stack([head, head]), 0.6 * width)
    for joints, thick in LIMBS:
        seen = [int(joint) for joint in joints if pose.visibility[int(joint)] > 0.3]
        if len(seen) > 1:
            _stroke(figure, points[seen], thick * width)
    out: Mask = cv2.distanceTransform(figure, cv2.DIST_L2, 5) / np.float32(width)
    return out


def _head(face: Face, small: tuple[int, ...], shape: tuple[int, int]) -> Mask:
    """(h, w) 0..1 over the grid: a face with the hair about it."""
    oval = face.points[list(OVAL)] * np.array([small[1] / shape[1], small[0] / shape[0]], np.float32)
    middle = oval.mean(axis=0)
    return polygon((small[0], small[1]), middle + HAIR * (oval - middle))


def _fill(figure: NDArray[np.uint8], ring: Points) -> None:
    cv2.fillPoly(figure, [np.rint(ring * 16).astype(np.int32)], 0, shift=4)


def _stroke(figure: NDArray[np.uint8], line: Points, thick: float) -> None:
    cv2.polylines(figure, [np.rint(line).astype(np.int32)], False, 0, max(1, round(thick)))
