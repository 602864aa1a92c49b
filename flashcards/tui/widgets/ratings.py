"""The row of ratings: four equal columns, each with its key, its name and when the card would come back."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message

from flashcards.core.interval import short
from flashcards.core.schedule import Outcome
from flashcards.language import _
from flashcards.tui.widgets.text import Drawn

_NARROW = 60
NAMES = {1: _("Again"), 2: _("Hard"), 3: _("Good"), 4: _("Easy")}
_STYLES = {1: "$text-error", 2: "$text-warning", 3: "$text-success", 4: "$text-primary"}


class Ratings(Drawn):
    """Shows how to go on: the key that reveals, then the four ratings. A click on a column is that key."""

    @dataclass
    class Pressed(Message):
        """A click: a rating 1..4, or None for the reveal."""

        rating: int | None

    def __init__(self) -> None:
        super().__init__(id="ratings")
        self._outcomes: Sequence[Outcome] = ()

    def hide(self) -> None:
        """Offer the reveal."""
        self._outcomes = ()
        self._lay()

    def offer(self, outcomes: Sequence[Outcome]) -> None:
        """Offer the four ratings."""
        self._outcomes = outcomes
        self._lay()

    def on_resize(self) -> None:
        """Lay the row out anew."""
        self._lay()

    def on_click(self, event: events.Click) -> None:
        """Tell which column was clicked."""
        column = min(3, event.x * 4 // max(1, self.size.width))
        self.post_message(self.Pressed(column + 1 if self._outcomes else None))

    def _lay(self) -> None:
        self.draw(row(self._outcomes, self.size.width))


def row(outcomes: Sequence[Outcome], width: int) -> Content:
    """Return the row for a width in cells: one line, or two where it is narrow."""
    if not outcomes:
        reveal = Content.styled(_("Space"), "bold") + Content("  ") + Content(_("show the answer"))
        return reveal + Content("\n") if width < _NARROW else reveal
    cells = width // 4
    names = [_cell(f"{o.rating} {NAMES[o.rating]}", cells, f"bold {_STYLES[o.rating]}") for o in outcomes]
    spans = [_cell(f"  {short(o)}", cells, "") for o in outcomes]
    if width < _NARROW:
        return Content("\n").join([Content("").join(names), Content("").join(spans)])
    return Content("").join(
        _cell(f"{o.rating} {NAMES[o.rating]} ", len(f"{o.rating} {NAMES[o.rating]} "), f"bold {_STYLES[o.rating]}")
        + _cell(short(o), cells - len(f"{o.rating} {NAMES[o.rating]} "), "")
        for o in outcomes
    )


def _cell(text: str, cells: int, style: str) -> Content:
    return Content.styled(set_cell_size(text, max(0, cells)), style)
