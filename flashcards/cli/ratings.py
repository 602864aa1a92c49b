"""The four ratings: as they are typed, and with what they lead to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.errors import BadInput
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.core.schedule import Outcome

RATINGS = {"again": 1, "hard": 2, "good": 3, "easy": 4}


def rating(word: str) -> int:
    """Return the rating that a word or a number from 1 to 4 means. Raises BadInput for another."""
    known = RATINGS | {str(number): number for number in RATINGS.values()}
    if word.casefold() not in known:
        raise BadInput("A rating is 1 (again), 2 (hard), 3 (good) or 4 (easy), not {word!r}.", word=word)
    return known[word.casefold()]


def labels(outcomes: "Sequence[Outcome]") -> str:
    """Return the four ratings with their intervals, on one line."""
    from flashcards.core.interval import short

    names = (_("Again"), _("Hard"), _("Good"), _("Easy"))
    return "   ".join(
        f"{outcome.rating} {name} {short(outcome)}" for outcome, name in zip(outcomes, names, strict=True)
    )
