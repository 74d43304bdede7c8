"""A helmet held before the clothes stays in front, and the dark inside of its collar ring is no hair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.context import Context
from engine.photo import Photo, composite
from engine.tools.base import tools
from engine.tools.garment.wearer.strands import without_strangers
from engine.tools.garment.wearer.things import with_things
from tests.fakes.drawn_garments import draw
from tests.fakes.drawn_wearer import Is, drawn_wearer

if TYPE_CHECKING:
    from engine.vision import Vision

ROWS, COLUMNS = np.mgrid[0:600, 0:400]
DARK = (20, 20, 24)


def test_a_large_dark_thing_before_plain_clothes_at_one_side_is_a_thing() -> None:
    helmet = np.hypot(COLUMNS - 290, ROWS - 340) < 52
    body = with_things(drawn_wearer(sleeve=1.0).painted(helmet, DARK, Is.CLOTH).body())
    assert body.things is not None
    assert body.things[helmet & (np.hypot(COLUMNS - 290, ROWS - 340) < 47)].mean() > 0.95
    assert body.things[np.hypot(COLUMNS - 290, ROWS - 340) > 62].max() < 0.1


def test_a_large_print_on_the_chest_is_none() -> None:
    printed = np.hypot(COLUMNS - 200, ROWS - 280) < 50
    assert with_things(drawn_wearer(sleeve=1.0).painted(printed, DARK, Is.CLOTH).body()).things is None


def test_sleeves_of_another_colour_are_none() -> None:
    person = drawn_wearer(sleeve=1.0)
    sleeves = (person.labels == Is.CLOTH) & (np.abs(COLUMNS - 200) > 66)
    assert with_things(person.painted(sleeves, DARK, Is.CLOTH).body()).things is None


def test_hair_of_another_colour_apart_from_the_head_is_clothes() -> None:
    person = drawn_wearer(colours={Is.HAIR: (190, 160, 110)})
    inside, lock = ((ROWS > 150) & (ROWS < 175) & (low < COLUMNS) & (low + 20 > COLUMNS) for low in (140, 240))
    body = person.painted(inside, DARK, Is.HAIR).painted(lock, (186, 157, 108), Is.HAIR).body()
    out = without_strangers(body)
    assert out.hair[inside].max() == 0
    assert out.clothes[inside].mean() > 0.9
    assert np.array_equal(out.hair[~inside & (COLUMNS > 170)], body.hair[~inside & (COLUMNS > 170)])
    assert without_strangers(drawn_wearer().body()).hair.max() > 0.9


def test_the_inside_of_a_hood_larger_than_the_hair_is_clothes_and_the_hair_stays() -> None:
    person = drawn_wearer(colours={Is.HAIR: (190, 160, 110)})
    hair = person.labels == Is.HAIR
    hood = (ROWS > 150) & (ROWS < 260) & (np.abs(COLUMNS - 200) < 62) & (person.labels == Is.CLOTH)
    assert hood.sum() > 1.5 * hair.sum()
    body = person.painted(hood, DARK, Is.HAIR).body()
    out = without_strangers(body)
    assert np.array_equal(out.hair[ROWS < 130], body.hair[ROWS < 130])
    assert out.hair[hood].max() == 0


def test_hair_stays_to_the_byte_above_a_dark_collar(vision: Vision, astronaut: Photo) -> None:
    cut = Photo(np.ascontiguousarray(astronaut.pixels[:509, :507]))  # here vision takes the collar's inside for hair
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    layers = tool.run({"person": cut, "garment": draw().photo}, tool.options(max_retries=0), context).layers or ()
    out = composite(cut, layers).pixels
    assert np.array_equal(out[:125], cut.pixels[:125])
    dark = out[195:245, 160:280].max(axis=2) < 60
    assert dark.mean() < 0.1
