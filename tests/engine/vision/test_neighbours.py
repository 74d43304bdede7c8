"""People who stand together: whose a pixel is, and when two were taken for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from engine.codecs.read import read
from engine.errors import PoseFailed
from engine.vision.crowd import find_everybody
from engine.vision.faces import OVAL, faces_around, hull
from engine.vision.neighbours import check_alone, distance, share_of
from engine.vision.pose import Person
from engine.vision.types import Face
from tests.fakes.drawn_wearer import standing

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.sessions import Sessions
    from engine.vision.types import Points, Rgb8

SHAPE = (600, 800)


class OneFace:
    """Nets that see one face in the middle of whatever they are shown."""

    def faces(self, image: Rgb8) -> list[Points]:
        turn = np.linspace(0, 2 * np.pi, 478, endpoint=False)
        mesh = np.zeros((478, 3), np.float32)
        mesh[:, 0], mesh[:, 1] = 0.5 + 0.05 * np.cos(turn), 0.5 + 0.06 * np.sin(turn)
        return [mesh]


def somebody(aside: float, *, leaking: bool = False) -> Person:
    """Somebody ``aside`` px to the right of the picture's left quarter, whose mask covers all of the picture when it
    is ``leaking``."""
    pose = standing()
    pose = replace(pose, points=pose.points + np.float32([aside, 0]))
    mask = np.ones(SHAPE, np.float32) if leaking else (distance(pose, SHAPE, SHAPE[::-1]) == 0).astype(np.float32)
    return Person(pose, mask)


def oval_at(x: float, y: float) -> Face:
    turn = np.linspace(0, 2 * np.pi, len(OVAL), endpoint=False)
    points = np.tile(np.float32([x, y]), (478, 1))
    points[list(OVAL)] = np.stack([x + 24 * np.cos(turn), y + 34 * np.sin(turn)], axis=1)
    return Face(points, np.zeros(478, np.float32))


def test_a_mask_that_runs_on_over_a_neighbour_is_cut_between_them() -> None:
    left, right = somebody(0, leaking=True), somebody(190)
    share = share_of(left, [right], [], SHAPE)
    assert share[200:380, 170:230].min() > 0.95
    assert share[200:380, 360:420].max() < 0.05
    assert share[200:380, 780:].max() == 0


def test_nobody_else_takes_nothing_near_the_body() -> None:
    share = share_of(somebody(0), [], [], SHAPE)
    assert share[distance(standing(), SHAPE, SHAPE[::-1]) < 0.4].min() > 0.95


def test_a_strangers_face_before_the_chest_stays_his() -> None:
    share = share_of(somebody(0), [], [oval_at(250, 330)], SHAPE)
    assert share[300:360, 235:265].max() < 0.05
    assert share[220:260, 170:230].min() > 0.95


def test_two_people_taken_for_one_are_refused() -> None:
    with pytest.raises(PoseFailed, match="taken for one") as told:
        check_alone(cast("Sessions", OneFace()), np.zeros((600, 400, 3), np.uint8), standing())
    assert "cut the photo down" in told.value.remedy


def test_no_face_of_a_group_is_taken_for_somebody_elses_clothes(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "detect" / "group_16.jpg")
    image = vision.proxy(photo)
    number = _standing_behind_others(find_everybody(vision.sessions, image, lambda: None))
    body = vision.body(photo, number)
    chest = body.pose.points[[11, 12, 23, 24]].mean(axis=0)
    faces = faces_around(vision.sessions, image, chest, 3 * body.pose.shoulder_width)
    assert len(faces) >= 2
    for face in faces:
        inside = hull((image.shape[0], image.shape[1]), face.points) > 0.5
        assert body.clothes[inside].mean() < 0.1


def _standing_behind_others(people: list[Person]) -> int:
    """The number of the one who wears the grey print, between two who sit before him."""
    places = [one.pose.points[[11, 12]].mean(axis=0) for one in people]

    def away(number: int) -> float:
        return float(np.hypot(*(places[number] - np.float32([515, 170]))))

    return min(range(len(people)), key=away)
