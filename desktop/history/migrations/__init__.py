"""Migrations of the history, run by alembic at start."""
