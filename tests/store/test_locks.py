"""Other programs come and go while the database is open: closing any file of it in this process must free no lock."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.errors import BadInput
from flashcards.services import gathering
from flashcards.store.store import Store
from tests.conftest import MORNING

VISIT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM change").fetchone()[0])
connection.close()
"""


def visit(path: Path) -> int:
    """Have another process open the database, count what was changed in it, and close it."""
    asked = [sys.executable, "-c", VISIT, str(path)]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def change(store: Store, name: str) -> None:
    with store.write("deck", at=MORNING, study_day=20_000) as act:
        from flashcards.store.decks import ensure_deck  # noqa: PLC0415

        ensure_deck(act, name)


def look_beside(path: Path) -> None:
    with Store.open_read_only(path) as beside:
        beside.notes.sources()


def open_again(path: Path) -> None:
    Store.open(path, now=MORNING).close()


def take_for_notes(path: Path) -> None:
    with pytest.raises(BadInput, match="database"):
        gathering.read_file(path)


@pytest.mark.parametrize("act", [look_beside, open_again, take_for_notes])
def test_nothing_that_this_process_does_frees_its_locks(tmp_path: Path, act: object) -> None:
    path = tmp_path / "flashcards.db"
    with Store.open(path, now=MORNING) as store:
        change(store, "One")
        assert callable(act)
        act(path)
        known = visit(path)
        assert path.with_name(path.name + "-wal").exists()
        change(store, "Two")
        assert visit(path) > known
    with sqlite3.connect(path) as after:
        assert after.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [name for (name,) in after.execute("SELECT name FROM deck ORDER BY name")] == ["One", "Two"]
    after.close()
