"""The help: every key of the screen below it, read from the table of actions."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from flashcards.language import _
from flashcards.tui.actions import JAMO, OVERLAY, Action, bindings
from flashcards.tui.keymap import remapped
from flashcards.tui.widgets.text import Drawn


class Help(ModalScreen[None]):
    """A list of keys over the screen that asked for it."""

    AUTO_FOCUS: ClassVar[str] = "VerticalScroll"
    BINDINGS = bindings(OVERLAY)

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions
        self._listing = Drawn(id="listing")

    def on_resize(self) -> None:
        """Fit the sentences beside the keys."""
        self._listing.draw(listing(remapped(self.app, self._actions), self._listing.size.width))

    def compose(self) -> ComposeResult:
        """Show one line per action, and how to close."""
        with VerticalScroll(id="help"):
            yield self._listing

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll the list by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Go back to the screen."""
        self.dismiss()


def listing(actions: Sequence[Action], width: int) -> Content:
    """Return the keys of actions in one column and their sentences in another, within a width in cells."""
    column = max(cell_len(action.all_keys) for action in actions) + 2
    rows, room = [], max(10, width - column)
    for action in actions:
        keys = Content.styled(set_cell_size(action.all_keys, column), "bold $text-accent")
        sentence = Content("\n" + " " * column).join(Content(action.help).wrap(room))
        rows.append(keys + sentence)
    notes = [
        Content(""),
        Content(_("Ctrl+P finds actions by name. Hangul mode works too: {q} is q.", q=JAMO["q"])),
        Content(_("Esc closes this list.")),
    ]
    return Content("\n").join([*rows, *notes])
