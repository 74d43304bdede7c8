"""Every kind of photo file survives an edit: `tests/bench/survival.py` as a test, and what the options leave out."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.codecs.blocks import exif, xmp
from engine.codecs.process.decoder import Decoder
from engine.codecs.read import read
from engine.filerun import Request, run_files
from engine.metadata import SOFTWARE, VOCABULARY
from engine.photo import Metadata
from engine.resources import resource
from engine.tools.base import Options
from engine.weights import Shelf, read_catalogue
from tests.bench.survival import by_lookroom, by_pillow, patching, survived
from tests.fakes import photo_blocks
from tests.fakes.cells import Cell, cells
from tests.fakes.photo_files import jpeg_file, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALL = cells()


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as opened:
        yield opened


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(read_catalogue(resource("models", "catalogue.toml")), ())


@pytest.mark.parametrize("cell", ALL, ids=lambda cell: cell.name)
def test_it_survives_an_edit(cell: Cell, tmp_path: Path, decoder: Decoder, shelf: Shelf) -> None:
    if cell.needs and not find_spec(cell.needs):
        pytest.skip(f"needs {cell.needs}")
    found = survived(cell, by_lookroom(decoder, shelf), tmp_path, own=True)
    assert found.lost == ()


def test_the_comparison_sees_what_is_lost(tmp_path: Path) -> None:
    """Pillow alone keeps less, and the same comparison says so."""
    named = {cell.name: cell for cell in ALL}
    lost = {name: survived(named[name], by_pillow, tmp_path).lost for name in (
        "JPEG sRGB, all blocks", "JPEG P3, on its side", "PNG 16 to TIFF")}
    assert {"profile", "EXIF", "XMP", "IPTC"} <= set(lost["JPEG sRGB, all blocks"])
    assert "orientation" in lost["JPEG P3, on its side"]
    assert {"depth", "colour"} <= set(lost["PNG 16 to TIFF"])


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 40
    assert {cell.suffix for cell in ALL} >= {"jpg", "png", "tif", "webp", "avif", "gif", "bmp", "heic", "dng",
                                              "nef", "arw", "orf", "cr2", "cr3", "raf"}
    assert {cell.out for cell in ALL} == {"jpg", "png", "tif", "webp", "avif", "psd"}


def edited(folder: Path, decoder: Decoder, shelf: Shelf, out: str, **options: bool) -> Metadata:
    source = folder / "in.jpg"
    source.write_bytes(jpeg_file(b"", whole(6)))
    run_files(Request(patching(), (source,), folder / out, Options(), **options), shelf,  # type: ignore[arg-type]
              decoder=decoder)
    return read(folder / out).metadata


def test_the_result_is_labelled(tmp_path: Path, decoder: Decoder, shelf: Shelf) -> None:
    found = edited(tmp_path, decoder, shelf, "out.jpg")
    assert found.exif and found.xmp
    assert SOFTWARE.encode() + b"\0" in found.exif
    label = xmp.value_of(found.xmp, xmp.IPTC_EXT, "DigitalSourceType")
    assert label == VOCABULARY + "algorithmicallyEnhanced"
    body = exif.body_of(found.exif)
    inner = exif.below(body, exif.main(body), exif.EXIF_IFD)
    assert inner is not None
    sizes = tuple(exif.whole(body, inner.get(tag)) for tag in (exif.PIXEL_WIDTH, exif.PIXEL_HEIGHT))
    assert sizes == read(tmp_path / "out.jpg").pixels.shape[1::-1]
    assert exif.thumbnail_of(found.exif) not in (None, photo_blocks.small_jpeg())


@pytest.mark.parametrize("out", ["out.jpg", "out.tif", "out.png"])
def test_gps_alone_is_left_out(tmp_path: Path, decoder: Decoder, shelf: Shelf, out: str) -> None:
    found = edited(tmp_path, decoder, shelf, out, strip_location=True)
    assert found.exif and found.xmp and found.iptc
    body = exif.body_of(found.exif)
    assert exif.main(body).get(exif.GPS_IFD) is None
    assert exif.main(body).get(271) is not None
    assert np.frombuffer(body, np.uint8).tobytes().find(photo_blocks.exif()[370:394]) < 0  # the very numbers are gone
    assert b"GPS" not in found.xmp and b"53,4.8N" not in found.xmp
    assert xmp.value_of(found.xmp, xmp.PHOTOSHOP, "City") == "Bremen" and b"Rating" in found.xmp
    assert (found.iptc, found.photoshop) == (whole().iptc, whole().photoshop)


@pytest.mark.parametrize("out", ["out.jpg", "out.tif", "out.png", "out.webp", "out.avif"])
def test_all_metadata_are_left_out_but_the_profile(tmp_path: Path, decoder: Decoder, shelf: Shelf, out: str) -> None:
    assert edited(tmp_path, decoder, shelf, out, strip_metadata=True) == Metadata()
    assert read(tmp_path / out).icc is not None
    assert b"Lookroom" not in (tmp_path / out).read_bytes()
