"""A backup is a whole, verified copy under its name, or there is none."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flashcards.errors import BadInput, DatabaseError
from flashcards.store import backup
from flashcards.store.backup import copy_database, verify
from flashcards.store.store import Store
from tests.store.conftest import DAY, NOW, Known, put_tip


def test_a_copy_has_every_row_and_is_only_for_its_owner(store: Store, known: Known, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "copy.db"
    copy_database(store.path, target)
    with Store.open(target, now=NOW) as copied:
        assert copied.dump() == store.dump()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_a_copy_is_one_file(store: Store, known: Known, tmp_path: Path) -> None:
    copy_database(store.path, tmp_path / "kept" / "copy.db")
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["copy.db"]


def test_a_copy_made_during_an_act_holds_what_was_stored_before_it(store: Store, known: Known, tmp_path: Path) -> None:
    before = store.dump()
    with store.write("add", at=NOW, study_day=DAY) as act:
        put_tip(act, "Not stored yet")
        copy_database(store.path, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db", now=NOW) as copied:
        assert copied.dump() == before


def test_a_copy_that_fails_leaves_the_older_one(
    store: Store, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    copy_database(store.path, target)
    before = target.read_bytes()

    def fail(*_args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(backup, "_copy", fail)
    with pytest.raises(DatabaseError, match="could not be backed up"):
        copy_database(store.path, target)
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["copy.db"]


def test_a_place_that_cannot_be_written_is_bad_input(store: Store, known: Known, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="choose another folder"):
        copy_database(store.path, tmp_path / "file" / "copy.db")


def test_a_damaged_copy_is_never_taken_for_a_backup(store: Store, known: Known, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy_database(store.path, target)
    with closing(sqlite3.connect(target)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(target.read_bytes())
    data[size * 2 : size * 6] = b"\xff" * (size * 4)
    target.write_bytes(data)
    with pytest.raises(DatabaseError, match="use another backup"):
        verify(target)


def test_verifying_counts_the_rows_of_every_table(store: Store, known: Known) -> None:
    found = verify(store.path)
    assert {name: found[name] for name in ("point", "card", "source", "review")} == {
        "point": 1, "card": 1, "source": 1, "review": 0,
    }  # fmt: skip


def test_a_database_in_a_folder_that_may_not_be_written_is_checked_and_copied_without_a_file_beside_it(
    store: Store, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "closed"
    copy_database(store.path, folder / "copy.db")
    with closing(sqlite3.connect(folder / "copy.db")) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
    uris: list[str] = []
    connect = sqlite3.connect

    def noted(database: str | Path, **options: Any) -> Any:  # noqa: ANN401  as sqlite3 takes them
        uris.append(str(database))
        return connect(database, **options)

    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != folder)
    monkeypatch.setattr(sqlite3, "connect", noted)
    assert verify(folder / "copy.db")["point"] == verify(store.path)["point"]
    copy_database(folder / "copy.db", tmp_path / "again.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    assert all(uri.endswith("&immutable=1") for uri in uris if "closed" in uri)
