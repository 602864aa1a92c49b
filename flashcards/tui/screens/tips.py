"""Tips: every tip by source with its status and what was made of it; read beside the screen, filtered as one types."""

from dataclasses import dataclass

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
from flashcards.services.tracking import Tip
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
_NEEDS_TIP = {"open", "apply", "retire", "flag", "edit", "source"}
_STATUSES = (None, "new", "learning", "learned", "lapsed", "applied", "retired", "flagged", "leech", "draft")


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

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.tracked: Tracked | None = None
        self._status = 0
        self._shown: list[Tip | None] = []

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
        self.look(self.listing.cursor or 0)

    def about(self, index: int | None) -> list[Row]:
        """Return the tip whole with its figures, or what to do where there is none."""
        tip = self._at(index)
        if tip is not None:
            return tipline.told(self.desk(), tip)
        if self.tracked is None:
            return [Row(text=words(_("Reading the log…"), "dim"))]
        if not self.tracked.tips:
            return [Row(text=words(_("No tips yet: a on Today adds notes.")))]
        return [Row(text=words(_("No tip fits. / changes the words, c the status.")))]

    def look(self, cursor: int = 0) -> None:
        """Show the tips that fit, below their sources; a search that cannot be read leaves the list as it is."""
        if self.tracked is None:
            self.draw_about()
            return
        try:
            points = searching.matching(self.desk(), self.asked) if self.asked.strip() else None
        except BadQuery as fault:
            self.point_at(fault)
            return
        self.point_at(None)
        self._show(tracking.select(self.tracked.tips, points=points, status=_STATUSES[self._status]), cursor)

    def action_open(self) -> None:
        """Show the card of the tip."""
        if self._tip is not None:
            self.app.push_screen(CardPage(self.site, self._tip.card.uid))

    def action_status(self) -> None:
        """Show only the tips of the next status."""
        self.fall_silent()
        self._status = (self._status + 1) % len(_STATUSES)
        self.look()

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

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        if isinstance(event.outcome, FlashcardsError):
            self.say(str(event.outcome), fault=True)
        else:
            self.tracked = event.outcome
            self.look(self.listing.cursor or 0)

    @property
    def _tip(self) -> Tip | None:
        return self._at(self.listing.cursor)

    def _at(self, index: int | None) -> Tip | None:
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def _show(self, found: list[Tip], cursor: int) -> None:
        """List tips below their sources, with the cursor on the tip where it stood, else near ``cursor``."""
        assert self.tracked is not None  # noqa: S101  what is found was read
        at = self._tip
        entries: list[Entry] = []
        shown: list[Tip | None] = []
        source = ""
        for tip in found:
            if tip.note.source.uid != source:
                source = tip.note.source.uid
                entries.append(tipline.heading(self.tracked.sources[source], wide=self.size.width >= _WIDE))
                shown.append(None)
            entries.append(tipline.entry(tip))
            shown.append(tip)
        self._shown = shown
        same = (index for index, tip in enumerate(shown) if at and tip and tip.point.uid == at.point.uid)
        self.listing.show(entries, next(same, cursor))
        self.draw_about()
        self._draw_head(len(found))

    def _draw_head(self, number: int) -> None:
        assert self.tracked is not None  # noqa: S101  called once it is read
        status = _STATUSES[self._status]
        parts = [_("{n} {status}", n=number, status=_(status)) if status else str(number)]
        if self.tracked.answered:
            figures = {"recalled": round(self.tracked.recalled), "answered": self.tracked.answered}
            narrow = _("recall {recalled}/{answered}", **figures)
            wide = _("about {recalled} of {answered} answered tips recalled today", **figures)
            parts.append(wide if self.size.width >= _WIDE else narrow)
        self.head.draw(Content.styled(_("Tips"), "bold") + Content("  " + "  ".join(parts)))


def tracked(desk: Desk, told: Told) -> Tracked:
    """Return what the tracker shows. Expected are the chances of recall of the living tips that were answered."""
    tips = tracking.tips(desk, told=told)
    living = [tip.retrievability for tip in tips if tip.status is not Status.RETIRED and tip.reps]
    chances = [chance for chance in living if chance is not None]
    sources = {one.source.uid: one for one in browsing.sources(desk, tips)}
    return Tracked(tips, sources, len(chances), sum(chances))
