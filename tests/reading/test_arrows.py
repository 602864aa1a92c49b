"""Lines that begin with an arrow answer the line above them, whatever signs the lines of a file have."""

import pytest

from tests.reading.shown import answers, read

SIGNS = """▶ 오늘 순서: 분갈이, 물, 빛
▶ 화분은 몇 호부터 시작하나요?
→ 지금보다 두 호 큰 것
→ 깊이는 같게
ㆍ 흙은 어떤 걸 섞어야 되는지요
→ 배양토 일곱에 마사 셋
※ 주차 등록하실 분은 앞으로
– 뿌리를 잘라도 됩니까?
=> 썩은 데만
   – 가위는 불에 달궈서
※ 겨울에 창가에서 키우는 방법
→ 커튼 안쪽 말고 바깥쪽
ㆍ 분무기를 돌려 보았다
→ 한 대가 고장
"""
ENGLISH = """* is tap water fine for ferns?
-> leave it standing overnight
* my leaves curl at the edges
-> the air is too dry
   - a tray of pebbles helps
* when do I repot?
-> in March
* The shop opens at nine.
-> closed on Mondays
"""
TRIANGLES = """▶ 모종은 언제 내나요?
▷ 서리 끝나고 일주일 뒤
▶ 지주는 꼭 세워야 하나요
▷ 토마토만
▶ 오이 줄기 유인하는 법
▷ 그물에 S자로
"""
REPORT = """▶ 매출 보고
→ 전년 대비 4% 증가
▶ 인력 현황
→ 두 명 충원
▶ 언제 이사하나요?
→ 미정
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SIGNS, {2: [3, 4], 5: [6], 8: [9, 10], 11: [12]}),
        (ENGLISH, {1: [2], 3: [4, 5], 6: [7]}),
        (TRIANGLES, {1: [2], 3: [4], 5: [6]}),
    ],
)
def test_arrow_lines_answer_the_line_above(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_topics_above_arrows_ask_only_among_questions() -> None:
    assert answers(read(REPORT)) == {5: [6]}


def test_an_arrow_after_a_blank_line_answers_nothing_new() -> None:
    assert answers(read("Would you go again?\n\nThe hall was cold.\n\n-> bring a coat\n")) == {}
