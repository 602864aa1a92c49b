"""Stats: what the log adds up to, page by page. The figures are read beside the screen; leaving ends that."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services.desk import Desk
from flashcards.services.statistics import Statistics, statistics
from flashcards.tui.actions import STATS, bindings
from flashcards.tui.beside import read_beside
from flashcards.tui.screens.page import Page, Site
from flashcards.tui.widgets import activity, remembering
from flashcards.tui.widgets.activity import PERIODS, Frame
from flashcards.tui.widgets.tabs import tabs
from flashcards.tui.widgets.text import Drawn, words

PAGES: tuple[tuple[str, Callable[[Statistics, Frame], Content]], ...] = (
    (_("Days"), activity.days),
    (_("Heatmap"), activity.half_year),
    (_("Forecast"), activity.forecast),
    (_("Retention"), remembering.retention),
    (_("Calibration"), remembering.calibration),
    (_("Hours"), activity.hours),
    (_("Stability"), remembering.stability),
    (_("Tips"), remembering.learned),
)
"""The name of each page and what draws it, in the order of their keys."""


class Stats(Page):
    """Shows one page at a time, of figures that are read once the screen is seen, and again when it is seen again."""

    ACTIONS = STATS
    BINDINGS = bindings(STATS)

    @dataclass
    class Progress(Message):
        """The figures have come so far, 0..1."""

        share: float

    @dataclass
    class Ended(Message):
        """The figures of a study day are there, or a fault kept them away."""

        today: int
        outcome: Statistics | FlashcardsError

    def __init__(self, site: Site) -> None:
        super().__init__(site.desk)
        self.found: Statistics | None = None
        self._today = 0
        self._page = 0
        self._period = PERIODS[0]
        self._head = Drawn(id="head")
        self._figures = Drawn(words(_("Reading the log…"), "dim"), id="figures")

    def body(self) -> ComposeResult:
        """Put the names of the pages above the page."""
        yield self._head
        with VerticalScroll(id="stats"):
            yield self._figures

    def on_screen_resume(self) -> None:
        """Read the figures as they stand."""
        self._read(self.desk())

    def on_resize(self) -> None:
        """Fit the page into the new size."""
        self.call_after_refresh(self._draw)

    def action_turn(self, pages: int) -> None:
        """Go on or back by pages, in a circle."""
        self.action_turn_to((self._page + pages) % len(PAGES))

    def action_turn_to(self, page: int) -> None:
        """Go to a page, at its beginning."""
        self.fall_silent()
        self._page = page
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_period(self) -> None:
        """Look back over the next longer period, after the longest over the shortest."""
        self._period = PERIODS[(PERIODS.index(self._period) + 1) % len(PERIODS)]
        self.action_turn_to(0)

    @work(thread=True, exclusive=True, group="figures")
    def _read(self, desk: Desk) -> None:
        try:
            found = read_beside(desk, statistics, lambda share: self._tell(self.Progress(share)))
        except FlashcardsError as fault:
            self._tell(self.Ended(desk.today, fault))
        else:
            if found is not None:
                self._tell(self.Ended(desk.today, found))

    def _tell(self, message: Message) -> None:
        self.post_message(message)

    @on(Progress)
    def _progressed(self, event: Progress) -> None:
        if self.found is None:
            self._figures.draw(words(_("Reading the log: {share:.0%}", share=event.share), "dim"))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        if isinstance(event.outcome, FlashcardsError):
            self.say(str(event.outcome), fault=True)
        else:
            self.found, self._today = event.outcome, event.today
            self._draw()

    def _draw(self) -> None:
        self._head.draw(tabs([name for name, _page in PAGES], self._page, max(1, self.size.width - 2)))
        if self.found is not None:
            size = self.query_one(VerticalScroll).scrollable_content_region.size
            frame = Frame(max(1, size.width), size.height, self._today, self._period)
            self._figures.draw(PAGES[self._page][1](self.found, frame))
