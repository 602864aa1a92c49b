"""The app as a whole: colours, faults, and what a session costs."""

import asyncio
import signal
import threading

import pytest
from textual.filter import NoColor

from flashcards.config import Settings
from flashcards.errors import NotFound
from flashcards.services import reviewing
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp, run
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from tests.conftest import Clock, Learn
from tests.tui.conftest import MakeApp
from tests.tui.notes import TALK


@pytest.mark.parametrize(
    ("theme", "name"),
    [("dark", "textual-dark"), ("light", "textual-light"), ("high-contrast", "high-contrast"), ("ansi", "ansi-dark")],
)
async def test_the_theme_is_the_settings(make_app: MakeApp, theme: str, name: str) -> None:
    app = make_app(settings={"ui.theme": theme})
    async with app.run_test():
        assert app.theme == name


async def test_no_color_leaves_no_colour_at_all(
    make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert any(isinstance(one, NoColor) for one in app.get_line_filters())
        styles = [s.style for strip in app.screen._compositor.render_strips() for s in strip if s.style is not None]
        assert all(color is None or color.is_default for style in styles for color in (style.color, style.bgcolor))
        assert any(style.bold for style in styles)


async def test_a_fault_of_the_program_stops_the_app_with_a_nonzero_code(
    make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    learn(TALK)
    app = make_app(start="review")
    monkeypatch.setattr(reviewing, "append_answer", broken)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.press("space", "3")
    assert app.return_code == 1
    assert "Traceback" not in capsys.readouterr().err


def test_an_unknown_deck_is_told_before_the_screen_is_touched(store: Store, settings: Settings, clock: Clock) -> None:
    with pytest.raises(NotFound, match="no deck 'Nowhere'"):
        run(store, settings, clock, deck="Nowhere")


async def test_a_review_without_cards_says_how_to_begin(make_app: MakeApp) -> None:
    app = make_app(start="review")
    async with app.run_test():
        assert isinstance(app.screen, Today)


async def test_cards_follow_each_other_on_one_screen_with_the_same_widgets(make_app: MakeApp, learn: Learn) -> None:
    """No screen switch, no recompose: what is mounted at the first card is what shows the third."""
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test() as pilot:
        screen, widgets = app.screen, list(app.screen.walk_children())
        await pilot.press("space", "4", "space", "4")
        assert isinstance(screen, Review)
        assert app.screen is screen
        assert list(screen.walk_children()) == widgets


async def test_ctrl_c_leaves_and_every_answer_is_there(make_app: MakeApp, learn: Learn, store: Store) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test() as pilot:
        await pilot.press("space", "3", "ctrl+c")
        await pilot.pause()
    assert len(store.log.answers()) == 1
    assert app.return_code == 130


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (300, 100)])
async def test_every_size_shows_question_answer_and_ratings(
    make_app: MakeApp, learn: Learn, size: tuple[int, int]
) -> None:
    learn(TALK)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        await pilot.pause()
        text = "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
        for needed in ("How do you open a talk?", "With the moment", "1 Again", "4 Easy", "10m", "u undo", "q leave"):
            assert needed in text


def broken(*_: object) -> None:
    raise ZeroDivisionError


def test_a_way_out_that_is_held_up_is_cut_short(
    store: Store, settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    forced = threading.Event()
    monkeypatch.setattr("flashcards.tui.app._GRACE_S", 0.01)

    def leave(code: int) -> None:
        codes.append(code)
        forced.set()

    monkeypatch.setattr("os._exit", leave)
    loop = asyncio.new_event_loop()

    FlashcardsApp(store, settings, clock)._end(loop, signal.SIGHUP, None)

    assert forced.wait(5)
    assert codes == [128 + signal.SIGHUP]
    loop.close()
