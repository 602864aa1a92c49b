"""What a card says: cuts only, and marks where the words themselves name a gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading import wording
from tests.reading.shown import keys, points, proposal_of, question


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("로그를 먼저 보세요 ㅋㅋㅋㅋ", "로그를 먼저 보세요"),
        ("Read the logs first lol", "Read the logs first"),
        ("작게 시작하세요 😅", "작게 시작하세요"),
        ("음, 일단 하나만 고르세요", "하나만 고르세요"),
        ("Kind of depends on the team", "Depends on the team"),
        ("Well, ask them", "Ask them"),
        ("Well written tests help", "Well written tests help"),
        ("사실 확인이 먼저입니다", "사실 확인이 먼저입니다"),
        ("아직까진 대부분 손으로 합니다…", "아직까진 대부분 손으로 합니다"),
        ("혼자 하지 마세요(…)", "혼자 하지 마세요"),
        ("**첫째**: 쉬세요", "**첫째**: 쉬세요"),
        ("[a short guide](https://g.example.org/x_(y)) on sleep", "a short guide on sleep"),
        ("see [[Notes/Sleep|my sleep notes]] first", "see my sleep notes first"),
        ("A: Ask early", "Ask early"),
        ("답변 : 먼저 물어보세요", "먼저 물어보세요"),
        ("→ ask early", "ask early"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ"),
    ],
)
def test_an_answer_is_cut_and_never_rewritten(line: str, text: str) -> None:
    assert wording.answer_text(line) == text


@given(st.text(alphabet="가나다ㅋㅎ어음, .…~!?*[]()abc:", max_size=40))
def test_cuts_add_nothing_and_are_stable(line: str) -> None:
    cut = wording.answer_text(line)
    assert len(cut) <= len(line)
    assert wording.answer_text(cut) == cut or len(wording.answer_text(cut)) < len(cut)


def test_steps_joined_by_arrows_are_asked_one_by_one() -> None:
    assert wording.as_steps("plan -> build => ship") == "plan → {{c1::build}} → {{c2::ship}}"
    assert wording.as_steps("plan -> build") is None


def test_a_contrast_asks_for_its_second_half() -> None:
    assert wording.as_contrast("속도가 아니라 방향을 보세요") == "속도가 아니라 {{c1::방향을 보세요}}"
    assert wording.as_contrast("방향을 보세요") is None


def test_a_long_question_keeps_its_last_clause_and_its_full_text_as_context() -> None:
    found = question(proposal_of("wording-ko.md"), 3)
    assert found.text.endswith("이럴 때 어떤 순서로 코드를 읽는 것이 좋을까요?")
    assert found.context.startswith("제가 이번에 처음으로")
    assert found.context.endswith(found.text)
    assert wording.question_text("Short?") == ("Short?", "")


def test_points_are_worded_for_cards_and_keep_their_line() -> None:
    found = points(proposal_of("wording-ko.md"))
    assert found[4].text == "로그인처럼 작은 기능 하나를 끝까지 따라가 보세요"
    assert found[4].original == "음, 로그인처럼 작은 기능 하나를 끝까지 따라가 보세요..."
    assert (found[5].kind, found[5].text) == (
        "cloze",
        "요청을 받는다 → {{c1::저장소를 부른다}} → {{c2::응답을 만든다}}",
    )
    assert found[6].text == "속도가 아니라 {{c1::정확도를 먼저 보세요}}"
    assert found[7].text == "**지도 그리기**: 그림 도구로 흐름을 그려 두세요 (물론 시간이 허락한다는 가정 하에)"
    assert [detail.line for detail in found[7].details] == [8]
    assert found[7].urls == ("https://draw.example.org",)
    assert keys(proposal_of("wording-ko.md")) == [4, 5, 6, 7]
