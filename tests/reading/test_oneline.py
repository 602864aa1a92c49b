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


MIXED = """# 자전거포 사장님께 듣기

## 바퀴
공기는 얼마나 자주 넣나요? → 일주일에 한 번
Q) 펑크 패치는 몇 번까지 되나요 A) 한 자리에 한 번
타이어 두께는 어떻게 고르나요?\t출퇴근이면 35
림이 휘면 바꿔야 되나요? 아니요 스포크부터 조입니다
가게 앞에 고양이 두 마리 있음

## 체인
기름은 언제 쳐요? → 비 온 다음 날
Q) 체인 늘어난 건 어떻게 아나요? A)
손님이 들어와서 끊김 → 십 분 쉼
녹이 조금 슬어도 타도 되나요? →
  기름걸레로 닦고 탄다
  소리가 나면 바꾼다
다음 주는 휴무 → 여행 감
누가 커피 사나요? ㅋㅋ
"""
HULLS = """How often do I scrub? → twice a season
Is copper paint worth it? Only in warm water.
Saw a seal by the pier
When to haul out? - late October
Does varnish last? - one summer
Who checks the keel? - a diver
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MIXED, {4: [4], 5: [5], 6: [6], 7: [7], 11: [11], 12: [], 14: [15, 16]}),
        (HULLS, {1: [1], 2: [2], 4: [4], 5: [5], 6: [6]}),
    ],
)
def test_among_pairs_each_line_begins_anew_and_remarks_belong_to_none(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_a_lone_pair_ends_with_its_paragraph() -> None:
    text = "Q. When is the hall free? A. On Mondays.\nAsk Ute for the key.\n\nThe heating was off.\n"
    assert answers(read(text)) == {1: [1, 2]}
