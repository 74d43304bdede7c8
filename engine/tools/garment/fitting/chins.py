"""Chins: how far below the chin a neckline lies on a body, whatever the shoulders do.

Crossed or raised arms and a forward lean lift the shoulder joints, not the pit of the neck; a collar worn now says no
more of it. The face tells the size of the neck.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.raster import ramp
from engine.tools.garment.fitting.silhouette import Role
from engine.vision.faces import CHIN, FOREHEAD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Anchors
    from engine.tools.garment.fitting.silhouette import Outline
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float64]

LYING, STANDING = 0.33, 0.15
"""The front of a neckline that lies on the collarbones, and of a collar or high neck that stands around the throat, is
at least this far below the chin, in face heights (the least over the photos of worn ones: .35 and .19)."""
FLAT, DEEP = 0.1, 0.25
"""Depth of a neckline's front below its ends, against its width: it stands up to the one, and lies from the other."""
LOWEST = 0.05
"""The chin asks for no place lower than this below the line of the shoulder joints (shoulder widths): a head bent far
down hides the neck."""
BESIDE = 0.75
"""The neck and its collars lie within this many face heights of the chin to either side."""
RISE = 1.6
"""A neckline rises above its front by this many times the square of the way to the side (face heights)."""
SOFT = 0.08
"""Collars lose their pull over this many face heights."""


@dataclass(frozen=True, slots=True)
class Chin:
    """``at`` (2,) px: the chin's tip; ``face`` px: from there to the forehead's upper edge."""

    at: Floats
    face: float


def chin_of(body: Body) -> Chin | None:
    """The wearer's chin; None where no face is seen."""
    if body.face_mesh is None:
        return None
    chin, brow = body.face_mesh.points[[CHIN, FOREHEAD]].astype(np.float64)
    return Chin(chin, max(float(np.linalg.norm(chin - brow)), 1.0))


def room(anchors: Anchors) -> float:
    """How far below the chin the front of a garment's neckline lies at least, in face heights; 0 without a neckline."""
    if anchors.neck_left is None or anchors.neck_right is None or anchors.neck_front is None:
        return 0.0
    depth = float(anchors.neck_front[1]) - 0.5 * float(anchors.neck_left[1] + anchors.neck_right[1])
    width = max(float(np.linalg.norm(anchors.neck_right - anchors.neck_left)), 1.0)
    return float(np.interp(depth / width, [FLAT, DEEP], [STANDING, LYING]))


def highest_front(body: Body, frame: Frame, anchors: Anchors) -> float | None:
    """How high the front of the neckline may lie: place along ``frame.down`` below the shoulder joints' line, px,
    negative above it. None where nothing is known of it."""
    chin, asked = chin_of(body), room(anchors)
    if chin is None or asked == 0:
        return None
    return min(float((chin.at - frame.origin) @ frame.down) + asked * chin.face, LOWEST * frame.width)


def free_of_collar(worn: Outline, body: Body, frame: Frame, highest: float) -> Outline:
    """The worn outline in which the collar above the ``highest`` front of the new neckline pulls nothing."""
    chin = chin_of(body)
    if chin is None:
        return worn
    aside = np.abs((worn.points - chin.at) @ frame.across) / chin.face
    above = (highest - (worn.points - frame.origin) @ frame.down) / chin.face
    rise = np.where(worn.role == Role.NECK, np.minimum(RISE * aside**2, LYING), LYING)
    free = ramp((above - rise).astype(np.float32), 0.0, SOFT) * (aside < BESIDE)
    return replace(worn, weight=worn.weight * (1 - free))
