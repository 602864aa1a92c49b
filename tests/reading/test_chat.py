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
GUITAR = """2026년 1월 3일 오후 3:11, 민코치 : 다들 들어오셨나요?
2026년 1월 3일 오후 3:12, 정하늘 : 선생님 기타 줄은 얼마나 자주 갈아요?
2026년 1월 3일 오후 3:13, 민코치 : 석 달에 한 번
2026년 1월 3일 오후 3:14, 오리 : ㅋㅋㅋㅋ 저는 2년째
2026년 1월 3일 오후 3:15, 오리 : 손가락이 너무 아파서 못 치겠어요 ㅜㅜ
2026년 1월 3일 오후 3:16, 민코치 : 처음 3주는 10분씩만 치세요
2026년 1월 3일 오후 3:16, 정하늘 : 헐 그렇군요
2026년 1월 3일 오후 3:18, 정하늘 : 저 어제 딸기를 한 상자나 먹었어요
2026년 1월 3일 오후 3:20, 정하늘 : 연습은 몇 시간 하세요
2026년 1월 3일 오후 3:21, 민코치 : 두 시간. 엄지 위치부터 보세요
2026년 1월 3일 오후 3:22, 민코치 : 혹시 넥이 두꺼운 기타예요?
2026년 1월 3일 오후 3:23, 정하늘 : 네 통기타요
2026년 1월 3일 오후 3:24, 민코치 : 그럼 줄을 얇은 걸로 바꾸세요
2026년 1월 3일 오후 3:25, 오리 : 사진
2026년 1월 3일 오후 3:26, 오리 : 기타 가방은 뭐가 좋아요?
2026년 1월 3일 오후 3:27, 정하늘 : 저한테 남는 가방이 하나 있어요
"""
BICYCLES = """[03/01/2026, 15:12:44] Ada: hi all, welcome!
[03/01/2026, 15:13:44] Ben: how often should I oil the chain?
[03/01/2026, 15:14:10] Moss (mechanic): every 200 km, or after rain
[03/01/2026, 15:15:00] Cleo: lol mine is orange
[03/01/2026, 15:15:30] Cleo: my brakes keep squealing and I can't find why
[03/01/2026, 15:16:00] Moss (mechanic): sand the pads, clean the rim with alcohol
[03/01/2026, 15:17:00] Ben: which tyre pressure for gravel
[03/01/2026, 15:17:30] Moss (mechanic): start at 40 psi and go down till it feels slow
[03/01/2026, 15:18:00] Ada: image omitted
[03/01/2026, 15:18:30] Ada: can everyone hear the rain?
"""
PAIRS = [
    "{t}, Ira : Why rest the dough?\n{t}, Tom : For the taste\n",
    "[{t}] Ira: Why rest the dough?\n[{t}] Tom: For the taste\n",
    "{t}\tIra\tWhy rest the dough?\n{t}\tTom\tFor the taste\n",
    "[{t}] <Ira> Why rest the dough?\n[{t}] <Tom> For the taste\n",
    "{t} Ira: Why rest the dough?\n{t} Tom: For the taste\n",
    "Ira [{t}]: Why rest the dough?\nTom [{t}]: For the taste\n",
    '{t},"Ira","Why rest the dough?"\n{t},"Tom","For the taste"\n',
]
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
        (GUITAR, {2: [3], 5: [6], 9: [10, 11, 13], 15: []}),
        (BICYCLES, {2: [3], 5: [6], 7: [8]}),
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


@pytest.mark.parametrize("pair", PAIRS)
def test_messengers_write_names_and_times_in_many_orders(pair: str) -> None:
    text = "".join(pair.format(t=f"2026-01-03 15:{minute}") for minute in (12, 14, 18))
    assert answers(read(text)) == {1: [2], 3: [4], 5: [6]}


def test_heads_may_stand_on_a_line_above_the_text() -> None:
    text = "Ira, [03.01.2026 15:12]\nWhy rest the dough?\n\nTom, [03.01.2026 15:14]\nFor the taste\n\n"
    assert answers(read(text * 2)) == {2: [5], 8: [11]}


def test_among_equals_everybody_answers_but_the_asker() -> None:
    text = WHATSAPP.replace("Cid: never on the leaves", "Ann: mine get brown spots")
    assert answers(read(text)) == {1: [2], 4: [5]}


def test_an_agenda_is_no_chat() -> None:
    text = (
        "Welcome 9:00\nopening words\nKeynote 9:30\nabout soil\nCoffee 10:30\nin the hall\nPanel 11:00\nfour guests\n"
    )
    assert answers(read(text)) == {}


def test_labels_with_colons_are_no_interview() -> None:
    text = "Price: ten a bag\nWeight: two kilos\nPrice: who knows?\nWeight: three kilos\nNote: buy early\n"
    assert answers(read(text)) == {}


ROOFERS = """[방장] [오후 3:00] 오늘 방수 10년 하신 노반장님 모셨습니다
[청포도] [오후 3:01] 옥상 방수는 몇 년마다 하나요?
[자두] [오후 3:01] 실금은 그냥 둬도 되나요?? 작년에 메꿨는데 또 생김..
[노반장] [오후 3:03] @청포도 5년이요. 우레탄이면 7년
[노반장] [오후 3:04] 색이 바래면 바로 보세요
[노반장] [오후 3:05] @자두 1mm 넘으면 파내고 실란트
[앵두] [오후 3:05] 저는 퍼티로 먼저 메꾸고 칠했어요
[청포도] [오후 3:06] 그렇군요
[앵두] [오후 3:07] 강아지가 옥상을 좋아해서 장마철이 고민인데 어떻게 말리세요?
[청포도] [오후 3:07] 강아지 이름이 뭐예요?
[앵두] [오후 3:08] 보리예요
[노반장] [오후 3:09] 물매를 배수구 쪽으로 2도 주세요
[자두] [오후 3:10] 외벽에 금이 가면 누구한테 물어야 해요?
[방장] [오후 3:10] 좋은 질문이네요 저도 궁금
[노반장] [오후 3:12] 관리사무소 먼저
[앵두] [오후 3:12] 관리소가 생각보다 하는 일이 많네요
"""
BEEKEEPERS = """[03/01/2026, 15:12] Ada: how many frames do you leave for winter?
[03/01/2026, 15:13] Wim (keeper): eight, full to the corners
[03/01/2026, 15:13] Bea: +1, and wrap the north side of the box
[03/01/2026, 15:14] Cal: lol I left three and a sandwich
[03/01/2026, 15:15] Bea: Is a hive without a queen in March worth saving
[03/01/2026, 15:16] Cal: I'd like to know that too
[03/01/2026, 15:17] Wim (keeper): no, unite it with the next one
[03/01/2026, 15:18] Ada: can I feed them honey from the shop?
[03/01/2026, 15:19] Wim (keeper): never, it spreads disease
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ROOFERS, {2: [4, 5], 3: [6, 7], 9: [12], 13: [15]}),
        (BEEKEEPERS, {1: [2, 3], 5: [7], 8: [9]}),
    ],
)
def test_an_answer_finds_its_question_among_remarks(text: str, wanted: dict[int, list[int]]) -> None:
    assert answers(read(text)) == wanted


def test_a_named_person_is_answered_on_the_next_day_too() -> None:
    late = "[노반장] [오전 9:00] @자두 사진도 보내 주세요\n"
    divided = ROOFERS.replace(
        "[자두] [오후 3:10]", f"--------------- 3월 2일 ---------------\n{late}[자두] [오후 3:10]"
    )
    assert answers(read(divided))[3] == [6, 7, 14]
