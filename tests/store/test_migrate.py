"""Bringing an older database up to date: backed up, in one transaction, checked, and left alone if it fails."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.bundled import bundled
from flashcards.errors import DatabaseError
from flashcards.store import migrate, opening
from flashcards.store.backup import verify
from flashcards.store.store import Store
from flashcards.store.tables import SCHEMA
from tests.store.conftest import DAY, NOW, put_tip

NEXT = f"{SCHEMA + 1:04d}"
SCRIPT = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{NEXT}", "{SCHEMA:04d}", None, None


def upgrade() -> None:
    op.add_column("deck", sa.Column("colour", sa.Text(), nullable=True))
    STATEMENT
"""


@pytest.fixture
def old(path: Path) -> Path:
    """Make a database of the present schema with one tip in it."""
    with Store.open(path, now=NOW) as store, store.write("add", at=NOW, study_day=DAY) as act:
        put_tip(act, "Write the test first")
    return path


class Later:
    """Stands for the next version of the program, whose schema history has one more step."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        shutil.copytree(bundled("db"), folder / "db")
        monkeypatch.setattr(migrate, "bundled", lambda name: folder / name)
        monkeypatch.setattr(migrate, "SCHEMA", SCHEMA + 1)
        monkeypatch.setattr(opening, "SCHEMA", SCHEMA + 1)

    def step(self, statement: str = "") -> None:
        """Write the step: it adds a column to ``deck``, then does ``statement``."""
        text = SCRIPT.replace("STATEMENT", statement)
        (self._folder / "db" / "versions" / f"{NEXT}_next.py").write_text(text, encoding="utf-8")


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Put the next version of the program in place."""
    return Later(tmp_path, monkeypatch)


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(deck)")}


def test_an_older_database_is_updated_when_opened_and_keeps_everything(old: Path, later: Later) -> None:
    later.step()
    before = verify(old)
    with Store.open(old, now=NOW) as store:
        assert [own.text for _note, points in store.notes.all() for own in points] == ["Write the test first"]
        assert store.search.stray() == 0
    assert "colour" in columns(old)
    assert verify(old) == before
    Store.open(old, now=NOW).close()


def test_the_old_database_is_kept_as_a_backup(old: Path, later: Later) -> None:
    later.step()
    before = verify(old)
    Store.open(old, now=NOW).close()
    (kept,) = (old.parent / "backups").iterdir()
    assert "colour" not in columns(kept)
    assert verify(kept) == before


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ('op.execute("DELETE FROM card")', "would lose rows of card"),
        ('op.execute("DROP TABLE question")', "would lose rows of question"),
        ("op.execute(\"UPDATE card SET point = 'nobody'\")", "would break 1 references"),
        ('op.execute("UPDATE nowhere SET x = 1")', "no such table"),
    ],
)
def test_a_migration_that_fails_a_check_leaves_the_database_as_it_was(
    old: Path, later: Later, statement: str, fault: str
) -> None:
    later.step(statement)
    with closing(sqlite3.connect(old)) as connection:
        before = list(connection.iterdump())
    with pytest.raises(DatabaseError, match=fault) as caught:
        Store.open(old, now=NOW)
    assert str(old) in str(caught.value)
    with closing(sqlite3.connect(old)) as connection:
        assert list(connection.iterdump()) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_what_another_process_has_committed_but_not_yet_moved_into_the_file_is_kept(old: Path, later: Later) -> None:
    later.step()
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("INSERT INTO setting SELECT 'u', uid, 'x', '1', 0 FROM device")
        assert old.with_name(old.name + "-wal").stat().st_size > 0
        Store.open(old, now=NOW).close()
        assert other.execute("SELECT name FROM setting").fetchall() == [("x",)]
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT name FROM setting").fetchall() == [("x",)]
