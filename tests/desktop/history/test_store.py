"""Photos in, runs, searching and tending: what goes in comes out, and only then is it acknowledged."""

from __future__ import annotations

import os
import random
import stat
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from desktop.history.records import Query, Status
from desktop.history.schema import HEAD, metadata
from desktop.history.trouble import GoneError
from engine.errors import StorageError
from tests.desktop.history.conftest import MARKER, completed

if TYPE_CHECKING:
    from desktop.folders import Folders
    from desktop.history.store import History
    from tests.desktop.history.conftest import Opener
    from tests.fakes.clock import FakeClock


@pytest.mark.parametrize("name", ["plain.jpg", "Ärmel & Söhne.TIFF", "👗 kleid 试穿.png", " two  spaces .cr3", "none",
                                  "dots.in.name.jpeg", "x" * 200 + ".jpg", "bad\\ending.j/pg"])
def test_a_photo_comes_back_byte_for_byte_under_its_name(history: History, tmp_path: Path, name: str) -> None:
    file = history.import_bytes(b"\x00\xffphoto", name)
    assert file.name == name
    assert file.path.read_bytes() == b"\x00\xffphoto"
    assert file.bytes == 7
    assert history.inputs() == [file]


def test_a_file_with_a_path_of_300_characters(history: History, tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 290:
        folder /= "ordner mit ümläut 😀 "[:20] + "x" * 20
    folder.mkdir(parents=True)
    source = folder / "bild.jpg"
    source.write_bytes(b"far away")
    file = history.import_file(source)
    assert file.path.read_bytes() == b"far away"
    assert file.source == source
    assert history.recent() == [source]


def test_recent_files_go_with_their_photos(history: History, tmp_path: Path, clock: FakeClock) -> None:
    sources = [tmp_path / f"{number}.jpg" for number in range(4)]
    brought = []
    for source in (*sources, sources[0]):
        source.write_bytes(b"photo")
        brought.append(history.import_file(source))
        clock.passes(timedelta(minutes=1))
    assert history.recent() == [sources[0], *sources[:0:-1]]
    assert history.recent(2) == [sources[0], sources[3]]
    assert history.inputs(2) == [brought[4], brought[3]]
    history.delete([brought[0].id, brought[4].id])
    assert history.recent() == sources[:0:-1]


def test_a_source_that_cannot_be_read_leaves_nothing(history: History, tmp_path: Path) -> None:
    for source in (tmp_path / "gone.jpg", tmp_path):
        with pytest.raises(StorageError) as refused:
            history.import_file(source)
        assert refused.value.remedy
    assert history.inputs() == []
    assert history.recent() == []


def test_a_run_has_all_the_columns(history: History) -> None:
    session = completed(history)
    assert session.status is Status.COMPLETED
    (before,), (after, layers) = session.inputs, session.outputs
    assert before.role == "input"
    assert after.path.read_bytes().startswith(b"result")
    assert after.name == f"{MARKER} photo-garment.png"
    assert layers.role == "artifact"
    assert session.result == after
    assert session.thumbnail is not None
    assert session.thumbnail.read_bytes().startswith(b"thumbnail")
    assert session.options["path"] == MARKER
    assert session.report is not None
    assert session.report["quality_score"] == 0.9
    assert len(session.user_token) == 36
    assert history.session(session.id).tags == tuple(sorted([MARKER, "wedding"]))


def test_what_is_kept_beside_a_result_is_found_by_its_name_and_not_searched_for(history: History) -> None:
    file = history.import_bytes(b"photo", "anna.jpg")
    session = history.create("garment", [file], {})
    done = history.complete(session.id, b"result", {}, artifacts={"layers.zip": b"layers", "anchors.json": b"{}"})
    layers = done.artifact("layers.zip")
    assert layers is not None
    assert layers.path.read_bytes() == b"layers"
    assert layers.path.suffix == ".zip"
    assert done.artifact("landmarks.json") is None
    assert done.artifact(done.outputs[0].name) is None
    assert list(history.search(Query(text="layers"))) == []
    assert list(history.search(Query(text="anna"))) == [session.id]


def test_a_run_that_only_looked_keeps_what_it_found(opened: Opener, folders: Folders) -> None:
    history = opened()
    file = history.import_bytes(b"photo", "anna.jpg")
    session = history.create("detect", [file], {})
    history.start(session.id)
    done = history.complete(session.id, None, {"findings": {"faces": [{"box": [1, 2, 3, 4]}]}}, b"thumbnail")
    assert (done.status, done.outputs, done.result) == (Status.COMPLETED, (), None)
    history.close()
    again = opened()
    assert again.session(session.id) == done
    assert done.report == {"findings": {"faces": [{"box": [1, 2, 3, 4]}]}}
    assert again.unfinished() == []
    again.delete([session.id])
    assert list(folders.thumbnails.iterdir()) == []
    assert [one.name for one in again.inputs()] == ["anna.jpg"]


def test_a_crash_while_findings_are_kept_leaves_no_thumbnail(opened: Opener, folders: Folders) -> None:
    first = opened()
    session = first.create("detect", [first.import_bytes(b"photo", "anna.jpg")], {})
    first.start(session.id)
    small = folders.thumbnails / f"{session.id.hex}.jpg"
    for path in (small, small.with_name(small.name + ".part")):
        path.write_bytes(b"small")
    opened()
    assert small.exists(), "the other one lives, and is writing"
    first._room.instance.close()  # as if it had been killed
    later = opened()
    assert list(folders.thumbnails.iterdir()) == []
    assert [one.id for one in later.unfinished()] == [session.id]
    later.complete(session.id, None, {"findings": {}}, b"small")
    opened()
    assert small.read_bytes() == b"small"


def test_a_search_is_in_order_and_may_be_short(history: History) -> None:
    dice = random.Random(8)
    ids = [history.create(dice.choice(("garment", "cutout")), [], {}).id for _ in range(120)]
    with history._room.database.write() as connection:
        for id_ in ids:
            connection.exec_driver_sql("UPDATE sessions SET created_at = ? WHERE id = ?",
                                       (dice.randrange(40) * 10**9, id_.bytes))
        order = connection.exec_driver_sql("SELECT id FROM sessions ORDER BY created_at DESC, tool DESC, status DESC, "
                                           "words DESC, id DESC").scalars().all()
    assert [id_.bytes for id_ in history.search(Query())] == order
    assert [id_.bytes for id_ in history.search(Query(), 7)] == order[:7]
    tagged = history.import_bytes(b"x", "x.jpg")
    for id_ in (*ids[:20], tagged.id):
        history.tag(id_, ["x"])
    found = list(history.search(Query(tag="x")))
    assert len(found) == 21
    assert found[0] == tagged.id
    assert list(history.search(Query(tag="x"), 5)) == found[:5]


def test_an_id_that_is_none_counts_as_damage(history: History) -> None:
    history.create("garment", [], {})
    with history._room.database.write() as connection:
        connection.exec_driver_sql("UPDATE sessions SET id = x'0102'")
    with pytest.raises(StorageError) as refused:
        history.search(Query())
    assert "damaged" in refused.value.what


def test_options_of_any_kind_are_kept(history: History) -> None:
    options: dict[str, Any] = {"file": Path("a/b"), "pair": (1, 2), "id": uuid4(), "status": Status.FAILED,
                               "bad": float("nan")}
    kept = history.create("tool", [], options).options
    assert kept["pair"] == [1, 2]
    assert kept["status"] == "failed"
    assert kept["bad"] is None


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no characters")
def test_a_name_that_is_no_text(history: History, tmp_path: Path) -> None:
    source = Path(os.fsdecode(os.fsencode(tmp_path / "bild") + b"\xff.jpg"))
    source.write_bytes(b"photo")
    file = history.import_file(source)
    session = history.create("garment", [file], {"path": source})
    assert history.complete(session.id, source, {"input": str(source)}).outputs[0].path.read_bytes() == b"photo"


def test_steps(history: History) -> None:
    job = uuid4()
    session = history.create("garment", [], {}, id=job)
    assert session.id == job
    assert session.status is Status.CREATED
    history.start(job)
    assert history.session(job).status is Status.PROCESSING
    history.fail(job, "POSE_FAILED", "There is nobody.")
    failed = history.session(job)
    assert (failed.status, failed.error_code, failed.error_reason) == (Status.FAILED, "POSE_FAILED", "There is nobody.")
    history.start(job)
    assert history.session(job).error_code is None
    history.cancel(job)
    assert history.session(job).status is Status.CANCELLED


def test_what_is_gone_is_said_to_be_gone(history: History) -> None:
    for act in (lambda: history.session(uuid4()), lambda: history.start(uuid4()), lambda: history.keep(uuid4(), True),
                lambda: history.tag(uuid4(), []), lambda: history.complete(uuid4(), b"", {}),
                lambda: history.set_thumbnail(uuid4(), b""), lambda: history.file(uuid4())):
        with pytest.raises(GoneError):
            act()
    history.delete([uuid4()])
    assert history.page([uuid4()]) == []


def test_a_run_that_is_deleted_while_it_saves_leaves_nothing(history: History, folders: Folders) -> None:
    session = history.create("garment", [history.import_bytes(b"x", "x.jpg")], {})
    history.delete([session.id])
    with pytest.raises(GoneError):
        history.complete(session.id, b"late", {}, b"late")
    assert [path.name.partition("-")[0] for path in folders.photos.iterdir()] == ["input"]
    assert list(folders.thumbnails.iterdir()) == []


def test_search(history: History, clock: FakeClock) -> None:
    made = []
    for name, tool in (("Braut Müller.jpg", "garment"), ("Anzug.png", "hair"), ("Braut 100%.jpg", "hair")):
        made.append(completed(history, name, tool=tool).id)
        clock.passes(timedelta(minutes=1))
    noon = history.session(made[0]).created_at
    history.tag(made[1], ["Sommer  Kollektion"])
    history.fail(made[2], "BUG", "")

    def found(**asked: Any) -> list[int]:
        return [made.index(id_) for id_ in history.search(Query(**asked))]

    assert found() == [2, 1, 0]
    assert found(text="MÜLLER") == [0]
    assert found(text="müller braut") == [0]
    assert found(text="100%") == [2]
    assert found(text="%") == [2]
    assert found(text="kollektion") == [1]
    assert found(tag="sommer kollektion") == [1]
    assert found(tag="sommer") == []
    assert found(tag="wedding") == [2, 0]
    assert found(tool="hair") == [2, 1]
    assert found(status=Status.FAILED) == [2]
    assert found(since=noon + timedelta(seconds=1)) == [2, 1]
    assert found(until=noon + timedelta(seconds=1)) == [0]
    assert found(text="braut", tool="hair", status=Status.FAILED, tag="wedding") == [2]
    assert history.tags() == sorted(["Sommer Kollektion", MARKER, "wedding"])
    assert [session.id for session in history.page([made[2], uuid4(), made[0]])] == [made[2], made[0]]


def test_search_finds_newest_first_in_slices(history: History) -> None:
    made = [history.create("t", [], {}).id for _ in range(30)]
    found = history.search(Query())
    assert sorted(found, key=str) == sorted(made, key=str)
    assert len(found[:10]) == 10
    assert list(found[:10]) == list(found)[:10]


def test_many_threads_at_once(history: History) -> None:
    faults: list[BaseException] = []

    def works(number: int) -> None:
        try:
            for _ in range(4):
                completed(history, f"{number}.jpg")
                history.page(history.search(Query()))
                history.sweep()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=works, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(history.search(Query())) == 20
    assert len(history.inputs()) == 20


def test_unfinished_is_what_the_dead_left(opened: Opener) -> None:
    first = opened()
    session = first.create("garment", [first.import_bytes(b"x", "x.jpg")], {"mode": "draft"})
    first.start(session.id)
    second = opened()
    assert first.unfinished() == second.unfinished() == []
    first.close()
    (left,) = second.unfinished()
    assert left.id == session.id
    assert left.options == {"mode": "draft"}
    assert [file.path.read_bytes() for file in left.inputs] == [b"x"]
    second.start(left.id)
    assert second.unfinished() == []


def test_the_token_is_random_and_stays(opened: Opener) -> None:
    first = opened()
    token = first.create("t", [], {}).user_token
    first.close()
    assert opened().create("t", [], {}).user_token == token


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_only_its_owner_may_look(history: History, folders: Folders) -> None:
    session = completed(history)
    assert stat.S_IMODE(folders.home.stat().st_mode) == 0o700
    for path in (folders.database, session.inputs[0].path, session.outputs[0].path, session.thumbnail):
        assert path is not None
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_the_database_is_set_to_be_safe(history: History) -> None:
    with history._room.database.read() as connection:
        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")] == [
            "wal", 2, 1, 1]


