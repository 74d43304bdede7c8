"""A skirt hangs over both legs, whatever is worn there now."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.tools.garment.align import align
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import spanned, take_aim
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.picture.zones import own_ground
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import SKIRT, Nobody, draw
from tests.fakes.drawn_wearer import Is, drawn_wearer

BETWEEN = (slice(530, 590), slice(198, 203))
"""Rows and columns of the ground that the drawn wearer's legs show between them."""


def test_rows_are_filled_from_leg_to_leg() -> None:
    legs = np.zeros((4, 10), np.bool_)
    legs[1, [2, 7]] = legs[2, 4] = True
    assert spanned(legs).sum(axis=1).tolist() == [0, 6, 1, 0]


def test_the_silhouette_of_a_skirt_has_no_legs() -> None:
    person = drawn_wearer()
    assert (person.labels[BETWEEN] == Is.GROUND).all()
    wearer = read_pose(person.body())
    skirt, trousers = (take_aim(wearer, kind, (0.0, 0.0), True) for kind in (GarmentType.SKIRT, GarmentType.TROUSERS))
    assert skirt.mask[BETWEEN].min() > 0.9
    assert trousers.mask[BETWEEN].mean() < 0.2


def test_a_skirt_covers_the_ground_between_the_legs_of_trousers() -> None:
    vision: Any = Nobody()
    cloth = prepare(draw(SKIRT).photo, GarmentType.SKIRT, vision)
    wearer = read_pose(drawn_wearer().body())
    scene = stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions())
    rows, columns = BETWEEN
    box = scene.box
    seen = scene.cover[rows.start - box.y : rows.stop - box.y, columns.start - box.x : columns.stop - box.x]
    assert seen.mean() > 0.9


def test_the_ground_between_arm_and_hip_is_not_between_the_legs() -> None:
    person, arms = np.zeros((40, 100), np.float32), np.zeros((40, 100), np.float32)
    person[:, 40:60] = person[:, 10:20] = arms[:, 10:20] = 1
    fit: Any = SimpleNamespace(cloth=SimpleNamespace(kind=GarmentType.SKIRT))
    share = own_ground(fit, person, arms, 140.0)
    assert share[:, 25:35].max() == 0
    assert share[:, 45:55].min() > 0.9
