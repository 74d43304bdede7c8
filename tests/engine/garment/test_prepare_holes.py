"""Holes in a garment: ground that shows through loops at the neck, and white prints that are none; and the inner back
of the collar."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.photo import Photo
from engine.tools.garment.cutting import without_scallops
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import AXIS, HEIGHT, TANK, WIDTH, Nobody, draw


def with_spots(places: list[tuple[int, int]], grey: int = 255) -> Photo:
    """A dark top on white with round spots of one grey, gone through JPEG."""
    pixels = draw(TANK, cloth=(40, 40, 44), ground=255.0, noise=2.0).photo.pixels.copy()
    for x, y in places:
        cv2.ellipse(pixels, (x, y), (15, 9), 0, 0, 360, (grey,) * 3, -1, cv2.LINE_AA)
    coded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
    return Photo(np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB), np.uint8))


LOOPS = [(AXIS - 28, 140), (AXIS + 28, 140)]
PRINT = [(AXIS - 40, 300), (AXIS + 40, 300), (AXIS, 340), (AXIS, 480)]


def alpha_at(photo: Photo, places: list[tuple[int, int]]) -> list[float]:
    """How much of the garment is seen at some places."""
    cloth = prepare(photo, None, Nobody())  # type: ignore[arg-type]
    return [float(cloth.alpha[y - 3 : y + 4, x - 5 : x + 6].mean()) for x, y in places]


def test_loops_at_the_neck_show_the_ground() -> None:
    assert max(alpha_at(with_spots(LOOPS), LOOPS)) < 0.05


def test_white_prints_are_cloth() -> None:
    assert min(alpha_at(with_spots(PRINT), PRINT)) > 0.95
    assert min(alpha_at(with_spots(LOOPS + PRINT), LOOPS + PRINT)) > 0.95  # white is the pattern's colour


def test_a_spot_at_the_neck_that_is_not_quite_the_grounds_is_cloth() -> None:
    assert min(alpha_at(with_spots(LOOPS, 252), LOOPS)) > 0.95


def test_holes_leave_the_anchors_where_they_were() -> None:
    whole, holed = (prepare(with_spots(places), None, Nobody()).anchors for places in ([], LOOPS))  # type: ignore[arg-type]
    for name in ("neck_left", "neck_right", "shoulder_left", "armpit_right", "hem_left"):
        assert np.abs(getattr(whole, name) - getattr(holed, name)).max() < 3


def test_what_lies_above_ground_that_is_shut_in_at_the_neck_is_the_back() -> None:
    """A back that a bow closes: two ties hang down to the front's edge."""
    pixels = draw(TANK, cloth=(40, 40, 44), ground=255.0, noise=2.0).photo.pixels.copy()
    cv2.ellipse(pixels, (AXIS, 132), (46, 34), 0, 0, 180, (255,) * 3, -1, cv2.LINE_AA)
    cv2.line(pixels, (AXIS - 10, 126), (AXIS - 12, 172), (40, 40, 44), 9, cv2.LINE_AA)
    cloth = prepare(Photo(pixels), None, Nobody())  # type: ignore[arg-type]
    anchors = cloth.anchors
    assert np.abs(anchors.neck_left - [AXIS - 46, 132]).max() < 5
    assert np.abs(anchors.neck_right - [AXIS + 46, 132]).max() < 5
    assert np.abs(anchors.neck_front[1] - 166) < 4
    assert cloth.back[121:129, AXIS - 40 : AXIS + 40].mean() > 0.9
    assert cloth.back[135:160, AXIS - 11].mean() > 0.9
    assert cloth.back[172:, :].max() < 0.1
    assert cloth.back[:, : AXIS - 56].max() < 0.1


def test_a_keyhole_is_no_opening() -> None:
    keyhole = [(AXIS, 140)]
    cloth = prepare(with_spots(keyhole), None, Nobody())  # type: ignore[arg-type]
    assert cloth.back[: 150, AXIS - 14 : AXIS + 14].max() < 0.1


@pytest.mark.parametrize("power", [0.3, 0.5, 0.8])
def test_no_sliver_of_the_inner_back_is_left_above_the_collar(power: float) -> None:
    pixels = draw(cloth=(60, 70, 110)).photo.pixels.copy()
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    across = np.clip(1 - ((x - AXIS) / 69) ** 2, 0, 1)
    hollow = (np.abs(x - AXIS) < 69) & (pixels.min(axis=2) < 200) & (y < 101 + 62 * across**power)
    pixels[hollow] = (150, 150, 152)
    cloth = prepare(Photo(pixels), None, Nobody())  # type: ignore[arg-type]
    wrong = hollow != (cloth.back > 0.5)
    assert wrong.sum() < 0.026 * hollow.sum()


def test_bites_along_a_pattern_of_the_grounds_colour_are_evened_and_gaps_stay() -> None:
    whole = np.zeros((400, 400), np.bool_)
    whole[40:360, 60:340] = True
    whole[300:, 90:106] = False  # between sleeve and trunk
    bitten = whole.copy()
    y, x = np.mgrid[0:400, 0:400]
    for row in range(60, 280, 24):
        bitten &= np.hypot(x - 340, y - row) > 7
    pattern = np.where((x // 12 + y // 12) % 2, 5.0, 60.0).astype(np.float32)
    out = without_scallops(bitten, pattern)
    assert bitten[50:290].sum(axis=1).min() < 275
    assert out[50:290].sum(axis=1).min() >= 276
    assert not out[330:, 94:102].any()
    plain = np.full(pattern.shape, 60.0, np.float32)
    assert np.array_equal(without_scallops(bitten, plain), bitten), "these bites are the cloth's own"
