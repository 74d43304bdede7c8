"""The log: a job's id on each line, nothing about photos or people."""

from __future__ import annotations

import logging
import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from desktop import log
from desktop.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOGGER = logging.getLogger("lookroom.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Starts the log; returns what it holds."""
    folders = Folders(tmp_path / "home")
    root = logging.getLogger()
    level = root.level
    handler = log.start(folders)
    yield lambda: (folders.logs / log.NAME).read_text(encoding="utf-8")
    log.stop(handler)
    root.setLevel(level)


def test_each_line_has_its_job(written: Callable[[], str]) -> None:
    first, second = uuid4(), uuid4()

    def works() -> None:
        with log.lines_of(second):
            LOGGER.info("in a thread äöü 😀")

    with log.lines_of(first):
        LOGGER.info("started")
        thread = threading.Thread(target=works)
        thread.start()
        thread.join()
        LOGGER.info("ended")
    LOGGER.info("idle")
    lines = written().splitlines()
    assert [line.split("[")[1].split("]")[0] for line in lines] == [str(first), str(second), str(first), "-"]
    assert "äöü 😀" in lines[1]


@pytest.mark.parametrize("message", [
    "opened '/home/anna/Kunden/Müller Hochzeit/IMG 001.jpg'", "opened /srv/kunden/geheim/IMG_001.NEF now",
    'saved "C:\\Users\\anna\\Müller geheim\\bild.png"', "saved C:\\Users\\anna\\geheim.tif", "got geheim.jpeg",
    "got ~/Bilder/geheim", "see 'geheim.psd'", "read \\\\server\\anna\\geheim",
    "lost /home/anna/Kunden/Müller Geheim/IMG 001 b.jpg, again", "D:\\anna\\Müller Geheim\\IMG 1.cr3 is gone", "file:///home/anna/geheim.webp"])
def test_no_names_of_photos_or_people(written: Callable[[], str], message: str) -> None:
    LOGGER.warning(message)
    LOGGER.warning("%s", message)
    text = written().lower()
    for word in ("anna", "geheim", "müller", "kunden", "img"):
        assert word not in text


def test_paths_that_are_handed_over_are_left_out(written: Callable[[], str]) -> None:
    LOGGER.warning("in %s after %d s", Path("/home/anna/Müller Geheim"), 7)
    assert written().endswith("in <path> after 7 s\n")


def test_tracebacks_lose_paths_but_keep_lines_of_code(written: Callable[[], str], tmp_path: Path) -> None:
    try:
        (tmp_path / "Familie Geheim" / "bild.jpg").read_bytes()
    except OSError:
        LOGGER.exception("reading failed")
    text = written()
    assert "Geheim" not in text
    assert "FileNotFoundError" in text
    assert 'File "test_log.py", line' in text
    assert str(Path(__file__).parent) not in text


def test_plain_words_stay(written: Callable[[], str]) -> None:
    LOGGER.info("stage align took 0.25 s, 3/4 tiles, ratio 1.5:1, version 2.1.9, and/or")
    assert "stage align took 0.25 s, 3/4 tiles, ratio 1.5:1, version 2.1.9, and/or" in written()


def test_it_rotates_and_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Folders(tmp_path / "home")
    monkeypatch.setattr(log, "MOST_BYTES", 2000)
    handler = log.start(folders)
    for number in range(300):
        LOGGER.warning("line %s", number)
    log.stop(handler)
    files = sorted(folders.logs.iterdir())
    assert len(files) == 1 + log.OLDER
    assert sum(path.stat().st_size for path in files) <= 2000 * (1 + log.OLDER)
    assert "line 299" in (folders.logs / log.NAME).read_text(encoding="utf-8")
    if os.name == "posix":
        assert not stat.S_IMODE(folders.logs.stat().st_mode) & 0o077
