"""Weak cards are named before they are made, and every message says how to mend them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading.lint import lint, suggest_split
from tests.reading.shown import read


def found(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in lint(read(text))]


def test_a_good_page_has_no_problem() -> None:
    text = "- How do I start?\n  - Copy something small.\n  - Show it to one person.\n"
    assert found(text) == []


def test_a_long_answer_is_named_with_its_length() -> None:
    (problem,) = found(f"- How do I start?\n  - Write {'one more word ' * 12}down.\n")
    assert problem[0] == 2
    assert "38 words" in problem[1]
    assert [line for line, _ in found(f"- 어떻게 시작하나요?\n  - {'아주작은것부터' * 12} 쓰세요\n")] == [2]


def test_too_many_answers_ask_for_narrower_questions() -> None:
    answers = "".join(f"  - Check item number {n} today.\n" for n in range(13))
    assert found(f"- What do I check?\n{answers}") == [
        (1, "13 answers hang on this question: put them under two or three narrower questions.")
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Should I rent?", "Yes, because a small flat keeps you free to move."),
        ("백업이 필요한가요?", "네, 원본이 사라지면 한 달 일이 함께 사라집니다."),
    ],
)
def test_a_question_of_yes_or_no_with_a_longer_answer_is_named(question: str, answer: str) -> None:
    assert [line for line, message in found(f"- {question}\n  - {answer}\n") if "yes or no" in message] == [1]


def test_an_open_question_is_not_taken_for_yes_or_no() -> None:
    assert found("- 언제 쉬는 게 좋을까요?\n  - 지치기 전에 한 시간마다 쉬세요.\n") == []


def test_the_same_answer_twice_is_named_once_with_the_first_line() -> None:
    text = "- How do I rest?\n  - Walk around the block.\n  - walk around the **block**\n"
    assert found(text) == [(3, "This says the same as line 2: drop one of them with #skip.")]


def test_a_bare_link_as_the_only_answer_is_named() -> None:
    text = "- Where is the list? #card\n  - https://list.example.org\n"
    assert [line for line, message in found(text) if "bare link" in message] == [2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Write the test, and run it twice.", ("Write the test", "Run it twice.")),
        ("Close the door; open the window", ("Close the door", "Open the window")),
        ("먼저 물을 끓이고 소금을 넣으세요", ("먼저 물을 끓이고 소금을 넣으세요",)),
        ("알림을 끄고 전화기를 서랍에 넣으세요", ("알림을 끄고", "전화기를 서랍에 넣으세요")),
        ("매일 쓰기 / 매주 다시 읽기", ("매일 쓰기", "매주 다시 읽기")),
        ("Salt and pepper", ("Salt and pepper",)),
        ("Compare apples and oranges", ("Compare apples and oranges",)),
    ],
)
def test_a_line_is_split_only_where_both_sides_tell_what_to_do(text: str, parts: tuple[str, ...]) -> None:
    assert suggest_split(text) == parts


def test_a_split_line_is_a_problem_that_shows_both_halves() -> None:
    (problem,) = found("- How do I ship?\n  - Write the test, and run it twice.\n")
    assert "“Write the test” and “Run it twice.”" in problem[1]


@given(st.text(max_size=80))
def test_no_text_breaks_the_splitter_and_nothing_is_invented(text: str) -> None:
    for part in suggest_split(text):
        assert part.casefold() in text.casefold()
