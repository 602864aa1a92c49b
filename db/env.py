"""Runs the schema history on the connection that the store hands over; see flashcards/store/migrate.py."""

from alembic import context


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the full-text index and the tables that it keeps itself."""
    return kind != "table" or name is None or not name.startswith("search")


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    transaction_per_migration=False,
    compare_type=True,
    compare_server_default=True,
    include_name=is_ours,
)
context.run_migrations()
