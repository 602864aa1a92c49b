"""What is drawn, as pure functions of what is known and a width in cells."""

import pytest
from rich.cells import cell_len
from textual.content import Content

from flashcards.core.face import Face, FaceKind, FaceLine, LineState
from flashcards.core.memory import New
from flashcards.core.schedule import Outcome
from flashcards.core.studyday import DAY_MS, Calendar
from flashcards.services.daily import SourceProgress
from flashcards.tui.moments import arrival
from flashcards.tui.widgets import face
from flashcards.tui.widgets.bars import bars
from flashcards.tui.widgets.ratings import row
from flashcards.tui.widgets.text import Row, drawn, hung
from tests.conftest import MORNING, ZONE

OUTCOMES = [
    Outcome(1, New(), seconds=60),
    Outcome(2, New(), seconds=330),
    Outcome(3, New(), days=64),
    Outcome(4, New(), days=500),
]


def styled(content: Content) -> list[tuple[str, str]]:
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans]


def test_inline_markdown_is_drawn_and_its_marks_are_gone() -> None:
    content = drawn("a **b** *c* ~~d~~ `e` [f](http://example.org) ![g](h.png)")
    assert content.plain == "a b c d e f g"
    assert styled(content) == [
        ("b", "bold"), ("c", "italic"), ("d", "strike"), ("e", "$text-accent"), ("f", "underline"),
    ]  # fmt: skip


def test_styles_inside_styles_add_up() -> None:
    assert ("x", "italic bold $text-accent") in styled(drawn("***`x`***"))


def test_blocks_become_lines() -> None:
    assert drawn("see\n- one\n  1. two\n\n```\nx = 1\n```").plain == "see\n• one\n  1. two\nx = 1"


def test_html_is_text() -> None:
    assert drawn("<b>x</b> &amp; &lt;").plain == "<b>x</b> & <"


@pytest.mark.parametrize("width", [12, 20, 40])
def test_further_lines_hang_under_the_text(width: int) -> None:
    text = "한국어 문장이 여러 줄로 이어진다 and some English too"
    laid = hung([Row(Content("▸ 1. "), Content(text))], width).plain.split("\n")
    assert all(line.startswith("     ") for line in laid[1:])
    assert max(map(cell_len, laid)) <= width
    assert "".join("".join(laid).split()) == "▸1." + "".join(text.split())


@pytest.mark.parametrize("width", [38, 59, 60, 76, 120])
def test_the_ratings_keep_all_names_and_intervals_at_every_width(width: int) -> None:
    text = row(OUTCOMES, width).plain
    for needed in ("1 Again", "2 Hard", "3 Good", "4 Easy", "1m", "6m", "2.1mo", "1.4y"):
        assert needed in text
    assert max(map(cell_len, text.split("\n"))) <= width


def test_the_row_keeps_its_height_when_the_answer_appears() -> None:
    for width in (38, 76):
        assert row([], width).plain.count("\n") == row(OUTCOMES, width).plain.count("\n")


@pytest.mark.parametrize("width", [30, 38, 76, 200])
def test_bars_line_up_by_cells_and_stay_within_the_width(width: int) -> None:
    sources = [
        SourceProgress("아주 길고 또 길어서 잘려야 하는 한국어 출처의 제목입니다", 60, 12),
        SourceProgress("Short", 7, 7),
        SourceProgress("None", 900, 0),
    ]
    lines = bars(sources, width).plain.split("\n")
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width
    assert [line.split()[-1] for line in lines] == ["12/60", "7/7", "0/900"]


def test_a_bar_is_full_only_when_all_is_learned_and_empty_only_when_nothing_is() -> None:
    full, nearly, one, none = bars(
        [
            SourceProgress("a", 100, 100),
            SourceProgress("b", 100, 99),
            SourceProgress("c", 100, 1),
            SourceProgress("d", 100, 0),
        ],
        80,
    ).plain.split("\n")
    assert "░" not in full
    assert "░" in nearly
    assert "█" in one
    assert "█" not in none


def test_an_ordered_list_hides_what_comes_after_the_gap_until_the_answer_is_shown() -> None:
    lines = (
        FaceLine(1, "first", LineState.SHOWN),
        FaceLine(2, "second", LineState.BLANK),
        FaceLine(3, "third", LineState.HIDDEN),
    )
    card = Face(kind=FaceKind.LIST, context=(), question="Which?", answer="second", place=(2, 3), lines=lines)
    front, back = hung(face.front(card), 40).plain, hung(face.back(card), 40).plain
    assert front == " 1. first\n▸2. […]\n 3. …"
    assert back == " 1. first\n▸2. second\n 3. third"
    assert face.question(card).plain == "Which?  2 of 3"


def test_a_list_without_an_order_has_bullets() -> None:
    lines = (FaceLine(None, "first", LineState.SHOWN), FaceLine(None, "second", LineState.BLANK))
    card = Face(kind=FaceKind.LIST, context=(), question="Which?", answer="second", place=(2, 2), lines=lines)
    assert hung(face.front(card), 40).plain == " • first\n▸• […]"
    assert hung(face.back(card), 40).plain == " • first\n▸• second"


def test_a_why_card_shows_its_reason_and_below_it_the_other_details() -> None:
    card = Face(kind=FaceKind.WHY, context=(), question="Do it.", cue="Why?", answer="It pays.", details=("a penny",))
    assert hung(face.back(card), 40).plain == "▸ It pays.\n\n- a penny"
    assert face.question(card).plain == "Do it.  Why?"


def test_a_hint_stands_on_both_sides_and_the_whole_question_on_the_back() -> None:
    card = Face(
        kind=FaceKind.RECALL, context=("A", "B"), question="Q?", answer="x", hint="3. Label: […]", details=("why",),
        long_question="The whole of Q?",
    )  # fmt: skip
    assert hung(face.front(card), 40).plain == "3. Label: […]"
    assert hung(face.back(card), 40).plain == "3. Label: […]\n▸ x\n\n- why\n\nThe whole of Q?"
    assert face.context(card).plain == "A › B"


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (None, "No card is waiting: add notes with `flashcards add notes.md`."),
        (MORNING - 1, "A card is due now."),
        (MORNING + 600_000, "The next card is due at 08:40, in 10m."),
        (MORNING + 17 * 3_600_000, "The next card is due at 01:30, in 17h."),
        (MORNING + DAY_MS, "The next card is due tomorrow, Tue 2026-11-24."),
        (MORNING + 9 * DAY_MS, "The next card is due in 9 days, Wed 2026-12-02."),
    ],
)
def test_the_next_card_is_told_by_clock_or_day(at: int | None, sentence: str) -> None:
    assert arrival(at, MORNING, Calendar(ZONE)) == sentence
