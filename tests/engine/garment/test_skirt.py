"""Skirts hang from waist and hips, trousers follow the legs, whatever is worn there now."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.errors import WarpFailed
from engine.tools.garment import TOOL
from engine.tools.garment.align import align
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import take_aim
from engine.tools.garment.fitting.below import spanned
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.legs import stays_below
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.picture.zones import own_ground
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.refit import refit
from engine.tools.garment.segment import segment
from engine.tools.garment.wearer.frame import down_torso
from engine.tools.garment.wearer.shoes import without_shoes
from engine.vision.types import Joint
from tests.fakes.drawn_garments import SKIRT, TEE, Nobody, draw
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision

NOBODY: Any = Nobody()

BETWEEN = (slice(530, 590), slice(198, 203))
"""Rows and columns of the ground that the drawn wearer's legs show between them."""


def test_rows_are_filled_from_leg_to_leg() -> None:
    legs = np.zeros((4, 10), np.bool_)
    legs[1, [2, 7]] = legs[2, 4] = True
    assert spanned(legs).sum(axis=1).tolist() == [0, 6, 1, 0]


def test_a_skirt_follows_the_hips_and_trousers_the_legs() -> None:
    wearer = read_pose(drawn_wearer().body())
    skirt, trousers = (take_aim(wearer, kind, (0.0, 0.0), True) for kind in (GarmentType.SKIRT, GarmentType.TROUSERS))
    v = down_torso(wearer.frame, skirt.mask.shape)
    assert skirt.mask[(v > skirt.hangs + 0.02)].max() == 0
    assert skirt.mask[400:420, 160:240].min() > 0.9
    assert trousers.mask[BETWEEN].mean() < 0.2
    assert trousers.mask[580, 150:190].min() > 0.9
    assert trousers.hangs == float("inf")


def test_trousers_take_the_place_of_a_skirt_and_follow_the_legs() -> None:
    person = drawn_wearer()
    rows, columns = np.mgrid[0:600, 0:400]
    low = person.labels == Is.LOWER
    person = person.painted(low & (rows > 480), (205, 160, 135), Is.SKIN)
    flared = (rows > 380) & (rows < 490) & (np.abs(columns - 200) < 60 + (rows - 380) / 3)
    wearer = read_pose(person.painted(flared, (50, 60, 110), Is.LOWER).body())
    aim = take_aim(wearer, GarmentType.TROUSERS, (0.0, 0.0), True)
    assert aim.mask[470, 110] < 0.1, "the skirt"
    assert aim.mask[470, 200] < 0.1 < 0.9 < aim.mask[470, 235]
    assert aim.mask[580, 150:190].min() > 0.9, "bare legs"


def test_nothing_is_laid_over_the_legs_of_somebody_who_sits() -> None:
    person = drawn_wearer()
    points = person.pose.points.copy()
    points[Joint.LEFT_KNEE] = 330, 400
    seated = replace(person, pose=replace(person.pose, points=points))
    with pytest.raises(WarpFailed, match="sits"):
        align(prepare(draw(SKIRT).photo, GarmentType.SKIRT, NOBODY), read_pose(seated.body()), 0)
    align(prepare(draw(TEE).photo, GarmentType.TSHIRT, NOBODY), read_pose(seated.body()), 0)


def test_a_skirt_hangs_as_it_is_cut_between_and_beside_the_legs() -> None:
    cloth = prepare(draw(SKIRT).photo, GarmentType.SKIRT, NOBODY)
    person = drawn_wearer()
    wearer = read_pose(person.body())
    scene = stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions())
    cover = np.zeros(person.labels.shape, np.float32)
    cover[scene.box.slices] = scene.cover
    assert cover[BETWEEN].mean() > 0.9
    assert cover[540:560, 128:136].min() > 0.9, "beside the leg"
    assert cover[:380].max() == 0, "under the top"
    ground = person.labels == Is.GROUND
    assert cover[380:400][ground[380:400]].max() < 0.1, "at the waist"


def test_a_skirt_covers_bare_thighs_that_hands_hang_beside(shared_photos: Path, vision: Vision) -> None:
    body = segment(read(shared_photos / "tryon" / "person_00121.jpg"), 0, Context(vision=vision))
    wearer = read_pose(body)
    fit = align(prepare(draw(SKIRT).photo, GarmentType.SKIRT, NOBODY), wearer, 0)
    scene = stage_scene(fit, wearer, GarmentOptions())
    thighs = body.skin[scene.box.slices] > 0.9
    thighs[: 960 - scene.box.y] = False  # below the hands and the shorts
    assert thighs.sum() > 5000
    assert scene.cover[thighs].mean() > 0.95


def test_old_trousers_stay_below_a_short_skirt() -> None:
    short = tuple((x, 101 + (y - 101) // 3) for x, y in SKIRT)
    wearer = read_pose(drawn_wearer().body())
    for outline, stays in ((short, True), (SKIRT, False)):
        fit = align(prepare(draw(outline).photo, GarmentType.SKIRT, NOBODY), wearer, 0)
        scene = stage_scene(fit, wearer, GarmentOptions())
        gone = np.zeros(wearer.body.lower.shape, np.bool_)
        gone[scene.box.slices] = scene.gone
        assert stays_below(fit, wearer) is stays
        assert not gone[560:, 150:190].any()


def test_a_photo_that_cuts_a_garment_off_is_refused_where_its_end_would_show(
    shared_photos: Path, vision: Vision
) -> None:
    photos = shared_photos / "tryon"
    jeans = read(photos / "pair_00055_person.jpg")  # down to the thighs
    for name, shows_shoes in (("person_man_hands_front", True), ("person_man_dark", False)):
        context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
        inputs = {"person": read(photos / f"{name}.jpg"), "garment": jeans}
        with pytest.raises(WarpFailed, match="ends above") if shows_shoes else nullcontext():
            TOOL.run(inputs, GarmentOptions(garment_type="trousers", max_retries=0), context)
        with pytest.raises(WarpFailed, match="ends above") if shows_shoes else nullcontext():
            refit(inputs["person"], jeans, GarmentOptions(garment_type="trousers"), context)


def test_shoes_of_the_trousers_colour_are_none_of_them() -> None:
    person = drawn_wearer()
    points = person.pose.points.copy()
    points[[Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]] = (230, 560), (170, 560)
    body = replace(person, pose=replace(person.pose, points=points)).body()
    out = without_shoes(body)
    assert out.lower[590].max() == 0
    assert np.array_equal(out.lower[:560], body.lower[:560])
    assert without_shoes(person.body()).lower[590].max() > 0.9, "no ankle is seen"


def test_the_ground_between_arm_and_hip_is_not_between_the_legs() -> None:
    person, arms = np.zeros((40, 100), np.float32), np.zeros((40, 100), np.float32)
    person[:, 40:60] = person[:, 10:20] = arms[:, 10:20] = 1
    fit: Any = SimpleNamespace(cloth=SimpleNamespace(kind=GarmentType.SKIRT))
    share = own_ground(fit, person, arms, 140.0)
    assert share[:, 25:35].max() == 0
    assert share[:, 45:55].min() > 0.9
