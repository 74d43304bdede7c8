"""The photo's sharpness: measured for softness that is known, and given to the garment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Photo
from engine.raster import luminance
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.sharpness import WINDOW, softness, windows

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.vision import Vision


def shapes(sigma: float, grain: float = 1.5) -> NDArray[np.uint8]:
    """Discs of many greys with edges of known softness, and grain."""
    rng = np.random.default_rng(3)
    large = np.full((1600, 1600), 90, np.uint8)
    for _ in range(90):
        centre = tuple(int(value) for value in rng.integers(0, 1600, 2))
        cv2.circle(large, centre, int(rng.integers(40, 160)), int(rng.integers(10, 250)), -1)
    small = cv2.resize(large, (400, 400), interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = small if sigma == 0 else cv2.GaussianBlur(small, (0, 0), sigma)
    soft = soft + rng.normal(0, grain, soft.shape)
    return np.clip(np.dstack([soft] * 3), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("sigma", "grain"), [(1.0, 1.5), (1.5, 1.5), (2.0, 1.5), (3.0, 0.3)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_known_softness_is_found(sigma: float, grain: float, dtype: type) -> None:
    pixels = shapes(sigma, grain).astype(dtype) * (257 if dtype is np.uint16 else 1)
    assert softness([pixels.astype(dtype)]) == pytest.approx(sigma, rel=0.15)


def test_sharp_edges_are_sharp_and_nothing_tells_nothing() -> None:
    sharp = softness([shapes(0)])
    assert sharp is not None
    assert sharp < 0.6
    grain = np.random.default_rng(1).normal(120, 2, (300, 300, 3)).astype(np.uint8)
    assert softness([grain]) is None
    assert softness([]) is None


def test_windows_lie_in_the_photo_where_the_person_shows_edges() -> None:
    proxy = np.full((500, 400, 3), 120, np.uint8)
    proxy[100:160, 50:110] = 220
    proxy[300:360, 250:310] = 220
    mask = np.zeros((500, 400), np.float32)
    mask[280:400, 230:330] = 1
    found = windows(proxy, mask, 1600, 2000)
    assert found
    for box in found:
        assert 0 <= box.x <= box.x + box.width <= 1600 and 0 <= box.y <= box.y + box.height <= 2000
        assert 920 - WINDOW <= box.x <= 1320 and 1120 - WINDOW <= box.y <= 1600
    assert windows(proxy, np.zeros_like(mask), 1600, 2000) == []


def detail(vision: Vision, person: Photo, garment: Photo, level: int) -> Any:
    """How steep the garment's layer is inside, mean."""
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    result = TOOL.run({"person": person, "garment": garment}, GarmentOptions(realism_level=level), context)
    layer = next(layer for layer in result.layers or () if layer.name == "Garment")
    inside = cv2.erode((layer.mask > 0.99).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    luma = luminance(layer.patch)
    return float(cv2.magnitude(cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1))[inside].mean())


def test_a_soft_photo_gets_a_soft_garment(vision: Vision, shared_photos: Path) -> None:
    sharp = read(shared_photos / "tryon" / "person_man_white.jpg")
    soft = Photo(cv2.GaussianBlur(sharp.pixels, (0, 0), 2.5))
    garment = read(shared_photos / "tryon" / "garment_tee_black_print.jpg")
    plain, followed, on_sharp = (detail(vision, photo, garment, level) for photo, level in
                                 ((soft, 1), (soft, 3), (sharp, 1)))
    assert followed < 0.7 * plain
    assert plain == pytest.approx(on_sharp, rel=0.15)
