"""Notes without bullets and indents: the first line of a block asks where enough of the blocks ask."""

import unicodedata

import pytest

from tests.reading.shown import answers, keys, read

KOREAN = """도시 양봉 첫걸음 모임
강사 표지훈, 4월 12일

벌통 놓는 자리 고르는 법
남동향 옥상이 제일 낫다.
물 가까운 곳, 바람 막힌 곳.

분봉을 막으려면
5월 초에 왕대를 일주일마다 본다.

쏘였을 때
침을 긁어서 빼고 찬물.
(추가) 숨이 차면요?
바로 119.

꿀은 언제 뜨나
봉개가 삼분의 이 넘으면.

자꾸 옆집에서 민원이 들어와요
벌통 입구를 담 쪽으로 돌리세요.

간식으로 꿀빵을 받았다.
맛은 그냥 그랬다.
"""
ENGLISH = """Allotment evening, notes from the talk by Wren

How deep do I dig the beds
not at all, lay cardboard and six inches of compost
keep off it while it's wet

When to sow carrots
once the soil feels warm to the back of your hand

My courgettes rot before they grow
that's pollination, do it by hand with a brush

Slugs
beer traps work, pellets don't

Is horse manure ok fresh
never, wait a year

Walked home in the rain
Boots are ruined.
"""
ALONE = """Coffee roasting

What roast do I start with?

Medium. You can taste your mistakes.

Do beans need to rest

Two days for filter.
Leave the bag open a crack.

How do I keep the alarm quiet?

Open the window first.

Drums or hot air?

Hot air, for the first ten kilos.
"""
SECTIONS = """# 이사 설명회

## 계약

잔금 전에 뭘 확인해야 하나요
등기부등본을 당일 아침에 다시 뗍니다

특약은 어떻게 쓰나
문자로 먼저 합의하고 그대로 옮겨 적기

## 짐

견적은 몇 군데 받는지
세 군데, 방문 견적으로만

버릴 물건 정하는 기준
일 년 동안 안 쓴 것
"""
LAKE = """Went to the lake today.
Cold but bright.

Why do I always forget gloves?
My hands were red by noon.

Ate soup at the mill.
They close in October.
"""
SEA = """오늘은 강릉에 갔다.
바다가 잔잔했다.

점심은 막국수를 먹었다.
왜 이렇게 맛있을까?

저녁에는 버스를 탔다.
집에 오니 열한 시.
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (KOREAN, {4: [5, 6], 8: [9], 11: [12], 13: [14], 16: [17], 19: [20]}),
        (ENGLISH, {3: [4, 5], 7: [8], 10: [11], 13: [14], 16: [17]}),
        (ALONE, {3: [5], 7: [9, 10], 12: [14], 16: [18]}),
        (SECTIONS, {5: [6], 8: [9], 13: [14], 16: [17]}),
    ],
)
def test_the_first_line_of_a_block_asks_and_its_other_lines_answer(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_blocks_are_read_alike_in_decomposed_hangul() -> None:
    assert answers(read(unicodedata.normalize("NFD", KOREAN))) == answers(read(KOREAN))


@pytest.mark.parametrize("text", [LAKE, SEA])
def test_a_diary_in_blocks_asks_nothing(text: str) -> None:
    assert answers(read(text)) == {}


def test_a_few_rhetorical_questions_make_no_file_of_questions() -> None:
    text = "Pack light.\nYou carry it all.\n\nStart early.\nTrains are empty.\n\nBook ahead?\nOnly on weekends.\n"
    assert answers(read(text)) == {}


def test_three_short_questions_in_a_long_text_make_no_file_of_questions() -> None:
    told = "\n\n".join(f"Paragraph {number} tells of the weather." for number in range(12))
    asked = "\n\n".join(f"Would you say {word}?\n\nNobody knows." for word in ("rain", "snow", "hail"))
    assert answers(read(f"{told}\n\n{asked}\n")) == {}


def test_lines_after_the_block_are_no_answers() -> None:
    assert not {22, 23} & set(keys(read(KOREAN)))
