"""Shapes that fresh notes brought: each in small, in Korean and in English where both have it."""

import pytest

from tests.reading.shown import answers, cues, keys, read


def asked(text: str) -> list[str]:
    return [question.text for question in read(text).questions if question.asked]


def test_an_html_heading_begins_a_section_and_ends_the_answer_above() -> None:
    notes = (
        "<p><b>Q.</b> 뭐부터 배우나요?</p>\n<p><b>A.</b> 칼 가는 법부터요</p>\n"
        "<h2>모임 안내</h2>\n<p>회비는 만원입니다</p>\n"
    )
    assert answers(read(notes)) == {1: [2]}


def test_entities_of_html_are_the_signs_they_stand_for() -> None:
    proposal = read("- 하나만 고른다면? &rarr; 지도 &amp; 나침반\n- 다음은? &rarr; 물\n")
    assert [point.text for question in proposal.questions for point in question.points][:1] == ["지도 & 나침반"]


@pytest.mark.parametrize("divider", ["Tuesday, June 4th", "March 12", "2024년 5월 11일 토요일"])
def test_a_date_between_the_messages_of_a_chat_answers_nothing(divider: str) -> None:
    head = "Ann  9:0{} AM\n{}\n"
    chat = head.format(1, "How long should a first hike be?") + head.format(2, "Three hours at most").replace(
        "Ann", "Bo"
    )
    chat += (
        f"{divider}\n"
        + head.format(3, "And which shoes do I need?")
        + head.format(4, "Light ones").replace("Ann", "Bo")
    )
    assert answers(read(chat)) == {2: [4], 7: [9]}


@pytest.mark.parametrize(
    "line",
    [
        "Anyone know if the harbour takes cards",
        "Stupid question maybe but how do I know when to stop",
        "Dan asked how long the meetings are",
        "혼자 가도 되나",
        "다른 약으로 바꿔도 되는지 여쭤봄",
        "사업자를 낼까 말까, 해야 할까 말까",
        "그럼 겨울에는요",
        "이 약 써 보신 분 계신가요",
        "엔드핀 길이는 어떻게 정하는지 [[엔드핀]]",
        "물은 얼마나 주는지 #질문",
        "습도 관리는 어떻게 하세요",
    ],
)
def test_a_line_asks_without_a_question_mark(line: str) -> None:
    assert len(asked(f"- What comes first?\n  - The map\n- {line}\n  - Look at the list\n- And then?\n  - Go\n")) == 3


@pytest.mark.parametrize("title", ["Questions?", "Any questions?", "Q&A", "질문 있나요?"])
def test_a_title_that_only_invites_questions_asks_nothing(title: str) -> None:
    assert asked(f"## {title}\n\nNext call on Monday\n") == []


def test_a_numbered_row_goes_on_across_bold_lines_and_items() -> None:
    notes = """
**1. How do I make a load safe?**
> Delete the day first.

**2. Parquet or text?**
> Keep what came in.

3. which scheduler would you choose
> Start with the simplest one.

4. How do you test without a copy?
> Take one in a hundred.
"""
    assert list(answers(read(notes))) == [2, 5, 8, 11]


def test_below_a_marker_the_line_that_asks_is_the_question() -> None:
    notes = "Q\nMum wakes up four times every night.\nIs there anything besides pills\n\nA\nMove the last tea to four\n"
    assert list(answers(read(notes))) == [3]


def test_a_title_inside_an_answer_asks_by_its_question_word() -> None:
    notes = (
        "## 신고는 꼭 해야 하나요?\n\n네, 5월에 합니다.\n\n### 그럼 얼마부터 장부를 써야 해요\n\n- 수입 3천만원부터\n"
    )
    assert answers(read(notes)) == {1: [3], 5: [7]}
    assert cues(read(notes)) == {}


def test_names_in_single_stars_begin_messages() -> None:
    turns = ["*kev*  9:06 AM\nhow long should I wait before flying", "*Joao (instructor)*  9:08 AM\n18 hours at least"]
    turns += [
        "*Mari*  9:11 AM\nany tips for a foggy mask?",
        "*Joao (instructor)*  9:13 AM\nburn the film off the glass",
    ]
    assert answers(read("\n\n".join(turns) + "\n")) == {2: [5], 8: [11]}


def test_in_a_panel_whoever_speaks_answers_the_moderator_and_the_audience() -> None:
    notes = """
Hattie: Welcome, everybody.
Hattie: How big should a rotation be?
Dmitri: Six people.
Wen: Eight, in pairs.
Hattie: Which alert did you delete?
Wen: Disk usage on a log volume.
Man in red: do you pay people extra for nights?
Dmitri: Yes, a flat rate.
Hattie: Thanks to the panel.
"""
    found = answers(read(notes))
    assert found[3] == [4, 5]
    assert found[6] == [7]
    assert found[8][0] == 9


def test_a_big_sign_that_heads_lines_stands_under_no_text() -> None:
    notes = "▶ 색\n ㆍ 젤\n질문 – LED로도 되나요?\n  → 호박색이 있으면 돼요\n\n▶ 초점\n ㆍ 키보다 위를 겨냥\n"
    assert 7 not in answers(read(notes)).get(3, [])


def test_pairs_on_one_line_stand_under_no_pair_and_no_title() -> None:
    notes = """Q: how often do you reset a wall? A: every five weeks
Q - do colours mean grade? A - only in this gym
* Best way to stop skin splitting? -> file the callus flat
- Should beginners hangboard? => not in year one
"""
    assert answers(read(notes)) == {line: [line] for line in (1, 2, 3, 4)}


def test_how_to_above_its_lines_is_their_cue() -> None:
    notes = "* how to negotiate salary\n\t* always name a range\n\t* ask for a day before you sign\n* Learn to wait\n"
    assert answers(read(notes)) == {1: [2, 3]}
    assert keys(read(notes)) == [2, 3]
