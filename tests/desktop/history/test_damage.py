"""A damaged database: said in words, kept aside, and every photo found again."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop.folders import Folders
from desktop.history import database as database_module
from desktop.history import opening
from desktop.history.copies import copy_before_upgrade
from desktop.history.database import Database
from desktop.history.records import RELISTED, Query
from desktop.history.schema import HEAD
from desktop.history.store import DAY, History
from engine.errors import StorageError
from tests.desktop.history.conftest import MARKER, completed, traces
from tests.fakes.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from tests.desktop.history.conftest import Opener

BATCHES, EACH = 10, 50
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def quick() -> Iterator[Path]:
    """A folder that needs no disk, where there is one."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture(scope="module")
def original(quick: Path) -> Folders:
    """A closed history of some runs."""
    folders = Folders(quick / "original")
    history, _ = History.open(folders, FakeClock(), None)
    for number in range(4):
        completed(history, f"{number}.jpg", data=bytes([number]))
        history.keep(history.import_bytes(b"alone", "alone.png").id, number == 0)
    history.close()
    return folders


def damage(path: Path, dice: random.Random) -> str:
    """Do something bad to a database; returns what."""
    data = bytearray(path.read_bytes())
    kind = dice.choice(("flip", "flip", "flips", "flips", "cut", "zeros", "noise", "head", "other", "empty", "future",
                        "log", "gone", "page"))
    at = dice.randrange(len(data))
    if kind in ("flip", "flips"):
        for _ in range(1 if kind == "flip" else 20):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif kind == "cut":
        del data[at:]
    elif kind in ("zeros", "noise"):
        length = min(dice.randrange(1, 9000), len(data) - at)
        data[at:at + length] = bytes(length) if kind == "zeros" else dice.randbytes(length)
    elif kind == "head":
        data[dice.randrange(100)] ^= 1 + dice.randrange(255)
    elif kind == "other":
        data = bytearray(dice.choice((b"\x89PNG\r\n\x1a\n", b"{}", b"\x00" * 5000, dice.randbytes(5000))))
    elif kind == "empty":
        data.clear()
    elif kind == "log":
        path.with_name(path.name + "-wal").write_bytes(dice.randbytes(20_000))
    elif kind == "page":
        here, there = (dice.randrange(len(data) // 4096) * 4096 for _ in range(2))
        data[here:here + 4096] = data[there:there + 4096]
    path.write_bytes(data)
    if kind == "future":
        with sqlite3.connect(path) as database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.close()
    elif kind == "gone":
        path.unlink()
    return kind


@pytest.fixture
def quick_schema(original: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """New databases get their schema from a dump: alembic would take most of the time of 500 starts."""
    database = sqlite3.connect(original.database)
    rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC").fetchall()
    database.close()
    script = [statement for (statement,) in rows] + [f"INSERT INTO alembic_version VALUES ('{HEAD}')"]

    def migrate(self: Database) -> None:
        with self.write() as connection:
            for statement in script:
                connection.exec_driver_sql(statement)

    monkeypatch.setattr(Database, "migrate", migrate)


def look(folders: Folders) -> tuple[Counter[str], list[str]]:
    """Start, sweep and read everything: the bytes of all photos that are listed, and what the user was told."""
    history, notices = History.open(folders, FakeClock(), None)
    try:
        history.sweep()
        stored = [*history.inputs(), *(file for session in history.page(history.search(Query()))
                                       for file in session.outputs if file.role == "result")]
        return Counter(file.path.read_bytes() if file.path.is_file() else "missing" for file in stored), [
            str(notice) for notice in notices]
    finally:
        history.close()


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.usefixtures("quick_schema")
def test_any_damage_leaves_every_photo_listed(original: Folders, quick: Path, batch: int) -> None:
    expected, _ = look(original)
    for number in range(EACH):
        dice = random.Random(batch * EACH + number)
        folders = Folders(quick / f"{batch}-{number}")
        shutil.copytree(original.home, folders.home)
        kind = damage(folders.database, dice)
        for _ in range(3):
            try:
                found, told = look(folders)
                break
            except StorageError as error:  # damage that shows late: the next start mends it
                assert error.remedy.endswith("."), kind
        else:
            pytest.fail(f"{kind}: not mended by two more starts")
        assert not expected - found, kind
        for words in told:
            assert words.count(".") >= 2, words
        if kind in ("other", "future"):
            assert told, kind
            assert list((folders.home / "aside").iterdir()), kind
            assert look(folders)[1] == []
        shutil.rmtree(folders.home)


def broken(opened: Opener, folders: Folders, *, why: bytes = b"not a database" * 100) -> History:
    """The history after its database was overwritten."""
    folders.database.write_bytes(why)
    return opened()


def test_what_was_to_stay_stays_and_what_was_to_go_goes(opened: Opener, folders: Folders, clock: FakeClock) -> None:
    history = opened()
    kept, other = completed(history), completed(history)
    history.keep(kept.id, True)
    clock.passes(timedelta(hours=1))
    history.close()
    history = broken(opened, folders)
    (notice,) = history.notices  # type: ignore[attr-defined]
    assert "damaged" in notice.what
    assert len(history.inputs()) == 2
    sessions = history.page(history.search(Query()))
    assert {session.tool for session in sessions} == {RELISTED}
    assert {session.outputs[0].id for session in sessions} == {kept.outputs[0].id, other.outputs[0].id}
    assert sorted(session.kept for session in sessions) == [False, True]
    clock.passes(DAY)
    clock.passes(timedelta(days=365))
    history.sweep()
    (session,) = history.page(history.search(Query()))
    assert session.outputs[0].path.read_bytes() == kept.outputs[0].path.read_bytes()
    history.delete_everything()
    assert traces(folders.home) == []


def test_the_copy_kept_aside_goes_with_the_photos_that_it_knows(
        opened: Opener, folders: Folders, clock: FakeClock) -> None:
    history = opened()
    completed(history)
    history.close()
    data = folders.database.read_bytes()
    history = broken(opened, folders, why=b"broken head" + data)
    assert any(name.startswith("aside") for name in traces(folders.home))
    assert len(history.inputs()) == 1
    history.delete([history.inputs()[0].id, *history.search(Query())])
    assert traces(folders.home) == []


def test_the_copy_kept_aside_expires(opened: Opener, folders: Folders, clock: FakeClock) -> None:
    opened().close()
    history = broken(opened, folders, why=MARKER.encode() * 100)
    clock.passes(DAY - timedelta(minutes=1))
    history.sweep()
    assert traces(folders.home)
    clock.passes(timedelta(minutes=1))
    history.sweep()
    assert traces(folders.home) == []


def test_a_newer_database_is_put_aside_and_said(opened: Opener, folders: Folders) -> None:
    history = opened()
    completed(history)
    history.close()
    with sqlite3.connect(folders.database) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    history = opened()
    (notice,) = history.notices  # type: ignore[attr-defined]
    assert "newer version" in notice.what
    (copy,) = folders.aside.iterdir()
    assert copy.name.startswith("newer-")
    assert len(history.inputs()) == len(history.search(Query())) == 1


def test_a_name_in_the_schema_that_is_no_text_counts_as_damage(opened: Opener, folders: Folders) -> None:
    history = opened()
    completed(history)
    history.close()
    database = sqlite3.connect(folders.database)
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_master SET name = CAST(x'69DF70' AS TEXT), sql = 'CREATE' WHERE name = 'doomed'")
    database.commit()
    database.close()
    history = opened()
    (notice,) = history.notices  # type: ignore[attr-defined]
    assert "damaged" in notice.what
    assert len(history.inputs()) == 1


def test_a_copy_is_kept_of_what_is_upgraded_until_the_next_start(
        opened: Opener, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = opened()
    session = completed(history)
    history.close()
    migrations = tmp_path / "migrations"
    shutil.copytree(Path(database_module.__file__).with_name("migrations"), migrations)
    (migrations / "versions" / "9998_next.py").write_text(
        f"from alembic import op\nrevision, down_revision = '9998', '{HEAD}'\n"
        "def upgrade():\n    op.execute('CREATE INDEX ix_next ON sessions (updated_at)')\n")
    before = database_module.alembic_config

    def config(connection: Connection | None = None) -> Any:
        found = before(connection)
        found.set_main_option("script_location", str(migrations).replace("%", "%%"))
        return found

    monkeypatch.setattr(database_module, "alembic_config", config)
    for module in (database_module, opening):
        monkeypatch.setattr(module, "HEAD", "9998")
    history = opened()
    assert history.notices == ()  # type: ignore[attr-defined]
    assert history.session(session.id) == session
    (copy,) = folders.aside.iterdir()
    assert copy.name.startswith("before-upgrade-")
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    database.close()
    history.close()
    opened()
    assert list(folders.aside.iterdir()) == []


def test_the_copy_of_what_is_upgraded_obeys_deletion(opened: Opener, folders: Folders, clock: FakeClock) -> None:
    history = opened()
    session = completed(history)
    copy_before_upgrade(folders, history._room.database, clock.wall())
    assert any(name.startswith("aside") for name in traces(folders.home))
    history.delete([session.id, *(file.id for file in session.inputs)])
    assert traces(folders.home) == []


def test_damage_found_while_another_instance_works_touches_nothing(opened: Opener, folders: Folders) -> None:
    first = opened()
    completed(first)
    folders.database.with_suffix(".suspect").touch()
    with sqlite3.connect(folders.database) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("UPDATE sessions SET options = '{', status = 'nonsense'")
    database.close()
    with pytest.raises(StorageError) as refused:
        opened()
    assert "damaged" in refused.value.what
    assert not folders.aside.exists()
    first.close()
    second = opened()
    assert second.notices  # type: ignore[attr-defined]
    assert len(second.inputs()) == 1
