"""Another database of the user's, read from a private copy: the file itself is never written."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flashcards.errors import BadInput, DatabaseError
from flashcards.store.backup import copy_database, verify
from flashcards.store.connection import read_only
from flashcards.store.opening import check_version
from flashcards.store.store import Store


@contextlib.contextmanager
def opened(path: Path, *, now: int) -> Iterator[Store]:
    """Give a store on a checked copy of another database, brought up to date where it is older.

    Raises DatabaseError for a file that is damaged, foreign or newer than the program, and BadInput for one whose
    schema is not this program's.
    """
    if not path.is_file():
        raise BadInput("There is no database {path}: name a file that `flashcards backup` wrote.", path=path)
    check_version(path)
    verify(path)
    _check_plain(path)
    with tempfile.TemporaryDirectory(prefix="flashcards-") as folder:
        copy = Path(folder, "other.db")
        copy_database(path, copy)
        with Store.open(copy, now=now) as store:
            yield store


def _check_plain(path: Path) -> None:
    """Refuse a file with views or triggers: no version of the program makes any."""
    try:
        with contextlib.closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseError("{path} is damaged ({why}): use another backup.", path=path, why=error) from None
    if found is not None:
        raise BadInput("{path} was changed by another program, so nothing of it was read.", path=path)
