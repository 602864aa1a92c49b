"""The row of ratings: four equal columns, each with its key, its name and when the card would come back."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message

from flashcards.core.interval import short
from flashcards.core.schedule import RATINGS, Outcome
from flashcards.language import _
from flashcards.tui.actions import REVIEW, Action
from flashcards.tui.keymap import remapped
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
        self._reveal = next(action for action in REVIEW if action.name == "reveal_or_pass")

    def hide(self, reveal: Action) -> None:
        """Offer the reveal by the key of an action."""
        self._outcomes, self._reveal = (), reveal
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
        keys = {action.call: action.key for action in remapped(self.app, (*REVIEW, self._reveal))}
        rates = [keys[f"rate({rating})"] for rating in RATINGS]
        self.draw(row(self._outcomes, self.size.width, reveal=keys[self._reveal.call], rates=rates))


def row(
    outcomes: Sequence[Outcome], width: int, *, reveal: str = "Space", rates: Sequence[str] = ("1", "2", "3", "4")
) -> Content:
    """Return the row for a width in cells: one line, or two where it is narrow; the keys are as a user reads them."""
    if not outcomes:
        shown = Content.styled(reveal, "bold") + Content("  ") + Content(_("show the answer"))
        return shown + Content("\n") if width < _NARROW else shown
    cells = width // 4
    heads = [f"{rates[o.rating - 1]} {NAMES[o.rating]} " for o in outcomes]
    styles = [f"bold {_STYLES[o.rating]}" for o in outcomes]
    if width < _NARROW:
        names = [_cell(head, cells, style) for head, style in zip(heads, styles, strict=True)]
        spans = [_cell(f"  {short(o)}", cells, "") for o in outcomes]
        return Content("\n").join([Content("").join(names), Content("").join(spans)])
    return Content("").join(
        _cell(head, cell_len(head), style) + _cell(short(o), cells - cell_len(head), "")
        for o, head, style in zip(outcomes, heads, styles, strict=True)
    )


def _cell(text: str, cells: int, style: str) -> Content:
    return Content.styled(set_cell_size(text, max(0, cells)), style)