def test_the_indexes_of_the_issue_are_there(history: History) -> None:
    with history._room.database.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
        found = {tuple(row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({name})")) for name in names}
    assert {("status",), ("created_at",), ("expires_at",), ("status", "created_at"), ("expires_at", "status")} <= found


def test_the_migrations_make_what_the_schema_says(history: History) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from desktop.history.database import alembic_config

    with history._room.database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD
    assert history._room.database.revision() == HEAD


def test_a_start_at_the_newest_schema_loads_no_alembic(history: History, folders: Folders) -> None:
    import subprocess

    code = ("import sys; from pathlib import Path; from desktop.folders import Folders; "
            "from desktop.history.store import History; "
            f"History.open(Folders(Path({str(folders.home)!r})))[0].close(); "
            "sys.exit(int('alembic' in sys.modules or 'PySide6' in sys.modules))")
    subprocess.run((sys.executable, "-c", code), check=True, cwd=Path(__file__).parents[3])


def test_light_parts_load_no_database() -> None:
    import subprocess

    code = ("import sys, desktop.history, desktop.settings, desktop.presets, desktop.log, desktop.folders; "
            "sys.exit(int('sqlalchemy' in sys.modules or 'alembic' in sys.modules))")
    subprocess.run((sys.executable, "-c", code), check=True, cwd=Path(__file__).parents[3])
