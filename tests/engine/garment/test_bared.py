"""Arms that lose their sleeves, on a drawn wearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.photo import Box
from engine.tools.garment.picture.bared import Bared, bared_arms
from engine.tools.garment.wearer.frame import Arm, Frame, within
from engine.tools.garment.wearer.limbs import arm_fields

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEIGHT, WIDTH, UNIT = 600, 560, 240.0
REACH = 150.0
"""px: the old sleeves end here along the arms."""


def drawn(thick: float, slant: float) -> tuple[Bared, NDArray[np.float64]]:
    """Bared arms of a wearer whose arms hang with a ``slant`` (px outward a px down) and are ``thick`` px to either
    side below the sleeves, and the right arm's bone: its column in each row."""

    def arm(x: float, out: float) -> Arm:
        points = [np.array([x + out * slant * y, 100.0 + y]) for y in (0.0, 180, 340, 400)]
        return Arm(points[0], points[1], points[2], points[3], 1.0)

    left, right = arm(160.0, -1), arm(400.0, 1)
    across, down = np.array([1.0, 0]), np.array([0.0, 1])
    hips = np.array([[220.0, 480], [340, 480]])
    frame = Frame(np.array([280.0, 100]), across, down, UNIT, 380.0, left, right, hips)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    bone = 400 + slant * (y[:, 0] - 100)
    bare = (y > 100 + REACH) & (y < 440)
    skin = bare & ((np.abs(x - bone[:, None]) < thick) | (np.abs(x - (560 - bone[:, None])) < thick))
    small = within(frame, 0, 0, 0.5)
    fields = arm_fields(small, ((1.0, 1.0), (1.0, 1.0)), Box(0, 0, WIDTH // 2, HEIGHT // 2))
    return bared_arms(skin.astype(np.float32), small, fields, (REACH, REACH)), bone


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


def test_cloth_fills_the_gap_beside_a_thin_arm_and_not_a_wide_one() -> None:
    near, _ = drawn(22.0, 0.0)
    wide, _ = drawn(22.0, 0.5)
    assert near.inside[180:245, 360:372].mean() > 0.9
    assert near.inside[180:245, 410:].max() == 0
    assert wide.inside[220:245, 420:].max() < 0.05
