"""Photos that cannot be worked with: the right code, one sentence with the remedy, nothing left behind."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Fitting


def encoded(form: str) -> bytes:
    buffer = BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (90, 90, 3), dtype=np.uint8)).save(buffer, form)
    return buffer.getvalue()


def giant(form: str) -> bytes:
    """A small file whose header promises 60000 x 60000 pixels."""
    side = 60_000
    if form == "PNG":
        def chunk(name: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        pixels = zlib.compress(bytes(1000))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    data = bytearray(encoded(form))
    if form == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at:at + 4] = struct.pack(">HH", side, side)
    elif form == "GIF":
        data[6:10] = struct.pack("<HH", side, side)
    else:
        data[18:26] = struct.pack("<ii", side, side)
    return bytes(data)


BROKEN = {
    "not an image": b"Dear Sir or Madam,\nthis is a letter.\n",
    "a program": b"\x7fELF\x02\x01\x01" + bytes(400),
    "a page": b"<!DOCTYPE html><html><body>404</body></html>",
    "zero bytes": b"",
    "one byte": b"\xff",
    **{f"a {form}'s head alone": encoded(form)[:33] for form in ("JPEG", "PNG", "WEBP", "TIFF")},
    **{f"half a {form}": encoded(form)[:len(encoded(form)) // 2] for form in ("JPEG", "PNG", "WEBP", "TIFF", "GIF")},
}


@pytest.mark.parametrize("role", ["person", "garment"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_whole_picture(fitting: Fitting, role: str, name: str) -> None:
    bad = fitting.folder / "bad.jpg"
    bad.write_bytes(BROKEN[name])
    person, garment = (bad, fitting.garment) if role == "person" else (fitting.person, bad)
    said = fitting.refuses(person, garment)
    assert said.startswith("3 INVALID_IMAGE_FORMAT: ")
    assert "bad.jpg" in said
    assert "JPEG, PNG, TIFF or WebP" in said


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP"])
def test_a_giant_header_is_refused_before_any_memory_is_taken(fitting: Fitting, form: str) -> None:
    bad = fitting.folder / "bad.png"
    bad.write_bytes(giant(form))
    said = fitting.refuses(bad, fitting.garment)
    assert said.startswith("3 IMAGE_TOO_LARGE: ")
    assert "60000 x 60000" in said


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (63, 200)])
@pytest.mark.parametrize("role", ["person", "garment"])
def test_a_picture_of_next_to_nothing(fitting: Fitting, role: str, size: tuple[int, int]) -> None:
    bad = fitting.folder / "bad.png"
    Image.new("RGB", size, "grey").save(bad)
    person, garment = (bad, fitting.garment) if role == "person" else (fitting.person, bad)
    said = fitting.refuses(person, garment)
    assert said.startswith("3 INVALID_IMAGE_FORMAT: ")
    assert f"{size[0]} x {size[1]}" in said


def test_no_such_file_and_a_folder(fitting: Fitting) -> None:
    assert fitting.refuses(fitting.folder / "gone.png", fitting.garment).startswith("3 INVALID_IMAGE_FORMAT: ")
    assert fitting.refuses(fitting.folder, fitting.garment).startswith("3 INVALID_IMAGE_FORMAT: ")


def test_the_same_file_twice(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.person)
    assert said.startswith("2 USAGE: ")
    assert "same picture" in said


def noise(picture: Image.Image) -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 255, (*picture.size[::-1], 3), dtype=np.uint8))


def stripes(picture: Image.Image) -> Image.Image:
    """Sky, hills and a field: coloured, structured, without anybody."""
    height, width = picture.size[::-1]
    y, x = np.mgrid[:height, :width]
    hill = y > height * 0.5 + 40 * np.sin(x / 60.0) + 15 * np.sin(x / 11.0)
    field = y > height * 0.75
    out = np.where(field[..., None], (90, 140, 40), np.where(hill[..., None], (60, 80, 70), (120, 170, 230)))
    grain = np.random.default_rng(0).normal(0, 9, (height, width, 1))
    return Image.fromarray(np.clip(out + grain, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("change", [noise, stripes, lambda picture: Image.new("RGB", picture.size, "white")])
def test_nobody_in_the_photo(fitting: Fitting, change: Callable[[Image.Image], Image.Image]) -> None:
    bad = fitting.folder / "bad.png"
    change(Image.open(BytesIO(fitting.person.read_bytes()))).save(bad)
    said = fitting.refuses(bad, fitting.garment)
    assert said.startswith("3 POSE_FAILED: ")
    assert "from the front" in said


@pytest.mark.parametrize("change", [noise, stripes, lambda picture: Image.new("RGB", picture.size, "white")])
def test_no_garment_in_the_garment_photo(fitting: Fitting, change: Callable[[Image.Image], Image.Image]) -> None:
    bad = fitting.folder / "bad.png"
    change(Image.open(BytesIO(fitting.garment.read_bytes()))).save(bad)
    said = fitting.refuses(fitting.person, bad)
    assert said.startswith("3 SEGMENTATION_FAILED: ")
    assert "product photo" in said


def test_person_and_garment_swapped(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.garment, fitting.person)
    assert said.startswith("3 POSE_FAILED: ")
    assert "person first and the garment's product photo second" in said


def test_a_person_cut_at_the_chin(fitting: Fitting) -> None:
    """A head and no more: there is nothing to put a garment on."""
    bad = fitting.folder / "bad.png"
    with Image.open(fitting.person) as whole:
        whole.crop((130, 0, 330, 190)).resize((600, 570)).save(bad)
    assert fitting.refuses(bad, fitting.garment).startswith("3 POSE_FAILED: ")


@pytest.mark.parametrize("number", ["1", "7"])
def test_a_person_who_is_not_there(fitting: Fitting, number: str) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, None, "--person", number)
    assert said.startswith("3 POSE_FAILED: ")


def test_a_person_seen_from_behind(fitting: Fitting, shared_photos: Path) -> None:
    said = fitting.refuses(shared_photos / "detect" / "person_dog_horse.jpg", fitting.garment)
    assert said.startswith("3 POSE_FAILED: ")
    assert "from behind" in said


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_photo_that_lies_on_its_side(fitting: Fitting, shared_photos: Path, turn: int) -> None:
    bad = fitting.folder / "bad.png"
    with Image.open(shared_photos / "tryon" / "person_00121.jpg") as upright:
        upright.rotate(turn, expand=True).save(bad)
    said = fitting.refuses(bad, fitting.garment)
    assert said.startswith("3 POSE_FAILED: ")
    assert "Rotate the photo" in said or "No person was found" in said


@pytest.mark.parametrize("name", ["kodak19.png", "kodak08.png", "kodak23.png"])
def test_landscapes_are_neither_person_nor_garment(fitting: Fitting, shared_photos: Path, name: str) -> None:
    landscape = shared_photos / "restore" / name
    assert fitting.refuses(landscape, fitting.garment).startswith("3 POSE_FAILED: ")
    assert fitting.refuses(fitting.person, landscape).startswith("3 SEGMENTATION_FAILED: ")


@pytest.mark.parametrize("pair", ["00034", "00055", "00067"])
def test_swapped_shop_photos(fitting: Fitting, shared_photos: Path, pair: str) -> None:
    person, garment = (shared_photos / "tryon" / f"pair_{pair}_{name}.jpg" for name in ("person", "garment"))
    said = fitting.refuses(garment, person)
    assert said.startswith("3 POSE_FAILED: The garment photo shows a person")
    assert "person first" in said


def test_several_people_take_the_largest_and_say_so(fitting: Fitting, shared_photos: Path) -> None:
    with Image.open(shared_photos / "tryon" / "person_00121.jpg") as large, \
            Image.open(shared_photos / "tryon" / "person_man_white.jpg") as other:
        both = Image.new("RGB", (1400, 1024), (235, 235, 235))
        both.paste(other.resize((520, 693)), (0, 331))
        both.paste(large, (600, 0))
    both.save(fitting.folder / "both.png")
    assert fitting.run(fitting.folder / "both.png", fitting.garment, fitting.folder / "out.png") == 0
    assert "shows 2 people" in fitting.capture.readouterr().err
    before, after = (np.asarray(Image.open(fitting.folder / name)) for name in ("both.png", "out.png"))
    changed = (before != after).any(axis=2)
    assert changed[:, 600:].mean() > 0.05
    assert not changed[:, :400].any()
