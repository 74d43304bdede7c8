"""Collars, cuffs and stripes of another colour than the rest of the clothes: cloth, not skin, hair or ground."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.tools.garment.wearer.collars import won_back
from engine.tools.garment.wearer.fringes import without_rims
from engine.tools.garment.wearer.settling import settled
from engine.tools.garment.wearer.strands import strands
from tests.fakes.drawn_wearer import Drawn, Is, drawn_wearer

ROWS, COLUMNS = np.mgrid[0:600, 0:400]


def worn(person: Drawn) -> np.ndarray:
    """(H, W) bool: the drawn clothes."""
    return person.labels == Is.CLOTH


@pytest.mark.parametrize("colour", [(226, 228, 232), (188, 189, 193)])
def test_a_cuff_that_was_taken_for_the_wall_is_cloth(colour: tuple[int, int, int]) -> None:
    person = drawn_wearer(sleeve=0.45)
    sleeve = worn(person) & (ROWS > 240) & (COLUMNS < 120)
    cuff = cv2.dilate(sleeve.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    cuff &= (ROWS > 272) & (ROWS < 288)
    cuffed = person.painted(cuff, colour, Is.CLOTH)
    seen = cuffed.labels.copy()
    seen[cuff] = Is.GROUND
    assert cuff.sum() > 300
    body = settled(cuffed.body(seen))
    inner = cv2.erode(cuff.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert body.clothes[inner].mean() > 0.85
    assert body.person[inner].mean() > 0.85


def test_a_shadow_on_the_wall_beside_a_sleeve_is_no_cloth() -> None:
    person = drawn_wearer(sleeve=0.45)
    beside = cv2.dilate(worn(person).astype(np.uint8), np.ones((1, 17), np.uint8)) > 0
    shadow = beside & (person.labels == Is.GROUND) & (ROWS > 190) & (ROWS < 270) & (COLUMNS > 280)
    body = settled(person.painted(shadow, (180, 181, 185), Is.GROUND).body())
    assert shadow.sum() > 300
    outer = shadow & (cv2.dilate(worn(person).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0)
    assert body.clothes[outer].mean() < 0.05
    assert body.person[outer].mean() < 0.05


def test_a_white_collar_before_a_white_wall_is_no_gap() -> None:
    person = drawn_wearer()
    collar = worn(person) & (np.hypot((COLUMNS - 200) / 33, (ROWS - 156) / 29) < 1)
    body = settled(person.painted(collar, (210, 211, 214), Is.CLOTH).body())
    inner = cv2.erode(collar.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert inner.sum() > 150
    assert body.clothes[inner].mean() > 0.95
    assert body.person[inner].mean() > 0.98


def test_the_shaded_half_of_a_white_collar_is_cloth() -> None:
    person = drawn_wearer(grain=1.0)
    collar = worn(person) & (np.hypot((COLUMNS - 200) / 36, (ROWS - 156) / 32) < 1)
    half = collar & (COLUMNS < 196)
    person = person.painted(collar, (232, 232, 234), Is.CLOTH).painted(half, (176, 172, 170), Is.CLOTH)
    seen = person.labels.copy()
    seen[half] = Is.SKIN
    body = person.body(seen)
    assert body.clothes[half].mean() < 0.15
    after = won_back(body)
    assert after.clothes[half].mean() > 0.8
    neck = (person.labels == Is.SKIN) & (ROWS > 120) & (ROWS < 170) & (np.abs(COLUMNS - 200) < 12)
    assert after.skin[neck].mean() > 0.98


def test_a_white_stripe_beside_fair_hair_is_no_hair() -> None:
    fair = (214, 200, 180)
    person = drawn_wearer(sleeve=0.45, colours={Is.HAIR: fair})
    lock = (ROWS > 60) & (ROWS < 180) & (COLUMNS > 226) & (COLUMNS < 244)
    beside = worn(person) & (COLUMNS > 243) & (ROWS < 186)
    stripes = beside & ((ROWS + COLUMNS // 2) % 12 < 5)
    far = worn(person) & (ROWS > 200) & (ROWS % 12 < 5)  # the same stripes elsewhere
    person = person.painted(stripes | far, (230, 226, 222), Is.CLOTH).painted(lock, fair, Is.HAIR)
    hair, _ = strands(person.body())
    assert hair[cv2.erode(lock.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0].mean() > 0.9
    near = stripes & (COLUMNS > 245) & (COLUMNS < 250)
    assert near.sum() > 30
    assert hair[near].mean() < 0.25


def test_the_mixed_rim_of_a_sleeve_is_cloth_and_a_bare_arm_is_skin() -> None:
    person = drawn_wearer(sleeve=0.95, spread=-4)
    sleeve = worn(person) & (ROWS > 240) & (COLUMNS < 120)
    rim = sleeve & (cv2.erode(sleeve.astype(np.uint8), np.ones((1, 5), np.uint8)) == 0) & (COLUMNS < 105)
    seen = person.labels.copy()
    seen[rim] = Is.SKIN
    body = person.body(seen)
    assert rim.sum() > 200
    assert body.clothes[rim].mean() < 0.5
    after = without_rims(body)
    assert after.clothes[rim].mean() > 0.75
    assert after.skin[rim].mean() < 0.05
    bare = drawn_wearer(sleeve=0.45)
    arm = (bare.labels == Is.SKIN) & (ROWS > 300)
    assert without_rims(bare.body()).skin[arm].mean() > 0.98 * bare.body().skin[arm].mean()


@pytest.mark.parametrize("light", [0.85, 1.0, 1.12])
def test_ends_of_hair_that_the_cloth_colours_are_not_half_hair(light: float) -> None:
    fair, red = np.array([214, 178, 120]), np.array([215, 20, 40])
    person = drawn_wearer(colours={Is.HAIR: (214, 178, 120), Is.CLOTH: (215, 20, 40)}, grain=1.0)
    lock = (ROWS > 60) & (ROWS < 215) & (COLUMNS > 224) & (COLUMNS < 244)
    person = person.painted(lock, (214, 178, 120), Is.HAIR)
    for share, bottom in ((0.98, 222), (0.55, 229)):
        end = (np.abs(ROWS - bottom + 4) < 4) & (COLUMNS > 224) & (COLUMNS < 244)
        colour = np.clip(light * (share * fair + (1 - share) * red), 0, 255).astype(int)
        person = person.painted(end, tuple(colour), Is.HAIR)
    hair, cloth = strands(person.body())
    middle = (COLUMNS > 228) & (COLUMNS < 240)
    assert hair[middle & (ROWS > 216) & (ROWS < 220)].min() > 0.5
    coloured = middle & (ROWS > 223) & (ROWS < 227)
    assert hair[coloured].mean() < 0.35
    assert cloth[coloured].mean() > 0.8
    assert not cloth[middle & (ROWS < 200)].any()


def test_a_wearer_whose_cloth_and_skin_leave_no_question_stays_as_it_is() -> None:
    body = drawn_wearer(sleeve=0.45).body()
    sharp = {name: np.where(getattr(body, name) > 0.5, 1, 0).astype(np.float32) for name in ("clothes", "skin", "hair")}
    certain = replace(body, **sharp, face=sharp["skin"])
    assert np.array_equal(won_back(certain).clothes, certain.clothes)
