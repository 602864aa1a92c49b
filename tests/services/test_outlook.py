"""What Anki will do with a package: counted against the last export of this device that held each note."""

from pathlib import Path

import pytest

from flashcards.core.prompting import Kind
from flashcards.services import exporting, handling, prompting, reviewing
from flashcards.services.adding import Options
from flashcards.services.exporting import Outlook
from tests.services.user import User

NOTES = """\
# A talk

- What helps?
    - sleep
    - walks after each of the long meetings
- 누가 도와주나요?
    - 친구에게 먼저 묻는다
"""


WALKS = "walks after each of the long meetings"
RACK = """\
- How do I keep a rack tidy? :: Label every cable.
    - because the drawings are always out of date
"""


@pytest.fixture
def reader(user: User) -> User:
    """Add three tips."""
    user.add(user.write("talk.md", NOTES))
    return user


def outlook(user: User, query: str = "", *, progress: bool = True) -> Outlook:
    return exporting.plan(user.desk, query, progress=progress).outlook


def export(user: User, query: str = "") -> None:
    exporting.to_anki(user.later(minutes=1).desk, user.folder / "a.apkg", query)
    user.later(minutes=1)


def counts(user: User, query: str = "") -> tuple[int, int, int]:
    found = outlook(user, query)
    return found.new, found.changed, found.same


def test_before_the_first_export_every_note_is_new(reader: User) -> None:
    found = outlook(reader)
    assert (found.new, found.changed, found.same, found.notes, found.last) == (3, 0, 0, 3, None)
    export(reader)
    assert counts(reader) == (0, 0, 3)
    assert outlook(reader).last == reader.now - 60_000


def test_planning_stores_nothing(reader: User) -> None:
    before = reader.store.dump()
    outlook(reader)
    assert reader.store.dump() == before


def test_each_note_counts_from_the_export_that_held_it(reader: User) -> None:
    export(reader, "sleep")
    assert counts(reader) == (2, 0, 1)
    export(reader, "누가")
    assert counts(reader) == (1, 0, 2)
    handling.tag(reader.desk, [reader.tip("sleep").point], "먼저")
    export(reader, "누가")
    assert counts(reader) == (1, 1, 1)
    export(reader)
    assert counts(reader) == (0, 0, 3)


def test_what_a_card_shows_of_others_counts_as_its_own_change(reader: User) -> None:
    export(reader)
    reader.add(reader.write("talk.md", NOTES.replace("each of the long", "each of the very long")))
    assert counts(reader) == (0, 2, 1)


def test_tags_plans_and_titles_are_changes_and_so_is_taking_them_back(reader: User) -> None:
    def changed() -> int:
        found = counts(reader)[1]
        export(reader)
        return found

    export(reader)
    handling.tag(reader.desk, [reader.tip("sleep").point], "late")
    assert changed() == 1
    handling.tag(reader.desk, [reader.tip("sleep").point], "late", remove=True)
    assert changed() == 1
    prompting.reply(reader.desk, reader.tip(WALKS).point, Kind.DOESNT_FIT)
    assert changed() == 0
    prompting.reply(reader.desk, reader.tip(WALKS).point, Kind.WRITTEN, "If it rains, then I will walk")
    assert changed() == 1
    reviewing.undo(reader.desk)
    assert changed() == 1
    reader.retire(WALKS)
    assert changed() == 2
    reader.add(reader.write("talk.md", NOTES.replace("A talk", "A long talk")))
    assert changed() == 3
    assert changed() == 0


def test_a_line_that_only_moved_is_no_change(reader: User) -> None:
    export(reader)
    reader.add(reader.write("talk.md", NOTES.replace("# A talk\n", "# A talk\n\n\n\n")))
    assert counts(reader) == (0, 0, 3)


def test_answers_are_progress_and_no_change(reader: User) -> None:
    export(reader)
    reader.answer("sleep", 3)
    assert counts(reader) == (0, 0, 3)
    assert outlook(reader).progressed == 1
    assert outlook(reader, progress=False).progressed == 0


def test_locked_cards_are_counted_where_they_stay(user: User) -> None:
    user.add(user.write("rack.md", RACK), options=Options())
    assert (outlook(user).cards, outlook(user).locked) == (1, 1)
    user.answer("Label every cable.", 4)
    user.later(days=30).answer("Label every cable.", 3)
    assert (outlook(user).cards, outlook(user).locked) == (2, 0)
    assert outlook(user.with_settings(review__why=False)).locked == 1


def test_another_device_counts_from_its_own_exports(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    export(reader)
    monkeypatch.setattr("flashcards.store.store.fingerprint", lambda: "another machine")
    assert counts(reader) == (3, 0, 0)
    export(reader)
    assert counts(reader) == (0, 0, 3)


def test_undo_goes_past_an_export(reader: User) -> None:
    reader.answer("sleep", 3)
    export(reader)
    reviewing.undo(reader.desk)
    assert outlook(reader).progressed == 0
    assert reader.faults() == []


def test_the_package_dates_its_notes_by_what_was_taken_back(reader: User, tmp_path: Path) -> None:
    handling.tag(reader.desk, [reader.tip("sleep").point], "late")
    planned = exporting.plan(reader.later(minutes=5).desk)
    dated = planned.changed[reader.tip("sleep").point.uid]
    reviewing.undo(reader.desk)
    assert exporting.plan(reader.desk).changed[reader.tip("sleep").point.uid] > dated
    assert exporting.write(reader.desk, planned, tmp_path / "a.apkg").notes == 3
