"""A garment is painted in its product photo's own depth and colours, straight into the person's profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.colour import beyond_srgb, converted, from_beyond_srgb, holds_more, srgb8
from engine.context import Context
from engine.photo import Photo, composite, edit_mask
from engine.profiles import adobe_rgb_profile, display_p3_profile, srgb_profile
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.own_colours import own_colours
from tests.fakes.drawn_garments import draw
from tests.fakes.photo_blocks import lcms_srgb, linear_profile, prophoto

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision

GREEN = 30, 170, 70
"""In Adobe RGB: less red than any colour of sRGB with so much green."""


def deep(photo: Photo, source: bytes | None, target: bytes) -> Photo:
    """The photo's pixels, taken as being in ``source``, as 16 bits in ``target``."""
    unit = converted(photo.pixels[..., :3].astype(np.float32) / 255, source, target)
    return Photo(np.rint(unit * 65535).astype(np.uint16), target)


@pytest.mark.parametrize("icc", [None, prophoto(), adobe_rgb_profile(), display_p3_profile(), linear_profile()])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_colours_beyond_srgb_come_back(icc: bytes | None, dtype: Any) -> None:
    unit = np.random.default_rng(3).random((40, 50, 3), np.float32)
    unit[0, :3] = np.eye(3)
    top = 1 if dtype is np.float32 else np.iinfo(dtype).max
    pixels = (unit * top).astype(dtype) if dtype is np.float32 else np.rint(unit * top).astype(dtype)
    between = beyond_srgb(pixels, icc)
    back = from_beyond_srgb(between, icc, np.dtype(dtype))
    assert np.abs(back.astype(np.float64) - pixels).max() <= {np.uint8: 0, np.uint16: 10}.get(dtype, 1e-3)
    assert (between.min() < -1) == (icc in (prophoto(), adobe_rgb_profile(), display_p3_profile()))


def test_what_more_a_photo_holds() -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    assert not holds_more(Photo(pixels)) and not holds_more(Photo(pixels, srgb_profile()))
    assert not holds_more(Photo(pixels, lcms_srgb()))
    assert holds_more(Photo(pixels, prophoto())) and holds_more(Photo(pixels.astype(np.uint16)))


def test_steps_finer_than_eight_bits_stay() -> None:
    ramp = np.linspace(30000, 30600, 200 * 100 * 3).reshape(200, 100, 3)  # little more than two steps of 8 bits
    photo = Photo(np.rint(ramp).astype(np.uint16))
    own = own_colours(srgb8(photo), photo)
    assert np.abs(own - photo.pixels / 257).max() < 0.001
    half = own_colours(srgb8(photo), photo, 0.5)
    assert half.shape == (100, 50, 3)
    assert np.abs(half - cv2.resize(ramp, (50, 100), interpolation=cv2.INTER_AREA) / 257).max() < 0.004


def test_at_an_edge_the_difference_goes_on() -> None:
    photo = Photo(np.full((80, 80, 3), (9000, 40000, 20000), np.uint16), prophoto())
    rgb = srgb8(photo).copy()
    rgb[:, 40:] += 10  # the ground taken out of it
    own = own_colours(rgb, photo)
    want = beyond_srgb(photo.pixels, photo.icc)[0, 0]
    assert want[0] < -20
    assert np.abs(own[:, :40] - want).max() < 0.001
    assert np.abs(own[:, 40:46] - want - 10).max() < 0.001


def test_a_deep_wide_garment_on_a_deep_wide_person(vision: Vision, shared_photos: Path) -> None:
    adobe = adobe_rgb_profile()
    person = deep(read(shared_photos / "tryon" / "person_man_dark.jpg"), None, adobe)
    drawn = draw(cloth=GREEN)
    garment = deep(drawn.photo, adobe, prophoto())
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    result = TOOL.run({"person": person, "garment": garment}, GarmentOptions(realism_level=1), context)
    layers = result.layers or ()
    worn = edit_mask([layer for layer in layers if layer.name == "Garment"], person.height, person.width) > 0.99
    inner = cv2.erode(worn.astype(np.uint8), np.ones((41, 41), np.uint8)) > 0
    assert inner.sum() > 5000
    out = composite(person, layers)
    seen = np.median(out.pixels[inner], axis=0) / 257
    want = np.median(drawn.photo.pixels[cv2.erode(drawn.mask, np.ones((41, 41))) > 0.99], axis=0)
    clipped = converted((want / 255).astype(np.float32)[None, None], adobe, None)
    assert clipped.min() == 0  # sRGB has no such green
    assert np.abs(seen - want).max() < 4
    rim = worn & ~inner
    assert float(np.percentile(out.pixels[rim][:, 0] / 257, 95)) < GREEN[0] + 25  # nor is there a paler one around it
