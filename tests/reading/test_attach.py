"""Where an answer ends: at the end of a fold, at a paragraph about the event, at another sign after a blank line."""

import pytest

from tests.reading.shown import answers, read

FOLDS = """<p>대기실에서 20분 기다림</p>

<details>
<summary>전입신고는 언제까지 하나요?</summary>
이사하고 14일 안에.<br>

확정일자도 같이 받으세요.
</details>

<p>
반지하도 보증보험이 됩니까?<br>
&nbsp;&nbsp;등기부에 용도가 주택이면 된다<br>
</p>

<details><summary>월세를 깎을 수 있나요</summary>
계약 갱신 때 주변 시세를 뽑아 갑니다.
</details>

<details><summary>상담 안내</summary>
예약은 전화로
</details>

<p>다음 상담은 목요일</p>
"""
EMOJI = """🙋 눈이 뻑뻑한데 인공눈물은 하루 몇 번까지 괜찮나요?
👉 무방부제면 여섯 번

🍵 차 한 잔 마심

❓ 안약은 냉장고에 두나요?
💬 실온, 햇빛 피해서

📎 나눠 준 종이: 눈 체조

🙋 안경은 얼마나 자주 바꾸나요?
👉 두 해에 한 번

👉 도수가 변하면 바로
"""
NOTEBOOK = """Q
How deep do moles dig?
A
A foot, deeper in frost.

They follow the worms.

--

Somebody left a scarf.

Q
Do traps work?
A
Only in spring.

The slides are on the shelf by the door.
"""
LISTED = """- How do you sharpen shears?
  - on a wet stone
- Which oil?
  - camellia
- Where do you store them?
  - dry and shut
- Can I ship them?
- see you again on 3 May
"""
TABLED = """## Which dose helps?

Start low.

| week | drops |
|------|-------|
| 1    | two   |
| 2    | four  |

Stop if it itches.
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FOLDS, {4: [5, 7], 11: [12], 15: [16]}),
        (EMOJI, {1: [2], 6: [7], 11: [12, 14]}),
        (NOTEBOOK, {2: [4, 6], 13: [15]}),
        (LISTED, {1: [2], 3: [4], 5: [6], 7: []}),
        (TABLED, {1: [3, 7, 8, 10]}),
    ],
)
def test_an_answer_ends_where_something_else_begins(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_a_table_after_a_list_answers_nothing() -> None:
    assert answers(read(TABLED.replace("## Which", "- Which").replace("Start", "  - Start")))[1] == [3]
