"""One connection to a database file, set up for safety: WAL, synchronous=FULL, foreign keys, immediate writes.

What is committed survives a power cut; two processes that write wait for each other instead of failing.
"""

import contextlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.pool import StaticPool

from flashcards.errors import Busy, DatabaseError

Reading = Callable[[], contextlib.AbstractContextManager[Connection]]
"""Gives a connection for reading, for the length of a block."""

_OPENED: Counter[tuple[int, int]] = Counter()
"""How many connections this process has open to which files (device, inode)."""
_READING_SECONDS = 30
_TRY_SECONDS = 0.25
"""A write tries for so long at a time, so that Ctrl-C is heard in between."""


class _Counted(sqlite3.Connection):
    """A connection that is counted while it is open."""

    _identity: tuple[int, int] | None = None

    def count(self, path: Path) -> None:
        """Count this connection to a file."""
        self._identity = _identity(path)
        if self._identity is not None:
            _OPENED[self._identity] += 1

    def close(self) -> None:
        """Close the file, and count it no more."""
        super().close()
        if self._identity is not None:
            _OPENED[self._identity] -= 1
            self._identity = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a write waits for another program's: ``seconds`` in all; ``told`` is called after ``quiet`` of them."""

    seconds: float = 30
    quiet: float = 1
    told: Callable[[], object] = lambda: None


def connect(path: Path, *, writable: bool = True) -> Engine:
    """Return an engine with one connection to an existing database file.

    A file that may not be written at the moment is opened for reading only, until :func:`open_anew`.
    """
    engine = create_engine("sqlite://", creator=lambda: _open(path, writable=writable), poolclass=StaticPool)
    event.listen(engine, "begin", _on_begin)
    return engine


def open_anew(engine: Engine, path: Path) -> None:
    """Have the file opened again where it was opened for reading only and may be written by now."""
    with engine.connect() as connection:
        reads_only = _driver(connection).execute("PRAGMA query_only").fetchone()[0]
    if reads_only and may_write(path):
        engine.dispose()


def may_write(path: Path) -> bool:
    """Say whether this user may write a database: its file, and into its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def read_only(path: Path) -> str:
    """Return the URI that opens a database for reading only, also in a folder where SQLite can make no files.

    What another connection has stored is read, too, where its files lie there. Where none are needed none are made:
    beside a file that may not be written they would be read-only as well, and stay so when the file is not any more.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    shared, log = (path.with_name(path.name + end).exists() for end in ("-shm", "-wal"))
    makes = os.access(path.parent, os.W_OK) and (log or os.access(path, os.W_OK))
    return uri if shared or makes else f"{uri}&immutable=1"


def is_opened(path: Path) -> bool:
    """Say whether this process has a file open as a database.

    Such a file is never to be opened past SQLite: closing it would drop every lock that the process holds on it
    (https://sqlite.org/howtocorrupt.html, 2.2), and the next program to come and go would take the log away.
    """
    identity = _identity(path)
    return identity is not None and _OPENED[identity] > 0


def header(path: Path) -> tuple[int, int]:
    """Return application id and schema version of a database, asked through SQLite. Raises DatabaseError."""
    with translated(path), contextlib.closing(_open(path, writable=False)) as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return found[0], found[1]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors inside the block into a DatabaseError with one sentence."""
    try:
        yield
    except (DriverError, sqlite3.DatabaseError) as error:
        cause = getattr(error, "orig", None) or error
        if _is_busy(cause):
            raise Busy(path) from error
        raise DatabaseError(_sentence(str(cause)), path=path, why=cause) from error


def _sentence(fault: str) -> str:
    if "full" in fault:
        return "The disk is full, so nothing was stored in {path}: make room and try again."
    if "readonly" in fault or "unable to open" in fault:
        return "{path} cannot be written ({why}): check the permissions of the file and its folder."
    if "malformed" in fault or "not a database" in fault or "corrupt" in fault:
        return "{path} is damaged ({why}): run `flashcards doctor`, or put back a file of its backups folder."
    return "{path} cannot be used ({why}): run `flashcards doctor`."


def _is_busy(fault: object) -> bool:
    return (getattr(fault, "sqlite_errorcode", 0) & 0xFF) == sqlite3.SQLITE_BUSY


def _open(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open the file, for reading only where it is not to be written or cannot be."""
    writes = writable and may_write(path)
    uri = f"file:{quote(str(path.absolute()))}?mode=rw" if writes else read_only(path)
    connection = sqlite3.connect(uri, uri=True, timeout=_READING_SECONDS, check_same_thread=False, factory=_Counted)
    connection.count(path)
    connection.isolation_level = None
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON") if writes else ("query_only=ON",)
    for pragma in (*pragmas, "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("write", False):
        _begin_write(_driver(connection), options.get("patience", Patience()))
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_write(connection: sqlite3.Connection, patience: Patience) -> None:
    """Begin a transaction that writes, as soon as no other program does, within the given patience."""
    tries = max(1, round(patience.seconds / _TRY_SECONDS))
    connection.execute(f"PRAGMA busy_timeout={round(min(patience.seconds, _TRY_SECONDS) * 1000)}")
    try:
        for number in range(1, tries + 1):
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
                if number == round(patience.quiet / _TRY_SECONDS):
                    patience.told()
                if number == tries:
                    raise
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout={_READING_SECONDS * 1000}")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  every engine here is SQLite's
    return driver
