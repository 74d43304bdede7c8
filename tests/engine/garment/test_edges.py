"""Where new cloth ends: soft as a lens draws it, and without steps, on drawn masks."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.picture.drawing import Sheet, openings
from engine.tools.garment.picture.standing import soft_edged
from engine.tools.garment.picture.zones import hanging
from engine.tools.garment.segment import without_islands
from engine.tools.garment.wearer.fringes import with_rim, without_rims
from tests.fakes.drawn_wearer import COLOURS, Drawn, Is, drawn_wearer

ROWS, COLUMNS = np.mgrid[0:600, 0:400]


def test_cloth_ends_softly_and_inside_of_its_own() -> None:
    hard = (ROWS > 300).astype(np.float32)
    soft = soft_edged(hard)
    assert (soft <= hard).all()
    edge = soft[298:306, 200]
    assert (np.diff(edge) >= 0).all()
    assert ((edge > 0.1) & (edge < 0.97)).sum() >= 2
    assert soft[308:].min() == 1


def test_cloth_hangs_free_beside_a_made_silhouette_and_its_outline_has_no_step() -> None:
    aim = (np.abs(COLUMNS - 200) < 80).astype(np.float32)
    made = (ROWS > 100) & (ROWS < 250) & (np.abs(COLUMNS - 280) < 30)
    free = hanging(aim, made, 140.0)
    assert free[170, 300] == 1
    assert free[450, 281:].max() < 0.6
    side = free[:, 250:340].sum(axis=1)[160:420]
    assert side[0] - side[-1] > 20
    assert np.abs(np.diff(side)).max() < 8


def test_the_tip_of_a_bare_arm_between_cloth_and_wall_stays_skin() -> None:
    person = drawn_wearer(sleeve=0.45)
    cloth = person.labels == Is.CLOTH
    right = np.where(cloth.any(axis=1), 399 - cloth[:, ::-1].argmax(axis=1), 0)
    beyond = COLUMNS - right[:, None]
    tip = (ROWS > 330) & (ROWS < 336) & (beyond > 0) & (beyond <= 2)
    arm = (ROWS >= 336) & (ROWS < 380) & (beyond > 0) & (beyond <= 20)
    person = person.painted((tip | arm) & (person.labels == Is.GROUND), (205, 165, 140), Is.SKIN)
    here = tip & (person.labels == Is.SKIN)
    assert here.sum() >= 8
    before, after = person.body(), without_rims(person.body())
    assert after.skin[here].mean() > 0.9 * before.skin[here].mean()


def behind_the_back(colour: tuple[int, int, int]) -> Drawn:
    """Somebody whose arm goes behind the back: a strip beside the trunk that ends in long tips, in its ``colour``."""
    person = drawn_wearer(sleeve=0.2)
    cloth = person.labels == Is.CLOTH
    right = np.where(cloth.any(axis=1), 399 - cloth[:, ::-1].argmax(axis=1), 0)[:, None]
    width = np.where(np.abs(ROWS - 330) < 16, 9, 2)
    strip = (np.abs(ROWS - 330) < 41) & (right < COLUMNS) & (right + width >= COLUMNS)
    wide = strip & (np.abs(ROWS - 330) < 16)
    ground = person.image[ROWS > 330][0]
    bare = person.painted(person.labels == Is.SKIN, tuple(int(value) for value in ground), Is.GROUND)
    return bare.painted(strip, colour, Is.SKIN).painted(wide, (205, 160, 135), Is.SKIN)


@pytest.mark.parametrize(("colour", "kept"), [((200, 157, 133), True), ((183, 123, 130), False)])
def test_an_arm_that_goes_behind_the_back_keeps_its_tips_and_rims_do_not(
    colour: tuple[int, int, int], kept: bool
) -> None:
    person = behind_the_back(colour)
    tips = (person.labels == Is.SKIN) & (np.abs(ROWS - 330) > 18) & (np.abs(ROWS - 330) < 40) & (COLUMNS > 220)
    before, after = person.body(), without_rims(person.body())
    share = after.skin[tips].sum() / before.skin[tips].sum()
    assert share > 0.95 if kept else share < 0.4


def test_a_thin_seam_between_skin_and_trousers_is_no_cloth() -> None:
    person = drawn_wearer(sleeve=0.2)
    lower = (person.labels == Is.LOWER).astype(np.uint8)
    hand = (ROWS > 500) & (ROWS < 560) & (np.abs(COLUMNS - 200) < 20)
    person = person.painted(hand, (205, 165, 140), Is.SKIN)
    seam = (ROWS > 510) & (ROWS < 550) & (np.abs(COLUMNS - 221) < 2) & (lower > 0)
    assert seam.sum() > 60
    seen = person.labels.copy()
    seen[seam] = Is.CLOTH
    body = without_islands(person.body(seen))
    assert body.clothes[cv2.dilate(seam.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0].max() < 0.1


def test_what_a_bow_leaves_open_is_an_opening_and_a_pinhole_is_not() -> None:
    alpha = np.zeros((200, 200), np.float32)
    alpha[20:180, 20:180] = 1
    alpha[40:60, 80:100] = 0
    alpha[100, 100] = 0
    alpha[150:180, 90:110] = 0
    y, x = np.mgrid[0:200, 0:200].astype(np.float32)
    sheet = Sheet(Part.TORSO, np.dstack([x - 10, y]), alpha)
    found = openings(sheet, alpha, None)
    assert found[50, 100] == 1
    assert found[100, 110] == 0
    assert found[160, 110] == 0
    assert found.sum() == 400


@pytest.mark.parametrize("joined", [False, True])
def test_a_strip_that_the_top_sends_out_between_hand_and_trousers_is_their_border(joined: bool) -> None:
    person = drawn_wearer()
    hand = (COLUMNS > 255) & (COLUMNS < 275) & (ROWS > 400) & (ROWS < 470)
    strip = (COLUMNS > 251) & (COLUMNS < 256) & ((390 if joined else 400) < ROWS) & (ROWS < 465)
    trousers = (COLUMNS > 200) & (COLUMNS < 252) & (ROWS > 396) & (ROWS < 599)
    person = person.painted(trousers, COLOURS[Is.LOWER], Is.LOWER).painted(hand, COLOURS[Is.SKIN], Is.SKIN)
    seen = person.labels.copy()
    seen[strip] = Is.CLOTH
    body = without_islands(person.body(seen))
    low = strip & (ROWS > 405)
    assert body.clothes[low].mean() < 0.1
    assert (body.skin + body.lower)[low].mean() > 0.7
    assert body.clothes[person.labels == Is.CLOTH].mean() > 0.95


def test_what_a_lens_or_sharpening_mixed_into_the_ground_beside_clothes_counts_as_their_edge() -> None:
    person = drawn_wearer(sleeve=1.0, grain=0.5)
    worn = (person.labels == Is.CLOTH).astype(np.float32)
    body = replace(person.body(), clothes=worn, person=(person.labels != Is.GROUND).astype(np.float32))
    beside = (body.person == 0) & (cv2.dilate(worn, np.ones((3, 3), np.uint8)) > 0)
    beside &= (COLUMNS > 320) & (ROWS > 200) & (ROWS < 350)
    assert beside.sum() > 60
    bright, plain = (np.where((person.labels == Is.GROUND)[..., None], 205, body.image) for _ in range(2))
    bright[beside] = 219
    halo, none = (with_rim(replace(body, image=image.astype(np.uint8))).person for image in (bright, plain))
    assert (halo[beside] > 0.02).mean() > 0.9
    assert np.array_equal(none, body.person), "nothing was mixed there"
    far = cv2.dilate(body.person, np.ones((7, 7), np.uint8)) == 0
    assert halo[far].max() == 0
