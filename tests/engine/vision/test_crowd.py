"""People beside somebody larger: where they are looked for, and that they are found and nobody is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from engine.vision import go_on
from engine.vision.crowd import GRID, find_everybody, windows
from engine.vision.pose import find_people
from engine.vision.types import Joint

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.types import Rgb8


def picture(path: Path, long_side: int = 1024) -> Rgb8:
    with Image.open(path) as opened:
        opened.thumbnail((long_side, long_side))
        return np.asarray(opened.convert("RGB")).copy()


def rest_with(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """(200, 300) bool with filled boxes (x, y, width, height)."""
    rest = np.zeros((200, 300), np.bool_)
    for x, y, width, height in boxes:
        rest[y : y + height, x : x + width] = True
    return rest


def test_each_part_is_looked_at_whole_and_inside_the_picture() -> None:
    for box in ((20, 40, 40, 100), (260, 60, 40, 140), (0, 0, 30, 60)):
        (window,) = windows(rest_with(box), (200 * GRID, 300 * GRID))
        x, y, width, height = (GRID * value for value in box)
        assert window.x <= x and window.y <= y
        assert window.x + window.width >= x + width and window.y + window.height >= y + height
        assert window.x >= 0 and window.y >= 0
        assert window.x + window.width <= 300 * GRID and window.y + window.height <= 200 * GRID


def test_a_row_of_people_is_looked_at_one_by_one() -> None:
    found = windows(rest_with((20, 80, 240, 60)), (200 * GRID, 300 * GRID))
    middles = [window.x + window.width / 2 for window in found]
    assert len(found) == 5
    assert np.allclose(np.diff(middles), 240 * GRID / 5, atol=GRID)


def test_specks_and_thin_rims_are_nobody() -> None:
    assert windows(rest_with((10, 10, 8, 8), (50, 0, 3, 200)), (200 * GRID, 300 * GRID)) == []


def test_cancel_ends_the_search(vision: Vision, shared_photos: Path) -> None:
    class Stop(Exception):
        pass

    def stop() -> None:
        raise Stop

    with pytest.raises(Stop):
        find_everybody(vision.sessions, picture(shared_photos / "detect" / "zidane.jpg"), stop)


@pytest.mark.parametrize(("name", "least"), [("zidane", 2), ("bus", 2), ("group_06", 4), ("group_16", 6),
                                             ("group_21", 5)])
def test_people_beside_a_larger_one_are_found(vision: Vision, shared_photos: Path, name: str, least: int) -> None:
    image = picture(shared_photos / "detect" / f"{name}.jpg")
    everybody = find_everybody(vision.sessions, image, go_on)
    assert len(everybody) >= least
    assert len(everybody) > len(find_people(vision.sessions, image))
    chests = [person.pose.points[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]].mean(axis=0) for person in everybody]
    for number, chest in enumerate(chests):
        person = everybody[number]
        assert person.mask.shape == image.shape[:2]
        assert 0 <= chest[0] < image.shape[1] and 0 <= chest[1] < image.shape[0]
        apart = [np.hypot(*(chest - other)) for other in chests[:number]]
        assert all(gap > 0.3 * person.pose.shoulder_width for gap in apart)


@pytest.mark.parametrize("name", ["tryon/person_man_white", "tryon/person_dress_full", "tryon/person_red_top",
                                  "hair/curly_fair", "detect/person_dog_horse"])
def test_one_person_stays_one(vision: Vision, shared_photos: Path, name: str) -> None:
    assert len(find_everybody(vision.sessions, picture(shared_photos / f"{name}.jpg"), go_on)) == 1


def test_dogs_and_cars_are_nobody(vision: Vision, shared_photos: Path) -> None:
    image = picture(shared_photos / "detect" / "dog_bike_truck.jpg")
    assert find_everybody(vision.sessions, image, go_on) == []
