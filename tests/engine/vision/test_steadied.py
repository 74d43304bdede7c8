"""The person seen a second time in a mirror: landmarks are averaged with left and right put back."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from engine.beside import beside
from engine.codecs.read import read
from engine.vision.pose import Person, find_people, found_in_mirror, steadied, turned_round
from engine.vision.sessions import Sessions
from engine.vision.types import Joint, Pose

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.types import Points, Rgb8

JOINTS = [int(j) for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW,
                           Joint.LEFT_HIP, Joint.RIGHT_HIP)]


def somebody() -> Person:
    points = np.random.default_rng(3).uniform(20, 80, (33, 2)).astype(np.float32)
    mask = np.zeros((100, 120), np.float32)
    mask[20:80, 30:50] = 1
    return Person(Pose(points, np.arange(33, dtype=np.float32), np.linspace(0, 1, 33, dtype=np.float32)), mask)


def test_a_mirror_seen_in_a_mirror_is_what_was_there() -> None:
    person = somebody()
    twice = turned_round(turned_round(person, 120), 120)
    np.testing.assert_allclose(twice.pose.points, person.pose.points, atol=1e-4)
    np.testing.assert_array_equal(twice.pose.depth, person.pose.depth)
    np.testing.assert_array_equal(twice.mask, person.mask)


def test_a_mirror_changes_sides() -> None:
    person = somebody()
    found = turned_round(person, 120)
    left, right = person.pose[Joint.LEFT_WRIST], found.pose[Joint.RIGHT_WRIST]
    np.testing.assert_allclose(right, [119 - left[0], left[1]], atol=1e-4)
    assert found.mask[50, 119 - 40] == 1
    assert found.mask[50, 40] == 0


def test_who_is_not_seen_in_the_mirror_stays_as_found() -> None:
    person = somebody()
    assert steadied(person, []) is person
    elsewhere = replace(person.pose, points=person.pose.points + np.float32([200, 0]))
    assert steadied(person, [Person(elsewhere, person.mask)]) is person


def test_time_in_which_two_nets_run_is_counted_once() -> None:
    sessions = Sessions(cast("Any", None))
    both = threading.Barrier(2)

    def run() -> None:
        both.wait(5)
        until = time.perf_counter() + 0.05
        while time.perf_counter() < until:
            pass

    began = time.perf_counter()
    beside(lambda: sessions._timed("one", run), lambda: sessions._timed("two", run))
    assert 0.04 < sessions.inference_seconds < time.perf_counter() - began + 0.001


def test_joints_hold_stiller_when_a_photo_is_turned_a_little(vision: Vision, shared_photos: Path) -> None:
    once, twice = 0.0, 0.0
    for name in ("person_dark_tank", "person_man_arms_crossed", "person_00121", "person_red_top"):
        image = vision.proxy(read(shared_photos / "tryon" / f"{name}.jpg"))
        seen = [_joints(vision, image, angle, size) for angle, size in ((0, 1.0), (4, 0.9), (-4, 0.95), (2, 0.85))]
        once += float(np.std([single for single, _ in seen], axis=0).mean())
        twice += float(np.std([steady for _, steady in seen], axis=0).mean())
    assert twice < 0.85 * once


def _joints(vision: Vision, image: Rgb8, angle: float, size: float) -> tuple[Points, Points]:
    """Places of the joints found in a turned picture, once and steadied, turned back."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, size)
    turned = np.asarray(cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    person = find_people(vision.sessions, turned)[0]
    steady = steadied(person, found_in_mirror(vision.sessions, turned))
    back = cv2.invertAffineTransform(turn)

    def placed(one: Person) -> Points:
        return np.asarray(one.pose.points[JOINTS] @ back[:, :2].T + back[:, 2], np.float32)

    return placed(person), placed(steady)
