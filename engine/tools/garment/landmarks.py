"""Landmarks: joints of the person that somebody places by hand, read from a JSON file, in place of those that were
found.

The file holds one object: names of joints with [x, y] in px of the person's photo. What it leaves out is found as ever.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import UsageError
from engine.tools.garment.places import Words, point, read_object
from engine.vision.types import Joint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from engine.vision.types import Body, Points

JOINTS = {
    joint.name.lower(): joint
    for joint in (
        Joint.LEFT_SHOULDER,
        Joint.RIGHT_SHOULDER,
        Joint.LEFT_ELBOW,
        Joint.RIGHT_ELBOW,
        Joint.LEFT_WRIST,
        Joint.RIGHT_WRIST,
        Joint.LEFT_HIP,
        Joint.RIGHT_HIP,
    )
}
"""The joints that the fit looks at, by name. Left and right are the person's own."""
WORDS = Words(
    "The file of landmarks cannot be read.",
    "The file of landmarks is not JSON.",
    "The file of landmarks is not one JSON object of names and points.",
    'Write the landmarks as JSON, {"left_shoulder": [x, y]}, in pixels of the person\'s photo from its top left '
    f"corner; the names are {', '.join(JOINTS)}.",
)


def read_landmarks(path: Path) -> dict[str, Points]:
    """Places (2,) float32 px by name. Raises UsageError."""
    said = read_object(path, WORDS)
    if not said.keys() <= JOINTS.keys():
        raise UsageError("The file of landmarks has unknown names.", WORDS.remedy)
    return {name: point(name, value, WORDS) for name, value in said.items()}


def with_landmarks(body: Body, places: Mapping[str, Points]) -> Body:
    """The body with joints at ``places``, px of the photo. Masks stay as they were seen.

    Raises UsageError for shoulders in one place, on which nothing can hang.
    """
    if not places:
        return body
    points = body.pose.points.copy()
    for name, place in places.items():
        points[JOINTS[name]] = np.asarray(place, np.float32) * np.float32(body.scale)
    pose = replace(body.pose, points=points)
    if pose.shoulder_width < 0.5 * body.pose.shoulder_width:
        raise UsageError("The shoulders lie too near each other.", "Place them where the person's shoulders are.")
    return replace(body, pose=pose)
