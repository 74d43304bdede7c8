"""Lamp: from which side the light falls on the person, read from the face."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import luminance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body

    Floats = NDArray[np.float64]

FROM_ABOVE = np.array([0.0, -0.12])
"""The light where no face tells of it."""
LEAST_POINTS = 60
"""Fewer lit points of a face tell nothing."""
MOST = 0.3
"""More than this is a shadow's border or a beard, and no light."""
LIMB = 0.6
"""Share of it that shows on limbs (over the photos whose arms are bare)."""


def lamp(body: Body) -> Floats:
    """(2,): by how much the log of a limb's lightness grows from its middle to its border, along x and along y
    of the picture. A face is taken for an ellipsoid; the half of a head that is bearded or shaded tells too much of the
    way down, so that half of what it says about up and down is believed."""
    if body.face_mesh is None:
        return FROM_ABOVE
    points = body.face_mesh.points.astype(np.float64)
    middle, half = (points.max(axis=0) + points.min(axis=0)) / 2, np.maximum(np.ptp(points, axis=0) / 2, 1.0)
    place = np.rint(points).astype(np.intp)
    height, width = body.skin.shape
    here = (place >= 0).all(axis=1) & (place[:, 0] < width) & (place[:, 1] < height)
    place, points = place[here], points[here]
    bare = body.skin[place[:, 1], place[:, 0]] > 0.9
    if int(bare.sum()) < LEAST_POINTS:
        return FROM_ABOVE
    x, y, wide, high = cv2.boundingRect(place.astype(np.int32))
    light = cv2.GaussianBlur(luminance(body.image[y : y + high, x : x + wide]), (0, 0), 0.03 * float(half[0]))
    value = np.log(np.maximum(light[place[bare, 1] - y, place[bare, 0] - x].astype(np.float64), 8.0))
    normal = np.clip((points[bare] - middle) / half, -1, 1)
    wishes = np.stack([np.ones(len(normal)), normal[:, 0], normal[:, 1], (normal**2).sum(axis=1)], axis=1)
    value = np.clip(value - np.median(value), -0.6, 0.6)
    matrix = wishes.T @ wishes / len(value) + np.diag([0, 0.02, 0.02, 0.02])
    found = np.linalg.solve(matrix, wishes.T @ value / len(value))
    aside, down = np.clip(found[1:3], -MOST, MOST)
    return np.array([LIMB * aside, 0.5 * down + 0.5 * FROM_ABOVE[1]])
