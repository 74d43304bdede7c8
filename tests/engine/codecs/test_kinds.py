"""How each kind of file is read: strips, tiles, planes, depths, raw, HEIC, blocks that are spread over segments."""

from __future__ import annotations

import builtins
import stat
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.codecs import sniff
from engine.codecs.blocks import xmp
from engine.codecs.blocks.ifd import directory
from engine.codecs.formats import FORMATS
from engine.codecs.kinds import jpeg, png, raw, system
from engine.codecs.kinds.decoded import upright
from engine.codecs.kinds.heif_items import metadata_of
from engine.codecs.process.decoder import Decoder
from engine.codecs.read import decode
from engine.codecs.sniff import Limits
from engine.codecs.write import encode, losses
from engine.errors import ImageTooLarge, InvalidImageFormat
from engine.photo import Metadata, Photo
from engine.profiles import display_p3_profile
from tests.fakes import photo_blocks
from tests.fakes.photo_files import (
    avif_deep,
    avif_turned,
    dng_file,
    drawn,
    heic_file,
    jpeg_file,
    planes,
    tiff_by_opencv,
    tiff_file,
    whole,
)

HERE = Path("photo")


def read(data: bytes) -> Photo:
    return decode(data, "photo", HERE)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("options", [{}, {"compression": "zlib"}, {"tile": (32, 48)}, {"big": True}, {"order": ">"},
                                     {"tile": (32, 48), "compression": "zlib"}, {"rowsperstrip": 7}],
                         ids=lambda options: " ".join(options) or "plain")
def test_tiffs_of_every_layout_give_their_values(dtype: Any, options: dict[str, Any]) -> None:
    photo = read(tiff_file(drawn(dtype), **options))
    assert photo.pixels.dtype == dtype
    assert np.array_equal(photo.pixels, drawn(dtype))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("options", [{}, {"compression": "zlib"}, {"tile": (32, 48)}, {"order": ">"}],
                         ids=lambda options: " ".join(options) or "plain")
def test_tiffs_of_separate_planes(dtype: Any, options: dict[str, Any]) -> None:
    photo = read(tiff_file(planes(dtype), planarconfig="separate", **options))
    assert np.array_equal(photo.pixels, drawn(dtype))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_lzw_with_differences(dtype: Any) -> None:
    assert np.array_equal(read(tiff_by_opencv(drawn(dtype))).pixels, drawn(dtype))


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
@pytest.mark.parametrize("options", [{}, {"compression": "zlib"}, {"tile": (32, 48)}, {"orientation": 6},
                                     {"order": ">"}, {"planarconfig": "separate"}],
                         ids=lambda options: " ".join(options) or "plain")
@pytest.mark.parametrize("extra", [(0,), (0, 0), (2, 0), (0, 2)])
def test_channels_that_were_saved_along(dtype: Any, options: dict[str, Any], extra: tuple[int, ...]) -> None:
    """Selections and spot colours are no transparency; only what says so is."""
    values = np.concatenate([drawn(dtype, 4), drawn(dtype)[..., :1]], axis=-1)[..., :3 + len(extra)].copy()
    stored = np.ascontiguousarray(np.moveaxis(values, 2, 0)) if "planarconfig" in options else values
    photo = read(tiff_file(stored, extrasamples=extra, **options))
    want = upright(values[..., :4 if extra[0] == 2 else 3], options.get("orientation", 1))
    assert np.array_equal(photo.pixels, want)
    assert photo.source is not None and "extra channels" in photo.source.notes[0]


@pytest.mark.parametrize("tile", [None, (32, 48)])
def test_differences_in_files_of_many_channels(tile: tuple[int, int] | None) -> None:
    values = np.concatenate([drawn(np.uint16, 4), drawn(np.uint16)[..., :1]], axis=-1)
    photo = read(tiff_file(values, extrasamples=(2, 0), compression="zlib", predictor=True, tile=tile))
    assert np.array_equal(photo.pixels, values[..., :4])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_grey_with_alpha(dtype: Any) -> None:
    values = drawn(dtype, 4)[..., [1, 3]].copy()
    photo = read(tiff_file(values, photometric="minisblack", extrasamples=(2,)))
    assert np.array_equal(photo.pixels, values[..., [0, 0, 0, 1]])


def test_colours_multiplied_by_alpha_are_divided_again() -> None:
    straight = drawn(np.uint16, 4)
    alpha = straight[..., 3:] / 65535
    stored = np.dstack([np.rint(straight[..., :3] * alpha).astype(np.uint16), straight[..., 3]])
    photo = read(tiff_file(stored, extrasamples=["assocalpha"]))
    assert np.abs(photo.pixels.astype(int) - straight).max() <= 4
    assert np.array_equal(photo.pixels[..., 3], straight[..., 3])


