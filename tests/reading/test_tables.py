"""Tables of questions: a row asks and the cell beside it answers."""

import pytest

from tests.reading.shown import answers, question, read

KOREAN = """# 정리

| 번호 | 질문 | 답변 |
|---|---|---|
| 1 | 전세 대출 서류 | 재직증명, 소득 |
| 2 | 금리는 어디가 낮나요 | 인터넷 은행부터 |

| 재료 | 양 |
|---|---|
| 밀가루 | 200 |
"""
ENGLISH = """| Question | Answer | Who |
|:--|:--|--|
| How old is the boiler? | twelve years \\| maybe more | landlord |
| Pets | one cat, no dogs | agent |
| Parking | | agent |
"""
UNTITLED = """Topic | Said
--- | ---
비자는 언제 신청하나요 | 석 달 전
보험은 꼭 드나요 | 학교 것이면 충분
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (KOREAN, {5: [5], 6: [6]}),
        (ENGLISH, {3: [3], 4: [4], 5: []}),
        (UNTITLED, {3: [3], 4: [4]}),
    ],
)
def test_rows_of_a_question_table_ask(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_a_row_has_the_words_of_its_cells() -> None:
    found = question(read(ENGLISH), 3)
    assert (found.text, found.points[0].text) == ("How old is the boiler?", "twelve years | maybe more")


def test_pipes_without_a_rule_of_dashes_are_no_table() -> None:
    assert answers(read("질문 | 답변\n보험 | 충분\n")).keys().isdisjoint({2})
    assert answers(read("| Q | A |\n| one | two |\n")) == {}
