"""Catching up and going away: which days would hold what, worked out anew as one types, and done only when accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input

from flashcards.errors import FlashcardsError
from flashcards.services.backlog import Day
from flashcards.services.desk import Desk
from flashcards.services.telling import Told
from flashcards.tui.actions import SPREAD, Action, bindings
from flashcards.tui.beside import read_beside
from flashcards.tui.screens.page import DeskNow
from flashcards.tui.screens.panel import Panel
from flashcards.tui.screens.working import Accepted
from flashcards.tui.widgets.days import days
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Line


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done: in a sentence, by days, and as an act; without the act there is nothing to do."""

    sentence: str
    days: Sequence[Day]
    accepted: Accepted | None
    note: str = ""


class Spreading(Panel[Accepted | None]):
    """Gives back what the user accepted, None if nothing. Subclasses read in ``preview`` what is written."""

    ACTIONS = SPREAD
    AUTO_FOCUS: ClassVar[str] = "Line"
    BINDINGS = bindings(SPREAD)

    @dataclass
    class Planned(Message):
        """What is written is worked out, or why it cannot be."""

        text: str
        outcome: Preview | FlashcardsError

    def __init__(self, desk: DeskNow, title: str, hint: str, text: str) -> None:
        super().__init__()
        self.desk = desk
        self._title, self._hint = title, hint
        self._line = Line(text, id="value", select_on_focus=False)
        self._sentence = Drawn(id="offers")
        self._days = Drawn(id="days")
        self.shown: Preview | None = None

    def body(self) -> ComposeResult:
        """Stack what is asked, the line, what it comes to, and the days."""
        yield Drawn(words(self._title, "bold"), id="sentence")
        if self._hint:
            yield Drawn(words(self._hint, "dim"), id="original")
        yield self._line
        yield self._sentence
        with VerticalScroll(id="table", can_focus=False):
            yield self._days

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done with what is written."""
        return tuple(one for one in SPREAD if one.name != "cancel")

    def preview(self, desk: Desk, text: str) -> Preview:
        """Return what would be done for a text. Raises FlashcardsError where it means nothing. Runs in a thread."""
        raise NotImplementedError

    def stepped(self, text: str, step: int) -> str | None:
        """Return the text for so many days more, None where there is none."""
        raise NotImplementedError

    @property
    def written(self) -> str:
        """What is written."""
        return self._line.composed.strip()

    def on_mount(self) -> None:
        """Work out what is written at the start."""
        self._look()

    def action_accept(self) -> None:
        """Go back with what is shown, once it is what is written."""
        if self.shown is not None and self.shown.accepted is not None:
            self.dismiss(self.shown.accepted)

    def action_step(self, step: int) -> None:
        """Write a day more or less."""
        text = self.stepped(self.written, step)
        if text is not None:
            self._line.value = text
            self._line.cursor_position = len(text)

    def action_page(self, pages: int) -> None:
        """Scroll the days."""
        plan = self.query_one("#table", VerticalScroll)
        plan.scroll_relative(y=pages * max(1, plan.size.height - 1), animate=False)

    def action_close(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    @on(Input.Changed)
    def _look(self) -> None:
        self.shown = None
        self._keys.fall_silent()
        self._keys.offer(self.actions)
        self._read(self.desk(), self.written)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_accept()

    @work(thread=True, exclusive=True, group="plan")
    def _read(self, desk: Desk, text: str) -> None:
        def read(desk: Desk, _told: Told) -> Preview:
            return self.preview(desk, text)

        try:
            outcome: Preview | FlashcardsError | None = read_beside(desk, read)
        except FlashcardsError as fault:
            outcome = fault
        if outcome is not None:
            self.post_message(self.Planned(text, outcome))

    @on(Planned)
    def _planned(self, event: Planned) -> None:
        if event.text != self.written:
            return
        if isinstance(event.outcome, FlashcardsError):
            self._draw("", ())
            self._keys.say(str(event.outcome), fault=True)
        else:
            self.shown = found = event.outcome
            self._draw(" ".join(filter(None, (found.sentence, found.note))), found.days)

    def _draw(self, sentence: str, found: Sequence[Day]) -> None:
        self._sentence.draw(words(sentence))
        self._days.draw(days(found))
