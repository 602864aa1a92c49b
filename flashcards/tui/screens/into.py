"""Choosing a deck: those whose names hold what is typed, and below them the new deck that it would name."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from flashcards.language import _
from flashcards.services import decking
from flashcards.tui.actions import INTO, bindings
from flashcards.tui.screens.page import DeskNow
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.listing import Entry, Listing
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Line


class Into(Panel[str | None]):
    """Gives back the name of a deck, which may be a new one; None if the user cancels."""

    ACTIONS = INTO
    AUTO_FOCUS: ClassVar[str] = "Line"
    BINDINGS = bindings(INTO)

    def __init__(self, desk: DeskNow, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._title = title
        self._line = Line(placeholder=_("a part of its name, or a new name"), id="value", select_on_focus=False)
        self._listing = Listing()
        self._listing.can_focus = False
        self._names: list[str] = []

    def body(self) -> ComposeResult:
        """Stack what is asked, the line, and the decks."""
        yield Drawn(words(self._title, "bold"), id="sentence")
        yield self._line
        yield self._listing

    def on_mount(self) -> None:
        """Offer every deck."""
        self._offer()

    def action_move(self, steps: int) -> None:
        """Point at the next deck, or the one before."""
        self._listing.move(steps)

    def action_take(self) -> None:
        """Go back with the deck that is pointed at."""
        if self._listing.cursor is None:
            self._keys.say(_("Write a name, with :: between a deck and its subdeck."), fault=True)
        else:
            self.dismiss(self._names[self._listing.cursor])

    def action_close(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    @on(Input.Changed)
    def _offer(self) -> None:
        self._keys.fall_silent()
        names, new = decking.offered(self._desk(), self._line.composed)
        self._names = names if new is None else [*names, new]
        entries = [Entry(name) for name in names]
        if new is not None:
            entries.append(Entry(new, mark="+", right=_("new deck")))
        self._listing.styles.height = max(1, min(len(entries), 8))
        self._listing.show(entries)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_take()
