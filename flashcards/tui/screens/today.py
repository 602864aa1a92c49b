"""Today: what is due and how long it takes; then, read beside the screen, answers, the coming week and tips learned.

An empty database says how to begin.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from flashcards.errors import FlashcardsError
from flashcards.language import _, count
from flashcards.services import adding, backlog, daily, gathering, prompting, queueing, reviewing
from flashcards.services.daily import Overview
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due
from flashcards.services.session import Session
from flashcards.tui.actions import EMPTY, HOME, TODAY, Action, bindings
from flashcards.tui.beside import read_beside
from flashcards.tui.keymap import remapped
from flashcards.tui.messages import Begin, Picked
from flashcards.tui.moments import arrival, day_name
from flashcards.tui.planning import Plans
from flashcards.tui.screens.away import GoingAway
from flashcards.tui.screens.catchup import CatchUp
from flashcards.tui.screens.page import DeskNow, Page
from flashcards.tui.screens.pick import Pick
from flashcards.tui.widgets.bars import bars
from flashcards.tui.widgets.text import Drawn, words

_REFRESH_SECONDS = 60
_WIDEST = 120


class Today(Page):
    """The first screen."""

    ACTIONS = TODAY
    BINDINGS = bindings(HOME)

    @dataclass
    class Read(Message):
        """The figures below what is due are there, or a fault kept them away."""

        outcome: Overview | FlashcardsError

    def __init__(self, desk: DeskNow, session: Session) -> None:
        super().__init__(desk)
        self._session = session
        self._empty = False
        self._overview: Overview | None = None
        self._due: Due | None = None
        self._prompts = 0
        self._head = Drawn(id="head")
        self._summary = Drawn(id="summary")
        self._weeks = Drawn(id="weeks")
        self._bars = Drawn(id="bars")

    def body(self) -> ComposeResult:
        """Stack the date, what is due, the weeks behind and ahead, and the bars."""
        yield self._head
        with VerticalScroll(id="today"):
            yield self._summary
            yield self._weeks
            yield self._bars

    def on_mount(self) -> None:
        """Look again every minute: steps fall due, and days begin."""
        self.set_interval(_REFRESH_SECONDS, self._look_again)

    def on_screen_resume(self) -> None:
        """Show the figures as they stand."""
        self.refresh_figures()

    def on_resize(self) -> None:
        """Fit the figures into the new width."""
        self.call_after_refresh(self._draw_figures)

    @property
    def actions(self) -> tuple[Action, ...]:
        """An empty database offers what to add; without due cards and plans to make there is nothing to start."""
        if self._empty:
            return EMPTY
        due = self._due
        missing = set() if due and (due.total or self._prompts) else {"start"}
        missing |= set() if due and due.overdue else {"catch_up"}
        return tuple(action for action in TODAY if action.name not in missing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Adding is for an empty database, starting for a filled one; two acts say themselves what they lack."""
        names = {"catch_up", "vacation", *(one.name for one in self.actions)}
        return action in names or action not in {one.name for one in (*EMPTY, *TODAY)}

    def refresh_figures(self) -> None:
        """Read what is due, show it, and then read the rest beside the screen."""
        if self._show_due():
            self.call_after_refresh(self._read_figures)

    def _look_again(self) -> None:
        """Show what is due; the rest only where the day is another."""
        if self._show_due() and self._overview is None:
            self._read_figures()

    def _show_due(self) -> bool:
        """Show what is due now, and clear what is not true any more; say whether there is more to show."""
        with self.spoken():
            desk = self.desk()
            deck = self._session.deck or ""
            day = day_name(desk.calendar.starts(desk.today), desk.calendar)
            self._head.draw(Content.styled("flashcards", "bold") + Content(f"  {day}  ") + words(deck))
            self._empty = daily.is_empty(desk)
            self._summary.draw(_first_steps(self._keys_now()) if self._empty else self._due_summary())
            self.offer_keys()
            if self._overview is not None and (self._empty or self._overview.today != desk.today):
                self._overview = None
                self._draw_figures()
        return not self._empty

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

    def acted(self) -> None:
        """Show the figures as an act left them."""
        self.refresh_figures()

    def action_catch_up(self) -> None:
        """Show over which days what is overdue would be spread, to be accepted."""
        if backlog.overdue(self.desk(), self._session.deck):
            self.app.push_screen(CatchUp(self.desk, self._session.deck), self.do_accepted)
        else:
            self.say(_("Nothing is overdue."))

    def action_vacation(self) -> None:
        """Ask for days to keep free of reviews."""
        if self._empty:
            self.say(_("No cards yet: there is nothing to move."))
        else:
            self.app.push_screen(GoingAway(self.desk), self.do_accepted)

    def action_undo(self) -> None:
        """Take back the newest act of the day and go back to its card."""
        if reviewing.size_of_undo(self.desk()) > 1:
            super().action_undo()
            return
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
        self._prompts = 0 if due.total else len(prompting.prompts(desk, self._session.deck))
        lines = [Content.styled(_headline(due), "bold")]
        if due.total:
            lines.append(
                Content(_("{new} new, {learning} learning, {review} to review",
                          new=due.new, learning=due.learning, review=due.review))
            )  # fmt: skip
            lines.append(Content(_("about {minutes} min", minutes=due.minutes)))
        else:
            lines.append(Content(arrival(queueing.next_due(desk, self._session.deck), desk.now, desk.calendar)))
        if self._prompts:
            lines.append(Content(count(self._prompts, _("plan to make"), _("plans to make"))))
        if hint := backlog.hint(desk, due.overdue, self._session.deck, way=self._keys_now()["catch_up"]):
            lines.append(Content(hint))
        answered = daily.so_far(desk).answered
        if answered:
            lines.append(Content(_("{answers} today", answers=count(answered, _("answer"), _("answers")))))
        streak = daily.streak(desk)
        if streak > 1:
            lines.append(Content(_("{days} days in a row", days=streak)))
        return Content("\n").join(lines)

    def _keys_now(self) -> dict[str, str]:
        return {action.id or action.name: action.key for action in remapped(self.app, HOME)}

    def _read_figures(self) -> None:
        self._read(self.desk())

    @work(thread=True, exclusive=True, group="figures")
    def _read(self, desk: Desk) -> None:
        try:
            found: Overview | FlashcardsError | None = read_beside(desk, daily.overview)
        except FlashcardsError as fault:
            found = fault
        if found is not None:
            self.post_message(self.Read(found))

    @on(Read)
    def _has_read(self, event: Read) -> None:
        if isinstance(event.outcome, FlashcardsError):
            self.say(str(event.outcome), fault=True)
        elif not self._empty:
            self._overview = event.outcome
            self._draw_figures()

    def _draw_figures(self) -> None:
        found = self._overview
        if found is None:
            self._place(Content(), Content())
            return
        from flashcards.tui.widgets.weeks import weeks  # noqa: PLC0415  after the first paint

        width = self.query_one("#today").scrollable_content_region.width
        title = Content.styled(_("Tips learned"), "dim")
        self._place(weeks(found, min(width, _WIDEST)), Content("\n").join([title, bars(found.sources, width)]))

    def _place(self, weeks: Content, learned: Content) -> None:
        for widget, content in ((self._weeks, weeks), (self._bars, learned)):
            widget.draw(content)
            widget.set_class(not content.plain, "-empty")


def _headline(due: Due) -> str:
    if not due.total:
        return _("Nothing is due.")
    return _("{cards} due", cards=count(due.total, _("card"), _("cards")))


def _first_steps(keys: Mapping[str, str]) -> Content:
    key = "bold $text-accent"
    ways = {
        "shipped": _("Add the shipped deck: 60 tips for AI engineers, in Korean."),
        "tour": _("Add the tour: ten cards, in English."),
        "pick": _("Add your own notes: a file or a folder."),
    }
    lines = [Content.styled(_("No cards yet. Three ways to begin:"), "bold"), Content("")]
    lines += [Content.styled(f"{keys[name]}  ", key) + Content(sentence) for name, sentence in ways.items()]
    return Content("\n").join(lines)