def test_half_floats_are_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidImageFormat, match="16-bit floating-point") as caught:
        read(tiff_file(drawn(np.float32).astype(np.float16)))
    assert "TIFF" in caught.value.remedy


def test_a_small_second_picture_is_no_reason_for_a_note() -> None:
    buffer = BytesIO()
    with tifffile.TiffWriter(buffer) as writer:
        writer.write(drawn(), photometric="rgb")
        writer.write(drawn()[::4, ::4], photometric="rgb", subfiletype=1)
    found = read(buffer.getvalue()).source
    assert found is not None and found.notes == ()


def test_written_tiffs_are_read_by_others_with_all_blocks() -> None:
    for dtype, order in ((np.uint8, "<"), (np.uint16, ">"), (np.float32, "<")):
        photo = Photo(drawn(dtype), display_p3_profile(), whole(1, order))
        data = encode(photo, FORMATS["tiff"])
        with tifffile.TiffFile(BytesIO(data)) as file:
            page: Any = file.pages[0]
            assert np.array_equal(page.asarray(), photo.pixels)
            assert page.tags[34675].value == photo.icc
            assert bytes(page.tags[700].value) == photo.metadata.xmp
            assert bytes(page.tags[33723].value) == photo_blocks.IPTC
            assert page.tags[271].value == "Testcam"
            assert page.tags[34665].value["ExposureTime"] == (1, 100)
        assert data.find(b"points at itself") == photo_blocks.exif().find(b"points at itself")
        entries = directory(data, struct.unpack_from({"<": "<I", ">": ">I"}[order], data, 4)[0]).entries
        assert [entry.tag for entry in entries] == sorted(entry.tag for entry in entries)


def test_one_strip_is_enough_for_a_small_picture() -> None:
    pixels = drawn(np.uint16)[:5, :7].copy()
    assert np.array_equal(tifffile.imread(BytesIO(encode(Photo(pixels), FORMATS["tiff"]))), pixels)


def test_ten_bits_of_avif_are_spread_over_sixteen() -> None:
    photo, turned = read(avif_deep()), read(avif_turned())
    assert np.array_equal(turned.pixels, np.rot90(photo.pixels))
    assert turned.source is not None and turned.source.notes == ()
    assert photo.depth == 16
    assert np.abs(photo.pixels / 65535 - drawn(np.uint16) / 65535).mean() < 0.01
    assert len(np.unique(photo.pixels)) > 300


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_avif_is_saved_without_loss(dtype: Any, channels: int) -> None:
    pixels = drawn(dtype, channels)
    metadata = Metadata(photo_blocks.exif(), photo_blocks.xmp())
    data = encode(Photo(pixels, display_p3_profile(), metadata), FORMATS["avif"])
    with Image.open(BytesIO(data)) as image:  # libavif takes the boxes for its own
        assert image.info["icc_profile"] == display_p3_profile()
        assert image.info["exif"] == photo_blocks.exif()
        assert image.info["xmp"] == photo_blocks.xmp()
    back = read(data)
    assert back.pixels.shape == pixels.shape
    assert np.abs(back.pixels.astype(int) - pixels).max() <= (0 if dtype is np.uint8 else 8)


def test_avif_of_a_quality_is_shorter() -> None:
    photo = Photo(drawn())
    small = encode(photo, FORMATS["avif"], quality=60)
    assert len(small) < len(encode(photo, FORMATS["avif"])) / 2
    assert np.abs(read(small).pixels / 65535 - photo.pixels / 255).mean() < 0.02


def test_raw_is_developed_upright_in_sixteen_bits() -> None:
    pytest.importorskip("rawpy")
    data = dng_file(6)
    assert sniff.is_raw(data) and not sniff.is_raw(tiff_file(drawn()))
    photo = read(data)
    assert photo.source is not None and photo.source.format == "RAW"
    assert photo.depth == 16 and photo.pixels.shape == (144, 96, 3)
    assert photo.icc == display_p3_profile()
    assert photo.metadata.exif is not None and b"Testcam One" in photo.metadata.exif
    red, blue = photo.pixels[..., 0] / 65535, photo.pixels[..., 2] / 65535
    assert red[120:].mean() > red[:24].mean() + 0.3  # the drawing grows redder to the right, which now is below
    assert blue[:24].mean() > blue[120:, :20].mean()


