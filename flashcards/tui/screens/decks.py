"""Decks: what is due in each, and from here its review, its options and its name."""

from collections.abc import Sequence

from textual.content import Content

from flashcards.core.queue import lineage
from flashcards.language import _, count
from flashcards.services import browsing, decking, queueing
from flashcards.services.browsing import DeckCount
from flashcards.services.session import Session
from flashcards.tui.actions import DECKS, Action, bindings
from flashcards.tui.messages import Begin
from flashcards.tui.screens.catchup import CatchUp
from flashcards.tui.screens.listpage import ListPage
from flashcards.tui.screens.options import Options
from flashcards.tui.screens.page import Site
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, words

_NARROW = 60
_WIDE_HEADS = (_("new"), _("learning"), _("review"), _("cards"), _("aim"))
_NARROW_HEADS = (_("due"), _("cards"))


class Decks(ListPage):
    """Lists the decks, each below the deck it is a part of."""

    ACTIONS = DECKS
    BINDINGS = bindings(DECKS)

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._decks: list[DeckCount] = []
        self._aims: dict[str, float] = {}

    @property
    def actions(self) -> tuple[Action, ...]:
        """Without a deck there is nothing to act on, without anything overdue nothing to catch up with."""
        missing = set() if self._deck and self._deck.due.overdue else {"catch_up"}
        missing |= set() if self._deck else {"start", "options", "rename"}
        return tuple(one for one in DECKS if one.name not in missing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Allow what the footer offers."""
        return action not in {one.name for one in DECKS} or action in {one.name for one in self.actions}

    def on_screen_resume(self) -> None:
        """Show the counts as they stand."""
        self.acted()

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        self._draw(self.listing.cursor)

    def about(self, index: int | None) -> list[Row]:
        """Return the options in force in a deck, in a sentence."""
        if self._deck is None or index is None:
            return [Row(text=words(_("No decks yet: a on Today adds notes, and each source gets its deck.")))]
        value = {one.option.name: one.value for one in decking.in_force(self.desk(), self._deck.deck.name)}
        limits = _("{new} new and {reviews} reviews a day", new=value["new"], reviews=value["reviews"])
        steps = _("steps {steps}, again {again}", steps=value["steps"], again=value["relearn-steps"])
        aim = _("retention {share}", share=value["retention"])
        return [Row(text=words(self._deck.deck.name, "bold")), Row(text=words(f"{aim}; {limits}; {steps}"))]

    def action_start(self) -> None:
        """Review the deck, if something is due in it."""
        if self._deck is None:
            return
        if self._deck.due.total:
            self.post_message(Begin(Session(deck=self._deck.deck.name)))
        else:
            self.say(_("Nothing is due in {deck}.", deck=self._deck.deck.name))

    def action_options(self) -> None:
        """Show the options of the deck."""
        if self._deck is not None:
            self.app.push_screen(Options(self.site, self._deck.deck.name))

    def action_rename(self) -> None:
        """Ask for another name."""
        if self._deck is not None:
            old = self._deck.deck.name
            hint = _("Its subdecks follow. With :: the name puts it into another deck: {name}.", name=f"Work::{old}")
            self.app.push_screen(Value(_("Another name for {deck}", deck=old), hint, old, self._rename), self.told)

    def action_catch_up(self) -> None:
        """Show over which days what is overdue in the deck would be spread, to be accepted."""
        if self._deck is not None:
            self.app.push_screen(CatchUp(self.desk, self._deck.deck.name), self.do_accepted)

    @property
    def _deck(self) -> DeckCount | None:
        cursor = self.listing.cursor
        return self._decks[cursor - 1] if cursor is not None and 0 < cursor <= len(self._decks) else None

    def _rename(self, name: str) -> str:
        assert self._deck is not None  # noqa: S101  the line was opened on a deck
        if name.strip() == self._deck.deck.name:
            return ""
        decks = decking.rename(self.desk(), self._deck.deck.name, name)
        return _("Renamed {decks}; u takes it back.", decks=count(decks, _("deck"), _("decks")))

    def acted(self) -> None:
        """Read the decks, and keep the cursor on the deck where it stands, by its identity."""
        with self.spoken():
            at = self._deck.deck.uid if self._deck else ""
            desk = self.desk()
            self._decks = sorted(browsing.decks(desk), key=lambda one: one.deck.name.split("::"))
            self._aims = {name: one.rules.desired_retention for name, one in queueing.options_of(desk).items()}
            found = (number for number, one in enumerate(self._decks, 1) if one.deck.uid == at)
            self._draw(next(found, 1))

    def _draw(self, cursor: int | None) -> None:
        due = sum(one.due.total for one in self._decks if len(lineage(one.deck.name)) == 1)
        cards = count(due, _("card is due"), _("cards are due"))
        decks = count(len(self._decks), _("deck"), _("decks"))
        self.head.draw(Content.styled(_("Decks"), "bold") + Content(f"  {decks}  {cards}"))
        narrow = self.size.width < _NARROW
        heads = _NARROW_HEADS if narrow else _WIDE_HEADS
        top = Entry(_("   deck"), style="dim", heading=True, right=_columns(heads, heads))
        rows = [_entry(one, heads, self._aims[one.deck.name]) for one in self._decks]
        self.listing.show([top, *rows] if rows else [], cursor or 1)


def _entry(one: DeckCount, heads: tuple[str, ...], aim: float) -> Entry:
    *above, name = one.deck.name.split("::")
    due = one.due
    wide = heads == _WIDE_HEADS
    figures = (due.new, due.learning, due.review, one.cards, percent(aim)) if wide else (due.total, one.cards)
    return Entry(name, mark="  " * len(above), right=_columns([str(one) for one in figures], heads))


def _columns(cells: Sequence[str], heads: tuple[str, ...]) -> str:
    """Return cells right-aligned in columns as wide as their heads, and at least five wide."""
    return " ".join(f"{cell:>{max(5, len(head))}}" for cell, head in zip(cells, heads, strict=True))
