"""Typing the answer: what the screen shows of the difference, and that the store holds nothing before a rating."""

import unicodedata

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from flashcards.core.spelling import compared
from flashcards.services.desk import Desk
from flashcards.tui.screens.review import Review
from flashcards.tui.widgets.text import Drawn
from flashcards.tui.widgets.typing import AnswerLine, difference
from tests.conftest import Learn, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import CLOZE, KOREAN, LIST, TALK

WIDE, SMALL = (80, 24), (40, 12)
SIZES = [("", WIDE), ("-small", SMALL)]
ON = {"review.type_answers": True}


def line(pilot: Pilot[None]) -> AnswerLine:
    return pilot.app.screen.query_one(AnswerLine)


def seen(pilot: Pilot[None], name: str = "#difference") -> str:
    return pilot.app.screen.query_one(name, Drawn).drawn.plain


def review(pilot: Pilot[None]) -> Review:
    assert isinstance(pilot.app.screen, Review)
    return pilot.app.screen


async def write(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in text))


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_typing_front(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """A line to type in below the question; Enter shows the answer, and the footer has the keys of the line."""
    learn(TALK)
    app = make_app(start="review", settings=ON)
    async with app.run_test(size=size) as pilot:
        line(pilot).cursor_blink = False
        await pilot.pause()
        looks(app, f"typing-front{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_typing_back(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """The answer where it always stands; below it what was typed, signs under what differs, and what they mean."""
    learn(TALK)
    app = make_app(start="review", settings=ON)
    async with app.run_test(size=size) as pilot:
        await write(pilot, "With teh momnt that surprized you")
        await pilot.press("enter")
        await pilot.pause()
        looks(app, f"typing-back{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_typing_korean(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """Hangul above Hangul, two cells a syllable, other spaces not marked."""
    learn(KOREAN)
    app = make_app(start="review", settings=ON)
    async with app.run_test(size=size) as pilot:
        await write(pilot, "듣는사람이 내일 다르게 할것을 문장으로 적는다")
        await pilot.press("enter")
        await pilot.pause()
        looks(app, f"typing-korean{end}")


async def test_typing_list(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """The list filled in; only its blank is held against what was typed."""
    learn(LIST)
    app = make_app(start="review", settings=ON)
    async with app.run_test(size=WIDE) as pilot:
        await write(pilot, "who left")
        await pilot.press("enter")
        await pilot.pause()
        looks(app, "typing-list")


async def test_enter_shows_the_difference_and_grades_nothing(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        await write(pilot, "With the moment that surprised you.")
        await pilot.press("enter", "enter", "enter")
        assert seen(pilot).endswith("✓ no difference")
        assert desk.store.log.answers() == []
        await pilot.press("1")
        assert [row.rating for row in desk.store.log.answers()] == [1]
        assert line(pilot).has_focus
        assert line(pilot).value == ""


async def test_an_empty_line_just_reveals(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        await pilot.press("space", "enter")
        await pilot.pause()
        assert review(pilot).revealed
        assert not pilot.app.screen.query_one("#typing").display
        assert "surprised you" in seen(pilot, "#under")


async def test_letters_write_and_do_nothing_else_until_escape(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        first = review(pilot).shown
        await write(pilot, "sbrux3q")
        assert line(pilot).value == "sbrux3q"
        assert review(pilot).shown == first
        await pilot.press("escape", "f", "t")
        assert desk.store.cards.of_points()
        shown = review(pilot).shown
        assert shown is not None
        assert shown.card.flag == 1
        await pilot.press("!", "tab", "space")
        assert seen(pilot).startswith("› sbrux3q!")


async def test_hangul_is_compared_in_whatever_form_it_was_typed(make_app: MakeApp, plant: Plant) -> None:
    plant("어디?", unicodedata.normalize("NFD", "한강 다리"))
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        line(pilot).value = unicodedata.normalize("NFD", "한강다리")
        await pilot.press("enter")
        assert seen(pilot) == "› 한강다리\n✓ no difference"


async def test_of_a_cloze_the_words_in_the_gap_are_compared(make_app: MakeApp, learn: Learn) -> None:
    learn(CLOZE)
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        await write(pilot, "something you already do")
        await pilot.press("enter")
        assert seen(pilot).endswith("✓ no difference")


async def test_marks_on_a_card_and_in_the_line_stay_text(make_app: MakeApp, plant: Plant) -> None:
    plant("Which tag?", "[/nope] [@click=app.quit]x[/]")
    async with make_app(start="review", settings=ON).run_test(size=WIDE) as pilot:
        line(pilot).value = "[/nope] [@click=app.quit]y[/] \x1b[2J"
        await pilot.press("enter")
        assert "[@click=app.quit]y[/] �[2J" in seen(pilot)


async def test_without_the_setting_there_is_no_line(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        await pilot.press("t")
        assert not line(pilot).region
        assert "t type" not in {f"{action.key} {action.label}" for action in review(pilot).actions}


@pytest.mark.parametrize("width", [4, 7, 20, 40, 100])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("듣는사람이 내일 다르게 할것을 적는다", "듣는 사람이 내일 다르게 할 일을 한 문장으로 적는다"),
        ("With teh momnt 👩\u200d👩\u200d👧", "With the moment 👨\u200d👩\u200d👧 and e\u0301"),
    ],
)
def test_a_letter_stands_above_its_own_at_any_width(typed: str, expected: str, width: int) -> None:
    rows = difference(compared(typed, expected), width).plain.split("\n")[:-1]
    assert max(map(cell_len, rows)) <= max(width, 4)
    above = [row for row in rows if row.startswith("›")]
    below = [row for row in rows if row.startswith("▸")]
    assert [cell_len(row) for row in above] == [cell_len(row) for row in below]
    assert "".join(row[2:] for row in below).replace(" ", "") == unicodedata.normalize("NFC", expected).replace(" ", "")
