"""Runs migrations on the connection that `storage.migrate` gives."""

from alembic import context

from storage.tables import Audit

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Audit.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
