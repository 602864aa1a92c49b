"""Work that keeps the screen waiting: it says so until all is done; thousands of cards take a while."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services.desk import Desk
from flashcards.store.connection import Patience
from flashcards.store.store import Store
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words

Result = TypeVar("Result")
Act = Callable[[Desk], str]
"""Does something to the database of a desk; returns a sentence that says what was done."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the user accepted: an act, and how many cards it moves, None where that is not known yet."""

    act: Act
    number: int | None


class Working(Panel[Result | FlashcardsError | None]):
    """Acts through a connection of its own. Gives back the act's result, or the fault that kept it from all."""

    AUTO_FOCUS: ClassVar[str] = ""
    at_work: ClassVar[bool] = True
    """What is pressed meanwhile waits for what comes of it."""

    class Ended(Message):
        """All is done, or nothing, because of a fault."""

    class Waits(Message):
        """Another program is writing, and has to end first."""

    def __init__(self, desk: Desk, act: Callable[[Desk], Result | None], sentence: str) -> None:
        super().__init__()
        self._desk = desk
        self._act = act
        self._sentence = Drawn(words(sentence), id="sentence")
        self._outcome: Result | FlashcardsError | None = None

    def body(self) -> ComposeResult:
        """Say what goes on."""
        yield self._sentence

    def on_mount(self) -> None:
        """Begin."""
        self._work()

    @work(thread=True, group="store")
    def _work(self) -> None:
        desk = self._desk
        try:
            patience = Patience(told=lambda: self.post_message(self.Waits()))
            with Store.open(desk.store.path, now=desk.now, patience=patience) as store:
                self._outcome = self._act(Desk(store, desk.settings, desk.now))
        except FlashcardsError as fault:
            self._outcome = fault
        self.post_message(self.Ended())

    @on(Waits)
    def _wait(self) -> None:
        waits = _("Another program is writing to the database; what you did will be stored once it has finished.")
        self._sentence.draw(words(waits))

    @on(Ended)
    def _ended(self) -> None:
        self.dismiss(self._outcome)
