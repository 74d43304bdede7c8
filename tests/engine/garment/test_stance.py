"""A garment worn by a model who leans, turns or stands on one leg hangs straight on others, as it is on the model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Photo, composite
from engine.tools.garment import TOOL
from engine.tools.garment.align import _laid
from engine.tools.garment.fitting.fit import start_affine
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.pose import LARGEST_SLIDE, read_pose
from engine.tools.garment.prepare import worn_cloth
from engine.vision.types import Joint
from tests.fakes.drawn_wearer import drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.pose import Wearer
    from engine.vision import Vision


def leaning(degrees: float, tilt: float = 0.0, turn: float = 0.0) -> tuple[Cloth, Wearer]:
    """The top of somebody drawn who leans, with hips that tilt by px and a shoulder that is ``turn`` px nearer; and
    themselves."""
    person = drawn_wearer()
    matrix = cv2.getRotationMatrix2D((200, 300), degrees, 1.0)
    points = person.pose.points.copy()
    points[Joint.LEFT_HIP, 1] += tilt
    points[Joint.RIGHT_HIP, 1] -= tilt
    depth = person.pose.depth.copy()
    depth[Joint.LEFT_SHOULDER] = turn
    pose = replace(person.pose, points=np.float32(points @ matrix[:, :2].T + matrix[:, 2]), depth=depth)
    size = person.labels.shape[::-1]
    image = cv2.warpAffine(person.image, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    labels = cv2.warpAffine(person.labels, matrix, size, flags=cv2.INTER_NEAREST)
    body = replace(person, image=image, labels=labels, pose=pose).body()
    return worn_cloth(Photo(image), body, None), read_pose(body)


@pytest.mark.parametrize(("degrees", "tilt", "turn"), [(0, 0, 0), (8, 0, 0), (-6, 8, 0), (4, -6, 60)])
def test_a_top_is_laid_on_its_own_model_as_it_is(degrees: float, tilt: float, turn: float) -> None:
    cloth, wearer = leaning(degrees, tilt, turn)
    affine = start_affine(cloth, wearer.frame)
    laid = _laid(cloth, affine, wearer)
    assert laid.slide == pytest.approx(0, abs=1e-6)
    assert laid.twist == pytest.approx(0, abs=1e-6)
    turned = affine.matrix / affine.scale
    assert np.abs(turned - np.eye(2)).max() < 0.03


def test_a_top_of_a_leaning_model_is_upright_on_one_who_stands_straight() -> None:
    cloth, model = leaning(8)
    _, other = leaning(0)
    down = start_affine(cloth, other.frame).matrix @ model.frame.down
    assert np.degrees(abs(np.arctan2(down[0], down[1]))) < 1
    straight, _ = leaning(0)
    assert straight.stance.down == pytest.approx((0, 1), abs=1e-3)


def test_turns_against_each_other_slide_no_further_than_cloth_can() -> None:
    cloth, _ = leaning(0, turn=200)
    _, other = leaning(0, turn=-200)
    laid = _laid(cloth, start_affine(cloth, other.frame), other)
    assert abs(laid.slide) == pytest.approx(LARGEST_SLIDE)
    x = np.linspace(laid.middle - laid.half, laid.middle + laid.half, 40)
    assert (np.diff(laid(np.stack([x, np.full(40, 300.0)], axis=1))[:, 0]) > 0).all()


def test_a_print_lies_where_it_was_on_a_turned_model(shared_photos: Path, vision: Vision) -> None:
    """Her own top, from a smaller copy of the photo, on herself: the red disc stays in its place."""
    photo = read(shared_photos / "tryon" / "person_dark_tank.jpg")
    small = cv2.resize(photo.pixels, None, fx=0.93, fy=0.93, interpolation=cv2.INTER_AREA)
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    done = composite(photo, TOOL.run({"person": photo, "garment": Photo(small)}, GarmentOptions(), context).layers)
    before, after = (cv2.cvtColor(each.pixels, cv2.COLOR_RGB2GRAY) for each in (photo, done))
    rows, columns = slice(480, 640), slice(280, 400)  # the cactus before the disc
    found = cv2.matchTemplate(after, before[rows, columns], cv2.TM_CCOEFF_NORMED)
    _, best, _, place = cv2.minMaxLoc(found)
    assert best > 0.7
    assert np.hypot(place[0] - columns.start, place[1] - rows.start) < 12
