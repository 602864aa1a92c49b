"""Opening a database file: created whole or not at all, checked before it is trusted, updated on a copy."""

import os
from pathlib import Path

from sqlalchemy import Engine

from flashcards.errors import DatabaseError
from flashcards.store.connection import connect, header, is_opened, may_write
from flashcards.store.tables import APPLICATION_ID, SCHEMA

_HEADER = b"SQLite format 3\x00"


def open_engine(path: Path, *, now: int) -> Engine:
    """Return an engine on the database at ``path``; create or migrate it where needed.

    A database that this user may only read is opened read-only. Raises DatabaseError if the file is foreign, damaged,
    newer than the program, or its folder is not writable.
    """
    if not path.exists():
        _create(path)
    if path.exists() and not path.is_file():
        raise DatabaseError("{path} is not a file: name a database with --db.", path=path)
    if check_version(path) < SCHEMA:
        if not may_write(path):
            raise DatabaseError(
                "{path} must be brought up to date but is not writable: check its permissions.", path=path
            )
        from flashcards.store.migrate import upgrade  # noqa: PLC0415  Alembic loads only when the database is behind

        upgrade(path, now=now)
    return connect(path)


def check_version(path: Path) -> int:
    """Return the schema version of a database. Raises DatabaseError if it is foreign, or newer than the program."""
    version = _version(path)
    if version > SCHEMA:
        raise DatabaseError(
            "{path} was written by a newer flashcards (schema {version}, known here: {known}): update the program.",
            path=path, version=version, known=SCHEMA,
        )  # fmt: skip
    return version


def open_read_only_engine(path: Path) -> Engine:
    """Return an engine that only reads a database that is there and up to date. Raises DatabaseError otherwise."""
    if _version(path) != SCHEMA:
        raise DatabaseError(
            "{path} was not written by this version of flashcards: open it with `flashcards due`.", path=path
        )
    return connect(path, writable=False)


def _create(path: Path) -> None:
    """Build a new database beside its final name, then move it there, so that a crash leaves none half-made."""
    from flashcards.store.migrate import build  # noqa: PLC0415  Alembic loads only for a new database

    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            "The database {path} cannot be made ({why}): check its folder, or name another with --db.",
            path=path, why=error.strerror,
        ) from None  # fmt: skip
    try:
        build(new)
        _name(new, path)
    finally:
        for name in (new, new.with_name(new.name + "-wal"), new.with_name(new.name + "-shm")):
            name.unlink(missing_ok=True)


def _name(new: Path, path: Path) -> None:
    """Give the new file its name unless another process was first; not every file system knows hard links."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            new.rename(path)


def _version(path: Path) -> int:
    """Return the schema version of the file; raise DatabaseError if it is not a database of this program."""
    application, version = header(path) if is_opened(path) else _read_header(path)
    if application != APPLICATION_ID:
        raise DatabaseError(
            "{path} is not a flashcards database, or its start is damaged: name another with --db, "
            "or put back a file of its backups folder.", path=path,
        )  # fmt: skip
    return version


def _read_header(path: Path) -> tuple[int, int]:
    """Return application id and schema version as the file's first bytes say, zeros where it is no database."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise DatabaseError(
            "The database {path} cannot be read ({why}): check its permissions.", path=path, why=error.strerror
        ) from None
    if not head.startswith(_HEADER):
        return 0, 0
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
