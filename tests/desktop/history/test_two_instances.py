"""Two Lookrooms at one data folder: neither deletes or undoes what the other is about."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from desktop.history import files as files_on_disk
from desktop.history.records import Query, Status
from desktop.history.schema import files
from desktop.history.store import DAY
from tests.desktop.history.conftest import completed

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from desktop.folders import Folders
    from desktop.history.store import History
    from tests.desktop.history.conftest import Opener
    from tests.fakes.clock import FakeClock


class Died(BaseException):
    """The process is no more: nothing after this point happens."""


def dies_at(monkeypatch: pytest.MonkeyPatch, history: History, step: int) -> None:
    """Let the ``step``-th write of a file or row from now on be the last thing that this history does."""
    left = step

    def counted(act: object) -> object:
        def acts(*given: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Died
            return act(*given, **named)  # type: ignore[operator]

        return acts

    from desktop.history import removing, writing

    monkeypatch.setattr(history._room.database, "write", counted(history._room.database.write))
    monkeypatch.setattr(writing, "put", counted(files_on_disk.put))
    monkeypatch.setattr(writing, "wipe", counted(files_on_disk.wipe))
    monkeypatch.setattr(removing, "wipe", counted(files_on_disk.wipe))


def dead(monkeypatch: pytest.MonkeyPatch, history: History) -> None:
    """Its process ends: the lock is free, nothing is tidied."""
    monkeypatch.undo()
    history._room.database.close()
    history._room.instance.close()


def files_match_rows(history: History, folders: Folders) -> None:
    sessions = history.page(history.search(Query()))
    rows = {file.path for file in history.inputs()} | {file.path for one in sessions for file in one.outputs}
    assert set(folders.photos.iterdir()) == rows
    small = {one.thumbnail for one in (*sessions, *history.inputs()) if one.thumbnail}
    assert set(folders.thumbnails.iterdir()) == small


@pytest.mark.parametrize("step", range(6))
def test_an_import_that_died(
        opened: Opener, folders: Folders, monkeypatch: pytest.MonkeyPatch, lookroom_home: Path, step: int) -> None:
    first = opened()
    dies_at(monkeypatch, first, step)
    with contextlib.suppress(Died):
        first.import_bytes(b"photo", "x.jpg")
    dead(monkeypatch, first)
    second = opened()
    files_match_rows(second, folders)
    second.sweep()
    files_match_rows(second, folders)
    assert [file.path.read_bytes() for file in second.inputs()] in ([], [b"photo"])
    if step >= 2:
        assert len(second.inputs()) == 1


@pytest.mark.parametrize("step", range(9))
def test_a_save_that_died(
        opened: Opener, folders: Folders, monkeypatch: pytest.MonkeyPatch, lookroom_home: Path, step: int) -> None:
    first = opened()
    session = first.create("garment", [first.import_bytes(b"photo", "x.jpg")], {})
    first.start(session.id)
    dies_at(monkeypatch, first, step)
    with contextlib.suppress(Died):
        first.complete(session.id, b"result", {"score": 1}, b"small", artifacts={"a.psd": b"layers"})
    dead(monkeypatch, first)
    second = opened()
    files_match_rows(second, folders)
    found = second.session(session.id)
    if found.status is Status.COMPLETED:
        assert found.result is not None
        assert found.result.path.read_bytes() == b"result"
        assert found.report == {"score": 1}
        assert found.thumbnail is not None
    else:
        assert found.outputs == ()
        assert [left.id for left in second.unfinished()] == [session.id]
    assert (found.status is Status.COMPLETED) == (step >= 4)


@pytest.mark.parametrize("step", range(6))
def test_a_deletion_that_died(
        opened: Opener, folders: Folders, monkeypatch: pytest.MonkeyPatch, lookroom_home: Path, step: int) -> None:
    first = opened()
    session = completed(first)
    dies_at(monkeypatch, first, step)
    with contextlib.suppress(Died):
        first.delete([session.id])
    dead(monkeypatch, first)
    second = opened()
    files_match_rows(second, folders)
    assert len(second.search(Query())) == (1 if step == 0 else 0)
    assert len(second.inputs()) == 1


def test_what_another_is_writing_is_left_alone(opened: Opener, folders: Folders) -> None:
    first = opened()
    writing = first.import_bytes(b"half", "half.jpg")
    with first._room.database.write() as connection:
        connection.execute(files.update().where(files.c.id == writing.id).values(owner=first._room.instance.name))
        other = _half(first)
        connection.execute(insert(files).values(
            id=other, role="input", name="x", place=f"input-{other.hex}.jpg", owner=first._room.instance.name,
            used_at=first._room.lived(), expires_at=None, created_at=first._room.now()))
    part = folders.photos / f"input-{other.hex}.jpg.part"
    part.write_bytes(b"half")
    small = folders.thumbnails / f"{writing.id.hex}.jpg.part"
    small.write_bytes(b"half")
    second = opened()
    second.sweep()
    assert part.is_file()
    assert small.is_file()
    assert writing.path.is_file()
    assert second.inputs() == []
    small.unlink()
    first.close()
    third = opened()
    assert not part.exists()
    assert [file.id for file in third.inputs()] == [writing.id]


def _half(history: History) -> UUID:
    from uuid import uuid4

    return uuid4()


def test_a_run_of_another_is_not_unfinished_and_can_be_read(opened: Opener) -> None:
    first, second = opened(), opened()
    session = first.create("garment", [first.import_bytes(b"photo", "x.jpg")], {})
    first.start(session.id)
    assert second.unfinished() == []
    done = first.complete(session.id, b"result", {})
    assert second.session(session.id) == done


def test_one_deletes_while_the_other_saves(opened: Opener, folders: Folders, clock: FakeClock) -> None:
    first, second = opened(), opened()
    session = first.create("garment", [first.import_bytes(b"photo", "x.jpg")], {})
    second.delete_everything()
    assert list(folders.photos.iterdir()) == []
    with pytest.raises(Exception, match="deleted meanwhile"):
        first.complete(session.id, b"result", {})
    assert list(folders.photos.iterdir()) == []
    clock.passes(DAY + timedelta(days=1))
    assert first.sweep() == second.sweep() == 0
