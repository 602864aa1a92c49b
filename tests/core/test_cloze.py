"""Cloze marks are found, blanked and read plainly."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.cloze import Mark, blanked, numbers, pieces, plain

TEXT = "Ask for {{c1::feedback::what}} before you {{c2::ship}}, then {{c1::thank}} them"


def test_a_card_blanks_every_mark_of_its_number_and_no_other() -> None:
    assert blanked(TEXT, 1) == "Ask for [what] before you ship, then […] them"
    assert blanked(TEXT, 2) == "Ask for feedback before you […], then thank them"


def test_plain_text_holds_the_answers_without_braces() -> None:
    assert plain(TEXT) == "Ask for feedback before you ship, then thank them"


def test_numbers_are_listed_once_in_rising_order() -> None:
    assert numbers("{{c3::a}} {{c1::b}} {{c3::c}}") == (1, 3)


def test_an_answer_may_end_in_a_brace() -> None:
    assert list(pieces("write {{c1::f{x}}} here")) == ["write ", Mark(1, "f{x}"), " here"]


def test_what_only_looks_like_a_mark_stays_text() -> None:
    for text in ("{{c0::zero}}", "{{c1::}}", "{{title}}", "{{c1::open", "c1::bare"):
        assert numbers(text) == ()
        assert plain(text) == text


@given(
    st.lists(
        st.one_of(st.text("가 나a.", min_size=1), st.builds(Mark, st.integers(1, 20), st.text("답변b", min_size=1)))
    )
)
def test_taking_apart_loses_nothing_but_the_braces(parts: list[str | Mark]) -> None:
    written = "".join(f"{{{{c{p.number}::{p.answer}}}}}" if isinstance(p, Mark) else p for p in parts)
    assert plain(written) == "".join(p.answer if isinstance(p, Mark) else p for p in parts)
    assert [p for p in pieces(written) if isinstance(p, Mark)] == [p for p in parts if isinstance(p, Mark)]
