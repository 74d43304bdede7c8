"""Layers as a file: every byte comes back, nothing but the box is stored, and a damaged file is told."""

from __future__ import annotations

import json
import random
import zipfile
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pytest

from engine.codecs.layers import pack, unpack
from engine.errors import InvalidImageFormat
from engine.photo import Box, Layer, Photo, composite


def drawn(dtype: Any, height: int = 90, width: int = 120) -> Photo:
    y, x = np.mgrid[:height, :width].astype(np.float32)
    unit = np.dstack([x / width, y / height, (x + y) / (width + height)])
    if dtype == np.float32:
        return Photo((unit * 1.5 - 0.2).astype(np.float32))
    return Photo((unit * np.iinfo(dtype).max).astype(dtype))


def layers(photo: Photo) -> tuple[Layer, ...]:
    """A soft one and one of a single pixel at the very corner."""
    box = Box(11, 20, 60, 41)
    y, x = np.mgrid[:box.height, :box.width]
    mask = np.clip(1.2 - np.hypot(y - 20, x - 30) / 25, 0, 1).astype(np.float32)
    patch = np.ascontiguousarray(photo.pixels[::-1, ::-1][box.slices][..., :3])
    corner = Box(photo.width - 1, photo.height - 1, 1, 1)
    return (Layer(patch, mask, box, "Kleid, Ärmel 日本", 0.625),
            Layer(patch[:1, :1].copy(), np.full((1, 1), 1e-7, np.float32), corner, ""))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_every_byte_comes_back_in_the_photos_own_depth(dtype: Any) -> None:
    photo = drawn(dtype)
    over = layers(photo)
    found, label = unpack(pack(over, photo, "composite"), photo)
    assert label == "composite"
    assert [(one.name, one.opacity, one.box) for one in found] == [(one.name, one.opacity, one.box) for one in over]
    for one, other in zip(found, over, strict=True):
        assert one.patch.dtype == other.patch.dtype
        assert one.patch.tobytes() == other.patch.tobytes()
        assert one.mask.tobytes() == other.mask.tobytes()
    assert composite(photo, found).pixels.tobytes() == composite(photo, over).pixels.tobytes()


def test_a_layer_costs_its_box_and_not_the_photo() -> None:
    photo = Photo(np.zeros((4000, 6000, 3), np.uint8))
    noise = np.random.default_rng(1).integers(0, 256, (100, 200, 3), dtype=np.uint8)
    box = Box(3000, 2000, 200, 100)
    data = pack([Layer(noise, np.ones((100, 200), np.float32), box, "Noise")], photo)
    assert len(data) < 1.1 * noise.nbytes + 2000
    soft = np.zeros((4000, 6000), np.float32)
    soft[500:3000, 500:4000] = 1
    data = pack([Layer(photo.pixels, soft, Box(0, 0, 6000, 4000), "Whole")], photo)
    assert len(data) < 0.01 * (photo.pixels.nbytes + soft.nbytes)


def test_other_programs_open_what_lies_in_it() -> None:
    photo = drawn(np.uint16)
    over = layers(photo)
    with zipfile.ZipFile(BytesIO(pack(over, photo))) as archive:
        assert archive.testzip() is None
        facts = json.loads(archive.read("layers.json"))
        picture = cv2.imdecode(np.frombuffer(archive.read(facts["layers"][0]["patch"]), np.uint8), cv2.IMREAD_UNCHANGED)
    assert (facts["width"], facts["height"], facts["pixels"]) == (120, 90, "uint16")
    np.testing.assert_array_equal(picture[..., ::-1], over[0].patch)


def test_layers_of_another_photo_are_told() -> None:
    photo = drawn(np.uint8)
    data = pack(layers(photo), photo)
    for other in (drawn(np.uint16), drawn(np.uint8, 91)):
        with pytest.raises(InvalidImageFormat):
            unpack(data, other)


def changed(data: bytes, **facts: Any) -> bytes:
    """The file with other facts in its listing; those of the first layer by ``first``."""
    out, first = BytesIO(), facts.pop("first", {})
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "layers.json":
                said = json.loads(content) | facts
                if first:
                    said["layers"][0] |= first
                content = json.dumps(said).encode()
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("facts", [
    {"version": 2}, {"first": {"box": [-1, 0, 60, 41]}}, {"first": {"box": [100, 20, 60, 41]}},
    {"first": {"box": [11, 20, 59, 41]}}, {"first": {"opacity": 7}}, {"first": {"opacity": "much"}},
    {"first": {"patch": "2-patch.png"}}, {"first": {"mask": "1-patch.png"}}, {"first": {"mask": "gone.tiff"}},
    {"layers": [7]}, {"layers": 7}, {"label": None}, {"first": {"name": 3}}, {"first": {"box": [11, 20, 1e400, 41]}},
    {"first": {"box": [11, 20, 60]}}, {"first": {"opacity": float("nan")}}])
def test_a_listing_that_does_not_fit_is_told(facts: dict[str, Any]) -> None:
    photo = drawn(np.uint8)
    with pytest.raises(InvalidImageFormat):
        unpack(changed(pack(layers(photo), photo), **facts), photo)


def test_no_damage_raises_anything_else() -> None:
    photo = drawn(np.uint8, 30, 40)
    over = (Layer(photo.pixels[:20, :20].copy(), np.ones((20, 20), np.float32), Box(3, 4, 20, 20), "One"),)
    data, dice, told = pack(over, photo), random.Random(3), 0
    for _ in range(1500):
        broken = bytearray(data)
        if dice.random() < 0.3:
            del broken[dice.randrange(len(broken)):]
        for _ in range(dice.randint(1, 4)):
            if broken:
                broken[dice.randrange(len(broken))] = dice.randrange(256)
        try:
            unpack(bytes(broken), photo)
        except InvalidImageFormat:
            told += 1
    assert told > 1000  # ZIP keeps a checksum of each picture
