"""Long sleeves on arms that are bent far: coordinates along such an arm, and sleeves laid over each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.codecs.read import read
from engine.tools.garment.align import align
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.drawing import draw
from engine.tools.garment.picture.folded import folded
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.wearer.bent import bent
from engine.tools.garment.wearer.frame import Arm

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer
    from engine.vision import Vision

    Floats = NDArray[np.float64]

UNIT = 200.0
EVERYWHERE = np.ones((600, 600), np.float32)


def an_arm(angle: float, mirrored: bool = False) -> Arm:
    """An arm that hangs straight down and whose forearm is turned by ``angle`` (degrees) towards the right."""
    sign = -1 if mirrored else 1
    shoulder, elbow = np.array([300.0, 100]), np.array([300.0, 260])
    way = np.array([sign * np.sin(np.radians(angle)), np.cos(np.radians(angle))])
    return Arm(shoulder, elbow, elbow + 150 * way, elbow + 190 * way, 1.0)


def test_an_arm_that_is_nearly_straight_or_points_at_the_camera_is_not_bent() -> None:
    short = replace(an_arm(100), wrist=np.array([320.0, 262]))
    assert bent(an_arm(30), UNIT, EVERYWHERE) is None
    assert bent(short, UNIT, EVERYWHERE) is None


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("angle", [60, 90, 125])
def test_coordinates_along_a_bent_arm_are_where_its_line_is(angle: float, mirrored: bool) -> None:
    arm = bent(an_arm(angle, mirrored), UNIT, EVERYWHERE)
    assert arm is not None
    places = np.linspace(5, 300, 60)
    for outward in (0.0, 15.0, 40.0):
        side = -arm.turn * outward
        points, normals = arm.line(places)
        where = points + side * normals
        place, found, beyond = arm.coordinates(where[:, 0], where[:, 1])
        assert np.abs(place - places).max() < 0.5
        assert np.abs(found - side).max() < 0.5
        clear = np.abs(places - arm.upper) > 1
        assert ((beyond > 0) == (places > arm.upper))[clear].all()
    inner, normals = arm.line(np.array([100.0, 230.0]))
    where = inner + arm.turn * 12 * normals
    place, side, _ = arm.coordinates(where[:, 0], where[:, 1])
    assert np.allclose(place, [100, 230], atol=0.5)
    assert np.allclose(side, 12 * arm.turn, atol=0.5)


def test_the_crook_is_where_ground_shows_in_it() -> None:
    ground = np.ones((600, 600), np.float32)
    x, y = np.meshgrid(np.arange(600), np.arange(600))
    ground[(x > 330) & (y < 232)] = 0
    arm = bent(an_arm(90), UNIT, ground)
    assert arm is not None
    assert 0.18 * UNIT < float(np.linalg.norm(arm.centre - arm.arm.elbow)) < 0.26 * UNIT


@pytest.fixture(scope="module", params=[False, True], ids=["as it is", "mirrored"])
def crossed(request: pytest.FixtureRequest, vision: Vision, shared_photos: Path) -> tuple[Scene, Wearer, bool]:
    """Arms crossed in a jacket, in a striped sweater, and whether the photo was mirrored."""
    photo = read(shared_photos / "tryon" / "person_man_arms_crossed.jpg")
    if request.param:
        photo = replace(photo, pixels=np.ascontiguousarray(photo.pixels[:, ::-1]))
    wearer = read_pose(vision.body(photo))
    cloth = prepare(read(shared_photos / "tryon" / "garment_stripes_long.jpg"), None, vision)
    return stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions()), wearer, bool(request.param)


def test_the_forearm_in_front_lies_over_the_other_one(crossed: tuple[Scene, Wearer, bool]) -> None:
    scene, _, mirrored = crossed
    laid = [sheet.part for sheet in scene.sheets if sheet.limb is not None]
    back, front = (Part.RIGHT, Part.LEFT) if mirrored else (Part.LEFT, Part.RIGHT)
    assert sorted(laid[:2]) == [Part.LEFT, Part.RIGHT]
    assert laid[2:] == [back, front]


def test_a_sleeve_runs_along_its_forearm(crossed: tuple[Scene, Wearer, bool]) -> None:
    scene, wearer, mirrored = crossed
    arm = wearer.frame.left if mirrored else wearer.frame.right
    way = (arm.wrist - arm.elbow) / np.linalg.norm(arm.wrist - arm.elbow)
    across = np.array([-way[1], way[0]])
    middle = arm.elbow + 0.5 * (arm.wrist - arm.elbow) - (scene.box.x, scene.box.y)
    front = scene.sheets[-1]

    def at(point: Floats) -> Floats:
        column, row = (round(float(value)) for value in point)
        assert front.seen[row, column] > 0.9
        return front.coordinates[row, column].astype(np.float64)

    length = at(middle + 30 * way) - at(middle - 30 * way)
    width = at(middle + 20 * across) - at(middle - 20 * across)
    assert abs(length @ width) < 0.25 * np.linalg.norm(length) * np.linalg.norm(width)
    assert length[1] > 0.8 * abs(length[0])  # the sleeve hangs in its photo: along the forearm is down
    step = at(middle) - at(middle - 30 * way)
    assert np.linalg.norm(step - 0.5 * length) < 0.15 * np.linalg.norm(length)


def test_fingers_stay_in_front_of_sleeve_and_trunk(crossed: tuple[Scene, Wearer, bool]) -> None:
    scene, wearer, _ = crossed
    rows, columns = scene.box.slices
    body = wearer.body
    below = np.zeros(body.skin.shape, np.bool_)
    below[round(float(wearer.frame.origin[1])) :] = True
    hands = ((body.skin > 0.9) & below)[rows, columns]
    assert hands.sum() > 4000
    assert float((scene.cover[hands] < 0.2).mean()) > 0.85  # cuffs lie over the wrists


def test_cuffs_lie_over_hands_but_never_over_a_face(vision: Vision, shared_photos: Path) -> None:
    wearer = read_pose(vision.body(read(shared_photos / "tryon" / "person_man_hands_front.jpg")))
    cloth = prepare(read(shared_photos / "tryon" / "garment_stripes_long.jpg"), None, vision)
    fit = align(cloth, wearer, 0)
    drawing = draw(fit, stage_scene(fit, wearer, GarmentOptions()).box, wearer.frame.width)
    laid = folded(drawing, fit, wearer)
    assert laid is not None
    assert laid.wrists.max() > 0.9
    near = replace(wearer, body=replace(wearer.body, face=np.ones_like(wearer.body.face)))
    hidden = folded(drawing, fit, near)
    assert hidden is not None
    assert hidden.wrists.max() == 0
