"""Done: what was answered in this sitting and today, how much was recalled, what comes. Undo works here too."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from flashcards.language import _, count
from flashcards.services import daily, queueing, searching
from flashcards.services.daily import Day
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due
from flashcards.services.session import Session
from flashcards.tui.actions import DONE, FLAGGED, Action, bindings
from flashcards.tui.messages import Begin, Finished
from flashcards.tui.moments import arrival
from flashcards.tui.screens.page import DeskNow, Page
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.ratings import NAMES
from flashcards.tui.widgets.text import Drawn

_REFRESH_SECONDS = 5


class Done(Page):
    """The last screen of a review; it notices by itself when a card falls due."""

    ACTIONS = DONE
    BINDINGS = bindings(DONE)

    def __init__(self, desk: DeskNow, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self._due = 0
        self._flagged = 0
        self._body = Drawn(id="summary")

    def body(self) -> ComposeResult:
        """Show the day in a few lines."""
        with VerticalScroll(id="done"):
            yield self._body

    @property
    def actions(self) -> tuple[Action, ...]:
        """Flagged cards are offered where there are some."""
        return DONE if self._flagged else tuple(one for one in DONE if one.id != FLAGGED.id)

    def on_mount(self) -> None:
        """Show the day, and look again every few seconds."""
        self.refresh_figures()
        self.set_interval(_REFRESH_SECONDS, self.refresh_figures)

    def refresh_figures(self) -> None:
        """Read the day's figures and what comes next."""
        with self.spoken():
            desk = self.desk()
            self._due = queueing.due(desk, self.session.deck).total
            lines = [Content.styled(self._headline(), "bold"), Content(""), *self._answered(desk)]
            if made := desk.store.plans.made(desk.today):
                lines.append(Content(_("{plans} made", plans=count(made, _("plan"), _("plans")))))
            lines.append(Content(""))
            lines += [self._next(), _tomorrow(daily.tomorrow(desk, self.session.deck))]
            self._flagged = searching.page(desk, "is:flagged", limit=1).total
            if self._flagged:
                lines.append(Content(_("{cards} flagged.", cards=count(self._flagged, _("card is"), _("cards are")))))
            self.offer_keys()
            self._body.draw(Content("\n").join(lines))

    def action_start(self) -> None:
        """Go on, if there is a card to ask."""
        if self._due:
            self.post_message(Begin(self.session.renewed()))
        else:
            self.say(_("No card is due yet."))

    def action_undo(self) -> None:
        """Take back the newest act and go back to its card."""
        with self.spoken():
            back = self.session.undo(self.desk())
            if back.shown is not None:
                self.post_message(Begin(self.session, back.shown, back.sentence))
            elif back.prompted:
                self.post_message(Finished(back.sentence))
            else:
                self.refresh_figures()
                self.say(back.sentence)

    def _headline(self) -> str:
        if not self._due:
            return _("Done for now.")
        if self.session.ended is None:
            return _("A card is due again.")
        if self.session.ended.bound == "limit":
            return _(
                "That was the last of {answers}.", answers=count(self.session.limit or 0, _("answer"), _("answers"))
            )
        return _("The {minutes} min are over.", minutes=self.session.minutes)

    def _answered(self, desk: Desk) -> list[Content]:
        """Return this sitting and the day, or the day alone where both are the same."""
        today, sitting = daily.so_far(desk), daily.among(desk, self.session.answers)
        if not sitting.answered or sitting == today:
            return _figures(today, _("today"))
        return [*_figures(sitting, _("in this sitting")), Content(""), *_figures(today, _("today"))]

    def _next(self) -> Content:
        desk = self.desk()
        if self._due:
            due = count(self._due, _("card is"), _("cards are"))
            return Content(_("{cards} due now: Enter goes on.", cards=due))
        at = queueing.next_due(desk, self.session.deck)
        soon = at is not None and desk.calendar.study_day(at) == desk.today
        waiting = _("Stay if you like: this screen says when it is.") if soon else ""
        return Content("\n".join(filter(None, [arrival(at, desk.now, desk.calendar), waiting])))


def _figures(day: Day, when: str) -> list[Content]:
    if not day.answered:
        return [Content(_("Nothing was answered today."))]
    named = zip(NAMES.values(), day.ratings, strict=True)
    ratings = ", ".join(f"{name} {number}" for name, number in named)
    lines = [
        Content(_("{answers} {when}", answers=count(day.answered, _("answer"), _("answers")), when=when)),
        Content.styled(ratings, "dim"),
    ]
    if day.asked:
        share = percent(day.passed / day.asked)
        lines.append(
            Content(_("{passed} of {asked} recalled ({share})", passed=day.passed, asked=day.asked, share=share))
        )
    if day.duration_ms >= 60_000:
        lines.append(Content(_("{minutes} min", minutes=day.duration_ms // 60_000)))
    return lines


def _tomorrow(due: Due) -> Content:
    cards = count(due.total, _("card"), _("cards"))
    if not due.total:
        return Content(_("Tomorrow: {cards}.", cards=cards))
    return Content(_("Tomorrow: {cards}, about {minutes} min.", cards=cards, minutes=due.minutes))
