"""Alembic's entry point. The connection is always handed over by ``storage.migrating``: no URL is read here."""

from alembic import context

from storage import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.people.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
