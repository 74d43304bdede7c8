"""What was found in a photo is found again without looking: for the same photo, and for no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.context import Context
from engine.errors import PoseFailed
from engine.photo import Photo, composite
from engine.tools.garment import TOOL
from engine.tools.garment.demo import draw_demo_garment
from engine.tools.garment.options import GarmentOptions
from engine.vision.kept import Kept, mark_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision import Vision


@dataclass(frozen=True)
class Found:
    """A result with arrays at two depths."""

    mask: NDArray[Any]
    parts: tuple[NDArray[Any], ...]


def found(size: int) -> Found:
    return Found(np.zeros(size, np.uint8), (np.zeros(size, np.uint8),))


def test_the_same_question_is_answered_once() -> None:
    kept, asked = Kept(), []

    def make() -> Found:
        asked.append(1)
        return found(10)

    assert kept.get(("one",), make) is kept.get(("one",), make)
    kept.get(("other",), make)
    assert len(asked) == 2
    kept.clear()
    kept.get(("one",), make)
    assert len(asked) == 3


def test_errors_are_not_kept() -> None:
    kept = Kept()

    def fail() -> Found:
        raise PoseFailed("No person was found in this photo.", "Choose another.")

    with pytest.raises(PoseFailed):
        kept.get(("one",), fail)
    assert kept.get(("one",), lambda: found(1)).mask.size == 1


def test_what_is_kept_cannot_be_written_to() -> None:
    result = Kept().get(("one",), lambda: found(4))
    for array in (result.mask, *result.parts):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_the_longest_unused_is_forgotten_first_and_giants_are_not_kept() -> None:
    kept = Kept(most=100)
    first = kept.get(("a",), lambda: found(20))
    kept.get(("b",), lambda: found(20))
    assert kept.get(("a",), lambda: found(20)) is first
    kept.get(("c",), lambda: found(20))
    assert kept.get(("a",), lambda: found(20)) is first
    giant = kept.get(("giant",), lambda: found(60))
    assert kept.get(("giant",), lambda: found(60)) is not giant
    assert kept.get(("a",), lambda: found(20)) is first


def test_one_pixel_makes_another_photo() -> None:
    pixels = np.zeros((8, 6, 3), np.uint8)
    other = pixels.copy()
    other[7, 5, 2] = 1
    marks = {mark_of(pixels), mark_of(other), mark_of(pixels.reshape(6, 8, 3)), mark_of(pixels.astype(np.uint16))}
    assert len(marks) == 4
    assert mark_of(pixels) == mark_of(pixels.copy())
    assert mark_of(pixels[:, ::-1]) == mark_of(pixels)


def test_a_second_run_looks_no_more_and_makes_the_same_picture(vision: Vision, astronaut: Photo) -> None:
    def run(person: Photo) -> NDArray[Any]:
        context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
        photos = {"person": person, "garment": Photo(draw_demo_garment())}
        return composite(person, TOOL.run(photos, GarmentOptions(), context).layers or ()).pixels

    vision.forget()
    first = run(astronaut)
    before = vision.inference_seconds
    assert np.array_equal(run(Photo(astronaut.pixels.copy())), first)
    assert vision.inference_seconds == before
    other = astronaut.pixels.copy()
    other[100, 400] = 255 - other[100, 400]
    run(Photo(other))
    assert vision.inference_seconds > before
    vision.forget()
    again = vision.inference_seconds
    run(astronaut)
    assert vision.inference_seconds > again
