"""The parts of vision on pictures made for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.photo import Box
from engine.vision.anatomy import anatomy_of, ramp
from engine.vision.classes import Kind, Question, classify
from engine.vision.colours import bins_of, lab_of, palette
from engine.vision.edges import sharpened
from engine.vision.guided import Guide
from engine.vision.types import Joint, Pose
from engine.vision.view import grown, view_of
from engine.vision.waist import SAME, colour_change, trunk_cloth


def standing(scale: float = 1.0) -> Pose:
    """Somebody who stands straight in a 200 x 300 picture, arms hanging."""
    points = np.tile(np.float32([100, 40]), (33, 1))
    places = {Joint.NOSE: (100, 42), Joint.LEFT_EYE: (105, 36), Joint.RIGHT_EYE: (95, 36), Joint.LEFT_EAR: (114, 40),
              Joint.RIGHT_EAR: (86, 40), Joint.MOUTH_LEFT: (104, 50), Joint.MOUTH_RIGHT: (96, 50),
              Joint.LEFT_SHOULDER: (140, 90), Joint.RIGHT_SHOULDER: (60, 90), Joint.LEFT_ELBOW: (150, 140),
              Joint.RIGHT_ELBOW: (50, 140), Joint.LEFT_WRIST: (152, 190), Joint.RIGHT_WRIST: (48, 190),
              Joint.LEFT_INDEX: (152, 205), Joint.RIGHT_INDEX: (48, 205), Joint.LEFT_PINKY: (150, 205),
              Joint.RIGHT_PINKY: (50, 205), Joint.LEFT_HIP: (122, 200), Joint.RIGHT_HIP: (78, 200)}
    for joint, place in places.items():
        points[joint] = place
    return Pose(points * np.float32(scale), np.zeros(33, np.float32), np.ones(33, np.float32))


def test_torso_coordinates_run_from_shoulders_to_hips() -> None:
    pose = standing()
    body = anatomy_of(pose, pose.points, (300, 200))
    assert body.v[90, 100] == pytest.approx(0, abs=0.01)
    assert body.v[200, 100] == pytest.approx(1, abs=0.01)
    assert abs(body.u[90, 140]) == pytest.approx(1, abs=0.01)
    assert body.upper_arm[115, 145] < 0.3 < 1 < body.upper_arm[150, 100]


def test_shapes_follow_the_scale_of_the_picture() -> None:
    small = anatomy_of(standing(), standing().points, (300, 200))
    large = anatomy_of(standing(2), standing(2).points, (600, 400))
    assert large.unit == pytest.approx(2 * small.unit)
    assert large.forearm[340, 300] == pytest.approx(small.forearm[170, 150], abs=0.05)


@pytest.mark.parametrize("hem", [185, 200, 220, 262])
def test_the_waist_is_where_the_colours_change(hem: int) -> None:
    picture = np.full((300, 200, 3), (180, 40, 40), np.uint8)
    picture[hem:] = (40, 40, 160)
    picture = picture + np.random.default_rng(1).integers(0, 12, picture.shape, np.uint8)
    pose = standing()
    change = colour_change(lab_of(picture), anatomy_of(pose, pose.points, (300, 200)), np.ones((300, 200), np.float32))
    assert change.place == pytest.approx((hem - 90) / 110, abs=0.06)
    assert change.overlap < SAME / 2


def test_one_colour_all_the_way_down_is_a_dress() -> None:
    noise = np.random.default_rng(2).integers(0, 12, (300, 200, 3), np.uint8)
    picture = np.full((300, 200, 3), (180, 40, 40), np.uint8) + noise
    pose = standing()
    change = colour_change(lab_of(picture), anatomy_of(pose, pose.points, (300, 200)), np.ones((300, 200), np.float32))
    assert change.overlap > SAME


def test_bare_legs_below_a_dress_are_no_second_garment() -> None:
    picture = np.full((300, 200, 3), (180, 40, 40), np.uint8)
    picture[262:] = (205, 160, 135)
    picture = picture + np.random.default_rng(1).integers(0, 12, picture.shape, np.uint8)
    pose, person = standing(), np.ones((300, 200), np.float32)
    body, bare = anatomy_of(pose, pose.points, (300, 200)), np.zeros((300, 200), np.bool_)
    assert colour_change(lab_of(picture), body, trunk_cloth(body, person, bare)).overlap < SAME, "else trousers"
    bare[262:] = True
    assert colour_change(lab_of(picture), body, trunk_cloth(body, person, bare)).overlap > SAME


def test_palettes_know_their_colours() -> None:
    red = bins_of(lab_of(np.full((20, 20, 3), (200, 30, 30), np.uint8)))
    blue = bins_of(lab_of(np.full((20, 20, 3), (30, 30, 200), np.uint8)))
    ones = np.ones((20, 20), np.float32)
    a, b = palette(red, ones), palette(blue, ones)
    assert float(a.density.sum()) == pytest.approx(1, abs=1e-4)
    assert a.overlap(a) == pytest.approx(1, abs=1e-3)
    assert a.overlap(b) < 1e-3
    assert float(a.of(red).min()) > 1000 * float(a.of(blue).max() + 1e-9)


def two_colours() -> tuple[np.ndarray, np.ndarray]:
    picture = np.full((90, 60, 3), (220, 220, 220), np.uint8)
    picture[:, 23:] = (160, 30, 40)
    noise = np.random.default_rng(3).normal(0, 4, picture.shape)
    picture = np.clip(picture.astype(int) + noise, 0, 255).astype(np.uint8)
    truth = np.zeros((90, 60), bool)
    truth[:, 23:] = True
    return picture, truth


def test_classes_learn_colours_from_seeds_and_move_the_border() -> None:
    picture, truth = two_colours()
    priors = np.full((5, 90, 60), 0.001, np.float32)
    priors[Kind.GROUND] = ramp(np.tile(np.arange(60, dtype=np.float32), (90, 1)), 40, 10)
    priors[Kind.TOP] = 1 - priors[Kind.GROUND]
    seeds = np.zeros_like(priors)
    seeds[Kind.GROUND, :, :8] = 1
    seeds[Kind.TOP, :, 50:] = 1
    posterior = classify(Question(bins_of(lab_of(picture)), priors, seeds), Guide(picture, 2, 6e-4))
    assert np.allclose(posterior.sum(axis=0), 1, atol=1e-4)
    assert float(((posterior[Kind.TOP] > 0.5) == truth).mean()) > 0.985


def dressed(face: tuple[int, int, int]) -> tuple[np.ndarray, Question]:
    """A face, a beige collar, chest and sleeve, and a hand at its left; skin is likely everywhere but on the chest."""
    rng = np.random.default_rng(3)
    picture = np.full((90, 120, 3), (210, 189, 158), np.float32)
    picture[:22] = picture[60:, :15] = face
    shade = rng.normal(1, 0.015, (90, 120, 1))
    shade[:30] = rng.normal(1, 0.08, (30, 120, 1))
    rgb = np.clip(picture * shade + rng.normal(0, 1, picture.shape), 0, 255).astype(np.uint8)
    priors = np.full((5, 90, 120), 1e-3, np.float32)
    priors[Kind.SKIN, :30] = priors[Kind.TOP, 30:60] = 0.95
    priors[Kind.SKIN, 60:], priors[Kind.TOP, 60:] = 0.87, 0.13
    seeds = np.zeros_like(priors)
    seeds[Kind.SKIN, 5:20, 20:100] = seeds[Kind.TOP, 35:55, 20:100] = 1
    return rgb, Question(bins_of(lab_of(rgb)), priors, seeds)


def test_a_beige_sleeve_is_not_learnt_as_skin() -> None:
    rgb, question = dressed((205, 160, 132))
    posterior = classify(question, Guide(rgb, 2, 6e-4))
    assert float(posterior[Kind.TOP, 62:, 20:].mean()) > 0.8
    assert float(posterior[Kind.SKIN, 62:, :12].mean()) > 0.95


def test_a_sleeve_of_nearly_the_colour_of_skin_is_told_as_a_whole() -> None:
    rgb, question = dressed((208, 168, 140))
    sleeve = np.zeros((90, 120), np.float32)
    sleeve[60:, 15:] = 1
    posterior = classify(replace(question, limbs=sleeve, reach=6), Guide(rgb, 2, 6e-4))
    assert float(posterior[Kind.TOP, 62:, 20:].mean()) > 0.9
    assert float(posterior[Kind.SKIN, 62:, :12].mean()) > 0.95


def test_edges_come_to_lie_where_the_photo_has_them() -> None:
    large = np.full((300, 300, 3), (220, 220, 220), np.uint8)
    large[:, 143:] = (160, 30, 40)
    view = np.asarray(view_of(large, Box(0, 0, 300, 300), 100).rgb)
    posterior = np.zeros((5, 100, 100), np.float32)
    posterior[Kind.TOP] = ramp(np.tile(np.arange(100, dtype=np.float32), (100, 1)), 47, 53)
    posterior[Kind.GROUND] = 1 - posterior[Kind.TOP]
    fine = sharpened(posterior, view, large, 4, 8)
    borders = (fine[Kind.TOP] > 0.5).argmax(1)
    assert np.all(np.abs(borders - 143) <= 1)


def test_a_box_never_leaves_the_picture() -> None:
    picture = np.zeros((50, 40, 3), np.uint8)
    assert grown(np.float32([[-500, -500], [900, 900]]), 10, picture) == Box(0, 0, 40, 50)
    outside = grown(np.float32([[500, 500]]), 1, picture)
    assert outside.width >= 1 <= outside.height
    assert outside.x + outside.width <= 40
    assert outside.y + outside.height <= 50


def test_no_colours_are_no_colours_in_lab_too() -> None:
    assert lab_of(np.zeros((1, 0, 3), np.uint8)).shape == (1, 0, 3)
