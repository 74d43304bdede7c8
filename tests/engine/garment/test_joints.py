"""Bare arms: their joints in the middle of what is seen of them, straight sleeves on them, and where the trunk ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.tools.garment.align import align
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import SIDE, arm_places, take_aim, trunk_ends
from engine.tools.garment.fitting.necks import HALF_ALIKE, neck_pull
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.segment import segment
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.joints import with_hidden, with_middles
from engine.vision.types import Body, Joint
from tests.fakes.drawn_garments import LONG, Nobody, draw
from tests.fakes.drawn_wearer import Drawn, Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision

ARMS = (Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST)


def guessed(person: Drawn, inward: float) -> Body:
    """The person with elbows and wrists so many px too near to the trunk."""
    points = person.pose.points.copy()
    for joint in ARMS:
        points[joint] += (-inward if joint.name.startswith("LEFT") else inward, 0)
    return replace(person.body(), pose=replace(person.pose, points=points))


def far(body: Body, person: Drawn) -> float:
    """px between the worst of the arms' joints and where it is drawn."""
    return max(float(np.hypot(*(body.pose[joint] - person.pose[joint]))) for joint in ARMS)


def test_joints_of_bare_arms_lie_in_their_middle() -> None:
    person = drawn_wearer(0.0)
    body = guessed(person, 9.0)
    assert far(body, person) > 8.5
    assert far(with_middles(body), person) < 4


def test_joints_under_sleeves_and_far_from_any_arm_stay() -> None:
    sleeved = guessed(drawn_wearer(1.0), 9.0)
    assert np.array_equal(with_middles(sleeved).pose[Joint.LEFT_ELBOW], sleeved.pose[Joint.LEFT_ELBOW])
    lost = guessed(drawn_wearer(0.0), 60.0)
    assert np.array_equal(with_middles(lost).pose[Joint.LEFT_WRIST], lost.pose[Joint.LEFT_WRIST])


def test_a_long_sleeve_lies_straight_on_a_bare_arm(vision: Vision, shared_photos: Path) -> None:
    person = segment(read(shared_photos / "tryon" / "person_00121.jpg"), 0, Context(vision=vision))
    cloth = prepare(read(shared_photos / "tryon" / "garment_stripes_long.jpg"), None, vision)
    fit = align(cloth, read_pose(person), 0)
    assert not fit.aim.same
    anchors = fit.cloth.anchors
    for piece in fit.pieces[1:]:
        sleeve = anchors.sleeve_left if piece.part == Part.LEFT else anchors.sleeve_right
        assert sleeve is not None
        at, along = sleeve.axis[-2].astype(float), (sleeve.axis[-1] - sleeve.axis[-3]).astype(float)
        along *= 8 / np.hypot(*along)
        here, down, aside = piece(np.array([at, at + along, at + along[::-1] * [-1, 1]]))
        lean = (down - here) @ (aside - here) / np.hypot(*(down - here)) / np.hypot(*(aside - here))
        assert abs(np.degrees(np.arcsin(lean))) < 15, "the cuff lies across the arm"


def leaning(edge: int) -> Drawn:
    """Short sleeves, and a trunk whose cloth reaches the right arm below its sleeve, up to the column ``edge``."""
    person = drawn_wearer(0.5)
    wide = np.zeros(person.labels.shape, np.uint8)
    cv2.rectangle(wide, (240, 230), (edge, 394), 1, -1)
    arm = np.zeros(person.labels.shape, np.uint8)
    cv2.rectangle(arm, (edge + 1, 286), (edge + 30, 372), 1, -1)
    return person.painted(wide > 0, (160, 40, 50), Is.CLOTH).painted(arm > 0, (205, 160, 135), Is.SKIN)


def test_the_side_of_the_trunk_is_seen_below_a_short_sleeve() -> None:
    for edge in (278, 288):
        wearer = read_pose(leaning(edge).body())
        left, right = trunk_ends(wearer)
        assert left is None, "a gap lies between trunk and arm"
        assert right is not None
        assert abs(right.u - (edge - 200) / wearer.frame.width) < 0.03
    assert trunk_ends(read_pose(drawn_wearer(0.0).body())) == (None, None)


def test_an_arm_begins_where_the_trunk_is_seen_to_end() -> None:
    body = leaning(280).body()
    wearer = read_pose(body)
    frame = frame_of(body.pose)
    ends = trunk_ends(wearer)
    before, after = (arm_places(frame, body.clothes.shape, some)[1] for some in ((None, None), ends))
    column = round(200 + (SIDE + 0.04) * frame.width)
    assert before[300, column] > 0.9, "the trunk's cloth counted as the arm's"
    assert after[300, column] < 0.1
    starts = [int(np.argmax(row > 0.5)) for row in after[215:300, 200:]]
    assert np.abs(np.diff(starts)).max() <= 4, "no step"


