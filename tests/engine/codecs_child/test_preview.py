"""Opening for looking: small, upright, in the photo's own colours."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from engine.codecs.formats import FORMATS
from engine.codecs.preview import preview, shrunk
from engine.codecs.process.decoder import Decoder
from engine.codecs.sniff import Limits
from engine.codecs.write import encode
from engine.errors import ImageTooLarge, InvalidImageFormat
from engine.photo import Photo
from engine.profiles import display_p3_profile

if TYPE_CHECKING:
    from pathlib import Path

ORIENTATION = 0x0112


def scene(height: int = 900, width: int = 1200, channels: int = 3) -> Any:
    """Smooth colours that differ in every corner."""
    down, across = np.mgrid[0:1:height * 1j, 0:1:width * 1j]
    layers = [down, across, 1 - down, np.ones_like(down)][:channels]
    return (np.stack(layers, axis=-1) * 250).astype(np.uint8)


def jpeg(pixels: Any, orientation: int = 1, **options: Any) -> bytes:
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=92, exif=tags.tobytes(), **options)
    return buffer.getvalue()


def looked(data: bytes, megapixels: float) -> Photo:
    return preview(data, "a", megapixels, Limits())


@pytest.mark.parametrize(("megapixels", "size"), [
    (2, (900, 1200)), (0.6, (670, 894)), (0.3, (474, 632)), (0.02, (122, 163))])
def test_a_jpeg_comes_small(megapixels: float, size: tuple[int, int]) -> None:
    pixels = looked(jpeg(scene()), megapixels).pixels
    assert pixels.shape[:2] == size
    assert pixels.shape[0] * pixels.shape[1] <= megapixels * 1e6


@pytest.mark.parametrize("height", [600, 700, 800, 900, 1000, 1200])
def test_it_has_as_many_pixels_as_it_may(height: int) -> None:
    """Whatever fraction of its size the decoder can take: half the size of 1.2 megapixels is less than .36."""
    pixels = looked(jpeg(scene(height, 1200)), 0.36).pixels
    assert 0.99 * 0.36e6 < pixels.shape[0] * pixels.shape[1] <= 0.36e6


@pytest.mark.parametrize("form", ["jpeg", "png", "tiff", "webp"])
def test_it_looks_like_the_photo(form: str) -> None:
    from engine.codecs.pyramid import reduced

    photo = Photo(scene(), display_p3_profile())
    small = looked(encode(photo, FORMATS[form]), 0.2)
    height, width = small.pixels.shape[:2]
    assert np.abs(small.pixels.astype(int) - reduced(photo.pixels, width, height)).max() <= 3
    assert small.icc == photo.icc
    assert small.source is not None and small.source.format == form.upper()


def test_it_is_upright() -> None:
    turned = np.rot90(scene())
    small = looked(jpeg(np.ascontiguousarray(turned), orientation=6), 0.3).pixels
    assert small.shape[1] > small.shape[0]
    assert small[0, 0].argmax() == 2  # the corner where only the third colour is full
    assert (small[-1, -1] > 200).tolist() == [True, True, False]


def test_deep_and_transparent_photos_are_for_looking_too() -> None:
    deep = looked(encode(Photo(scene().astype(np.uint16) * 257), FORMATS["tiff"]), 0.1)
    assert deep.pixels.dtype == np.uint8
    assert np.abs(deep.pixels[0, -1].astype(int) - (0, 250, 250)).max() < 4
    clear = scene(channels=4)
    clear[:, 600:] = 0
    pixels = looked(encode(Photo(clear), FORMATS["png"]), 0.1).pixels
    assert pixels.shape[2] == 4
    seen = pixels[pixels[..., 3] > 0]
    assert seen[..., :3].max(axis=1).min() > 100  # nothing dark crept in from what cannot be seen


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_jpegs(mode: str) -> None:
    buffer = BytesIO()
    Image.fromarray(scene()).convert(mode).save(buffer, "JPEG", quality=95)
    assert looked(buffer.getvalue(), 0.1).pixels.shape[2] == 3


def test_a_strip_keeps_a_pixel_of_height() -> None:
    assert shrunk(np.zeros((1, 5000, 3), np.uint8), 10.0).shape[0] == 1


def test_errors_are_those_of_reading(tmp_path: Path) -> None:
    with pytest.raises(ImageTooLarge):
        preview(jpeg(scene()), "a", 2.0, Limits(pixels=1000))
    with Decoder() as decoder:
        (tmp_path / "cut.jpg").write_bytes(jpeg(scene())[:3000])
        with pytest.raises(InvalidImageFormat, match="damaged or cut off"):
            decoder.preview(tmp_path / "cut.jpg")
        (tmp_path / "whole.jpg").write_bytes(jpeg(scene()))
        small = decoder.preview(tmp_path / "whole.jpg", 0.3)
    assert small.pixels.shape == (474, 632, 3)
    assert small.source is not None and small.source.path == tmp_path / "whole.jpg"
