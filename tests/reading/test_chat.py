"""Pasted chats and interviews: a message asks, and the messages after it answer."""

import pytest

from tests.reading.shown import answers, points, question, read

SLACK = """#pottery

Mina
  9:02 AM
how thick should the bottom of a mug be? mine keep cracking
:eyes: 3

Jonas (he/him)
  9:05 AM
as thick as the wall, about six millimetres
press it down hard before you pull up

Mina
  9:06 AM
thanks, will try

GlazeBot  APP
  9:07 AM
Kiln two is free

----- Today -----

Ruth
  10:40 AM
where do you buy clay in small bags
Jonas (he/him)
  10:44 AM
the art school shop
"""
KAKAO = """[한가람] [오후 3:12] 첫 텃밭에는 무엇을 심는 게 좋을까요?
[오세찬] [오후 3:13] 상추부터 심으세요
[배이슬] [오후 3:15] 고추는 세 포기만
[한가람] [오후 3:16] 감사합니다!
"""
WHATSAPP = """12/03/2024, 09:02 - Ann: when do you water tomatoes?
12/03/2024, 09:03 - Bob: early, at the root
12/03/2024, 09:05 - Cid: never on the leaves
12/03/2024, 09:06 - Ann: do you cut side shoots?
12/03/2024, 09:09 - Bob: every week
"""
INTERVIEW = """# A baker

**Interviewer:** How did you find the first customers?

**Lena:** I stood at the station with warm rolls.

Give something away before you sell.

**Interviewer:** What would you change?

**Lena:** Raise prices sooner.
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SLACK, {5: [10, 11], 25: [28]}),
        (KAKAO, {1: [2, 3]}),
        (WHATSAPP, {1: [2, 3], 4: [5]}),
        (INTERVIEW, {3: [5, 7], 9: [11]}),
    ],
)
def test_messages_after_a_question_answer_it(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_who_wrote_a_message_is_its_speaker() -> None:
    assert [point.speaker for point in question(read(KAKAO), 1).points] == ["오세찬", "배이슬"]
    assert question(read(KAKAO), 1).speaker is None
    assert question(read(SLACK), 25).speaker == "Jonas (he/him)"


def test_thanks_reactions_bots_and_days_are_no_points() -> None:
    assert sorted(points(read(SLACK))) == [1, 10, 11, 28]


def test_an_agenda_is_no_chat() -> None:
    text = (
        "Welcome 9:00\nopening words\nKeynote 9:30\nabout soil\nCoffee 10:30\nin the hall\nPanel 11:00\nfour guests\n"
    )
    assert answers(read(text)) == {}


def test_labels_with_colons_are_no_interview() -> None:
    text = "Price: ten a bag\nWeight: two kilos\nPrice: who knows?\nWeight: three kilos\nNote: buy early\n"
    assert answers(read(text)) == {}
