"""Locks over clothes: what they have of the old cloth's colour goes, their own tones stay."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import Box, Photo, composite
from engine.tools.base import tools
from engine.tools.garment.picture.thin_hair import thin_hair
from engine.tools.garment.segment import segment
from engine.tools.garment.wearer.strands import strands, with_locks
from tests.fakes.drawn_wearer import Drawn, Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.vision import Vision

    Bools = NDArray[np.bool_]

ROWS, COLUMNS = np.mgrid[0:600, 0:400]
FAIR, RED, LILAC, BROWN = (214, 178, 120), (215, 20, 40), (165, 145, 205), (125, 85, 50)
LOCK: Bools = (ROWS > 60) & (ROWS < 240) & (COLUMNS > 222) & (COLUMNS < 248)
INNER: Bools = (ROWS > 170) & (ROWS < 232) & (COLUMNS > 226) & (COLUMNS < 244)


def long_haired(hair: tuple[int, int, int], cloth: tuple[int, int, int], ground: int = 205) -> Drawn:
    """Somebody with a lock on the chest."""
    person = drawn_wearer(colours={Is.HAIR: hair, Is.CLOTH: cloth, Is.GROUND: (ground,) * 3}, grain=1.0)
    return person.painted(LOCK, hair, Is.HAIR)


def mixed(share: float) -> tuple[int, int, int]:
    """Fair hair with red cloth between."""
    red, green, blue = (round(share * one + (1 - share) * other) for one, other in zip(FAIR, RED, strict=True))
    return red, green, blue


def test_tones_of_brown_hair_over_lilac_are_no_cloth_between_it() -> None:
    person = long_haired(BROWN, LILAC)
    greyer = tuple(round(0.45 * value + 0.55 * 0.8 * np.mean(BROWN)) for value in BROWN)
    person = person.painted(INNER & (COLUMNS % 5 < 2), (greyer[0], greyer[1], greyer[2]), Is.HAIR)
    hair, cloth = strands(person.body())
    assert (hair[INNER] > 0.5).mean() > 0.97
    assert not cloth[INNER].any()


def test_red_cloth_seen_between_fair_strands_is_told_inside_of_a_lock() -> None:
    person = long_haired(FAIR, RED)
    gap = INNER & (ROWS > 205) & (COLUMNS > 233) & (COLUMNS < 238)
    person = person.painted(gap, (150, 14, 28), Is.HAIR)  # in the shade of the lock
    hair, cloth = strands(person.body())
    inside = cv2.erode(gap.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert hair[inside].max() < 0.3
    assert cloth[inside].all()


@pytest.mark.parametrize("share", [0.85, 0.6])
def test_hair_drawn_anew_has_its_own_hue_and_light(share: float) -> None:
    person = long_haired(FAIR, RED)
    ends = INNER & (ROWS > 212)
    person = person.painted(ends, mixed(share), Is.HAIR)
    person.image[ends & (COLUMNS % 4 < 2)] -= np.uint8(12)
    body = person.body()
    body.hair[ends] = 0.3
    box = Box(100, 20, 220, 400)
    here = box.slices
    scene: Any = SimpleNamespace(
        box=box,
        thin=np.where(ends, np.float32(0.3), np.float32(0))[here],
        worn=body.clothes[here],
        front=(body.hair[here] > 0.5).astype(np.float32),
    )
    wearer: Any = SimpleNamespace(body=body, frame=SimpleNamespace(width=140.0))
    colours, mask = thin_hair(scene, wearer)
    inside = (cv2.erode(ends.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)[here]
    assert mask[inside].min() > 0.95
    drawn = colours[inside].mean(axis=0)
    before = person.image[here][inside].mean(axis=0)
    off = [abs(float(some[0] - some[1]) - (FAIR[0] - FAIR[1])) for some in (drawn, before)]
    assert off[0] < 24, "a tenth of the old cloth's hue may be a tone of hair"
    assert off[0] < 0.75 * off[1]
    light = colours.mean(axis=2)
    dark = (inside & (COLUMNS % 4 < 2)[here], inside & (COLUMNS % 4 >= 2)[here])
    assert light[dark[1]].mean() - light[dark[0]].mean() > 8, "strands stay"
    assert not mask[~(cv2.dilate(ends.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)[here]].any()


def test_a_lock_of_the_skins_colour_that_cloth_surrounds_is_hair() -> None:
    person = long_haired(FAIR, RED)
    tip = LOCK & (ROWS > 185)
    seen = person.labels.copy()
    seen[tip] = Is.SKIN
    body = person.body(seen)
    inside = cv2.erode(tip.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert body.hair[inside].max() < 0.1
    out = with_locks(body)
    assert out.hair[inside].mean() > 0.9
    assert out.skin[inside].mean() < 0.1
    neck = (person.labels == Is.SKIN) & (ROWS > 120) & (ROWS < 165) & (np.abs(COLUMNS - 200) < 12)
    assert out.hair[neck].max() < 0.1


def test_the_ends_of_a_lock_through_which_cloth_is_seen_are_hair_down_to_their_tips() -> None:
    """Of a hue between the two, which neither has; what runs aside from the hair, or along bare skin, is a seam."""
    person = long_haired(FAIR, RED)
    tip = (ROWS >= 240) & (ROWS < 280) & (COLUMNS > 226) & (COLUMNS < 244)
    aside = (ROWS > 224) & (ROWS < 232) & (COLUMNS >= 248) & (COLUMNS < 262)
    for place in (tip, aside):
        person = person.painted(place, mixed(0.62), Is.CLOTH)
    body = person.body()
    out = with_locks(body)
    inside = cv2.erode(tip.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert body.hair[inside].max() < 0.1
    assert out.hair[inside].min() > 0.9
    assert out.clothes[inside].max() < 0.1
    assert out.hair[aside & (COLUMNS > 258)].max() < 0.1
    neckline = cv2.dilate(((person.labels == Is.SKIN) & (ROWS < 200)).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert np.array_equal(out.hair[neckline & (COLUMNS < 200)], body.hair[neckline & (COLUMNS < 200)])


def dressed(photo: Photo, garment: Photo, vision: Vision) -> tuple[NDArray[np.int64], Context]:
    """(H, W, 3): the photo with the garment on."""
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    result = tool.run({"person": photo, "garment": garment}, tool.options(), context)
    return composite(photo, result.layers or ()).pixels.astype(np.int64), context


@pytest.mark.parametrize(("known", "least"), [("rich_vision", 9500), ("vision", 9500)])
def test_fair_locks_stay_and_lose_the_red_of_the_old_top(
    known: str, least: int, shared_photos: Path, request: pytest.FixtureRequest
) -> None:
    photo = read(shared_photos / "tryon" / "person_red_top.jpg")
    garment = read(shared_photos / "tryon" / "garment_tank_guess.jpg")
    out, context = dressed(photo, garment, request.getfixturevalue(known))
    kept = segment(photo, 0, context).hair > 0.5
    assert np.array_equal(out[kept], photo.pixels[kept])
    chest = np.s_[300:460, 230:560]

    def red(pixels: NDArray[np.int64]) -> Bools:
        return np.asarray((pixels[..., 0] - pixels[..., 1] > 75) & (pixels[..., 0] > 120), np.bool_)

    assert red(photo.pixels[chest].astype(np.int64)).sum() > 10_000
    assert red(out[chest]).sum() < 20
    red_part, green, blue = cv2.split(out[chest][90:].astype(np.int16))
    assert ((red_part - blue > 45) & (green - blue > 20)).sum() > least


def test_hair_that_the_old_top_colours_stays_where_no_new_cloth_comes(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "person_00008.jpg")
    out, _ = dressed(photo, read(shared_photos / "tryon" / "garment_shirt_tropical.jpg"), vision)
    tip = np.s_[235:258, 440:480]
    assert (np.abs(out[tip] - photo.pixels[tip]).max(axis=-1) > 12).sum() < 100
