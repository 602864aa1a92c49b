"""What is searched follows every act, and can be made anew from the notes."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from flashcards.store.act import Act
from flashcards.store.decks import ensure_deck
from flashcards.store.index import check, rebuild, stray
from flashcards.store.keeping import Keeper
from flashcards.store.store import Store
from flashcards.store.tables import point, wording
from tests.store.conftest import DAY, NOW, Known, put_tip
from tests.store.make_fixture import FIXTURES


def texts(store: Store) -> dict[str, str]:
    """Return the only row of what is searched."""
    with store.reading() as connection:
        return dict(connection.execute(select(wording)).one()._mapping)


def found(store: Store, gram: str) -> int:
    """Count the tips with a gram."""
    with store.reading() as connection:
        return len(connection.exec_driver_sql("SELECT rowid FROM search WHERE search MATCH ?", (f'"{gram}"',)).all())


def _change_and_fail(act: Act, known: Known) -> None:
    Keeper(act).change_point(known.point, text="Walk")
    raise KeyError


def test_a_new_tip_is_there_with_all_its_texts(store: Store, known: Known) -> None:
    assert texts(store) == {
        "n": 1, "question": "how do i decide?", "answer": "sleep before you decide", "detail": "because tired",
        "line": "", "tag": "", "source": "a talk", "section": "", "speaker": "",
    }  # fmt: skip
    assert found(store, "sl") == found(store, "ta") == found(store, "k") == 1
    assert store.search.stray() == 0


def test_a_change_of_any_text_is_followed_and_the_old_words_are_gone(store: Store, known: Known) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        keeper = Keeper(act)
        keeper.change_point(known.point, text="**Walk** before you decide", original="- **Walk** before", block_id="x")
        keeper.change_question(known.question, text="What now?", section=["Work", "Choices"], speaker="Bo")
        keeper.change_source(known.source, title="두 번째 강연", speaker="Ana")
        keeper.tag(known.point, "habit")
    assert texts(store) == {
        "n": 1, "question": "what now?", "answer": "**walk** before you decide\nwalk before you decide",
        "detail": "because tired", "line": "- **walk** before", "tag": "habit", "source": "두 번째 강연",
        "section": "work\nchoices", "speaker": "bo\nana",
    }  # fmt: skip
    assert [found(store, gram) for gram in ("sl", "wa", "ㄱㅇ", "강연", "bi")] == [0, 1, 1, 1, 1]
    with store.write("tag", at=NOW, study_day=DAY) as act:
        Keeper(act).tag(known.point, "habit", removed=True)
    assert texts(store)["tag"] == ""
    assert found(store, "bi") == 0
    assert store.search.stray() == 0


def test_undo_is_followed(store: Store, known: Known) -> None:
    with store.write("edit", at=NOW, study_day=DAY) as act:
        Keeper(act).word_point(known.point, "Never decide")
        group = act.group
    assert texts(store)["answer"] == "never decide\nsleep before you decide"
    with store.write("undo", at=NOW, study_day=DAY) as act:
        act.revert(group)
    assert texts(store)["answer"] == "sleep before you decide"
    assert store.search.stray() == 0


def test_an_act_that_fails_changes_nothing(store: Store, known: Known) -> None:
    before = texts(store)
    with pytest.raises(KeyError), store.write("add", at=NOW, study_day=DAY) as act:
        _change_and_fail(act, known)
    assert texts(store) == before


def test_acts_without_words_leave_it_alone(store: Store, known: Known) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        Keeper(act).change_point(known.point, line=9, position=3)
        ensure_deck(act, "Elsewhere")
        assert act.touched == {}


def test_what_was_changed_behind_its_back_is_counted_and_mended(store: Store, known: Known) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        other = put_tip(act, "Walk before you talk")
        act.connection.execute(update(point).where(point.c.uid == known.point).values(text="Run"))
        act.connection.execute(delete(wording).where(wording.c.answer.startswith("walk")))
        assert stray(act.connection) == 2
        rebuild(act.connection)
        check(act.connection)
        assert stray(act.connection) == 0
    assert other.point
    assert [found(store, gram) for gram in ("ru", "wa", "sl")] == [1, 1, 0]


def test_an_older_database_is_searched_as_a_new_one(tmp_path: Path) -> None:
    rows = []
    for name in ("schema-0001.db", "schema-0002.db"):
        path = Path(shutil.copy(FIXTURES / name, tmp_path / name))
        with Store.open(path, now=NOW) as store, store.reading() as connection:
            rows.append([tuple(row) for row in connection.execute(select(wording))])
            assert found(store, "문단") == 1
            assert store.search.stray() == 0
    assert rows[0] == rows[1]
    assert len(rows[0]) == 5
