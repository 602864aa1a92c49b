"""The tracker by its keys: what it shows at each size, and what the store holds after an act."""

import threading

import pytest
from textual.pilot import Pilot

from flashcards.services import handling, searching, tracking
from flashcards.services.desk import Desk
from flashcards.services.tracking import Tip
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.finder import QueryLine
from flashcards.tui.screens.tips import Tips
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn, Rows
from tests.conftest import Clock, Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.figures import retire_first, settle
from tests.tui.notes import KOREAN, TALK

WIDE, SMALL = (80, 24), (40, 12)
SIZES = [("", WIDE), ("-small", SMALL)]
STATUSES = ("new", "learning", "learned", "lapsed", "slipping", "applied", "retired", "flagged", "leech", "draft")


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def page(pilot: Pilot[None]) -> Tips:
    assert isinstance(pilot.app.screen, Tips)
    return pilot.app.screen


def seen(pilot: Pilot[None], name: str) -> str:
    return pilot.app.screen.query_one(name, Drawn).drawn.plain


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def tips(desk: Desk) -> list[Tip]:
    return tracking.tips(desk)


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_tips_empty(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """No tips, and how to get some."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "l")
        looks(app, f"tips-empty{end}")


@pytest.mark.usefixtures("student")
@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_tips(make_app: MakeApp, looks: Looks, desk: Desk, end: str, size: tuple[int, int]) -> None:
    """Sources with their bars, the Korean one aligned with the others; a retired, an applied and a flagged tip."""
    retire_first(desk)
    handling.apply(desk, tips(desk)[1].point)
    handling.flag(desk, [tips(desk)[2].card], 1)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "l", "j")
        looks(app, f"tips{end}")


@pytest.mark.usefixtures("student")
@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_tips_sorted(make_app: MakeApp, looks: Looks, clock: Clock, end: str, size: tuple[int, int]) -> None:
    """Long after the last answer: tips of all sources by recall, weakest first, each with its figure; most slip."""
    clock.advance(days=150)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "l", "c", "j")
        looks(app, f"tips-sorted{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_tips_fault(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """The arrow below the word that there is not; the tips stay."""
    learn(TALK)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "l", "slash", *"dekc:x")
        page(pilot).query_one(QueryLine).cursor_blink = False
        await pilot.pause()
        looks(app, f"tips-fault{end}")


async def test_words_filter_the_tips_as_they_are_typed(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l")
        assert "Tips  6" in seen(pilot, "#head")
        await press(pilot, "slash", *"내일")
        assert "Tips  1" in seen(pilot, "#head")
        assert "내일 다르게" in seen(pilot, "#about")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, CardPage)


@pytest.mark.usefixtures("student")
async def test_the_status_goes_through_all_and_counts_as_the_tracker_does(make_app: MakeApp, desk: Desk) -> None:
    retire_first(desk)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l")
        for status in STATUSES:
            await press(pilot, "s")
            number = len(tracking.select(tips(desk), status=status))
            assert f"Tips  {number} {status}" in seen(pilot, "#head")
        await press(pilot, "ㄴ")
        assert f"Tips  {len(tips(desk))}  about" in seen(pilot, "#head")


@pytest.mark.usefixtures("student")
async def test_the_number_recalled_is_the_sum_of_the_chances(make_app: MakeApp, desk: Desk) -> None:
    found = [tip.retrievability for tip in tips(desk) if tip.retrievability is not None]
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l")
        assert f"about {round(sum(found))} of {len(found)} answered tips" in seen(pilot, "#head")


async def test_a_use_is_noted_and_undo_takes_it_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l", "j", "a", *"Monday", "enter")
        assert [tip.applied for tip in tips(desk)] == [0, 1, 0, 0, 0]
        assert "was applied" in said(pilot)
        assert page(pilot).listing.cursor == 2
        await press(pilot, "u")
        assert not any(tip.applied for tip in tips(desk))


async def test_a_tip_is_retired_with_a_reason_and_restored(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l", "r", *"no", "enter")
        assert tips(desk)[0].status.value == "retired"
        assert "retired: no" in page(pilot).query_one("#about", Rows).drawn.plain
        await press(pilot, "r")
        assert tips(desk)[0].status.value == "new"
        await press(pilot, "u", "u")
        assert tips(desk)[0].status.value == "new"


@pytest.mark.usefixtures("student")
async def test_every_order_is_the_services_and_can_be_turned_round(make_app: MakeApp, desk: Desk, clock: Clock) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l")
        for order in ("retrievability", "stability", "last_review", "source"):
            await press(pilot, "c")
            for backwards in (False, True):
                wanted = tracking.ordered(tips(desk), order, backwards=backwards)
                assert [one.point.uid for one in page(pilot)._shown if isinstance(one, Tip)] == [
                    tip.point.uid for tip in wanted
                ]
                await press(pilot, "v")


@pytest.mark.usefixtures("student")
async def test_slipping_tips_have_a_mark_and_a_filter(make_app: MakeApp, desk: Desk, clock: Clock) -> None:
    clock.advance(days=150)
    slipping = [tip for tip in tips(Desk(desk.store, desk.settings, clock())) if tip.slipping]
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l", "s", "s", "s", "s", "s")
        assert f"Tips  {len(slipping)} slipping" in seen(pilot, "#head")
        assert "↘ slipping" in seen(pilot, "#about")
        listing = page(pilot).listing
        assert {entry.mark[1] for entry in listing._entries if not entry.heading} == {"↘"}


async def test_a_search_runs_beside_the_screen_and_the_newest_words_win(
    make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first search is held up; what is typed meanwhile is looked for once, as a whole, when it has ended."""
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    held, asked = threading.Event(), []
    matching = searching.matching

    def slow(desk: Desk, query: str) -> set[str]:
        asked.append((query, threading.current_thread() is threading.main_thread()))
        assert held.wait(10)
        return matching(desk, query)

    monkeypatch.setattr(searching, "matching", slow)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "l")
        await pilot.press("slash", *"내일 다")
        assert "Tips  6" in seen(pilot, "#head")
        held.set()
        while "Tips  1" not in seen(pilot, "#head"):
            await settle(pilot)
        assert asked == [("내", False), ("내일 다", False)]
