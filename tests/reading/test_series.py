"""Questions in rows: numbered across headings and bold lines, bold ones answered by name, and tasks that ask."""

import pytest

from tests.reading.shown import answers, question, read

NUMBERED = """# Repair café

## 1. How do I true a wheel?

> Quarter turns only.

## 2. My gears slip on hills, what now

> New chain first.

**4. Is wax better than oil?**

> In dry weather.

## 5. What about electric bikes?

**6. Can I patch a tubeless tyre?**

> From the inside.

## 7. Why I sold my car

> A long story with a goat.

## 8. Thanks

> Tea is in the kitchen.
"""
KOREAN = """## 1. 씨감자는 언제 자르나요?
심기 사흘 전

## 2. 싹이 자꾸 웃자라요
빛을 더 주고 물을 줄인다

**3. 북주기는 몇 번 하나요?**
두 번

## 4. 감자 캐는 시기
잎이 누래지고 열흘 뒤

## 5. 고구마랑 같이 심어도 되나요?
됩니다

## 6. 모임 마무리
사진 찍고 헤어짐
"""
CHAPTERS = """## 1. Soil
Dark and light.

## 2. Why compost?
It feeds worms.

## 3. Tools
A fork.

## 4. My garden hurts
A diary.
"""
PANEL = """**How do you pick a stage?**

Ines: by the ceiling, never by the seats
Olaf: walk it in the dark

**What eats the budget?**

Ines: lights

**Understudies, worth it**

Olaf: one for every three parts

**Break**

Soup and bread.
"""
TASKS = """## Wall of slips
- [x] Who orders the seeds?
  - Nora, in January
- [x] What do we do with old sacks?
  - mulch
- [ ] Is the pump insured?
- [x] how to keep the hose from freezing
  - drain it
- [ ] bring cake
- [x] call the plumber
  - he comes on Monday
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (NUMBERED, {3: [5], 7: [9], 11: [13], 15: [], 17: [19]}),
        (KOREAN, {1: [2], 4: [5], 7: [8], 10: [11], 13: [14]}),
        (CHAPTERS, {4: [5]}),
        (PANEL, {1: [3, 4], 6: [8], 10: [12]}),
        (TASKS, {2: [3], 4: [5], 6: [], 7: [8]}),
    ],
)
def test_a_line_asks_as_its_row_does(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


@pytest.mark.parametrize("text", ["Heights scare me. Tips for a calm climb", "Wool, yes or no", "It leaks, what now"])
def test_a_request_at_the_end_asks(text: str) -> None:
    assert list(answers(read(f"- {text}\n  - slowly\n- What else?\n  - tea\n"))) == [1, 3]


def test_the_next_number_is_no_follow_up() -> None:
    assert question(read(NUMBERED), 17).context == ""
    assert question(read(NUMBERED.replace("**6. Can I", "**Can I")), 17).context == "What about electric bikes?"
