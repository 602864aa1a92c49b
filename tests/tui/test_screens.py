"""One picture per state of a screen. Each docstring says what must be seen in it."""

import pytest

from flashcards.core.schedule import EASY
from flashcards.core.studyday import DAY_MS
from flashcards.services import handling, reviewing
from flashcards.services.desk import Desk
from flashcards.store.tables import deck as deck_table
from tests.conftest import Clock, Learn, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.figures import settle
from tests.tui.notes import CLOZE, KOREAN, LIST, LONG, TALK

WIDE, SMALL = (80, 24), (40, 12)


async def test_today_empty(make_app: MakeApp, looks: Looks) -> None:
    """An empty database: the two shipped decks with their keys, and the command that adds notes. Nothing else."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        looks(app, "today-empty")


async def test_today_empty_small(make_app: MakeApp, looks: Looks) -> None:
    """At 40x12 both choices and the command are still there without scrolling."""
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        looks(app, "today-empty-small")


@pytest.mark.parametrize(("name", "size"), [("today-due", WIDE), ("today-due-small", SMALL)])
async def test_today_due(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """The number due, its parts and minutes; a bar per source with figures beside it, Hangul and Latin aligned."""
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        looks(app, name)


async def test_today_done_for_now(make_app: MakeApp, looks: Looks, learn: Learn, desk: Desk) -> None:
    """Nothing is due: it says when the next card comes, and what was answered today."""
    learn(LIST)
    shown = reviewing.next_card(desk)
    assert isinstance(shown, reviewing.Shown)
    reviewing.answer(desk, shown.card.uid, EASY)
    for card in desk.store.cards.of_points().values():
        if card[0].uid != shown.card.uid:
            handling.suspend(desk, card)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        looks(app, "today-done-for-now")


async def test_today_after_a_break(make_app: MakeApp, looks: Looks, learn: Learn, clock: Clock, desk: Desk) -> None:
    """Much is overdue: one sentence points at catching up."""
    learn(TALK)
    store = desk.store
    for cards in store.cards.of_points().values():
        reviewing.answer(desk, cards[0].uid, EASY)
    with store.write("deck", at=clock(), study_day=desk.today) as act:
        for deck in store.decks.all():
            act.update(deck_table, deck.uid, reviews_per_day=1)
    clock.now += 40 * DAY_MS
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        looks(app, "today-after-a-break")


async def test_review_front(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """Dimmed context above a bold question, no answer; Space is offered; the keys stand in the footer."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        looks(app, "review-front")


async def test_review_back(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """The question where it was, the answer and its detail under it, four ratings with their intervals."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        looks(app, "review-back")


async def test_review_list_front(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """The question with its cue; siblings stand, the one asked for is a gap in its place."""
    learn(LIST)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        looks(app, "review-list-front")


async def test_review_list_back(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """The gap is filled in its place and marked by more than colour; nothing else moved."""
    learn(LIST)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        looks(app, "review-list-back")


@pytest.mark.parametrize("side", ["front", "back"])
async def test_review_cloze(make_app: MakeApp, looks: Looks, learn: Learn, side: str) -> None:
    """The sentence with its gap and hint in place; on the back the whole sentence under it."""
    learn(CLOZE)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        if side == "back":
            await pilot.press("space")
        looks(app, f"review-cloze-{side}")


@pytest.mark.parametrize(("name", "size"), [("review-korean", WIDE), ("review-korean-small", SMALL)])
async def test_review_korean(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """Korean wraps between words by cells; at 40x12 the context is gone and the ratings take two lines."""
    learn(KOREAN)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        looks(app, name)


async def test_review_long(make_app: MakeApp, looks: Looks, plant: Plant) -> None:
    """A long answer begins under its question, a scrollbar shows there is more, the ratings stay in sight."""
    plant("What goes on?", LONG)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        looks(app, "review-long")


async def test_review_small(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """At 40x12: question, answer, detail, all four ratings with intervals, and the first keys."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        looks(app, "review-small")


async def test_review_info(make_app: MakeApp, looks: Looks, learn: Learn, clock: Clock) -> None:
    """A review card with its number, state, S, D, R, due date, reps and lapses; R beside the deck after the reveal."""
    learn(KOREAN)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space", "4")
        clock.advance(days=9)
        await pilot.press("q")
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("i", "space")
        looks(app, "review-info")


async def test_review_fault(make_app: MakeApp, looks: Looks, learn: Learn, desk: Desk) -> None:
    """A card answered elsewhere: the footer begins with ``!`` and says it; the next card is asked."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        shown = reviewing.next_card(desk)
        assert isinstance(shown, reviewing.Shown)
        reviewing.answer(desk, shown.card.uid, EASY)
        await pilot.press("3")
        await pilot.pause()
        looks(app, "review-fault")


@pytest.mark.parametrize(("name", "size"), [("review-help", WIDE), ("review-help-small", SMALL)])
async def test_review_help(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """Every key of the review with its sentence, wrapped beside the keys, over the card."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        await pilot.press("space", "question_mark")
        await pilot.pause()
        looks(app, name)


@pytest.mark.parametrize(("name", "size"), [("done", WIDE), ("done-small", SMALL)])
async def test_done(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """How many were answered and how, when the next card comes, and how many come tomorrow."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        for _ in range(5):
            await pilot.press("space", "4")
        await pilot.pause()
        looks(app, name)


async def test_done_waiting(make_app: MakeApp, looks: Looks, plant: Plant) -> None:
    """A step falls due within the hour: it says when, and that one may wait here for it."""
    plant("What ends a talk?", "One thing to try.")
    app = make_app(start="review", settings={"schedule.learn_ahead_minutes": 0})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space", "3")
        await pilot.pause()
        looks(app, "done-waiting")


@pytest.mark.parametrize("theme", ["light", "ansi", "high-contrast"])
async def test_themes(make_app: MakeApp, looks: Looks, learn: Learn, theme: str) -> None:
    """The back of a card in the other themes: answer and ratings stand out from the background."""
    learn(TALK)
    app = make_app(start="review", settings={"ui.theme": theme})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        looks(app, f"review-{theme}")
