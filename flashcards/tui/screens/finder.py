"""A list page with a line that finds as one types; a search that cannot be read is pointed at in place."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from flashcards.core.tokens import BadQuery
from flashcards.language import _
from flashcards.tui.actions import FIND, Action, bindings
from flashcards.tui.screens.listpage import ListPage
from flashcards.tui.screens.page import Site
from flashcards.tui.widgets.text import Row, Rows, words
from flashcards.tui.widgets.writing import Line


class QueryLine(Line):
    """The line; its keys are those of ``FIND``."""

    BINDINGS: ClassVar = bindings(FIND)


class Finder(ListPage):
    """Subclasses read what fits ``asked`` in :meth:`look`, and put their own table into ``ACTIONS``."""

    def __init__(self, site: Site, query: str = "") -> None:
        super().__init__(site)
        self._line = QueryLine(
            query, placeholder=_("words, tag:work, is:flagged, prop:s>21"), id="filter", select_on_focus=False
        )
        self._fault = Rows(id="fault")

    def body(self) -> ComposeResult:
        """Put the line, and what is wrong with it, between head and list."""
        yield self.head
        yield self._line
        yield self._fault
        yield self.listing
        yield self._about

    def look(self, cursor: int = 0) -> None:
        """Show what fits, with the cursor there."""
        raise NotImplementedError

    @property
    def asked(self) -> str:
        """What is written in the line, composed."""
        return self._line.composed

    @property
    def actions(self) -> tuple[Action, ...]:
        """While something is typed, the keys of the line."""
        return FIND if self._line.has_focus else self.ACTIONS

    def on_mount(self) -> None:
        """Find what the line begins with."""
        self._fault.display = False

    def on_screen_resume(self) -> None:
        """Show it as it stands."""
        self.look(self.listing.cursor or 0)

    def on_descendant_focus(self) -> None:
        """Offer the keys of what has the focus now."""
        self.fall_silent()
        self.offer_keys()

    def action_find(self) -> None:
        """Let the user type."""
        self._line.focus()

    def action_results(self) -> None:
        """Go from the line to the list."""
        self.listing.focus()

    def action_leave(self) -> None:
        """Go from the line to the list; from there, or with nothing written, leave."""
        if self._line.has_focus and self._line.value:
            self.listing.focus()
        else:
            super().action_leave()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self._line.value:  # what was typed on meanwhile is looked for at once with the rest
            self.look()

    def point_at(self, fault: BadQuery | None) -> None:
        """Say what is wrong with the search below the character where it goes wrong, or that all is well."""
        self._fault.display = fault is not None
        if fault is not None:
            cells = cell_len(self._line.value[: fault.at - 1]) - round(self._line.scroll_offset.x)
            at = max(0, min(cells, self.size.width - 3))
            error = "$text-error"
            sentence = _("Character {at}: {fault}. The list stays as it was.", at=fault.at, fault=fault.fault)
            self._fault.show(
                [
                    Row(text=Content(" " * at) + Content.styled("▲", error)),
                    Row(Content.styled("! ", f"bold {error}"), words(sentence, error)),
                ]
            )
