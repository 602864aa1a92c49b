"""Presses one after the other: what is pressed in one burst acts on the screen that the press before led to."""

import pytest
from textual import events
from textual.pilot import Pilot

from flashcards.store.store import Store
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from flashcards.tui.screens.value import Value
from tests.conftest import Learn
from tests.tui.conftest import MakeApp
from tests.tui.notes import TALK

SIZE = (80, 24)


def burst(pilot: Pilot[None], *keys: str | events.Event) -> None:
    """Put keys into the app all at once, as a terminal does that sends them in one go."""
    for key in keys:
        pilot.app.post_message(events.Key(key, None) if isinstance(key, str) else key)


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def test_keys_of_one_burst_go_from_today_through_the_review(
    make_app: MakeApp, learn: Learn, store: Store
) -> None:
    learn(TALK)
    async with make_app().run_test(size=SIZE) as pilot:
        burst(pilot, "enter", "space", "3", "space", "4", "q")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Today)
        assert [row.rating for row in store.log.answers()] == [3, 4]


async def test_what_is_typed_and_pasted_right_after_a_panel_was_opened_is_written_there(
    make_app: MakeApp, learn: Learn, store: Store
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        burst(pilot, "a", "o", "k", events.Paste(", so it went"), "!", "enter", "i")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Review)
        assert pilot.app.screen.query_one("#info").display
        assert [row["text"] for row in store.dump()["applied"]] == ["ok, so it went!"]


async def test_the_letters_of_a_syllable_come_before_what_was_typed_after_it(
    make_app: MakeApp, learn: Learn, store: Store
) -> None:
    """``며`` is the keys a and u: a opens the panel, u is written into it, before the letters after it."""
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        burst(pilot, "며", "x", "enter", "space", "4")
        await settled(pilot)
        assert [row["text"] for row in store.dump()["applied"]] == ["ux"]
        assert [row.rating for row in store.log.answers()] == [4]


async def test_a_key_that_the_program_presses_while_nothing_waits_goes_in(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        pilot.app.simulate_key("a")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Value)


async def test_keys_wait_for_notes_that_are_read_and_stored(make_app: MakeApp, store: Store) -> None:
    """The tour is named, read, stored after a question, and its first card answered, all in one burst."""
    async with make_app().run_test(size=SIZE) as pilot:
        burst(pilot, "a", *"@flashcards-tour", "enter", "enter", "y", "enter", "space", "3")
        for _look in range(200):
            await pilot.pause(0.02)
            if store.log.answers():
                break
        assert [row.rating for row in store.log.answers()] == [3]


async def test_a_screen_that_is_told_progress_without_end_does_not_shut_keys_out(
    make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(app, "_restless", lambda: True)
        burst(pilot, "space", "3", "space")
        await settled(pilot)
        assert isinstance(app.screen, Review)
        assert app.screen.revealed
