"""Persons cut, mirrored and enlarged at random: a fit or an error in words, and nothing changes beside the edit."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.errors import LookroomError
from engine.photo import Photo, composite
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.types import Rgb8

STAGES = tuple(stage.id for stage in TOOL.stages)


def cut(photo: Rgb8, chance: random.Random) -> Rgb8:
    """A part of a photo, perhaps mirrored, smaller or larger."""
    height, width = photo.shape[:2]
    left, top = int(chance.uniform(0, 0.3) * width), int(chance.uniform(0, 0.3) * height)
    right, bottom = int(chance.uniform(0.6, 1) * width), int(chance.uniform(0.5, 1) * height)
    part = photo[top:bottom, left:right]
    part = part[:, ::-1] if chance.random() < 0.3 else part
    scale = chance.choice((0.4, 1.0, 1.7))
    return np.ascontiguousarray(cv2.resize(np.ascontiguousarray(part), None, fx=scale, fy=scale), np.uint8)


@pytest.mark.parametrize("seed", range(8))
def test_a_person_cut_anyhow_is_dressed_or_refused_in_words(shared_photos: Path, vision: Vision, seed: int) -> None:
    chance = random.Random(seed)
    folder = shared_photos / "tryon"
    person = Photo(cut(read(chance.choice(sorted(folder.glob("person_*.jpg")))).pixels, chance))
    garment = read(chance.choice(sorted(folder.glob("garment_*.jpg"))))
    options = GarmentOptions(preserve_face=chance.random() < 0.8, preserve_background=chance.random() < 0.7)
    try:
        result = TOOL.run({"person": person, "garment": garment}, options, Context(vision=vision, stages=STAGES))
    except LookroomError as error:
        assert error.what
        assert error.remedy
        return
    edit = np.zeros(person.pixels.shape[:2], np.bool_)
    for layer in result.layers or ():
        edit[layer.box.slices] |= layer.mask > 0
    assert edit.any()
    assert not edit.all()
    assert np.array_equal(composite(person, result.layers or ()).pixels[~edit], person.pixels[~edit])
