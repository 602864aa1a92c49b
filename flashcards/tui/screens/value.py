"""One line to write: a value, a name, a reason. What cannot be kept is said in place, and the line stays."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from flashcards.errors import FlashcardsError
from flashcards.tui.actions import VALUE, bindings
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Line


class Value(Panel[str | None]):
    """Gives what ``keep`` returns for the written line, None if the user cancels."""

    ACTIONS = VALUE
    AUTO_FOCUS: ClassVar[str] = "Line"
    BINDINGS = bindings(VALUE)

    def __init__(self, title: str, hint: str, value: str, keep: Callable[[str], str]) -> None:
        """Ask for a line, beginning with ``value``; ``keep`` stores it, or raises FlashcardsError."""
        super().__init__()
        self._title, self._hint = title, hint
        self._keep = keep
        self._line = Line(value, id="value", select_on_focus=False)

    def body(self) -> ComposeResult:
        """Stack what is asked, what is valid, and the line."""
        yield Drawn(words(self._title, "bold"), id="sentence")
        if self._hint:
            yield Drawn(words(self._hint, "dim"), id="original")
        yield self._line

    def action_keep(self) -> None:
        """Keep the line and go back; stay and say why if it cannot be kept."""
        try:
            sentence = self._keep(self._line.composed)
        except FlashcardsError as fault:
            self._keys.say(str(fault), fault=True)
        else:
            self.dismiss(sentence)

    def action_close(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._keys.fall_silent()

    @on(Input.Submitted)
    async def _submitted(self) -> None:
        await self.run_action("keep")
