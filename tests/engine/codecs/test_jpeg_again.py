"""A JPEG that was opened and is saved again shows what it showed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from skimage import data
from skimage.color import deltaE_cie76

from engine.codecs.formats import FORMATS
from engine.codecs.kinds.jpeg_chroma import for_halving
from engine.codecs.read import decode
from engine.codecs.write import encode
from engine.photo import Box, Layer, Photo, composite
from tests.fakes.photo_files import P3, drawn, jpeg_file, saved, whole
from tests.fakes.survivors import lab

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path("photo")


def again(photo: Photo) -> NDArray[Any]:
    return decode(encode(photo, FORMATS["jpeg"]), "photo", HERE).pixels


@pytest.mark.parametrize("subsampling", [0, 1, 2], ids=["444", "422", "420"])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_nothing_changes_where_nothing_was_done(subsampling: int, orientation: int) -> None:
    if subsampling == 1 and orientation == 6:
        pytest.skip("colours halved across a photo that was turned since: they lose once more")
    photo = decode(jpeg_file(P3, whole(orientation), subsampling=subsampling), "photo", HERE)
    out = again(photo)
    away = np.abs(out.astype(int) - photo.pixels)
    if orientation == 1:
        assert away.max() <= 2 and (away > 0).mean() < 0.005
    else:  # turned, a decoder's rounding falls on the other side
        assert away.max() <= 3 and away.mean() < 0.4


def test_a_photo_changes_less_than_can_be_seen_and_an_edit_only_its_place() -> None:
    from PIL import Image

    photo = decode(saved(Image.fromarray(data.astronaut()), "JPEG", quality=85, subsampling=2), "photo", HERE)
    grey = np.full((64, 96, 3), 128, np.uint8)
    edited = composite(photo, [Layer(grey, np.ones((64, 96), np.float32), Box(160, 96, 96, 64), "Patch")])
    out = again(edited)
    away = deltaE_cie76(lab(Photo(out)), lab(photo))
    away[80:176, 144:272] = 0
    assert away.mean() < 0.12
    assert np.abs(out[112:144, 176:240].astype(int) - 128).max() <= 2


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (7, 2), (33, 65)])
@pytest.mark.parametrize("rows_too", [True, False])
def test_any_size_keeps_its_size_and_its_lightness(height: int, width: int, rows_too: bool) -> None:
    rgb = drawn()[:height, :width].copy()
    out = for_halving(rgb, rows_too=rows_too)
    weights = np.array([0.299, 0.587, 0.114])
    assert out.shape == rgb.shape
    assert np.abs(out @ weights - rgb @ weights).max() < 2
