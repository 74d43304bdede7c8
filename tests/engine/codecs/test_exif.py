"""EXIF blocks: changed in place, so that whatever is not named keeps its bytes and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.codecs.blocks import exif
from engine.codecs.blocks.exif_gather import has_note, of_parts, of_tiff
from engine.codecs.formats import FORMATS
from engine.codecs.read import decode
from engine.codecs.write import encode, losses
from engine.photo import Metadata, Photo
from tests.fakes import photo_blocks
from tests.fakes.cr3_files import structure
from tests.fakes.photo_files import drawn
from tests.fakes.raw_files import described, exposure, place_of_shot
from tests.fakes.survivors import tags

ORDERS = ["<", ">"]
NOTE = b"points at itself"


def test_the_block_of_the_tests_says_what_it_should() -> None:
    from io import BytesIO

    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=exif.PREFIX + photo_blocks.exif(6, ">"))
    with Image.open(buffer) as image:
        found = image.getexif()
        assert found[271] == "Testcam" and found[274] == 6
        assert found.get_ifd(exif.GPS_IFD)[2] == (53, 4, 48)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("prefix", [b"", exif.PREFIX])
def test_only_the_orientation_changes(order: str, prefix: bytes) -> None:
    block = prefix + photo_blocks.exif(6, order)
    turned = exif.upright_block(block)
    assert exif.orientation_of(block) == 6
    assert exif.orientation_of(turned) == 1
    assert sum(a != b for a, b in zip(turned, block, strict=True)) == 1


@pytest.mark.parametrize("order", ORDERS)
def test_sizes_are_corrected_and_grow_beyond_sixteen_bits(order: str) -> None:
    block = exif.sized(photo_blocks.exif(1, order), 70_000, 5)
    inner = exif.below(block, exif.main(block), exif.EXIF_IFD)
    assert inner is not None
    assert [exif.whole(block, inner.get(tag)) for tag in (exif.PIXEL_WIDTH, exif.PIXEL_HEIGHT)] == [70_000, 5]
    assert len(block) == len(photo_blocks.exif())
    assert exif.main(block).get(exif.WIDTH) is None  # what was not there is not added


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", ["Lookroom 1", "a name that is longer than the one before, so that it has to move"])
def test_software_moves_nothing(order: str, name: str) -> None:
    block = photo_blocks.exif(1, order)
    signed = exif.signed(block, name)
    entry = exif.main(signed).get(exif.SOFTWARE)
    assert entry is not None
    assert signed[entry.place:entry.place + entry.size] == name.encode() + b"\0"
    assert signed.find(NOTE) == block.find(NOTE)
    assert tags(signed) == tags(block)
    assert exif.thumbnail_of(signed) == photo_blocks.small_jpeg()


def test_software_is_added_where_there_was_none() -> None:
    block = photo_blocks.exif().replace(b"\x31\x01\x02\x00", b"\x10\x01\x02\x00")  # the entry becomes a model's name
    signed = exif.signed(block, "Lookroom 1")
    entry = exif.main(signed).get(exif.SOFTWARE)
    assert entry is not None and signed[entry.place:entry.place + 10] == b"Lookroom 1"
    assert tags(signed) == tags(block)
    numbers = [entry.tag for entry in exif.main(signed).entries]
    assert numbers == sorted(numbers)
    assert exif.thumbnail_of(signed) == photo_blocks.small_jpeg()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("tail", [b"", b"something behind it"])
@pytest.mark.parametrize("size", [100, 5000])
def test_the_small_picture_is_renewed(order: str, tail: bytes, size: int) -> None:
    block = photo_blocks.exif(1, order) + tail
    jpeg = b"\xff\xd8" + bytes(size) + b"\xff\xd9"
    renewed = exif.with_thumbnail(block, jpeg, 120, 80)
    assert exif.thumbnail_of(renewed) == jpeg
    assert tags(renewed) == tags(block)
    assert photo_blocks.small_jpeg()[200:260] not in renewed
    assert tail in renewed


@pytest.mark.parametrize("order", ORDERS)
def test_the_small_picture_goes_without_a_trace(order: str) -> None:
    block = photo_blocks.exif(1, order)
    bare = exif.with_thumbnail(block, None)
    assert exif.thumbnail_of(bare) is None
    assert len(bare) == len(block) - len(photo_blocks.small_jpeg())
    assert tags(bare) == tags(block)
    none = photo_blocks.exif(1, order, small=False)
    assert exif.with_thumbnail(none, b"\xff\xd8\xff\xd9", 1, 1) == none


@pytest.mark.parametrize("order", ORDERS)
def test_gps_goes_and_the_rest_stays(order: str) -> None:
    block = photo_blocks.exif(1, order)
    bare = exif.without_gps(block)
    assert len(bare) == len(block)
    assert exif.main(bare).get(exif.GPS_IFD) is None
    assert not any(bare[370:394]) and not any(bare[200:226])
    assert tags(bare) == {key: value for key, value in tags(block).items() if key[0] != "gps"}
    assert exif.thumbnail_of(bare) == photo_blocks.small_jpeg()


def test_damaged_blocks_are_left_alone() -> None:
    cut, full = photo_blocks.exif()[:20], b"MM\0*\0\0\0\x08\xff\xff" + bytes(9)
    for block in (b"", b"nonsense", b"II*\0\xff\xff\xff\xff", cut, full):
        assert exif.upright_block(block) == block
        assert exif.signed(block, "x" * 40) == block
        assert exif.with_thumbnail(block, b"x") == block
        assert exif.without_gps(block) == block
        assert exif.resolution_of(block) is None
        assert not exif.says_adobe_rgb(block)


@pytest.mark.parametrize("order", ORDERS)
def test_a_note_keeps_its_place_when_a_tiff_is_gathered(order: str) -> None:
    block = photo_blocks.exif(1, order, small=False)
    gathered = of_tiff(block)
    assert gathered is not None
    assert gathered.find(NOTE) == block.find(NOTE)
    assert tags(gathered) == tags(block)


def test_a_cycle_of_directories_ends() -> None:
    block = bytearray(photo_blocks.exif(small=False))
    at = block.find(b"\x05\xa0\x04\x00")  # the pointer to the interoperability directory leads back to EXIF's
    block[at + 8:at + 12] = (110).to_bytes(4, "little")
    assert of_tiff(bytes(block)) is not None


def test_resolution_and_adobe_rgb_are_read() -> None:
    assert exif.resolution_of(photo_blocks.exif()) == (300.0, 300.0)
    assert exif.says_adobe_rgb(photo_blocks.exif(index=b"R03\0"))
    assert not exif.says_adobe_rgb(photo_blocks.exif())


def test_a_new_block_names_the_software() -> None:
    block = exif.minimal("Lookroom 1")
    entry = exif.main(block).get(exif.SOFTWARE)
    assert entry is not None and block[entry.place:] == b"Lookroom 1\0"


def test_a_makers_note_that_is_too_long_for_a_jpeg_goes_and_the_rest_stays() -> None:
    note = structure({9: (2, "o" * 70_000)})
    block = of_parts(structure(described("Canon", "Canon EOS Drawn", 1)), structure(exposure()), note,
                     structure(place_of_shot()))
    assert block is not None and has_note(block)
    photo = Photo(drawn(), None, Metadata(block))
    held = decode(encode(photo, FORMATS["jpeg"]), "photo", Path("photo")).metadata.exif
    assert held is not None and not has_note(held)
    assert tags(held) == {place: value for place, value in tags(block).items() if place != ("exif", exif.MAKER_NOTE)}
    assert losses(photo, FORMATS["jpeg"], None) == [
        "Parts of the photo's EXIF do not fit into JPEG and were left out: the camera maker's note."]
    whole = decode(encode(photo, FORMATS["tiff"]), "photo", Path("photo")).metadata.exif
    assert whole is not None and tags(whole) == tags(block)
    assert losses(photo, FORMATS["tiff"], None) == []


def test_words_that_are_too_long_for_a_jpeg_take_all_with_them() -> None:
    photo = Photo(drawn(), None, Metadata(structure({270: (2, "w" * 70_000)})))
    assert decode(encode(photo, FORMATS["jpeg"]), "photo", Path("photo")).metadata.exif is None
    assert losses(photo, FORMATS["jpeg"], None) == ["The photo's EXIF does not fit into JPEG and was left out."]
