"""What a new sleeve leaves of an arm, and what the old one left: forearms, wrists, the trunk's side and shoulders."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Box
from engine.tools.garment.align import align, placed_outline
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.scene import _above_cap, _beside_neck, stage_scene
from engine.tools.garment.picture.standing import standing
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.segment import segment
from tests.fakes.drawn_garments import LONG, Nobody, draw
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.tools.garment.align import Fit
    from engine.tools.garment.pose import Wearer
    from engine.vision import Vision

    Fitting = tuple[Fit, Wearer]


@pytest.fixture
def fitted(vision: Vision, shared_photos: Path) -> Any:
    """Makes the fit of a garment of the photo set on one of its people."""

    def make(person: str, garment: str) -> Fitting:
        photos = shared_photos / "tryon"
        wearer = read_pose(segment(read(photos / f"{person}.jpg"), 0, Context(vision=vision)))
        return align(prepare(read(photos / f"{garment}.jpg"), None, vision), wearer, 0), wearer

    return make


def test_a_long_sleeve_covers_the_forearm_and_not_the_hand() -> None:
    person = drawn_wearer(0.0)
    body = person.body()
    hands = body.skin * (np.arange(600)[:, None] > 350)  # vision's hands begin above the wrists, at 380
    nobody: Any = Nobody()
    wearer = read_pose(replace(body, hands=hands))
    scene = stage_scene(align(prepare(draw(LONG).photo, None, nobody), wearer, 0), wearer, GarmentOptions())
    front = np.zeros(person.labels.shape, np.float32)
    front[scene.box.slices] = scene.front
    columns = np.abs(np.arange(400)[None] - 200)
    arm = (person.labels == Is.SKIN) & (columns > 90)
    rows = np.arange(600)[:, None]
    assert front[arm & (rows > 355) & (rows < 374)].mean() < 0.1
    assert front[arm & (rows > 388) & (rows < 400) & (front > 0)].mean() > 0.8


def test_a_wrist_that_a_shorter_sleeve_leaves_before_the_trunk_is_bare(fitted: Any) -> None:
    fit, wearer = fitted("person_00008", "garment_stripes_long")
    assert fit.aim.same
    scene = stage_scene(fit, wearer, GarmentOptions())
    wrist = scene.zones.bared > 0.5
    assert wrist.sum() > 400
    assert scene.cover[wrist].max() < 0.6
    assert scene.limbs[wrist].min() > 0.5, "skin comes to light there"


def test_no_cloth_of_the_trunk_lies_on_a_wrist_beyond_its_cuff(fitted: Any) -> None:
    fit, wearer = fitted("person_07966", "garment_stripes_long")  # a hand on the hip, away from the trunk
    scene = stage_scene(fit, wearer, GarmentOptions())
    x, y = scene.box.x, scene.box.y
    wrist = np.s_[580 - y : 592 - y, 198 - x : 214 - x]
    assert scene.drawing.sheets[0].cover[wrist].mean() > 0.9, "the trunk is drawn there"
    assert scene.cover[wrist].max() < 0.1


def test_a_tucked_garment_goes_on_above_a_hand_that_hides_its_hem(fitted: Any) -> None:
    fit, wearer = fitted("person_man_hat_seated", "garment_tee_fila")
    assert fit.tucked
    scene = stage_scene(fit, wearer, GarmentOptions())
    x, y = scene.box.x, scene.box.y
    assert scene.cover[535 - y : 548 - y, 490 - x : 503 - x].mean() > 0.9


def test_the_cuffs_line_on_a_hand_becomes_skin(fitted: Any) -> None:
    fit, wearer = fitted("person_00008", "garment_sleeveless_spots")
    points, _ = placed_outline(fit.pieces, fit.outline)
    box = Box(0, 0, wearer.body.image.shape[1], wearer.body.image.shape[0])
    stands = standing(fit, wearer, GarmentOptions(), points, box)
    line = stands.seam > 0.5
    assert line.sum() > 60
    assert stands.limbs[line].min() > 0.95


def test_an_arm_seen_before_the_trunk_stays_before_it_above_the_old_cuff(fitted: Any) -> None:
    fit, wearer = fitted("pair_00067_person", "garment_tank_guess")
    scene = stage_scene(fit, wearer, GarmentOptions())
    row = slice(420 - scene.box.y, 440 - scene.box.y)  # the old sleeve ends at 440
    assert scene.cover[row, 250 - scene.box.x : 262 - scene.box.x].max() < 0.2
    assert scene.cover[row, 290 - scene.box.x : 320 - scene.box.x].min() > 0.9


def test_no_cloth_climbs_a_bare_neck_nor_a_sleeve_the_shoulder() -> None:
    wearer = read_pose(drawn_wearer(0.0).body())
    box = Box(0, 0, 400, 300)
    rows = np.broadcast_to(np.arange(300)[:, None], (300, 400))
    cover = (rows > 170).astype(np.float32)
    place = np.asarray(0.5 * (rows[::2, ::2] - 180), np.float32)
    field = SimpleNamespace(place=place, away=np.zeros_like(place))
    stands: Any = SimpleNamespace(box=box, worn=np.zeros((300, 400), np.float32), arms=(field, field))
    sheet: Any = SimpleNamespace(cover=cover, part=1)
    neck = _beside_neck(sheet, stands, wearer.frame)
    assert neck[140, 200] and neck[120, 170]
    assert not neck[168, 200], "next to the cloth"
    assert not neck[140, 280], "a shoulder"
    worn: Any = SimpleNamespace(box=box, worn=np.ones((300, 400), np.float32), arms=(field, field))
    assert not _beside_neck(sheet, worn, wearer.frame).any(), "old cloth is to be covered"
    above = _above_cap(sheet, stands, wearer.frame.width)
    assert above[150, 280] and not above[166, 280]
    assert not above[rows > 170].any()
