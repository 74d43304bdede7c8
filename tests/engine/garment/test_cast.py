"""The photo's white balance: found for lights that are known, left alone where it cannot be told, and carried over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Photo, composite, edit_mask
from engine.profiles import srgb_curve
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.cast import AXIS, factors, tint, warmth_of
from engine.vision.exposure import share_of_usual
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision import Vision

WHITE = (236, 236, 236)


def lit(image: NDArray[np.uint8], warmth: float) -> NDArray[np.uint8]:
    """``image`` as a light of that warmth would have shown it: multiplied in linear light."""
    light = np.exp(warmth * np.array([AXIS[0], 0, AXIS[1]]))
    linear = srgb_curve(256)[image] * (light / light.max())
    display = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(255 * display).astype(np.uint8)


def room(wall: tuple[int, int, int], skin: tuple[int, int, int] = (200, 150, 125)) -> Room:
    """A figure in a red coat before a wall with shelves of grey, black and white things."""
    rng = np.random.default_rng(7)
    image = np.full((300, 240, 3), wall, np.uint8)
    for _ in range(60):
        x, y = rng.integers(0, 220), rng.integers(0, 280)
        cv2.rectangle(image, (int(x), int(y)), (int(x) + 16, int(y) + 12), [int(rng.integers(20, 230))] * 3, -1)
    person, clothes, bare = np.zeros((3, 300, 240), np.float32)
    person[60:, 70:170] = clothes[120:, 70:170] = bare[60:120, 70:170] = 1
    image[bare > 0] = skin
    image[clothes > 0] = (180, 20, 30)
    return Room(np.clip(image + rng.normal(0, 2, image.shape), 0, 255).astype(np.uint8), person, clothes, bare)


class Room(NamedTuple):
    """A photo and its masks."""

    image: NDArray[np.uint8]
    person: Mask
    clothes: Mask
    skin: Mask


@pytest.mark.parametrize("warmth", [-0.3, -0.15, 0.2, 0.5])
@pytest.mark.parametrize("skin", [(200, 150, 125), (96, 66, 52)])
def test_a_known_light_is_found(warmth: float, skin: tuple[int, int, int]) -> None:
    scene = room((150, 150, 150), skin)
    assert warmth_of(*scene) == 0
    assert warmth_of(lit(scene.image, warmth), *scene[1:]) == pytest.approx(warmth, abs=0.06)


@pytest.mark.parametrize("wall", [(190, 60, 50), (50, 120, 60), (150, 60, 150)])
def test_a_coloured_wall_is_no_coloured_light(wall: tuple[int, int, int]) -> None:
    assert abs(warmth_of(*room(wall))) < 0.05


def test_skin_tells_a_yellow_wall_from_yellow_light() -> None:
    scene = room((150, 150, 150), (215, 175, 155))
    image = np.where(scene.person[..., None] > 0, scene.image, lit(scene.image, 0.4))
    assert warmth_of(image, scene.person, scene.clothes, np.zeros_like(scene.skin)) > 0.2
    assert warmth_of(image, *scene[1:]) < 0.1


def test_a_figure_without_ground_says_nothing() -> None:
    scene = room((150, 150, 150))
    assert warmth_of(lit(scene.image, 0.5), np.ones_like(scene.person), scene.clothes, scene.skin) == 0


def test_a_light_changes_colours_and_not_their_lightness() -> None:
    for warmth in (-0.3, 0.5):
        grey = np.full(3, 0.6) * factors(warmth)
        assert (grey ** 2.2) @ [0.2126, 0.7152, 0.0722] == pytest.approx(0.6**2.2, rel=0.01)
    assert factors(0.0).tolist() == [1, 1, 1]


@pytest.mark.parametrize("name", ["pair_00034_person", "person_man_white", "person_00121", "person_red_top"])
def test_studio_light_counts_as_neutral(vision: Vision, shared_photos: Path, name: str) -> None:
    body = vision.body(read(shared_photos / "tryon" / f"{name}.jpg"))
    assert warmth_of(body.image, body.person, np.maximum(body.clothes, body.lower), body.skin) == 0


def plain_shirt() -> Photo:
    """A white shirt without print, on a transparent ground."""
    from engine.tools.garment.demo import draw_demo_garment

    product = draw_demo_garment()
    alpha = (np.abs(product.astype(int) - product[0, 0]).max(axis=2) > 20).astype(np.uint8)
    alpha = cv2.morphologyEx(alpha, cv2.MORPH_CLOSE, np.ones((31, 31), np.uint8)) * np.uint8(255)
    return Photo(np.dstack([np.broadcast_to(np.uint8(WHITE), product.shape), alpha]))


def worn_colour(vision: Vision, person: Photo, level: int) -> Any:
    """Median Lab of the lit inside of the plain shirt on ``person``."""
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    result = TOOL.run({"person": person, "garment": plain_shirt()}, GarmentOptions(realism_level=level), context)
    layers = [layer for layer in result.layers or () if layer.name == "Garment"]
    covered = (edit_mask(layers, person.height, person.width) > 0.99).astype(np.uint8)
    inner = cv2.erode(covered, np.ones((25, 25), np.uint8)) > 0
    return np.median(lab(composite(person, result.layers or ()).pixels[inner]), axis=0)


def lab(rgb: Any) -> Any:
    return cv2.cvtColor((np.asarray(rgb, np.float32) / 255).reshape(-1, 1, 3), cv2.COLOR_RGB2LAB)[:, 0]


@pytest.mark.parametrize("warmth", [0.5, -0.3])
def test_the_garment_stands_in_the_photos_light(vision: Vision, shared_photos: Path, warmth: float) -> None:
    photo = read(shared_photos / "tryon" / "pair_00067_person.jpg")
    person = Photo(lit(photo.pixels, warmth))
    own = lab(np.array(WHITE))[0]
    seen = {level: worn_colour(vision, person, level) for level in (1, 3, 5)}
    towards = lab(np.array(WHITE) * factors(warmth))[0, 1:] - own[1:]
    shift = {level: float((value[1:] - own[1:]) @ towards / np.linalg.norm(towards)) for level, value in seen.items()}
    assert abs(shift[1]) < 0.5
    assert 1.5 < shift[3] < shift[5]
    assert all(np.linalg.norm(value - own) < 6 for value in seen.values())


@pytest.mark.parametrize("light", [1.0, 0.9, 0.6, 0.4])
def test_in_a_dark_photo_the_garment_is_as_dark(light: float) -> None:
    drawn = drawn_wearer(colours={Is.GROUND: WHITE})
    body = replace(drawn.body(), image=(drawn.image * light).astype(np.uint8))
    assert tint(body, 1) == (1, 1, 1), "as in its own photo"
    assert tint(body, 3) == pytest.approx((1, 1, 1) if light > 0.85 else (light,) * 3, abs=0.03)


def test_a_portrait_before_black_with_well_lit_skin_is_not_dark() -> None:
    drawn = drawn_wearer(colours={Is.GROUND: (12, 12, 12), Is.CLOTH: (20, 20, 24), Is.HAIR: (30, 22, 18)})
    body = drawn.body()
    body.image[body.skin > 0.9] = (190, 165, 150)
    assert share_of_usual(body.image) < 0.8
    assert min(tint(body, 3)) > 0.95
