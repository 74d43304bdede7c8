"""The sides of the silhouette without the bulges of old folds, on drawn silhouettes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.picture.evened import evened
from engine.tools.garment.wearer.frame import frame_of
from tests.fakes.drawn_wearer import standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ROWS = slice(266, 390)


def trunk(bulge: float, slope: float = 0.0) -> Floats:
    """A trunk of 140 px between the shoulders whose right side runs outward by ``slope`` px a row, and bulges between
    folds by ``bulge`` px."""
    y, x = np.mgrid[0:600, 0:400].astype(np.float32)
    side = 258 + slope * (y - 200) + bulge * np.abs(np.sin(y / 4))
    mask = ((x > 140) & (x < side) & (y > 170) & (y < 400)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.8), np.float32)


def side_of(mask: Floats) -> Floats:
    """The column at which the trunk ends in each row between the armpits and the hem."""
    return np.asarray(200 + mask[ROWS, 200:].sum(axis=1), np.float32)


def strays(side: Floats) -> float:
    """How far a side strays from a straight line, rms px."""
    rows = np.arange(len(side))
    return float((side - np.polyval(np.polyfit(rows, side, 1), rows)).std())


def test_bulges_between_folds_are_cut_and_nothing_grows() -> None:
    for slope in (0.0, 0.1):
        mask = trunk(3.5, slope)
        even = evened(mask, mask, frame_of(standing()))
        rough, smooth = (strays(side_of(each)) for each in (mask, even))
        assert rough > 0.8
        assert smooth < 0.3 * rough
        assert (even <= mask).all()
        assert np.abs(side_of(mask) - side_of(even)).max() < 5


def test_an_even_side_keeps_its_pixels_slanted_or_not() -> None:
    for slope in (0.0, 0.2, -0.15):
        mask = trunk(0.0, slope)
        assert np.abs(evened(mask, mask, frame_of(standing())) - mask)[ROWS].sum() < 60


def test_a_side_on_which_an_arm_lies_is_left_alone() -> None:
    mask = trunk(3.5)
    person = np.maximum(mask, 0)
    person[:, 240:330] = 1
    assert np.array_equal(evened(mask, person, frame_of(standing()))[:, 200:], mask[:, 200:])


def test_a_side_has_no_step_below_an_arm_that_lies_beside_it() -> None:
    y, x = np.mgrid[0:600, 0:400].astype(np.float32)
    side = 258 + 6 * np.exp(-(((y - 310) / 8) ** 2)) - 8 * np.clip((y - 310) / 30, 0, 1)  # a bulge where the arm ends
    mask = cv2.GaussianBlur(((x > 140) & (x < side) & (y > 170) & (y < 400)).astype(np.float32), (0, 0), 0.8)
    person = np.where((y < 310) & (x > 240) & (x < 330), np.float32(1), mask)
    even = evened(mask, person, frame_of(standing()))
    ends = 200 + even[295:330, 200:].sum(axis=1)
    assert np.abs(np.diff(ends)).max() < 1.3
    assert (200 + mask[312:330, 200:].sum(axis=1) - ends[17:]).max() > 0.8
