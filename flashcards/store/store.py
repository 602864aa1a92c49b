"""The store: one open database, asked for what is meant and returning core values.

``Store`` opens the file and hands out writes; what can be asked lives beside it: :attr:`Store.notes`,
:attr:`Store.cards`, :attr:`Store.log`, :attr:`Store.past`, :attr:`Store.plans`, :attr:`Store.decks`,
:attr:`Store.search`.
"""

import contextlib
import getpass
import hashlib
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, bindparam, select

from flashcards.errors import Busy, DatabaseError
from flashcards.language import _
from flashcards.store.act import Act
from flashcards.store.cards import Cards
from flashcards.store.connection import Patience, open_anew, translated
from flashcards.store.decks import Decks
from flashcards.store.dump import dump
from flashcards.store.index import follow
from flashcards.store.log import Log
from flashcards.store.notes import Notes
from flashcards.store.opening import open_engine, open_read_only_engine
from flashcards.store.past import Past
from flashcards.store.plans import Plans
from flashcards.store.search import Search, mend
from flashcards.store.tables import device
from flashcards.store.uid import new_uid

_DEVICE = select(device.c.uid).where(device.c.fingerprint == bindparam("mark"))


class Store:
    """An open database. Use as a context manager, or call :meth:`close`."""

    def __init__(self, path: Path, engine: Engine, patience: Patience | None = None) -> None:
        """Wrap an open engine; use :meth:`open` to get a store."""
        self.path = path
        self.patience = patience or Patience()
        self._engine = engine
        self._current: Connection | None = None
        self.notes = Notes(self.reading)
        self.cards = Cards(self.reading)
        self.log = Log(self.reading)
        self.past = Past(self.reading)
        self.plans = Plans(self.reading)
        self.decks = Decks(self.reading)
        self.search = Search(self.reading)

    @classmethod
    def open(cls, path: Path, *, now: int, patience: Patience | None = None) -> "Store":
        """Open the database at ``path``, created or updated where needed; ``patience`` is that of its writes.

        Raises DatabaseError with one sentence.
        """
        with translated(path):
            return cls(path, open_engine(path, now=now), patience)

    @classmethod
    def open_read_only(cls, path: Path) -> "Store":
        """Open a database that is there for reading; never make, update or change it. Raises DatabaseError."""
        with translated(path):
            return cls(path, open_read_only_engine(path))

    def close(self) -> None:
        """Close the file; everything acknowledged is on disk already."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading; all readings inside the block see the same state of the database.

        Inside a write it is the write's own, so that it sees its own changes.
        """
        with translated(self.path):
            if self._current is not None:
                yield self._current
                return
            with self._engine.connect() as connection, self._at_hand(connection):
                yield connection

    @contextlib.contextmanager
    def write(self, kind: str, *, at: int, study_day: int, by: str | None = None) -> Iterator[Act]:
        """Begin an act of the user: all of it is stored when the block ends, none of it if the block raises.

        It is this machine's, unless rows come with a history of their own: then ``by`` is empty and nothing is logged.
        Raises Busy where another program writes for longer than the store's patience, and DatabaseError where the
        database cannot be written; the next act then finds the file opened anew.
        """
        with self._writing() as connection, connection.begin(), self._at_hand(connection):
            act = Act(connection, kind, self._device(connection, at) if by is None else by, at, study_day)
            yield act
            follow(connection, act.touched)

    def is_busy(self) -> bool:
        """Say whether another program is writing at this moment."""
        with translated(self.path), self._engine.connect() as connection:
            connection.execution_options(write=True, patience=Patience(seconds=0))
            try:
                with translated(self.path):
                    connection.begin().rollback()
            except Busy:
                return True
        return False

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection whose transactions write."""
        try:
            with translated(self.path):
                open_anew(self._engine, self.path)
                with self._engine.connect() as connection:
                    connection.execution_options(write=True, patience=self.patience)
                    yield connection
        except Busy:
            raise
        except DatabaseError:
            self._engine.dispose()
            raise

    @contextlib.contextmanager
    def _at_hand(self, connection: Connection) -> Iterator[None]:
        self._current = connection
        try:
            yield
        finally:
            self._current = None

    def mend_search(self) -> None:
        """Make what a search looks in anew from the notes, and have its index checked."""
        with self._writing() as connection, connection.begin():
            mend(connection)

    def dump(self, points: set[str] | None = None) -> dict[str, list[dict[str, Any]]]:
        """Return every row that carries meaning, by table; with ``points``, only what belongs to those tips."""
        with self.reading() as connection:
            return dump(connection, points)

    def broken_references(self) -> list[str]:
        """Return a sentence for each row that refers to a row that is not there."""
        with self.reading() as connection:
            rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [
            _("Row {n} of {table} refers to a {other} that is not there.", n=row[1], table=row[0], other=row[2])
            for row in rows
        ]

    def device(self) -> str | None:
        """Return the identity of this machine in the database, None if it has not written yet."""
        with self.reading() as connection:
            return connection.execute(_DEVICE, {"mark": fingerprint()}).scalar()

    def _device(self, connection: Connection, at: int) -> str:
        mark = fingerprint()
        known = connection.execute(_DEVICE, {"mark": mark}).scalar()
        if known:
            return str(known)
        uid = new_uid(at)
        connection.execute(device.insert().values(uid=uid, name=platform.node(), fingerprint=mark, created_at=at))
        return uid


def fingerprint() -> str:
    """Return a stable mark of this user on this machine, hashed: two home folders are two devices."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        machine = ""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    mark = "\0".join((machine, platform.node(), user, str(Path("~").expanduser())))
    return hashlib.sha256(mark.encode()).hexdigest()[:32]
