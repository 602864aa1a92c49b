"""The footer: the keys of the screen as far as they fit, or a sentence that something was done or went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from flashcards.tui.actions import Action
from flashcards.tui.keymap import remapped
from flashcards.tui.widgets.text import Drawn, words

_GAP = 2


class KeyBar(Drawn):
    """One line of keys, or a sentence that may take more; a click on a key does what the key does."""

    @dataclass
    class Clicked(Message):
        """A key of the bar was clicked."""

        call: str

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._actions: Sequence[Action] = ()
        self._sentence: Content | None = None

    def offer(self, actions: Sequence[Action]) -> None:
        """Show these keys, unless a sentence stands there."""
        self._actions = actions
        self._lay()

    def say(self, sentence: str, *, fault: bool) -> None:
        """Show a sentence until :meth:`fall_silent`; a fault begins with ``!``."""
        mark = Content.styled("! ", "bold $text-error") if fault else Content("")
        self._sentence = mark + words(sentence, "$text-error" if fault else "")
        self._lay()

    def fall_silent(self) -> None:
        """Show the keys again."""
        if self._sentence is not None:
            self._sentence = None
            self._lay()

    def on_resize(self) -> None:
        """Fit the keys into the new width."""
        self._lay()

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        if self._sentence is None:
            for action, start, end in fitting(remapped(self.app, self._actions), self.size.width):
                if start <= event.x < end:
                    self.post_message(self.Clicked(action.call))

    def _lay(self) -> None:
        actions = remapped(self.app, self._actions)
        self.draw(self._sentence if self._sentence is not None else keys(actions, self.size.width))


def keys(actions: Sequence[Action], width: int) -> Content:
    """Return the line of keys that fit into a width in cells."""
    shown = [
        Content.styled(action.key, "bold $text-accent") + Content(f" {action.label}")
        for action, _start, _end in fitting(actions, width)
    ]
    return Content(" " * _GAP).join(shown)


def fitting(actions: Sequence[Action], width: int) -> list[tuple[Action, int, int]]:
    """Return the labelled actions that fit, each with its first and last column; the last two always stay."""
    labelled = [action for action in actions if action.label]
    while len(labelled) > 2 and sum(map(_cells, labelled)) + _GAP * (len(labelled) - 1) > width:
        labelled.pop(-3)
    placed, start = [], 0
    for action in labelled:
        placed.append((action, start, start + _cells(action)))
        start += _cells(action) + _GAP
    return placed


def _cells(action: Action) -> int:
    return cell_len(f"{action.key} {action.label}")
