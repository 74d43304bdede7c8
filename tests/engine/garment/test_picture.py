"""What the fitted garment looks like: its colours, what stays in front, and what comes to light behind the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Photo, composite, edit_mask
from engine.tools.garment import TOOL
from engine.tools.garment.demo import COTTON, draw_demo_garment
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.light import arm_shade, folds
from engine.tools.garment.segment import segment
from engine.tools.garment.wearer.strands import strands

if TYPE_CHECKING:
    from pathlib import Path

    from engine.photo import Mask
    from engine.tools.base import Result
    from engine.vision import Vision


def put_on(vision: Vision, person: Photo, garment: Photo, **options: Any) -> Result:
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    return TOOL.run({"person": person, "garment": garment}, GarmentOptions(**options), context)


@pytest.fixture(scope="module")
def person(shared_photos: Path) -> Photo:
    return read(shared_photos / "tryon" / "person_man_dark.jpg")


def lab(rgb: Any) -> Any:
    return cv2.cvtColor((np.asarray(rgb, np.float32) / 255).reshape(-1, 1, 3), cv2.COLOR_RGB2LAB)[:, 0]


def garment_of(result: Result, photo: Photo) -> Mask:
    layers = [layer for layer in result.layers or () if layer.name == "Garment"]
    return edit_mask(layers, photo.height, photo.width)


def test_a_plain_garment_keeps_its_colour(vision: Vision, person: Photo) -> None:
    product = draw_demo_garment()
    result = put_on(vision, person, Photo(product))
    worn = garment_of(result, person) > 0.99
    inner = cv2.erode(worn.astype(np.uint8), np.ones((25, 25), np.uint8)) > 0
    out = composite(person, result.layers or ()).pixels
    cloth = lab(out[inner])
    plain = np.abs(cloth[:, 1:] - lab(np.array(COTTON))[0, 1:]).max(axis=1) < 12
    centre = product[500:800, 250:500].reshape(-1, 3)
    away = np.linalg.norm(np.median(cloth[plain], axis=0) - np.median(lab(centre), axis=0))
    assert plain.mean() > 0.6
    assert away < 6


@pytest.mark.parametrize("level", [1, 5])
def test_realism_changes_light_and_not_the_place(vision: Vision, person: Photo, level: int) -> None:
    middle = put_on(vision, person, Photo(draw_demo_garment()), realism_level=3)
    other = put_on(vision, person, Photo(draw_demo_garment()), realism_level=level)
    assert np.array_equal(garment_of(middle, person), garment_of(other, person))
    one, two = (composite(person, result.layers or ()).pixels for result in (middle, other))
    assert not np.array_equal(one, two)


def test_hair_and_face_keep_every_pixel(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "person_07966.jpg")
    result = put_on(vision, photo, Photo(draw_demo_garment()))
    body = segment(photo, 0, Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages)))
    kept = np.maximum(body.hair, body.face) > 0.5
    out = composite(photo, result.layers or ()).pixels
    assert kept.sum() > 10_000
    assert np.array_equal(out[kept], photo.pixels[kept])
    seen = np.maximum(strands(vision.body(photo))[0], body.face) > 0.5
    assert (out[seen] == photo.pixels[seen]).all(axis=1).mean() > 0.995


def test_blotches_of_dark_cloth_are_no_folds_and_folds_are() -> None:
    y, x = np.mgrid[0:300, 0:240].astype(np.float32)
    worn = np.ones_like(x)
    blotches = 1.5 * np.sin(x / 9) * np.sin(y / 9)
    assert np.abs(folds(40 + blotches, worn, 200)).max() < 0.01
    fold = 12 * np.exp(-(((x - 120) / 12) ** 2))
    deep = folds(40 - fold, worn, 200)
    assert deep[150, 120] < -0.15
    assert abs(deep[150, 20]) < 0.02
    assert folds(160 - fold, worn, 200)[150, 120] < -0.04


def test_hair_and_face_of_a_large_photo_keep_every_pixel(vision: Vision, shared_photos: Path) -> None:
    small = read(shared_photos / "tryon" / "person_red_top.jpg").pixels
    photo = Photo(cv2.resize(small, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    result = put_on(vision, photo, Photo(draw_demo_garment()))
    body = segment(photo, 0, Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages)))
    whole = (np.maximum(body.hair, body.face) >= 0.5).astype(np.float32)
    kept = cv2.resize(whole, photo.pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR) >= 0.5
    out = composite(photo, result.layers or ()).pixels
    assert body.scale < 0.7
    assert kept.sum() > 100_000
    assert np.array_equal(out[kept], photo.pixels[kept])


def test_opacity_lets_the_old_garment_shine_through(vision: Vision, person: Photo) -> None:
    full = composite(person, put_on(vision, person, Photo(draw_demo_garment())).layers or ()).pixels.astype(int)
    none = composite(person, put_on(vision, person, Photo(draw_demo_garment()), opacity=0.0).layers or ()).pixels
    half = composite(person, put_on(vision, person, Photo(draw_demo_garment()), opacity=0.5).layers or ()).pixels
    assert np.array_equal(none, person.pixels)
    assert np.abs(half.astype(int) - (full + person.pixels) / 2).mean() < 6


def test_arms_that_a_sleeve_hid_become_skin(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "pair_00067_person.jpg")
    garment = read(shared_photos / "tryon" / "garment_tank_guess.jpg")
    result = put_on(vision, photo, garment)
    behind = next(layer for layer in result.layers or () if layer.name == "What was behind")
    body = vision.body(photo)
    skin = np.median(lab(photo.pixels[body.skin > 0.95]), axis=0)
    arms = (behind.mask > 0.95) & (body.arms[behind.box.slices] > 0.9) & (body.clothes[behind.box.slices] > 0.9)
    shown = lab(behind.patch[arms])
    near = np.linalg.norm(shown[:, 1:] - skin[1:], axis=1) < 14
    assert arms.sum() > 1000
    assert near.mean() > 0.6


def test_a_bared_forearm_throws_its_shade_below_itself() -> None:
    bared = np.zeros((200, 300), np.float32)
    bared[90:120, 60:240] = 1
    shade = arm_shade(bared, 240.0)
    above, below = shade[80:90, 150].mean(), shade[120:130, 150].mean()
    assert below > 2 * above
    assert 0.2 < shade[121, 150] < 0.7
    assert shade[:60].max() == 0
    assert shade[170:].max() == 0
    assert not arm_shade(np.zeros_like(bared), 240.0).any()
