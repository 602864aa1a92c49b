"""Normalising: what does not make a line another line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading.normal import normalise, text_hash

SIGNS = st.text(alphabet=st.sampled_from("ab1 가각*_`~=-+.:?!{}c^#x[]()\u200b\u00a0é—한"), max_size=30)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("- Write **tests** first.", "write tests first"),
        ("* [x] Write tests first", "write tests first"),
        ("3) Write  `tests`\tfirst!", "write tests first"),
        ("Write ==tests== first", "write tests first"),
        ("Write {{c1::tests::what?}} first", "write tests first"),
        ("Write {{c2::tests}} first #card", "write tests first"),
        ("Write tests first ^a1b2", "write tests first"),
        ("__Write__ ~~tests~~ _first_:", "write tests first"),
        ("• **매일** 조금씩 쓰세요.", "매일 조금씩 쓰세요"),
        ("**매일**은 힘들다。", "매일은 힘들다"),
        ("“Ship” it — now…", '"ship" it - now'),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
    ],
)
def test_marks_around_the_words_do_not_count(written: str, plain: str) -> None:
    assert normalise(written) == plain


@pytest.mark.parametrize(
    "text", ["2*3 is 6", "snake_case names", "c++ and c#", "a * b", "3.14 is enough", "-5 degrees"]
)
def test_signs_that_carry_meaning_are_kept(text: str) -> None:
    assert normalise(text) == text


def test_decomposed_hangul_equals_composed() -> None:
    assert normalise(unicodedata.normalize("NFD", "매일 걷기")) == normalise("매일 걷기")


def test_two_lines_of_different_punctuation_stay_two() -> None:
    assert normalise("...") != normalise("!!!")


@given(st.text(max_size=40) | SIGNS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(SIGNS)
def test_text_that_has_a_sign_keeps_one(text: str) -> None:
    visible = text.translate(dict.fromkeys(map(ord, "\u200b"))).strip()
    assert bool(normalise(text)) == bool(visible)


def test_a_hash_names_the_words_and_not_their_dress() -> None:
    assert text_hash("- **Ship** it.") == text_hash("ship it")
    assert text_hash("ship it") != text_hash("ship them")
    assert len(text_hash("")) == 32
