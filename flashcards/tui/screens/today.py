"""Today: what is due and how long it takes, and the tips learned per source. An empty database says how to begin."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from flashcards.language import _, count
from flashcards.services import adding, backlog, daily, gathering, queueing
from flashcards.services.daily import SourceProgress
from flashcards.services.queueing import Due
from flashcards.services.session import Session
from flashcards.tui.actions import EMPTY, HOME, TODAY, Action, bindings
from flashcards.tui.messages import Begin, Picked
from flashcards.tui.moments import arrival, day_name
from flashcards.tui.planning import Plans
from flashcards.tui.screens.page import DeskNow, Page
from flashcards.tui.screens.pick import Pick
from flashcards.tui.widgets.bars import bars
from flashcards.tui.widgets.text import Drawn, words

_REFRESH_SECONDS = 60


class Today(Page):
    """The first screen."""

    ACTIONS = TODAY
    BINDINGS = bindings(HOME)

    def __init__(self, desk: DeskNow, session: Session) -> None:
        super().__init__(desk)
        self._session = session
        self._empty = False
        self._sources: list[SourceProgress] = []
        self._due: Due | None = None
        self._head = Drawn(id="head")
        self._summary = Drawn(id="summary")
        self._bars = Drawn(id="bars")

    def body(self) -> ComposeResult:
        """Stack the date, what is due, and the bars."""
        yield self._head
        with VerticalScroll(id="today"):
            yield self._summary
            yield self._bars

    def on_mount(self) -> None:
        """Look again every minute: steps fall due, and days begin."""
        self.set_interval(_REFRESH_SECONDS, self.refresh_figures)

    def on_screen_resume(self) -> None:
        """Show the figures as they stand."""
        self.refresh_figures()

    def on_resize(self) -> None:
        """Fit the bars into the new width."""
        self._draw_bars()

    @property
    def actions(self) -> tuple[Action, ...]:
        """An empty database offers what to add; without due cards there is nothing to start."""
        if self._empty:
            return EMPTY
        return tuple(action for action in TODAY if action.name != "start" or (self._due and self._due.total))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Adding is for an empty database, starting for a filled one."""
        names = {one.name for one in self.actions}
        return action in names or action not in {one.name for one in (*EMPTY, *TODAY)}

    def refresh_figures(self) -> None:
        """Read what is due, show it, and then the bars, which take longer."""
        with self.spoken():
            desk = self.desk()
            deck = self._session.deck or ""
            day = day_name(desk.now, desk.calendar)
            self._head.draw(Content.styled("flashcards", "bold") + Content(f"  {day}  ") + words(deck))
            self._empty = daily.is_empty(desk)
            self._summary.draw(_first_steps() if self._empty else self._due_summary())
            self.offer_keys()
            self.call_after_refresh(self._read_sources)

    def action_start(self) -> None:
        """Start the review."""
        self.post_message(Begin(self._session.renewed()))

    def action_add(self, name: str) -> None:
        """Add a shipped deck."""
        with self.spoken():
            desk = self.desk()
            stored = adding.store(desk, [adding.plan(desk, gathering.shipped(name), adding.Options())])
            self.refresh_figures()
            self.say(_("Added {tips}. Enter starts.", tips=count(stored.new, _("tip"), _("tips"))))

    def action_pick(self) -> None:
        """Let the user pick notes, and go on with their plans."""
        self.app.push_screen(Pick(self.desk), self._picked)

    def _picked(self, found: Plans | None) -> None:
        if found is not None:
            sentences = " ".join(map(str, found.faults[:1]))
            more = len(found.faults) - 1
            if more > 0:
                sentences += " " + _("{files} more could not be read.", files=count(more, _("file"), _("files")))
            self.post_message(Picked(found.plans, sentences))

    def action_undo(self) -> None:
        """Take back the newest act of the day and go back to its card."""
        with self.spoken():
            session = self._session.renewed()
            back = session.undo(self.desk())
            if back.shown is not None:
                self.post_message(Begin(session, back.shown, back.sentence))
            else:
                self.refresh_figures()
                self.say(back.sentence)

    def _due_summary(self) -> Content:
        desk = self.desk()
        self._due = due = queueing.due(desk, self._session.deck)
        lines = [Content.styled(_headline(due), "bold")]
        if due.total:
            lines.append(
                Content(_("{new} new, {learning} learning, {review} to review",
                          new=due.new, learning=due.learning, review=due.review))
            )  # fmt: skip
            lines.append(Content(_("about {minutes} min", minutes=due.minutes)))
        else:
            lines.append(Content(arrival(queueing.next_due(desk, self._session.deck), desk.now, desk.calendar)))
        if hint := backlog.hint(desk, due.overdue, self._session.deck):
            lines.append(Content(hint))
        answered = daily.so_far(desk).answered
        if answered:
            lines.append(Content(_("{answers} today", answers=count(answered, _("answer"), _("answers")))))
        streak = daily.streak(desk)
        if streak > 1:
            lines.append(Content(_("{days} days in a row", days=streak)))
        return Content("\n").join(lines)

    def _read_sources(self) -> None:
        with self.spoken():
            self._bars.display = not self._empty
            self._sources = daily.learned_by_source(self.desk())
            self._draw_bars()

    def _draw_bars(self) -> None:
        if self._sources:
            width = self.query_one("#today").size.width
            title = Content.styled(_("Tips learned"), "dim")
            self._bars.draw(Content("\n").join([title, bars(self._sources, width - 4)]))


def _headline(due: Due) -> str:
    if not due.total:
        return _("Nothing is due.")
    return _("{cards} due", cards=count(due.total, _("card"), _("cards")))


def _first_steps() -> Content:
    key = "bold $text-accent"
    lines = [
        Content.styled(_("No cards yet. Three ways to begin:"), "bold"),
        Content(""),
        Content.styled("1  ", key) + Content(_("Add the shipped deck: 60 tips for AI engineers, in Korean.")),
        Content.styled("2  ", key) + Content(_("Add the tour: ten cards, in English.")),
        Content.styled("a  ", key) + Content(_("Add your own notes: a file or a folder.")),
    ]
    return Content("\n").join(lines)
