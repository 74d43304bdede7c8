"""Pose: who is in the picture, largest first, and whether a garment can be fitted to that pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import PoseFailed
from engine.vision.types import Joint, Pose

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.sessions import RawPose, Sessions
    from engine.vision.types import Rgb8

LONG_SIDE = 768
"""Larger pictures are shrunk for the pose net, which looks at 256 px crops anyway."""

TRUNK = [int(j) for j in (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)]
OPPOSITE = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(one + (1 if one % 2 else -1) for one in range(11, 33))]
"""Each landmark's partner on the other side of the body."""

CHOOSE = "Choose a photo that shows the person from the front, at least from the head to the waist."


@dataclass(frozen=True, slots=True)
class Person:
    """A pose in px of the picture and that person's soft mask (H, W) float32 0..1 from the same net."""

    pose: Pose
    mask: Mask


def find_people(sessions: Sessions, image: Rgb8) -> list[Person]:
    """Everybody found in ``image``, largest first (torso area, then mask area)."""
    return sorted(distinct(_found(sessions, image, mirrored=False)), key=lambda one: -size_of(one))


def found_in_mirror(sessions: Sessions, image: Rgb8) -> list[Person]:
    """Everybody found in the mirrored ``image``, left and right put back. May run beside ``find_people``."""
    width = image.shape[1]
    found = _found(sessions, np.asarray(cv2.flip(image, 1), np.uint8), mirrored=True)
    return [turned_round(one, width) for one in found]


def _found(sessions: Sessions, image: Rgb8, *, mirrored: bool) -> list[Person]:
    height, width = image.shape[:2]
    scale = min(1.0, LONG_SIDE / max(height, width))
    small_w, small_h = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(image, (small_w, small_h), interpolation=cv2.INTER_AREA) if scale < 1 else image
    padded = cv2.copyMakeBorder(small, 0, -small_h % 16, 0, -small_w % 16, cv2.BORDER_REPLICATE)
    return [in_picture(raw, padded.shape[1], padded.shape[0], (small_w, small_h), (width, height))
            for raw in sessions.poses(np.asarray(padded, np.uint8), mirrored)]


def in_picture(raw: RawPose, padded_w: int, padded_h: int, small: tuple[int, int], full: tuple[int, int]) -> Person:
    """Landmarks of the padded picture in px of the full one; the mask without its padding."""
    scale = np.array([full[0] / small[0], full[1] / small[1]], np.float32)
    points = raw.landmarks[:, :2] * np.array([padded_w, padded_h], np.float32) * scale - 0.5
    pose = Pose(points.astype(np.float32), raw.landmarks[:, 2] * padded_w * scale[0], raw.landmarks[:, 3].copy())
    mask = cv2.resize(raw.mask[:small[1], :small[0]], full, interpolation=cv2.INTER_LINEAR)
    return Person(pose, np.asarray(mask, np.float32))


def size_of(person: Person) -> float:
    """How large a person stands in the picture: px of height between head and hips times shoulder width, as seen."""
    pose = person.pose
    reach = float(np.ptp(pose.points[[0, 11, 12, 23, 24], 1]))
    return reach * max(pose.shoulder_width, 0.3 * reach)


def distinct(people: list[Person]) -> list[Person]:
    """Drop a pose that is the same person again: its trunk within a third of the trunk's size of an earlier one."""
    kept: list[Person] = []
    for one in people:
        if all(not same_trunk(one, other) for other in kept):
            kept.append(one)
    return kept


def same_trunk(one: Person, other: Person) -> bool:
    """Whether two sightings are of one person: their trunks lie within a third of the trunk's size."""
    mine = one.pose.points[TRUNK]
    return apart(one, other) <= float(np.ptp(mine, axis=0).max()) / 3


def apart(one: Person, other: Person) -> float:
    """Mean distance of two people's trunks along x and y, px."""
    return float(np.abs(one.pose.points[TRUNK] - other.pose.points[TRUNK]).mean())


def steadied(person: Person, mirrored: list[Person]) -> Person:
    """The average with the sighting of the same person in a mirror: the net errs a little another way each time, so the
    landmarks' error is about halved. As it was where the mirror shows nobody at that place."""
    again = min(mirrored, key=lambda one: apart(person, one), default=None)
    if again is None or not same_trunk(person, again):
        return person
    mine, other = person.pose, again.pose
    half = np.float32(0.5)
    pose = Pose(half * (mine.points + other.points), half * (mine.depth + other.depth),
                half * (mine.visibility + other.visibility))
    return Person(pose, half * (person.mask + again.mask))


def turned_round(person: Person, width: int) -> Person:
    """Somebody found in a mirrored picture ``width`` px wide, as he stands in the picture itself, and the other way."""
    points = person.pose.points[OPPOSITE]
    points[:, 0] = width - 1 - points[:, 0]
    pose = Pose(points, person.pose.depth[OPPOSITE], person.pose.visibility[OPPOSITE])
    return Person(pose, np.asarray(cv2.flip(person.mask, 1), np.float32))


def choose(people: list[Person], person: int) -> Person:
    """The person asked for; raises PoseFailed when there is none or fewer."""
    if not people:
        raise PoseFailed("No person was found in this photo.", CHOOSE)
    if not 0 <= person < len(people):
        many = "one person was" if len(people) == 1 else f"{len(people)} people were"
        raise PoseFailed(f"Person {person} was asked for, but {many} found.",
                         f"Choose a number from 0 to {len(people) - 1}.")
    return people[person]


def check_torso(pose: Pose, width: int, height: int, *, has_face: bool) -> None:
    """Raise PoseFailed unless the shoulders and enough of the torso are in the picture and seen from the front."""
    left, right = pose[Joint.LEFT_SHOULDER], pose[Joint.RIGHT_SHOULDER]
    if not has_face and left[0] < right[0]:
        raise PoseFailed("The person is seen from behind.", CHOOSE)
    inside = [0 <= x < width and 0 <= y < height for x, y in (left, right)]
    middle = (left + right) / 2
    hips = (pose[Joint.LEFT_HIP] + pose[Joint.RIGHT_HIP]) / 2
    length = float(hips[1] - middle[1])
    seen = min(1.0, (height - float(middle[1])) / length) if length > 1 else 1.0
    if not any(inside) or not 0 <= middle[1] < height or seen < 0.3:
        raise PoseFailed("The shoulders and the chest are not in the picture.", CHOOSE)
