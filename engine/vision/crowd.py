"""Crowd: people whom the pose net misses at first sight. It looks at the whole picture squeezed to 224 px and finds who
stands large in it; the others are looked for in windows over what the person net sees and nobody found so far covers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box
from engine.vision.faces import find_face
from engine.vision.person import box_of
from engine.vision.pose import Person, apart, distinct, find_people, same_trunk, size_of
from engine.vision.types import Joint

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.vision.sessions import Sessions
    from engine.vision.types import Rgb8

    Bools = NDArray[np.bool_]

GRID = 4
"""The search is done on masks of this many px of the picture."""
LEAST = 0.004
"""Unclaimed parts of less than this share of the picture are nobody to put a garment on."""
ROUNDS = 2
MOST_WINDOWS = 10
"""Windows looked into in one round; each costs one run of the pose net."""
ALIKE = 0.08
"""Windows that differ by less than this share of their size show the same."""
SURE = 0.5
"""Least visibility of nose and shoulders of somebody found in a window."""


def find_everybody(sessions: Sessions, image: Rgb8, check: Callable[[], None]) -> list[Person]:
    """Everybody found in ``image`` ((H, W, 3) uint8), largest first, also those who stand beside somebody larger."""
    people = find_people(sessions, image)
    height, width = image.shape[:2]
    seen = cv2.resize(sessions.selfie(image), (max(1, width // GRID), max(1, height // GRID))) > 0.5
    looked: list[Box] = []
    for _ in range(ROUNDS):
        rest = _unclaimed(seen, people)
        fresh = [box for box in windows(rest, image.shape[:2]) if not _known(box, looked)]
        fresh = fresh[:MOST_WINDOWS]
        if not fresh:
            break
        looked += fresh
        for box in fresh:
            check()
            found = found_in(sessions, image, box)
            sure = [one for one in found if _belongs(one, rest) and find_face(sessions, image, one.pose) is not None]
            people = distinct([*people, *(whole(sessions, image, one) for one in sure)])
    return sorted(people, key=lambda one: -size_of(one))


def found_in(sessions: Sessions, image: Rgb8, box: Box) -> list[Person]:
    """People whom the pose net finds in a window, in px of the picture."""
    return [_placed(one, box, image.shape[:2]) for one in find_people(sessions, image[box.slices])]


def whole(sessions: Sessions, image: Rgb8, person: Person) -> Person:
    """Somebody found in a window, looked at again in the box that holds all of him: his mask ends at the window."""
    again = [one for one in found_in(sessions, image, box_of(person, image)) if same_trunk(person, one)]
    return min(again, key=lambda one: apart(person, one), default=person)


def windows(rest: Bools, shape: tuple[int, ...]) -> list[Box]:
    """Boxes of a picture of ``shape`` (H, W) over each larger part of ``rest`` (h, w): side by side along it, about as
    wide as people are who fill its height; the largest part first."""
    parts = cv2.morphologyEx(rest.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(parts)
    out = []
    for part in sorted(range(1, count), key=lambda one: -int(stats[one, cv2.CC_STAT_AREA])):
        x, y, wide, high, area = (float(value) for value in stats[part])
        if area < LEAST * rest.size:
            break
        across = max(1, int(np.ceil(wide / (0.8 * high))))
        half = 0.75 * max(wide / across, 0.5 * high), 0.65 * high
        for column in range(across):
            out.append(_window((x + wide * (column + 0.5) / across, y + 0.5 * high), half, shape))
    return out


def _window(middle: tuple[float, float], half: tuple[float, float], shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    left, top = (max(0, int(GRID * (place - reach))) for place, reach in zip(middle, half, strict=True))
    right = min(width, int(GRID * (middle[0] + half[0])))
    bottom = min(height, int(GRID * (middle[1] + half[1])))
    return Box(left, top, max(16, right - left), max(16, bottom - top))


def _known(box: Box, looked: list[Box]) -> bool:
    limit = ALIKE * max(box.width, box.height)
    return any(
        max(abs(box.x - o.x), abs(box.y - o.y), abs(box.width - o.width), abs(box.height - o.height)) < limit
        for o in looked
    )


def _unclaimed(seen: Bools, people: list[Person]) -> Bools:
    """(h, w): where people are seen and none of those found is."""
    rest = seen.copy()
    for one in people:
        mask = cv2.resize(one.mask, seen.shape[::-1], interpolation=cv2.INTER_AREA) > 0.3
        rest &= cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
    return rest


def _placed(person: Person, box: Box, shape: tuple[int, ...]) -> Person:
    """Somebody found in a window, in px of the picture."""
    mask = np.zeros(shape[:2], np.float32)
    mask[box.slices] = person.mask
    corner = np.array([box.x, box.y], np.float32)
    return Person(replace(person.pose, points=person.pose.points + corner), mask)


def _belongs(person: Person, rest: Bools) -> bool:
    """Whether somebody found in a window shows head and shoulders, with the chest where nobody else is."""
    pose = person.pose
    joints = [int(joint) for joint in (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)]
    if float(pose.visibility[joints].min()) < SURE:
        return False
    chest = pose.points[joints].mean(axis=0) / GRID
    column, row = int(chest[0]), int(chest[1])
    inside = 0 <= row < rest.shape[0] and 0 <= column < rest.shape[1]
    return inside and bool(rest[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3].any())
