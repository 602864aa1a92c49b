"""Tabs among spaces: a tab is as wide as the file's other indents say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading.indents import with_even_tabs
from tests.reading.shown import answers, read

EIGHTS = (
    "* 첫째 시간\n\t* 반죽이 왜 갈라지나요\n                * 물이 모자람\n\t\t* 쉬는 시간을 두 배로\n"
    "        * 오븐은 몇 도가 좋은지\n\t        * 210도\n                * 십 분 뒤 190도\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_eight_spaces_beside_tabs_are_one_level(end: str) -> None:
    assert answers(read(EIGHTS.replace("\n", end))) == {2: [3, 4], 5: [6, 7]}


def test_eight_spaces_below_a_tab_are_two_levels() -> None:
    text = "- Why?\n\t- first\n        - because\n"
    assert with_even_tabs(text.split("\n")) == text.split("\n")


@given(st.lists(st.tuples(st.text(" \t", max_size=18), st.text("ab- \t", max_size=5)), max_size=12))
def test_only_indents_change_and_never_twice(parts: list[tuple[str, str]]) -> None:
    lines = [indent + body for indent, body in parts]
    even = with_even_tabs(lines)
    assert [line.strip() for line in even] == [line.strip() for line in lines]
    assert with_even_tabs(even) == even
