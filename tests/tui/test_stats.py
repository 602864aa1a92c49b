"""Stats: a picture per page and state, the keys, and that the screen never waits for its figures."""

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from flashcards.cli import figures
from flashcards.config import Settings
from flashcards.core.schedule import EASY
from flashcards.errors import DatabaseError
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.services.statistics import Statistics, statistics
from flashcards.services.telling import Told
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp
from flashcards.tui.screens.stats import PAGES, Stats
from flashcards.tui.screens.today import Today
from tests.cli.calling import Caller
from tests.conftest import Clock, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.figures import settle

WIDE, SMALL, LARGE = (80, 24), (40, 12), (120, 40)
NAMES = [name.lower() for name, _draw in PAGES]


def stats(app: FlashcardsApp) -> Stats:
    screen = app.screen
    assert isinstance(screen, Stats)
    return screen


def text(app: FlashcardsApp) -> str:
    return stats(app)._figures.drawn.plain


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press("t")
    await settle(pilot)
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize("size", [WIDE, SMALL, LARGE], ids=["", "-small", "-large"])
@pytest.mark.parametrize("page", NAMES)
async def test_every_page_of_many_days(
    make_app: MakeApp, looks: Looks, student: Store, page: str, size: tuple[int, int]
) -> None:
    """The page is named in brackets; its plot has numbers on the axis and dates below; numbers stand beside each bar.

    At 40x12 title, plot and the first numbers are in sight, and no line wraps; at 120x40 the plot takes more room.
    """
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot, str(NAMES.index(page) + 1))
        suffix = {WIDE: "", SMALL: "-small", LARGE: "-large"}[size]
        looks(app, f"stats-{page}{suffix}")


@pytest.mark.parametrize("presses", [1, 2])
async def test_longer_periods(make_app: MakeApp, looks: Looks, student: Store, presses: int) -> None:
    """90 days as weeks, 365 days as weeks: the title says how many days a column holds."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, *"p" * presses)
        looks(app, f"stats-days-{('30', '90', '365')[presses]}")


async def test_an_empty_database_says_on_each_page_what_is_missing(make_app: MakeApp, looks: Looks) -> None:
    """A title and a sentence, no plot without data."""
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        looks(app, "stats-empty")
        for number in range(1, 9):
            await pilot.press(str(number))
            assert len(text(app).splitlines()) >= 2
            assert "%" not in text(app)


async def test_a_few_answers(make_app: MakeApp, looks: Looks, plant: Plant, desk: Desk) -> None:
    """One answer today: one column at the right end, one square, one tip in a band."""
    reviewing.answer(desk, plant("질문?", "답.", title="한국어 출처").uid, EASY, duration_ms=9_000)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        looks(app, "stats-few")
        await pilot.press("8")
        assert "0 learned now; this week +0 -0." in text(app)


@pytest.mark.parametrize("theme", ["light", "ansi"])
async def test_themes(make_app: MakeApp, looks: Looks, student: Store, theme: str) -> None:
    """The heatmap in the other themes: its signs differ by their density, not by their colour."""
    app = make_app(settings={"ui.theme": theme})
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "2")
        looks(app, f"stats-{theme}")


async def test_the_keys_turn_the_pages_in_a_circle(make_app: MakeApp, student: Store) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        seen = []
        for key in ("tab", "l", "right", "ㅣ", "h", "left", "ㅗ", "left", "left"):
            await pilot.press(key)
            seen.append(re.findall(r"\[\d (\w+)\]", stats(app)._head.drawn.plain)[0].lower())
        assert seen == [NAMES[at] for at in (1, 2, 3, 4, 3, 2, 1, 0, -1)]
        await pilot.press("3", "p")
        assert "last 90 days" in text(app)
        await pilot.press("p", "p")
        assert "last 30 days" in text(app)


async def test_a_long_page_scrolls_by_keys_and_the_next_begins_at_its_top(make_app: MakeApp, student: Store) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, "3", "j", "j", "pagedown")
        scroll = stats(app).query_one("#stats")
        assert scroll.scroll_offset.y > 5
        await pilot.press("4")
        await pilot.pause()
        assert scroll.scroll_offset.y == 0


@pytest.mark.parametrize("width", [40, 60, 80, 120, 300])
async def test_no_line_of_any_page_is_wider_than_the_window(make_app: MakeApp, student: Store, width: int) -> None:
    app = make_app()
    async with app.run_test(size=(width, 24)) as pilot:
        await opened(pilot)
        room = stats(app).query_one("#stats").scrollable_content_region.width
        for number in range(1, 9):
            await pilot.press(str(number))
            drawn = stats(app)._figures.drawn
            plotted = [line.plain for line in drawn.split("\n") if any(sign in line.plain for sign in "█│▁░")]
            assert [line for line in plotted if cell_len(line) > room and "· 0" not in line] == []


class Slow:
    """Statistics that go on telling until they are let go."""

    def __init__(self) -> None:
        self.began, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, desk: Desk, told: Told) -> Statistics:
        """Tell, until it may end or is ended."""
        try:
            while not self.go_on.wait(0.01):
                told(0.42)
                self.began.set()
            return statistics(desk, told)
        finally:
            self.ended.set()


@pytest.fixture
def program(tmp_path: Path) -> Caller:
    home = tmp_path / "home"
    home.mkdir()
    return Caller(home)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow()
    monkeypatch.setattr("flashcards.tui.screens.stats.statistics", found)
    return found


async def test_the_screen_answers_while_the_figures_are_read(
    make_app: MakeApp, looks: Looks, student: Store, slow: Slow
) -> None:
    """How far it has come in a sentence; the page that was chosen meanwhile is the one shown then."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert slow.began.wait(10)
        await pilot.press("7")
        await pilot.pause()
        looks(app, "stats-reading")
        slow.go_on.set()
        await settle(pilot)
        assert text(app).startswith("Stability of tips")