@pytest.mark.parametrize(("person", "garment", "alike"), [
    ("person_man_dark", "garment_stripes_long", False), ("person_07966", "garment_stripes_long", False),
    ("pair_00067_person", "pair_00067_garment", True), ("person_00121", "garment_tee_fila", True)])
def test_a_worn_neckline_draws_only_one_of_its_own_shape(
    vision: Vision, shared_photos: Path, person: str, garment: str, alike: bool
) -> None:
    photos = shared_photos / "tryon"
    wearer = read_pose(segment(read(photos / f"{person}.jpg"), 0, Context(vision=vision)))
    fit = align(prepare(read(photos / f"{garment}.jpg"), None, vision), wearer, 0)
    pull = neck_pull(fit.laid, fit.outline, fit.worn, wearer.frame.width)
    assert pull > 4 if alike else pull < HALF_ALIKE - 0.5


def one_arm_behind() -> tuple[Drawn, Body]:
    """Somebody whose right arm (left in the picture) goes behind the back below its cap sleeve, and the same with its
    joints guessed in the air beside the trunk."""
    person = drawn_wearer(0.2)
    aside = np.zeros(person.labels.shape, np.bool_)
    aside[240:, :138] = True
    person = person.painted(aside, (205, 206, 210), Is.GROUND)
    points = person.pose.points.copy()
    for joint, place in ((Joint.RIGHT_ELBOW, (88, 270)), (Joint.RIGHT_WRIST, (60, 350)),
                         (Joint.RIGHT_INDEX, (52, 372)), (Joint.RIGHT_PINKY, (50, 372))):
        points[joint] = place
    return person, replace(person.body(), pose=replace(person.pose, points=points))


def test_an_arm_behind_the_back_is_not_left_in_the_air() -> None:
    person, body = one_arm_behind()
    mended = with_hidden(body)
    left, right = frame_of(mended.pose).arms
    assert left.behind
    assert not right.behind
    for joint in (left.elbow, left.wrist):
        assert (person.labels[int(joint[1]), int(joint[0]) - 8 : int(joint[0])] != Is.GROUND).all()
    assert np.allclose(np.linalg.norm(left.elbow - left.shoulder), np.hypot(*(np.array([88, 270]) - [130, 180])), 0.01)
    assert np.array_equal(mended.pose[Joint.LEFT_WRIST], body.pose[Joint.LEFT_WRIST])
    assert right.visibility == 1


def test_arms_that_are_seen_or_leave_the_photo_stay() -> None:
    whole = drawn_wearer(0.2)
    assert with_hidden(whole.body()).pose.points.tolist() == whole.pose.points.tolist()
    _, lost = one_arm_behind()
    lost = replace(lost, person=lost.person * (np.arange(600)[:, None] < 200))  # nothing is known to turn it onto
    assert with_hidden(lost) is lost
    cut = Drawn(whole.image[:, 125:], whole.labels[:, 125:], replace(whole.pose, points=whole.pose.points - [125, 0]))
    assert with_hidden(cut.body()).pose.points.tolist() == cut.pose.points.tolist()


def test_a_sleeve_of_an_arm_behind_the_back_lies_behind_the_trunk() -> None:
    cloth = prepare(draw(LONG).photo, None, Nobody())
    _, body = one_arm_behind()
    wearer = read_pose(with_hidden(body))
    scene = stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions())
    left, right = (number for number, sheet in enumerate(scene.sheets) if sheet.part != Part.TORSO)
    trunk = next(sheet for sheet in scene.drawing.sheets if sheet.part == Part.TORSO)
    rows = np.arange(scene.box.y, scene.box.y + scene.box.height)[:, None]
    over = (trunk.cover > 0.95) & (rows > 290)
    assert (scene.sheets[left].cover[over] > 0.9).sum() > 500
    assert scene.shares[left][over].max() < 0.05
    shoulder = (scene.sheets[left].cover > 0.9) & (rows > 190) & (rows < 205)
    assert scene.shares[left][shoulder & (trunk.cover > 0.5)].min() > 0.9
    assert scene.shares[right].max() > 0.9


def test_a_long_sleeve_covers_what_shows_of_an_arm_behind_the_back() -> None:
    person, body = one_arm_behind()
    shown = np.zeros(person.labels.shape, np.bool_)
    shown[270:350, 128:141] = True
    shown &= person.labels == Is.GROUND
    person = person.painted(shown, (205, 160, 135), Is.SKIN)
    wearer = read_pose(with_hidden(replace(person.body(), pose=body.pose)))
    long = tuple(arm.length for arm in wearer.frame.arms)
    assert wearer.frame.left.behind
    covered, bare = (take_aim(wearer, GarmentType.LONGSLEEVE, (reach, reach), False) for reach in (long[0], 40.0))
    strip, rim = np.s_[280:340, 130:136], np.s_[280:340, 127]
    assert covered.mask[strip].mean() > 0.9
    assert covered.arms[strip].mean() > 0.9
    assert (covered.mask - wearer.body.person)[rim].mean() > 0.05
    assert bare.mask[strip].mean() < 0.1
