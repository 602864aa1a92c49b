"""Searching by plain words and by each word of the query language."""

import unicodedata

import pytest

from flashcards.services import handling, searching
from tests.services.user import User

KOREAN = """---
title: 발표 이야기
deck: 발표::연습
tags: [말하기]
cards: all
---
- 발표 전날에는 무엇을 하나요?
    - 첫 문장을 소리 내어 연습하세요
    - 시작 시각보다 10% 일찍 도착하세요
- What about slides?
    - Keep snake_case out of slides
    - Show one IDEA on each
"""


@pytest.fixture
def talk(user: User) -> User:
    """Add a talk in two languages."""
    user.add(user.write("talk.md", KOREAN))
    return user


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("문장", ["첫 문장을"]),
        ("첫", ["첫 문장을"]),
        ("연습 소리", ["첫 문장을"]),
        ("전날", ["첫 문장을", "시작 시각보다"]),
        ("idea", ["Show one"]),
        ("SLIDES snake", ["Keep snake_case"]),
        ("10%", ["시작 시각보다"]),
        ("%", ["시작 시각보다"]),
        ("snake_case", ["Keep snake_case"]),
        ("_", ["Keep snake_case"]),
        ("nowhere", []),
        ("문장 nowhere", []),
    ],
)
def test_tips_are_found_by_every_word_in_any_order(talk: User, query: str, found: list[str]) -> None:
    texts = [tip.point.text for tip in searching.find(talk.desk, query)]
    assert texts == [text for text in talk.tips() if any(text.startswith(start) for start in found)]
    assert bool(texts) == bool(found)


@pytest.mark.parametrize("query", ["말하기", "발표 이야기", "", "  "])
def test_tags_and_titles_are_searched_and_nothing_means_everything(talk: User, query: str) -> None:
    assert searching.find(talk.desk, query) == list(talk.tips().values())


def test_decomposed_hangul_finds_composed(talk: User) -> None:
    assert searching.find(talk.desk, unicodedata.normalize("NFD", "문장을"))


def test_a_tag_taken_off_is_not_found(talk: User) -> None:
    handling.tag(talk.desk, [tip.point for tip in talk.tips().values()], "말하기", remove=True)
    assert searching.find(talk.desk, "말하기") == []
