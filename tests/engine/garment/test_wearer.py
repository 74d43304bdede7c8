"""The masks of a wearer, behind the garment: what is cloth, skin, hair and ground, and what lies in front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import arm_places, take_aim
from engine.tools.garment.pose import read_pose
from engine.tools.garment.segment import parted
from engine.tools.garment.wearer.claims import settled
from engine.tools.garment.wearer.strands import tips
from tests.fakes.drawn_wearer import Is, drawn_wearer


def roughness(mask: np.ndarray) -> float:
    """How far the one border that runs down a soft mask strays from its own course over 25 px, rms px."""
    border = mask.sum(axis=1)
    course = np.convolve(border, np.ones(25) / 25, mode="valid")
    return float(np.sqrt(np.mean((border[12:-12] - course) ** 2)))


@pytest.mark.parametrize("spread", [0.0, 26.0])
def test_the_surroundings_of_an_arm_have_no_steps(spread: float) -> None:
    person = drawn_wearer(spread=spread)
    wearer = read_pose(person.body())
    _, arms = arm_places(wearer.frame, person.labels.shape)
    inner, outer = arms[200:360, 110:200], arms[200:360, :95]
    assert 0.05 < inner.mean() < 0.6
    assert roughness(inner) < 0.2
    assert roughness(outer) < 0.2


@pytest.mark.parametrize("reach", [70.0, 100.0])
def test_cloth_beside_a_bare_arm_does_not_grow_over_it(reach: float) -> None:
    body = drawn_wearer(spread=-60).body()
    aim = take_aim(read_pose(body), GarmentType.TSHIRT, (reach, reach), same=False)
    below = np.zeros(body.skin.shape, bool)
    below[round(188 + 1.04 * reach) : 370] = True
    assert aim.mask[215, 280] > 0.9
    assert ((aim.mask > 0.5) & (body.skin > 0.95) & below).sum() < 10


def test_a_seam_that_was_taken_for_skin_is_cloth_again() -> None:
    person = drawn_wearer(spread=-40)
    seen = person.labels.copy()
    seam = np.zeros(seen.shape, bool)
    seam[290:370, 242:] = person.labels[290:370, 242:] == Is.CLOTH
    seen[seam] = Is.SKIN
    assert person.body(seen).clothes[seam].mean() < 0.1
    body = settled(person.body(seen))
    assert body.clothes[seam].mean() > 0.8
    assert body.skin[seam].mean() < 0.2


@pytest.mark.parametrize("cloth", [(32, 42, 72), (38, 36, 36)])
def test_an_arm_in_shade_beside_dark_cloth_stays_skin(cloth: tuple[int, int, int]) -> None:
    person = drawn_wearer(spread=-60, colours={Is.CLOTH: cloth, Is.SKIN: (118, 78, 58)}, grain=1.5)
    x = np.arange(person.labels.shape[1])
    shade = np.clip(np.abs(x - 200) / 40 - 1.2, 0.35, 1)[None, :, None]  # the arm turns away from the light
    image = np.where((person.labels == Is.SKIN)[..., None], person.image * shade, person.image).astype(np.uint8)
    body = replace(person, image=image).body()
    after = settled(body)
    arms = (body.skin > 0.95) & (np.arange(600)[:, None] > 200)
    assert arms.sum() > 3000
    assert after.clothes[arms].mean() < 0.01


@pytest.mark.parametrize("spread", [-34.0, -30.0])
def test_ground_between_arm_and_trunk_stays_open(spread: float) -> None:
    person = drawn_wearer(spread=spread)
    body = settled(person.body())
    gap = (person.labels == Is.GROUND) & (np.abs(np.arange(400) - 200) < 95)[None]
    gap[:210] = gap[395:] = False
    assert gap.sum() > 300
    assert (body.person[gap] > 0.6).mean() < 0.04


def test_white_tape_before_a_white_wall_stays_cloth() -> None:
    person = drawn_wearer(sleeve=0.45)
    tape = np.zeros(person.labels.shape, bool)
    tape[200:250, 284:288] = person.labels[200:250, 284:288] == Is.CLOTH
    taped = person.painted(tape, (207, 208, 211), Is.CLOTH)
    seen = person.labels.copy()
    seen[tape] = Is.GROUND
    assert tape.sum() > 150
    assert taped.body(seen).person[tape].mean() < 0.4
    assert settled(taped.body(seen)).person[tape].mean() > 0.95


def test_cuffs_below_the_hips_are_no_trousers() -> None:
    suit = drawn_wearer(sleeve=0.95, lower=70, colours={Is.LOWER: (160, 40, 50)})
    seen = np.where(suit.labels == Is.LOWER, Is.CLOTH, suit.labels).astype(np.uint8)
    body = parted(suit.body(seen))
    rows = np.arange(600)[:, None] > 400
    cuffs, legs = rows & (suit.labels == Is.CLOTH), rows & (suit.labels == Is.LOWER)
    assert cuffs.sum() > 500
    assert body.clothes[cuffs].mean() > 0.9
    assert body.lower[legs].mean() > 0.95


def test_tips_of_fair_hair_are_hair_and_a_bare_shoulder_is_not() -> None:
    fair = (214, 178, 140)
    person = drawn_wearer(colours={Is.HAIR: fair})
    lock, tip, shoulder = (np.zeros(person.labels.shape, bool) for _ in range(3))
    lock[100:230, 228:240] = True
    tip[230:262, 232:236] = True
    shoulder[160:180, 240:249] = person.labels[160:180, 240:249] == Is.CLOTH
    person = person.painted(lock | tip, fair, Is.HAIR).painted(shoulder, (212, 174, 138), Is.SKIN)
    seen = person.labels.copy()
    seen[tip] = Is.SKIN
    found = tips(person.body(seen))
    assert found[233:240, 233:235].mean() > 0.9
    assert found[shoulder].mean() < 0.02
