"""Decks within a file: a line ``deck:: NAME`` puts the cards of what follows there, up to the next such line."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from flashcards.reading.outline import Outline
from flashcards.reading.proposal import ProposedQuestion

_DECK = re.compile(r"deck::(?:\s+(.*))?")


def decked(
    questions: tuple[ProposedQuestion, ...], outline: Outline, lines: Sequence[str]
) -> tuple[ProposedQuestion, ...]:
    """Return the questions with the deck that stands above each; ``deck::`` alone ends the one before."""
    given = [
        (number, (found[1] or "").strip() or None)
        for region in outline.skipped
        if region.name == "property"
        for number in range(region.first, region.last + 1)
        if (found := _DECK.fullmatch(lines[number - 1].rstrip()))
    ]
    if not given:
        return questions
    starts = [number for number, _deck in given]

    def deck_at(line: int) -> str | None:
        at = bisect.bisect(starts, line)
        return given[at - 1][1] if at else None

    return tuple(replace(one, deck=deck_at(one.line)) for one in questions)
