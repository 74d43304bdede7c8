"""Cloth that is stretched far keeps its grain, on drawn cloth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.warp import NOWHERE
from engine.tools.garment.picture.drawing import Sheet
from engine.tools.garment.picture.stretching import carried_on
from engine.tools.garment.picture.weave import Weave, detail_of, rewoven, weave_of
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import TEE, Nobody, draw

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth

    Floats = NDArray[np.float32]

HEIGHT, WIDTH, LEFT, RIGHT, UNIT = 400, 420, 40, 260, 200.0
"""The sheet covers columns ``LEFT`` to ``RIGHT``."""
SOURCE = (170, 160)
"""Its upper left corner in the garment."""


def cloth_with(noise: float) -> Cloth:
    return prepare(draw(TEE, noise=noise).photo, None, Nobody())


def stretched(cloth: Cloth) -> tuple[Sheet, Sheet, Weave | None]:
    """A piece of cloth, the same carried on by 60 px on its right side, and its weave."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    there = (x >= LEFT) & (x < RIGHT)
    coordinates = np.stack([x + (SOURCE[0] - LEFT), y + SOURCE[1]], axis=-1)
    coordinates[~there] = NOWHERE
    before = Sheet(Part.TORSO, coordinates, there.astype(np.float32))
    wanted = (there | ((x < RIGHT + 60) & (x >= LEFT))).astype(np.float32)
    moved, cover = carried_on(coordinates, before.cover, wanted, 70.0)
    after = Sheet(Part.TORSO, moved, cover)
    return before, after, weave_of(before, after, cloth, np.full(HEIGHT, 150.0), UNIT)


def painted(cloth: Cloth, after: Sheet, weave: Weave | None) -> Floats:
    x, y = (np.ascontiguousarray(after.coordinates[..., axis]) for axis in (0, 1))
    seen = cv2.remap(cloth.rgb, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    if weave is None:
        return seen
    inner = tuple(np.ascontiguousarray(weave.coordinates[..., axis]) for axis in (0, 1))
    return rewoven(seen, detail_of(cloth.rgb, cloth.alpha, weave.pattern), (x, y), (inner[0], inner[1]), weave.share)


def grain(picture: Floats, part: tuple[slice, slice]) -> Floats:
    values = picture[part].mean(axis=2)
    return np.asarray(values - cv2.GaussianBlur(values, (0, 0), 6), np.float32)


def streakiness(picture: Floats, part: tuple[slice, slice]) -> float:
    """How alike neighbours 3 px apart in a row are (correlation)."""
    fine = grain(picture, part)
    return float((fine[:, 3:] * fine[:, :-3]).mean() / fine.var())


def test_grain_does_not_end_in_streaks() -> None:
    cloth = cloth_with(14.0)
    _, after, weave = stretched(cloth)
    assert weave is not None
    part, inside = np.s_[60:340, RIGHT + 10 : RIGHT + 50], np.s_[60:340, 100:140]
    plain, woven = painted(cloth, after, None), painted(cloth, after, weave)
    assert streakiness(plain, part) > 0.3
    assert streakiness(woven, part) < 0.15
    assert 0.6 < grain(woven, part).std() / grain(woven, inside).std() < 1.3
    assert np.array_equal(woven[:, LEFT:140], plain[:, LEFT:140])


def test_a_print_is_not_copied_with_the_grain() -> None:
    cloth = cloth_with(14.0)
    rgb = cloth.rgb.copy()
    rgb[300:420, 300:360] = 240
    cloth = replace(cloth, rgb=rgb)
    _, after, weave = stretched(cloth)
    assert weave is not None
    part = np.s_[60:340, RIGHT + 10 : RIGHT + 50]
    assert np.abs(painted(cloth, after, weave)[part].mean(axis=(0, 2)) - 80).max() < 25
    assert weave.share[part].mean() > 0.5


@pytest.mark.parametrize("period", [6, 24])
def test_stripes_are_no_grain(period: int) -> None:
    cloth = cloth_with(1.0)
    rgb = cloth.rgb.copy()
    rgb[np.arange(rgb.shape[0]) % period < period // 2] = 250
    assert stretched(replace(cloth, rgb=rgb))[2] is None


def test_spots_stay_as_wide_as_they_are() -> None:
    cloth = cloth_with(1.0)
    y, x = np.mgrid[0 : cloth.rgb.shape[0], 0 : cloth.rgb.shape[1]]
    rgb = cloth.rgb.copy()
    rgb[(np.sin(x / 3) * np.sin(y / 3)) > 0.2] = 240
    cloth = replace(cloth, rgb=rgb)
    _, after, weave = stretched(cloth)
    assert weave is not None
    assert weave.pattern
    part = np.s_[60:340, RIGHT + 10 : RIGHT + 50]

    def width(picture: Floats) -> float:
        """Mean length px of bright runs in rows."""
        bright = picture[part].mean(axis=2) > 160
        return float(bright.sum() / max(int((bright[:, 1:] & ~bright[:, :-1]).sum()), 1))

    own = width(painted(cloth, Sheet(Part.TORSO, np.roll(after.coordinates, 160, axis=1), after.cover), None))
    assert width(painted(cloth, after, None)) > 1.5 * own
    assert width(painted(cloth, after, weave)) < 1.25 * own


def test_smooth_cloth_needs_no_weave() -> None:
    assert stretched(cloth_with(1.0))[2] is None


def test_a_picture_is_stretched_and_not_patched_with_other_parts_of_it() -> None:
    cloth = cloth_with(1.0)
    y, x = np.mgrid[0 : cloth.rgb.shape[0], 0 : cloth.rgb.shape[1]]
    spots = (np.hypot(x % 28 - 14, y % 28 - 14) < 9)[..., None]
    hues = np.stack([120 + 100 * np.sin(x / 70), 120 + 100 * np.sin(y / 60 + 1), 120 + 100 * np.cos(x / 50)], axis=-1)
    for colour, woven in ((np.array([90.0, 90, 90]), True), (hues, False)):
        rgb = np.where(spots, 30, colour).astype(np.uint8)
        _, _, weave = stretched(replace(cloth, rgb=rgb))
        assert (weave is not None) is woven
