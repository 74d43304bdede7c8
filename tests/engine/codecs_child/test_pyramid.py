"""The tile pyramid: sizes, means, tiles, and levels made on first use."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from engine.codecs.pyramid import Pyramid, eight_bit
from engine.photo import Photo


def noise(height: int, width: int, channels: int = 3, dtype: type = np.uint8) -> Photo:
    rng = np.random.default_rng(3)
    if dtype is np.float32:
        return Photo(rng.random((height, width, channels), np.float32))
    return Photo(rng.integers(0, np.iinfo(dtype).max, (height, width, channels), dtype=dtype, endpoint=True))


def joined(pyramid: Pyramid, level: int) -> Any:
    facts = pyramid.levels[level]
    return np.concatenate([
        np.concatenate([pyramid.tile(level, column, row) for column in range(facts.columns)], axis=1)
        for row in range(facts.rows)])


def test_levels_halve_until_one_tile_holds_all() -> None:
    pyramid = Pyramid(noise(75, 130), tile=32)
    assert [(level.width, level.height, level.columns, level.rows) for level in pyramid.levels] == [
        (130, 75, 5, 3), (65, 38, 3, 2), (33, 19, 2, 1), (17, 10, 1, 1)]
    assert len(Pyramid(noise(20, 32), tile=32).levels) == 1


def test_tiles_join_to_the_whole_level() -> None:
    photo = noise(75, 130)
    pyramid = Pyramid(photo, tile=32)
    assert np.array_equal(joined(pyramid, 0), photo.pixels)
    for level in range(1, len(pyramid.levels)):
        assert joined(pyramid, level).shape == (pyramid.levels[level].height, pyramid.levels[level].width, 3)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_a_pixel_is_the_mean_of_four(dtype: type) -> None:
    photo = noise(74, 131, dtype=dtype)
    got = joined(Pyramid(photo, tile=32), 1)
    true = photo.pixels[:, :130].astype(np.float64).reshape(37, 2, 65, 2, 3).mean(axis=(1, 3))
    true *= 255 / (1.0 if dtype is np.float32 else np.iinfo(dtype).max)
    assert np.abs(got[:, :65] - true).max() <= 0.51
    edge = photo.pixels[:, 130].astype(np.float64).reshape(37, 2, 3).mean(axis=1)
    assert np.abs(got[:, 65] - edge * 255 / (1.0 if dtype is np.float32 else np.iinfo(dtype).max)).max() <= 0.51


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_cannot_be_seen_does_not_tint_its_neighbours(dtype: type) -> None:
    pixels = np.zeros((64, 64, 4), dtype)
    pixels[:, ::2] = np.iinfo(dtype).max  # opaque white beside transparent black
    tile = Pyramid(Photo(pixels), tile=32).tile(1, 0, 0)
    assert (tile[..., :3] == 255).all()
    assert (abs(tile[..., 3].astype(int) - 128) <= 1).all()
    assert not Pyramid(Photo(np.zeros((64, 64, 4), dtype)), tile=32).tile(1, 0, 0).any()


def test_tiles_are_views_and_read_only() -> None:
    photo = noise(75, 130)
    pyramid = Pyramid(photo, tile=32)
    for level in (0, 1):
        tile = pyramid.tile(level, 1, 1)
        assert not tile.flags.writeable
        assert tile.strides[1:] == (3, 1)
    assert np.shares_memory(pyramid.tile(0, 1, 1), photo.pixels)
    assert np.shares_memory(pyramid.tile(1, 0, 0), pyramid.tile(1, 0, 0))


def test_levels_are_made_on_first_use_and_can_be_stopped() -> None:
    pyramid = Pyramid(noise(200, 200), tile=32)
    assert [pyramid.ready(level) for level in range(4)] == [True, False, False, False]
    pyramid.tile(1, 0, 0)
    assert [pyramid.ready(level) for level in range(4)] == [True, True, False, False]
    assert not pyramid.build(cancelled=lambda: True)
    assert pyramid.build()
    assert pyramid.ready(3)


@pytest.mark.parametrize("place", [(4, 0, 0), (-1, 0, 0), (0, 5, 0), (0, 0, -1), (3, 1, 0)])
def test_a_tile_that_is_not_there(place: tuple[int, int, int]) -> None:
    with pytest.raises(IndexError):
        Pyramid(noise(75, 130), tile=32).tile(*place)


@pytest.mark.parametrize(("scale", "level"), [(4, 0), (1, 0), (0.51, 0), (0.5, 1), (0.3, 1), (0.25, 2), (0.001, 3)])
def test_the_level_for_a_zoom(scale: float, level: int) -> None:
    assert Pyramid(noise(200, 200), tile=32).level_for(scale) == level


def test_many_threads_may_ask_at_once() -> None:
    pyramid = Pyramid(noise(300, 400), tile=32)
    places = [(level, column, row) for level, facts in enumerate(pyramid.levels)
              for column in range(facts.columns) for row in range(facts.rows)]
    with ThreadPoolExecutor(4) as pool:
        tiles = list(pool.map(lambda place: pyramid.tile(*place), reversed(places)))
    for place, tile in zip(reversed(places), tiles, strict=True):
        assert np.array_equal(tile, pyramid.tile(*place))


def test_twenty_four_megapixels_are_ready_at_once() -> None:
    pyramid = Pyramid(Photo(np.full((4000, 6000, 3), 7, np.uint8)))
    began = time.perf_counter()
    pyramid.build()
    assert time.perf_counter() - began < 0.8


def test_rounding_of_deep_pixels() -> None:
    values = np.array([0, 128, 129, 257, 65535], np.uint16)
    assert eight_bit(values).tolist() == [0, 0, 1, 1, 255]
    assert eight_bit(np.array([-1, 0.5, 7], np.float32)).tolist() == [0, 128, 255]
