"""A card in the user's own words: question, answer and details; the notes keep theirs."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult

from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services.editing import Wording
from flashcards.tui.actions import WRITE, bindings
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Writing


class Reword(Panel[str | None]):
    """Gives what ``keep`` returns for the wording, None if the user cancels; what cannot be kept is said in place."""

    ACTIONS = WRITE
    AUTO_FOCUS: ClassVar[str] = "#answer"
    BINDINGS = bindings(WRITE)

    def __init__(self, wording: Wording, keep: Callable[[Wording], str]) -> None:
        """Begin with a wording; ``keep`` stores another one, or raises FlashcardsError."""
        super().__init__()
        self._wording = wording
        self._keep = keep
        self._question = Writing(wording.question, parts=False, id="asked")
        self._answer = Writing(wording.answer, parts=False, id="answer")
        self._details = Writing("\n".join(wording.details), parts=True, id="details")
        self._begun = [one.written for one in (self._question, self._answer, self._details)]

    def body(self) -> ComposeResult:
        """Stack question, answer and details, each below its name."""
        yield Drawn(words(_("Question (Tab goes on)"), "bold"), id="sentence")
        yield self._question
        yield Drawn(words(_("Answer"), "bold"), classes="name")
        yield self._answer
        yield Drawn(words(_("Details, one a line (F2 keeps)"), "bold"), classes="name")
        yield self._details

    def action_keep(self) -> None:
        """Keep the wording and go back; stay and say why if it cannot be kept."""
        try:
            sentence = self._keep(self._written())
        except FlashcardsError as fault:
            self._keys.say(str(fault), fault=True)
        else:
            self.dismiss(sentence)

    def action_close(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    def _written(self) -> Wording:
        """Return the wording; a part that nobody touched is as it was, to the letter."""
        question, answer, details = (one.written for one in (self._question, self._answer, self._details))
        return Wording(
            question=self._wording.question if question == self._begun[0] else "\n".join(question),
            answer=self._wording.answer if answer == self._begun[1] else "\n".join(answer),
            details=self._wording.details if details == self._begun[2] else details,
        )