@pytest.mark.parametrize("head", [b"FUJIFILMCCD-RAW 0201", b"IIRO\x08\0\0\0", b"IIU\0\x18\0\0\0",
                                  b"II*\0\x10\0\0\0CR\2\0", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"])
def test_raw_of_other_makers_is_known_by_its_head(head: bytes) -> None:
    pytest.importorskip("rawpy")
    with pytest.raises(InvalidImageFormat, match="RAW file photo is damaged"):
        read(head + bytes(600))


def test_raw_is_developed_at_half_its_size_for_looking() -> None:
    pytest.importorskip("rawpy")
    small, large = (decode(dng_file(6), "photo", HERE, least=least).pixels for least in (3000, 4000))
    assert small.shape == (72, 48, 3) and large.shape == (144, 96, 3)
    assert np.abs(small / 65535 - large[::2, ::2] / 65535).mean() < 0.02


def test_raw_is_refused_by_its_size() -> None:
    pytest.importorskip("rawpy")
    with pytest.raises(ImageTooLarge):
        decode(dng_file(), "photo", HERE, Limits(1000))


def without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delitem(sys.modules, name, raising=False)
    real = builtins.__import__

    def importing(wanted: str, *rest: Any, **more: Any) -> Any:
        if wanted == name:
            raise ImportError(wanted)
        return real(wanted, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", importing)


def test_raw_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "rawpy")
    with pytest.raises(InvalidImageFormat, match="camera raw") as caught:
        raw.decode(dng_file(), "photo", Limits())
    assert "--raw" in caught.value.remedy


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system decodes HEIC itself")
def test_heic_without_its_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pillow_heif")
    data = heic_file(np.uint8)
    without(monkeypatch, "pillow_heif")
    with pytest.raises(InvalidImageFormat, match="HEIC") as caught:
        read(data)
    assert "save the photo as JPEG" in caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the system's program")
@pytest.mark.parametrize("works", [True, False])
def test_the_systems_own_decoder_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, works: bool) -> None:
    """A program that does what `sips` and WIC do: it reads one file and writes a TIFF beside it."""
    made = tmp_path / "made.tif"
    made.write_bytes(tiff_file(drawn(np.uint16), display_p3_profile(), orientation=6))
    program = tmp_path / "program"
    step = f'cp "{made}" "$LOOKROOM_TIFF"' if works else "exit 3"
    program.write_text(f'#!/bin/sh\n[ -s "$LOOKROOM_HEIC" ] || exit 1\n{step}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(system, "command_of", lambda *_: (str(program),))
    if not works:
        with pytest.raises(InvalidImageFormat, match="cannot be decoded") as caught:
            system.decode(b"heic", "photo", Limits(), "win32")
        assert "Microsoft Store" in caught.value.remedy
        return
    found = system.decode(b"heic", "photo", Limits(), "darwin")
    assert found.icc == display_p3_profile() and found.pixels.shape == (144, 96, 3)


def test_blocks_of_heic_are_read_from_its_boxes() -> None:
    """Windows' decoder hands over none, and other readers write EXIF anew."""
    pytest.importorskip("pillow_heif")
    data = heic_file(np.uint8, exif=photo_blocks.exif(), xmp=photo_blocks.xmp())
    assert metadata_of(data) == Metadata(photo_blocks.exif(), photo_blocks.xmp())
    assert metadata_of(heic_file(np.uint8)) == Metadata()
    for cut in range(0, 1200, 7):
        metadata_of(data[:cut])
    avif = encode(Photo(drawn(), None, Metadata(photo_blocks.exif(1, ">"), photo_blocks.xmp())), FORMATS["avif"])
    assert metadata_of(avif) == Metadata(photo_blocks.exif(1, ">"), photo_blocks.xmp())


def test_the_systems_programs_are_named_whole(tmp_path: Path) -> None:
    for platform in ("darwin", "win32"):
        command = system.command_of(platform, tmp_path / "a b.heic", tmp_path / "c.tif")
        assert command is not None and command[0].startswith(("/", "C:\\"))
    assert "$env:LOOKROOM_HEIC" in system.SCRIPT
    assert system.command_of("linux", tmp_path, tmp_path) is None


def test_xmp_of_many_segments_is_one_packet_and_is_spread_again() -> None:
    long = photo_blocks.xmp().replace("Straße".encode(), "Straße ".encode() * 20_000)
    data = encode(Photo(drawn(), None, Metadata(xmp=long)), FORMATS["jpeg"])
    assert sum(payload.startswith(jpeg.MORE_XMP) for _, payload in jpeg.segments(data)) == 3
    back = read(data).metadata.xmp
    assert back is not None and ("Straße " * 20_000).encode() in back
    assert xmp.value_of(back, xmp.XMP, "Rating") == "4"
    assert losses(Photo(drawn(), None, Metadata(xmp=long)), FORMATS["jpeg"], None) == []


def test_iptc_and_profiles_longer_than_a_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    records = photo_blocks.IPTC + struct.pack(">BBBH", 0x1C, 2, 120, 30_000) + b"x" * 30_000
    metadata = Metadata(iptc=records * 3)
    assert read(encode(Photo(drawn(), None, metadata), FORMATS["jpeg"])).metadata.iptc == records * 3
    padded = display_p3_profile() + bytes(150_000)
    data = jpeg.with_blocks(jpeg_file(), padded, Metadata())
    with Image.open(BytesIO(data)) as image:
        assert image.info["icc_profile"] == padded


def test_exif_too_long_for_a_jpeg_loses_its_small_picture_first() -> None:
    block = photo_blocks.exif(small=False) + bytes(60_000)
    from engine.codecs.blocks import exif

    large = photo_blocks.exif().replace(photo_blocks.small_jpeg(), b"")
    at = len(large)
    picture = bytes(66_000)
    large = large.replace(struct.pack("<I", len(photo_blocks.small_jpeg())), struct.pack("<I", len(picture))) + picture
    assert exif.thumbnail_of(large) == picture and at < 1000
    photo = Photo(drawn(), None, Metadata(large))
    assert losses(photo, FORMATS["jpeg"], None) == []
    back = read(encode(photo, FORMATS["jpeg"])).metadata.exif
    assert back is not None and b"Testcam" in back and len(back) < 1000
    assert losses(Photo(drawn(), None, Metadata(block)), FORMATS["jpeg"], None) == []


def test_blocks_without_a_place_are_named() -> None:
    photo = Photo(drawn(), None, whole())
    said = losses(photo, FORMATS["webp"], None)
    assert len(said) == 2 and "IPTC" in said[0] and "Photoshop" in said[1]
    assert losses(photo, FORMATS["png"], None) == losses(photo, FORMATS["tiff"], None) == []


def test_content_credentials_are_named_when_they_are_left_out() -> None:
    data = jpeg_file()
    signed = data[:2] + b"\xff\xeb" + struct.pack(">H", 30) + b"JP\0\1\0\0\0\1\0\0\0\x14jumb" + bytes(12) + data[2:]
    notes = read(signed).source
    assert notes is not None and "content credentials" in notes.notes[0]


def test_compressed_text_is_not_unpacked_without_end() -> None:
    bomb = zlib.compress(bytes(png.MOST + 1))
    assert png.unpacked(bomb) is None
    assert png.unpacked(zlib.compress(b"text")) == b"text"
    assert png.unpacked(b"nonsense") is None and png.unpacked(zlib.compress(b"cut")[:-3]) is None


def test_resolution_is_carried() -> None:
    data = jpeg_file(b"", whole())
    for form in ("png", "tiff", "jpeg"):
        back = read(encode(read(data), FORMATS[form])).source
        assert back is not None and back.ppi == pytest.approx((300, 300), abs=0.02)
    with Image.open(BytesIO(encode(read(data), FORMATS["png"]))) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)


@pytest.mark.parametrize("form", ["jpeg", "png", "tiff", "webp", "avif"])
def test_opencv_reads_what_is_written(form: str) -> None:
    data = encode(Photo(drawn(), display_p3_profile(), whole()), FORMATS[form])
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert found is not None
    assert np.abs(found[..., ::-1].astype(int) - drawn()).mean() < 2


def test_parts_behind_the_photo_leave_no_trace_in_xmp() -> None:
    """A phone's photo with a layer for bright screens: the packet would send readers to look for what is gone."""
    packet = photo_blocks.xmp().replace(b"<dc:title>", (
        b'<Container:Directory xmlns:Container="http://ns.google.com/photos/1.0/container/"><rdf:Seq><rdf:li>'
        b"GainMap</rdf:li></rdf:Seq></Container:Directory><dc:title>"))
    photo = read(jpeg_file(b"", Metadata(xmp=packet)))
    assert photo.source is not None and "bright screens" in photo.source.notes[0]
    assert photo.metadata.xmp is not None and b"GainMap" not in photo.metadata.xmp and b"Rating" in photo.metadata.xmp


def test_a_photo_with_others_behind_it_is_one_photo() -> None:
    buffer = BytesIO()
    Image.fromarray(drawn()).save(buffer, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")],
                                  quality=95)
    photo = read(buffer.getvalue())
    assert np.abs(photo.pixels.astype(int) - drawn()).mean() < 2
    assert photo.source is not None and photo.source.jpeg is not None


def test_everything_crosses_from_the_decoding_process(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_file(display_p3_profile(), whole(6)))
    here = decode(path.read_bytes(), path.name, path)
    with Decoder() as decoder:
        there = decoder.read(path)
    assert there.metadata == here.metadata and there.icc == here.icc and there.source == here.source
    assert there.source is not None and there.source.ppi == (300.0, 300.0)
    assert np.array_equal(there.pixels, here.pixels)
