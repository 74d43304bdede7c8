"""Photos that were brought in have tags of their own, and are found by name and tag."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.LargeBinary(16)


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "file_tags",
        sa.Column("file_id", ID, sa.ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_file_tags_tag", "file_tags", ["tag"])
    op.add_column("files", sa.Column("words", sa.String(), nullable=False, server_default=sa.text("''")))
    files = sa.table("files", sa.column("id", ID), sa.column("role"), sa.column("name"), sa.column("words"))
    connection = op.get_bind()
    photos = connection.execute(sa.select(files.c.id, files.c.name).where(files.c.role == "input")).all()
    if photos:
        connection.execute(
            sa.update(files).where(files.c.id == sa.bindparam("photo")).values(words=sa.bindparam("line")),
            [{"photo": photo, "line": " ".join(name.casefold().split()) + "\n"} for photo, name in photos])
    op.create_index("ix_files_search", "files", ["role", "created_at", "words", "id"],
                    sqlite_where=sa.text("role = 'input'"))
