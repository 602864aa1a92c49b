"""Backups that can be trusted, and a doctor that sees every fault which was planted."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.config import Paths
from flashcards.errors import DatabaseError
from flashcards.services import safekeeping, searching
from flashcards.store.backup import verify
from flashcards.store.store import Store
from tests.services.user import User


@pytest.fixture
def learner(user: User) -> User:
    """Add three tips and recall one of them until it is in review, another one into a lapse."""
    user.hand("front one :: back one", "front two :: back two", "front three :: back three")
    user.recall_daily("back one", [3, 3])
    user.recall_daily("back two", [1])
    return user


def paths(user: User) -> Paths:
    return Paths(user.store.path, user.folder / "settings.toml")


def test_a_backup_has_a_dated_name_and_is_only_for_its_owner(learner: User) -> None:
    learner.now = learner.started
    target = safekeeping.backup(learner.desk, paths(learner))
    assert target == learner.store.path.parent / "backups" / "flashcards-2026-03-02T083000.db"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_a_backup_holds_everything(learner: User, tmp_path: Path) -> None:
    target = safekeeping.backup(learner.desk, paths(learner), tmp_path / "mine.db")
    assert verify(target) == verify(learner.store.path)
    with Store.open(target, now=learner.now) as copied:
        assert copied.dump() == learner.store.dump()


def test_a_healthy_database_has_no_fault(learner: User) -> None:
    report = safekeeping.examine(learner.desk)
    assert (report.cards, report.answers, report.faults) == (3, 5, ())


@pytest.mark.parametrize(
    ("statement", "check", "words"),
    [
        ("UPDATE card SET stability = stability + 0.5 WHERE reps = 3", "states", "its log says review with S"),
        ("UPDATE card SET difficulty = 1.5 WHERE reps = 3", "states", "D 1.5,"),
        ("UPDATE card SET due = due + 1 WHERE reps = 3", "states", "due 2026-"),
        ("UPDATE card SET reps = 9 WHERE reps = 3", "states", "after 9 answers"),
        ("UPDATE card SET lapses = 3 WHERE reps = 3", "states", "with 3 lapses"),
        ("UPDATE card SET state = 'new' WHERE reps = 3", "states", "stored as new"),
        ("UPDATE card SET state = 'review', reps = 1 WHERE reps = 0", "states", "its log says new"),
        ("UPDATE card SET due = 1 << 62 WHERE reps = 3", "states", "due day 46116"),
        ("UPDATE card SET step = 3 WHERE state = 'relearning'", "states", "relearning"),
        ("DELETE FROM card WHERE reps = 3", "references", "Row"),
        ("DELETE FROM card WHERE reps = 0", "orphans", "has no card"),
        ("DELETE FROM wording WHERE answer = 'back one'", "search", "the words of 1 tips"),
        ("UPDATE point SET text = 'else' WHERE text = 'back one'", "search", "the words of 1 tips"),
        ("DELETE FROM question", "references", "refers to a question"),
        ("UPDATE review SET due_after = due_after + 2 WHERE state_after = 'review'", "due dates", "days later"),
        ("DELETE FROM review WHERE rating = 1", "states", "log says"),
        ("INSERT INTO retraction SELECT 'r', device, uid, id, 1 FROM review WHERE rating = 1", "states", "log says"),
    ],
)
def test_the_doctor_finds_what_was_tampered_with(learner: User, statement: str, check: str, words: str) -> None:
    with closing(sqlite3.connect(learner.store.path)) as connection:
        assert connection.execute(statement).rowcount >= 1
        connection.commit()
    faults = safekeeping.examine(learner.desk).faults
    assert check in {fault.check for fault in faults}
    assert any(words in fault.sentence for fault in faults)
    assert all(fault.sentence.endswith(".") for fault in faults)


def test_the_doctor_makes_the_search_whole(learner: User) -> None:
    with closing(sqlite3.connect(learner.store.path)) as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.commit()
    assert searching.find(learner.desk, "back one") == []
    assert len(learner.faults()) == 1
    assert [tip.point.text for tip in searching.find(learner.desk, "back one")] == ["back one"]
    assert learner.faults() == []


def test_the_doctor_names_the_card(learner: User) -> None:
    card = learner.card("back one")
    with closing(sqlite3.connect(learner.store.path)) as connection:
        connection.execute("UPDATE card SET stability = 5 WHERE uid = ?", (card.uid,))
        connection.commit()
    (fault,) = safekeeping.examine(learner.desk).faults
    assert f"Card #{card.n} " in fault.sentence


def test_a_damaged_file_is_refused_with_a_sentence(learner: User) -> None:
    path = learner.store.path
    learner.store.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"\x55" * (4096 * 6)
    path.write_bytes(data)
    with Store.open(path, now=learner.now) as store, pytest.raises(DatabaseError, match="damaged"):
        safekeeping.examine(User(store, learner.folder, now=learner.now).desk)
