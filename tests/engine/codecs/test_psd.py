"""Layered PSD read back by psd-tools and Pillow: layers with mask, name and opacity, and the same flattened picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import Resource

from engine.codecs.formats import FORMATS
from engine.codecs.kinds import psd
from engine.codecs.write import encode
from engine.errors import UsageError
from engine.photo import Box, Layer, Metadata, Photo, Source, composite
from engine.profiles import display_p3_profile, srgb_profile
from tests.fakes import photo_blocks
from tests.fakes.photo_files import HEIGHT, WIDTH, drawn, whole

NAMES = ("What was behind", "Kleid, Ärmel 日本")


def layers(dtype: Any) -> tuple[Layer, ...]:
    y, x = np.mgrid[:40, :60]
    soft = np.clip(1 - np.hypot(y - 20, x - 30) / 25, 0, 1).astype(np.float32)
    top = np.iinfo(dtype).max
    return (Layer(np.full((40, 60, 3), (top, 0, top // 2), dtype), soft, Box(20, 30, 60, 40), NAMES[0]),
            Layer(drawn(dtype)[:20, :30].copy(), np.ones((20, 30), np.float32), Box(WIDTH - 30, 0, 30, 20), NAMES[1],
                  0.4))


def written(photo: Photo, over: tuple[Layer, ...]) -> tuple[bytes, Photo]:
    out = composite(photo, over)
    return encode(out, FORMATS["psd"], layers=(photo, over)), out


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_layers_come_back_with_mask_name_and_opacity(dtype: Any) -> None:
    photo, over = Photo(drawn(dtype), display_p3_profile()), layers(dtype)
    data, out = written(photo, over)
    file = PSDImage.open(BytesIO(data))
    assert (file.width, file.height, file.depth) == (WIDTH, HEIGHT, 8 * np.dtype(dtype).itemsize)
    assert [layer.name for layer in file] == ["Background", *NAMES]
    top = np.iinfo(dtype).max
    assert np.array_equal(np.rint(file[0].numpy("color") * top), photo.pixels)
    for found, layer in zip(list(file)[1:], over, strict=True):
        assert found.bbox == (layer.box.x, layer.box.y, layer.box.x + layer.box.width, layer.box.y + layer.box.height)
        assert found.opacity == round(layer.opacity * 255)
        assert np.array_equal(np.rint(found.numpy("color") * top), layer.patch)
        assert found.mask is not None
        mask = np.asarray(found.numpy("mask"))[..., 0]
        assert np.abs(mask - layer.mask).max() <= 0.51 / top
    assert np.array_equal(np.rint(file.numpy() * top), out.pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_layers_laid_by_another_program_give_the_same_picture(dtype: Any) -> None:
    data, out = written(Photo(drawn(dtype)), layers(dtype))
    laid = PSDImage.open(BytesIO(data)).composite(force=True, apply_icc=False)
    assert laid is not None
    want = out.pixels if dtype is np.uint8 else np.rint(out.pixels / 257)
    assert np.abs(np.asarray(laid.convert("RGB")).astype(int) - want).max() <= 1


def test_pillow_reads_the_flattened_picture_and_the_profile() -> None:
    data, out = written(Photo(drawn()), layers(np.uint8))
    with Image.open(BytesIO(data)) as image:
        assert np.array_equal(np.asarray(image), out.pixels)
        assert image.info["icc_profile"] == srgb_profile()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_transparent_photos_keep_their_alpha(dtype: Any) -> None:
    pixels = drawn(dtype, 4)
    data = encode(Photo(pixels), FORMATS["psd"])
    file = PSDImage.open(BytesIO(data))
    top = np.iinfo(dtype).max
    assert np.array_equal(np.rint(file[0].numpy() * top), pixels)
    flat = np.rint(file.numpy() * top)
    assert np.array_equal(flat[..., 3], pixels[..., 3])
    assert np.abs(flat[..., :3] - pixels[..., :3]).max() <= 2  # mixed with white, and taken out again


def test_blocks_and_resolution_have_their_places() -> None:
    metadata = whole()
    source = Source(__file__, "JPEG", "RGB", 8, ppi=(300.0, 240.0))  # type: ignore[arg-type]
    data = encode(Photo(drawn(), display_p3_profile(), metadata, source), FORMATS["psd"])
    blocks: Any = PSDImage.open(BytesIO(data)).image_resources
    assert bytes(blocks[Resource.ICC_PROFILE].data) == display_p3_profile()
    assert bytes(blocks[Resource.EXIF_DATA_1].data) == metadata.exif
    assert bytes(blocks[Resource.XMP_METADATA].data) == metadata.xmp
    assert bytes(blocks[Resource.IPTC_NAA].data) == photo_blocks.IPTC
    found = blocks[Resource.RESOLUTION_INFO].data
    assert (found.horizontal / 65536, found.vertical / 65536) == (300.0, 240.0)
    assert bytes(blocks[2000].data).startswith(b"a clipping path")


def test_sides_that_are_too_long_are_refused() -> None:
    with pytest.raises(UsageError, match="PSD cannot hold 30001"):
        encode(Photo(np.zeros((1, 30001, 3), np.uint8)), FORMATS["psd"])


def test_metadata_are_not_needed() -> None:
    photo = Photo(drawn(), None, Metadata())
    assert len(list(PSDImage.open(BytesIO(encode(photo, FORMATS["psd"]))))) == 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 7), (5, 3), (33, 65)])
def test_odd_sizes_and_tiny_layers(dtype: Any, height: int, width: int) -> None:
    rng = np.random.default_rng(height * width)
    top = np.iinfo(dtype).max
    photo = Photo(rng.integers(0, top, (height, width, 3), dtype, endpoint=True))
    names = ("", "Zwölf Boxkämpfer 日本 👗", "n" * 300)
    boxes = (Box(0, 0, 1, 1), Box(width - 1, height - 1, 1, 1), Box(0, 0, width, height))
    over = tuple(Layer(rng.integers(0, top, (box.height, box.width, 3), dtype, endpoint=True),
                       rng.random((box.height, box.width), np.float32), box, name)
                 for name, box in zip(names, boxes, strict=True))
    data, out = written(photo, over)
    file = PSDImage.open(BytesIO(data))
    assert [layer.name for layer in file] == ["Background", *names]
    for found, layer in zip(list(file)[1:], over, strict=True):
        assert found.bbox == (layer.box.x, layer.box.y, layer.box.x + layer.box.width, layer.box.y + layer.box.height)
        assert np.array_equal(np.rint(found.numpy("color") * top), layer.patch)
        assert np.abs(np.asarray(found.numpy("mask"))[..., 0] - layer.mask).max() <= 0.51 / top
    assert np.array_equal(np.rint(file.numpy() * top), out.pixels)
    if dtype is np.uint8:  # deeper, psd-tools counts the filling bytes of the block of layers elsewhere
        kept = BytesIO()
        file.save(kept)
        assert kept.getvalue() == data


def test_more_than_two_gigabytes_are_refused_before_any_work() -> None:
    huge = np.broadcast_to(np.zeros((1, 1, 3), np.uint16), (20_000, 20_000, 3))
    with pytest.raises(UsageError, match="2 gigabytes"):
        psd.encode(huge, srgb_profile(), Metadata(), None, None)
