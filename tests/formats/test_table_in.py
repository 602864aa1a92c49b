"""Tables of cards as spreadsheets and Anki write them."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import BadInput
from flashcards.formats.table import as_csv
from flashcards.formats.table_in import TableCard, TableRead, bare, read_table

ANKI = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
"""


def read(text: str, **given: bool) -> TableRead:
    return read_table(text, file="words.csv", **given)


def sides(text: str) -> list[tuple[str, str]]:
    return [(card.front, card.back) for card in read(text).cards]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_what_parts_the_rows_alike(separator: str) -> None:
    rows = [["front", "back"], ["one, two; three", "eins"], ["four", "vier, fünf"]]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    assert sides(out.getvalue()) == [("one, two; three", "eins"), ("four", "vier, fünf")]


@pytest.mark.parametrize("names", ["front,back", "Question,Answer", "앞면,뒷면", "질문,답변", "Term,Definition"])
def test_columns_are_found_by_their_names(names: str) -> None:
    front, back = names.split(",")
    assert sides(f"id,{back},extra,{front}\n7,답,더,물음\n") == [("물음", "답")]


def test_without_names_the_first_two_columns_are_front_and_back_and_others_follow() -> None:
    (card,) = read("사과,apple,a fruit\n").cards
    assert (card.front, card.back, card.details) == ("사과", "apple", ("a fruit",))


def test_a_line_that_asks_of_a_question_is_no_row_of_names() -> None:
    assert len(read("question,why do we ask\nwhat,that\n").cards) == 2


def test_columns_of_unknown_names_are_left_out_and_named() -> None:
    found = read("front,back,frequency\na,b,12\n")
    assert (found.ignored, found.cards[0].details) == (("frequency",), ())


def test_a_table_without_front_and_back_is_refused() -> None:
    with pytest.raises(BadInput, match="no columns for front and back"):
        read("only\nthis\n")


def test_ankis_header_says_what_the_columns_are() -> None:
    text = ANKI + "k1\tBasic (and reversed card)\tA::B\t<b>물</b>&nbsp;음\t답<br>둘\twork::x y\n"
    (card,) = read(text).cards
    expected = TableCard(
        line=7, front="**물** 음", back="답\n둘", both_ways=True, tags=("work::x", "y"), deck="A::B", guid="k1"
    )
    assert card == expected


def test_ankis_cloze_notes_keep_their_marks_and_their_extra() -> None:
    (card,) = read(ANKI + "k1\tCloze\tA\t{{c1::Sleep}} first\tsaid twice\t\n").cards
    assert (card.front, card.back, card.details) == ("", "{{c1::Sleep}} first", ("said twice",))


def test_ankis_header_may_name_deck_tags_columns_and_notetype_for_all() -> None:
    text = "#separator:Semicolon\n#deck:D\n#tags:t u\n#columns:Back;Front\n#notetype:Basic\n# a comment\nb;f\n"
    (card,) = read(text).cards
    assert (card.front, card.back, card.deck, card.tags) == ("f", "b", "D", ("t", "u"))


def test_html_that_is_not_meant_is_left_as_it_is() -> None:
    assert read("#separator:comma\n#html:false\na<b>c,d\n").cards[0].front == "a<b>c"
    assert read("front,back\n<i>a</i>,b\n").cards[0].front == "*a*"
    assert read("front,back\n1 < 2,R&D\n").cards[0].back == "R&D"


def test_images_are_named_and_counted() -> None:
    found = read('#separator:tab\n#html:true\n<img src="a.png">\tb\n')
    assert (found.cards[0].front, dict(found.unseen)) == ("[image: a.png]", {"image": 1})


def test_rows_without_a_side_and_a_guid_twice_are_left_out_with_their_line() -> None:
    found = read('guid,front,back\n1,"a\nb",c\n\n2,d,\n1,e,f\n')
    assert [card.line for card in found.cards] == [2]
    assert found.left_out == ((5, "has no front or no back"), (6, "has the identity of a row above"))


def test_control_characters_are_taken_out() -> None:
    assert sides("front,back\na\x1b[31m,b\u202e\n") == [("a[31m", "b")]


def test_a_cell_that_is_far_too_long_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput, match="from line 2 on"):
        read(f"a,b\n{'x' * 200_000},c\n")


@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\r\0"))] * 2), min_size=1))
def test_what_is_made_harmless_for_a_spreadsheet_is_read_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    written = as_csv([dict(zip(("one", "two"), row, strict=True)) for row in rows])
    cells = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in cells for cell in row)
    assert [tuple(map(bare, row)) for row in cells] == rows


@given(st.text(max_size=60) | st.text('#,;\t"\n:ab{}c1', max_size=60))
def test_any_text_is_a_table_or_refused_in_a_sentence(text: str) -> None:
    found: Any = None
    try:
        found = read(text)
    except BadInput as fault:
        assert len(str(fault).splitlines()) == 1  # noqa: PT017
    assert found is None or all(card.back for card in found.cards)


def test_the_text_of_our_own_table_is_no_html_whatever_it_holds() -> None:
    rows = "guid,note,kind,section,status,front,back\n1,1,basic,A › B,new,Which `<br>`?,**bold** &amp; <b>\n"
    (card,) = read_table(rows, file="own.csv").cards
    assert (card.front, card.back, card.sections) == ("Which `<br>`?", "**bold** &amp; <b>", ["A", "B"])
