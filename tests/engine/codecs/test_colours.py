"""Colours: what profiles say in numbers, what deep pixels become in another profile, and what counts as what."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.codecs.formats import FORMATS
from engine.codecs.kinds.cicp import from_chunks, profile_of
from engine.codecs.read import decode
from engine.codecs.write import encode
from engine.colour import converted, from_srgb, from_srgb8, is_srgb, srgb8, usable
from engine.photo import Metadata, Photo
from engine.profiles import (
    SRGB,
    adobe_rgb_profile,
    curve,
    display_p3_profile,
    made,
    matrix_profile,
    space_of,
    srgb_profile,
    tags_of,
)
from tests.fakes import photo_blocks
from tests.fakes.photo_files import drawn, jpeg_file, pillow_file, png_file, profile_chunk, tiff_file

MADE = {"sRGB": srgb_profile, "P3": display_p3_profile, "Adobe": adobe_rgb_profile, "ProPhoto": photo_blocks.prophoto}


def read(data: bytes) -> Photo:
    return decode(data, "photo", Path("photo"))


def lab(icc: bytes, rgb: Any, mode: str = "RGB") -> Any:
    """What LittleCMS makes of 8-bit values in CIE Lab, rounded by it to 8 bits."""
    profile = ImageCms.ImageCmsProfile(BytesIO(icc))
    image = Image.fromarray(rgb, mode) if mode == "L" else Image.fromarray(rgb)
    return np.asarray(ImageCms.profileToProfile(image, profile, ImageCms.createProfile("LAB"), outputMode="LAB"))


@pytest.mark.parametrize("name", MADE)
def test_our_profiles_are_valid_and_always_the_same(name: str) -> None:
    icc = MADE[name]()
    assert len(icc) == int.from_bytes(icc[:4]) < 4000
    assert set(tags_of(icc)) >= {b"desc", b"cprt", b"wtpt", b"rXYZ", b"rTRC"}
    assert usable(icc)
    assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(icc))).strip()
    assert icc == MADE[name]()


def test_srgb_is_known_by_its_numbers_and_not_by_its_name() -> None:
    assert is_srgb(srgb_profile()) and is_srgb(photo_blocks.lcms_srgb()) and is_srgb(None)
    assert not is_srgb(made("sRGB linear", SRGB, 1.0))
    assert not is_srgb(display_p3_profile())


def test_our_srgb_is_that_of_littlecms() -> None:
    ours, theirs = matrix_profile(srgb_profile()), matrix_profile(photo_blocks.lcms_srgb())
    assert ours is not None and theirs is not None
    assert np.abs(ours.matrix - theirs.matrix).max() < 1e-4
    assert np.abs(ours.curves - theirs.curves).max() < 1e-4


@pytest.mark.parametrize("name", MADE)
def test_deep_pixels_come_to_what_littlecms_says_of_eight_bits(name: str) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    deep = from_srgb(rgb.astype(np.float32), MADE[name](), np.dtype(np.uint16))
    assert np.abs(deep / 257 - from_srgb8(rgb, MADE[name]())).max() <= 1.2


@pytest.mark.parametrize("name", MADE)
def test_there_and_back_is_exact_to_sixteen_bits(name: str) -> None:
    rgb = np.random.default_rng(0).random((50, 50, 3)).astype(np.float32) * 0.9 + 0.05
    back = converted(converted(rgb, None, photo_blocks.prophoto()), photo_blocks.prophoto(), None)
    assert np.abs(back - rgb).max() * 65535 < 4
    own = MADE[name]()
    assert np.abs(converted(rgb, own, own) - rgb).max() * 65535 < 2


def test_a_ramp_in_a_wide_profile_has_no_bands() -> None:
    """A soft ramp keeps far more values than eight bits have."""
    ramp = np.repeat(np.linspace(60, 90, 3000, dtype=np.float32)[None, :, None], 3, axis=2)
    for icc in (None, display_p3_profile(), photo_blocks.prophoto()):
        deep = from_srgb(ramp, icc, np.dtype(np.uint16))
        assert len(np.unique(deep[..., 1])) > 2500


def test_profiles_that_work_by_tables_are_sampled() -> None:
    """Without curves to read the nodes of LittleCMS are used: within a step of eight bits, and smooth."""
    from engine.colour import _by_nodes

    rgb = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    out = _by_nodes(rgb.astype(np.float32) / 255, srgb_profile(), display_p3_profile())
    assert np.abs(out * 255 - from_srgb8(rgb, display_p3_profile())).max() < 2.5
    ramp = np.repeat(np.linspace(0.2, 0.4, 2000, dtype=np.float32)[None, :, None], 3, axis=2)
    assert len(np.unique(_by_nodes(ramp, srgb_profile(), display_p3_profile())[..., 0])) > 1500


@pytest.mark.parametrize(("kind", "numbers"), [(0, [1.8]), (1, [2.0, 0.9, 0.1]), (2, [2.0, 0.8, 0.1, 0.19]),
                                               (3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
                                               (4, [2.4, 0.9, 0.08, 0.08, 0.04, 0.0473, 0.0495])])
def test_formulas_of_curves_are_those_of_littlecms(kind: int, numbers: list[float]) -> None:
    element = b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + struct.pack(
        f">{len(numbers)}i", *(round(number * 65536) for number in numbers))
    found = curve(element)
    assert found[0] >= 0 and found[-1] <= 1 and (np.diff(found) >= 0).all()
    profile = photo_blocks.assembled(b"GRAY", b"XYZ ", b"mntr", [*photo_blocks.about(b"grey"), (b"kTRC", element)])
    steps = np.arange(256, dtype=np.uint8)[None]
    light = lab(profile, steps, "L")[..., 0][0] / 255 * 100
    y = found[np.rint(np.linspace(0, 65535, 256)).astype(int)]
    want = np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, 24389 / 27 * y)
    assert np.abs(light - want).max() < 0.8


def test_grey_looks_the_same_in_rgb() -> None:
    grey = np.arange(256, dtype=np.uint8)[None].repeat(4, 0)
    photo = read(png_file(grey, profile_chunk(photo_blocks.grey_profile())))
    assert photo.icc is not None and space_of(photo.icc) == "RGB"
    assert np.array_equal(photo.pixels[..., 0], grey)
    before, after = lab(photo_blocks.grey_profile(), grey, "L"), lab(photo.icc, photo.pixels)
    assert np.abs(before[..., 0].astype(int) - after[..., 0]).max() <= 1
    assert np.abs(after[..., 1:].astype(np.int8)).max() <= 1


def test_sixteen_bit_grey_keeps_its_curve_too() -> None:
    photo = read(tiff_file(drawn(np.uint16)[..., 0], photo_blocks.grey_profile(), photometric="minisblack"))
    assert photo.icc is not None and photo.depth == 16
    eight = read(png_file(drawn()[..., 0], profile_chunk(photo_blocks.grey_profile())))
    assert photo.icc == eight.icc


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_inks_become_srgb_by_their_profile(form: str) -> None:
    data = jpeg_file(photo_blocks.cmyk_profile(), mode="CMYK", quality=100, subsampling=0) if form == "JPEG" else (
        pillow_file("TIFF", "CMYK", icc_profile=photo_blocks.cmyk_profile()))
    photo = read(data)
    with Image.open(BytesIO(data)) as image:
        inks = ImageCms.ImageCmsProfile(BytesIO(photo_blocks.cmyk_profile()))
        want = ImageCms.profileToProfile(image, inks, ImageCms.createProfile("sRGB"),
                                         ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB")
        plain = np.asarray(image.convert("RGB")).astype(int)
    assert want is not None
    assert np.abs(photo.pixels.astype(int) - np.asarray(want)).max() <= 1
    assert np.abs(photo.pixels.astype(int) - plain).mean() > 3
    assert photo.icc is None


def test_lab_pictures_become_srgb() -> None:
    image = Image.fromarray(drawn())
    turned = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"),
                                       outputMode="LAB")
    assert turned is not None
    buffer = BytesIO()
    turned.save(buffer, "TIFF")
    photo = read(buffer.getvalue())
    assert np.abs(photo.pixels.astype(int) - drawn()).mean() < 3


def test_a_camera_that_says_adobe_rgb_only_in_exif() -> None:
    assert read(jpeg_file(b"", Metadata(photo_blocks.exif(index=b"R03\0")))).icc == adobe_rgb_profile()
    assert read(jpeg_file(b"", Metadata(photo_blocks.exif()))).icc is None
    p3 = read(jpeg_file(display_p3_profile(), Metadata(photo_blocks.exif(index=b"R03\0"))))
    assert p3.icc == display_p3_profile()


def gamma(value: int) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", value)


@pytest.mark.parametrize(("chunks", "want"), [
    ([], None),
    ([(b"sRGB", b"\0")], None),
    ([gamma(45455)], None),
    ([gamma(45455), (b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))], None),
    ([(b"sRGB", b"\0"), gamma(100000)], None),
    ([profile_chunk(photo_blocks.prophoto()), (b"sRGB", b"\0")], photo_blocks.prophoto()),
    ([profile_chunk(photo_blocks.prophoto()), (b"cICP", bytes([12, 13, 0, 1]))], display_p3_profile()),
    ([(b"cICP", bytes([1, 13, 0, 1]))], None),
    ([gamma(0)], None),
    ([(b"cHRM", struct.pack(">8I", *[0] * 8))], None),
    ([(b"iCCP", b"name\0\0nonsense")], None),
])
def test_the_chunks_of_a_png_have_their_rank(chunks: list[tuple[bytes, bytes]], want: bytes | None) -> None:
    assert read(png_file(drawn(), *chunks)).icc == want


def test_a_png_with_a_gamma_of_its_own_looks_as_it_says() -> None:
    icc = read(png_file(drawn(), gamma(55556))).icc  # display gamma 1.8
    assert icc is not None
    profile = matrix_profile(icc)
    assert profile is not None
    assert profile.curves[0][32768] == pytest.approx(0.5 ** 1.8, abs=0.002)
    assert from_chunks(None, None) is None


def test_high_dynamic_range_is_named() -> None:
    for transfer in (16, 18):
        assert "dynamic range" in profile_of(9, transfer)[1][0]
    assert profile_of(9, 13)[0] is not None
    assert profile_of(2, 2) == (None, ())


@pytest.mark.parametrize("icc", [b"nonsense", photo_blocks.lcms_srgb()[:200], photo_blocks.cmyk_profile(),
                                 photo_blocks.prophoto()[:-60]])
def test_a_profile_that_is_damaged_or_for_other_colours_is_replaced_with_a_note(icc: bytes) -> None:
    photo = read(png_file(drawn(), profile_chunk(icc)))
    assert photo.icc is None
    assert photo.source is not None and "profile" in photo.source.notes[0]
    with Image.open(BytesIO(encode(photo, FORMATS["png"]))) as image:
        assert image.info["icc_profile"] == srgb_profile()


def test_vision_sees_every_profile_as_srgb() -> None:
    plain = drawn()
    for name in ("P3", "ProPhoto", "Adobe"):
        own = from_srgb(plain.astype(np.float32), MADE[name](), np.dtype(np.uint16))
        seen = srgb8(Photo(own, MADE[name]()))
        assert np.abs(seen.astype(int) - plain).mean() < 1
