"""Looking things up: cards with their history, decks and sources with their counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.core.memory import New
from flashcards.core.note import Card, Deck, Entry, Source
from flashcards.core.progress import Status
from flashcards.core.queue import within
from flashcards.core.review import Answer, Standing, standings
from flashcards.core.schedule import retrievability
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due, due, options_of
from flashcards.services.reviewing import Shown, show
from flashcards.services.tracking import Tip, tips


@dataclass(frozen=True, slots=True)
class History:
    """One card as it would be asked now, every answer that stands in its log, and each time its tip was tried."""

    shown: Shown
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckCount:
    """A deck with its cards, subdecks included, and what is due in it now."""

    deck: Deck
    cards: int
    due: Due


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source with the tips that stand in it by status, and how many were applied; a tip may stand in several."""

    source: Source
    tips: int
    by_status: Counter[Status]
    applied: int


def history(desk: Desk, card: Card) -> History:
    """Return a card with its history."""
    answers, entries = desk.store.log.answers(card.uid), desk.store.notes.entries(card.point)
    return History(show(desk, card.uid), tuple(answers), tuple(entries))


def standings_after(desk: Desk, found: History) -> list[Standing]:
    """Return a card's standing after each of its answers, by the present parameters."""
    return [*standings(found.answers, _parameters(desk, found.shown.card))]


def forgetting(desk: Desk, card: Card, days: Sequence[float]) -> list[float]:
    """Return the chance of recall so many days after the last answer; nothing for a new card."""
    if isinstance(card.memory, New):
        return []
    parameters = _parameters(desk, card)
    return [retrievability(card.memory.strength, day, parameters) for day in days]


def _parameters(desk: Desk, card: Card) -> tuple[float, ...]:
    return options_of(desk)[card.deck].rules.parameters


def decks(desk: Desk) -> list[DeckCount]:
    """Return every deck with its counts."""
    cards = [card for found in desk.store.cards.of_points().values() for card in found]
    return [
        DeckCount(deck, sum(within(card.deck, deck.name) for card in cards), due(desk, deck.name))
        for deck in desk.store.decks.all()
    ]


def sources(desk: Desk, found: Sequence[Tip] | None = None) -> list[SourceCount]:
    """Return every source with its counts."""
    by_source: dict[str, list[Tip]] = {}
    for tip in tips(desk) if found is None else found:
        for source in (tip.note.source, *tip.also_in):
            by_source.setdefault(source.uid, []).append(tip)
    return [
        SourceCount(
            source,
            len(own := by_source.get(source.uid, [])),
            Counter(tip.status for tip in own),
            sum(tip.applied > 0 for tip in own),
        )
        for source in desk.store.notes.sources()
    ]
