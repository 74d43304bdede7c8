"""What vision finds in a photo: plain frozen records in the pixels of the picture it looked at.

All coordinates are (x, y) in pixels of ``Body.image``, x to the right, y down, pixel centres at whole numbers. "Left"
and "right" in names of landmarks are the person's own, as in the BlazePose papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask

    Rgb8 = NDArray[np.uint8]
    """(H, W, 3) uint8, sRGB."""
    Points = NDArray[np.float32]
    """(N, 2) float32, x and y in pixels."""


class Joint(IntEnum):
    """Indices of the 33 BlazePose landmarks that the tools use."""

    NOSE = 0
    LEFT_EYE = 2
    RIGHT_EYE = 5
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28


@dataclass(frozen=True, slots=True)
class Pose:
    """33 landmarks of one person: ``points`` (33, 2) float32 px (may lie outside the picture), ``depth`` (33,) float32
    in the same unit, smaller is nearer, ``visibility`` (33,) float32 0..1."""

    points: Points
    depth: NDArray[np.float32]
    visibility: NDArray[np.float32]

    def __getitem__(self, joint: Joint) -> NDArray[np.float32]:
        """(2,) float32: the place of one joint."""
        point: NDArray[np.float32] = self.points[int(joint)]
        return point

    @property
    def shoulder_width(self) -> float:
        """Distance of the shoulder joints in px: the unit in which body sizes are given."""
        return float(np.hypot(*(self[Joint.LEFT_SHOULDER] - self[Joint.RIGHT_SHOULDER])))


@dataclass(frozen=True, slots=True)
class Face:
    """Face mesh: ``points`` (478, 2) float32 px, ``depth`` (478,) float32 px."""

    points: Points
    depth: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Body:
    """One person, analysed. Masks are (H, W) float32 0..1 in the size of ``image``; soft at the photo's real edges.

    ``scale``: pixels of ``image`` per pixel of the photo (1 or smaller).
    person: the whole person with clothes, hair and what is held.
    hair: scalp hair (0 where there is none or no head in the picture). face: skin of the face from hairline to jaw.
    skin: all bare skin, face and hands included. hands: bare hands (and wrists).
    clothes: what is worn on the upper body, or the dress: the garment that a new top replaces; without hair and hands
    that lie in front of it.
    lower: trousers or skirt; 0 where a dress hangs. arms: upper arms, forearms and hands, bare or sleeved.
    torso: neck base to hips between the shoulder joints, whatever lies in front.
    things: straps, bags and what is held in front of the clothes, and among them; None where nobody looked or nothing
    was found (the garment tool looks for them).
    ``model_ids``: ids of the models that had a part in it. ``confidence``: 0..1, lower when landmarks are hidden.
    ``people``: how many were found in the picture.
    """

    image: Rgb8
    scale: float
    pose: Pose
    face_mesh: Face | None
    person: Mask
    hair: Mask
    face: Mask
    skin: Mask
    hands: Mask
    clothes: Mask
    lower: Mask
    arms: Mask
    torso: Mask
    confidence: float
    model_ids: tuple[str, ...] = ()
    people: int = 1
    things: Mask | None = None

    def masks(self) -> dict[str, Any]:
        """All masks by name, those that there are."""
        names = ("person", "hair", "face", "skin", "hands", "clothes", "lower", "arms", "torso", "things")
        return {name: mask for name in names if (mask := getattr(self, name)) is not None}
