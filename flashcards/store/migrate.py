"""Bringing a database up to the present schema with Alembic, in one transaction, after a backup."""

import os
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from flashcards.bundled import bundled
from flashcards.errors import DatabaseError
from flashcards.store.backup import copy_database
from flashcards.store.connection import connect
from flashcards.store.tables import APPLICATION_ID, SCHEMA, metadata


def build(path: Path, *, now: int) -> None:
    """Build the present schema in the empty file ``path``."""
    _run(path, now=now)


def upgrade(path: Path, *, now: int) -> None:
    """Bring an older database up to date, on a copy that replaces it only when every check has passed.

    Raises DatabaseError and leaves the old file in place if a migration fails or loses a row.
    """
    old = path.with_name(f"{path.name}.schema-{now}")
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    copy_database(path, old)
    copy_database(path, new)
    try:
        before = _counts(new)
        _run(new, now=now)
        after = _counts(new)
        lost = [name for name, count in before.items() if after.get(name, 0) < count]
        if lost:
            raise DatabaseError(f"Updating {path} would lose rows of {', '.join(lost)}; it was left as it is.")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for the schema history on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(bundled("db")).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    return config


def _run(path: Path, *, now: int) -> None:
    del now
    engine = connect(path)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)  # noqa: S101  the engine is ours
            raw.execute("PRAGMA foreign_keys=OFF")
            with connection.execution_options(write=True).begin():
                command.upgrade(alembic_config(connection), "head")
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
                faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if faults:
                    raise DatabaseError(f"Updating {path} would break {len(faults)} references; it was left as it is.")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _counts(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  names of the schema
