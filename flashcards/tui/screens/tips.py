"""Tips: every tip by source with its status and what was made of it; read and searched beside the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual import on, work
from textual.content import Content
from textual.message import Message

from flashcards.core.note import Card
from flashcards.core.progress import Status
from flashcards.core.tokens import BadQuery
from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services import browsing, searching, tracking
from flashcards.services.browsing import SourceCount
from flashcards.services.desk import Desk
from flashcards.services.telling import Told
from flashcards.services.tracking import ORDERS, Tip
from flashcards.tui.actions import TIPS, Action, bindings
from flashcards.tui.beside import read_beside
from flashcards.tui.screens.acting import Acting
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.finder import Finder
from flashcards.tui.screens.page import Site
from flashcards.tui.widgets import tipline
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, words

_WIDE = 76
_NEEDS_TIP = {"open", "sort", "reverse", "apply", "retire", "flag", "edit", "source"}
_STATUSES = (
    None, "new", "learning", "learned", "lapsed", "slipping", "applied", "retired", "flagged", "leech", "draft",
)  # fmt: skip
_NAMES = {
    "source": _("source"), "retrievability": _("recall now"), "stability": _("stability"),
    "last_review": _("last review"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tracked:
    """Every tip, the counts of each source by its uid, and of how many answered tips how many would be recalled now."""

    tips: list[Tip]
    sources: dict[str, SourceCount]
    answered: int
    recalled: float


class Tips(Finder, Acting):
    """The tracker."""

    ACTIONS = TIPS
    BINDINGS = bindings(TIPS)

    @dataclass
    class Ended(Message):
        """The tips are there, or a fault kept them away."""

        outcome: Tracked | FlashcardsError

    @dataclass
    class Matched(Message):
        """A search has found these points, or cannot be read."""

        query: str
        outcome: set[str] | FlashcardsError

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.tracked: Tracked | None = None
        self._status = 0
        self._order = 0
        self._backwards = False
        self._matching: set[str] | None = None
        self._searching = False
        self._cursor = 0
        self._shown: Sequence[Tip | SourceCount] = []

    @property
    def actions(self) -> tuple[Action, ...]:
        """Without a tip there is nothing to act on."""
        actions = super().actions
        return actions if self._tip else tuple(one for one in actions if one.name not in _NEEDS_TIP)

    def on_screen_resume(self) -> None:
        """Read the tips as they stand."""
        self._read(self.desk())

    def on_resize(self) -> None:
        """Fit the bars into the new width."""
        self._show(self.listing.cursor or 0)

    def about(self, index: int | None) -> list[Row]:
        """Return the tip whole with its figures, or what to do where there is none."""
        tip = self._at(index)
        if tip is not None:
            return tipline.told(self.desk(), tip)
        if self.tracked is None:
            return [Row(text=words(_("Reading the log…"), "dim"))]
        if not self.tracked.tips:
            return [Row(text=words(_("No tips yet: a on Today adds notes.")))]
        return [Row(text=words(_("No tip fits. / changes the words, s the status.")))]

    def look(self, cursor: int = 0) -> None:
        """Look for what is written and show what fits; while a search is under way, the newest words come next."""
        self._cursor = cursor
        if not self.asked.strip():
            self._matching = None
            self.point_at(None)
            self._show(cursor)
        elif not self._searching:
            self._searching = True
            self._search(self.desk(), self.asked)

    def action_open(self) -> None:
        """Show the card of the tip."""
        if self._tip is not None:
            self.app.push_screen(CardPage(self.site, self._tip.card.uid))

    def action_status(self) -> None:
        """Show only the tips of the next status."""
        self.fall_silent()
        self._status = (self._status + 1) % len(_STATUSES)
        self._show(0)

    def action_sort(self) -> None:
        """Order by the next figure."""
        self.fall_silent()
        self._order = (self._order + 1) % len(ORDERS)
        self._show(0, follow=False)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.fall_silent()
        self._backwards = not self._backwards
        self._show(0, follow=False)

    def chosen(self) -> list[Card]:
        """Return the card of the tip under the cursor as it stands."""
        card = self.desk().store.cards.by_uid(self._tip.card.uid) if self._tip else None
        return [card] if card else []

    def acted(self) -> None:
        """Read the tips again."""
        self._read(self.desk())

    @work(thread=True, exclusive=True, group="tips")
    def _read(self, desk: Desk) -> None:
        try:
            found: Tracked | FlashcardsError | None = read_beside(desk, tracked)
        except FlashcardsError as fault:
            found = fault
        if found is not None:
            self.post_message(self.Ended(found))

    @work(thread=True, group="search")
    def _search(self, desk: Desk, query: str) -> None:
        try:
            found: set[str] | FlashcardsError | None = read_beside(
                desk, lambda beside, _told: searching.matching(beside, query)
            )
        except FlashcardsError as fault:
            found = fault
        if found is not None:
            self.post_message(self.Matched(query, found))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        if isinstance(event.outcome, FlashcardsError):
            self.say(str(event.outcome), fault=True)
        else:
            self.tracked = event.outcome
            self.look(self.listing.cursor or 0)

    @on(Matched)
    def _matched(self, event: Matched) -> None:
        """Show what was found, unless other words are written by now: then look for those."""
        self._searching = False
        if event.query != self.asked:
            self.look(self._cursor)
        elif isinstance(event.outcome, BadQuery):
            self.point_at(event.outcome)
        elif isinstance(event.outcome, FlashcardsError):
            self.say(str(event.outcome), fault=True)
        else:
            self._matching = event.outcome
            self.point_at(None)
            self._show(self._cursor)

    @property
    def _tip(self) -> Tip | None:
        return self._at(self.listing.cursor)

    def _at(self, index: int | None) -> Tip | None:
        one = self._shown[index] if index is not None and index < len(self._shown) else None
        return one if isinstance(one, Tip) else None

    def _show(self, cursor: int, *, follow: bool = True) -> None:
        """List what fits, with the cursor on the tip where it stood if it is to ``follow`` it, else near ``cursor``."""
        if self.tracked is None:
            self.draw_about()
            return
        order, at = ORDERS[self._order], self._tip if follow else None
        found = tracking.select(self.tracked.tips, points=self._matching, status=_STATUSES[self._status])
        found = tracking.ordered(found, order, backwards=self._backwards)
        self._shown = [*self._below_sources(found)] if order == "source" else found
        same = (
            index
            for index, one in enumerate(self._shown)
            if at and isinstance(one, Tip) and one.point.uid == at.point.uid
        )
        self.listing.show(_Drawn(self._shown, self.desk(), order, wide=self.size.width >= _WIDE), next(same, cursor))
        self.draw_about()
        self._draw_head(len(found))

    def _below_sources(self, found: list[Tip]) -> Iterator[Tip | SourceCount]:
        assert self.tracked is not None  # noqa: S101  what is found was read
        for uid, tips in groupby(found, key=lambda tip: tip.note.source.uid):
            yield self.tracked.sources[uid]
            yield from tips

    def _draw_head(self, number: int) -> None:
        assert self.tracked is not None  # noqa: S101  called once it is read
        status, wide = _STATUSES[self._status], self.size.width >= _WIDE
        parts = [_("{n} {status}", n=number, status=_(status)) if status else str(number)]
        turned = self._order or self._backwards
        if turned:
            order = f"{_NAMES[ORDERS[self._order]]} {'↓' if self._backwards else '↑'}"
            parts.append(_("sorted by {order}", order=order) if wide else order)
        if self.tracked.answered:
            figures = {"recalled": round(self.tracked.recalled), "answered": self.tracked.answered}
            told = _("about {recalled} of {answered} answered tips recalled today", **figures)
            parts.append(told if wide and not turned else _("recall {recalled}/{answered}", **figures))
        self.head.draw(Content.styled(_("Tips"), "bold") + Content("  " + "  ".join(parts)))


class _Drawn:
    """The lines of the list, each drawn when it is looked at."""

    def __init__(self, shown: Sequence[Tip | SourceCount], desk: Desk, order: str, *, wide: bool) -> None:
        self._shown, self._desk, self._order, self._wide = shown, desk, order, wide

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, index: int, /) -> Entry:
        one = self._shown[index]
        if isinstance(one, SourceCount):
            return tipline.heading(one, wide=self._wide)
        return tipline.entry(one, tipline.figure(self._desk, one, self._order))

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(len(self)))


def tracked(desk: Desk, told: Told) -> Tracked:
    """Return what the tracker shows. Expected are the chances of recall of the living tips that were answered."""
    tips = tracking.tips(desk, told=told)
    living = [tip.retrievability for tip in tips if tip.status is not Status.RETIRED and tip.reps]
    chances = [chance for chance in living if chance is not None]
    sources = {one.source.uid: one for one in browsing.sources(desk, tips)}
    return Tracked(tips, sources, len(chances), sum(chances))
