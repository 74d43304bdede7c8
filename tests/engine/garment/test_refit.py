"""Fitting by hand: places are moved, and the fit follows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.errors import Cancelled, UsageError
from engine.photo import Photo, composite
from engine.tools.base import tools
from engine.tools.garment.landmarks import read_landmarks, with_landmarks
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.refit import Refit, refit
from tests.fakes.drawn_garments import draw

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.types import Body


@pytest.fixture(scope="module")
def ready(vision: Vision, astronaut: Photo) -> Refit:
    return refit(astronaut, draw().photo, GarmentOptions(), Context(vision=vision))


def test_places_are_told_in_the_photos_own_pixels(ready: Refit, astronaut: Photo) -> None:
    garment = draw().photo
    assert {"shoulder_left", "hem_right"} <= ready.anchors.keys()
    assert all(0 <= x < garment.width and 0 <= y < garment.height for x, y in ready.anchors.values())
    left, right = ready.landmarks["left_shoulder"], ready.landmarks["right_shoulder"]
    assert left[0] > right[0], "the person's own left is on the right of the picture"
    assert 0.4 * astronaut.height < left[1] < astronaut.height


def test_the_draft_is_like_the_finished_picture(ready: Refit, vision: Vision, astronaut: Photo) -> None:
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    layers = tool.run({"person": astronaut, "garment": draw().photo}, tool.options(), context).layers
    finished = composite(astronaut, layers or ()).pixels.astype(int)
    draft = ready.draft({}, {}, Context(vision=vision)).astype(int)
    assert draft.shape == finished.shape
    changed = np.abs(finished - astronaut.pixels.astype(int)).max(axis=2) > 20
    assert float((np.abs(draft - finished).max(axis=2) > 40)[changed].mean()) < 0.2


def test_the_draft_shows_the_sleeves_of_crossed_arms(shared_photos: Path, vision: Vision) -> None:
    photos = shared_photos / "tryon"
    person, garment = (read(photos / f"{name}.jpg") for name in ("person_man_arms_crossed", "garment_stripes_long"))
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    layers = tool.run({"person": person, "garment": garment}, tool.options(max_retries=0), context).layers or ()
    draft = refit(person, garment, GarmentOptions(), Context(vision=vision)).draft({}, {}, Context(vision=vision))
    finished = cv2.resize(composite(person, layers).pixels, draft.shape[1::-1], interpolation=cv2.INTER_AREA)
    cuffs = []
    for picture in (draft, finished):
        red, green, blue = (picture[len(picture) // 2 :, :, channel].astype(int) for channel in range(3))
        cuffs.append(int(((red > 170) & (green > 120) & (blue < 0.6 * green)).sum()))  # the yellow ends of the sleeves
    assert cuffs[0] > 0.7 * cuffs[1] > 300


def test_a_hand_at_rest_sees_the_finished_picture_of_the_best_attempt(vision: Vision, astronaut: Photo) -> None:
    odd = Photo(np.ascontiguousarray(astronaut.pixels[:509, :507]))  # sides that the draft does not have
    tool, garment = tools()["garment"], draw().photo
    finished = []
    for retries in (0, 2):
        context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
        layers = tool.run({"person": odd, "garment": garment}, tool.options(max_retries=retries), context).layers
        finished.append(composite(odd, layers or ()).pixels)
    assert not np.array_equal(*finished), "the first attempt is not the best here"
    ready = refit(odd, garment, GarmentOptions(), Context(vision=vision))
    assert np.array_equal(ready.settled({}, {}, Context(vision=vision)), finished[1])


def test_the_picture_at_rest_follows_what_was_moved(ready: Refit, vision: Vision) -> None:
    x, y = ready.landmarks["left_shoulder"]
    still = ready.settled({}, {}, Context(vision=vision)).astype(int)
    moved = ready.settled({}, {"left_shoulder": (x + 30, y - 20)}, Context(vision=vision)).astype(int)
    assert int((np.abs(moved - still).max(axis=2) > 20).sum()) > 500
    stopped = Context(vision=vision)
    stopped.cancel()
    with pytest.raises(Cancelled):
        ready.settled({}, {}, stopped)


def test_the_fit_follows_a_landmark(ready: Refit, vision: Vision) -> None:
    x, y = ready.landmarks["left_shoulder"]
    still = ready.draft({}, {}, Context(vision=vision)).astype(int)
    moved = ready.draft({}, {"left_shoulder": (x + 30, y - 20)}, Context(vision=vision)).astype(int)
    assert int((np.abs(moved - still).max(axis=2) > 20).sum()) > 500


def test_the_fit_follows_an_anchor(ready: Refit, vision: Vision) -> None:
    x, y = ready.anchors["armpit_left"]
    still = ready.draft({}, {}, Context(vision=vision)).astype(int)
    moved = ready.draft({"armpit_left": (x + 25, y + 40)}, {}, Context(vision=vision)).astype(int)
    assert int((np.abs(moved - still).max(axis=2) > 20).sum()) > 100


def test_anchors_the_wrong_way_round_are_refused(ready: Refit, vision: Vision) -> None:
    right = ready.anchors["shoulder_right"]
    with pytest.raises(UsageError, match="left of"):
        ready.draft({"shoulder_left": (right[0] + 5, right[1])}, {}, Context(vision=vision))


def test_landmarks_come_from_a_file(tmp_path: Path, astronaut_body: Body) -> None:
    path = tmp_path / "landmarks.json"
    path.write_text(json.dumps({"left_shoulder": [400, 300]}))
    body = with_landmarks(astronaut_body, read_landmarks(path))
    assert body.pose.points[11] == pytest.approx(np.array([400, 300]) * astronaut_body.scale)
    assert (body.pose.points[12] == astronaut_body.pose.points[12]).all()


@pytest.mark.parametrize("text", ["", "[1]", '{"tail": [1, 2]}', '{"left_hip": [1]}', '{"left_hip": ["a", 2]}'])
def test_a_file_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "landmarks.json"
    path.write_text(text)
    with pytest.raises(UsageError):
        read_landmarks(path)


def test_shoulders_in_one_place_are_refused(astronaut_body: Body) -> None:
    place = astronaut_body.pose.points[12] / astronaut_body.scale
    with pytest.raises(UsageError, match="near"):
        with_landmarks(astronaut_body, {"left_shoulder": place})
