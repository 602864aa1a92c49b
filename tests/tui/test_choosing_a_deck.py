"""All that was found is selected and moved to a deck by keys; what counts is what the store holds afterwards."""

import pytest
from textual.pilot import Pilot

from flashcards.core.note import Card
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.tui.screens import page
from flashcards.tui.screens.browse import CardList
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.into import Into
from flashcards.tui.screens.working import Working
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.conftest import Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import KOREAN, TALK

WIDE, SMALL = (80, 24), (40, 12)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    for _ in range(3):
        await pilot.pause()


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def head(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#head", Drawn).drawn.plain


def cards(desk: Desk) -> list[Card]:
    return [card for many in desk.store.cards.of_points().values() for card in many]


def decks(desk: Desk) -> set[str]:
    return {card.deck for card in cards(desk)}


@pytest.fixture
def both(learn: Learn) -> None:
    """Put an English and a Korean talk into decks of their own."""
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(("end", "size"), [("", WIDE), ("-small", SMALL)])
async def test_choosing_a_deck(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """All six selected; the decks that hold what is typed in Korean, and below them, marked +, the new one."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "tab", "asterisk", "m", *"발표")
        into = app.screen
        assert isinstance(into, Into)
        into._line.cursor_blink = False
        await pilot.pause()
        looks(app, f"into{end}")


@pytest.mark.usefixtures("both")
async def test_all_that_was_found_is_moved_to_a_new_deck_and_one_undo_takes_it_back(
    make_app: MakeApp, desk: Desk
) -> None:
    before = {card.uid: card.deck for card in cards(desk)}
    names = [deck.name for deck in desk.store.decks.all()]
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "asterisk")
        assert "6 selected" in head(pilot)
        await press(pilot, "m", *"발표::연습", "enter")
        assert decks(desk) == {"발표::연습"}
        assert said(pilot) == "6 cards moved to 발표::연습; u takes it back."
        assert "6 selected" in head(pilot)
        await press(pilot, "u")
        assert {card.uid: card.deck for card in cards(desk)} == before
        assert [deck.name for deck in desk.store.decks.all()] == names


@pytest.mark.usefixtures("both")
async def test_only_what_was_found_is_selected_and_the_same_key_or_x_selects_nothing(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"슬라이드", "enter", "asterisk")
        assert "1 selected" in head(pilot)
        await press(pilot, "asterisk")
        assert "selected" not in head(pilot)
        await press(pilot, "asterisk", "x")
        assert "selected" not in head(pilot)


@pytest.mark.usefixtures("both")
async def test_a_deck_is_found_by_a_part_of_its_name_and_nothing_moves_without_one(
    make_app: MakeApp, desk: Desk
) -> None:
    there = sorted(decks(desk))
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "asterisk", "ㅡ", "escape")
        assert isinstance(pilot.app.screen, CardList)
        assert sorted(decks(desk)) == there
        await press(pilot, "m", "down", "enter")
        assert decks(desk) == {[deck.name for deck in desk.store.decks.all()][1]}
        await press(pilot, "m", "colon", "colon", "enter")
        assert "between a deck and its subdeck" in said(pilot)


@pytest.mark.usefixtures("both")
async def test_one_card_is_moved_from_its_own_screen(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "enter")
        assert isinstance(pilot.app.screen, CardPage)
        await press(pilot, "m", *"Later", "enter")
        assert [card.deck for card in cards(desk)].count("Later") == 1


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("keys", "undone"), [("s", "suspended"), ("twork\r", "tagged"), ("rno\r", "retired"), ("mNew\r", "moved")]
)
async def test_many_cards_are_acted_on_beside_the_screen_and_so_taken_back(
    make_app: MakeApp, desk: Desk, monkeypatch: pytest.MonkeyPatch, keys: str, undone: str
) -> None:
    monkeypatch.setattr(page, "_AT_ONCE", 3)
    seen: list[str] = []
    begin = Working.on_mount

    def note(working: Working[object]) -> None:
        seen.append(working._sentence.drawn.plain)
        begin(working)

    monkeypatch.setattr(Working, "on_mount", note)
    before = desk.store.dump()
    tables = ("card", "point")
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "asterisk", *("enter" if key == "\r" else key for key in keys))
        await settled(pilot)
        after = desk.store.dump()
        assert seen == ["Working on 6 cards…"]
        assert "u takes it back" in said(pilot)
        assert after != before
        await press(pilot, "u")
        await settled(pilot)
        assert len(seen) == 2
        assert f"Took back: {undone}" in said(pilot)
    assert reviewing.size_of_undo(desk) == 0
    still = {
        name: [{key: row[key] for key in row if key != "updated_at"} for row in rows]
        for name, rows in desk.store.dump().items()
    }
    for name in tables:
        assert still[name] == [{key: row[key] for key in row if key != "updated_at"} for row in before[name]]
