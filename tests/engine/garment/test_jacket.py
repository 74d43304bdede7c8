"""A jacket is worn over the top that is there: it shows at the neck, between the fronts and below the hem."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.photo import Photo
from engine.tools.garment.align import align
from engine.tools.garment.cloth import Cloth, GarmentType
from engine.tools.garment.judge import judge
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.reveal import reveal
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import AXIS, HEIGHT, LONG, TANK, WIDTH, Nobody, draw
from tests.fakes.drawn_wearer import drawn_wearer

ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH]
HEM, COLLAR = 660, 130


def open_jacket(parts_at: int = COLLAR) -> Photo:
    """A long-sleeved jacket whose fronts part from a row down to the hem, farther and farther."""
    pixels = draw(LONG).photo.pixels.copy()
    pixels[(parts_at < ROWS) & (np.abs(COLUMNS - AXIS) < 4 + (ROWS - parts_at) * 0.07)] = 244
    return Photo(pixels)


def jacket(photo: Photo) -> Cloth:
    nobody: Any = Nobody()
    return prepare(photo, GarmentType.JACKET, nobody)


def test_fronts_that_hang_apart_leave_an_opening_that_counts_as_cloth() -> None:
    cloth = jacket(open_jacket())
    assert cloth.opening is not None
    middle = np.s_[200:HEM, AXIS - 3 : AXIS + 3]
    assert cloth.opening[middle].min() > 0.9
    assert cloth.alpha[middle].min() == 1
    assert cloth.opening[COLLAR:, : AXIS - 60].max() == 0
    assert cloth.opening[:100].max() == 0, "above the neck"


@pytest.mark.parametrize("tall", [4, 8, 20])
def test_the_opening_begins_below_a_strip_of_inner_back_of_any_height(tall: int) -> None:
    pixels = open_jacket(60).pixels.copy()
    top = round(float(jacket(open_jacket()).anchors.neck_left[1]))  # type: ignore[index]
    pixels[top - 2 : top + tall, AXIS - 60 : AXIS + 60] = (60, 140, 60)
    cloth = jacket(Photo(pixels))
    assert cloth.opening is not None
    assert cloth.opening[:top].max() == 0
    assert cloth.opening[top + tall + 12, AXIS] > 0.9
    assert cloth.opening[HEM - 20, AXIS] > 0.9


def test_all_of_the_inner_back_above_a_rounded_opening_is_left_out() -> None:
    pixels = open_jacket(60).pixels.copy()
    top = round(float(jacket(open_jacket()).anchors.neck_left[1]))  # type: ignore[index]
    edge = top + 40 + np.abs(COLUMNS - AXIS) // 6  # a neckline that begins narrow, in its middle
    pixels[(top - 2 < ROWS) & (edge > ROWS) & (np.abs(COLUMNS - AXIS) < 64)] = (60, 140, 60)
    pixels[(edge <= ROWS) & (np.abs(COLUMNS - AXIS) < 60) & (ROWS < HEM)] = 244
    cloth = jacket(Photo(pixels))
    assert cloth.opening is not None
    inner = np.s_[top + 12 : top + 36, AXIS - 48 : AXIS + 48]
    assert np.maximum(cloth.back, cloth.opening)[inner].mean() > 0.95


@pytest.mark.parametrize("kind", [GarmentType.JACKET, GarmentType.LONGSLEEVE])
def test_closed_fronts_and_other_garments_have_none(kind: GarmentType) -> None:
    nobody: Any = Nobody()
    photo = draw(LONG).photo if kind == GarmentType.JACKET else open_jacket(620)
    assert prepare(photo, kind, nobody).opening is None


def test_a_jacket_that_is_buttoned_above_opens_below() -> None:
    opening = jacket(open_jacket(420)).opening
    assert opening is not None
    assert opening[:410].max() == 0 < 0.9 < opening[500:HEM, AXIS].min()


def test_sleeves_show_beside_a_jacket_without_any() -> None:
    nobody: Any = Nobody()
    person = drawn_wearer(sleeve=0.9)
    wearer = read_pose(person.body())
    fit = align(prepare(draw(TANK).photo, GarmentType.JACKET, nobody), wearer, 0)
    scene = stage_scene(fit, wearer, GarmentOptions())
    assert not scene.gone.any()
    _, mask = reveal(scene, wearer, 0)
    assert (mask > 0.02)[(scene.cover < 0.02) & (wearer.body.person[scene.box.slices] > 0.99)].mean() < 0.01
    assert scene.cover.max() > 0.98


def test_the_own_top_shows_between_the_fronts_and_is_replaced_beside_them() -> None:
    person = drawn_wearer(sleeve=0.4)
    wearer = read_pose(person.body())
    fit = align(jacket(open_jacket()), wearer, 0)
    scene = stage_scene(fit, wearer, GarmentOptions())
    cover, gone = (np.zeros(person.labels.shape, np.float32) for _ in range(2))
    cover[scene.box.slices], gone[scene.box.slices] = scene.cover, scene.gone
    middle = np.s_[260:370, 198:203]
    assert cover[middle].max() < 0.02
    assert gone[middle].max() == 0
    assert cover[np.s_[260:370, 160:175]].min() > 0.95
    assert gone[200:380, 165:235].max() == 0
    assert judge(fit, wearer).score > 0.5
