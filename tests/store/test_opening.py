"""Opening a database: made whole or not at all, trusted only when it is ours, refused with one sentence."""

import os
import re
import resource
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from flashcards.errors import Busy, DatabaseError
from flashcards.store import migrate
from flashcards.store.connection import Patience, translated
from flashcards.store.decks import ensure_deck
from flashcards.store.store import Store
from flashcards.store.tables import APPLICATION_ID, SCHEMA
from tests.store.conftest import DAY, NOW

OPEN = """
import sys
from pathlib import Path
from flashcards.store.store import Store
with Store.open(Path(sys.argv[1]), now=1) as store:
    store.decks.all()
    print("open")
"""


def refusal(path: Path) -> str:
    """Return the sentence with which a file is refused, which must be one and name the path."""
    with pytest.raises(DatabaseError) as caught, Store.open(path, now=NOW) as store:
        store.decks.all()
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert len(re.findall(r"[.!?] [A-Z]", sentence)) == 0
    assert caught.value.exit_code == 4
    return sentence


def test_a_missing_database_is_made_with_its_folder(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        assert store.decks.all() == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_opening_again_changes_nothing(path: Path) -> None:
    Store.open(path, now=NOW).close()
    before = path.read_bytes()
    with Store.open(path, now=NOW + 1) as store:
        assert store.notes.sources() == []
    assert path.read_bytes() == before


def test_a_creation_that_fails_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrate, "_check", fail)
    assert "disk is full" in refusal(path)
    assert list(path.parent.iterdir()) == []
    monkeypatch.undo()
    Store.open(path, now=NOW).close()
    assert path.exists()


def test_a_creation_that_is_killed_leaves_no_database(path: Path) -> None:
    kill = "import os\nfrom flashcards.store import migrate\nmigrate._check = lambda *_: os.kill(os.getpid(), 9)\n"
    done = subprocess.run([sys.executable, "-c", kill + OPEN, str(path)], check=False, capture_output=True)
    assert done.returncode == -9
    assert not path.exists()
    Store.open(path, now=NOW).close()


def test_processes_that_make_it_at_once_all_succeed(path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    outputs = [process.communicate(timeout=60) for process in started]
    assert [(out.strip(), err) for out, err in outputs] == [(b"open", b"")] * 3
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_it_is_made_where_the_file_system_knows_no_hard_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    Store.open(path, now=NOW).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE photo (name TEXT)")
        foreign.commit()
    before = path.read_bytes()
    assert "not a flashcards database" in refusal(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"Shopping list: milk, bread.\n", b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    assert "not a flashcards database" in refusal(path)
    assert path.read_bytes() == data
    assert [file.name for file in tmp_path.iterdir()] == ["list.txt"]


@pytest.mark.parametrize("size", [99, 100, 1000, 4096, 10_000])
def test_a_cut_off_database_is_refused_and_not_touched(path: Path, size: int) -> None:
    Store.open(path, now=NOW).close()
    cut = path.read_bytes()[:size]
    path.write_bytes(cut)
    assert "damaged" in refusal(path)
    assert path.read_bytes() == cut


def test_a_database_of_a_newer_program_is_refused_and_not_touched(path: Path) -> None:
    Store.open(path, now=NOW).close()
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version={SCHEMA + 1}")
    before = path.read_bytes()
    assert "newer" in refusal(path)
    assert path.read_bytes() == before


def test_a_place_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    assert "cannot be made" in refusal(tmp_path / "notes.md" / "flashcards.db")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is not a file" in refusal(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "flashcards.db")
    assert "is not a file" in refusal(tmp_path / "flashcards.db")


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "flashcards.db").symlink_to(tmp_path / "unplugged" / "flashcards.db")
    assert "cannot be read" in refusal(tmp_path / "flashcards.db")


def test_a_file_that_may_only_be_read_can_be_read(path: Path) -> None:
    Store.open(path, now=NOW).close()
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write what is read-only")
    with Store.open(path, now=NOW) as store:
        assert store.decks.all() == []
        with pytest.raises(DatabaseError, match="permissions"), store.write("flag", at=NOW, study_day=DAY):
            pass
        path.chmod(0o600)
        stores(store, "Talks")


def test_opened_for_reading_alone_it_shows_everything_and_takes_nothing(path: Path) -> None:
    with Store.open(path, now=NOW) as store, store.write("add", at=NOW, study_day=DAY) as act:
        ensure_deck(act, "Talks")
    with Store.open_read_only(path) as store:
        assert [deck.name for deck in store.decks.all()] == ["Talks"]
        with pytest.raises(DatabaseError, match="cannot be written"), store.write("add", at=NOW, study_day=DAY) as act:
            ensure_deck(act, "Books")


def test_readings_inside_a_block_are_of_one_moment(path: Path) -> None:
    with Store.open(path, now=NOW) as one, Store.open(path, now=NOW) as other:
        with one.reading():
            assert one.decks.all() == []
            with other.write("add", at=NOW, study_day=DAY) as act:
                ensure_deck(act, "Talks")
            assert one.decks.all() == []
        assert [deck.name for deck in one.decks.all()] == ["Talks"]


def test_reading_alone_never_makes_a_database(path: Path) -> None:
    with pytest.raises(DatabaseError, match=str(path)):
        Store.open_read_only(path)
    assert not path.parent.exists()


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% ? #1 & 한글.db"
    with Store.open(path, now=NOW) as store:
        assert store.decks.all() == []
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_full_disk_stores_nothing_and_the_session_goes_on_when_there_is_room(store: Store) -> None:
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DatabaseError, match="disk is full"), store.write("add", at=NOW, study_day=DAY) as act:
        ensure_deck(act, "::".join(f"Deck {number}" + "x" * 50 for number in range(100)))
    assert store.decks.all() == []
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    with store.write("add", at=NOW, study_day=DAY) as act:
        ensure_deck(act, "There is room")
    assert [deck.name for deck in store.decks.all()] == ["There is room"]


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        ("database or disk is full", "make room"),
        ("attempt to write a readonly database", "permissions"),
        ("unable to open database file", "permissions"),
        ("database disk image is malformed", "backups"),
        ("file is not a database", "backups"),
        ("disk I/O error", "doctor"),
    ],
)
def test_each_fault_of_the_driver_becomes_a_sentence_with_advice(fault: str, advice: str) -> None:
    with pytest.raises(DatabaseError, match=advice) as caught, translated(Path("/data/flashcards.db")):
        raise sqlite3.OperationalError(fault)
    assert "/data/flashcards.db" in str(caught.value)


