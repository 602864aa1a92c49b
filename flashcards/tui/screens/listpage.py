"""A page with one list: the keys that move in it, and below it what belongs to the line under the cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from flashcards.tui.screens.page import Page, Site
from flashcards.tui.widgets.listing import Listing
from flashcards.tui.widgets.text import Drawn, Row, Rows


class ListPage(Page):
    """Subclasses fill ``head`` and ``listing``, and say in ``about`` what belongs to a line."""

    AUTO_FOCUS: ClassVar[str] = "Listing"

    def __init__(self, site: Site) -> None:
        super().__init__(site.desk)
        self.site = site
        self.head = Drawn(id="head")
        self.listing = Listing()
        self._about = Rows(id="about")

    def body(self) -> ComposeResult:
        """Stack the head, the list, and what belongs to its line."""
        yield self.head
        yield self.listing
        yield self._about

    def about(self, index: int | None) -> list[Row]:
        """Return what is said of a line; None where the list is empty."""
        del index
        return []

    def action_move(self, steps: int) -> None:
        """Move the cursor by lines."""
        self.fall_silent()
        self.listing.move(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in sight."""
        self.fall_silent()
        self.listing.page(pages)

    def action_edge(self, way: int) -> None:
        """Move the cursor to the first or the last line."""
        self.fall_silent()
        self.listing.edge(way)

    @on(Listing.Moved)
    def draw_about(self) -> None:
        """Say what belongs to the line under the cursor."""
        self._about.show(self.about(self.listing.cursor))
        self.offer_keys()