async def test_leaving_ends_the_reading(make_app: MakeApp, student: Store, slow: Slow) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert slow.began.wait(10)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Today)
        assert slow.ended.wait(10)
        assert not slow.go_on.is_set()


async def test_a_fault_of_the_database_is_a_sentence(
    make_app: MakeApp, student: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(desk: Desk, told: Told) -> Statistics:
        raise DatabaseError("The log cannot be read.")

    monkeypatch.setattr("flashcards.tui.screens.stats.statistics", fail)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert stats(app)._keys.drawn.plain == "! The log cannot be read."


async def test_answers_given_since_are_in_the_figures_of_the_next_look(
    make_app: MakeApp, plant: Plant, desk: Desk
) -> None:
    card = plant("Q?", "A.")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "Nothing was answered" in text(app)
        reviewing.answer(desk, card.uid, EASY)
        await pilot.press("question_mark", "escape")
        await settle(pilot)
        assert "1 answer in 0 min" in text(app)


async def test_the_screen_and_the_command_print_the_same_figures(
    make_app: MakeApp, student: Store, settings: Settings, clock: Clock, program: Caller
) -> None:
    (program.home / "settings.toml").write_text("[schedule]\nfuzz = false\n", encoding="utf-8")
    printed = program("--db", str(student.path), "stats", "--json", now="2026-11-23T08:30").stdout
    told = program("--db", str(student.path), "stats", now="2026-11-23T08:30").stdout
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        found = stats(app).found
        assert found is not None
        assert json.loads(json.dumps(figures.statistics(stats(app)._today, found))) == json.loads(printed)
        pages = []
        for number in range(1, 9):
            await pilot.press(str(number))
            pages.append(text(app))
    page = dict(zip(NAMES, pages, strict=True))
    shown = json.loads(printed)
    for day in shown["forecast"]:
        (begun,) = re.findall(rf"{day['day'][5:]} \w\w\w .*\b{day['cards']}  (\d+) min", page["forecast"])
        assert day["minutes"] - 0.1 <= int(begun) <= day["minutes"] + 1.1
    for week in shown["learned_by_week"]:
        assert re.search(rf"{week['week']} .*\b{week['learned']}  \+{week['gained']} -{week['lost']}", page["tips"])
    for one in shown["hours"]:
        if one["answers"]:
            assert re.search(
                rf"^{one['hour']:02} .* {one['answers']} .* of {one['asked']}$", page["hours"], re.MULTILINE
            )
    assert [int(n) for n in re.findall(r"(\d+) +\d+%$", page["stability"], re.MULTILINE)] == [
        band["tips"] for band in shown["stability"]
    ]
    (rmse,) = re.findall(r"RMSE [\d.]+%, log loss \d\.\d+", told)
    assert rmse in page["calibration"]


def test_nothing_of_stats_is_loaded_before_it_is_opened() -> None:
    """Neither by the app nor by what Today shows."""
    names = ("screens.stats", "widgets.activity", "widgets.remembering", "widgets.tabs", "widgets.plots")
    asked = "import sys, flashcards.tui.app; print([name for name in sys.modules if name.startswith('flashcards.')])"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert "flashcards.tui.screens.today" in loaded
    for name in (*(f"flashcards.tui.{name}" for name in names), "flashcards.services.statistics"):
        assert f"'{name}'" not in loaded
