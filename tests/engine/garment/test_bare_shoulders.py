"""A wide worn neckline shows the shoulders; a garment with a narrow one covers them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.photo import Photo
from engine.tools.garment.align import align, ends_alike
from engine.tools.garment.cloth import GarmentType, Stance
from engine.tools.garment.demo import draw_demo_garment
from engine.tools.garment.fitting.aim import take_aim
from engine.tools.garment.fitting.silhouette import Outline, Part, Role
from engine.tools.garment.judge import judge, shoulder_line
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.picture.zones import bare_shoulders
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import Nobody, draw
from tests.fakes.drawn_wearer import COLOURS, Drawn, Is, drawn_wearer

if TYPE_CHECKING:
    from engine.vision import Vision

OFF_SHOULDERS = (
    (0, 150),
    (60, 148),
    (165, 138),
    (190, 150),
    (240, 275),
    (190, 300),
    (140, 235),
    (130, 390),
    (145, 672),
    (0, 676),
)
"""Half outline of a top that leaves both shoulders bare, as of ``drawn_garments``."""
BESIDE = (slice(180, 196), slice(230, 242))
"""Rows and columns of a bare shoulder beside the neck."""


def boat_neckline(sleeve: float) -> Drawn:
    """Somebody in a top that leaves the shoulders bare between the joints."""
    person = drawn_wearer(sleeve)
    opening = np.zeros(person.labels.shape, np.uint8)
    cv2.fillPoly(opening, [np.array([[150, 150], [250, 150], [246, 204], [154, 204]])], 1)
    return person.painted((opening > 0) & (person.labels == Is.CLOTH), COLOURS[Is.SKIN], Is.SKIN)


@pytest.mark.parametrize("same", [True, False])
def test_the_silhouette_takes_in_what_lies_beside_the_new_neckline(same: bool) -> None:
    wearer = read_pose(boat_neckline(0.4).body())
    narrow, wide = (take_aim(wearer, GarmentType.TSHIRT, (50.0, 50.0), same, neck) for neck in (0.4, 0.9))
    assert narrow.mask[BESIDE].mean() > 0.9
    assert wide.mask[BESIDE].mean() < 0.1
    assert narrow.mask[140:150, 190:210].max() < 0.1


def test_a_tee_covers_shoulders_that_were_bare(vision: Vision) -> None:
    cloth = prepare(Photo(draw_demo_garment()), None, vision)
    wearer = read_pose(boat_neckline(0.4).body())
    scene = stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions())
    rows, columns = BESIDE
    box = scene.box
    seen = scene.cover[rows.start - box.y : rows.stop - box.y, columns.start - box.x : columns.stop - box.x]
    assert seen.mean() > 0.95


def test_an_arm_raised_before_the_chest_is_no_shoulder() -> None:
    person = boat_neckline(0.4)
    seen = []
    for raised in (False, True):
        if raised:  # the right hand on the left shoulder
            person.pose.points[[14, 16, 18, 20]] = [[128, 270], [236, 190], [250, 180], [252, 186]]
        body = person.body()
        seen.append(bare_shoulders(body.skin, read_pose(body).frame))
    forearm = slice(188, 194), slice(220, 228)
    assert seen[0][forearm].mean() > 0.95
    assert seen[1][forearm].mean() < 0.05
    assert seen[1][182:188, 165:175].mean() > 0.95


def test_a_bare_arm_that_hangs_before_the_trunk_is_no_shoulder() -> None:
    body = drawn_wearer(0.0, spread=-80.0).body()
    arm = slice(252, 262), slice(264, 268)
    assert body.skin[arm].mean() > 0.9
    shoulders = bare_shoulders(body.skin, read_pose(body).frame)
    assert shoulders[arm].max() < 0.1
    assert shoulders[168:178, 266:269].mean() > 0.3


@pytest.mark.parametrize(
    ("worn", "new", "alike"), [(0.26, 0.6, False), (0.4, 0.6, True), (1.37, 1.83, True), (1.3, 0.87, False)]
)
def test_a_cap_sleeve_does_not_end_where_a_half_sleeve_does(worn: float, new: float, alike: bool) -> None:
    assert ends_alike(worn, new) is alike


@pytest.mark.parametrize("spread", [-20.0, 0.0, 40.0])
def test_no_skin_shows_between_a_new_sleeve_and_the_trunk(vision: Vision, spread: float) -> None:
    body = drawn_wearer(spread=spread).body()
    cloth = prepare(Photo(draw_demo_garment()), None, vision)
    wearer = read_pose(body)
    fit = align(cloth, wearer, 0)
    scene = stage_scene(fit, wearer, GarmentOptions())
    near = np.zeros(body.skin.shape, np.uint8)
    for arm in wearer.frame.arms:
        cv2.circle(near, tuple(int(place) for place in arm.shoulder), 24, 1, -1)
    inside = ((fit.aim.mask > 0.95) & (near > 0))[scene.box.slices]
    assert inside.sum() > 1000
    assert (scene.cover[inside] > 0.9).mean() > 0.995


def test_cloth_below_hair_is_no_shoulder_line() -> None:
    wearer = read_pose(drawn_wearer().body())
    frame = wearer.frame

    def edge(spots: list[tuple[float, float]]) -> Outline:
        points = np.stack([frame.xy(u, v) for u, v in spots])
        up, none = np.tile(-frame.down, (len(spots), 1)), np.zeros(len(spots), np.int64)
        return Outline(points, up, none + Part.TORSO, none + Role.SIDE, np.ones(len(spots)))

    new = edge([(u, -0.1) for u in np.linspace(-0.5, 0.5, 30)])
    shoulders = [(u, -0.1) for u in (-0.45, -0.42, -0.39, 0.39, 0.42, 0.45)]
    below_hair = [(u, 0.25) for u in np.linspace(-0.3, 0.3, 12)]
    fit: Any = SimpleNamespace(
        cloth=SimpleNamespace(kind=GarmentType.TSHIRT, stance=Stance()), outline=new, worn=edge(shoulders + below_hair)
    )
    assert shoulder_line(fit, wearer, new.points, new.normals) < 0.01
    fit.worn = edge([(u, 0.1) for u in np.linspace(-0.5, 0.5, 12)])
    assert shoulder_line(fit, wearer, new.points, new.normals) > 0.15


@pytest.mark.parametrize("sleeve", [0.0, 0.4, 0.9])
def test_a_top_without_shoulders_is_not_blamed_for_theirs(sleeve: float) -> None:
    cloth, wearer = prepare(draw(OFF_SHOULDERS).photo, None, Nobody()), read_pose(drawn_wearer(sleeve).body())
    fit = align(cloth, wearer, 0)
    verdict = judge(fit, wearer)
    assert verdict.score > 0.95
    assert max(measure.cost for measure in verdict.measures if measure.name.startswith("neck")) < 0.01
    lower = wearer.frame.down * 0.2 * wearer.frame.length
    sunken = replace(fit, pieces=tuple(replace(piece, controls=piece.controls + lower) for piece in fit.pieces))
    assert judge(sunken, wearer).score < 0.5
