"""Decks and their options by their keys: what counts is what the store holds afterwards."""

import pytest
from textual.pilot import Pilot

from flashcards.services import decking
from flashcards.services.desk import Desk
from flashcards.tui.screens.decks import Decks
from flashcards.tui.screens.options import Options
from flashcards.tui.screens.page import Page
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Rows
from tests.conftest import Learn, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import KOREAN, TALK

WIDE, SMALL = (80, 24), (40, 12)
LATER = """\
---
title: Later talks
deck: Talks on craft::Later
cards: all
---

- Which slide comes last? :: The one with your name and the question you want to be asked.
- How long is a pause? :: Three breaths.
"""


def screen(pilot: Pilot[None]) -> Page:
    shown = pilot.app.screen
    assert isinstance(shown, Page)
    return shown


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def about(pilot: Pilot[None]) -> str:
    return screen(pilot).query_one("#about", Rows).drawn.plain


def names(desk: Desk) -> list[str]:
    return sorted(one.name for one in desk.store.decks.all())


def option(desk: Desk, deck: str, name: str) -> tuple[str, str | None]:
    return next((one.value, one.set_by) for one in decking.in_force(desk, deck) if one.option.name == name)


@pytest.mark.parametrize(("name", "size"), [("decks", WIDE), ("decks-small", SMALL)])
async def test_decks(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """Decks with their figures in columns, Hangul and Latin aligned; a subdeck is indented; the options below."""
    learn(TALK)
    learn(LATER, "/notes/later.md")
    learn(KOREAN, "/notes/korean.md")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("d")
        await pilot.pause()
        looks(app, name)


async def test_decks_empty(make_app: MakeApp, looks: Looks) -> None:
    """No deck yet: it says where decks come from; the footer offers nothing that needs one."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        looks(app, "decks-empty")


@pytest.mark.parametrize(("name", "size"), [("options", WIDE), ("options-small", SMALL)])
async def test_options(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """Every option with its value at the right, a dot where the deck sets it; meaning, range and origin below."""
    learn(KOREAN)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("d", "e", "j", "enter", *["backspace"] * 2, "7", "enter")
        await pilot.pause()
        await pilot.press("k", "j")
        await pilot.pause()
        looks(app, name)


async def test_options_fault(make_app: MakeApp, looks: Looks, learn: Learn) -> None:
    """A value out of range: the line stays with what was typed, and the range is told in the place of the keys."""
    learn(KOREAN)
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d", "e", "enter", "9", "9", "enter")
        await pilot.pause()
        looks(app, "options-fault-small")


async def test_enter_reviews_the_deck_with_its_subdecks_and_no_other(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    learn(LATER, "/notes/later.md")
    learn(KOREAN, "/notes/korean.md")
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "enter")
        await pilot.pause()
        review = screen(pilot)
        assert isinstance(review, Review)
        assert review.session.deck == "Talks on craft"
        assert review.session.left.total == 7
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(screen(pilot), Decks)


async def test_a_deck_without_due_cards_is_not_reviewed(make_app: MakeApp, plant: Plant, desk: Desk) -> None:
    plant("Why?", "Because.")
    decking.set_options(desk, "Planted", {"new": "0"})
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "enter")
        await pilot.pause()
        assert isinstance(screen(pilot), Decks)
        assert "Nothing is due in Planted" in said(pilot)


async def test_a_value_is_set_on_the_deck_and_undo_takes_it_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "e", "enter", "5", "enter")
        await pilot.pause()
        assert option(desk, "Talks on craft", "retention") == ("0.95", "Talks on craft")
        assert "set by this deck" in about(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert option(desk, "Talks on craft", "retention") == ("0.9", None)
        assert "Took back" in said(pilot)


async def test_a_subdeck_inherits_and_says_from_where(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    learn(LATER, "/notes/later.md")
    decking.set_options(desk, "Talks on craft", {"retention": "0.85"})
    decking.set_options(desk, "Talks on craft::Later", {"retention": "0.8"})
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "j", "e", "d")
        await pilot.pause()
        assert option(desk, "Talks on craft::Later", "retention") == ("0.85", "Talks on craft")
        assert "set by Talks on craft" in about(pilot)


@pytest.mark.parametrize("typed", ["99", "x", "%%"])
async def test_an_invalid_value_is_told_in_place_and_nothing_is_stored(
    make_app: MakeApp, learn: Learn, desk: Desk, typed: str
) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "e", "enter", *typed, "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Value)
        assert "0.70 to 0.99" in said(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(screen(pilot), Options)
        assert option(desk, "Talks on craft", "retention") == ("0.9", None)


async def test_a_deck_is_renamed_and_undo_takes_it_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    learn(LATER, "/notes/later.md")
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "r", "!", "enter")
        await pilot.pause()
        assert names(desk) == ["Talks on craft!", "Talks on craft!::Later"]
        await pilot.press("u")
        await pilot.pause()
        assert names(desk) == ["Talks on craft", "Talks on craft::Later"]


async def test_a_name_that_is_taken_is_told_in_place(make_app: MakeApp, plant: Plant, desk: Desk) -> None:
    plant("One?", "1", title="One")
    plant("Two?", "2", title="Two")
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "r", *["backspace"] * 3, *"Two", "enter")
        await pilot.pause()
        assert "already" in said(pilot)
        assert names(desk) == ["One", "Two"]


async def test_the_cursor_stays_on_a_deck_that_moves_by_its_new_name(make_app: MakeApp, plant: Plant) -> None:
    plant("One?", "1", title="One")
    plant("Two?", "2", title="Two")
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d", "r", *["backspace"] * 3, "Z", "enter")
        await pilot.pause()
        assert about(pilot).startswith("Z\n")


async def test_a_hostile_deck_name_is_shown_as_text(make_app: MakeApp, plant: Plant) -> None:
    plant("One?", "1", title="[@click=app.quit]x[/] \x1b]2;t\x07")
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "[@click=app.quit]x[/]" in about(pilot)
        assert "\x1b" not in about(pilot)
        await pilot.press("e", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Value)
