"""Tables out and in: one row a tip, rows that reword, and everything that a row can say comes back."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.core.note import SourceKind
from flashcards.errors import BadInput
from flashcards.services import exporting_tables, handling, importing_tables
from flashcards.services.importing_tables import Planned
from tests.services.user import User, opened

WORDS = "front,back,tags\n사과,apple,fruit\n배,pear,fruit food\n배,ship,\n"


@pytest.fixture
def other(tmp_path: Path, talk: User) -> Iterator[User]:
    """Open another empty database."""
    yield from opened(tmp_path / "other", talk.now)


def take(user: User, path: Path, deck: str | None = None) -> Planned:
    planned = importing_tables.plan(user.desk, path, deck=deck)
    importing_tables.store(user.desk, planned)
    return planned


def test_each_row_is_a_tip_of_a_source_of_its_own_kind(user: User) -> None:
    take(user, user.write("words.csv", WORDS), deck="Korean::Words")
    assert {text: (tip.note.question.text, tip.card.deck, tip.point.tags) for text, tip in user.tips().items()} == {
        "apple": ("사과", "Korean::Words", ("fruit",)),
        "pear": ("배", "Korean::Words", ("food", "fruit")),
        "ship": ("배", "Korean::Words", ()),
    }
    assert [(one.kind, one.title) for one in user.store.notes.sources()] == [(SourceKind.TABLE, "words")]
    assert user.faults() == []


def test_the_same_file_twice_adds_nothing_and_a_changed_row_rewords_in_place(user: User) -> None:
    path = user.write("words.csv", WORDS)
    take(user, path)
    user.answer("apple", 3)
    assert importing_tables.plan(user.desk, path).is_empty
    planned = take(user, user.write("words.csv", WORDS.replace("apple", "an apple") + "귤,tangerine,\n"))
    assert [(point.text, row.card.back) for row, point in planned.reworded] == [("apple", "an apple")]
    assert [row.card.back for row in planned.new] == ["tangerine"]
    assert user.tip("an apple").reps == 1
    assert importing_tables.plan(user.desk, path).is_empty


def test_a_guid_finds_a_row_whose_front_changed(user: User) -> None:
    take(user, user.write("words.csv", "guid,front,back\nk1,사과,apple\n"))
    take(user, user.write("elsewhere.csv", "guid,front,back\nk1,사과 (과일),apple\n"))
    (tip,) = user.tips().values()
    assert tip.note.question.text == "사과 (과일)"


def test_a_row_that_is_asked_both_ways_later_gets_the_other_card(user: User) -> None:
    path = user.write("words.csv", "guid,kind,front,back\nk1,basic,사과,apple\n")
    take(user, path)
    planned = take(user, user.write("words.csv", path.read_text(encoding="utf-8").replace("basic", "reversed")))
    assert (planned.cards, len(user.tip("apple").cards)) == (1, 2)


def test_a_row_with_other_blanks_than_its_cards_is_left_out_with_its_line(user: User) -> None:
    path = user.write("words.csv", "guid,text\nk1,{{c1::a}} b {{c2::c}}\n")
    take(user, path)
    planned = importing_tables.plan(user.desk, user.write("words.csv", "guid,text\nk1,{{c1::a}} b c\n"))
    assert planned.is_empty
    assert planned.left_out == ((2, "has other blanks than its cards"),)


def test_a_table_without_a_card_is_refused(user: User) -> None:
    with pytest.raises(BadInput, match="holds no card"):
        importing_tables.plan(user.desk, user.write("words.csv", "front,back\n,\n"))


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_a_table_that_was_exported_gives_the_same_tips_elsewhere(talk: User, other: User, ending: str) -> None:
    talk.hand("=1+1 :: '-2", "앞면 ::: 뒷면", "{{c1::Sleep}} before {{c2::exams::what}}")
    handling.tag(talk.desk, [talk.tip("뒷면").point], "work::hiring")
    path = talk.folder / f"all.{ending}"
    assert exporting_tables.to_table(talk.desk, path) == len(talk.tips())
    take(other, path)
    assert said(other) == said(talk)
    assert importing_tables.plan(talk.desk, path).is_empty
    assert other.faults() == []


def said(user: User) -> set[tuple[object, ...]]:
    return {
        (
            tip.note.question.uid, tip.note.question.text, uid, tip.point.text, tip.point.details, tip.point.tags,
            tip.card.deck, tip.note.source.title, tuple(sorted((card.role, card.cloze) for card in tip.cards)),
        )
        for uid, tip in user.tips_by_uid().items()
    }  # fmt: skip


def test_a_row_of_a_notes_file_edited_in_a_spreadsheet_becomes_the_users_own_words(talk: User) -> None:
    path = talk.folder / "all.csv"
    exporting_tables.to_table(talk.desk, path)
    text = path.read_text(encoding="utf-8").replace("Show one IDEA on each", "One idea a slide")
    path.write_text(text.replace("What about slides?", "What of slides?"), encoding="utf-8")
    take(talk, path)
    tip = talk.tip("One idea a slide")
    assert (tip.point.file_text, tip.note.question.text) == ("Show one IDEA on each", "What of slides?")
    assert importing_tables.plan(talk.desk, path).is_empty


def test_retired_tips_are_in_the_table_and_stay_behind_when_it_is_read_elsewhere(talk: User, other: User) -> None:
    talk.retire("Show one IDEA on each")
    exporting_tables.to_table(talk.desk, talk.folder / "all.csv")
    with (talk.folder / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["new", "new", "new", "retired"]
    planned = take(other, talk.folder / "all.csv")
    assert ("is retired" in {why for _line, why in planned.left_out}, len(other.tips())) == (True, 3)


def test_a_search_chooses_the_rows_and_nothing_is_no_table(talk: User) -> None:
    assert exporting_tables.to_table(talk.desk, talk.folder / "some.csv", "IDEA") == 1
    with pytest.raises(BadInput, match="Nothing to export"):
        exporting_tables.to_table(talk.desk, talk.folder / "none.csv", "nowhere")
    assert not (talk.folder / "none.csv").exists()
