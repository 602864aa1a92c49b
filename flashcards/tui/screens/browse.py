"""Browse: the cards a search finds, sorted; acts are on those selected, else on the one under the cursor."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from flashcards.core.note import Card
from flashcards.core.tokens import BadQuery
from flashcards.language import _, count
from flashcards.services import daily, queueing, searching
from flashcards.services.searching import Found
from flashcards.store.search import SORTS
from flashcards.tui.actions import BROWSE, Action, bindings
from flashcards.tui.found import FoundCards
from flashcards.tui.screens.acting import Acting
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.finder import Finder
from flashcards.tui.screens.page import Site
from flashcards.tui.widgets import cardline
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, words

_NEEDS_CARD = {
    "open", "select", "select_all", "sort", "reverse", "suspend", "flag", "tag", "retire", "edit", "bury", "put",
    "source",
}  # fmt: skip
_NAMES = {
    "source": _("source"), "added": _("date added"), "due": _("due date"), "stability": _("stability"),
    "difficulty": _("difficulty"), "retrievability": _("recall now"), "lapses": _("lapses"), "text": _("text"),
}  # fmt: skip


class CardList(Finder, Acting):
    """The list; subclasses say what it begins with."""

    ACTIONS = BROWSE
    BINDINGS = bindings(BROWSE)
    NAME: ClassVar[str] = _("Browse")
    QUERY: ClassVar[str] = ""

    def __init__(self, site: Site) -> None:
        super().__init__(site, self.QUERY)
        self._sort = 0
        self._backwards = False
        self._found: FoundCards | None = None
        self._selected: set[str] = set()
        self._parameters: dict[str, tuple[float, ...]] = {}

    @property
    def actions(self) -> tuple[Action, ...]:
        """Without a card there is nothing to act on."""
        actions = super().actions
        return actions if self._row else tuple(one for one in actions if one.name not in _NEEDS_CARD)

    def on_resize(self) -> None:
        """Fit the head into the new width."""
        self._draw_head()

    def about(self, index: int | None) -> list[Row]:
        """Return the whole card, or what to do where none fits."""
        found = self._at(index)
        if found is not None:
            return cardline.told(self.desk(), found)
        if index is not None or self._found is None:
            return []
        return [Row(text=words(self._why_empty()))]

    def look(self, cursor: int = 0) -> None:
        """Search again; a search that cannot be read leaves the list as it is."""
        with self.spoken():
            desk = self.desk()
            try:
                found = FoundCards(desk, self.asked, sort=SORTS[self._sort], backwards=self._backwards)
            except BadQuery as fault:
                self.point_at(fault)
                return
            self.point_at(None)
            if self._found is None or (found.query, found.total) != (self._found.query, self._found.total):
                self._selected.clear()
            self._found = found
            self._parameters = {name: one.rules.parameters for name, one in queueing.options_of(desk).items()}
            self.listing.show(_Drawn(self), cursor)
            self.draw_about()
            self._draw_head()

    def action_open(self) -> None:
        """Show the card under the cursor."""
        if self._row is not None:
            self.app.push_screen(CardPage(self.site, self._row.card.uid))

    def action_select(self) -> None:
        """Select the card under the cursor or not any more, and go to the next."""
        if self._row is not None:
            self._selected ^= {self._row.card.uid}
            self.action_move(1)
            self.listing.refresh()
            self._draw_head()

    def action_select_all(self) -> None:
        """Select every card that was found; with all of them selected, none."""
        if self._found is not None:
            with self.spoken():
                found = searching.uids(self.desk(), self._found.query)
                self._selected = set() if found <= self._selected else found
                self.listing.refresh()
                self._draw_head()

    def action_unselect(self) -> None:
        """Select nothing any more."""
        self.fall_silent()
        self._selected.clear()
        self.listing.refresh()
        self._draw_head()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sort = (self._sort + 1) % len(SORTS)
        self.look()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._backwards = not self._backwards
        self.look()

    def chosen(self) -> list[Card]:
        """Return the selected cards as they stand, without any the one under the cursor."""
        uids = self._selected or ({self._row.card.uid} if self._row else set())
        return sorted(self.desk().store.cards.by_uids(uids).values(), key=lambda card: card.n)

    def one(self) -> Card | None:
        """Return the card under the cursor."""
        return self.desk().store.cards.by_uid(self._row.card.uid) if self._row else None

    def acted(self) -> None:
        """Search again, with the cursor where it is."""
        self.look(self.listing.cursor or 0)

    def line(self, index: int) -> Entry:
        """Return what stands on a line of the list."""
        found = self._at(index)
        if found is None:
            return Entry("")
        desk = self.desk()
        parameters = self._parameters[found.card.deck]
        figure = cardline.figure(desk, found.card, SORTS[self._sort], parameters, found.point.added_at)
        return cardline.entry(desk, found, figure, selected=found.card.uid in self._selected)

    @property
    def total(self) -> int:
        """How many cards were found."""
        return self._found.total if self._found else 0

    @property
    def _row(self) -> Found | None:
        return self._at(self.listing.cursor)

    def _at(self, index: int | None) -> Found | None:
        return self._found.at(index) if self._found is not None and index is not None else None

    def _why_empty(self) -> str:
        if daily.is_empty(self.desk()):
            return _("No cards yet: a on Today adds notes.")
        if self.asked.strip() == Flagged.QUERY:
            return _("No card is flagged: f flags one, here and in the review.")
        return _("No card fits. / changes the search: fewer words, or `or` between them, find more.")

    def _draw_head(self) -> None:
        narrow = self.size.width < 60
        number = count(self.total, _("card"), _("cards"))
        chosen = _("{n} selected", n=len(self._selected)) if self._selected else ""
        order = f"{_NAMES[SORTS[self._sort]]} {'↓' if self._backwards else '↑'}"
        parts = [number, chosen, order if narrow else _("sorted by {order}", order=order)]
        self.head.draw(Content.styled(self.NAME, "bold") + Content("  " + "  ".join(filter(None, parts))))


class _Drawn:
    """The lines of a list of cards, each drawn when it is looked at."""

    def __init__(self, cards: CardList) -> None:
        self._cards, self._total = cards, cards.total

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, index: int, /) -> Entry:
        return self._cards.line(index)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._cards.line, range(self._total))


class Browse(CardList):
    """Begins with every card, and with the line to type what to find."""

    AUTO_FOCUS: ClassVar[str] = "QueryLine"


class Flagged(CardList):
    """Begins with the flagged cards."""

    NAME = _("Flagged")
    QUERY = "is:flagged"
