"""A question and its answer on one line: by arrow, tab, dash, bare question mark, or marks for both."""

import pytest

from tests.reading.shown import answers, question, read

JOINED = """- how salty → two percent of the weight
- oven when => after the second rise
- 물은 언제 -> 겉흙이 마르면
- 잎이 노래지면 왜 그런가 → 과습
- Is it done?\tknock and listen
- which flour ⟶ rye first
"""
DASHES = """when to reef - when you first think of it
how much scope - five to one, seven in a blow
who gives way - port tack
what to wear - wool, never cotton
"""
MARKS = """- Dripping tap? New washer, ten minutes.
- Who do I call at night? Your water company.
- 수압이 약한가요? 밸브부터 여세요.
- buy tape
"""
LETTERS = """Q) 계란은 몇 분 삶나요 A) 반숙 7분
Q: why salt / A: so a crack does not leak
Q 찬물에 바로 담그나 / A 네, 1분
Q. Cold start? A. No
1. 질문: 껍질은? - 답: 물속에서 깐다
"""


@pytest.mark.parametrize(("text", "lines"), [(JOINED, 6), (DASHES, 4), (MARKS, 3), (LETTERS, 5)])
def test_a_line_asks_and_answers_itself(text: str, lines: int) -> None:
    assert answers(read(text)) == {line: [line] for line in range(1, lines + 1)}


@pytest.mark.parametrize(
    ("text", "line", "asked", "told"),
    [
        (JOINED, 1, "how salty", "two percent of the weight"),
        (MARKS, 1, "Dripping tap?", "New washer, ten minutes"),
        (LETTERS, 1, "계란은 몇 분 삶나요", "반숙 7분"),
        (LETTERS, 3, "찬물에 바로 담그나", "네, 1분"),
    ],
)
def test_both_sides_are_cut_at_the_joint(text: str, line: int, asked: str, told: str) -> None:
    found = question(read(text), line)
    assert (found.text, found.points[0].text.rstrip(".")) == (asked, told)


@pytest.mark.parametrize(
    "text",
    [
        "- feed → wait → use → put back\n- rye → toast → butter\n",
        "- 10:00 - doors open\n- 11:00 - lunch\n- why we do it - because we can\n",
        "- Read daily - even ten minutes\n- Sleep - eight hours\n- Price: thirty\n",
        "- How to start → open the book\n- Then → read on\n",
        "- scale → Lena has two\n- 화분 → 받침 → 물받이\n",
    ],
)
def test_steps_times_and_tips_ask_nothing(text: str) -> None:
    assert answers(read(text)) == {}


def test_a_statement_after_a_question_mark_answers_it_only_in_a_list_of_such_lines() -> None:
    others = "".join(f"- tip number {number}\n" for number in range(8))
    assert answers(read(MARKS + others)) == {}


def test_a_topic_asks_where_most_lines_with_its_joint_do() -> None:
    asked = "- 물은 언제 → 아침\n- 햇빛은 얼마나 → 네 시간\n- 비료는 언제 주나 → 봄\n"
    assert answers(read(asked + "- 분갈이 → 이 년에 한 번\n")) == {line: [line] for line in (1, 2, 3, 4)}
