"""What hair and arms hide of a garment that a model wears is continued; locks over the chest are hair, not cloth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.tools.garment import TOOL
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.prepare import prepare
from engine.tools.garment.unhidden import behind_arms, continued_over, over_cloth, unhidden
from engine.tools.garment.wearer.strands import with_locks
from tests.fakes.drawn_wearer import COLOURS, Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision

ROWS, COLUMNS = np.mgrid[0:600, 0:400]
INNER = (COLUMNS > 150) & (COLUMNS < 250) & (ROWS > 190)
"""Within the trunk, without the seams of the drawing."""
FAIR, ROSE = (205, 170, 110), (190, 90, 80)


def lock(left: int, right: int, top: int, low: int) -> np.ndarray:
    """(H, W) bool: strands that hang down, with gaps between."""
    out = np.zeros(ROWS.shape, np.bool_)
    out[top:low, left:right] = COLUMNS[top:low, left:right] % 9 < 6
    return out


def test_locks_over_the_chest_that_were_taken_for_cloth_are_hair() -> None:
    hung = lock(160, 190, 150, 240)
    person = drawn_wearer(colours={Is.HAIR: FAIR}).painted(hung, FAIR, Is.HAIR)
    seen = person.labels.copy()
    seen[hung & (ROWS > 200)] = Is.CLOTH
    body = with_locks(person.body(seen))
    assert body.hair[hung & (ROWS > 205) & (ROWS < 235)].mean() > 0.8
    assert body.clothes[hung & (ROWS > 205) & (ROWS < 235)].mean() < 0.2
    assert body.hair[(ROWS > 250) & (person.labels == Is.CLOTH)].max() < 0.1


def test_a_print_of_the_hairs_colour_apart_from_the_hair_is_cloth() -> None:
    hung, drawn = lock(160, 190, 150, 200), (np.hypot(COLUMNS - 200, ROWS - 270) < 25)
    person = drawn_wearer(colours={Is.HAIR: FAIR}).painted(hung, FAIR, Is.HAIR).painted(drawn, FAIR, Is.CLOTH)
    body = person.body()
    assert np.array_equal(with_locks(body).hair[drawn], body.hair[drawn])


def test_stripes_that_the_cloth_has_elsewhere_stay_where_hair_meets_them() -> None:
    hung = lock(160, 190, 150, 200)
    person = drawn_wearer(colours={Is.HAIR: FAIR})
    striped = (person.labels == Is.CLOTH) & (ROWS % 20 < 8)
    body = person.painted(striped, FAIR, Is.CLOTH).painted(hung, FAIR, Is.HAIR).body()
    assert with_locks(body).hair[(ROWS > 210) & striped].max() < 0.1


def test_cloth_goes_on_below_a_forearm() -> None:
    arm = (np.abs(ROWS - 300 + 0.2 * (COLUMNS - 200)) < 12) & (COLUMNS > 150) & (COLUMNS < 240)
    person = drawn_wearer().painted(arm, COLOURS[Is.SKIN], Is.SKIN)
    body = person.body()
    body.arms[arm] = 1
    whole, hidden = unhidden(body, body.clothes > 0.5)
    inner = arm & (COLUMNS > 160) & (COLUMNS < 230)
    assert whole[inner].all() and hidden[inner].all()
    assert not hidden[INNER & (ROWS < 240)].any()
    out = continued_over(person.image, body.image, whole, hidden)
    assert np.abs(out[inner].astype(int) - COLOURS[Is.CLOTH]).max() < 12
    assert np.array_equal(out[INNER & (ROWS < 240)], person.image[INNER & (ROWS < 240)])


def test_cloth_goes_on_below_hair_and_no_hair_is_left_in_it() -> None:
    hung = (COLUMNS > 165) & (COLUMNS < 195) & (ROWS > 150) & (ROWS < 230)
    ends = lock(165, 195, 229, 245)  # thin ends, a mixture of both, taken for cloth
    person = drawn_wearer(colours={Is.HAIR: FAIR}).painted(hung, FAIR, Is.HAIR).painted(ends, ROSE, Is.CLOTH)
    body = person.body()
    whole, hidden = unhidden(body, body.clothes > 0.5)
    assert whole[hung & (ROWS > 185)].mean() > 0.98
    out = continued_over(person.image, body.image, whole, hidden)
    assert np.abs(out[hung & (ROWS > 190)].astype(int) - COLOURS[Is.CLOTH]).mean() < 12


def test_nothing_is_hidden_where_arms_hang_down() -> None:
    person = drawn_wearer(sleeve=0.45)
    body = person.body()
    _, hidden = unhidden(body, body.clothes > 0.5)
    assert not over_cloth(body).any()
    assert not hidden[INNER].any()


def test_a_models_short_sleeves_do_not_run_on_along_the_arms(shared_photos: Path, vision: Vision) -> None:
    cloth = prepare(read(shared_photos / "tryon" / "garment_on_model_black_tee.jpg"), None, vision)
    rows, columns = np.nonzero(cloth.alpha > 0.5)
    for sleeve in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right):
        assert sleeve is not None
        cuff = max(float(point[1]) for point in sleeve.cuff)
        outer = np.abs(columns - cloth.axis_x) > np.abs(float(sleeve.cuff[:, 0].mean()) - cloth.axis_x)
        side = np.sign(columns - cloth.axis_x) == np.sign(float(sleeve.cuff[:, 0].mean()) - cloth.axis_x)
        assert rows[outer & side].max() < cuff + 0.05 * cloth.alpha.shape[0]


def test_the_colours_of_a_large_photo_are_continued_too() -> None:
    arm = (np.abs(ROWS - 300) < 12) & (COLUMNS > 150) & (COLUMNS < 240)
    person = drawn_wearer(grain=0).painted(arm, COLOURS[Is.SKIN], Is.SKIN)
    body = person.body()
    body.arms[arm] = 1
    whole, hidden = unhidden(body, body.clothes > 0.5)
    large = cv2.resize(person.image, None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST)
    out = continued_over(large, body.image, whole, hidden)
    assert out.shape == large.shape
    assert np.abs(out[900, 510:690].astype(int) - COLOURS[Is.CLOTH]).max() < 12


@pytest.mark.parametrize(("name", "told"), [("person_man_arms_crossed", True), ("person_man_dark", False)])
def test_arms_over_the_garment_are_told(shared_photos: Path, vision: Vision, name: str, told: bool) -> None:
    photos = shared_photos / "tryon"
    ctx = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    TOOL.run({"person": read(photos / "person_man_white.jpg"), "garment": read(photos / f"{name}.jpg")},
             GarmentOptions(), ctx)
    assert any("Arms lie over" in words for words in ctx.warnings) is told


def test_a_models_long_hair_is_no_part_of_the_top(shared_photos: Path, vision: Vision) -> None:
    cloth = prepare(read(shared_photos / "tryon" / "person_red_top.jpg"), None, vision)
    inside = cloth.alpha > 0.9
    red, green, _ = (cloth.rgb[inside][:, channel].astype(int) for channel in range(3))
    assert float((red - green < 60).mean()) < 0.005
    assert behind_arms(vision.body(read(shared_photos / "tryon" / "person_red_top.jpg"))) < 0.15


def test_trousers_run_on_behind_a_hand_beside_them() -> None:
    person = drawn_wearer()
    hand = (np.hypot(COLUMNS - 148, ROWS - 470) < 16) & (COLUMNS < 165)
    body = replace(person.painted(hand, COLOURS[Is.SKIN], Is.SKIN).body(), hands=hand.astype(np.float32))
    mask = body.lower > 0.5
    whole, hidden = unhidden(body, mask, GarmentType.TROUSERS)
    inner = hand & (COLUMNS > 152)
    assert not mask[inner].any()
    assert whole[inner].mean() > 0.95
    assert hidden[inner].mean() > 0.9
    assert not whole[ROWS < 370].any()
    assert not whole[hand & (COLUMNS < 143)].any(), "no further out than the leg"


def test_a_dress_runs_on_behind_a_hand_and_its_sleeves_do_not() -> None:
    person = drawn_wearer(sleeve=1.0)
    hand = (np.hypot(COLUMNS - 148, ROWS - 470) < 16) & (COLUMNS < 165)
    body = replace(person.painted(hand, COLOURS[Is.SKIN], Is.SKIN).body(), hands=hand.astype(np.float32))
    mask = (body.lower > 0.5) | (body.clothes > 0.5)
    whole, _ = unhidden(body, mask, GarmentType.DRESS)
    assert whole[hand & (COLUMNS > 152)].mean() > 0.95
    own_hands = (person.labels == Is.SKIN) & (ROWS > 385) & (np.abs(COLUMNS - 200) > 80)
    assert own_hands.any()
    assert whole[own_hands].mean() < 0.1
