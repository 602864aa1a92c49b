"""A question with two answers, over the screen that asks it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from flashcards.tui.actions import ASK, bindings
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words


class Ask(Panel[bool]):
    """Asks at the foot of the screen; y is yes, the other keys are no."""

    ACTIONS = ASK
    AUTO_FOCUS: ClassVar[str] = ""
    BINDINGS = bindings(ASK)

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def body(self) -> ComposeResult:
        """Show the question."""
        yield Drawn(Content.styled("? ", "bold $text-warning") + words(self._sentence), id="sentence")

    def action_answer(self, answer: str) -> None:
        """Go back with the answer."""
        self.dismiss(answer == "yes")
