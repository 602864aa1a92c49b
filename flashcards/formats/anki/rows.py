"""The rows of a package: notes, cards and review log as the collection's tables take them, and decks with a preset."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import genanki

Row = tuple[int | str, ...]

NOTES = f"INSERT INTO notes VALUES({','.join('?' * 11)})"
CARDS = f"INSERT INTO cards VALUES({','.join('?' * 18)})"
LOG = f"INSERT INTO revlog VALUES({','.join('?' * 9)})"


class LogRow(NamedTuple):
    """One answer as Anki's review log holds it. ``id`` is epoch ms, unique in the whole collection.

    ``ivl`` and ``last_ivl`` are days, or seconds where negative; ``factor`` is the difficulty after the answer.
    """

    id: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


class Scheduling(NamedTuple):
    """The columns of a card that say when it comes and what is known of it, with its review log.

    ``due`` is a position for a new card, a day number counted from the collection's first day in review, epoch
    seconds in learning.
    """

    type: int = 0
    queue: int = 0
    due: int = 0
    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    data: str = ""
    log: tuple[LogRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card: which of its note's it is (``ord``), its id, deck and flag, and when it comes."""

    ord: int
    id: int
    deck: int
    flag: int
    at: Scheduling


@dataclass(slots=True, kw_only=True)
class Note:
    """A note, the cards it is given, and when it last changed (epoch seconds).

    Its guid, by which Anki knows it again, is its last field. It is stamped with its own change: with the time of the
    export it would overwrite what was edited in Anki.
    """

    id: int
    model: int
    fields: list[str]
    tags: list[str]
    changed: int
    cards: list[Card] = field(default_factory=list)

    def row(self) -> Row:
        """Return its row."""
        text = (f" {' '.join(self.tags)} ", "\x1f".join(self.fields), self.fields[0])
        return (self.id, self.fields[-1], self.model, self.changed, -1, *text, 0, 0, "")

    def card_rows(self) -> Iterator[Row]:
        """Yield the rows of its cards."""
        for card in self.cards:
            at = card.at
            when = (at.type, at.queue, at.due, at.ivl, at.factor, at.reps, at.lapses, at.left)
            yield (card.id, self.id, card.deck, card.ord, self.changed, -1, *when, 0, 0, card.flag, at.data)

    def log_rows(self) -> Iterator[Row]:
        """Yield the rows of its cards' review log."""
        for card in self.cards:
            for row in card.at.log:
                yield (row.id, card.id, -1, *row[1:])


class Deck(genanki.Deck):  # type: ignore[misc]
    """A deck that names its options preset; its notes are streamed past it, not kept in it."""

    def __init__(self, deck_id: int, name: str, preset: int = 1) -> None:
        super().__init__(deck_id, name)
        self.preset = preset

    def to_json(self) -> dict[str, Any]:
        """Return the deck as the collection's JSON holds it."""
        return {**super().to_json(), "conf": self.preset}
