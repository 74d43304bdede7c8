"""The demo: a garment drawn by the program and a portrait, so that a first run needs no photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from engine.photo import Photo
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.demo import MIDDLE, SHOULDER, SLEEVE_INNER, draw_demo_garment
from engine.tools.garment.prepare import prepare
from engine.vision import Vision
from engine.weights import Shelf
from installer.demo import write_inputs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_garment_is_a_product_photo_on_white() -> None:
    garment = draw_demo_garment()
    assert garment.shape == (1024, 768, 3)
    assert garment.dtype == np.uint8
    border = np.concatenate([garment[:20].reshape(-1, 3), garment[-20:].reshape(-1, 3), garment[:, :20].reshape(-1, 3)])
    assert border.min() > 245
    covered = (garment.min(axis=2) < 200).mean()
    assert 0.3 < covered < 0.7


def test_the_garment_is_the_same_on_every_call() -> None:
    assert np.array_equal(draw_demo_garment(), draw_demo_garment())


def test_the_garment_is_read_as_the_sweater_that_was_drawn() -> None:
    cloth = prepare(Photo(draw_demo_garment()), None, Vision(Shelf.from_environment()))
    assert cloth.kind is GarmentType.LONGSLEEVE
    neck, armpit = SHOULDER[0], SLEEVE_INNER[-1]
    assert np.abs(np.subtract(cloth.anchors.neck_right, (MIDDLE + neck[0], neck[1]))).max() < 12
    assert abs(cloth.anchors.armpit_right[0] - MIDDLE - armpit[0]) < 12
    assert abs(cloth.axis_x - MIDDLE) < 8


def test_the_demo_inputs_are_pictures(tmp_path: Path) -> None:
    portrait, garment = write_inputs(tmp_path / "demo")
    for path, size in ((portrait, (512, 512)), (garment, (768, 1024))):
        with Image.open(path) as picture:
            assert picture.size == size