def test_a_write_waits_for_another_no_longer_than_its_patience_and_reads_go_on(path: Path) -> None:
    told: list[bool] = []
    with (
        Store.open(path, now=NOW) as other,
        Store.open(path, now=NOW, patience=Patience(0.5, 0.25, lambda: told.append(True))) as one,
    ):
        with other.write("add", at=NOW, study_day=DAY):
            with pytest.raises(Busy, match="Another program is writing"), one.write("add", at=NOW, study_day=DAY):
                pass
            assert told == [True]
            assert one.is_busy()
            assert one.decks.all() == []
        assert not one.is_busy()
        with one.write("add", at=NOW, study_day=DAY) as act:
            ensure_deck(act, "Talks")
        assert [deck.name for deck in other.decks.all()] == ["Talks"]
        assert told == [True]


def test_a_write_that_comes_in_time_is_not_told_to_wait(path: Path) -> None:
    told: list[bool] = []
    with Store.open(path, now=NOW) as other, Store.open(path, now=NOW) as one:
        one.patience = Patience(seconds=20, quiet=10, told=lambda: told.append(True))
        with ThreadPoolExecutor(1) as pool:
            with other.write("add", at=NOW, study_day=DAY):
                waits = pool.submit(stores, one, "Talks")
                sleep(0.3)
                assert not waits.done()
            waits.result()
        assert [deck.name for deck in other.decks.all()] == ["Talks"]
        assert told == []


def test_what_was_opened_for_reading_only_is_written_once_it_may_be(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path, now=NOW).close()
    with monkeypatch.context() as locked:
        locked.setattr("flashcards.store.connection.os.access", lambda *_: False)
        opened = Store.open(path, now=NOW)
        with pytest.raises(DatabaseError, match="cannot be written"):
            stores(opened, "Talks")
        assert opened.decks.all() == []
    with opened:
        stores(opened, "Books")
        assert [deck.name for deck in opened.decks.all()] == ["Books"]


def test_a_disk_that_takes_nothing_more_takes_it_again_once_it_can(store: Store) -> None:
    stores(store, "Talks")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        with pytest.raises(DatabaseError, match="disk"):
            stores(store, "Books")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [deck.name for deck in store.decks.all()] == ["Talks"]
    stores(store, "Books")
    assert [deck.name for deck in store.decks.all()] == ["Books", "Talks"]


def test_what_another_connection_stored_is_read_in_a_folder_that_may_only_be_read(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores(store, "Talks")
    monkeypatch.setattr("flashcards.store.connection.os.access", lambda *_: False)
    with Store.open_read_only(path) as other:
        assert [deck.name for deck in other.decks.all()] == ["Talks"]


def stores(store: Store, name: str) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        ensure_deck(act, name)


def test_the_file_carries_the_mark_of_the_program(path: Path) -> None:
    Store.open(path, now=NOW).close()
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")
