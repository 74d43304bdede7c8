"""Schema of the history: tables, their indexes and how values lie in them.

Searching reads one index only, which holds all that is searched and the id: the sessions themselves are wide.
Migrations bring a database to ``HEAD``; a test compares them with this file.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

HEAD = "0002"
"""The newest revision of the migrations."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Id(TypeDecorator[UUID]):
    """A UUID as its 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From the database."""
        return None if value is None else UUID(bytes=value)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData()

installation = Table(
    "installation", metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Facts about this installation: ``user_token`` and the clock's ``anchor``."""

files = Table(
    "files", metadata,
    Column("id", Id, primary_key=True),
    Column("role", String, CheckConstraint("role IN ('input', 'result', 'artifact')"), nullable=False),
    Column("name", String, nullable=False),
    Column("source", String),
    Column("place", String, nullable=False),
    Column("bytes", BigInteger, nullable=False, server_default=text("0")),
    Column("owner", String),
    Column("thumbnail", Boolean, nullable=False, server_default=text("0")),
    Column("kept", Boolean, nullable=False, server_default=text("0")),
    Column("used_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("words", String, nullable=False, server_default=text("''")),
    Index("ix_files_role_created_at", "role", "created_at"),
    Index("ix_files_expires_at", "expires_at"),
    Index("ix_files_owner", "owner", sqlite_where=text("owner IS NOT NULL")),
    Index("ix_files_place", "place", unique=True),
    Index("ix_files_search", "role", "created_at", "words", "id", sqlite_where=text("role = 'input'")),
    sqlite_with_rowid=False,
)
"""Photos in the data folder. ``place`` is the name in the photos folder. ``owner``: the instance that is writing the
file; NULL once it is safe. ``used_at`` (lived time): retention counts from here. ``words``: as those of sessions, of
inputs only."""

sessions = Table(
    "sessions", metadata,
    Column("id", Id, primary_key=True),
    Column("user_token", String, nullable=False),
    Column("tool", String, nullable=False),
    Column("status", String,
           CheckConstraint("status IN ('created', 'processing', 'completed', 'failed', 'cancelled')"), nullable=False),
    Column("error_code", String),
    Column("error_reason", String),
    Column("options", JSON, CheckConstraint("json_valid(options)"), nullable=False),
    Column("report", JSON(none_as_null=True), CheckConstraint("report IS NULL OR json_valid(report)")),
    Column("words", String, nullable=False),
    Column("owner", String),
    Column("thumbnail", Boolean, nullable=False, server_default=text("0")),
    Column("kept", Boolean, nullable=False, server_default=text("0")),
    Column("used_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("ix_sessions_status", "status"),
    Index("ix_sessions_created_at", "created_at"),
    Index("ix_sessions_expires_at", "expires_at"),
    Index("ix_sessions_status_created_at", "status", "created_at"),
    Index("ix_sessions_expires_at_status", "expires_at", "status"),
    Index("ix_sessions_tool_created_at", "tool", "created_at"),
    Index("ix_sessions_search", "created_at", "tool", "status", "words", "id"),
)
"""Runs of tools. ``words`` is what text search looks in. ``owner``: the instance that runs it. ``expires_at`` and
``used_at`` are lived time (see clock.py), ``created_at`` and ``updated_at`` wall time."""

session_files = Table(
    "session_files", metadata,
    Column("session_id", Id, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("file_id", Id, ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_session_files_file_id", "file_id"),
    sqlite_with_rowid=False,
)
"""Which photos went into a session and came out of it; the file's role tells which, ``position`` the order."""

session_tags = Table(
    "session_tags", metadata,
    Column("session_id", Id, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String, primary_key=True),
    Index("ix_session_tags_tag", "tag"),
    sqlite_with_rowid=False,
)

file_tags = Table(
    "file_tags", metadata,
    Column("file_id", Id, ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String, primary_key=True),
    Index("ix_file_tags_tag", "tag"),
    sqlite_with_rowid=False,
)
"""Tags of photos that were brought in."""

doomed = Table(
    "doomed", metadata,
    Column("id", Id, primary_key=True),
    Column("mark", String, CheckConstraint("mark = 'doomed'"), nullable=False, server_default="doomed"),
    sqlite_with_rowid=False,
)
"""Sessions and files that are being deleted: hidden at once, gone when their files are. ``mark`` tells a row of this
table from one of a damaged page."""
