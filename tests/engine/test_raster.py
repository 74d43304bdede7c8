"""The kernels: ramps, spreading colours, local means and grain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.raster import (
    blurred,
    evenly,
    local_mean,
    luminance,
    noise_sigma,
    pieces,
    ramp,
    span_of,
    spread,
    spread_coarsely,
)


def test_a_ramp_is_flat_outside_and_half_in_the_middle() -> None:
    values = ramp(np.array([-1.0, 0.2, 0.5, 0.8, 2.0]), 0.2, 0.8)
    assert values.tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]


def test_points_lie_evenly_over_a_mask() -> None:
    mask = np.zeros((90, 120), bool)
    mask[10:70, 20:110] = True
    points = evenly(mask, 60)
    x, y = points[:, 0].astype(int), points[:, 1].astype(int)
    assert 50 <= len(points) <= 90
    assert mask[y, x].all()
    assert set(np.diff(np.unique(x))) == set(np.diff(np.unique(y))) == {9}


def test_a_span_ends_where_the_mask_ends() -> None:
    mask = np.zeros((30, 40), bool)
    mask[4, 7] = mask[20, 33] = True
    assert span_of(mask) == (7, 33, 4, 20)
    with pytest.raises(ValueError, match="nothing"):
        span_of(np.zeros((5, 5), bool))


def test_spreading_keeps_known_pixels_and_fills_the_rest_between_their_neighbours() -> None:
    picture = np.zeros((64, 64, 3), np.float32)
    known = np.zeros((64, 64), bool)
    picture[:, :8], known[:, :8] = 40, True
    picture[:, -8:], known[:, -8:] = 200, True
    out = spread(picture, known)
    assert np.abs(out[known] - picture[known]).max() < 1e-3
    middle = out[:, 12:52, 0]
    assert middle.min() >= 39
    assert middle.max() <= 201
    assert out[32, 14, 0] < out[32, 50, 0]


def test_a_local_mean_sees_only_weighted_pixels() -> None:
    values = np.full((80, 80), 100.0, np.float32)
    values[:, 40:] = 250
    weight = np.zeros((80, 80), np.float32)
    weight[:, :40] = 1
    assert np.abs(local_mean(values, weight, 6.0)[:, :40] - 100).max() < 1


def test_grain_is_measured_and_luminance_weighs_green_most() -> None:
    noise = 128 + 5 * np.random.default_rng(1).standard_normal((200, 200)).astype(np.float32)
    assert abs(noise_sigma(noise, np.ones((200, 200), bool)) - 5) < 0.5
    assert noise_sigma(noise, np.zeros((200, 200), bool)) == 0
    red, green, blue = (luminance(np.eye(3)[None, [channel]])[0, 0] for channel in range(3))
    assert green > red > blue


def test_spreading_coarsely_fills_like_spreading() -> None:
    picture = np.zeros((81, 60, 3), np.float32)
    known = np.zeros((81, 60), bool)
    picture[:20], known[:20] = (200, 100, 50), True
    fine, coarse = spread(picture, known), spread_coarsely(picture, known)
    assert coarse.shape == fine.shape
    assert np.abs(coarse[40:] - fine[40:]).max() < 2
    assert np.abs(fine - [200, 100, 50]).max() < 1


def test_pieces_are_counted_as_opencv_counts_them() -> None:
    mask = np.random.default_rng(2).random((60, 70)) > 0.6
    for connectivity in (4, 8):
        labels, areas = pieces(mask, connectivity)
        _, same, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=connectivity)
        assert (labels == same).all()
        assert (areas[1:] == stats[1:, cv2.CC_STAT_AREA]).all()
        assert areas[0] == 0
    assert len(pieces(np.zeros((5, 5), bool))[1]) == 1


def test_a_wide_blur_at_half_the_size_is_the_same_blur() -> None:
    plane = np.zeros((121, 94), np.float32)
    plane[30:70, 20:51] = 1
    for sigma in (3.0, 5.5):
        away = np.abs(blurred(plane, sigma) - cv2.GaussianBlur(plane, (0, 0), sigma))
        assert away.max() < 0.02
        assert away.mean() < 0.001
