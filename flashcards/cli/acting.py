"""What was done to cards and tips, said one by one with their numbers and their first words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.cli import output, shapes
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.core.note import Card, Point
    from flashcards.services.desk import Desk

_CELLS = 50


def words(point: "Point") -> str:
    """Return the first words of a tip, on one line."""
    return output.cut(output.one_line(shapes.unmarked(point.text)), _CELLS)


def tell(desk: "Desk", done: str, changed: "Sequence[Card | Point]") -> None:
    """Print a line for each card or tip that was changed, and say so if none was; ``done`` names number and words."""
    from flashcards.core.note import Card

    for one in changed:
        point = desk.store.notes.point(one.point) if isinstance(one, Card) else one
        output.line(_(done, n=one.n, words=words(point)))
    if not changed:
        output.narrate(_("Nothing changed: it was so before."))
