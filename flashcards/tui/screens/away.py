"""Going away in the app: from which day to which, and where what falls due between them would go."""

from flashcards.core.studyday import date_of
from flashcards.errors import BadInput
from flashcards.language import _, count
from flashcards.services import vacation
from flashcards.services.desk import Desk
from flashcards.services.vacation import Away
from flashcards.store.away import Vacation
from flashcards.tui.actions import SPREAD, Action
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.page import DeskNow
from flashcards.tui.screens.spreading import Preview, Spreading
from flashcards.tui.screens.working import Accepted

_WEEK = 7


class GoingAway(Spreading):
    """Plans a vacation, or cancels one that is planned."""

    def __init__(self, desk: DeskNow) -> None:
        now = desk()
        self._coming = vacation.coming(now)
        planned = _("Planned: {dates}.", dates=", ".join(one.name for one in self._coming)) if self._coming else ""
        hint = " ".join(filter(None, (planned, _("FROM..TO; ↑ ↓ make it longer or shorter."))))
        super().__init__(desk, _("Which days are you away?"), hint, _dates(now.today + 1, now.today + _WEEK))

    @property
    def actions(self) -> tuple[Action, ...]:
        """A vacation that is planned can be cancelled."""
        return SPREAD if self._meant else super().actions

    def preview(self, desk: Desk, text: str) -> Preview:
        """Return where the cards would go. Raises BadInput for what are no dates."""
        away = vacation.plan(desk, *vacation.parse(desk, text))
        number = len(away.plan.moves)

        def act(desk: Desk) -> str:
            return _done(vacation.go(desk, away), away)

        sentence = _("Nothing falls due {range} yet.", range=away.name)
        if number:
            sentence = _("{cards} due {range}, moved to the days around:", cards=_cards(number), range=away.name)
        return Preview(sentence, [day for day in away.plan.days if day.before != day.after], Accepted(act, number))

    def stepped(self, text: str, step: int) -> str | None:
        """Return the dates of a vacation that ends a day later or earlier."""
        try:
            first, last = vacation.parse(self.desk(), text)
        except BadInput:
            return None
        return _dates(first, max(first, last + step))

    def action_cancel(self) -> None:
        """Cancel the vacation of these dates, after a question."""
        if self._meant is not None:
            self.app.push_screen(Ask(_("Cancel the vacation {range}?", range=self._meant.name)), self._answered)

    def _answered(self, yes: bool | None) -> None:  # noqa: FBT001  the answer of a screen
        found = self._meant
        if not yes or found is None:
            return

        def act(desk: Desk) -> str:
            back = vacation.cancel(desk, found)
            return _("Cancelled {range}: {cards} went back; u takes it back.", range=found.name, cards=_cards(back))

        self.dismiss(Accepted(act, None))

    @property
    def _meant(self) -> Vacation | None:
        try:
            meant = vacation.parse(self.desk(), self.written)
        except BadInput:
            return None
        return next((one for one in self._coming if (one.first, one.last) == meant), None)


def _done(moved: int, away: Away) -> str:
    return _("Nothing is due {range} now: {cards} moved; u takes it back.", range=away.name, cards=_cards(moved))


def _dates(first: int, last: int) -> str:
    return f"{date_of(first)}..{date_of(last)}"


def _cards(number: int) -> str:
    return count(number, _("card"), _("cards"))
