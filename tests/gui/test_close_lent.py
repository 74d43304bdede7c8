"""Closing the window while results of lent files have not gone back: asked, waited for, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest

from desktop import edit_in
from desktop.history.records import Query
from desktop.ui.save_back import SaveBackDialog
from engine.codecs.read import read
from tests.gui.studio import House, open_house, photo_file
from tests.gui.unnamed import unnamed
from tests.gui.walk import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.jobs.job import Outcome
    from desktop.loan import Loan


@pytest.fixture
def house(qtbot: QtBot, lookroom_home: Path) -> Iterator[House]:
    made = open_house(qtbot, lookroom_home)
    yield made
    left = question(made)
    if left is not None:
        left.left.emit()
    made.window.close()


def question(house: House) -> SaveBackDialog | None:
    return next((dialog for dialog in house.window.findChildren(SaveBackDialog) if dialog.isVisible()), None)


def asked(house: House) -> SaveBackDialog:
    """Close the window, which asks instead."""
    house.window.close()
    dialog = question(house)
    assert dialog is not None and house.window.isVisible()
    return dialog


def lend(house: House, *files: Path) -> None:
    """Lend files and have a result of each."""
    for file in files:
        before = house.app.studio.shown
        house.app.edit_in.open([file])
        house.waits_for(f"You are editing {file.name}.")
        house.qtbot.waitUntil(lambda before=before: house.app.studio.shown not in (None, before))
        house.run()
        house.qtbot.waitUntil(house.app.edit_in.can_save)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Nothing is saved back before it is set."""
    made, real = Event(), edit_in.save_back

    def slowly(loan: Loan, *more: object) -> Loan:
        assert made.wait(20)
        return real(loan, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(edit_in, "save_back", slowly)
    return made


def is_result(file: Path) -> bool:
    """Whether the painted square is in the file."""
    photo = read(file)
    return bool((photo.pixels[photo.height // 2, photo.width // 2] == np.iinfo(photo.pixels.dtype).max).all())


def test_window_closes_unasked_where_nothing_waits(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    house.app.edit_in.open([lent])
    house.waits_for("You are editing a.tif.")
    house.window.close()
    assert question(house) is None and not house.window.isVisible()


def test_cancel_keeps_the_window_and_the_question(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    content = lent.read_bytes()
    lend(house, lent)
    house.app.commands.actions["quit"].trigger()
    dialog = question(house)
    assert dialog is not None
    assert dialog.question.text() == "Put the result into a.tif before closing?"
    assert unnamed(dialog) == [] and clipped(dialog) == []
    dialog.cancel.click()
    assert house.window.isVisible() and lent.read_bytes() == content
    asked(house)


def test_saved_back_and_closed(house: House, tmp_path: Path, gate: Event) -> None:
    lent = photo_file(tmp_path / "a.tif", np.uint16)
    lend(house, lent)
    dialog = asked(house)
    dialog.save.click()
    assert dialog.question.text() == "Saving back into a.tif…"
    assert not (dialog.save.isEnabled() or dialog.leave.isEnabled())
    house.window.close()
    assert dialog.isVisible() and house.window.isVisible(), "a file that is being written is not left alone"
    gate.set()
    house.qtbot.waitUntil(lambda: not house.window.isVisible())
    assert is_result(lent) and read(lent).depth == 16


def test_left_as_it_was(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    content = lent.read_bytes()
    lend(house, lent)
    asked(house).leave.click()
    assert not house.window.isVisible() and lent.read_bytes() == content


def test_window_stays_with_the_words_where_it_cannot_be_saved(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    lend(house, lent)
    theirs = photo_file(tmp_path / "b.tif", side=20).read_bytes()
    lent.write_bytes(theirs)
    dialog = asked(house)
    dialog.save.click()
    house.qtbot.waitUntil(lambda: dialog.fault.isVisible())
    assert dialog.fault.text().startswith("Another program has changed a.tif in the meantime.")
    assert house.window.isVisible() and dialog.save.isEnabled() and lent.read_bytes() == theirs
    assert clipped(dialog) == []
    assert house.app.studio.shown is not None and house.app.studio.shown.path.is_file(), "the result is still there"
    assert len(house.app.archive.history().search(Query())) == 1
    dialog.cancel.click()
    assert house.window.isVisible()
    asked(house).leave.click()
    assert not house.window.isVisible()


def test_result_that_went_back_or_was_deleted_is_not_asked_about(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    lend(house, lent)
    house.app.edit_in.save()
    house.waits_for("Saved back into a.tif.")
    assert house.app.edit_in.waiting() == []
    before = house.app.studio.shown
    house.run()
    house.qtbot.waitUntil(lambda: house.app.studio.shown not in (None, before) and house.app.edit_in.can_save())
    shown = house.app.studio.shown
    assert house.app.edit_in.waiting() == [(shown, "a.tif")], "a newer one waits"
    assert shown is not None
    house.app.work.delete([shown])
    house.qtbot.waitUntil(lambda: house.app.strip.item(shown.id) is None)
    house.window.close()
    assert not house.window.isVisible()


def test_every_file_is_asked_about_and_saved(house: House, tmp_path: Path) -> None:
    files = [photo_file(tmp_path / f"Brautkleid am Meer {number}.tif") for number in range(3)]
    lend(house, *files)
    dialog = asked(house)
    assert dialog.question.text() == "Put 3 results into their files before closing?"
    dialog.save.click()
    house.qtbot.waitUntil(lambda: not house.window.isVisible())
    assert all(map(is_result, files))


def test_closing_can_be_called_off_while_it_saves(house: House, tmp_path: Path, gate: Event) -> None:
    lent = photo_file(tmp_path / "a.tif")
    lend(house, lent)
    dialog = asked(house)
    dialog.save.click()
    dialog.cancel.click()
    gate.set()
    house.waits_for("Saved back into a.tif.")
    assert is_result(lent) and house.window.isVisible()


def test_save_that_is_under_way_is_waited_for(house: House, tmp_path: Path, gate: Event) -> None:
    lent = photo_file(tmp_path / "a.tif")
    lend(house, lent)
    house.app.edit_in.save()
    dialog = asked(house)
    assert dialog.question.text() == "Saving back into a.tif…"
    gate.set()
    house.qtbot.waitUntil(lambda: not house.window.isVisible())
    assert is_result(lent)


def test_job_on_a_lent_file_is_not_left_without_asking(house: House, tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    gate, real, asked_for = Event(), house.engine.run, []

    def slowly(*parts: object) -> Outcome:
        assert gate.wait(20)
        return real(*parts)  # type: ignore[arg-type]

    def sure(*words: str) -> bool:
        asked_for.append(words[0])
        return False

    monkeypatch.setattr(house.engine, "run", slowly)
    monkeypatch.setattr(house.app.dialogs, "sure", sure)
    lent = photo_file(tmp_path / "a.tif")
    house.app.edit_in.open([lent])
    house.waits_for("You are editing a.tif.")
    house.app.studio.choose_tool("cutout")
    house.app.work.start()
    house.window.close()
    assert asked_for == ["Close while a.tif is worked on?"] and house.window.isVisible()
    gate.set()
    house.qtbot.waitUntil(house.app.edit_in.can_save)
    asked(house).leave.click()
    assert not house.window.isVisible() and len(asked_for) == 1


KILLED = """
import os, shutil, signal, sys
from dataclasses import replace
from pathlib import Path
from desktop.loan import lend, save_back
from engine.codecs import files
from engine.codecs.read import read
original, point = Path(sys.argv[1]), sys.argv[2]
loan = lend(original, Path(shutil.copy(original, str(original) + ".copy")))
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if point == "before the disk":
    os.fsync = die
if point == "before the rename":
    files.Staged.commit = die
if point == "after the rename":
    files.sync_folder = die
photo = read(original)
save_back(loan, replace(photo, pixels=photo.pixels // 2), read, lambda path: path)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("point", ["before the disk", "before the rename", "after the rename"])
def test_killed_while_saving_back_leaves_a_whole_file(point: str, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.tif")
    content, pixels = lent.read_bytes(), read(lent).pixels
    done = subprocess.run([sys.executable, "-c", KILLED, str(lent), point], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    if point == "after the rename":
        np.testing.assert_array_equal(read(lent).pixels, pixels // 2)
    else:
        assert lent.read_bytes() == content
