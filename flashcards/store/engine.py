"""Opening a database file: created whole or not at all, checked before it is trusted, brought up to date with a backup.

SQLite in WAL mode with synchronous=FULL: what is committed survives a power cut. Writes begin IMMEDIATE, so that two
processes wait for each other instead of failing.
"""

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from flashcards.errors import DatabaseError
from flashcards.store.tables import APPLICATION_ID, SCHEMA

_HEADER = b"SQLite format 3\x00"
_BUSY_SECONDS = 30


def open_engine(path: Path, *, now: int) -> Engine:
    """Return an engine on the database at ``path``; create or migrate it where needed.

    A database that this user may only read is opened read-only. Raises DatabaseError if the file is foreign, damaged,
    newer than the program, or its folder is not writable.
    """
    if not path.exists():
        _create(path, now=now)
    version = _version(path)
    if version > SCHEMA:
        raise DatabaseError(
            f"{path} was written by a newer flashcards (schema {version}, this program knows {SCHEMA}): update the program."
        )
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if version < SCHEMA:
        if not writable:
            raise DatabaseError(f"{path} must be brought up to date but is not writable: check its permissions.")
        from flashcards.store.migrate import upgrade  # noqa: PLC0415  Alembic loads only when the database is behind

        upgrade(path, now=now)
    return connect(path, writable=writable)


def connect(path: Path, *, writable: bool = True) -> Engine:
    """Return an engine with one connection to an existing database file."""
    uri = f"file:{quote(str(path.absolute()))}?mode={'rw' if writable else 'ro'}"
    if not writable and not os.access(path.parent, os.W_OK):
        uri += "&immutable=1"

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite://", creator=open_file, poolclass=StaticPool)
    event.listen(engine, "connect", _on_connect if writable else _on_connect_read_only)
    event.listen(engine, "begin", _on_begin)
    return engine


@contextlib.contextmanager
def translated(path: Path | str):  # type: ignore[no-untyped-def]  # noqa: ANN201  a context manager
    """Turn the driver's errors inside the block into a DatabaseError with one sentence."""
    from sqlalchemy.exc import DatabaseError as DriverError  # noqa: PLC0415

    try:
        yield
    except (DriverError, sqlite3.DatabaseError) as error:
        cause = getattr(error, "orig", None) or error
        raise DatabaseError(_sentence(path, str(cause))) from error


def _sentence(path: Path | str, fault: str) -> str:
    if "full" in fault:
        return f"The disk is full, so nothing was stored in {path}: make room and try again."
    if "readonly" in fault or "unable to open" in fault:
        return f"{path} cannot be written ({fault}): check the permissions of the file and its folder."
    if "locked" in fault:
        return f"{path} is in use by another program for too long: close it and try again."
    if "malformed" in fault or "not a database" in fault or "corrupt" in fault:
        return f"{path} is damaged ({fault}): run `flashcards doctor`, or `flashcards restore-backup` with a file of its backups folder."
    return f"{path} cannot be used ({fault}): run `flashcards doctor`."


def _create(path: Path, *, now: int) -> None:
    """Build a new database beside its final name, then move it there, so that a crash leaves none half-made."""
    from flashcards.store.migrate import build  # noqa: PLC0415  Alembic loads only for a new database

    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            f"The database {path} cannot be made ({error.strerror}): check its folder, or name another with --db."
        ) from None
    try:
        build(new, now=now)
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
    finally:
        for name in (new, new.with_name(new.name + "-wal"), new.with_name(new.name + "-shm")):
            name.unlink(missing_ok=True)


def _version(path: Path) -> int:
    """Return the schema version of the file; raise DatabaseError if it is not a database of this program."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise DatabaseError(f"The database {path} cannot be read ({error.strerror}): check its permissions.") from None
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise DatabaseError(
            f"{path} is not a flashcards database, or its start is damaged: name another with --db, "
            "or bring back a backup with `flashcards restore-backup`."
        )
    return int.from_bytes(head[60:64], "big")


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
