"""Done: what was answered today, how much was recalled, what comes next. Undo works here too."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from flashcards.language import _, count
from flashcards.services import daily, queueing
from flashcards.services.daily import Day
from flashcards.services.session import Session
from flashcards.tui.actions import DONE, bindings
from flashcards.tui.messages import Begin
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
        self._body = Drawn(id="summary")

    def body(self) -> ComposeResult:
        """Show the day in a few lines."""
        with VerticalScroll(id="done"):
            yield self._body

    def on_mount(self) -> None:
        """Show the day, and look again every few seconds."""
        self.refresh_figures()
        self.set_interval(_REFRESH_SECONDS, self.refresh_figures)

    def refresh_figures(self) -> None:
        """Read the day's figures and what comes next."""
        with self.spoken():
            desk = self.desk()
            self._due = queueing.due(desk, self.session.deck).total
            lines = [Content.styled(self._headline(), "bold"), Content(""), *_figures(daily.so_far(desk)), Content("")]
            lines.append(self._next())
            tomorrow = daily.tomorrow(desk, self.session.deck).total
            lines.append(Content(_("Tomorrow: {cards}.", cards=count(tomorrow, _("card"), _("cards")))))
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

    def _next(self) -> Content:
        desk = self.desk()
        if self._due:
            due = count(self._due, _("card is"), _("cards are"))
            return Content(_("{cards} due now: Enter goes on.", cards=due))
        at = queueing.next_due(desk, self.session.deck)
        soon = at is not None and desk.calendar.study_day(at) == desk.today
        waiting = _("Stay if you like: this screen says when it is.") if soon else ""
        return Content("\n".join(filter(None, [arrival(at, desk.now, desk.calendar), waiting])))


def _figures(day: Day) -> list[Content]:
    if not day.answered:
        return [Content(_("Nothing was answered today."))]
    named = zip(NAMES.values(), day.ratings, strict=True)
    ratings = ", ".join(f"{name} {number}" for name, number in named)
    lines = [
        Content(_("{answers} today", answers=count(day.answered, _("answer"), _("answers")))),
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
