"""Alembic's environment: migrates the connection that it is handed."""

from alembic import context

from desktop.history.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
