"""Every screen leads to every place, by the palette, and back."""

import inspect
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from flashcards.services import adding
from flashcards.services.adding import Options
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.tui.app import FlashcardsApp
from flashcards.tui.places import PLACES, Place
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.page import Page, Site
from flashcards.tui.screens.pick import Pick
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from tests.conftest import Learn
from tests.tui.adding import NOTES
from tests.tui.conftest import MakeApp
from tests.tui.notes import TALK

SIZE = (80, 24)
SCREENS = [place for place in PLACES if place.screen]


def page(pilot: Pilot[None]) -> Page:
    screen = pilot.app.screen
    assert isinstance(screen, Page)
    return screen


def shows(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    return isinstance(pilot.app.screen, kind)


async def go(pilot: Pilot[None], name: str) -> None:
    await page(pilot).run_action(f"go('{name}')")
    await pilot.pause()


@pytest.mark.parametrize("place", SCREENS, ids=[place.name for place in SCREENS])
def test_the_screen_of_a_place_is_made_of_the_site_alone(place: Place) -> None:
    kind = place.find_screen()
    assert issubclass(kind, Page)
    (site,) = inspect.signature(kind).parameters.values()
    assert site.annotation is Site


def test_no_two_places_share_a_name_or_a_key() -> None:
    names, keys = [place.name for place in PLACES], [place.key for place in PLACES if place.key]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("start", ["today", "review"])
async def test_every_place_is_in_the_palette(make_app: MakeApp, learn: Learn, start: str) -> None:
    learn(TALK)
    app: FlashcardsApp = make_app(start=start)
    async with app.run_test(size=SIZE):
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert [f"Go to {place.label}" for place in PLACES] == titles[-len(PLACES) :]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("place", SCREENS, ids=[place.name for place in SCREENS])
async def test_a_place_opens_over_a_review_and_leads_back_to_it(make_app: MakeApp, learn: Learn, place: Place) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=SIZE) as pilot:
        review = app.screen
        await go(pilot, place.name)
        assert type(app.screen) is place.find_screen()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is review


@pytest.mark.parametrize("place", SCREENS, ids=[place.name for place in SCREENS])
async def test_the_key_of_a_place_opens_it_on_today_with_and_without_cards(
    make_app: MakeApp, learn: Learn, place: Place
) -> None:
    for cards in (False, True):
        if cards:
            learn(TALK)
        app = make_app()
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(place.key)
            await pilot.pause()
            assert type(app.screen) is place.find_screen()


async def test_going_to_places_in_a_circle_stacks_none_twice(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=SIZE) as pilot:
        for _round in range(2):
            for place in SCREENS:
                await go(pilot, place.name)
        kinds = [type(screen) for screen in app.screen_stack]
        assert len(set(kinds)) == len(kinds)


async def test_today_and_the_review_are_reached_from_a_review_and_from_done(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "today")
        assert shows(pilot, Today)
        await go(pilot, "review")
        assert shows(pilot, Review)
        await pilot.press(*["space", "4"] * 5)
        await pilot.pause()
        assert shows(pilot, Done)
        await go(pilot, "review")
        assert shows(pilot, Today)
        await go(pilot, "add")
        assert shows(pilot, Pick)


async def test_chosen_points_are_not_lost_by_going_elsewhere(make_app: MakeApp, desk: Desk) -> None:
    plan = adding.plan(desk, Text(name="mentor.md", path="/notes/mentor.md", text=NOTES), Options())
    app = make_app(plans=[plan])
    async with app.run_test(size=SIZE) as pilot:
        add = page(pilot)
        await pilot.press("space")
        await go(pilot, "today")
        assert shows(pilot, Ask)
        await pilot.press("n")
        await pilot.pause()
        assert page(pilot) is add
        await go(pilot, "today")
        await pilot.press("y")
        await pilot.pause()
        assert shows(pilot, Today)
