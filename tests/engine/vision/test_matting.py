"""Masks carried to full size, colours freed of the ground."""

from __future__ import annotations

import numpy as np
import pytest

from engine.vision.guided import Guide
from engine.vision.matting import decontaminated, refine


def disc_photo(size: int, dtype: type = np.uint8) -> tuple[np.ndarray, np.ndarray]:
    """A red disc on blue with a true edge one pixel wide, and its coverage."""
    y, x = np.mgrid[0:size, 0:size]
    inside = np.clip(size * 0.3 - np.hypot(x - size / 2 + 0.5, y - size / 2 + 0.5) + 0.5, 0, 1)[..., None]
    top = 1.0 if dtype is np.float32 else np.iinfo(dtype).max
    colour = (inside * [0.8, 0.1, 0.1] + (1 - inside) * [0.1, 0.2, 0.7]) * top
    return colour.astype(dtype), inside[..., 0].astype(np.float32)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_a_small_mask_finds_the_edge_of_the_large_photo(dtype: type) -> None:
    large, truth = disc_photo(1600, dtype)
    small = disc_photo(400)[1]
    blunt = np.repeat(np.repeat(small, 4, 0), 4, 1)
    fine = refine(small, large)
    assert fine.shape == truth.shape
    assert fine.dtype == np.float32
    assert float(np.abs(fine - truth).mean()) < 0.25 * float(np.abs(blunt - truth).mean())


def test_strips_meet_without_a_seam() -> None:
    large, truth = disc_photo(1600)
    fine = refine(disc_photo(400)[1], large)
    for row in (512, 1024):
        assert float(np.abs(fine[row] - truth[row]).max()) <= float(np.abs(fine[row - 3] - truth[row - 3]).max()) + 0.1


def test_flat_masks_stay_what_they_are() -> None:
    large = disc_photo(300)[0]
    assert not refine(np.zeros((100, 100), np.float32), large).any()
    assert float(refine(np.ones((100, 100), np.float32), large).min()) > 0.999


def test_a_mask_of_the_photos_size_is_handed_through() -> None:
    photo, mask = disc_photo(200)
    assert refine(mask, photo) is mask


def test_one_pixel() -> None:
    assert refine(np.ones((1, 1), np.float32), np.zeros((1, 1, 3), np.uint8)).shape == (1, 1)


def test_the_grounds_colour_is_taken_out_of_soft_edges_only() -> None:
    photo, alpha = disc_photo(400)
    clean = decontaminated(photo, alpha)
    soft = (alpha > 0.2) & (alpha < 0.8)
    assert float(np.abs(clean[soft].astype(int) - [204, 25, 25]).max()) <= 6
    assert np.array_equal(clean[alpha == 1], photo[alpha == 1])
    assert np.array_equal(clean[alpha == 0], photo[alpha == 0])


def test_a_guide_smooths_noise_but_keeps_the_photos_edge() -> None:
    photo, truth = disc_photo(300)
    noisy = (truth + np.random.default_rng(4).normal(0, 0.2, truth.shape)).astype(np.float32)
    drawn = Guide(photo, 10, 1e-4).smooth(noisy)
    assert float(np.abs(drawn - truth).mean()) < 0.4 * float(np.abs(noisy - truth).mean())
    assert float(np.abs(drawn - truth)[(truth > 0) & (truth < 1)].mean()) < 0.1
