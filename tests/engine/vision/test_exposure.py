"""Dark and hazy photos are looked at as if they were usual ones, and usual ones as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.vision.exposure import MOST, lifted, share_of_usual

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.vision import Vision

CHANGES = {
    "dark": lambda image: image * 0.55,
    "hazy": lambda image: image * 0.6 + 70,
    "dark and hazy": lambda image: image * 0.45 + 55,
}


def usual() -> NDArray[np.uint8]:
    """(160, 120, 3): a grey ramp from black to white with a coloured patch."""
    image = np.repeat(np.linspace(5, 245, 160)[:, None, None], 120, axis=1) * np.ones(3)
    image[60:100, 40:80] = (180, 90, 70)
    return np.rint(image).astype(np.uint8)


def changed(image: NDArray[np.uint8], how: str) -> NDArray[np.uint8]:
    """``image`` taken another way."""
    return np.clip(np.rint(CHANGES[how](image.astype(np.float64))), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("how", CHANGES)
def test_an_unusual_photo_is_looked_at_as_a_usual_one(how: str) -> None:
    image = usual()
    before = np.abs(changed(image, how).astype(int) - image).mean()
    after = np.abs(lifted(changed(image, how)).astype(int) - image).mean()
    assert after < 0.65 * before
    assert after < 12


def test_a_usual_photo_is_looked_at_as_it_is() -> None:
    image = usual()
    assert lifted(image) is image
    assert share_of_usual(image) == 1


def test_a_white_frame_hides_no_darkness() -> None:
    dark = changed(usual(), "dark")
    framed = cv2.copyMakeBorder(dark[2:-2, 2:-2], 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    assert share_of_usual(framed) == pytest.approx(share_of_usual(dark), abs=0.02)
    assert lifted(framed)[80, 60].tolist() == pytest.approx(lifted(dark)[80, 60].tolist(), abs=3)


@pytest.mark.parametrize("level", [0, 3, 255])
def test_a_picture_of_one_colour_stays_within_its_bounds(level: int) -> None:
    image = np.full((30, 40, 3), level, np.uint8)
    assert lifted(image).shape == image.shape
    assert np.array_equal(lifted(image)[0, 0], lifted(image)[-1, -1])
    assert lifted(image).max() <= MOST * level + 1


@pytest.mark.parametrize("how", ["dark", "hazy"])
def test_masks_are_the_same_in_unusual_light(shared_photos: Path, vision: Vision, how: str) -> None:
    photo = read(shared_photos / "tryon" / "person_00008.jpg")
    image = vision.proxy(photo)
    one, other = vision.body_in(image, 1.0, 0), vision.body_in(changed(image, how), 1.0, 0)
    for part, least in (("clothes", 0.95), ("hair", 0.85), ("skin", 0.85)):
        a, b = (getattr(body, part) > 0.5 for body in (one, other))
        assert float((a & b).sum() / (a | b).sum()) > least, part
    assert np.array_equal(other.image, changed(image, how))  # looked at only


def test_a_wall_of_a_strong_colour_hides_nobody(shared_photos: Path, vision: Vision) -> None:
    image = vision.proxy(read(shared_photos / "tryon" / "person_00121.jpg"))
    one = vision.body_in(image, 1.0, 0)
    share = cv2.merge((one.person,) * 3)
    before = np.rint(image * share + np.array([200, 40, 40]) * (1 - share)).astype(np.uint8)
    a, b = one.clothes > 0.5, vision.body_in(before, 1.0, 0).clothes > 0.5
    assert float((a & b).sum() / (a | b).sum()) > 0.93
