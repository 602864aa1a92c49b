"""Every screen at every size, changed while it runs, and in every theme."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorType
from textual.color import Color as Mixed
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.screen import Screen

from flashcards.core.schedule import EASY
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.tui.places import PLACES
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.keybar import KeyBar
from tests.conftest import Learn
from tests.tui.conftest import MakeApp
from tests.tui.notes import KOREAN, LIST, TALK

SHORT = [(40, 12), (80, 24)]
LONG = [(80, 24), (40, 12), (300, 100), (60, 16), (40, 100), (300, 12), (71, 15), (40, 12), (80, 24)]
WAYS: dict[str, tuple[str, ...]] = {
    "today": (), "review": ("enter",), "answer": ("enter", "space"), "info": ("enter", "i"), "edit": ("enter", "e"),
    "retire": ("enter", "r"), "help": ("enter", "question_mark"), "pick": ("a",), "options": ("d", "e"),
    "option": ("d", "e", "enter"), "rename": ("d", "r"), "setting": ("comma", "enter"),
    "finding": ("comma", "slash", "k"),
    "into": ("slash", "enter", "asterisk", "m"), "vacation": ("v",),
    "browsing": ("slash", "enter", "space"), "card": ("slash", "enter", "enter"),
    "searching": ("slash", *"is", "colon"),
    **{place.name: (place.key,) for place in PLACES if place.key},
}  # fmt: skip
"""The keys from Today to each screen."""
COLOURED = [
    "today",
    "answer",
    "edit",
    "decks",
    "options",
    "settings",
    "setting",
    "help",
    "browsing",
    "searching",
    "card",
    "tips",
]
STANDARD = {ColorType.DEFAULT, ColorType.STANDARD}


@pytest.fixture
def learned(learn: Learn, desk: Desk) -> None:
    """Put Korean and English cards into the store, one of them answered."""
    learn(KOREAN, "/notes/korean.md")
    learn(TALK)
    learn(LIST, "/notes/list.md")
    shown = reviewing.next_card(desk)
    assert isinstance(shown, reviewing.Shown)
    reviewing.answer(desk, shown.card.uid, EASY)


async def reach(pilot: Pilot[None], way: str) -> None:
    for key in WAYS[way]:
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def colours(screen: Screen[object]) -> Iterator[tuple[str, Color | None, Color | None, bool]]:
    """Yield each drawn text with its colours, and whether it is dimmed."""
    for strip in screen._compositor.render_strips():
        for segment in strip:
            if segment.style is not None and segment.text.strip():
                yield segment.text, segment.style.color, segment.style.bgcolor, bool(segment.style.dim)


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sizes", [SHORT, pytest.param(LONG, marks=pytest.mark.long)], ids=["short", "long"])
async def test_a_screen_keeps_its_keys_in_sight_while_its_size_changes(
    make_app: MakeApp, way: str, sizes: list[tuple[int, int]]
) -> None:
    app = make_app()
    async with app.run_test(size=sizes[-1]) as pilot:
        await reach(pilot, way)
        kind = type(app.screen)
        for width, height in sizes:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert type(app.screen) is kind
            for widget in app.screen.query(KeyBar):
                assert widget.region.bottom == height
                assert 0 < widget.region.height < height
                assert max(map(cell_len, widget.drawn.plain.split("\n"))) <= width
                assert app.screen.region.contains_region(widget.region)
            if isinstance(app.screen, Panel):
                assert app.screen.region.contains_region(app.screen.query_one("#panel", Vertical).region)
            focused = app.screen.focused
            assert focused is None or app.screen.region.overlaps(focused.region)
            for strip in app.screen._compositor.render_strips():
                assert strip.cell_length <= width


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("way", ["review", "today", "decks", "options", "settings", "browsing", "card", "tips"])
async def test_the_smallest_screen_still_says_how_to_get_help_and_away(make_app: MakeApp, way: str) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await reach(pilot, way)
        keys = app.screen.query_one(KeyBar).drawn.plain
        assert "? help" in keys
        assert "q " in keys


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("way", COLOURED)
async def test_the_ansi_theme_uses_the_terminals_own_colours_only(make_app: MakeApp, way: str) -> None:
    app = make_app(settings={"ui.theme": "ansi"})
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, way)
        kinds = {colour.type for _t, front, back, _d in colours(app.screen) for colour in (front, back) if colour}
        assert kinds <= STANDARD


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("way", COLOURED)
async def test_without_colour_no_screen_has_any(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(settings={"ui.theme": "light"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "ansi-dark"
        await reach(pilot, way)
        kinds = {colour.type for _t, front, back, _d in colours(app.screen) for colour in (front, back) if colour}
        assert kinds <= {ColorType.DEFAULT}


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("way", ["review", "info", *COLOURED])
async def test_high_contrast_has_a_contrast_of_seven_everywhere(make_app: MakeApp, way: str) -> None:
    app = make_app(settings={"ui.theme": "high-contrast"})
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, way)
        faint = {
            (text, ratio)
            for text, front, back, _dim in colours(app.screen)
            if front and back and not set(text) <= set(" ─│╭╮╰╯▁▂▃▄▅▆▇█") and (ratio := contrast(front, back)) < 7
        }
        assert not faint


def contrast(front: Color, back: Color) -> float:
    """Return WCAG's ratio of two colours."""
    one, other = sorted(luminance(Mixed.from_rich_color(colour)) for colour in (front, back))
    return (other + 0.05) / (one + 0.05)


def luminance(colour: Mixed) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
