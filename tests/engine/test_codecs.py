"""Files to photos and back: pixels, depth, orientation, profile and metadata all survive."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from engine.codecs.formats import FORMATS, format_of
from engine.codecs.read import read, upright
from engine.codecs.write import encode, losses
from engine.errors import ImageTooLarge, InvalidImageFormat, UsageError
from engine.photo import Metadata, Photo
from engine.profiles import srgb_profile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MAKER, ORIENTATION, EXIF_IFD, EXPOSURE, TAKEN = 0x010F, 0x0112, 0x8769, 0x829A, 0x9003


def noise(dtype: type = np.uint8, channels: int = 3, height: int = 24, width: int = 40) -> NDArray[Any]:
    top = np.iinfo(dtype).max
    return np.random.default_rng(7).integers(0, top, (height, width, channels), dtype=dtype, endpoint=True)


def exif_block(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[MAKER] = "Testcam"
    tags[ORIENTATION] = orientation
    tags[EXIF_IFD] = {EXPOSURE: 0.01, TAKEN: "2020:02:03 04:05:06"}
    return tags.tobytes()


def wide_profile() -> bytes:
    """A real profile that is not sRGB: its red and green primaries are swapped, so no mistake can hide."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(struct.unpack_from(">I", profile, 128)[0]):
        at = 132 + 12 * entry
        if profile[at:at + 4] in (b"rXYZ", b"gXYZ"):
            profile[at:at + 4] = b"gXYZ" if profile[at:at + 4] == b"rXYZ" else b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be"))


def taken(photo: Photo) -> tuple[str, int, str]:
    tags = Image.Exif()
    assert photo.metadata.exif is not None
    tags.load(photo.metadata.exif)
    return tags[MAKER], tags.get(ORIENTATION, 1), tags.get_ifd(EXIF_IFD)[TAKEN]


def saved(path: Path, photo: Photo, **options: Any) -> Photo:
    path.write_bytes(encode(photo, format_of(path), **options))
    return read(path)


@pytest.mark.parametrize("suffix", ["png", "tif", "webp"])
@pytest.mark.parametrize("channels", [3, 4])
def test_eight_bits_come_back_to_the_byte(tmp_path: Path, suffix: str, channels: int) -> None:
    photo = Photo(noise(channels=channels), wide_profile(), Metadata(exif_block(), b"<x:xmpmeta/>"))
    back = saved(tmp_path / f"a.{suffix}", photo)
    assert np.array_equal(back.pixels, photo.pixels)
    assert back.icc == photo.icc
    assert taken(back) == ("Testcam", 1, "2020:02:03 04:05:06")
    assert back.metadata.xmp is not None and back.metadata.xmp.rstrip(b"\0") == b"<x:xmpmeta/>"


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("channels", [3, 4])
def test_sixteen_bits_come_back_with_everything(tmp_path: Path, suffix: str, channels: int) -> None:
    photo = Photo(noise(np.uint16, channels, height=150), wide_profile(), Metadata(exif_block(), b"<x:xmpmeta/>"))
    back = saved(tmp_path / f"a.{suffix}", photo)
    assert back.depth == 16
    assert np.array_equal(back.pixels, photo.pixels)
    assert back.icc == photo.icc
    assert taken(back) == ("Testcam", 1, "2020:02:03 04:05:06")
    assert back.metadata.xmp is not None and back.metadata.xmp.rstrip(b"\0") == b"<x:xmpmeta/>"


def test_sixteen_bit_tiff_is_readable_by_others(tmp_path: Path) -> None:
    pixels = noise(np.uint16, height=150)
    (tmp_path / "a.tif").write_bytes(encode(Photo(pixels), FORMATS["tiff"]))
    assert np.array_equal(tifffile.imread(tmp_path / "a.tif"), pixels)


