"""Faces: the 478-point mesh of a person's face, found on a crop around the head, and the regions that it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.types import Face

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.sessions import Sessions
    from engine.vision.types import Points, Pose, Rgb8

OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
EYES = ((33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
        (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466))
BROWS = ((70, 63, 105, 66, 107, 55, 65, 52, 53, 46), (300, 293, 334, 296, 336, 285, 295, 282, 283, 276))
"""Outlines in the face mesh's own numbering (FACEMESH_FACE_OVAL, _LIPS, _EYES, _EYEBROWS of mediapipe)."""
FOREHEAD, CHIN, LEFT_SIDE, RIGHT_SIDE = 10, 152, 454, 234

CROP = 256
HEAD = slice(0, 11)
"""Pose landmarks 0-10 lie on the head."""


def find_face(sessions: Sessions, image: Rgb8, pose: Pose) -> Face | None:
    """The mesh of the face at the pose's head points; None when no face is seen there."""
    head = pose.points[HEAD]
    middle = head.mean(0)
    side = 3.0 * max(float(np.ptp(head, axis=0).max()), 0.2 * pose.shoulder_width, 8)
    for growth in (1.0, 1.7):
        for found in faces_around(sessions, image, middle, side * growth):
            if in_head(found, pose) and in_sight(found, image.shape):
                return found
    return None


def faces_around(sessions: Sessions, image: Rgb8, middle: Points, side: float) -> list[Face]:
    """The faces in a square of ``side`` px about ``middle`` (2,) that may reach out of the picture."""
    zoom = CROP / side
    move = np.array([[zoom, 0, (side / 2 - middle[0]) * zoom], [0, zoom, (side / 2 - middle[1]) * zoom]], np.float64)
    method = cv2.INTER_AREA if side > CROP else cv2.INTER_LINEAR
    crop = cv2.warpAffine(image, move, (CROP, CROP), flags=method, borderMode=cv2.BORDER_REPLICATE)
    return [Face((mesh[:, :2] * side + (middle - side / 2)).astype(np.float32), mesh[:, 2] * np.float32(side))
            for mesh in sessions.faces(np.asarray(crop, np.uint8))]


def in_head(face: Face, pose: Pose) -> bool:
    """Whether the mesh lies where the pose has the head: its middle within one face size of the nose."""
    oval = face.points[list(OVAL)]
    size = float(np.ptp(oval, axis=0).max())
    return float(np.hypot(*(oval.mean(0) - pose.points[0]))) < size


def in_sight(face: Face, shape: tuple[int, ...]) -> bool:
    """Whether most of the mesh lies in the picture of ``shape``: the net also draws a face above a chin alone."""
    x, y = face.points[list(OVAL)].T
    inside = (x >= 0) & (x < shape[1]) & (y >= 0) & (y < shape[0])
    return float(inside.mean()) > 0.5


def polygon(shape: tuple[int, int], points: Points) -> Mask:
    """(H, W) float32, 1 inside the polygon; drawn at sub-pixel places with a soft edge of one pixel."""
    canvas = np.zeros(shape, np.uint8)
    cv2.fillPoly(canvas, [np.round(points * 16).astype(np.int32)], 255, lineType=cv2.LINE_AA, shift=4)
    return canvas.astype(np.float32) * np.float32(1 / 255)


def hull(shape: tuple[int, int], mesh: Points) -> Mask:
    """The oval of the face from the upper forehead to the chin."""
    return polygon(shape, mesh[list(OVAL)])


def eyes_and_brows(shape: tuple[int, int], mesh: Points) -> tuple[Mask, ...]:
    """(h, w) float32 each: the eyes with their lids and lashes, the brows."""
    size = max(1, round(float(np.ptp(mesh[list(OVAL), 1])) * 0.03))
    element = np.ones((2 * size + 1, 2 * size + 1), np.uint8)
    return tuple(np.asarray(cv2.dilate(polygon(shape, mesh[list(outline)]), element), np.float32)
                 for outline in (*EYES, *BROWS))


def features(shape: tuple[int, int], mesh: Points) -> Mask:
    """Eyes, brows and mouth, a little grown: what in a face is not plain skin."""
    out = np.zeros(shape, np.float32)
    for outline in (LIPS, *EYES, *BROWS):
        out = np.maximum(out, polygon(shape, mesh[list(outline)]))
    size = max(1, round(float(np.ptp(mesh[list(OVAL), 1])) * 0.025))
    return np.asarray(cv2.dilate(out, np.ones((2 * size + 1, 2 * size + 1), np.uint8)), np.float32)

def frame(shape: tuple[int, int], mesh: Points) -> tuple[Mask, Mask]:
    """Coordinates of the face: ``p`` is +-1 at its sides, ``q`` 0 at the chin and 1 at the top of the forehead."""
    yy, xx = np.mgrid[0:shape[0], 0:shape[1]].astype(np.float32)
    chin, top = mesh[CHIN], mesh[FOREHEAD]
    tall = max(float(np.hypot(*(top - chin))), 1.0)
    up = (top - chin) / tall
    wide = max(float(np.hypot(*(mesh[LEFT_SIDE] - mesh[RIGHT_SIDE]))) / 2, 0.35 * tall)
    middle = (mesh[LEFT_SIDE] + mesh[RIGHT_SIDE] + chin + top) / 4
    p = ((xx - middle[0]) * -up[1] + (yy - middle[1]) * up[0]) / wide
    q = ((xx - chin[0]) * up[0] + (yy - chin[1]) * up[1]) / tall
    return p.astype(np.float32), q.astype(np.float32)
