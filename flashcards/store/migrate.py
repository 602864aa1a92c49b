"""Bringing a database up to the present schema with Alembic, in one transaction, after a backup."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from flashcards.bundled import bundled
from flashcards.errors import DatabaseError
from flashcards.store.backup import copy_database
from flashcards.store.connection import connect
from flashcards.store.index import rebuild, stray
from flashcards.store.tables import APPLICATION_ID, SCHEMA, metadata


def build(path: Path) -> None:
    """Build the present schema in the empty file ``path``."""
    _run(path)


def upgrade(path: Path, *, now: int) -> None:
    """Bring an older database up to date after a backup, in one transaction that ends only if every check passed.

    Another process may hold the file open: it waits, or is waited for. Raises DatabaseError, and leaves the database
    as it was, if a migration loses a row or breaks a reference.
    """
    copy_database(path, path.parent / "backups" / f"{path.stem}-before-schema-{SCHEMA}-{now}.db")
    _run(path)


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for the schema history on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(bundled("db")).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    return config


def _run(path: Path) -> None:
    engine = connect(path)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)  # noqa: S101  the engine is ours
            raw.execute("PRAGMA foreign_keys=OFF")
            with connection.execution_options(write=True).begin():
                before = _counts(connection)
                command.upgrade(alembic_config(connection), "head")
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
                _check(path, connection, before)
                if stray(connection):
                    rebuild(connection)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _check(path: Path, connection: Connection, before: dict[str, int]) -> None:
    after = _counts(connection)
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    if lost:
        raise DatabaseError(
            "Updating {path} would lose rows of {tables}: it was left as it is.", path=path, tables=", ".join(lost)
        )
    faults = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if faults:
        raise DatabaseError(
            "Updating {path} would break {n} references: it was left as it is.", path=path, n=len(faults)
        )


def _counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    own = [name for name in names if not name.startswith("search")]
    return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in own}  # noqa: S608  names of the schema
