"""The database file: connections with the settings that keep it safe, one writer at a time, many readers."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, select

from desktop.history.schema import HEAD, metadata
from desktop.history.trouble import DamagedError, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

PATIENCE = 10.0
"""Seconds to wait for another instance that is writing."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON", "foreign_keys=ON",
           "secure_delete=ON", "temp_store=MEMORY")
SMALL = 16_000_000
"""Bytes of a database that is checked whole at every start."""


class Database:
    """One SQLite file. Thread-safe: a read sees one state and never waits for a write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._writing = self._engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state. Raises StorageError."""
        with in_words(self._suspect), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: on the disk when the block ends well, undone otherwise. Raises StorageError."""
        with in_words(self._suspect), self._lock, self._writing.begin() as connection:
            yield connection

    def check_head(self) -> None:
        """Raise DamagedError if the file does not begin as SQLite's do, or says that it may only be read."""
        with self.path.open("rb") as file:
            head = file.read(100)
        if head and (head[:16] != b"SQLite format 3\0" or head[18] not in (1, 2) or head[19] not in (1, 2)):
            raise DamagedError

    def revision(self) -> str | None:
        """The schema's revision; None in an empty database. Raises DamagedError where there are only other tables."""
        with self.read() as connection:
            names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
            if not names:
                return None
            if "alembic_version" not in names:
                raise DamagedError
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if not isinstance(found, str):
            raise DamagedError
        return found

    def check(self, *, whole: bool) -> None:
        """Raise DamagedError if the file is not sound. Large files are read through only if ``whole``."""
        with self.read() as connection:
            if whole or self.path.stat().st_size <= SMALL:
                said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if said != "ok" or broken:
                    raise DamagedError

    def check_tables(self) -> None:
        """Raise DamagedError if a table or column is not there."""
        with self.read() as connection:
            for table in metadata.sorted_tables:
                connection.execute(select(table).limit(1)).first()

    def migrate(self) -> None:
        """Bring the schema to HEAD in one transaction. Raises StorageError."""
        from alembic import command

        with self.write() as connection:
            command.upgrade(alembic_config(connection), HEAD)

    def copy(self, to: Path) -> None:
        """A copy of the whole database, readable by its owner only. Raises StorageError."""
        to.unlink(missing_ok=True)
        make_private(to)
        with self.read() as connection:
            source: Any = connection.connection.driver_connection
            with closing(sqlite3.connect(to)) as target:
                source.backup(target)

    def truncate_log(self) -> bool:
        """Move everything from the write-ahead log into the database and empty the log; False if a reader was in the
        way. Raises StorageError."""
        with in_words(self._suspect), self._lock, self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def vacuum(self) -> None:
        """Write the whole file anew, without anything that was deleted. Raises StorageError."""
        with in_words(self._suspect), self._lock, self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM")

    def close(self) -> None:
        """Close all connections; the last instance's empties the write-ahead log."""
        self._engine.dispose()

    @property
    def suspicion(self) -> Path:
        """The file that says: look through the whole database at the next start."""
        return self.path.with_suffix(".suspect")

    def _suspect(self) -> None:
        try:
            self.suspicion.touch()
        except OSError:
            return  # the error under way says more; a disk that takes no file will be found out again


def make_private(path: Path) -> None:
    """An empty file that only its owner may read, unless there is one already."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def alembic_config(connection: Connection | None = None) -> Any:
    """Alembic's configuration for the migrations beside this file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
