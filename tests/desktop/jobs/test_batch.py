"""Many photos times many garments: a file each, and a sheet of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from desktop.jobs.batch import Batches, BatchOrder, Entry, free_name
from desktop.jobs.job import State
from desktop.jobs.lookbook import CELL, Captioned, Missing, lookbook, thumb_of
from engine.codecs.read import read
from engine.errors import PoseFailed
from engine.metadata import SOFTWARE, source_type_of
from engine.photo import Photo
from tests.fakes.engine import Play

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.jobs.batch import Batch
    from tests.desktop.jobs.conftest import Studio

    Make = Callable[..., Studio]


def order(folder: Path, people: int = 2, garments: int = 3) -> BatchOrder:
    folder.mkdir(exist_ok=True)
    return BatchOrder(
        "paint",
        tuple(Entry(folder / f"p{number}", f"Anna {number}.cr2") for number in range(people)),
        tuple(Entry(folder / f"g{number}", f"tee {number}.jpg") for number in range(garments)),
        {},
        folder,
        "Spring",
    )


def run(one: Studio, wanted: BatchOrder) -> Batch:
    batches = Batches(one.runner, one.bridge)
    done: list[Batch] = []
    batches.finished.connect(done.append)
    batch = batches.start(wanted)
    one.until_told(lambda: len(done) == 1)
    one.bridge.setProperty("kept", batches)
    return batch


def test_every_look_is_a_file_and_the_sheet_shows_all(studio: Make, tmp_path: Path) -> None:
    batch = run(studio(), order(tmp_path / "out"))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted([f"Anna {p} - tee {g}.jpg" for p in range(2) for g in range(3)] + ["lookbook.jpg"])
    assert batch.sheet is not None and batch.fault is None and (batch.done, batch.total) == (6, 6)
    with Image.open(batch.sheet) as sheet:
        assert sheet.width > 4 * CELL and sheet.height > 3 * CELL
    look = read(batch.files[0, 0])
    assert source_type_of(look) == "algorithmicallyEnhanced" and look.metadata.exif is not None
    assert SOFTWARE.encode() in look.metadata.exif
    assert source_type_of(read(batch.sheet)) == "composite"


def test_a_look_that_fails_leaves_its_place_and_its_reason(studio: Make, tmp_path: Path) -> None:
    failing = Play(error=PoseFailed("No person was found.", "Choose another photo."))
    one = studio(Play(), failing)
    batch = run(one, order(tmp_path / "out"))
    assert batch.missing == {(0, 1): "No person was found."}
    assert len(batch.files) == 5 and batch.sheet is not None


def test_nothing_that_is_there_is_overwritten(studio: Make, tmp_path: Path) -> None:
    wanted = order(tmp_path / "out", 1, 1)
    for name in ("Anna 0 - tee 0.jpg", "lookbook.jpg"):
        (wanted.folder / name).write_bytes(b"mine")
    batch = run(studio(), wanted)
    assert (wanted.folder / "Anna 0 - tee 0.jpg").read_bytes() == b"mine"
    assert batch.files[0, 0].name == "Anna 0 - tee 0 2.jpg"
    assert batch.sheet is not None and batch.sheet.name == "lookbook 2.jpg"


def test_a_folder_that_is_gone_is_told(studio: Make, tmp_path: Path) -> None:
    wanted = order(tmp_path / "out", 1, 1)
    wanted.folder.rmdir()
    batch = run(studio(), wanted)
    assert not batch.files and batch.missing and batch.sheet is None


def test_a_batch_is_cancelled(studio: Make, tmp_path: Path) -> None:
    from threading import Event

    play = Play(gate=Event())
    one = studio(play)
    batches = Batches(one.runner, one.bridge)
    done: list[Batch] = []
    batches.finished.connect(done.append)
    batch = batches.start(order(tmp_path / "out"))
    assert play.entered.wait(5)
    batches.cancel(batch)
    one.until_told(lambda: bool(done))
    assert all(job.state is State.CANCELLED for job in one.queue.jobs())
    assert not batch.files and len(batch.missing) == 6


@pytest.mark.parametrize(
    ("stem", "name"),
    [("a/b", "a_b.jpg"), ("..", "look.jpg"), ("Käthe 🙂", "Käthe 🙂.jpg"), ("x" * 400, "x" * 60 + ".jpg")],
)
def test_names_work_on_every_system(tmp_path: Path, stem: str, name: str) -> None:
    assert free_name(tmp_path, stem, ".jpg", set()).name == name


def test_the_sheet_shows_pictures_in_their_places() -> None:
    red = Captioned(np.full((CELL, CELL, 3), (255, 0, 0), np.uint8), "red")
    blue = Captioned(np.full((CELL, CELL, 3), (0, 0, 255), np.uint8), "blue")
    sheet = lookbook("Looks", [red], [blue, blue], {(0, 0): blue, (0, 1): Missing("No person was found in it.")}).pixels
    assert (sheet == (255, 0, 0)).all(axis=2).sum() == CELL * CELL
    assert (sheet == (0, 0, 255)).all(axis=2).sum() == 3 * CELL * CELL


def test_transparency_lies_on_white() -> None:
    clear = np.zeros((10, 10, 4), np.uint16)
    clear[:5, :, 3] = 65535
    thumb = thumb_of(Photo(clear))
    assert thumb[0, 0].tolist() == [0, 0, 0] and thumb[9, 9].tolist() == [255, 255, 255]
