"""Arriving with everything: packages of Anki's, told from what is here by identities that last."""

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flashcards.core.memory import Review
from flashcards.core.note import Card
from flashcards.errors import Refused
from flashcards.formats.anki.read.collection import read_package
from flashcards.services import backlog, exporting, handling, importing, reviewing
from flashcards.services.importing import Planned
from tests.services.user import ZONE, User, opened

DECK = (
    "front one :: back one",
    "앞면 ::: 뒷면",
    "The capital of {{c1::Peru}} is {{c2::Lima::a city}}",
    "Rule [1] & <b>2</b> :: `a < b`",
)


@pytest.fixture
def learner(user: User) -> User:
    """Add four tips and answer them over two months: steps, lapses, a move by hand, an answer taken back."""
    user.hand(*DECK)
    for text, rating in (("back one", 3), ("뒷면", 1), ("back one", 3), ("뒷면", 4)):
        user.answer(text, rating)
        user.later(minutes=11)
    for text, rating in (("back one", 3), ("뒷면", 1), ("뒷면", 3), ("back one", 2), ("뒷면", 3)):
        user.later(days=9, minutes=1)
        user.answer(text, rating)
    user.answer("back one", 1)
    reviewing.undo(user.desk)
    return user.later(days=20)


@pytest.fixture
def elsewhere(tmp_path: Path, learner: User) -> Iterator[User]:
    """Open an empty store on another machine, at the same instant."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    yield from opened(folder, learner.now)


def exported(user: User, name: str = "deck.apkg") -> Path:
    path = user.folder / name
    exporting.to_anki(user.desk, path, imported=True)
    return path


def bring(user: User, path: Path) -> Planned:
    planned = importing.plan(user.desk, path)
    importing.store(user.desk, planned)
    assert user.faults() == []
    return planned


def cards(user: User) -> dict[str, Card]:
    """Return every card by its uid."""
    return {card.uid: card for found in user.store.cards.of_points().values() for card in found}


def edited(path: Path, change: Callable[[sqlite3.Connection], object]) -> Path:
    """Return a copy of a package with a collection that was changed by hand."""
    copy, database = path.with_name(f"edited-{path.name}"), path.with_name("edited.db")
    with zipfile.ZipFile(path) as archive:
        database.write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(database)
    change(connection)
    connection.commit()
    connection.close()
    with zipfile.ZipFile(copy, "w") as archive:
        archive.write(database, "collection.anki2")
    return copy


def statement(sql: str, *values: object) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: connection.execute(sql, values)


def test_an_empty_database_gets_every_card_as_it_stood(learner: User, elsewhere: User) -> None:
    planned = bring(elsewhere, exported(learner))
    assert (len(planned.new), planned.cards, planned.unread) == (5, 6, 0)
    there = cards(elsewhere)
    answered = [card for card in cards(learner).values() if card.reps]
    assert len(answered) == 2
    for card in answered:
        assert (there[card.uid].memory, there[card.uid].reps, there[card.uid].lapses) == (
            card.memory, card.reps, card.lapses
        )  # fmt: skip
    given = [(row.card, row.id, row.rating, row.study_day) for row in learner.store.log.answers()]
    assert [(row.card, row.id, row.rating, row.study_day) for row in elsewhere.store.log.answers()] == given


def test_the_same_package_again_is_empty(learner: User, elsewhere: User) -> None:
    path = exported(learner)
    assert importing.plan(learner.desk, path).is_empty
    bring(elsewhere, path)
    assert importing.plan(elsewhere.desk, path).is_empty
    assert importing.plan(elsewhere.desk, exported(elsewhere)).is_empty


def test_answers_given_later_follow_by_their_own_instants(learner: User, elsewhere: User) -> None:
    bring(elsewhere, exported(learner, "first.apkg"))
    learner.later(days=3)
    learner.answer("back one", 3)
    elsewhere.now = learner.now
    planned = bring(elsewhere, exported(learner, "second.apkg"))
    assert (len(planned.new), planned.answered) == (0, 1)
    card = learner.card("back one")
    assert cards(elsewhere)[card.uid].memory == card.memory


def test_a_due_day_moved_by_hand_arrives_moved(learner: User, elsewhere: User) -> None:
    assert backlog.catch_up(learner.desk, backlog.plan(learner.desk, days=3)) > 0
    bring(elsewhere, exported(learner))
    for card in cards(learner).values():
        if isinstance(card.memory, Review):
            assert cards(elsewhere)[card.uid].memory == card.memory
    assert importing.plan(learner.desk, exported(learner)).is_empty


def test_an_answer_taken_back_does_not_come_home(learner: User) -> None:
    path = exported(learner)
    learner.answer("back one", 3)
    reviewing.undo(learner.desk)
    assert importing.plan(learner.desk, path).is_empty
    assert learner.faults() == []


def test_an_older_package_leaves_what_was_answered_since(learner: User) -> None:
    path = exported(learner)
    answered = learner.answer("back one", 2)
    assert importing.plan(learner.desk, path).is_empty
    assert learner.card("back one").memory == answered.card.memory


def test_a_lost_log_begins_where_the_package_says_and_is_nobodys_answer(learner: User, elsewhere: User) -> None:
    path = edited(exported(learner), statement("DELETE FROM revlog"))
    planned = bring(elsewhere, path)
    assert planned.answered == 0
    for card in cards(learner).values():
        if isinstance(card.memory, Review):
            found = cards(elsewhere)[card.uid]
            assert isinstance(found.memory, Review)
            assert (found.memory.strength, found.memory.due_day) == (card.memory.strength, card.memory.due_day)
            assert (found.memory.last_day, found.reps, found.lapses) == (card.memory.last_day, card.reps, card.lapses)
    assert importing.plan(elsewhere.desk, path).is_empty
    again = exported(elsewhere)
    assert [card.log for note in read_package(again, zone=ZONE).notes for card in note.cards if card.log] == []
    assert importing.plan(elsewhere.desk, again).is_empty


def test_a_lost_log_goes_on_from_its_beginning(learner: User, elsewhere: User) -> None:
    bring(elsewhere, edited(exported(learner, "lost.apkg"), statement("DELETE FROM revlog")))
    learner.later(days=1)
    learner.answer("back one", 3)
    elsewhere.now = learner.now
    whole = learner.card("back one")
    reviewing.answer(elsewhere.desk, whole.uid, 3)
    found = cards(elsewhere)[whole.uid]
    assert isinstance(found.memory, Review)
    assert isinstance(whole.memory, Review)
    assert found.memory.strength == whole.memory.strength
    assert elsewhere.faults() == []


def test_a_guid_counts_and_not_the_numbers_of_the_rows(learner: User, elsewhere: User) -> None:
    """Programs that write packages give their notes new ids each time."""

    def foreign(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE notes SET guid = 'g' || id, flds = replace(flds, '-', '')")

    path = edited(exported(learner), foreign)
    assert len(bring(elsewhere, path).new) == 5

    def numbered(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE cards SET id = id + 5000, nid = nid + 5000")
        connection.execute("UPDATE notes SET id = id + 5000")
        connection.execute("UPDATE revlog SET cid = cid + 5000")

    path.rename(moved := path.with_name("moved.apkg"))
    assert importing.plan(elsewhere.desk, edited(moved, numbered)).is_empty


def test_a_copy_made_in_anki_is_a_note_of_its_own(learner: User) -> None:
    had = cards(learner)
    planned = bring(learner, edited(exported(learner), statement("UPDATE notes SET guid = 'copy' || id")))
    assert len(planned.new) == 5
    assert len(cards(learner)) == 2 * len(had)
    assert {uid: card for uid, card in cards(learner).items() if uid in had} == had


def test_notes_that_share_a_guid_are_all_kept(learner: User, elsewhere: User) -> None:
    path = edited(exported(learner), statement("UPDATE notes SET guid = ''"))
    assert len(bring(elsewhere, path).new) == 5
    assert importing.plan(elsewhere.desk, path).is_empty


def test_newer_words_replace_the_older_ones_and_older_ones_nothing(learner: User, elsewhere: User) -> None:
    first = edited(exported(learner), statement("UPDATE notes SET guid = 'g' || id"))
    bring(elsewhere, first)

    def reworded(changed: str) -> Callable[[sqlite3.Connection], object]:
        return statement(f"UPDATE notes SET flds = replace(flds, 'back one', 'back two'), mod = mod {changed}")  # noqa: S608

    path = first.rename(first.with_name("base.apkg"))
    assert not importing.plan(elsewhere.desk, edited(path, reworded("- 10"))).reworded
    assert len(bring(elsewhere, edited(path, reworded("+ 10"))).reworded) == 1
    assert "back two" in elsewhere.tips()
    assert importing.plan(elsewhere.desk, edited(path, reworded("+ 10"))).is_empty
    assert importing.plan(elsewhere.desk, path).is_empty


def test_an_import_is_not_taken_back_nor_what_came_before_it(learner: User, elsewhere: User) -> None:
    elsewhere.hand("mine :: own")
    elsewhere.answer("own", 3)
    bring(elsewhere, exported(learner))
    with pytest.raises(Refused, match=next(iter(learner.store.decks.options(fuzz=True)))):
        reviewing.undo(elsewhere.desk)
    handling.flag(elsewhere.desk, [elsewhere.card("back one")], 3)
    assert reviewing.undo(elsewhere.desk).kind == "flag"
    assert elsewhere.faults() == []


def test_new_cards_wait_in_the_order_they_had(learner: User, elsewhere: User) -> None:
    path = edited(exported(learner), statement("UPDATE cards SET due = 100 - due WHERE type = 0"))
    bring(elsewhere, path)
    there = [card.uid for card in sorted(cards(elsewhere).values(), key=lambda card: card.n) if not card.reps]
    here = [card.uid for card in sorted(cards(learner).values(), key=lambda card: card.n) if not card.reps]
    assert len(there) == len(here) == 4


def test_what_came_from_anki_does_not_go_back_unasked(elsewhere: User, learner: User, tmp_path: Path) -> None:
    bring(elsewhere, exported(learner))
    elsewhere.hand("What stays here? :: What was written here")
    assert exporting.plan(elsewhere.desk).outlook.new == 1
    left = exporting.plan(elsewhere.desk).outlook.imported
    assert left == len(cards_of(elsewhere)) - 1
    assert exporting.plan(elsewhere.desk, imported=True).outlook.cards == left + 1


def cards_of(user: User) -> list[str]:
    return [card.uid for found in user.store.cards.of_points().values() for card in found]
