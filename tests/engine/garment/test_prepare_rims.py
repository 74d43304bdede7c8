"""White cuffs and pale stripes at a garment's rim stay, though the ground has their colour."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.photo import Photo
from engine.tools.garment.prepare import prepare
from engine.tools.garment.rims import mended
from tests.fakes.drawn_garments import AXIS, TEE, Nobody, draw, iou


@pytest.mark.parametrize("grey", [244, 247, 252])
def test_white_cuffs_on_light_grey_stay(grey: int) -> None:
    drawn = draw(cloth=(30, 40, 90), ground=244.0, cuffs=grey, quality=90)
    cloth = prepare(drawn.photo, None, Nobody())  # type: ignore[arg-type]
    for side in (-1, 1):
        for along in (0.3, 0.5, 0.7):
            u, v = 250 - 66 * along - 8, 258 + 54 * along - 10  # in the middle of the cuff's height
            assert cloth.alpha[round(v), round(AXIS + side * u)] > 0.9
    assert iou(cloth.alpha, drawn.mask) > 0.985


def test_a_pale_stripe_at_the_side_stays_and_a_gap_does_not() -> None:
    solid = np.zeros((200, 200), np.bool_)
    solid[20:180, 30:170] = True
    stripe = np.zeros_like(solid)
    stripe[90:106, 145:170] = True
    gap = np.zeros_like(solid)
    gap[120:180, 60:74] = True
    solid &= ~(stripe | gap)
    diff = np.zeros((200, 200, 3), np.float32)
    diff[solid] = 40.0
    sure = ~solid & (cv2.distanceTransform((~stripe).astype(np.uint8), cv2.DIST_L2, 3) > 6) & ~gap
    out = mended(solid, sure, diff, np.sqrt((diff * diff).sum(axis=2)))
    assert out[92:104, 147:166].all()
    assert not out[130:178, 62:72].any()


def test_a_loose_thread_makes_no_cuff() -> None:
    drawn = draw(cloth=(30, 40, 90), ground=244.0)
    pixels = drawn.photo.pixels.copy()
    cv2.line(pixels, (AXIS - 100, 670), (AXIS - 90, 700), (30, 40, 90), 1)
    cloth = prepare(Photo(pixels), None, Nobody())  # type: ignore[arg-type]
    assert float((cloth.alpha[690:720] > 0.5).sum()) < 40
    assert iou(cloth.alpha, drawn.mask) > 0.99


def test_a_narrow_slit_in_shadow_is_open_up_to_the_armpit() -> None:
    slit = (*TEE[:4], (232, 300), (166, 330), (146, 235), (143, 390), *TEE[-2:])
    drawn = draw(slit, ground=252.0, shadow=26.0)
    cloth = prepare(drawn.photo, None, Nobody())  # type: ignore[arg-type]
    for side, armpit in ((-1, cloth.anchors.armpit_left), (1, cloth.anchors.armpit_right)):
        assert armpit is not None
        assert abs(float(armpit[1]) - 235) < 16
        assert cloth.alpha[285, AXIS + side * 150] < 0.1
    assert iou(cloth.alpha, drawn.mask) > 0.98
