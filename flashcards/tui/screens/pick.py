"""Picking notes by name: Tab completes, Enter reads them beside the screen, Esc stops that."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from flashcards.errors import FlashcardsError
from flashcards.language import _, count
from flashcards.services import completing
from flashcards.tui.actions import CHOOSE, bindings
from flashcards.tui.planning import Plans, Stopped, plan_target
from flashcards.tui.screens.page import DeskNow
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Line

_MOST_OFFERS = 6


class Pick(Panel[Plans | None]):
    """Gives back the plans of the notes that were picked, None if the user cancels."""

    ACTIONS = CHOOSE
    AUTO_FOCUS: ClassVar[str] = "Line"
    BINDINGS = bindings(CHOOSE)

    @dataclass
    class Progress(Message):
        """A reading has come so far, 0..1; ``run`` counts the readings."""

        run: int
        name: str
        share: float

    @dataclass
    class Ended(Message):
        """A reading ended with plans, or with the fault of its target."""

        run: int
        outcome: Plans | FlashcardsError

    def __init__(self, desk: DeskNow) -> None:
        super().__init__()
        self._desk = desk
        self._line = Line(id="target", select_on_focus=False)
        self._under = Drawn(id="offers")
        self._reading: Worker[None] | None = None
        self._run = 0
        self._completed = ""

    def body(self) -> ComposeResult:
        """Stack the question, the line, and what is said below it."""
        yield Drawn(words(_("Which notes? A file, a folder, or @ and a shipped deck."), "bold"), id="sentence")
        yield self._line
        yield self._under

    def action_complete(self) -> None:
        """Complete the name as far as it is certain, and list what it may become."""
        if self._reading is not None:
            return
        found = completing.targets(self._line.value)
        common = _common(found)
        if len(common) > len(self._line.value):
            self._line.value = self._completed = common
            self._line.cursor_position = len(common)
        self._under.draw(_offers(found))

    def action_read(self) -> None:
        """Read and plan what is named."""
        if self._reading is None:
            self._run += 1
            self._line.disabled = True
            self._under.draw(words(_("Reading…"), "dim"))
            self._reading = self._plan(self._run, self._line.value)

    def action_close(self) -> None:
        """Stop the reading; without one go back."""
        if self._reading is None:
            self.dismiss(None)
        else:
            self._reading.cancel()
            self._rest(words(_("Stopped: nothing was stored.")))

    @property
    def at_work(self) -> bool:
        """Whether notes are being read: what is pressed meanwhile waits for what comes of it."""
        return self._reading is not None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._completed:
            self._under.draw(Content())

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_read()

    @work(thread=True, group="plan")
    def _plan(self, run: int, target: str) -> None:
        worker = get_current_worker()

        def listen(name: str, share: float) -> None:
            if worker.is_cancelled:
                raise Stopped
            self.post_message(self.Progress(run, name, share))

        try:
            outcome: Plans | FlashcardsError = plan_target(self._desk(), target, listen)
        except Stopped:
            return
        except FlashcardsError as fault:
            outcome = fault
        self.post_message(self.Ended(run, outcome))

    @on(Progress)
    def _progressed(self, event: Progress) -> None:
        if self._reading is not None and event.run == self._run:
            self._under.draw(words(_("Reading {name}: {share:.0%}", name=event.name, share=event.share), "dim"))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        if self._reading is None or event.run != self._run:
            return
        if isinstance(event.outcome, Plans) and event.outcome.plans:
            self.dismiss(event.outcome)
            return
        fault = event.outcome.faults[0] if isinstance(event.outcome, Plans) else event.outcome
        self._rest(Content.styled("! ", "bold $text-error") + words(str(fault), "$text-error"))

    def _rest(self, sentence: Content) -> None:
        """Let the user name notes again, with a sentence about the last reading."""
        self._reading = None
        self._line.disabled = False
        self._line.focus()
        self._under.draw(sentence)


def _common(names: list[str]) -> str:
    """Return what all names begin with."""
    first, last = min(names, default=""), max(names, default="")
    end = next((at for at, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), len(first))
    return first[:end]


def _offers(found: list[str]) -> Content:
    if not found:
        return words(_("Nothing of that name."), "dim")
    shown = [words(f"  {name}", "dim") for name in found[:_MOST_OFFERS]]
    if len(found) > _MOST_OFFERS:
        more = count(len(found) - _MOST_OFFERS, _("more"), _("more"))
        shown.append(words(f"  … {more}", "dim"))
    return Content("\n").join(shown)
