"""Which answers are key."""

import pytest

from flashcards.reading.advice import THRESHOLD, Standing, is_label, score
from tests.reading.shown import keys, points, read


def value(text: str, **place: float) -> float:
    return score(text, Standing(**place)).value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "혼자 고민하지 말고 먼저 물어보세요.",
        "기록을 남겨야 합니다.",
        "작은 팀부터 시작하는 것을 추천합니다.",
        "매일 같은 시간에 쓰기",
        "You should write it down.",
        "Write it down the same day.",
        "Never deploy on a Friday.",
    ],
)
def test_advice_is_key_even_two_levels_below_its_question(text: str) -> None:
    assert value(text, depth=2) >= THRESHOLD


@pytest.mark.parametrize(
    "text",
    [
        "제 경험을 말씀드리면 조금 긴데요",
        "좋은 질문이네요.",
        "아까 말씀드렸듯이 그렇습니다",
        "Great question, thanks for asking it",
        "I'll share the slides later",
        "다음 주 장소는 공지로 알려 드려요",
        "ㅋㅋㅋㅋ",
        "https://example.org/a",
    ],
)
def test_asides_promises_logistics_and_jokes_are_never_cards(text: str) -> None:
    found = score(text, Standing())
    assert found.never
    assert found.value < THRESHOLD


def test_nearer_answers_score_higher() -> None:
    line = "The team meets on Mondays"
    values = [value(line, depth=depth) for depth in (1, 2, 3, 4)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_the_only_answer_is_key_however_short() -> None:
    assert value("No", only=True, first=True) >= THRESHOLD


def test_a_reason_an_example_and_a_memory_score_lower_than_the_claim() -> None:
    claim = value("고객은 복구를 기다립니다", depth=2)
    assert value("고객은 복구를 기다리니까요", depth=2) < claim
    assert value("예를 들어 고객은 복구를 기다립니다", depth=2) < claim
    assert value("그날 고객은 복구를 기다렸습니다", depth=2) < claim


def test_a_label_is_no_point_and_lifts_the_lines_below_it() -> None:
    text = "- What should I read?\n  - Books:\n    - A thin one on databases\n    - The manual of your editor\n"
    assert keys(read(text)) == [3, 4]
    assert points(read(text))[3].reason.startswith("answers the question")
    assert is_label("두 가지", 2)
    assert not is_label("매일 쓰세요", 2)


def test_a_line_that_is_not_key_becomes_the_small_print_of_the_key_line_above() -> None:
    text = "- 언제 쉬나요?\n  - 지치기 전에 쉬세요.\n    - 지친 뒤에는 늦으니까요.\n    - ㅋㅋㅋ\n"
    found = points(read(text))[2]
    assert [(d.line, d.text) for d in found.details] == [(3, "지친 뒤에는 늦으니까요.")]


def test_plain_lines_count_less_in_a_section_that_answers_questions() -> None:
    plain = "- 늘 작게 배포하는 팀이 오래 갑니다\n"
    qa = "- 왜 작게 하나요?\n  - 되돌리기 쉬워서입니다.\n- 언제 하나요?\n  - 아침에 합니다.\n"
    alone = points(read("## 이야기\n" + plain))[2]
    beside = points(read("## 이야기\n" + plain + qa))[2]
    assert beside.score < alone.score


def test_a_child_that_names_what_is_advised_is_a_card() -> None:
    text = "- 어떻게 소식을 따라가나요?\n  - 커뮤니티를 많이 보세요.\n"
    text += "    - 데이터 야학, 밤샘 독서회\n    - 글이 자주 올라와요\n"
    assert keys(read(text)) == [2, 3]


def test_an_address_is_a_card_only_as_the_only_answer() -> None:
    assert keys(read("- Where are the notes?\n  - https://n.example.org\n  - Ask me for the key.\n")) == [3]
    assert score("https://n.example.org", Standing(only=True)).never is False


@pytest.mark.parametrize(
    "text",
    ["lol my boss never does", "haha I just hide", "ㅋㅋ 저희 사장님은 절대 못 하심", "ㅎㅎㅎ 우리 개는 무조건 도망감"],
)
def test_a_line_that_begins_with_laughter_and_advises_nothing_is_never_a_card(text: str) -> None:
    assert score(text, Standing(only=True, answer_prefix=True)).never


@pytest.mark.parametrize(
    "text",
    [
        "Well, basically, offer a smaller thing first 😂",
        "haha, ask for a quote first",
        "음.. 사실 먼저 물어보세요 ㅋㅋ",
    ],
)
def test_fillers_and_laughter_hide_no_instruction(text: str) -> None:
    found = score(text, Standing())
    assert found.value >= THRESHOLD
    assert not found.never
