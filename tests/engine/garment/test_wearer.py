"""The masks of a wearer, behind the garment: what is cloth, skin, hair and ground, and what lies in front."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Photo, composite
from engine.tools.garment import TOOL
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.demo import draw_demo_garment
from engine.tools.garment.fitting.aim import arm_places, take_aim
from engine.tools.garment.pose import read_pose
from engine.tools.garment.segment import parted, segment
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.joints import with_wrists
from engine.tools.garment.wearer.settling import settled
from engine.tools.garment.wearer.strands import tips
from engine.tools.garment.wearer.things import with_things
from engine.vision.types import Joint
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision


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


def test_a_long_sleeve_makes_no_step_where_a_loose_short_one_ended() -> None:
    """The inside of the old sleeve, which stands off the arm, was taken for skin."""
    person = drawn_wearer(sleeve=0.45)
    body = person.body()
    wearer = read_pose(body)
    end = int(np.flatnonzero((person.labels[:, 60:130] == Is.CLOTH).any(axis=1))[-1])
    edge = int(np.flatnonzero(person.labels[end - 4] == Is.CLOTH)[0])
    rows, columns = np.mgrid[0:600, 0:400]
    wedge = (rows >= end - 2) & (rows < end + 8) & (columns > edge - 14 + (rows - end)) & (columns < 110)
    seen = person.labels.copy()
    seen[wedge & (seen == Is.GROUND)] = Is.SKIN
    aim = take_aim(replace(wearer, body=person.body(seen)), GarmentType.LONGSLEEVE, (200.0, 200.0), same=False)
    outer = np.argmax(aim.mask[end - 20 : end + 30] > 0.5, axis=1)
    assert np.argmax(seen[end] != Is.GROUND) < 80
    assert outer.min() > 80


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


def strap(shape: tuple[int, ...], width: int) -> np.ndarray:
    """(H, W) bool: a strap from the left shoulder down to the right hip of a drawn person."""
    canvas = np.zeros(shape, np.uint8)
    cv2.line(canvas, (156, 150), (254, 372), 1, width)
    return canvas > 0


@pytest.mark.parametrize("colour", [(70, 48, 34), (225, 215, 190), (40, 90, 60)])
@pytest.mark.parametrize("taken_for", [Is.CLOTH, Is.SKIN, Is.LOWER])
def test_a_strap_across_the_chest_is_found(colour: tuple[int, int, int], taken_for: Is) -> None:
    person = drawn_wearer(grain=3)
    band = strap(person.labels.shape, 12) & (person.labels == Is.CLOTH)
    person = person.painted(band, colour, taken_for)
    body = with_things(person.body())
    assert body.things is not None
    assert (body.things[band] > 0.5).mean() > 0.9
    assert (body.things > 0.5).sum() < 1.2 * band.sum()
    assert (body.clothes[band] > 0.5).mean() > 0.9


def test_what_a_hand_holds_before_the_clothes_is_found() -> None:
    person = drawn_wearer()
    book, hand = (np.zeros(person.labels.shape, bool) for _ in range(2))
    book[280:350, 180:235] = True
    hand[330:365, 215:245] = True
    person = person.painted(book & ~hand, (50, 90, 150), Is.CLOTH).painted(hand, (205, 160, 135), Is.SKIN)
    body = with_things(replace(person.body(), hands=hand.astype(np.float32)))
    assert body.things is not None
    assert (body.things[book & ~hand] > 0.5).mean() > 0.9
    assert (body.things[~book] > 0.5).sum() < 150


@pytest.mark.parametrize("pattern", ["plain", "stripes", "print", "tie", "hem"])
def test_patterns_are_no_things(pattern: str) -> None:
    person = drawn_wearer(sleeve=0.4)
    rows, columns = np.mgrid[:600, :400]
    where = {
        "plain": np.zeros_like(rows, bool),
        "stripes": (rows + columns) % 24 < 12,
        "print": (np.abs(rows - 260) < 45) & (np.abs(columns - 200) < 35),
        "tie": (np.abs(columns - 200) < 9) & (rows > 176) & (rows < 350),
        "hem": rows > 350,
    }[pattern]
    body = person.painted(where & (person.labels == Is.CLOTH), (235, 235, 230), Is.CLOTH).body()
    assert with_things(body).things is None


def test_a_strap_stays_in_front_of_the_new_garment(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "person_man_white.jpg")
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    frame = frame_of(segment(photo, 0, context).pose)
    ends = [np.rint(frame.xy(*place)).astype(int) for place in ((-0.34, -0.08), (0.5, 0.92))]
    canvas = np.zeros(photo.pixels.shape[:2], np.uint8)
    cv2.line(canvas, ends[0].tolist(), ends[1].tolist(), 255, round(0.08 * frame.width), cv2.LINE_AA)
    share = (canvas / np.float32(255))[..., None]
    painted = Photo(np.rint(photo.pixels * (1 - share) + np.float32([92, 58, 40]) * share).astype(np.uint8))
    result = TOOL.run({"person": painted, "garment": Photo(draw_demo_garment())}, TOOL.options(), context)
    out = composite(painted, result.layers or ()).pixels
    inner = cv2.erode(canvas, np.ones((5, 5), np.uint8)) > 254
    beside = (cv2.dilate(canvas, np.ones((21, 21), np.uint8)) > 0) & (canvas == 0)
    assert inner.sum() > 2000
    assert (out[inner] == painted.pixels[inner]).all(axis=1).mean() > 0.95
    assert (out[beside] != painted.pixels[beside]).any(axis=1).mean() > 0.6


def test_a_covered_wrist_is_where_the_hand_comes_out_of_its_sleeve() -> None:
    drawn = drawn_wearer(1.0)
    true = drawn.pose
    points = true.points.copy()
    for elbow, wrist in ((Joint.LEFT_ELBOW, Joint.LEFT_WRIST), (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST)):
        points[wrist] += 0.3 * (points[elbow] - points[wrist])
    guessed = replace(drawn.body(), pose=replace(true, points=points))
    found = with_wrists(guessed).pose
    for wrist in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST):
        assert np.hypot(*(found[wrist] - true[wrist])) < 18 < np.hypot(*(guessed.pose[wrist] - true[wrist]))
    bare = replace(drawn_wearer(0.0).body(), pose=replace(true, points=points))
    assert np.array_equal(with_wrists(bare).pose.points, points), "a bare wrist is seen"
