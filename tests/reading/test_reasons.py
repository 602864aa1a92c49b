"""Which line below a point gives its reason or its condition, and what only looks like one."""

import pytest

from flashcards.core.note import CardsMode, Reason
from flashcards.reading.reasons import reason_in
from tests.reading.shown import points, read

ADVICE, TIP = "Label every cable.", "선마다 이름표를 붙이세요"


@pytest.mark.parametrize(
    "line",
    [
        "Because nobody remembers which one is which",
        "mostly because the drawings are wrong",
        "It's because the rack gets moved",
        "since the next person has never seen this room",
        "So that the night shift can find it",
        "so nobody has to pull one out to see",
        "so they don't unplug the wrong one",
        "The reason is that drawings lie",
        "One reason for this is the fire inspection",
        "otherwise the wrong one gets pulled",
        "you pull the wrong one otherwise.",
        "or else the inspection fails",
        "If you don't, the next move takes a day",
        "That way the night shift works alone",
        "without it the drawings are worthless",
        "drawings go stale, that's why",
        "Why: drawings go stale",
        "**Reason:** drawings go stale",
        "(because drawings go stale)",
        "→ because drawings go stale",
    ],
)
def test_an_english_line_that_gives_a_reason(line: str) -> None:
    assert reason_in(ADVICE, [line]) == Reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "도면이 자주 틀리기 때문입니다",
        "도면이 자주 틀리기 때문",
        "다음 사람은 이 방을 처음 보니까요.",
        "도면만 믿다가는 끝이 없어서",
        "급할 때는 다들 마음이 바빠서요",
        "지난번 사고도 선이 꼬여서임",
        "도면은 늘 한발 늦거든요",
        "밤 근무자를 돕기 위해서",
        "왜냐하면 도면은 늘 한발 늦습니다",
        "가장 큰 이유는 야간 근무입니다",
        "그래야 밤 근무자가 혼자서도 찾아요",
        "안 그러면 엉뚱한 선을 뽑습니다",
        "이름표 덕분에",
        "이유: 도면이 늦다",
        "왜: 도면이 늦다",
        "나중에 붙이면 서로 책임을 미루게 됩니다",
        "한 번에 다 하면 눈이 흐려져요",
    ],
)
def test_a_korean_line_that_gives_a_reason(line: str) -> None:
    assert reason_in(TIP, [line]) == Reason(line)


@pytest.mark.parametrize(
    ("point", "line"),
    [
        (ADVICE, "when the rack is new"),
        (ADVICE, "if the room has no map"),
        (ADVICE, "especially when two teams share a room"),
        (ADVICE, "Condition: the rack is yours"),
        (TIP, "방을 여럿이 함께 쓸 때"),
        (TIP, "손이 남아 있을 때"),
        (TIP, "도면이 없는 경우에만"),
        (TIP, "방을 함께 쓴다면"),
        (TIP, "조건: 도면이 없을 것"),
        ("이틀", "인원이 넉넉할 때의 이야기다."),
    ],
)
def test_a_line_that_is_a_condition_and_nothing_more(point: str, line: str) -> None:
    assert reason_in(point, [line]) == Reason(line, condition=True)


@pytest.mark.parametrize(
    "line",
    [
        "For example, if a fan fails at night",
        "e.g. because the fan failed",
        "Who reads them if nobody cares?",
        "왜 그런지 아세요?",
        "이름표는 누가 붙입니까",
        '"Because I said so," she told us',
        "the boss said “because I like it”",
        '그 말에 다들 "그래야 산다니까" 했다고',
        "If the rack is old, replace the tape first",
        "If it rains you can do it on Monday",
        "when I was at the old office",
        "When she joined, nothing had a name",
        "When to call the landlord",
        "even if nobody looks",
        "Otherwise, ask the landlord.",
        "아니면 관리실에 물어보세요",
        "Since 2019 we use yellow tape",
        "since last summer",
        "We found the leak because the valve had a name",
        "That's why we print them in March",
        "which means more tape",
        "nobody in the room says otherwise",
        "Because tape is cheap, buy ten rolls",
        "so five or six of them",
        "도면이 틀릴 수 있기 때문에 사진도 찍으세요",
        "하고 싶으면 관리실을 통해서",
        "충전기에",
        "이건 문서예요",
        "작년에 처음 붙였을 때",
        "우리 회사는 이사할 때",
        "저도 그때 다 망해서 혼났거든요 ㅋㅋ",
        "그래도 다들 잊어버리니까",
        "비가 오면 하지 마세요",
        "방이 좁으면 천장에 붙이는 게 좋아요",
        "끓는 물에 넣는 라면",
        "대부분의 경우",
        "https://example.org/why",
        "Why:",
    ],
)
def test_a_line_that_only_looks_like_a_reason_makes_no_card(line: str) -> None:
    assert reason_in(ADVICE, [line]) is None
    assert reason_in(TIP, [line]) is None


def test_a_reason_comes_before_a_condition_and_the_first_of_each_counts() -> None:
    lines = ["with a pen", "when the rack is new", "because tape fades", "because ink stays"]
    assert reason_in(ADVICE, lines) == Reason("because tape fades")
    assert reason_in(ADVICE, lines[:2]) == Reason("when the rack is new", condition=True)


def test_a_point_that_says_its_reason_or_its_condition_itself_is_not_asked_for_it() -> None:
    assert reason_in("Label cables because drawings lie", ["because tape is cheap"]) is None
    assert reason_in("도면이 틀리니까 이름표를 붙이세요", ["도면이 자주 틀리기 때문입니다"]) == Reason(
        "도면이 자주 틀리기 때문입니다"
    )
    assert reason_in("If the room is shared, label cables", ["when the rack is new"]) is None
    assert reason_in("Label cables (unless they glow)", ["unless they glow"]) is None


def test_only_a_line_right_below_its_point_gives_its_reason() -> None:
    text = "- Which tape?\n  - Label every cable.\n    - my tape was green #skip\n      - because red fades\n"
    found = points(read(text))[2]
    assert [detail.text for detail in found.details] == ["my tape was green", "because red fades"]
    assert found.why is None
    assert points(read(text.replace("      - because", "    - because")))[2].why == Reason("because red fades")


def test_the_back_of_an_explicit_card_has_its_reason_below() -> None:
    text = "- 이름표는 언제 붙이나? :: 설치하는 날\n  - 나중에는 도면이 틀리기 때문\n"
    assert points(read(text, cards=CardsMode.MARKED))[1].why == Reason("나중에는 도면이 틀리기 때문")


def test_a_line_that_is_a_card_itself_is_no_reason_of_another() -> None:
    text = (
        "- How do I keep a rack tidy?\n  - Label every cable.\n    - Because red fades, always use green tape. #card\n"
    )
    found = points(read(text))
    assert found[3].key
    assert found[2].why is None


def test_a_blanked_word_in_a_small_line_is_shown() -> None:
    text = "- How do I keep a rack tidy?\n  - Label every cable.\n    - 색이 아니라 글씨를 봅니다\n"
    found = points(read(text))[2]
    assert not any("{{" in detail.text for detail in found.details)
