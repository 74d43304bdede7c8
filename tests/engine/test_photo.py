"""Photos and layers: an edit stays inside its mask, in the photo's own depth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.photo import STRIP_ROWS, Box, Layer, Photo, composite, edit_mask, top_value

DTYPES = [np.uint8, np.uint16, np.float32]


def picture(dtype: Any, height: int = 60, width: int = 50, channels: int = 3, seed: int = 0) -> Any:
    values = np.random.default_rng(seed).random((height, width, channels)) * top_value(np.dtype(dtype))
    return values.astype(dtype)


def soft_mask(height: int, width: int, seed: int = 1) -> Any:
    mask = np.random.default_rng(seed).random((height, width)).astype(np.float32)
    mask[mask < 0.4] = 0
    mask[mask > 0.9] = 1
    return mask


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("channels", [3, 4])
def test_outside_the_mask_every_byte_stays(dtype: Any, channels: int) -> None:
    photo = Photo(picture(dtype, channels=channels))
    box = Box(7, 5, 30, 40)
    mask = soft_mask(40, 30)
    out = composite(photo, [Layer(picture(dtype, 40, 30, seed=2), mask, box, "a")])
    touched = np.zeros((60, 50), bool)
    touched[box.slices] = mask > 0
    assert out.pixels.dtype == dtype
    assert out.pixels[~touched].tobytes() == photo.pixels[~touched].tobytes()
    assert (out.pixels[touched][:, :3] != photo.pixels[touched][:, :3]).any(axis=1).mean() > 0.9
    assert np.array_equal(out.pixels[..., 3:], photo.pixels[..., 3:])


@pytest.mark.parametrize("dtype", DTYPES)
def test_inside_it_is_the_rounded_blend(dtype: Any) -> None:
    photo, patch, mask = Photo(picture(dtype)), picture(dtype, seed=2), soft_mask(60, 50)
    out = composite(photo, [Layer(patch, mask, Box(0, 0, 50, 60), "a", opacity=0.5)]).pixels
    base = photo.pixels.astype(np.float64)
    want = base + (patch.astype(np.float64) - base) * (mask * 0.5)[..., None]
    slack = 1e-6 if dtype is np.float32 else 0.51
    assert np.abs(out.astype(np.float64) - want).max() <= slack
    if dtype is not np.float32:
        whole = composite(photo, [Layer(patch, mask, Box(0, 0, 50, 60), "a")]).pixels
        assert np.array_equal(whole[mask == 1], patch[mask == 1])


def test_tall_layers_are_laid_whole() -> None:
    photo = Photo(np.zeros((STRIP_ROWS * 2 + 30, 3, 3), np.uint8))
    patch = np.full(photo.pixels.shape, 200, np.uint8)
    mask = np.ones(photo.pixels.shape[:2], np.float32)
    out = composite(photo, [Layer(patch, mask, Box(0, 0, 3, photo.height), "a")])
    assert (out.pixels == 200).all()


def test_later_layers_lie_on_top_and_no_opacity_is_no_change() -> None:
    photo = Photo(picture(np.uint8))
    whole, box = np.ones((60, 50), np.float32), Box(0, 0, 50, 60)
    low, high = (Layer(np.full((60, 50, 3), value, np.uint8), whole, box, "x") for value in (10, 20))
    assert (composite(photo, [low, high]).pixels == 20).all()
    clear = Layer(low.patch, whole, box, "x", opacity=0.0)
    assert composite(photo, [clear]).pixels.tobytes() == photo.pixels.tobytes()
    assert composite(photo, []).pixels.tobytes() == photo.pixels.tobytes()


def test_edit_mask_is_the_strongest_of_all_layers() -> None:
    one = Layer(picture(np.uint8, 10, 10), np.full((10, 10), 0.3, np.float32), Box(0, 0, 10, 10), "a")
    two = Layer(picture(np.uint8, 10, 10), np.full((10, 10), 0.8, np.float32), Box(5, 5, 10, 10), "b")
    mask = edit_mask([one, two], 60, 50)
    assert mask.shape == (60, 50)
    assert mask[0, 0] == np.float32(0.3)
    assert mask[7, 7] == mask[14, 14] == np.float32(0.8)
    assert not mask[20:].any()


def test_layers_that_do_not_fit_are_faults() -> None:
    photo = Photo(picture(np.uint8))
    mask, box = np.ones((10, 10), np.float32), Box(45, 0, 10, 10)
    with pytest.raises(ValueError, match="leaves the photo"):
        composite(photo, [Layer(picture(np.uint8, 10, 10), mask, box, "a")])
    with pytest.raises(ValueError, match="uint16"):
        composite(photo, [Layer(picture(np.uint16, 10, 10), mask, Box(0, 0, 10, 10), "a")])
    with pytest.raises(ValueError, match="patch"):
        Layer(picture(np.uint8, 10, 9), mask, box, "a")


@pytest.mark.parametrize("pixels", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 2), np.uint8),
                                    np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 3), np.int32)])
def test_photos_hold_their_contract(pixels: Any) -> None:
    with pytest.raises(ValueError, match="pixels must be"):
        Photo(pixels)


def test_photos_and_layers_are_read_only() -> None:
    photo = Photo(picture(np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        photo.pixels[0, 0] = 0
    layer = Layer(picture(np.uint8), np.ones((60, 50), np.float32), Box(0, 0, 50, 60), "a")
    with pytest.raises(ValueError, match="read-only"):
        layer.mask[0, 0] = 0
    assert composite(photo, [layer]).pixels is not photo.pixels
