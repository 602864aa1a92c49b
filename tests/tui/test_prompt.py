"""Prompts after the last due card: plans are written, put off, refused and taken back; the store says what was done."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from flashcards.config import Settings
from flashcards.core.prompting import Kind, Reply
from flashcards.services import browsing, handling, prompting, reviewing, tracking
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.prompt import PromptPage
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets import past, tipline
from tests.conftest import Clock, Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import KOREAN, LIST, TALK

WIDE, SMALL = (80, 24), (40, 12)
PLAN = "If late, go"
Now = Callable[[], Desk]
Known = Callable[..., None]


@pytest.fixture
def now(store: Store, settings: Settings, clock: Clock) -> Now:
    """Return a way to sit down at the desk at the present instant."""
    return lambda: Desk(store, settings, clock())


@pytest.fixture
def known(learn: Learn, now: Now, clock: Clock) -> Known:
    """Return a way to know notes: their first cards recalled in review state eight days ago, the others put away."""

    def recall(notes: str, limit: int = 100) -> None:
        learn(notes)
        cards = [found[0] for found in now().store.cards.of_points().values()]
        handling.suspend(now(), cards[limit:])
        for rating in (4, 3):
            for card in cards[:limit]:
                reviewing.answer(now(), card.uid, rating)
            clock.advance(days=1)
        clock.advance(days=7)

    return recall


def replies(now: Now) -> list[Reply]:
    return [one for given in now().store.plans.by_point(up_to=now().today).values() for one in given]


async def write(pilot: Pilot[None], plan: str) -> None:
    await pilot.press(*("space" if letter == " " else "comma" if letter == "," else letter for letter in plan))


def screen(app: FlashcardsApp) -> PromptPage:
    assert isinstance(app.screen, PromptPage)
    return app.screen


async def test_a_plan_is_stored_and_the_next_tip_asks_until_two_have(
    make_app: MakeApp, known: Known, now: Now, clock: Clock
) -> None:
    known(LIST)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        first = screen(app).prompts[0].point
        await write(pilot, PLAN)
        await pilot.press("enter")
        assert replies(now) == [Reply(now().today, Kind.WRITTEN, PLAN)]
        assert screen(app).prompts[0].point != first
        await pilot.press("enter")
        assert "needs words" in screen(app)._keys.drawn.plain
        await pilot.press("escape", "n")
        assert isinstance(app.screen, Done)
        assert "1 plan made" in app.screen._body.drawn.plain
    assert [one.kind for one in replies(now)] == [Kind.WRITTEN, Kind.NOT_NOW]
    assert len(now().store.log.answers(since_day=now().today)) == 0


async def test_earlier_plans_appear_after_the_new_one_and_any_key_goes_on(
    make_app: MakeApp, known: Known, now: Now, clock: Clock, looks: Looks
) -> None:
    known(LIST, limit=1)
    prompting.reply(now(), prompting.prompts(now())[0].point, Kind.WRITTEN, "If I read the contract, then I will call")
    clock.advance(days=20)
    for card in now().store.cards.of_points().values():
        reviewing.answer(now(), card[0].uid, 3)
    clock.advance(days=10)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        assert "contract" not in screen(app)._under.drawn.plain
        await write(pilot, PLAN)
        await pilot.press("enter")
        shown = screen(app)._under.drawn.plain
        assert 0 < shown.index(PLAN) < shown.index("contract")
        looks(app, "prompt-earlier")
        await pilot.press("u")
        assert len(replies(now)) == 1
        await write(pilot, PLAN)
        await pilot.press("enter", "j", "k", "x")
        assert isinstance(app.screen, Done)
    assert [one.kind for one in replies(now)] == [Kind.WRITTEN, Kind.WRITTEN]


async def test_doesnt_fit_undo_and_leave(make_app: MakeApp, known: Known, now: Now, clock: Clock) -> None:
    known(LIST)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        first = screen(app).prompts[0].point
        await pilot.press("tab", "x")
        assert [one.kind for one in replies(now)] == [Kind.DOESNT_FIT]
        await pilot.press("escape", "ㅕ")
        assert replies(now) == []
        assert screen(app).prompts[0].point == first
        await pilot.press("escape", "n", "escape", "n")
        assert isinstance(app.screen, Done)
        await pilot.press("u")
        assert "put off" in screen(app)._keys.drawn.plain
        await pilot.press("escape", "e", "q", "escape", "q")
        assert isinstance(app.screen, Done)
    assert [one.kind for one in replies(now)] == [Kind.NOT_NOW]


async def test_prompts_follow_the_cards_and_an_undo_goes_back_to_one(
    make_app: MakeApp, known: Known, now: Now, clock: Clock
) -> None:
    known(LIST)
    clock.advance(days=20)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        while isinstance(app.screen, Review):
            await pilot.press("space", "3")
        screen(app)
        await pilot.press("escape", "u")
        assert isinstance(app.screen, Review)
        await pilot.press("space", "3")
        screen(app)


async def test_on_a_day_without_cards_today_leads_to_the_prompts(make_app: MakeApp, known: Known) -> None:
    known(LIST)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert isinstance(app.screen, Today)
        assert "2 plans to make" in app.screen._summary.drawn.plain
        await pilot.press("enter")
        screen(app)
        await pilot.press("escape", "n", "escape", "n", "q")
        assert isinstance(app.screen, Today)
        await pilot.press("enter")
        assert isinstance(app.screen, Today)


async def test_what_ended_early_or_is_switched_off_has_no_prompts(
    make_app: MakeApp, known: Known, now: Now, clock: Clock
) -> None:
    known(TALK)
    off = make_app(start="review", settings={"review.apply": False})
    async with off.run_test(size=WIDE):
        assert isinstance(off.screen, Done)
    clock.advance(days=20)
    bounded = make_app(start="review", limit=1)
    async with bounded.run_test(size=WIDE) as pilot:
        await pilot.press("space", "3")
        assert isinstance(bounded.screen, Done)


async def test_korean_letters_write_in_the_line_and_act_beside_it(make_app: MakeApp, now: Now, known: Known) -> None:
    known(LIST)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ㅜ", "발", "표", "enter")
        assert [one.text for one in replies(now)] == ["ㅜ발표"]
        await pilot.press("escape", "ㅜ")
        assert isinstance(app.screen, Done)
    assert [one.kind for one in replies(now)] == [Kind.WRITTEN, Kind.NOT_NOW]


def test_the_card_and_the_tip_tell_plans_and_uses(known: Known, now: Now, clock: Clock) -> None:
    known(LIST, limit=1)
    point = prompting.prompts(now())[0].point
    prompting.reply(now(), point, Kind.WRITTEN, PLAN)
    clock.advance(days=1)
    handling.apply(now(), point, "asked at the second interview")
    tip = next(tip for tip in tracking.tips(now()) if tip.point.uid == point.uid)
    uses = [("planned", f"2026-12-02 {PLAN}"), ("applied", "2026-12-03 asked at the second interview")]

    facts = past.facts(now(), browsing.history(now(), tip.card))
    assert [(row.marker.plain.strip(), row.text.plain) for row in facts[-2:]] == uses
    told = tipline.told(now(), tip)[-2:]
    assert [row.marker.plain + row.text.plain for row in told] == [f"{name} {said}" for name, said in reversed(uses)]
    assert "planned 1  applied 1" in str(tipline.entry(tip).right)


@pytest.mark.parametrize("name", ["prompt", "prompt-small", "prompt-korean", "prompt-korean-small"])
async def test_prompt_looks(make_app: MakeApp, known: Known, looks: Looks, name: str) -> None:
    """The tip below its question and source, a line that says how a plan begins, and its keys; no earlier plan."""
    known(KOREAN if "korean" in name else LIST, limit=1)
    app = make_app(start="review")
    async with app.run_test(size=SMALL if "small" in name else WIDE) as pilot:
        await pilot.pause()
        looks(app, name)


async def test_a_written_plan_looks(make_app: MakeApp, known: Known, looks: Looks) -> None:
    """A plan that is longer than the line wraps, and the tip stays in sight."""
    known(KOREAN, limit=1)
    app = make_app(start="review")
    async with app.run_test(size=SMALL) as pilot:
        await write(pilot, "발표를 열면, 내일 다르게 할 일을 한 줄로")
        looks(app, "prompt-written-small")


async def test_the_keys_beside_the_line_look(make_app: MakeApp, known: Known, looks: Looks) -> None:
    """Out of the line the answers other than a plan stand in the footer, on a small screen too."""
    known(LIST, limit=1)
    app = make_app(start="review")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        looks(app, "prompt-keys-small")
