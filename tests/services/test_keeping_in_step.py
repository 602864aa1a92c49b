"""Exporting again into an Anki that lives on: notes are updated in place, nothing is doubled, nobody's work is lost."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from flashcards.services import exporting, handling, reviewing
from tests.services.user import User

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

pytestmark = pytest.mark.anki

NOTES = """\
# A talk

- What helps after a long day of work?
    - sleep for at least eight hours
    - walk before the sun has gone
- 누가 도와주나요?
    - 친구에게 먼저 물어본다
- Which tool finds the commit? :: git bisect finds it
"""
SLEEP, WALK = "sleep for at least eight hours", "walk before the sun has gone"
FRIEND, TOOL = "친구에게 먼저 물어본다", "git bisect finds it"

Sync = Callable[[], "ImportResponse.Log"]


@pytest.fixture
def collection(user: User) -> "Iterator[Collection]":
    """Return an Anki collection that is checked when the test is over."""
    from anki.collection import Collection  # noqa: PLC0415 - only these tests load the engine

    opened = Collection(str(user.folder / "collection.anki2"))
    yield opened
    report, clean = opened.fix_integrity()
    opened.close()
    assert clean, report


@pytest.fixture
def sync(user: User, collection: "Collection") -> Sync:
    """Return a call that exports everything and imports it into Anki; what it foretells must come true."""
    from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415

    user.add(user.write("talk.md", NOTES))

    def run() -> "ImportResponse.Log":
        planned = exporting.plan(user.later(minutes=1).desk)
        path = user.folder / "a.apkg"
        exporting.write(user.desk, planned, path)
        exporting.remember(user.desk, planned)
        user.later(minutes=1)
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log: ImportResponse.Log = collection.import_anki_package(request).log
        assert len(log.new) == planned.outlook.new
        assert len(log.conflicting) == 0
        assert collection.note_count() == planned.outlook.notes
        return log

    return run


def row(collection: "Collection", text: str, columns: str) -> list[object]:
    """Return columns of the one card whose answer holds a text."""
    query = f"SELECT {columns} FROM cards JOIN notes ON notes.id = nid WHERE flds LIKE ?"  # noqa: S608  the test's words
    found: list[list[object]] = collection.db.all(query, f'%<div class="answer"%{text}%')
    assert len(found) == 1
    return found[0]


def test_what_changes_here_changes_there_and_nothing_is_doubled(
    user: User, collection: "Collection", sync: Sync
) -> None:
    user.answer(SLEEP, 4)
    sync()
    before = row(collection, SLEEP, "cards.id, cards.type, due, ivl, cards.data")
    answers = collection.db.all("SELECT * FROM revlog")
    handling.tag(user.desk, [user.tip(FRIEND).point], "ask")
    user.retire(TOOL)
    again = NOTES.replace("eight hours", "eight hours each night").replace(
        "- 누가", "    - call somebody whom you like\n- 누가"
    )
    user.add(user.write("talk.md", again))
    log = sync()
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (1, 4, 0)
    assert row(collection, "each night", "cards.id, cards.type, due, ivl, cards.data") == before
    assert collection.db.all("SELECT * FROM revlog") == answers
    assert row(collection, FRIEND, "trim(notes.tags)") == ["ask"]
    assert row(collection, TOOL, "queue, trim(notes.tags)") == [0, "retired"]
    assert (len(sync().updated), collection.card_count()) == (0, 5)


def test_an_edit_taken_back_here_is_taken_back_there(user: User, collection: "Collection", sync: Sync) -> None:
    sync()
    handling.tag(user.desk, [user.tip(FRIEND).point], "ask")
    sync()
    reviewing.undo(user.later(minutes=1).desk)
    assert len(sync().updated) == 1
    assert row(collection, FRIEND, "trim(notes.tags)") == [""]


def test_an_edit_in_anki_stays_until_ours_is_newer(user: User, collection: "Collection", sync: Sync) -> None:
    sync()
    (number,) = row(collection, FRIEND, "notes.id")
    note = collection.get_note(number)
    note["Extra"] = "my own words"
    collection.update_note(note)
    user.now = collection.get_note(note.id).mod * 1000
    sync()
    assert collection.get_note(note.id)["Extra"] == "my own words"
    handling.tag(user.later(minutes=5).desk, [user.tip(FRIEND).point], "ask")
    sync()
    assert collection.get_note(note.id)["Extra"] == ""


def test_a_tip_retired_before_it_came_is_suspended(user: User, collection: "Collection", sync: Sync) -> None:
    user.retire(TOOL)
    sync()
    assert row(collection, TOOL, "queue, trim(notes.tags)") == [-1, "retired"]


def test_anki_keeps_the_progress_it_has(user: User, collection: "Collection", sync: Sync) -> None:
    sync()
    collection.decks.select(collection.decks.id_for_name(user.card(SLEEP).deck))
    for _ in range(2):
        card = collection.sched.getCard()
        assert card is not None
        collection.sched.answerCard(card, 4)
    there = [collection.db.all(f"SELECT * FROM {table}") for table in ("cards", "revlog")]  # noqa: S608  two names
    user.answer(SLEEP, 1)
    sync()
    assert [collection.db.all(f"SELECT * FROM {table}") for table in ("cards", "revlog")] == there  # noqa: S608
