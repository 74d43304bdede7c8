"""Places that cannot be written, and outputs that would hit an input: refused cleanly, with everything as it was."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.codecs import files, write
from engine.codecs.files import replace_file
from engine.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.conftest import Fitting

NOBODY = 65534


def test_no_such_folder(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, fitting.folder / "gone" / "out.png")
    assert said.startswith("8 STORAGE_ERROR: ")
    assert "does not exist" in said


def test_a_file_where_the_folder_should_be(fitting: Fitting) -> None:
    assert fitting.refuses(fitting.person, fitting.garment, fitting.person / "out.png").startswith("8 STORAGE_ERROR: ")


def test_a_name_that_is_too_long(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, fitting.folder / f"{'x' * 400}.png")
    assert said.startswith("8 STORAGE_ERROR: ")


def test_no_folder_for_the_report(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, None, "--report", str(fitting.folder / "gone" / "r.json"))
    assert said.startswith("8 STORAGE_ERROR: ")


def test_artifacts_into_a_file(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, None, "--artifacts", str(fitting.garment))
    assert said.startswith("2 USAGE: ")


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere, so for a while this process is nobody."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folders of this system have no such rights")
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except OSError:
        pytest.skip("this process may not put its privileges aside")
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_write_protected_folder(fitting: Fitting) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
        before = folder.stat().st_mtime_ns
        with without_privileges():
            status = fitting.run(fitting.person, fitting.garment, folder / "out.png")
        assert status == 8
        last = fitting.capture.readouterr().err.splitlines()[-1]
        assert last.startswith("STORAGE_ERROR: ")
        assert "write-protected" in last
        assert folder.stat().st_mtime_ns == before
        folder.chmod(stat.S_IRWXU)


def test_a_disk_that_fills_up_on_the_way(fitting: Fitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system itself refuses to let a file grow past a limit, in the middle of the picture. The limit holds from
    when the picture is coded: decoding takes shared memory, which counts as a file too."""
    if sys.platform == "win32":
        pytest.skip("this system has no limit on the size of files")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    real = write.encode

    def coded(*arguments: Any, **more: Any) -> bytes:
        data = real(*arguments, **more)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
        return data

    monkeypatch.setattr(write, "encode", coded)
    try:
        said = fitting.refuses(fitting.person, fitting.garment)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said.startswith("8 STORAGE_ERROR: There is no room")
    assert "Free disk space" in said


@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "write-protected"),
    (errno.EACCES, "write-protected"), (errno.EIO, "could not be saved")])
def test_what_the_system_says_is_put_in_words(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    old = tmp_path / "out.png"
    old.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", fails)
    with pytest.raises(StorageError, match=words):
        replace_file(old, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]
    assert old.read_bytes() == b"old"


def test_a_rename_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out.png" / "full").mkdir(parents=True)
    with pytest.raises(StorageError):
        replace_file(tmp_path / "out.png", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]


def linked(target: Path, link: Path, kind: str) -> Path:
    try:
        if kind == "symlink":
            link.symlink_to(target)
        else:
            os.link(target, link)
    except OSError:
        pytest.skip(f"this folder holds no {kind}")
    return link


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
@pytest.mark.parametrize("spelling", ["plain", "dots", "relative", "symlink", "hard link", "linked folder", "garment"])
def test_an_input_is_never_overwritten(
        fitting: Fitting, monkeypatch: pytest.MonkeyPatch, spelling: str, overwrite: tuple[str, ...]) -> None:
    monkeypatch.chdir(fitting.folder)
    (fitting.folder / "sub").mkdir()
    person = fitting.person
    outs = {
        "plain": lambda: person,
        "dots": lambda: fitting.folder / "sub" / ".." / "." / person.name,
        "relative": lambda: Path(person.name),
        "symlink": lambda: linked(person, fitting.folder / "link.png", "symlink"),
        "hard link": lambda: linked(person, fitting.folder / "link.png", "hard link"),
        "linked folder": lambda: linked(fitting.folder, fitting.folder.parent / "again", "symlink") / person.name,
        "garment": lambda: fitting.garment,
    }
    said = fitting.refuses(person, fitting.garment, outs[spelling](), *overwrite)
    assert said.startswith("2 USAGE: The output would overwrite an input photo.")
    assert "--in-place" in said


def test_an_existing_file_is_kept_without_overwrite(fitting: Fitting) -> None:
    (fitting.folder / "out.png").write_bytes(b"mine")
    said = fitting.refuses(fitting.person, fitting.garment)
    assert said.startswith("2 USAGE: ")
    assert "--overwrite" in said


def test_a_folder_as_output(fitting: Fitting) -> None:
    folder = fitting.folder / "out.png"
    folder.mkdir()
    said = fitting.refuses(fitting.person, fitting.garment, folder)
    assert said.startswith("2 USAGE: The output out.png is a folder.")


def test_an_ending_that_cannot_be_written(fitting: Fitting) -> None:
    said = fitting.refuses(fitting.person, fitting.garment, fitting.folder / "out.doc")
    assert said.startswith("2 USAGE: ")
    assert "--format" in said
