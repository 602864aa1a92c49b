"""Copies of a living database: SQLite's online backup, verified before it counts."""

import os
import sqlite3
from pathlib import Path

from flashcards.errors import BadInput, DatabaseError
from flashcards.store.connection import read_only


def copy_database(source: Path, target: Path) -> None:
    """Copy a database while it may be in use; the copy appears under its name only when it is whole.

    Mode 0600. Raises BadInput if the target cannot be written, DatabaseError if the source or the copy is damaged.
    """
    new = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    except OSError as error:
        raise BadInput(
            "The backup {path} cannot be written ({why}): choose another folder.", path=target, why=error.strerror
        ) from None
    try:
        _copy(source, new)
        verify(new)
        new.replace(target)
    except sqlite3.Error as error:
        raise DatabaseError(
            "{path} could not be backed up ({why}): check the disk, then run `flashcards doctor`.",
            path=source, why=error,
        ) from None  # fmt: skip
    finally:
        new.unlink(missing_ok=True)


def verify(path: Path) -> dict[str, int]:
    """Check a database's integrity and return its row counts by table; raise DatabaseError if it is damaged."""
    try:
        connection = sqlite3.connect(read_only(path), uri=True)
        try:
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if answer != "ok":
                raise DatabaseError("{path} is damaged ({why}): use another backup.", path=path, why=answer)
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}  # noqa: S608  names of the schema
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            "{path} cannot be read ({why}): check the permissions of the file and its folder.", path=path, why=error
        ) from None
    except sqlite3.DatabaseError as error:
        raise DatabaseError(
            "{path} is damaged or not a database ({why}): use another backup.", path=path, why=error
        ) from None


def _copy(source: Path, target: Path) -> None:
    origin = sqlite3.connect(read_only(source), uri=True, timeout=30)
    copy = sqlite3.connect(target)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.commit()
    finally:
        copy.close()
        origin.close()
