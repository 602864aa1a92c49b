"""Review by its keys; what counts is what the store holds afterwards."""

import sqlite3
from collections.abc import Sequence

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from flashcards.core.memory import New
from flashcards.core.note import Card
from flashcards.core.review import Answer
from flashcards.errors import DatabaseError
from flashcards.services import handling, queueing, reviewing
from flashcards.services.desk import Desk
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.page import Page
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.conftest import Clock, Learn, Plant
from tests.tui.conftest import MakeApp
from tests.tui.notes import LONG, TALK

SIZE = (80, 24)


def review_of(pilot: Pilot[None]) -> Review:
    screen = pilot.app.screen
    assert isinstance(screen, Review)
    return screen


def stands_on(pilot: Pilot[None], page: type[Page]) -> bool:
    return isinstance(pilot.app.screen, page)


def shown(pilot: Pilot[None]) -> Card:
    asked = review_of(pilot).shown
    assert asked is not None
    return asked.card


def headline(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#summary", Drawn).drawn.plain.split("\n")[0]


def log(desk: Desk) -> list[Answer]:
    return desk.store.log.answers()


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


async def test_an_answer_is_in_the_log_before_the_next_card_is_shown(
    make_app: MakeApp, learn: Learn, desk: Desk, clock: Clock
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        first = shown(pilot)
        await pilot.press("space")
        clock.advance(seconds=7)
        await pilot.press("2")
        row = log(desk)[0]
        assert (row.card, row.rating, row.duration_ms) == (first.uid, 2, 7_000)
        assert shown(pilot).uid != first.uid


async def test_the_interval_on_the_button_is_what_the_answer_gives(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        asked = review_of(pilot).shown
        assert asked is not None
        await pilot.press("space", "4")
        assert log(desk)[0].interval_after == asked.outcomes[3].days


async def test_space_reveals_and_then_rates_good(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space")
        assert review_of(pilot).revealed
        assert log(desk) == []
        await pilot.press("space")
        assert [row.rating for row in log(desk)] == [3]


async def test_enter_reveals_and_never_rates(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter", "enter")
        assert review_of(pilot).revealed
        assert log(desk) == []


async def test_a_rating_before_the_reveal_does_nothing(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("1", "2", "3", "4")
        assert log(desk) == []
        assert not review_of(pilot).revealed


async def test_the_question_does_not_move_when_the_answer_appears(make_app: MakeApp, plant: Plant) -> None:
    plant("What goes on?", LONG)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        before = pilot.app.screen.query_one("#question").region
        await pilot.press("space")
        await pilot.pause()
        assert pilot.app.screen.query_one("#question").region == before


async def test_a_long_answer_scrolls_to_its_end(make_app: MakeApp, plant: Plant) -> None:
    plant("What goes on?", LONG)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        card = pilot.app.screen.query_one("#card", VerticalScroll)
        await pilot.press("space", "j", "j", "k")
        assert card.scroll_offset.y == 1
        await pilot.press("end")
        await pilot.pause()
        assert card.scroll_offset.y == card.max_scroll_y > 0


async def test_the_next_card_begins_at_its_top(make_app: MakeApp, plant: Plant) -> None:
    plant("What goes on?", LONG)
    plant("And then?", LONG, title="Second")
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space", "end", "4")
        await pilot.pause()
        assert pilot.app.screen.query_one("#card", VerticalScroll).scroll_offset.y == 0


async def test_an_answer_below_a_long_question_is_brought_into_sight(make_app: MakeApp, plant: Plant) -> None:
    plant(LONG[:1_500], "The answer.")
    async with make_app(start="review").run_test(size=(40, 12)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        answer, card = pilot.app.screen.query_one("#under").region, pilot.app.screen.query_one("#card").region
        assert card.y <= answer.y < card.bottom


async def test_undo_goes_back_card_by_card(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        cards = []
        for _ in range(3):
            cards.append(shown(pilot).uid)
            await pilot.press("space", "4")
        for uid in reversed(cards):
            await pilot.press("u")
            assert shown(pilot).uid == uid
            assert not review_of(pilot).revealed
        assert log(desk) == []
        assert isinstance(shown(pilot).memory, New)
        await pilot.press("u")
        assert "nothing to undo" in said(pilot)


async def test_undo_on_done_goes_back_to_the_last_card(make_app: MakeApp, plant: Plant, desk: Desk) -> None:
    planted = plant("What ends a talk?", "One thing to try.")
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space", "4")
        await pilot.pause()
        assert stands_on(pilot, Done)
        await pilot.press("u")
        await pilot.pause()
        assert shown(pilot).uid == planted.uid
        assert log(desk) == []
        assert "Took back Easy" in said(pilot)


@pytest.mark.parametrize("start", ["today", "review"])
async def test_undo_works_after_a_restart(make_app: MakeApp, learn: Learn, desk: Desk, start: str) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        first = shown(pilot)
        await pilot.press("space", "3", "q")
    async with make_app(start=start).run_test(size=SIZE) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert shown(pilot).uid == first.uid
        assert log(desk) == []


async def test_undo_ends_with_the_study_day(make_app: MakeApp, learn: Learn, desk: Desk, clock: Clock) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space", "4")
        clock.advance(days=1)
        await pilot.press("u")
        assert len(log(desk)) == 1
        assert "nothing to undo" in said(pilot)


async def test_a_flag_is_set_and_taken_off_with_the_answer_still_shown(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("space", "f")
        assert stored(desk, uid).flag == 1
        assert review_of(pilot).revealed
        await pilot.press("f")
        assert stored(desk, uid).flag == 0
        await pilot.press("3")
        assert [row.card for row in log(desk)] == [uid]


async def test_a_suspended_card_leaves_and_undo_brings_it_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("s")
        assert stored(desk, uid).suspended
        assert shown(pilot).uid != uid
        await pilot.press("u")
        assert not stored(desk, uid).suspended
        assert shown(pilot).uid == uid


async def test_a_buried_card_comes_back_the_next_study_day(
    make_app: MakeApp, learn: Learn, desk: Desk, clock: Clock
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("b")
        assert stored(desk, uid).buried_until == desk.today + 1
        assert uid not in queued(desk)
    clock.advance(days=1)
    assert uid in queued(Desk(desk.store, desk.settings, clock()))


async def test_a_skipped_card_comes_last_and_is_not_logged(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        skipped = shown(pilot).uid
        await pilot.press("x")
        order = []
        while stands_on(pilot, Review):
            order.append(shown(pilot).uid)
            await pilot.press("space", "4")
            await pilot.pause()
        assert order[-1] == skipped
        assert skipped not in order[:-1]
        assert len(log(desk)) == 5


async def test_undo_after_a_skip_takes_back_the_skip_and_no_answer(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space", "4")
        skipped = shown(pilot).uid
        await pilot.press("x", "u")
        assert shown(pilot).uid == skipped
        assert len(log(desk)) == 1


async def test_a_card_answered_elsewhere_is_not_answered_again(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("space")
        reviewing.answer(desk, uid, 1)
        await pilot.press("3")
        assert [(row.card, row.rating) for row in log(desk)] == [(uid, 1)]
        assert "answered elsewhere" in said(pilot)
        assert stands_on(pilot, Review)


async def test_an_answer_that_cannot_be_stored_stays_on_the_screen(
    make_app: MakeApp, learn: Learn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("space")
        with monkeypatch.context() as full:
            full.setattr(reviewing, "append_answer", disk_full)
            await pilot.press("3")
        assert said(pilot).startswith("! The disk is full")
        assert shown(pilot).uid == uid
        assert review_of(pilot).revealed
        assert log(desk) == []
        await pilot.press("3")
        assert [row.card for row in log(desk)] == [uid]


async def test_a_retired_tip_is_not_answered_and_the_review_goes_on(
    make_app: MakeApp, learn: Learn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        first = shown(pilot)
        await pilot.press("space")
        raw = sqlite3.connect(desk.store.path)
        raw.execute("UPDATE point SET retired_at = 1, retired_why = 'not for me' WHERE uid = ?", (first.point,))
        raw.commit()
        raw.close()
        await pilot.press("3")
        assert "is retired" in said(pilot)
        assert shown(pilot).uid != first.uid
        assert log(desk) == []


async def test_the_limit_ends_the_session_and_enter_goes_on(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review", limit=2).run_test(size=SIZE) as pilot:
        await pilot.press("space", "4", "space", "4")
        await pilot.pause()
        assert stands_on(pilot, Done)
        assert headline(pilot) == "That was the last of 2 answers."
        await pilot.press("enter")
        await pilot.pause()
        assert stands_on(pilot, Review)
        assert len(log(desk)) == 2


async def test_the_minutes_end_the_session(make_app: MakeApp, learn: Learn, clock: Clock) -> None:
    learn(TALK)
    async with make_app(start="review", minutes=5).run_test(size=SIZE) as pilot:
        await pilot.press("space", "4")
        clock.advance(seconds=300)
        await pilot.press("space", "4")
        await pilot.pause()
        assert stands_on(pilot, Done)
        assert headline(pilot) == "The 5 min are over."


async def test_done_notices_when_a_step_falls_due(make_app: MakeApp, plant: Plant, clock: Clock) -> None:
    plant("What ends a talk?", "One thing to try.")
    async with make_app(start="review", settings={"schedule.learn_ahead_minutes": 0}).run_test(size=SIZE) as pilot:
        await pilot.press("space", "3")
        await pilot.pause()
        assert "in 10m" in pilot.app.screen.query_one("#summary", Drawn).drawn.plain
        await pilot.press("enter")
        assert stands_on(pilot, Done)
        clock.advance(seconds=601)
        done = pilot.app.screen
        assert isinstance(done, Done)
        done.refresh_figures()
        assert headline(pilot) == "A card is due again."
        await pilot.press("enter")
        await pilot.pause()
        assert stands_on(pilot, Review)


async def test_leaving_goes_back_to_today_and_then_out(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert stands_on(pilot, Review)
        await pilot.press("q")
        await pilot.pause()
        assert stands_on(pilot, Today)
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_shipped_deck_can_be_added_and_reviewed_at_once(make_app: MakeApp, desk: Desk) -> None:
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        assert stands_on(pilot, Today)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("space", "4")
        assert len(log(desk)) == 1


async def test_a_deck_narrows_the_review(make_app: MakeApp, plant: Plant) -> None:
    plant("Here?", "Yes.", title="One")
    there = plant("There?", "Yes.", title="Two")
    async with make_app(start="review", deck="Two").run_test(size=SIZE) as pilot:
        assert shown(pilot).uid == there.uid
        await pilot.press("space", "4")
        await pilot.pause()
        assert stands_on(pilot, Done)


async def test_a_click_on_a_rating_is_its_key(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.click("#ratings")
        assert review_of(pilot).revealed
        await pilot.click("#ratings", offset=(78, 0))
        assert [row.rating for row in log(desk)] == [4]


async def test_a_click_on_a_key_of_the_footer_is_that_key(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.click("#keys", offset=(10, 0))
        assert stored(desk, uid).flag == 1


async def test_the_palette_lists_and_runs_the_actions(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        uid = shown(pilot).uid
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"suspend")
        await pilot.pause(0.5)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert stored(desk, uid).suspended


async def test_the_palette_says_nothing_twice(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space")
        commands = list(pilot.app.get_system_commands(pilot.app.screen))
        titles = [command.title for command in commands]
        assert len(titles) == len(set(titles))
        assert all(command.title != command.help for command in commands)
        assert ("flag: Flag the card, or take its flag off.", "f") in [(one.title, one.help) for one in commands]


async def test_a_suspended_card_of_another_screen_is_no_longer_asked(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        second = queued(desk)[1]
        card = desk.store.cards.by_uid(second)
        assert card is not None
        handling.suspend(desk, [card])
        await pilot.press("space", "4")
        assert shown(pilot).uid != second


def stored(desk: Desk, uid: str) -> Card:
    card = desk.store.cards.by_uid(uid)
    assert card is not None
    return card


def queued(desk: Desk) -> Sequence[str]:
    return [candidate.card for candidate in queueing.today(desk).cards]


def disk_full(*_: object) -> None:
    raise DatabaseError("The disk is full, so nothing was stored: make room and try again.")
