"""Looking things up: cards with their history, decks and sources with their counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.core.memory import New
from flashcards.core.note import Card, Deck, Entry, Source
from flashcards.core.progress import Status
from flashcards.core.prompting import Kind, Reply
from flashcards.core.queue import within
from flashcards.core.review import Answer, Standing, standings
from flashcards.core.schedule import retrievability
from flashcards.language import _
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due, due, options_of
from flashcards.services.reviewing import Shown, show
from flashcards.services.tracking import Tip, tips


@dataclass(frozen=True, slots=True)
class History:
    """One card as it would be asked now, every answer that stands in its log, and what was made of its tip.

    ``entries`` is each time it was tried; ``plans`` are the plans for it, and each "doesn't fit" to a prompt.
    """

    shown: Shown
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...] = ()
    plans: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """What was made of a tip on a study day, with its name for the user: planned, applied, or what did not fit."""

    study_day: int
    name: str
    text: str


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
    return History(show(desk, card.uid), tuple(answers), tuple(entries), _plans(desk, card.point))


def uses(desk: Desk, point_uid: str) -> list[Use]:
    """Return what was made of a tip, by study day; of one day, the plans first."""
    return _uses(_plans(desk, point_uid), desk.store.notes.entries(point_uid))


def uses_of(found: History) -> list[Use]:
    """Return what was made of a card's tip, by study day; of one day, the plans first."""
    return _uses(found.plans, found.entries)


def _plans(desk: Desk, point_uid: str) -> tuple[Reply, ...]:
    return tuple(reply for reply in desk.store.plans.replies(point_uid) if reply.kind is not Kind.NOT_NOW)


def _uses(plans: Sequence[Reply], entries: Sequence[Entry]) -> list[Use]:
    planned = [
        Use(one.study_day, _("planned") if one.kind is Kind.WRITTEN else _("no plan"), one.text) for one in plans
    ]
    tried = [Use(one.study_day, _("applied") if one.used else _("did not fit"), one.text) for one in entries]
    return sorted(planned + tried, key=lambda use: use.study_day)


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
