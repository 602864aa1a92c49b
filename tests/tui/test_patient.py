"""While another program writes: the answer is kept, the screen says so, and it is stored once, or given up."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.pilot import Pilot

from flashcards.services import reviewing
from flashcards.store.store import Store
from flashcards.tui import patient
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.conftest import Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import TALK

SIZE = (80, 24)


@contextmanager
def another_writes(store: Store) -> Iterator[None]:
    """Hold the write lock of the database, as another program does."""
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


async def until_said(pilot: Pilot[None], part: str) -> None:
    for _look in range(100):
        if part in said(pilot):
            return
        await pilot.pause(0.02)
    pytest.fail(f"{part!r} was not said: {said(pilot)!r}")


async def until_gone(pilot: Pilot[None], part: str) -> None:
    for _look in range(100):
        if part not in said(pilot):
            return
        await pilot.pause(0.02)
    pytest.fail(f"still said: {said(pilot)!r}")


def asked(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, Review)
    assert pilot.app.screen.shown is not None
    return pilot.app.screen.shown.face.question


async def test_an_answer_is_kept_while_another_program_writes_and_stored_once(
    make_app: MakeApp, learn: Learn, store: Store
) -> None:
    """Keys pressed meanwhile do nothing, and reads go on."""
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        question = asked(pilot)
        await pilot.press("space")
        with another_writes(store):
            await pilot.press("3")
            await until_said(pilot, "your answer is kept and will be stored")
            await pilot.press("4", "space", "q", "x", "u")
            assert asked(pilot) == question
            assert store.log.answers() == []
        await until_gone(pilot, "is kept")
        assert asked(pilot) != question
        assert [row.rating for row in store.log.answers()] == [3]
        await pilot.press("space", "4")
        assert [row.rating for row in store.log.answers()] == [3, 4]


async def test_a_narrow_screen_has_room_for_the_sentence(
    make_app: MakeApp, learn: Learn, store: Store, looks: Looks
) -> None:
    """The card with its answer, the ratings, and below them the whole sentence with the key that gives up."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space")
        with another_writes(store):
            await pilot.press("3")
            await until_said(pilot, "is kept")
            await pilot.pause()
            looks(app, "review-waits-narrow")
            await pilot.press("escape")
            await until_said(pilot, "Given up")


async def test_esc_gives_up_and_the_same_card_stays(make_app: MakeApp, learn: Learn, store: Store) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        question = asked(pilot)
        await pilot.press("space")
        with another_writes(store):
            await pilot.press("3")
            await until_said(pilot, "is kept")
            await pilot.press("escape")
            await until_said(pilot, "Given up: nothing was stored.")
        await pilot.pause(0.25)
        assert store.log.answers() == []
        assert asked(pilot) == question
        await pilot.press("2")
        assert [row.rating for row in store.log.answers()] == [2]


async def test_what_takes_too_long_is_given_up_with_a_sentence(
    make_app: MakeApp, learn: Learn, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "LONGEST_SECONDS", 0.3)
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        question = asked(pilot)
        await pilot.press("space")
        with another_writes(store):
            await pilot.press("3")
            await until_said(pilot, "so nothing was stored")
        assert asked(pilot) == question
        await pilot.press("3")
        assert [row.rating for row in store.log.answers()] == [3]


async def test_a_sentence_typed_into_a_panel_is_kept_too(make_app: MakeApp, learn: Learn, store: Store) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("a", "o", "k")
        with another_writes(store):
            await pilot.press("enter")
            await until_said(pilot, "what you did is kept")
            await pilot.press("enter", "x")
            assert isinstance(pilot.app.screen, Value)
        await until_said(pilot, "was applied")
        assert [row["text"] for row in store.dump()["applied"]] == ["ok"]


async def test_what_follows_a_panel_is_kept_too(make_app: MakeApp, learn: Learn, store: Store) -> None:
    learn(TALK)
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("slash", "enter", "t", "w", "o")
        with another_writes(store):
            await pilot.press("enter")
            await until_said(pilot, "what you did is kept")
        await until_said(pilot, "1 tip tagged")
        assert [row["name"] for row in store.dump()["tag"]] == ["wo"]


async def test_a_click_on_a_rating_is_kept_too(make_app: MakeApp, learn: Learn, store: Store) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=SIZE) as pilot:
        await pilot.press("space")
        with another_writes(store):
            await pilot.click("#ratings", offset=(70, 0))
            await until_said(pilot, "your answer is kept")
            await pilot.click("#ratings", offset=(5, 0))
        await until_gone(pilot, "is kept")
        assert [row.rating for row in store.log.answers()] == [4]


async def test_the_wait_is_not_part_of_the_time_that_an_answer_took(
    make_app: MakeApp, learn: Learn, store: Store, clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(TALK)
    app = make_app(start="review")
    waits: list[float] = []
    monkeypatch.setattr(app, "waited", waits.append)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        with another_writes(store):
            await pilot.press("3")
            await until_said(pilot, "is kept")
            await pilot.pause(0.3)
        await until_gone(pilot, "is kept")
        assert len(waits) == 1
        assert waits[0] >= 0.3


async def test_the_store_is_as_patient_as_before_once_the_app_has_ended(
    make_app: MakeApp, learn: Learn, store: Store
) -> None:
    learn(TALK)
    before = store.patience
    async with make_app(start="review").run_test(size=SIZE):
        assert store.patience.seconds < 1
    assert store.patience is before


async def test_a_full_disk_leaves_the_card_and_the_next_press_stores_once_there_is_room(
    make_app: MakeApp, learn: Learn, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(TALK)

    def fail(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    async with make_app(start="review").run_test(size=SIZE) as pilot:
        question = asked(pilot)
        await pilot.press("space")
        with monkeypatch.context() as full:
            full.setattr(reviewing, "append_answer", fail)
            await pilot.press("3")
            await until_said(pilot, "The disk is full")
        assert asked(pilot) == question
        await pilot.press("3")
        assert [row.rating for row in store.log.answers()] == [3]
        assert asked(pilot) != question


async def test_notes_that_wait_to_be_stored_say_so(make_app: MakeApp, store: Store) -> None:
    """They are stored beside the screen, by a connection that waits as long as a command does."""
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"@flashcards-tour", "enter")
        await until_said(pilot, "leave")
        await pilot.press("enter")
        with another_writes(store):
            await pilot.press("y")
            for _look in range(200):
                if "will be stored" in pilot.app.screen.query_one("#sentence", Drawn).drawn.plain:
                    break
                await pilot.pause(0.02)
            else:
                pytest.fail("nothing was said")
            assert store.notes.sources() == []
        await until_said(pilot, "Enter starts.")
        assert len(store.notes.sources()) == 1
