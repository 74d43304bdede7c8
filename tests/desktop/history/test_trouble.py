"""A disk that is full, write-protected or gone: one sentence and a remedy, and nothing half done."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.folders import Folders
from desktop.history import files as files_on_disk
from desktop.history.records import Query, Status
from desktop.history.store import History
from engine.errors import StorageError, in_words
from tests.desktop.history.conftest import completed
from tests.faults.test_storage import without_privileges

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.history.conftest import Opener


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        act()
    words = in_words(caught.value)
    assert caught.value.what.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert "Traceback" not in words
    return words


@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "write-protected"),
    (errno.EACCES, "write-protected"), (errno.EIO, "does not work"), (errno.ENOENT, "gone")])
def test_a_photo_that_cannot_be_written(
        history: History, folders: Folders, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    session = history.create("garment", [history.import_bytes(b"photo", "x.jpg")], {})

    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    before = sorted(folders.photos.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(files_on_disk.os, "fsync", fails)
        assert words in refused(lambda: history.import_bytes(b"photo", "y.jpg"))
        assert words in refused(lambda: history.complete(session.id, b"result", {}, b"small"))
    assert sorted(folders.photos.iterdir()) == before
    assert list(folders.thumbnails.iterdir()) == []
    assert len(history.inputs()) == 1
    assert history.session(session.id).status is Status.CREATED
    assert history.complete(session.id, b"result", {}).outputs


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_disk_that_fills_up(history: History, folders: Folders) -> None:
    """The system itself refuses to let a file grow past a limit: the photo's and, later, the database's."""
    import resource
    import signal

    history.import_bytes(b"photo", "x.jpg")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    said = set()
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        said.add(refused(lambda: history.import_bytes(bytes(400_000), "y.jpg")))
        for number in range(2000):
            try:
                history.create("garment", [], {"text": "x" * 2000, "number": number})
            except StorageError as error:
                said.add(in_words(error))
                break
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert len(said) == 2
    assert all("room" in words for words in said), said
    assert len(history.inputs()) == 1
    assert history.import_bytes(bytes(400_000), "y.jpg").path.is_file()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_write_protected_folder() -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own folder is closed to everybody but its owner
        place = Path(made)
        place.chmod(0o555)
        with without_privileges():
            words = refused(lambda: History.open(Folders(place / "home")))
        place.chmod(0o755)
    assert "cannot be used" in words or "write-protected" in words


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert "cannot be used" in refused(lambda: History.open(Folders(tmp_path / "home")))


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be removed")
def test_a_folder_that_vanishes_while_it_is_open(opened: Opener, folders: Folders) -> None:
    history = opened()
    session = completed(history)
    shutil.rmtree(folders.home)
    for act in (lambda: history.import_bytes(b"x", "x.jpg"), lambda: history.complete(session.id, b"x", {}),
                lambda: history.set_thumbnail(session.id, b"x"), lambda: history.delete([session.id])):
        refused(act)
    for quiet in (lambda: history.page(history.search(Query())), history.inputs, history.sweep):
        try:
            quiet()
        except StorageError as error:
            assert error.remedy.endswith(".")
    history.close()
    assert opened().inputs() == []


def test_a_photo_that_is_open_elsewhere_goes_later(
        history: History, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where a file that a program has open cannot be unlinked."""
    session = completed(history)
    (held,) = [file.path for file in session.outputs if file.role == "result"]
    unlink = type(held).unlink

    def stays(path: Path, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(errno.EACCES, "open elsewhere")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(type(held), "unlink", stays)
        assert "another program" in refused(lambda: history.delete([session.id]))
        assert history.search(Query()) == []
        assert history.sweep() == 0
        assert held.is_file()
    assert history.sweep() == 1
    assert not held.exists()


def test_a_photo_that_somebody_removed_by_hand(history: History) -> None:
    session = completed(history)
    session.outputs[0].path.unlink()
    assert history.session(session.id).outputs
    history.sweep()
    history.delete([session.id, *(file.id for file in session.inputs)])
    assert history.inputs() == []


def test_a_missing_database_is_made_again_and_said(opened: Opener, folders: Folders) -> None:
    history = opened()
    completed(history)
    history.close()
    folders.database.unlink()
    history = opened()
    (notice,) = history.notices  # type: ignore[attr-defined]
    assert "made again" in str(notice)
    assert len(history.inputs()) == len(history.search(Query())) == 1


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_second_user_gets_words_and_sees_nothing() -> None:
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        place.chmod(0o755)
        history, _ = History.open(Folders(place / "home"))
        completed(history)
        history.close()
        with without_privileges():
            if os.access(place / "home" / "photos", os.R_OK, effective_ids=True):
                pytest.skip("this process has no other user to be")
            assert "cannot be used" in refused(lambda: History.open(Folders(place / "home")))
        history, _ = History.open(Folders(place / "home"))
        assert len(history.inputs()) == 1
        history.close()


def test_a_data_folder_of_300_characters(tmp_path: Path) -> None:
    home = tmp_path
    while len(str(home)) < 300:
        home /= "ein langer Ordner mit Ümläuten 😀 und Raum"[:40]
    history, _ = History.open(Folders(home))
    session = completed(history)
    history.close()
    history, notices = History.open(Folders(home))
    assert notices == ()
    assert history.session(session.id) == session
    history.close()
