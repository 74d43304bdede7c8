"""Photos that were brought in have tags, beside those of runs; a history of the schema 0001 learns it."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from desktop.history.database import Database
from desktop.history.records import PHOTO, Query, Status
from desktop.history.schema import HEAD
from desktop.history.trouble import GoneError
from engine.errors import StorageError
from tests.desktop.history.conftest import MARKER, completed, traces

if TYPE_CHECKING:
    from desktop.folders import Folders
    from desktop.history.store import History
    from tests.desktop.history.conftest import Opener
    from tests.fakes.clock import FakeClock

OLD = Path(__file__).with_name("history_0001.sql")
PHOTOS = {"Ärmel & Söhne 👗.JPG": b"photo 1", "garment.png": b"photo 2", "Straße  am\tMeer.cr3": b"photo 3"}


def names(history: History, query: Query) -> list[str]:
    return [f"{one.tool}: {one.inputs[0].name}" for one in history.page(history.search(query))]


def test_a_tag_finds_photos_and_runs_in_the_order_of_their_time(history: History, clock: FakeClock) -> None:
    early = history.import_bytes(b"1", "early.jpg")
    clock.passes(timedelta(minutes=1))
    run = history.create("garment", [early], {})
    clock.passes(timedelta(minutes=1))
    late = history.import_bytes(b"2", "late.jpg")
    other = history.import_bytes(b"3", "other.jpg")
    for id_ in (early.id, run.id, late.id):
        history.tag(id_, ["Hochzeit", " Anna  & Ben "])
    history.tag(other.id, ["Meer"])
    assert history.tags() == ["Anna & Ben", "Hochzeit", "Meer"]
    both = ["photo: late.jpg", "garment: early.jpg", "photo: early.jpg"]
    assert names(history, Query(tag="Hochzeit")) == both
    assert names(history, Query(text="hochz ANNA")) == both
    assert names(history, Query(tag="Hochzeit", text="late")) == both[:1]
    assert names(history, Query(tag="Hochz")) == [], "a tag is a whole word"
    assert names(history, Query(tag="Hochzeit", tool="garment")) == both[1:2]
    assert names(history, Query(tag="Hochzeit", tool=PHOTO)) == [both[0], both[2]]
    assert names(history, Query(tag="Hochzeit", status=Status.CREATED)) == both[1:2]
    assert names(history, Query(tag="Hochzeit", since=late.created_at)) == both[:1]
    assert names(history, Query(tag="Hochzeit", until=late.created_at)) == both[1:]
    assert names(history, Query()) == both[1:2], "without a search the gallery lists what was made"


def test_photos_are_listed_when_they_are_asked_for(history: History, clock: FakeClock) -> None:
    first = history.import_bytes(b"1", "Straße am Meer.jpg")
    clock.passes(timedelta(minutes=1))
    second = history.import_bytes(b"2", "wald.jpg")
    completed(history, "x.jpg")
    assert list(history.search(Query(tool=PHOTO)))[1:] == [second.id, first.id]
    assert list(history.search(Query(tool=PHOTO, text="STRASSE"))) == [first.id]
    assert list(history.search(Query(text="strasse"))) == [], "photos without tags are not in the way of runs"
    (record,) = history.page([first.id])
    assert (record.tool, record.inputs, record.outputs, record.result) == (PHOTO, (first,), (), None)
    assert (record.expires_at, record.kept, record.created_at) == (first.expires_at, False, first.created_at)
    with pytest.raises(GoneError):
        history.session(first.id)


def test_tags_of_a_photo_are_replaced_and_go_with_it(history: History, folders: Folders, clock: FakeClock) -> None:
    file = history.import_bytes(b"1", "a.jpg")
    history.tag(file.id, [MARKER, "b"])
    history.tag(file.id, ["c", "c", MARKER, ""])
    (record,) = history.page([file.id])
    assert record.tags == (MARKER, "c")
    assert list(history.search(Query(tag="b"))) == []
    assert traces(folders.home)
    clock.passes(timedelta(hours=24))
    assert history.sweep() == 1
    assert traces(folders.home) == []
    assert history.tags() == []
    assert list(history.search(Query(tag=MARKER))) == []
    for id_ in (file.id, uuid4()):
        with pytest.raises(GoneError):
            history.tag(id_, ["x"])


def test_results_have_no_tags_but_their_runs(history: History) -> None:
    session = completed(history)
    with pytest.raises(GoneError):
        history.tag(session.outputs[0].id, ["x"])


def test_a_photo_that_is_being_deleted_or_written_is_not_found(history: History) -> None:
    held, half = history.import_bytes(b"1", "held.jpg"), history.import_bytes(b"2", "half.jpg")
    for file in (held, half):
        history.tag(file.id, ["x"])
    with history._room.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO doomed (id) VALUES (?)", (held.id.bytes,))
        connection.exec_driver_sql("UPDATE files SET owner = 'somebody' WHERE id = ?", (half.id.bytes,))
    assert list(history.search(Query(tag="x"))) == []
    assert history.page([held.id, half.id]) == []


def test_a_time_that_is_none_counts_as_damage(history: History) -> None:
    history.tag(history.import_bytes(b"1", "a.jpg").id, ["x"])
    session = completed(history)
    history.tag(session.id, ["x"])
    with history._room.database.write() as connection:
        connection.exec_driver_sql("UPDATE sessions SET created_at = 'noon'")
    with pytest.raises(StorageError) as refused:
        history.search(Query(tag="x"))
    assert "damaged" in refused.value.what


# A history of the schema 0001


@pytest.fixture
def old(folders: Folders, clock: FakeClock) -> Folders:
    """A data folder as an earlier Lookroom left it."""
    folders.make()
    database = sqlite3.connect(folders.database)
    database.executescript(OLD.read_text("utf-8"))
    for place, name in database.execute("SELECT place, name FROM files").fetchall():
        (folders.photos / place).write_bytes(PHOTOS.get(name, b"what a run made"))
    database.close()
    clock.passes(timedelta(minutes=5))
    return folders


def revision(path: Path) -> str:
    database = sqlite3.connect(path)
    found = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    database.close()
    return str(found)


def test_an_older_history_is_upgraded_with_everything_in_it(old: Folders, opened: Opener) -> None:
    history = opened()
    assert history.notices == ()  # type: ignore[attr-defined]
    assert history._room.database.revision() == HEAD
    history._room.database.check(whole=True)
    assert {file.name: file.path.read_bytes() for file in history.inputs()} == PHOTOS
    kept, failed, left = (next(one for one in history.page(history.search(Query())) if one.status is status)
                          for status in (Status.COMPLETED, Status.FAILED, Status.CREATED))
    assert (kept.kept, kept.tags, kept.options) == (True, ("Anna & Ben", "Hochzeit"), {"mode": "draft"})
    assert [file.name for file in kept.outputs] == ["Ärmel & Söhne 👗-garment.png", "layers.psd"]
    assert (failed.error_code, failed.error_reason) == ("POSE_FAILED", "There is nobody.")
    assert [one.id for one in history.unfinished()] == [left.id]
    assert list(history.search(Query(tag="Hochzeit"))) == [kept.id]
    assert names(history, Query(tool=PHOTO, text="STRASSE am meer")) == ["photo: Straße  am\tMeer.cr3"]
    photo = next(file for file in history.inputs() if file.name.startswith("Ärmel"))
    history.tag(photo.id, ["Hochzeit"])
    assert set(history.search(Query(tag="Hochzeit"))) == {kept.id, photo.id}
    assert history.import_bytes(b"new", "new.jpg").path.is_file()


def test_a_copy_is_kept_until_the_next_start(old: Folders, opened: Opener) -> None:
    history = opened()
    (copy,) = old.aside.iterdir()
    assert copy.name.startswith("before-upgrade-")
    assert revision(copy) == "0001"
    history.close()
    opened().close()
    assert list(old.aside.iterdir()) == []
    assert revision(old.database) == HEAD


def test_an_upgrade_that_fails_leaves_the_history_as_it_was(
        old: Folders, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    before, plain = OLD.read_text("utf-8"), Database.migrate

    def full(self: Database) -> None:
        with self.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        plain(self)

    monkeypatch.setattr(Database, "migrate", full)
    with pytest.raises(StorageError) as refused:
        opened()
    assert "no room" in refused.value.what
    database = sqlite3.connect(old.database)
    dumped = "\n".join(database.iterdump())
    database.close()
    assert rows(dumped) == rows(before)
    monkeypatch.undo()
    assert len(opened().inputs()) == 3


def rows(dump: str) -> list[str]:
    """What a dump puts into tables of photos and runs; the clock's anchor may be another."""
    return sorted(line for line in re.findall(r"^INSERT INTO .*", dump, re.MULTILINE) if "installation" not in line)


