"""Arms that are bent, crossed or covered, on drawn wearers: where their sleeves end, and the light on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.photo import Box
from engine.tools.garment.picture.lamp import FROM_ABOVE, lamp
from engine.tools.garment.picture.standing import _whole_hands
from engine.tools.garment.pose import read_pose
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.joints import past_wrists
from engine.tools.garment.wearer.limbs import arm_fields, worn_sleeves
from engine.vision.types import Body, Face, Joint
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIDDLING = ((1.0, 1.0), (1.0, 1.0))


def arms_crossed(sleeve_to: int, other_hand: bool = False) -> Body:
    """Somebody whose arm, on the picture's right, lies across the trunk, sleeved down to the column ``sleeve_to``; the
    other hangs behind the back. ``other_hand``: fingers of that one lie on the crossing arm."""
    drawn = drawn_wearer(sleeve=1.0)
    points = drawn.pose.points.copy()
    for joint, place in {Joint.LEFT_ELBOW: (300, 290), Joint.LEFT_WRIST: (190, 285), Joint.LEFT_INDEX: (165, 283),
                         Joint.LEFT_PINKY: (165, 287), Joint.RIGHT_WRIST: (200, 330), Joint.RIGHT_INDEX: (220, 340),
                         Joint.RIGHT_PINKY: (220, 344)}.items():
        points[joint] = place
    drawn = replace(drawn, pose=replace(drawn.pose, points=points))
    labels = drawn.labels.copy()
    cv2.line(labels, (100, 280), (145, 302), int(Is.CLOTH), 30)
    cv2.line(labels, (270, 190), (300, 290), int(Is.CLOTH), 34)
    cv2.line(labels, (300, 290), (190, 285), int(Is.SKIN), 26)
    cv2.line(labels, (300, 290), (sleeve_to, 286), int(Is.CLOTH), 30)
    hand = np.zeros(labels.shape, np.uint8)
    cv2.ellipse(hand, (172, 285), (22, 15), 0, 0, 360, 1, -1)
    if other_hand:
        cv2.ellipse(hand, (285, 236), (14, 18), 0, 0, 360, 1, -1)
    labels[hand > 0] = Is.SKIN
    return replace(drawn.body(labels), hands=hand.astype(np.float32))


def test_the_sleeve_of_a_forearm_before_the_trunk_ends_at_its_hand() -> None:
    body = arms_crossed(195)
    frame = frame_of(body.pose)
    assert worn_sleeves(body, frame)[1] > 0.95 * frame.right.length


def test_a_forearm_before_the_trunk_that_shows_its_skin_has_a_short_sleeve() -> None:
    body = arms_crossed(262)
    frame = frame_of(body.pose)
    elbow = float(np.linalg.norm(frame.right.elbow - frame.right.shoulder))
    assert elbow < worn_sleeves(body, frame)[1] < elbow + 65


def test_the_other_hand_upon_an_arm_is_no_bare_arm() -> None:
    plain, touched = arms_crossed(195), arms_crossed(195, other_hand=True)
    frame = frame_of(plain.pose)
    assert worn_sleeves(touched, frame) == worn_sleeves(plain, frame)


def test_fingers_that_were_not_told_for_a_hand_end_no_sleeve() -> None:
    plain, touched = arms_crossed(195), arms_crossed(195, other_hand=True)
    frame = frame_of(plain.pose)
    assert worn_sleeves(replace(touched, hands=plain.hands), frame) == worn_sleeves(plain, frame)


@pytest.mark.parametrize("wrist", [(190.0, 285.0), (355.0, 200.0), (390.0, 290.0)])
def test_both_borders_of_a_bent_forearm_lie_on_either_side_of_its_bones(wrist: tuple[float, float]) -> None:
    points = drawn_wearer().pose.points.copy()
    points[Joint.LEFT_ELBOW], points[Joint.LEFT_WRIST] = (300, 290), wrist
    pose = replace(drawn_wearer().pose, points=points)
    field = arm_fields(frame_of(pose), MIDDLING, Box(0, 0, 420, 400))[1]
    elbow, end = np.array([300.0, 290]), np.array(wrist)
    bone = (end - elbow) / np.linalg.norm(end - elbow)
    aside = np.array([bone[1], -bone[0]])
    middle = elbow + 0.7 * (end - elbow)
    signs = []
    for sign in (-1, 1):
        x, y = np.rint(middle + sign * 9 * aside).astype(int)
        assert 0.2 < field.away[y, x] < 1.2
        assert abs(abs(float(field.side[y, x])) - float(field.away[y, x])) < 0.15
        signs.append(np.sign(field.side[y, x]))
    assert signs == [-1, 1]


def lit_face(towards: tuple[float, float]) -> Body:
    """A face as an ellipsoid that is lit from where ``towards`` points, and its mesh."""
    drawn = drawn_wearer()
    y, x = np.mgrid[0 : drawn.labels.shape[0], 0 : drawn.labels.shape[1]]
    across, down = (x - 200) / 26, (y - 82) / 36
    light = 1 + towards[0] * across + towards[1] * down - 0.2 * (across**2 + down**2)
    image = np.clip(np.array([190, 150, 130]) * light[..., None], 0, 255).astype(np.uint8)
    angle, far = np.random.default_rng(0).random((2, 478))
    mesh: NDArray[np.float32] = np.float32([200, 82]) + np.float32([25, 35]) * np.sqrt(far)[:, None] * np.stack(
        [np.cos(2 * np.pi * angle), np.sin(2 * np.pi * angle)], axis=1).astype(np.float32)
    body = replace(drawn, image=image).body()
    return replace(body, face_mesh=Face(mesh.astype(np.float32), np.zeros(478, np.float32)))


def test_the_face_tells_from_which_side_the_light_falls() -> None:
    left, right, above = (lamp(lit_face(way)) for way in ((-0.25, 0.0), (0.25, 0.0), (0.0, -0.25)))
    assert left[0] < -0.08
    assert right[0] > 0.08
    assert abs(above[0]) < 0.02
    assert above[1] < min(left[1], right[1]) - 0.05


def test_without_a_face_the_light_comes_from_above() -> None:
    assert np.array_equal(lamp(drawn_wearer().body()), FROM_ABOVE)


def test_a_long_new_sleeve_leaves_fingers_alone_that_vision_does_not_know() -> None:
    person = drawn_wearer()
    body = person.body()
    known = np.zeros(body.hands.shape, np.float32)
    known[380:392] = body.skin[380:392]  # the palms; the fingers are skin alone
    body = replace(body, hands=known)
    frame = frame_of(body.pose)
    hands = _whole_hands({name: getattr(body, name) for name in ("hands", "skin", "face")}, read_pose(body), frame)
    fingers = (person.labels == Is.SKIN) & (np.arange(600)[:, None] > 395)
    assert fingers.any()
    assert hands[fingers].mean() > 0.9
    assert hands[300:370].max() == 0, "the forearm"
    past = past_wrists(frame, body.hands.shape)
    assert past[400, 306]
    assert not past[360, 306]
    assert not past[500, 306]


def test_bare_thighs_beside_a_hand_are_no_fingers() -> None:
    person = drawn_wearer()
    thigh = (np.hypot(np.arange(400)[None] - 270, 0 * np.arange(600)[:, None]) < 40) & (np.arange(600)[:, None] > 395)
    person = person.painted(thigh, (205, 160, 135), Is.SKIN)
    body = person.body()
    known = np.zeros(body.hands.shape, np.float32)
    known[380:400, 290:320] = body.skin[380:400, 290:320]
    body = replace(body, hands=known)
    wearer, masks = read_pose(body), {name: getattr(replace(body, hands=known), name)
                                      for name in ("hands", "skin", "face")}
    frame = frame_of(body.pose)
    assert _whole_hands(masks, wearer, frame)[430, 260] > 0.9, "skin beside a hand"
    assert _whole_hands(masks, wearer, frame, thigh)[430, 260] == 0
    assert _whole_hands(masks, wearer, frame, thigh)[390, 305] > 0.9
