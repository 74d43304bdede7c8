"""Arms that lose their sleeves and necks that lose their collars, on a drawn wearer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.photo import Box
from engine.tools.garment.picture.bared import Bared, bared_arms, bared_neck, hand_seam
from engine.tools.garment.picture.skin import Skin, bare_skin
from engine.tools.garment.wearer.frame import Arm, Frame, within
from engine.tools.garment.wearer.limbs import ArmField, arm_fields

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEIGHT, WIDTH, UNIT = 600, 560, 240.0
REACH = 150.0
"""px: the old sleeves end here along the arms."""


def drawn(
    thick: float, slant: float, reach: float = REACH, sleeve: float = 0.0, hand: float = 0.0
) -> tuple[Bared, NDArray[np.float64]]:
    """Bared arms of a wearer whose arms hang with a ``slant`` (px outward a px down) and are ``thick`` px to either
    side below the sleeves, which are ``sleeve`` px wide to either side, with hands of ``hand`` px to either side, and
    the right arm's bone: its column in each row."""

    def arm(x: float, out: float) -> Arm:
        points = [np.array([x + out * slant * y, 100.0 + y]) for y in (0.0, 180, 340, 400)]
        return Arm(points[0], points[1], points[2], points[3], 1.0)

    left, right = arm(160.0, -1), arm(400.0, 1)
    across, down = np.array([1.0, 0]), np.array([0.0, 1])
    hips = np.array([[220.0, 480], [340, 480]])
    frame = Frame(np.array([280.0, 100]), across, down, UNIT, 380.0, left, right, hips)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    bone = 400 + slant * (y[:, 0] - 100)
    bare = (y > 100 + reach) & (y < 440)
    skin = bare & ((np.abs(x - bone[:, None]) < thick) | (np.abs(x - (560 - bone[:, None])) < thick))
    bare = (y >= 440) & (y < 480)
    skin |= bare & ((np.abs(x - bone[:, None]) < hand) | (np.abs(x - (560 - bone[:, None])) < hand))
    small = within(frame, 0, 0, 0.5)
    fields = arm_fields(small, ((1.0, 1.0), (1.0, 1.0)), Box(0, 0, WIDTH // 2, HEIGHT // 2))
    covered = (y > 90) & (y <= 100 + reach)
    worn = covered & ((np.abs(x - bone[:, None]) < sleeve) | (np.abs(x - (560 - bone[:, None])) < sleeve))
    return bared_arms(skin.astype(np.float32), worn.astype(np.float32), small, fields, (reach, reach)), bone


def outer_edge(bared: Bared, rows: range) -> NDArray[np.float64]:
    """Where the right arm ends on its outer side in some rows, between pixels."""
    half = bared.limbs[rows.start : rows.stop, 400:]
    return np.asarray(400 + half.sum(axis=1), np.float64)


def test_a_bared_arm_has_a_smooth_soft_edge() -> None:
    bared, _ = drawn(28.0, 0.07)
    edge = outer_edge(bared, range(150, 240))
    assert np.abs(np.diff(edge)).max() < 0.6  # no stairs
    assert np.abs(np.diff(edge, n=2)).max() < 0.4
    soft = ((bared.limbs > 0.05) & (bared.limbs < 0.95))[150:240, 400:].sum(axis=1)
    assert 2 <= np.median(soft) <= 6


def test_a_bared_arm_meets_the_arm_below_the_sleeve() -> None:
    for thick in (22.0, 28.0, 33.0):
        bared, bone = drawn(thick, 0.0)
        rows = range(235, 250)
        assert np.abs(outer_edge(bared, rows) - (bone[rows.start] + thick)).max() < 2.5
        assert np.abs(np.diff(outer_edge(bared, range(150, 250)))).max() < 0.6


def test_an_arm_that_fills_its_sleeve_is_as_thick_as_the_sleeve() -> None:
    thick, bone = drawn(58.0, 0.3, sleeve=60.0)
    loose, _ = drawn(33.0, 0.3, sleeve=60.0)
    rows = range(215, 240)
    edge = bone[rows.start : rows.stop]
    assert np.abs(outer_edge(thick, rows) - (edge + 58)).max() < 6
    assert (outer_edge(loose, rows) < edge + 45).all()


def test_a_hand_tells_nothing_of_the_arm_above_it() -> None:
    whole, _ = drawn(33.0, 0.0, reach=316.0)
    arm, _ = drawn(0.0, 0.0, reach=316.0)
    assert np.abs(whole.limbs - arm.limbs).max() == 0


def test_a_bared_forearm_runs_into_the_hand_below_a_long_sleeve() -> None:
    for hand in (15.0, 21.0):
        bared, bone = drawn(0.0, 0.0, reach=340.0, hand=hand)
        edge = outer_edge(bared, range(300, 436)) - bone[0]
        assert abs(edge[-1] - hand) < 4
        assert np.abs(np.diff(edge)).max() < 0.8
    far, near = (outer_edge(drawn(0.0, 0.0, reach=340.0, hand=hand)[0], range(200, 300)) for hand in (15.0, 21.0))
    assert np.abs(far - near).max() < 1, "the upper arm is as it was"


def test_cloth_fills_the_gap_beside_a_thin_arm_and_not_a_wide_one() -> None:
    near, _ = drawn(22.0, 0.0)
    wide, _ = drawn(22.0, 0.5)
    assert near.inside[90:122, 180:186].mean() > 0.9
    assert not near.inside[90:122, 205:].any()
    assert not wide.inside[110:122, 210:].any()


def wearer_frame() -> Frame:
    points = [np.array([-900.0, y]) for y in (0.0, 50, 90, 110)]
    arm = Arm(points[0], points[1], points[2], points[3], 1.0)
    hips = np.array([[220.0, 480], [340, 480]])
    return Frame(np.array([280.0, 160]), np.array([1.0, 0]), np.array([0.0, 1]), UNIT, 380.0, arm, arm, hips)


def test_a_bared_neck_widens_into_shoulders_with_soft_edges() -> None:
    opening = np.zeros((HEIGHT, WIDTH), np.bool_)
    opening[:180] = True
    person = np.ones((HEIGHT, WIDTH), np.float32)
    bare = bared_neck(opening, person, np.zeros_like(person), within(wearer_frame(), 0, 0, 0.5))
    wide = bare.sum(axis=1)
    assert 0.25 * UNIT < wide[95] < 0.45 * UNIT  # the neck
    assert wide[110] < wide[125] < wide[140]  # the shoulders below it
    assert np.abs(np.diff(wide[115:150])).max() < 6
    assert bare[181:].max() == 0
    person[:, :280] = 0
    assert bared_neck(opening, person, np.zeros_like(person), within(wearer_frame(), 0, 0, 0.5))[:, :280].max() == 0


def test_skin_goes_on_without_a_step_whatever_light_lay_on_the_old_cloth() -> None:
    size = (120, 160)
    y, _ = np.mgrid[0:120, 0:160]
    image = np.where(y[..., None] < 60, np.array([210, 160, 130]), np.array([40, 40, 40]))
    image[(y >= 60) & (y < 75)] = 90  # a bright fold beside the skin
    seen = y < 60
    far = np.full(size, 9, np.float32)
    fields = (ArmField(far, far, far), ArmField(far, far, far))
    frame = within(wearer_frame(), 0, 0, 0.5)
    known = Skin(image.astype(np.uint8), seen, (~seen).astype(np.float32), np.zeros(size, np.bool_),
                 np.array([210, 160, 130], np.float32), frame, fields, (0.0, 0.0),
                 np.zeros(size, np.bool_), np.zeros(2))
    bare = bare_skin(known)
    assert np.abs(bare[61:70] - [210, 160, 130]).max() < 4
    assert np.abs(bare[80:] - [210, 160, 130]).max() < 30


def test_a_painted_arm_is_round() -> None:
    size = (120, 160)
    x = np.mgrid[0:120, 0:160][1]
    side = ((x - 80) / 30).astype(np.float32)
    far, place = np.full(size, 9, np.float32), np.full(size, 40, np.float32)
    fields = (ArmField(np.abs(side), side, place), ArmField(far, far, place))
    flat = np.full((*size, 3), 60, np.uint8)
    hidden = np.abs(side) < 1
    tone = np.array([210, 160, 130], np.float32)
    nothing, worn = np.zeros(size, np.bool_), np.ones(size, np.float32)
    known = Skin(flat, nothing, worn, hidden, tone, within(wearer_frame(), 0, 0, 0.5), fields, (90.0, 90.0), nothing,
                 np.zeros(2))
    row = bare_skin(known)[60].mean(axis=1)
    middle = row[78:83].mean()
    for border in (row[54], row[106]):
        assert 0.65 < border / middle < 0.85
    assert np.abs(np.diff(row[52:109])).max() < 12  # it turns away bit by bit
    left = bare_skin(replace(known, lamp=np.array([-0.2, 0.0])))[60].mean(axis=1)
    assert left[54] > row[54] + 5
    assert left[106] < row[106] - 5  # away from the light


def test_a_hand_loses_its_rim_beside_a_bared_forearm_only() -> None:
    y, x = np.mgrid[0:200, 0:300].astype(np.float32)
    hand = (np.hypot(x - 120, y - 100) < 30).astype(np.float32)
    finger = ((x > 40) & (x < 95) & (np.abs(y - 60) < 6)).astype(np.float32)
    forearm = ((x > 145) & (np.abs(y - 100) < 25)).astype(np.float32)
    hands = np.maximum(hand, finger)
    seam = hand_seam(hands, forearm * (1 - hand), UNIT)
    assert seam[100, 149] > 0.5
    assert seam[100, 110:140].max() < 0.05
    assert seam[:, :110].max() < 0.05
    assert (seam <= hands).all()
    assert hand_seam(hands, np.zeros_like(hands), UNIT).max() == 0
