"""The person seen a second time in a mirror: landmarks are averaged with left and right put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from engine.codecs.read import read
from engine.photo import Box
from engine.vision.person import box_of
from engine.vision.pose import Person, find_people, mirrored, steadied
from engine.vision.types import Joint, Pose

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.sessions import Sessions
    from engine.vision.types import Points, Rgb8

JOINTS = [int(j) for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW,
                           Joint.LEFT_HIP, Joint.RIGHT_HIP)]


class Nobody:
    """Nets that see nobody."""

    def poses(self, image: Rgb8) -> list[Any]:
        return []


def somebody() -> Person:
    points = np.random.default_rng(3).uniform(20, 80, (33, 2)).astype(np.float32)
    mask = np.zeros((100, 120), np.float32)
    mask[20:80, 30:50] = 1
    return Person(Pose(points, np.arange(33, dtype=np.float32), np.linspace(0, 1, 33, dtype=np.float32)), mask)


def test_a_mirror_seen_in_a_mirror_is_what_was_there() -> None:
    person, box = somebody(), Box(0, 0, 120, 100)
    twice = mirrored(mirrored(person, box, (100, 120)), box, (100, 120))
    np.testing.assert_allclose(twice.pose.points, person.pose.points, atol=1e-4)
    np.testing.assert_array_equal(twice.pose.depth, person.pose.depth)
    np.testing.assert_array_equal(twice.mask, person.mask)


def test_a_mirror_changes_sides_within_its_box() -> None:
    person, box = somebody(), Box(10, 5, 60, 50)
    found = mirrored(Person(person.pose, person.mask[:50, :60]), box, (100, 120))
    left, right = person.pose[Joint.LEFT_WRIST], found.pose[Joint.RIGHT_WRIST]
    np.testing.assert_allclose(right, [10 + 59 - left[0], 5 + left[1]], atol=1e-4)
    assert found.mask.shape == (100, 120)
    assert not found.mask[:, :10].any()


def test_who_is_not_seen_in_the_mirror_stays_as_found() -> None:
    person = somebody()
    image = np.zeros((100, 120, 3), np.uint8)
    assert steadied(cast("Sessions", Nobody()), image, Box(0, 0, 120, 100), person) is person


def test_joints_hold_stiller_when_a_photo_is_turned_a_little(vision: Vision, shared_photos: Path) -> None:
    once, twice = 0.0, 0.0
    for name in ("person_dark_tank", "person_man_arms_crossed", "person_00121", "person_red_top"):
        image = vision.proxy(read(shared_photos / "tryon" / f"{name}.jpg"))
        seen = [_joints(vision, image, angle, size) for angle, size in ((0, 1.0), (4, 0.9), (-4, 0.95), (2, 0.85))]
        once += float(np.std([single for single, _ in seen], axis=0).mean())
        twice += float(np.std([steady for _, steady in seen], axis=0).mean())
    assert twice < 0.75 * once


def _joints(vision: Vision, image: Rgb8, angle: float, size: float) -> tuple[Points, Points]:
    """Places of the joints found in a turned picture, once and steadied, turned back."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, size)
    turned = np.asarray(cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    person = find_people(vision.sessions, turned)[0]
    steady = steadied(vision.sessions, turned, box_of(person, turned), person)
    back = cv2.invertAffineTransform(turn)

    def placed(one: Person) -> Points:
        return np.asarray(one.pose.points[JOINTS] @ back[:, :2].T + back[:, 2], np.float32)

    return placed(person), placed(steady)
