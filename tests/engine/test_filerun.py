"""From files to a file: what is written, what is reported, and that nothing is written when it goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.errors import ImageTooLarge, StorageError, UsageError
from engine.filerun import Request, run_files
from engine.photo import Metadata, Photo
from engine.resources import resource
from engine.weights import Shelf, read_catalogue
from tests.fakes.tools import PaintOptions, looking, painting

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["tool", "version", "quality_score", "quality_reasons", "retry_count", "seconds", "stages", "device", "models",
        "input", "output", "box", "warnings"]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(read_catalogue(resource("models", "catalogue.toml")), ())


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    rng = np.random.default_rng(5)
    path = tmp_path / "in.png"
    path.write_bytes(encode(Photo(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8)), FORMATS["png"]))
    return path


def request(photo: Path, out: Path, **more: Any) -> Request:
    return Request(tool=more.pop("tool", painting()), inputs=(photo,), output=out,
                   options=more.pop("options", PaintOptions()), **more)


def test_the_report_has_the_keys_of_the_contract(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    facts = run_files(request(photo_file, tmp_path / "out.png", report=tmp_path / "r.json"), shelf)
    assert list(facts) == KEYS
    assert json.loads((tmp_path / "r.json").read_text()) == facts
    assert facts["tool"] == "paint"
    assert (facts["quality_score"], facts["quality_reasons"], facts["retry_count"]) == (0.5, ["It is only paint."], 1)
    assert [stage["name"] for stage in facts["stages"]] == ["look", "paint"]
    assert facts["seconds"] >= sum(stage["seconds"] for stage in facts["stages"])
    size = {"width": 60, "height": 40, "depth": 8, "format": "PNG", "icc": None}
    assert facts["input"] == [size | {"icc": "sRGB"}]  # the file that the fixture wrote has the profile
    assert facts["output"] == size | {"icc": "sRGB"}
    assert facts["box"] == [2, 3, 56, 34]
    assert facts["models"] == []


def test_larger_photos_than_asked_for_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(encode(Photo(np.zeros((1001, 1000, 3), np.uint8)), FORMATS["png"]))
    with pytest.raises(ImageTooLarge, match="more than 1 million"):
        run_files(request(large, tmp_path / "out.png", max_megapixels=1), shelf)
    assert run_files(request(large, tmp_path / "out.png", max_megapixels=2), shelf)["output"]["height"] == 1001


def test_pixels_outside_the_box_are_those_of_the_file(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    run_files(request(photo_file, tmp_path / "out.tif"), shelf)
    before, after = read(photo_file).pixels, read(tmp_path / "out.tif").pixels
    assert not after[3:-3, 2:-2].any()
    edge = np.ones((40, 60), bool)
    edge[3:-3, 2:-2] = False
    assert np.array_equal(after[edge], before[edge])


def test_sixteen_bits_stay_unless_the_format_holds_less(tmp_path: Path, shelf: Shelf) -> None:
    deep = tmp_path / "in.tif"
    deep.write_bytes(encode(Photo(np.full((40, 60, 3), 30_001, np.uint16)), FORMATS["tiff"]))
    facts = run_files(request(deep, tmp_path / "out.png"), shelf)
    assert facts["output"]["depth"] == 16
    assert read(tmp_path / "out.png").pixels[0, 0, 0] == 30_001
    facts = run_files(request(deep, tmp_path / "out.jpg"), shelf)
    assert facts["output"]["depth"] == 8
    assert facts["warnings"] == ["The photo's 16 bits a channel were reduced to 8: JPEG holds no more."]


def test_metadata_is_kept_or_stripped(tmp_path: Path, shelf: Shelf) -> None:
    tags = Image.Exif()
    tags[0x010F] = "Testcam"
    source = tmp_path / "in.png"
    grey = np.full((40, 60, 3), 99, np.uint8)
    source.write_bytes(encode(Photo(grey, None, Metadata(tags.tobytes())), FORMATS["png"]))
    run_files(request(source, tmp_path / "kept.jpg"), shelf)
    run_files(request(source, tmp_path / "bare.jpg", strip_metadata=True), shelf)
    kept = read(tmp_path / "kept.jpg").metadata.exif
    assert kept is not None and b"Testcam" in kept
    assert read(tmp_path / "bare.jpg").metadata == Metadata()


def test_artifacts_are_files_and_every_touched_pixel_is_marked(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    faint = PaintOptions(strength=0.0005)
    run_files(request(photo_file, tmp_path / "out.png", artifacts=tmp_path / "a" / "b", options=faint), shelf)
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["edit_mask.png", "keypoints.json"]
    assert (np.asarray(Image.open(tmp_path / "a" / "b" / "edit_mask.png")) == 1).all()


def test_artifacts_never_replace_an_input(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    mine = photo_file.rename(tmp_path / "edit_mask.png")
    before = mine.read_bytes()
    with pytest.raises(UsageError, match="edit_mask"):
        run_files(request(mine, tmp_path / "out.png", artifacts=tmp_path), shelf)
    assert mine.read_bytes() == before
    assert not (tmp_path / "out.png").exists()


def test_nor_does_a_file_that_an_option_names(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    stamp = tmp_path / "stamp.png"
    stamp.write_bytes(photo_file.read_bytes())
    with pytest.raises(UsageError, match="overwrite an input"):
        run_files(request(photo_file, stamp, options=PaintOptions(stamp=str(stamp)), overwrite=True), shelf)


def test_a_report_that_cannot_be_saved_leaves_no_output(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    folder = tmp_path / "r"
    folder.mkdir()

    def vanish(_: object) -> None:
        folder.rmdir()

    with pytest.raises(StorageError):
        run_files(request(photo_file, tmp_path / "out.png", report=folder / "r.json", tool=painting(vanish)), shelf)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["in.png"]


@pytest.mark.parametrize("report", ["in.png", "out.png", "other.txt"])
def test_a_report_replaces_no_photo(tmp_path: Path, photo_file: Path, shelf: Shelf, report: str) -> None:
    (tmp_path / "other.txt").write_text("mine")
    with pytest.raises(UsageError, match="--report"):
        try:
            run_files(request(photo_file, tmp_path / "out.png", report=tmp_path / report), shelf)
        except UsageError as error:
            raise UsageError(f"{error.what} {error.remedy}", "") from error
    assert (tmp_path / "other.txt").read_text() == "mine"
    assert not (tmp_path / "out.png").exists()


def test_transparency_into_jpeg_is_refused_before_the_work(tmp_path: Path, shelf: Shelf) -> None:
    clear = tmp_path / "in.png"
    clear.write_bytes(encode(Photo(np.zeros((40, 60, 4), np.uint8)), FORMATS["png"]))
    tool = painting(lambda _: pytest.fail("the work began"))
    with pytest.raises(UsageError, match="transparency"):
        run_files(request(clear, tmp_path / "out.jpg", tool=tool), shelf)


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path, photo_file: Path, shelf: Shelf) -> None:
    real = tmp_path / "real.png"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.png"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system lets nobody make links")
    run_files(request(photo_file, link, overwrite=True), shelf)
    assert link.is_symlink()
    assert real.read_bytes()[:4] == b"\x89PNG"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["out.json", "out.CSV"])
def test_a_tool_that_only_looks_writes_what_it_finds(tmp_path: Path, photo_file: Path, shelf: Shelf, name: str) -> None:
    out, report = tmp_path / name, tmp_path / "r.json"
    facts = run_files(request(photo_file, out, tool=looking(), report=report), shelf)
    if name.endswith("json"):
        assert json.loads(out.read_bytes()) == {"photo": "in.png", "tool": "look", "findings": facts["findings"]}
    else:
        assert out.read_bytes().decode("utf-8-sig").splitlines()[1] == "1,thing,0.5,2,3,56,34,"
    assert facts["findings"]["things"][0]["box"] == [2, 3, 56, 34]
    assert json.loads(report.read_text()) == facts
    assert list(facts) == [*KEYS[:-1], "findings", "warnings"]


@pytest.mark.parametrize(("name", "form"), [("out.png", None), ("out", None), ("out.json", "png")])
def test_a_tool_that_only_looks_writes_no_photo(tmp_path: Path, photo_file: Path, shelf: Shelf, name: str,
                                                form: str | None) -> None:
    with pytest.raises(UsageError, match="writes what it finds") as caught:
        run_files(request(photo_file, tmp_path / name, tool=looking(), format=form), shelf)
    assert ".json" in caught.value.remedy
    assert not (tmp_path / name).exists()
