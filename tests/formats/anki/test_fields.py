"""Tags, deck names and languages as Anki keeps them."""

from dataclasses import replace

import pytest

from flashcards.formats.anki.fields import deck_name, language, tags
from tests.formats.anki.builders import SOURCE


def test_tags_have_no_spaces_no_empty_levels_and_no_doubles() -> None:
    words = ["two words", "한 글　태그", "#talk", "a::::b::", "::", " ", "talk", "\u1100\u1161"]
    assert tags(words) == ["two_words", "한_글_태그", "talk", "a::b", "가"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A::B", "A::B"),
        ("A::::B ::", "A::B"),
        (" 멘토링 :: 리뷰 ", "멘토링::리뷰"),
        ("::", "Default"),
        ('a"b\x1fc', "abc"),
    ],
)
def test_deck_names_have_no_empty_level(name: str, expected: str) -> None:
    assert deck_name(name) == expected


def test_the_language_is_the_sources_else_korean_where_hangul_stands() -> None:
    assert language(replace(SOURCE, lang="en-GB"), "한글") == "en-GB"
    assert language(replace(SOURCE, lang='x" onload='), "한글") == "ko"
    assert language(SOURCE, "latin") == ""
