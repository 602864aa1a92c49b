"""Notes under test, in our own words."""

TALK = """\
---
title: Talks on craft
speaker: Dana
cards: all
---

## Speaking

- How do you open a talk? :: With the moment that surprised you.
    - A surprise buys you two minutes of attention, and every later point can lean on it.
- When do you rehearse? :: The evening before, **out loud**, once with a `timer`.
- What do you do with questions you cannot answer? :: Say so, and write the asker afterwards.
- Where do you look? :: At one face per sentence.
- How do you end? :: With the one thing to try on Monday.
"""

LIST = """\
---
title: Interviews
cards: all
---

- What do you ask the team before you join?
    - Who left last year, and why?
    - What does a bad week look like?
    - How does a decision get unmade?
"""

CLOZE = """\
---
title: Habits
cards: all
---

- How do you keep a habit?
    - Tie it to {{c1::something you already do::an anchor}} and keep it under {{c2::two minutes}}.
"""

KOREAN = """\
---
title: 발표와 글쓰기에 대한 선배의 조언 모음
speaker: 한지우
cards: all
---

## 준비

- 발표를 준비할 때 가장 먼저 할 일은 무엇인가? :: 듣는 사람이 **내일 다르게 할 일**을 한 문장으로 적는다
    - 그 문장이 없으면 슬라이드를 아무리 다듬어도 이야기가 모이지 않는다.
"""

LONG = " ".join(f"word{number}" for number in range(600))
"""An answer of more than 5,000 characters, as an import may bring one."""
