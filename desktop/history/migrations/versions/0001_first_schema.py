"""The history's first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.LargeBinary(16)
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "installation",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "files",
        sa.Column("id", ID, primary_key=True),
        sa.Column("role", sa.String(), sa.CheckConstraint("role IN ('input', 'result', 'artifact')"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.Column("owner", sa.String()),
        sa.Column("thumbnail", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        sa.Column("id", ID, primary_key=True),
        sa.Column("user_token", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("status", sa.String(),
                  sa.CheckConstraint("status IN ('created', 'processing', 'completed', 'failed', 'cancelled')"),
                  nullable=False),
        sa.Column("error_code", sa.String()),
        sa.Column("error_reason", sa.String()),
        sa.Column("options", sa.JSON(), sa.CheckConstraint("json_valid(options)"), nullable=False),
        sa.Column("report", sa.JSON(), sa.CheckConstraint("report IS NULL OR json_valid(report)")),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner", sa.String()),
        sa.Column("thumbnail", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )
    op.create_table(
        "session_files",
        sa.Column("session_id", ID, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("file_id", ID, sa.ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session_tags",
        sa.Column("session_id", ID, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "doomed",
        sa.Column("id", ID, primary_key=True),
        sa.Column("mark", sa.String(), sa.CheckConstraint("mark = 'doomed'"), nullable=False, server_default="doomed"),
        sqlite_with_rowid=False,
    )
    for table, columns in (
        ("files", ["role", "created_at"]), ("files", ["expires_at"]),
        ("sessions", ["status"]), ("sessions", ["created_at"]), ("sessions", ["expires_at"]),
        ("sessions", ["status", "created_at"]), ("sessions", ["expires_at", "status"]),
        ("sessions", ["tool", "created_at"]),
        ("session_files", ["file_id"]), ("session_tags", ["tag"]),
    ):
        op.create_index("_".join(["ix", table, *columns]), table, columns)
    op.create_index("ix_files_owner", "files", ["owner"], sqlite_where=sa.text("owner IS NOT NULL"))
    op.create_index("ix_files_place", "files", ["place"], unique=True)
    op.create_index("ix_sessions_search", "sessions", ["created_at", "tool", "status", "words", "id"])
