"""The user's own words for a point, or the parts it falls into, with the line of the notes in sight."""

from typing import ClassVar

from textual.app import ComposeResult

from flashcards.language import _
from flashcards.tui.actions import WRITE, bindings
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words
from flashcards.tui.widgets.writing import Writing


class Write(Panel[tuple[str, ...] | None]):
    """Gives back what was written, one text per line with ``parts``; None if the user cancels."""

    ACTIONS = WRITE
    AUTO_FOCUS: ClassVar[str] = "Writing"
    BINDINGS = bindings(WRITE)

    def __init__(self, original: str, text: str, *, parts: bool) -> None:
        """Show the line of the notes above the text to begin with."""
        super().__init__()
        self._original = original
        self._parts = parts
        self._writing = Writing(text, parts=parts)

    def body(self) -> ComposeResult:
        """Stack what is asked, the line as it stands in the notes, and the text."""
        asked = _("One card per line; Enter on an empty last line keeps them.") if self._parts else _("Your wording:")
        yield Drawn(words(self._original[:_LONGEST], "dim"), id="original")
        yield Drawn(words(asked, "bold"), id="sentence")
        yield self._writing

    def action_keep(self) -> None:
        """Go back with what is written."""
        written = self._writing.written
        if written:
            self.dismiss(written if self._parts else (" ".join(written),))
        else:
            self._keys.say(_("A card needs words. Esc goes back; there, Space drops the point."), fault=True)

    def action_close(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)


_LONGEST = 400
"""How many characters of the line in the notes are shown."""
