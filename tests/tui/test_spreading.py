"""Catching up and going away by keys: the days are seen first; what counts is when the store's cards are due."""

import pytest
from textual.pilot import Pilot

from flashcards.core.memory import Review
from flashcards.core.schedule import EASY
from flashcards.services import backlog, reviewing, vacation
from flashcards.services.desk import Desk
from flashcards.tui.screens import page
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.catchup import CatchUp
from flashcards.tui.screens.decks import Decks
from flashcards.tui.screens.spreading import Spreading
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.conftest import Clock, Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import KOREAN, TALK

WIDE, SMALL = (80, 24), (40, 12)
SIZES = [("", WIDE), ("-small", SMALL)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def write(pilot: Pilot[None], text: str) -> None:
    """Write another line instead of the one that is there."""
    panel(pilot)._line.value = text
    await press(pilot, "end")


def panel(pilot: Pilot[None]) -> Spreading:
    screen = pilot.app.screen
    assert isinstance(screen, Spreading)
    return screen


def shown(pilot: Pilot[None]) -> str:
    return panel(pilot).query_one("#offers", Drawn).drawn.plain


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def dues(desk: Desk) -> list[int]:
    """Return in how many days the cards in review are due."""
    cards = [card for many in desk.store.cards.of_points().values() for card in many]
    return sorted(card.memory.due_day - desk.today for card in cards if isinstance(card.memory, Review))


@pytest.fixture
def answered(learn: Learn, desk: Desk) -> Desk:
    """Answer an English and a Korean talk once, so that all six cards fall due on days to come."""
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    for cards in desk.store.cards.of_points().values():
        reviewing.answer(desk, cards[0].uid, EASY)
    return desk


@pytest.fixture
def returned(answered: Desk, clock: Clock) -> Desk:
    """Come back after forty days, with all six cards overdue."""
    clock.advance(days=40)
    return Desk(answered.store, answered.settings, clock())


@pytest.mark.usefixtures("returned")
@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_catch_up(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """Six cards over the four days written, a line per day with what it holds then and its minutes."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "c", "4")
        panel(pilot)._line.cursor_blink = False
        await pilot.pause()
        looks(app, f"catch-up{end}")


@pytest.mark.usefixtures("returned")
async def test_catch_up_of_a_korean_deck(make_app: MakeApp, looks: Looks) -> None:
    """Only the cards of the deck that is named above the line."""
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "d", "j", "c")
        panel(pilot)._line.cursor_blink = False
        await pilot.pause()
        looks(app, "catch-up-korean-small")


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_vacation(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """The days that would hold other numbers than now, those away at zero."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "v", "up", "up", "up")
        panel(pilot)._line.cursor_blink = False
        await pilot.pause()
        looks(app, f"vacation{end}")


@pytest.mark.usefixtures("answered")
async def test_vacation_that_cannot_be(make_app: MakeApp, looks: Looks) -> None:
    """What is wrong with the dates, below them; the vacation that is planned above."""
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "v", "enter", "v")
        await write(pilot, "12-30..12-40")
        panel(pilot)._line.cursor_blink = False
        await pilot.pause()
        looks(app, "vacation-fault-small")


@pytest.mark.parametrize("at_once", [500, 3])
async def test_what_is_overdue_goes_to_the_days_that_were_shown_and_undo_takes_it_back(
    make_app: MakeApp, returned: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(page, "_AT_ONCE", at_once)
    before = dues(returned)
    async with make_app().run_test(size=WIDE) as pilot:
        assert "c catch up" in said(pilot)
        await press(pilot, "c", "4", "down")
        assert shown(pilot) == "6 cards overdue, over 3 days:"
        assert dues(returned) == before
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Today)
        assert dues(returned) == [0, 0, 1, 1, 2, 2]
        assert said(pilot) == "Spread 6 cards over 3 days; u takes it back."
        await press(pilot, "u")
        assert dues(returned) == before
        assert said(pilot) == "Took back: catch-up."


async def test_nothing_moves_without_enter_or_with_days_that_make_no_plan(make_app: MakeApp, returned: Desk) -> None:
    before = returned.store.dump()
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "c", "escape", "c", "0", "enter")
        assert "0 days make no plan" in said(pilot)
        await write(pilot, "셋")
        await press(pilot, "enter")
        assert "is no number of days" in said(pilot)
        assert isinstance(pilot.app.screen, CatchUp)
    assert returned.store.dump() == before


async def test_from_decks_only_that_deck_is_caught_up_with(make_app: MakeApp, returned: Desk) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "d", "j", "c")
        assert shown(pilot) == "1 card overdue, over 1 day:"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Decks)
        assert backlog.overdue(returned) == 5
        assert "c catch up" not in said(pilot)


async def test_where_nothing_is_overdue_it_is_said_and_not_offered(make_app: MakeApp, answered: Desk) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        assert "catch up" not in said(pilot)
        await press(pilot, "c")
        assert said(pilot) == "Nothing is overdue."
        await pilot.app.screen.run_action("go('catch-up')")
        await pilot.pause()
        assert said(pilot) == "Nothing is overdue."
    assert backlog.overdue(answered) == 0


async def test_a_vacation_is_kept_free_listed_and_cancelled(make_app: MakeApp, answered: Desk) -> None:
    before = dues(answered)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        await write(pilot, "11-29..12-04")
        first, last = vacation.parse(answered, "11-29..12-04")
        assert any(first <= answered.today + day <= last for day in before)
        assert "6 cards due 2026-11-29..2026-12-04" in shown(pilot)
        await press(pilot, "enter")
        assert "Nothing is due 2026-11-29..2026-12-04 now: 6 cards moved" in said(pilot)
        moved = dues(answered)
        assert not any(first <= answered.today + day <= last for day in moved)
        assert [one.name for one in vacation.coming(answered)] == ["2026-11-29..2026-12-04"]
        await press(pilot, "v")
        assert "Planned: 2026-11-29..2026-12-04." in panel(pilot).query_one("#original", Drawn).drawn.plain
        assert "cancel it" not in said(pilot)
        await write(pilot, "11-29..12-04")
        assert "F8 cancel it" in said(pilot)
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, Ask)
        await press(pilot, "y")
        assert vacation.coming(answered) == []
        assert dues(answered) == before
        await press(pilot, "u")
        assert dues(answered) == moved
        await press(pilot, "u")
        assert dues(answered) == before
        assert vacation.coming(answered) == []


async def test_the_arrows_end_a_vacation_later_or_earlier(make_app: MakeApp, answered: Desk) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        first, last = vacation.parse(answered, panel(pilot).written)
        assert (first, last) == (answered.today + 1, answered.today + 7)
        await press(pilot, "up")
        assert vacation.parse(answered, panel(pilot).written) == (first, last + 1)
        await press(pilot, *["down"] * 9)
        assert vacation.parse(answered, panel(pilot).written) == (first, first)


async def test_without_cards_there_is_nothing_to_be_away_from(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.app.screen.run_action("go('vacation')")
        await pilot.pause()
        assert said(pilot) == "No cards yet: there is nothing to move."