def test_an_older_history_that_is_damaged_is_put_aside(old: Folders, opened: Opener) -> None:
    database = sqlite3.connect(old.database)
    database.execute("DROP TABLE session_files")
    database.commit()
    database.close()
    history = opened()
    (notice,) = history.notices  # type: ignore[attr-defined]
    assert "damaged" in notice.what
    assert sorted(file.path.read_bytes() for file in history.inputs()) == sorted(PHOTOS.values())
    photo = history.inputs()[0]
    history.tag(photo.id, ["found again"])
    assert list(history.search(Query(tag="found again"))) == [photo.id]
    assert list(history.search(Query(tool=PHOTO, text=photo.name))) == [photo.id]


def test_deleting_takes_the_copy_of_an_older_history_too(old: Folders, opened: Opener) -> None:
    history = opened()
    history.delete([history.inputs()[0].id])
    assert list(old.aside.iterdir()) == []


def test_the_old_history_is_a_real_one(old: Folders) -> None:
    database = sqlite3.connect(old.database)
    ids = [UUID(bytes=id_) for (id_,) in database.execute("SELECT id FROM files")]
    made = [datetime.fromtimestamp(when / 1e6, UTC) for (when,) in database.execute("SELECT created_at FROM sessions")]
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    assert revision(old.database) == "0001"
    assert len(set(ids)) == 5
    assert {when.year for when in made} == {2026}
