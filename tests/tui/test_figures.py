"""Today with what is behind and ahead, and Done with this sitting: a picture per state, and what they wait for."""

import pytest

from flashcards.core.schedule import EASY
from flashcards.errors import DatabaseError
from flashcards.services import reviewing
from flashcards.services.daily import Overview
from flashcards.services.desk import Desk
from flashcards.services.telling import Told
from flashcards.store.store import Store
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from tests.conftest import Clock, Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.figures import settle
from tests.tui.notes import TALK

WIDE, SMALL, LARGE, NARROW = (80, 24), (40, 12), (120, 40), (50, 30)


@pytest.mark.parametrize(("name", "size"), [("", WIDE), ("-small", SMALL), ("-large", LARGE), ("-narrow", NARROW)])
async def test_today_with_many_days(
    make_app: MakeApp, looks: Looks, student: Store, name: str, size: tuple[int, int]
) -> None:
    """What is due first; then 26 weeks of answers beside the week ahead, then the tips learned, Hangul aligned.

    At 120x40 a day is two cells wide; at 50x30 the week ahead stands below; at 40x12 there is only what is due.
    """
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        looks(app, f"today-many-days{name}")


async def test_done_tells_the_sitting_and_the_day(
    make_app: MakeApp, looks: Looks, learn: Learn, desk: Desk, clock: Clock
) -> None:
    """Two answers in this sitting, one of one recalled, then three today; tomorrow with its minutes."""
    learn(TALK)
    first, second, *_ = [cards[0].uid for cards in desk.store.cards.of_points().values()]
    reviewing.answer(desk, first, EASY)
    clock.advance(days=9)
    reviewing.answer(Desk(desk.store, desk.settings, clock()), second, EASY)
    app = make_app(start="review", limit=2)
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(2):
            await pilot.press("space", "3")
        await settle(pilot)
        assert isinstance(app.screen, Done)
        looks(app, "done-sitting")


async def test_what_is_taken_back_on_done_is_not_in_the_sitting(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    reviewing.answer(desk, next(iter(desk.store.cards.of_points().values()))[0].uid, EASY)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["space", "4"] * 4)
        await settle(pilot)
        assert isinstance(app.screen, Done)
        assert "4 answers in this sitting" in app.screen._body.drawn.plain
        assert "5 answers today" in app.screen._body.drawn.plain
        await pilot.press("u", "space", "1", "q")
        await settle(pilot)
    assert len(desk.store.log.answers()) == 5


async def test_a_reading_that_fails_leaves_what_is_due(
    make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(desk: Desk, told: Told) -> Overview:
        raise DatabaseError("The log cannot be read.")

    learn(TALK)
    monkeypatch.setattr("flashcards.services.daily.overview", fail)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        today = app.screen
        assert isinstance(today, Today)
        assert today._keys.drawn.plain == "! The log cannot be read."
        assert "5 cards due" in today._summary.drawn.plain
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Review)


async def test_a_new_day_begins_on_an_open_screen(make_app: MakeApp, student: Store, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        today = app.screen
        assert isinstance(today, Today)
        assert "Mon 11-23" in today._weeks.drawn.plain
        clock.advance(days=1)
        today._look_again()
        await settle(pilot)
        assert "Mon 11-23" not in today._weeks.drawn.plain
        assert "Tue 11-24" in today._weeks.drawn.plain


async def test_going_to_review_and_back_shows_what_was_answered(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter", "space", "4", "q")
        await settle(pilot)
        today = app.screen
        assert isinstance(today, Today)
        assert "Answers, 26 weeks" in today._weeks.drawn.plain
        assert "1 answer today" in today._summary.drawn.plain