@pytest.mark.parametrize("form", ["jpeg", "png", "tiff", "webp", "avif", "psd"])
def test_untagged_photos_are_saved_as_srgb_and_bytes_repeat(form: str) -> None:
    photo = Photo(noise())
    first = encode(photo, FORMATS[form])
    assert first == encode(photo, FORMATS[form])
    with Image.open(BytesIO(first)) as image:
        assert image.info["icc_profile"] == srgb_profile()


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_upright_once(tmp_path: Path, suffix: str, orientation: int) -> None:
    stored = np.zeros((16, 48, 3), np.uint8)
    stored[:, :16], stored[:8, 32:] = (255, 0, 0), (0, 255, 0)
    path = tmp_path / f"a.{suffix}"
    options: dict[str, Any] = {"lossless": True} if suffix == "webp" else {"quality": 100, "subsampling": 0}
    if suffix == "tif":
        tags = [(ORIENTATION, 3, 1, orientation, True), (MAKER, 2, 0, "Testcam", True)]
        tifffile.imwrite(path, stored, photometric="rgb", extratags=tags)
    else:
        Image.fromarray(stored).save(path, exif=exif_block(orientation), **options)
    photo = read(path)
    want = upright(stored, orientation)
    assert photo.pixels.shape == want.shape
    assert int(np.abs(photo.pixels.astype(int) - want).max()) <= (8 if suffix == "jpg" else 0)
    tags_read = Image.Exif()
    assert photo.metadata.exif is not None
    tags_read.load(photo.metadata.exif)
    assert (tags_read[MAKER], tags_read.get(ORIENTATION, 1)) == ("Testcam", 1)
    again = saved(tmp_path / f"b.{suffix}", photo)
    assert again.pixels.shape == want.shape


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sixteen_bit_tiffs_are_upright_once(tmp_path: Path, orientation: int) -> None:
    stored = noise(np.uint16)
    tifffile.imwrite(tmp_path / "a.tif", stored, photometric="rgb", extratags=[(ORIENTATION, 3, 1, orientation, True)])
    assert np.array_equal(read(tmp_path / "a.tif").pixels, upright(stored, orientation))


def test_the_other_bytes_of_exif_stay_when_it_is_turned(tmp_path: Path) -> None:
    block = exif_block(6) + b"a maker's own note behind the directories"
    Image.fromarray(noise()).save(tmp_path / "a.jpg", exif=block)
    read_back = read(tmp_path / "a.jpg").metadata.exif
    assert read_back is not None and len(read_back) == len(block)
    assert sum(a != b for a, b in zip(read_back, block, strict=True)) == 1


def test_a_jpeg_keeps_its_tables_and_sampling(tmp_path: Path) -> None:
    smooth = np.asarray(Image.fromarray(noise(height=8, width=8)).resize((96, 64), Image.Resampling.BICUBIC))
    Image.fromarray(smooth).save(tmp_path / "a.jpg", quality=83, subsampling=2)
    photo = read(tmp_path / "a.jpg")
    back = saved(tmp_path / "b.jpg", photo)
    assert photo.source is not None and back.source is not None
    assert back.source.jpeg == photo.source.jpeg
    assert back.source.jpeg is not None and back.source.jpeg.subsampling == 2
    finer = saved(tmp_path / "c.jpg", photo, quality=97)
    assert finer.source is not None and finer.source.jpeg != photo.source.jpeg


@pytest.mark.parametrize(("mode", "suffix"), [("L", "png"), ("1", "png"), ("LA", "png"), ("P", "gif"), ("P", "png"),
                                              ("CMYK", "jpg"), ("CMYK", "tif"), ("L", "jpg")])
def test_other_kinds_of_pixels_become_rgb_with_a_note(tmp_path: Path, mode: str, suffix: str) -> None:
    Image.fromarray(noise(height=30)).convert(mode).save(tmp_path / f"a.{suffix}")
    photo = read(tmp_path / f"a.{suffix}")
    assert photo.pixels.shape == (30, 40, 4 if mode == "LA" else 3)
    assert photo.depth == 8
    assert photo.source is not None and len(photo.source.notes) == 1
    assert "converted" in photo.source.notes[0] and photo.source.notes[0].endswith(".")


def test_transparent_palettes_keep_their_transparency(tmp_path: Path) -> None:
    picture = Image.fromarray(noise()).convert("P")
    picture.save(tmp_path / "a.png", transparency=picture.getpixel((0, 0)))
    photo = read(tmp_path / "a.png")
    assert photo.pixels.shape[2] == 4
    assert photo.pixels[0, 0, 3] == 0


def png16(colour_type: int, samples: NDArray[Any]) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    height, width = samples.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def test_sixteen_bit_grey_with_and_without_alpha(tmp_path: Path) -> None:
    samples = noise(np.uint16, 2)
    (tmp_path / "la.png").write_bytes(png16(4, samples))
    (tmp_path / "l.png").write_bytes(png16(0, samples[..., 0]))
    both, grey = read(tmp_path / "la.png").pixels, read(tmp_path / "l.png").pixels
    assert np.array_equal(both[..., [0, 3]], samples)
    assert np.array_equal(grey, np.repeat(samples[..., :1], 3, axis=2))


def test_white_is_zero_is_turned_round(tmp_path: Path) -> None:
    grey = noise(np.uint16, 1)[..., 0]
    tifffile.imwrite(tmp_path / "a.tif", grey, photometric="miniswhite")
    assert np.array_equal(read(tmp_path / "a.tif").pixels[..., 1], 65535 - grey)


