"""A file that Lightroom lent comes back with its format, depth, profile and metadata, or stays as it was."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.loan import lend, put_back, save_back
from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.errors import StorageError, UsageError
from engine.metadata import source_type_of
from engine.photo import Metadata, Photo
from engine.profiles import adobe_rgb_profile, srgb_profile

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
IPTC = b"\x1c\x02\x05\x00\x04Name"


def pixels(kind: type, top: int) -> np.ndarray:
    return np.random.default_rng(4).integers(0, top, (40, 60, 3)).astype(kind)


def lent(folder: Path, form: str, kind: type = np.uint8, top: int = 256) -> Path:
    photo = Photo(pixels(kind, top), adobe_rgb_profile(), Metadata(xmp=XMP, iptc=IPTC if form != "webp" else None))
    path = folder / f"DSC_0001-Bearbeitet Ü 👗.{FORMATS[form].suffixes[0][1:]}"
    path.write_bytes(encode(photo, FORMATS[form]))
    return path


def copied(original: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(original, folder / f"copy{len(list(folder.iterdir()))}"))


@pytest.mark.parametrize(("form", "kind", "top"), [
    ("tiff", np.uint16, 65536), ("tiff", np.uint8, 256), ("png", np.uint16, 65536), ("jpeg", np.uint8, 256),
    ("webp", np.uint8, 256)])
def test_result_goes_back_as_the_file_was(form: str, kind: type, top: int, tmp_path: Path) -> None:
    original = lent(tmp_path, form, kind, top)
    before, bytes_before = read(original), original.read_bytes()
    loan = lend(original, copied(original, tmp_path / "kept"))
    result = replace(read(loan.copy), pixels=np.ascontiguousarray(before.pixels[::-1]), metadata=Metadata())
    saved = save_back(loan, result, read, lambda _: pytest.fail("the first copy is still there"))
    after = read(original)
    assert after.source is not None and before.source is not None
    assert (after.source.format, after.depth, after.icc) == (before.source.format, before.depth, before.icc)
    assert after.metadata.iptc == before.metadata.iptc
    assert source_type_of(after) == "algorithmicallyEnhanced"
    assert source_type_of(before) is None
    if form in ("tiff", "png"):
        np.testing.assert_array_equal(after.pixels, before.pixels[::-1])
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [original.name]
    assert put_back(saved).seen == loan.before
    assert original.read_bytes() == bytes_before


def test_deep_file_stays_deep_when_a_tool_answers_in_eight_bits(tmp_path: Path) -> None:
    original = lent(tmp_path, "tiff", np.uint16, 65536)
    loan = lend(original, copied(original, tmp_path / "kept"))
    save_back(loan, Photo(pixels(np.uint8, 256), srgb_profile()), read, lambda path: path)
    assert read(original).depth == 16


def test_saving_twice_is_fine(tmp_path: Path) -> None:
    original = lent(tmp_path, "png")
    loan = lend(original, copied(original, tmp_path / "kept"))
    result = read(original)
    once = save_back(loan, result, read, lambda path: path)
    assert save_back(once, result, read, lambda path: path).before == loan.before


def test_file_changed_by_somebody_else_is_left_alone(tmp_path: Path) -> None:
    original = lent(tmp_path, "tiff")
    loan = lend(original, copied(original, tmp_path / "kept"))
    result = read(original)
    theirs = encode(replace(result, pixels=result.pixels // 2), FORMATS["tiff"])
    original.write_bytes(theirs)
    with pytest.raises(StorageError, match="Another program has changed"):
        save_back(loan, result, read, lambda path: path)
    with pytest.raises(StorageError, match="Another program has changed"):
        put_back(loan)
    assert original.read_bytes() == theirs


def test_file_that_is_gone_is_told(tmp_path: Path) -> None:
    original = lent(tmp_path, "tiff")
    loan = lend(original, copied(original, tmp_path / "kept"))
    result = read(original)
    original.unlink()
    with pytest.raises(StorageError, match="is not where it was"):
        save_back(loan, result, read, lambda path: path)
    assert not original.exists()


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="nothing is write-protected for root")
def test_write_protected_file_is_told(tmp_path: Path) -> None:
    original = lent(tmp_path, "tiff")
    loan = lend(original, copied(original, tmp_path / "kept"))
    original.chmod(0o444)
    with pytest.raises(StorageError, match="write-protected"):
        save_back(loan, read(original), read, lambda path: path)


def test_deleted_copy_is_made_again_before_the_file_changes(tmp_path: Path) -> None:
    original = lent(tmp_path, "tiff")
    content = original.read_bytes()
    loan = lend(original, copied(original, tmp_path / "kept"))
    result = replace(read(original), pixels=np.zeros((40, 60, 3), np.uint8))
    loan.copy.unlink()
    saved = save_back(loan, result, read, lambda path: copied(path, tmp_path / "kept"))
    assert saved.copy.read_bytes() == content
    put_back(saved)
    assert original.read_bytes() == content


def test_transparent_result_does_not_spoil_a_jpeg(tmp_path: Path) -> None:
    original = lent(tmp_path, "jpeg")
    content = original.read_bytes()
    loan = lend(original, copied(original, tmp_path / "kept"))
    clear = np.dstack([pixels(np.uint8, 256), np.zeros((40, 60), np.uint8)])
    with pytest.raises(UsageError) as told:
        save_back(loan, Photo(clear, srgb_profile()), read, lambda path: path)
    assert told.value.remedy == "Export the result as another file."
    assert original.read_bytes() == content


def test_format_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    from PIL import Image

    original = tmp_path / "a.bmp"
    Image.new("RGB", (8, 8)).save(original)
    loan = lend(original, copied(original, tmp_path / "kept"))
    with pytest.raises(UsageError, match="can be read, but not written"):
        save_back(loan, read(original), read, lambda path: path)
