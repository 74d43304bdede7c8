"""Camera raw of five makers is developed to what its sensor saw, upright, and keeps all that it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.codecs.blocks import exif
from engine.codecs.blocks.ifd import directory, value_of
from engine.codecs.kinds.decoded import upright
from engine.codecs.process.decoder import Decoder
from engine.codecs.read import decode
from engine.errors import InvalidImageFormat
from engine.profiles import display_p3_profile, matrix_profile
from tests.fakes import photo_blocks
from tests.fakes.cr3_files import cr3_file, maker_part
from tests.fakes.raw_files import KINDS, NOTE, TAKEN, scene
from tests.fakes.survivors import tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.photo import Photo

pytest.importorskip("rawpy")
ALL = KINDS | {"cr3": cr3_file}
MAKERS = {"nef": b"NIKON CORPORATION", "arw": b"SONY", "orf": b"OLYMPUS CORPORATION", "cr2": b"Canon", "cr3": b"Canon",
          "raf": b"FUJIFILM"}


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as opened:
        yield opened


def opened(decoder: Decoder, folder: Path, kind: str, orientation: int = 1) -> Photo:
    path = folder / f"photo.{kind}"
    path.write_bytes(ALL[kind](orientation))
    return decoder.read(path)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_it_shows_what_the_sensor_saw(kind: str, orientation: int, decoder: Decoder, tmp_path: Path) -> None:
    photo = opened(decoder, tmp_path, kind, orientation)
    want = upright(scene(), orientation)
    assert photo.source is not None and photo.source.format == "RAW"
    assert photo.depth == 16 and photo.icc == display_p3_profile()
    assert photo.pixels.shape == want.shape
    profile = matrix_profile(display_p3_profile())
    assert profile is not None
    seen = profile.linear(photo.pixels / 65535)
    shown = want < 0.6  # LibRaw makes one in a hundred white
    gain = (seen * want)[shown].sum() / (want * want)[shown].sum()
    assert 0.8 < gain < 1.6
    assert np.abs(seen / gain - want)[shown].mean() < 0.004


@pytest.mark.parametrize("kind", ALL)
def test_it_keeps_all_that_it_says_of_itself(kind: str, decoder: Decoder, tmp_path: Path) -> None:
    data = ALL[kind](6)
    found = opened(decoder, tmp_path, kind, 6).metadata
    assert found.exif is not None
    held = {place: value for place, (_, value, _) in tags(found.exif).items()}
    assert held["main", 271].rstrip(b"\0") == MAKERS[kind]
    assert held["main", 306] == held["exif", 36867] == TAKEN.encode() + b"\0"
    assert held["main", 315] == b"A Photographer\0"
    assert ("exif", 33434) in held and ("gps", 2) in held
    assert exif.orientation_of(found.exif) == 1
    assert found.xmp == photo_blocks.xmp(1)
    body = exif.body_of(found.exif)
    inner = exif.below(body, exif.main(body), exif.EXIF_IFD)
    note = inner.get(exif.MAKER_NOTE) if inner else None
    assert note is not None
    if kind == "cr3":  # its own offsets count from the block's beginning
        own = directory(body, note.place)
        assert value_of(body, own.get(9)) == NOTE + b"\0"
        assert value_of(body, note) == maker_part()[8:]
    elif kind != "raf":  # a RAF's whole block is that of its JPEG
        assert data[note.place:note.place + note.size] == value_of(body, note)


@pytest.mark.parametrize("kind", ALL)
def test_for_looking_it_comes_at_half_its_size(kind: str, decoder: Decoder, tmp_path: Path) -> None:
    path = tmp_path / f"photo.{kind}"
    path.write_bytes(ALL[kind](6))
    small = decoder.preview(path, 0.003)
    assert small.pixels.dtype == np.uint8 and small.pixels.size <= 9000
    assert small.height > small.width


@pytest.mark.parametrize("kind", ALL)
def test_one_that_is_cut_off_is_told(kind: str, decoder: Decoder, tmp_path: Path) -> None:
    data = ALL[kind](1)
    path = tmp_path / f"photo.{kind}"
    for share in (0.02, 0.3, 0.6):
        path.write_bytes(data[:int(len(data) * share)])
        with pytest.raises(InvalidImageFormat, match="is damaged or cut off"):
            decoder.read(path)


def test_damaged_sensor_data_are_told(tmp_path: Path) -> None:
    data = bytearray(cr3_file())
    at = data.rindex(b"\xff\x01\0\x08")
    data[at:at + 4] = b"lost"
    with pytest.raises(InvalidImageFormat, match="RAW file photo is damaged"):
        decode(bytes(data), "photo", tmp_path)


def test_a_camera_that_nobody_knows_yet_is_told(tmp_path: Path) -> None:
    data = bytearray(cr3_file())
    at = data.index(b"CMP1") + 8
    data[at:at + 2] = b"\x09\x00"  # a version of the coding to come
    with pytest.raises(InvalidImageFormat, match="of a kind that cannot be read yet") as caught:
        decode(bytes(data), "photo", tmp_path)
    assert "DNG" in caught.value.remedy
