"""Watched folders: what arrives whole is done once, also after a start; nothing else is touched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop.app import app_of, build_window
from desktop.jobs.job import State
from desktop.settings import Export, HotFolder, Settings, save
from desktop.state.arrivals import Arrivals, Memory, photos_in
from engine.codecs.formats import FORMATS
from engine.codecs.write import encode
from engine.photo import Photo

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tethered"
    made.mkdir()
    return made


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "watched.json")


def test_what_lies_there_already_is_left_alone(folder: Path, memory: Memory) -> None:
    (folder / "old.jpg").write_bytes(b"old")
    memory.begin(folder, photos_in(folder))
    arrivals = Arrivals(folder, memory)
    (folder / "new.jpg").write_bytes(b"new")
    assert arrivals.scan() == [] and arrivals.waiting
    assert arrivals.scan() == [folder / "new.jpg"]
    assert arrivals.scan() == [] and not arrivals.waiting


def test_a_file_that_grows_is_waited_for(folder: Path, memory: Memory) -> None:
    memory.begin(folder, ())
    arrivals, path = Arrivals(folder, memory), folder / "large.tif"
    for size in (10, 20, 30):
        path.write_bytes(b"x" * size)
        assert arrivals.scan() == []
    assert arrivals.scan() == [path]


def test_what_was_done_stays_done_after_a_start(folder: Path, memory: Memory, tmp_path: Path) -> None:
    memory.begin(folder, ())
    arrivals = Arrivals(folder, memory)
    (folder / "a.jpg").write_bytes(b"a")
    arrivals.scan()
    assert arrivals.scan() == [folder / "a.jpg"]
    (folder / "b.jpg").write_bytes(b"b")
    again = Memory(tmp_path / "watched.json")
    assert again.knows(folder)
    later = Arrivals(folder, again)
    later.scan()
    assert later.scan() == [folder / "b.jpg"], "it came while Lookroom was closed"


def test_a_changed_file_is_a_new_one(folder: Path, memory: Memory) -> None:
    memory.begin(folder, ())
    arrivals, path = Arrivals(folder, memory), folder / "a.jpg"
    path.write_bytes(b"a")
    assert (arrivals.scan(), arrivals.scan()) == ([], [path])
    path.write_bytes(b"abc")
    os.utime(path, ns=(1, 1))
    assert (arrivals.scan(), arrivals.scan()) == ([], [path])


def test_the_memory_holds_no_names(folder: Path, memory: Memory, tmp_path: Path) -> None:
    (folder / "anna-mueller.jpg").write_bytes(b"a")
    memory.begin(folder, photos_in(folder))
    text = (tmp_path / "watched.json").read_text()
    assert "anna" not in text and "tethered" not in text


def test_a_damaged_memory_does_nothing_twice(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "watched.json").write_text('{"folders": 3, "done": {')
    memory = Memory(tmp_path / "watched.json")
    assert not memory.knows(folder)


def test_only_photos_that_nobody_hides_count(folder: Path) -> None:
    for name in ("a.JPG", ".hidden.jpg", "notes.txt", "~b.jpg", "c.CR3"):
        (folder / name).write_bytes(b"x")
    (folder / "deep.jpg").mkdir()
    assert {path.name for path in photos_in(folder)} == {"a.JPG", "c.CR3", "deep.jpg"}
    assert photos_in(folder / "gone") == []


def test_an_arriving_photo_is_cut_out_and_exported(
        qapp: QApplication, qtbot: QtBot, lookroom_home: Path, folder: Path, tmp_path: Path) -> None:
    import skimage.data

    from desktop.folders import Folders

    out = tmp_path / "out"
    out.mkdir()
    watched_folder = HotFolder(path=folder, tool="cutout", output=out)
    settings = Settings(hot_folders=(watched_folder,), first_run_done=True, export=Export(format="png"))
    save(Folders(lookroom_home), settings)
    window = build_window(lookroom_home)
    window.show()
    app = app_of(window)
    watched = app.dialogs.hot_folders
    qtbot.waitUntil(lambda: watched._memory is not None and watched._memory.knows(folder))
    (folder / "eileen.png").write_bytes(encode(Photo(skimage.data.astronaut()), FORMATS["png"]))
    qtbot.waitUntil(lambda: any(job.state.ended for job in app.queue.jobs()), timeout=60_000)
    assert [job.state for job in app.queue.jobs()] == [State.COMPLETED]
    qtbot.waitUntil(lambda: [path.name for path in out.iterdir()] == ["eileen-cutout.png"], timeout=10_000)
    assert any(item.name == "eileen.png" for item in app.strip.everything())
    assert (folder / "eileen.png").exists()
    window.close()
    window.deleteLater()