def test_float_tiff_keeps_its_values_and_profile(tmp_path: Path) -> None:
    values = np.random.default_rng(1).random((9, 11, 3), dtype=np.float32)
    values[0, 0] = np.nan
    tifffile.imwrite(tmp_path / "a.tif", values, photometric="rgb", iccprofile=wide_profile())
    photo = read(tmp_path / "a.tif")
    assert photo.depth == 32
    assert photo.icc == wide_profile()
    assert not photo.pixels[0, 0].any()
    assert np.array_equal(photo.pixels[1:], values[1:])
    assert saved(tmp_path / "b.png", photo).depth == 16


def test_animations_give_their_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    for suffix in ("gif", "webp", "png"):
        frames[0].save(tmp_path / f"a.{suffix}", save_all=True, append_images=frames[1:], duration=50)
        photo = read(tmp_path / f"a.{suffix}")
        assert photo.pixels[5, 10, :3].astype(int).tolist() == pytest.approx([255, 0, 0], abs=3)
        assert photo.source is not None and "several pictures" in photo.source.notes[0]


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp", "gif", "bmp"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_cut_off_files_are_damaged(tmp_path: Path, suffix: str, part: float) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(noise(height=200, width=200)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[:max(40, int(len(data) * part))])
    with pytest.raises(InvalidImageFormat):
        read(path)


@pytest.mark.parametrize("form", ["png", "tiff"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_cut_off_deep_files_are_damaged(tmp_path: Path, form: str, part: float) -> None:
    data = encode(Photo(noise(np.uint16, height=200)), FORMATS[form])
    (tmp_path / "a").write_bytes(data[:int(len(data) * part)])
    with pytest.raises(InvalidImageFormat):
        read(tmp_path / "a")


def test_any_byte_may_be_wrong(tmp_path: Path) -> None:
    """Whatever is wrong in a file, reading it gives a photo or the error for damage."""
    rng = np.random.default_rng(3)
    for suffix in ("jpg", "png", "tif", "webp", "gif", "bmp"):
        path = tmp_path / f"a.{suffix}"
        Image.fromarray(noise(height=20, width=20)).save(path)
        whole = np.frombuffer(path.read_bytes(), np.uint8)
        for _ in range(60):
            data = whole.copy()
            data[rng.integers(8, min(len(data), 400), 4)] = rng.integers(0, 256, 4)
            path.write_bytes(data.tobytes())
            try:
                assert read(path).pixels.size > 0
            except (InvalidImageFormat, ImageTooLarge) as error:
                assert error.remedy


def test_transparency_and_length_are_refused_where_they_do_not_fit() -> None:
    clear = noise(channels=4)
    with pytest.raises(UsageError, match="transparency"):
        encode(Photo(clear), FORMATS["jpeg"])
    solid = clear.copy()
    solid[..., 3] = 255
    assert encode(Photo(solid), FORMATS["jpeg"])[:2] == b"\xff\xd8"
    with pytest.raises(UsageError, match="20000"):
        encode(Photo(np.zeros((1, 20000, 3), np.uint8)), FORMATS["webp"])


def test_what_a_format_cannot_hold_is_said(tmp_path: Path) -> None:
    huge = Metadata(exif_block() + bytes(70_000))
    assert losses(Photo(noise(np.uint16)), FORMATS["jpeg"], None) == [
        "The photo's 16 bits a channel were reduced to 8: JPEG holds no more."]
    assert losses(Photo(noise()), FORMATS["webp"], 16) == ["WEBP holds no more than 8 bits a channel."]
    assert "EXIF" in losses(Photo(noise(), None, huge), FORMATS["jpeg"], None)[0]
    assert losses(Photo(noise(), None, huge), FORMATS["png"], None) == []
    shorter = saved(tmp_path / "a.jpg", Photo(noise(), None, huge)).metadata.exif  # only what says something
    assert shorter is not None and len(shorter) < 10_000


def test_depth_is_lowered_and_raised(tmp_path: Path) -> None:
    deep = Photo(noise(np.uint16))
    eight = saved(tmp_path / "a.png", deep, depth=8)
    assert eight.depth == 8
    assert np.array_equal(eight.pixels, np.rint(deep.pixels / 257).astype(np.uint8))
    raised = saved(tmp_path / "b.tif", eight, depth=16)
    assert np.array_equal(raised.pixels, eight.pixels.astype(np.uint16) * 257)


def test_formats_are_told_by_ending_or_by_name(tmp_path: Path) -> None:
    assert format_of(tmp_path / "A.JPEG").name == "JPEG"
    assert format_of(tmp_path / "a.bin", "tiff").name == "TIFF"
    with pytest.raises(UsageError, match=r"a\.bmp"):
        format_of(tmp_path / "a.bmp")
