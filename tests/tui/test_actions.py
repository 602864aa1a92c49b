"""The one table of actions: bindings, footer, help and palette agree with it."""

from typing import Any

import pytest
from rich.cells import cell_len
from textual.binding import Binding

from flashcards.tui.actions import (
    ADD,
    ASK,
    BROWSE,
    CARD,
    CHOOSE,
    CLOSE,
    DECKS,
    DONE,
    EMPTY,
    INTO,
    JAMO,
    OPTIONS,
    PROMPT,
    REVIEW,
    SETTINGS,
    SPREAD,
    STATS,
    TIPS,
    TODAY,
    VALUE,
    WRITE,
    Action,
    bindings,
    typed,
)
from flashcards.tui.screens.add import Add
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.away import GoingAway
from flashcards.tui.screens.browse import Browse, Flagged
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.decks import Decks
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.help import Help, listing
from flashcards.tui.screens.into import Into
from flashcards.tui.screens.options import Options
from flashcards.tui.screens.page import Page
from flashcards.tui.screens.panel import Panel
from flashcards.tui.screens.pick import Pick
from flashcards.tui.screens.prompt import PromptPage
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.settings import SettingsPage
from flashcards.tui.screens.stats import Stats
from flashcards.tui.screens.tips import Tips
from flashcards.tui.screens.today import Today
from flashcards.tui.screens.value import Value
from flashcards.tui.screens.write import Write
from flashcards.tui.widgets.keybar import fitting, keys
from tests.conftest import Learn
from tests.tui.conftest import MakeApp
from tests.tui.notes import TALK

SCREENS: list[tuple[type[Page | Panel[Any]], tuple[Action, ...]]] = [
    (Today, TODAY), (Today, EMPTY), (Review, REVIEW), (Done, DONE), (Add, ADD), (Ask, ASK), (Write, WRITE),
    (Pick, CHOOSE), (Decks, DECKS), (Options, OPTIONS), (Value, VALUE), (Stats, STATS),
    (Browse, BROWSE), (Flagged, BROWSE), (CardPage, CARD), (Tips, TIPS), (PromptPage, PROMPT),
    (SettingsPage, SETTINGS), (Into, INTO), (GoingAway, SPREAD),
]  # fmt: skip
ALL = tuple(action for _screen, actions in SCREENS for action in actions)


@pytest.mark.parametrize(("screen", "actions"), SCREENS)
def test_every_action_of_a_screen_can_be_run_there(
    screen: type[Page | Panel[Any]], actions: tuple[Action, ...]
) -> None:
    assert [a.call for a in actions if not hasattr(screen, f"action_{a.name}")] == []


def test_no_key_of_a_screen_means_two_things() -> None:
    for _screen, actions in SCREENS:
        taken = [key for action in actions for key in action.keys]
        assert len(taken) == len(set(taken))


def test_no_action_needs_a_control_chord() -> None:
    assert not any("+" in key for action in (*ALL, CLOSE) for key in action.keys)


def test_every_letter_key_has_its_hangul_alias() -> None:
    bound = {key for binding in bindings(ALL) if isinstance(binding, Binding) for key in binding.key.split(",")}
    letters = {key for action in ALL for key in action.keys if len(key) == 1 and key.isalpha()}
    assert letters >= set("ufxbsoijkqaAelmvnpy")
    assert {JAMO[letter.lower()] for letter in letters} <= bound


async def test_the_jamo_keys_act_like_the_letters(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=(80, 24)) as pilot:
        review = app.screen
        assert isinstance(review, Review)
        await pilot.press("ㄹ")
        assert review.shown is not None
        assert review.shown.card.flag == 1
        await pilot.press("ㅂ")
    assert app.return_code == 0


async def test_a_composed_syllable_presses_its_keys_in_order(make_app: MakeApp, learn: Learn) -> None:
    """려 is ㄹ and ㅕ: flag, then undo."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=(80, 24)) as pilot:
        review = app.screen
        assert isinstance(review, Review)
        await pilot.press("려")
        await pilot.pause()
        assert review.shown is not None
        assert review.shown.card.flag == 0
        await pilot.press("u")
        await pilot.pause()
        assert "nothing to undo" in review._keys.drawn.plain


@pytest.mark.parametrize(
    ("syllable", "letters"),
    [("려", "fu"), ("비", "ql"), ("왜", "dho"), ("닭", "ekfr"), ("의", "dml"), ("a", ""), ("ㅂ", "")],
)
def test_syllables_are_taken_apart_as_they_are_typed(syllable: str, letters: str) -> None:
    assert "".join(typed(syllable)) == letters


@pytest.mark.parametrize("width", [38, 60, 78, 120])
def test_the_footer_fits_and_never_loses_help_and_leave(width: int) -> None:
    placed = fitting(REVIEW, width)
    assert [action.name for action, _start, _end in placed[-2:]] == ["help", "leave"]
    assert placed[-1][2] <= width
    assert keys(REVIEW, width).cell_length == placed[-1][2]


def test_the_help_lists_every_action_and_fits() -> None:
    for width in (32, 76):
        text = listing(REVIEW, width)
        assert all(action.all_keys in text.plain for action in REVIEW)
        rows = text.plain.split("\n")[:-3]
        assert max(map(cell_len, rows)) <= width


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_help_opens_and_closes(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, Help)
        await pilot.press("j", "ㅂ")
        await pilot.pause()
        assert isinstance(app.screen, Today)
