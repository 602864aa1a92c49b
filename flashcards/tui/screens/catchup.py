"""Catching up in the app: over how many days, and what each of them would hold."""

from flashcards.errors import BadInput
from flashcards.language import _, count
from flashcards.services import backlog
from flashcards.services.backlog import Plan
from flashcards.services.desk import Desk
from flashcards.tui.screens.page import DeskNow
from flashcards.tui.screens.spreading import Preview, Spreading
from flashcards.tui.screens.working import Accepted


class CatchUp(Spreading):
    """Spreads what is overdue, in a deck with its subdecks or in all."""

    def __init__(self, desk: DeskNow, deck: str | None) -> None:
        title = _("Over how many days?") if deck is None else _("{deck}: over how many days?", deck=deck)
        super().__init__(desk, title, _("Empty: as few as your minutes and limits allow. ↑ ↓ change it."), "")
        self._deck = deck

    def preview(self, desk: Desk, text: str) -> Preview:
        """Return where the overdue cards would go. Raises BadInput for what is no number of days."""
        if text and not text.isdecimal():
            raise BadInput("{text!r} is no number of days: write one, or nothing.", text=text)
        plan = backlog.plan(desk, self._deck, days=int(text) if text else None)
        if not plan.moves:
            return Preview(_("Nothing is overdue."), (), None)
        over = count(len(plan.days), _("day"), _("days"))
        sentence = _("{cards} overdue, over {days}:", cards=_cards(len(plan.moves)), days=over)
        note = ""
        if plan.limit is not None:
            note = _("A deck takes {limit} reviews a day, so some would wait longer.", limit=plan.limit)

        def act(desk: Desk) -> str:
            return _done(backlog.catch_up(desk, plan), plan)

        return Preview(sentence, plan.days, Accepted(act, len(plan.moves)), note)

    def stepped(self, text: str, step: int) -> str | None:
        """Return the next number of days."""
        if text:
            return str(max(1, int(text) + step)) if text.isdecimal() else None
        return str(max(1, len(self.shown.days) + step)) if self.shown and self.shown.days else None


def _done(moved: int, plan: Plan) -> str:
    if not moved:
        return _("Nothing is overdue any more: it was answered or moved meanwhile.")
    over = count(len(plan.days), _("day"), _("days"))
    return _("Spread {cards} over {days}; u takes it back.", cards=_cards(moved), days=over)


def _cards(number: int) -> str:
    return count(number, _("card"), _("cards"))
