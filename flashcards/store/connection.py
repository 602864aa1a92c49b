"""One connection to a database file, set up for safety: WAL, synchronous=FULL, foreign keys, immediate writes.

What is committed survives a power cut; two processes that write wait for each other instead of failing.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.pool import StaticPool

from flashcards.errors import DatabaseError

Reading = Callable[[], contextlib.AbstractContextManager[Connection]]
"""Gives a connection for reading, for the length of a block."""

_BUSY_SECONDS = 30


def connect(path: Path, *, writable: bool = True) -> Engine:
    """Return an engine with one connection to an existing database file."""
    uri = f"file:{quote(str(path.absolute()))}?mode=rw" if writable else read_only(path)

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite://", creator=open_file, poolclass=StaticPool)
    event.listen(engine, "connect", _on_connect if writable else _on_connect_read_only)
    event.listen(engine, "begin", _on_begin)
    return engine


def read_only(path: Path) -> str:
    """Return the URI that opens a database for reading only, also in a folder where SQLite can make no files."""
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    return uri if os.access(path.parent, os.W_OK) else f"{uri}&immutable=1"


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors inside the block into a DatabaseError with one sentence."""
    try:
        yield
    except (DriverError, sqlite3.DatabaseError) as error:
        cause = getattr(error, "orig", None) or error
        raise DatabaseError(_sentence(str(cause)), path=path, why=cause) from error


def _sentence(fault: str) -> str:
    if "full" in fault:
        return "The disk is full, so nothing was stored in {path}: make room and try again."
    if "readonly" in fault or "unable to open" in fault:
        return "{path} cannot be written ({why}): check the permissions of the file and its folder."
    if "locked" in fault:
        return "{path} is in use by another program for too long: close it and try again."
    if "malformed" in fault or "not a database" in fault or "corrupt" in fault:
        return "{path} is damaged ({why}): run `flashcards doctor`, or put back a file of its backups folder."
    return "{path} cannot be used ({why}): run `flashcards doctor`."


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _on_connect_read_only(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("query_only=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
