"""What comes: the cards due per day as they stand, and what a simulation of the coming days starts from."""

from collections import Counter
from dataclasses import dataclass, replace
from math import ceil

from flashcards.core.habits import habits
from flashcards.core.memory import Memory, New, Review
from flashcards.core.note import Role
from flashcards.core.queue import within
from flashcards.core.review import by_card, replay
from flashcards.core.scenario import DeckPlan, Held, Scenario
from flashcards.errors import NotFound
from flashcards.services.desk import Desk
from flashcards.services.queueing import options_of, usual_ms
from flashcards.store.decks import Options, Used
from flashcards.store.outlook import Askable, Outlook

_HABIT_DAYS = 365
_MEASURED_DAYS = 7
_ASKING = (Role.ASK, Role.CLOZE)


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due on a study day: cards in their steps, reviews, and the minutes that they usually take."""

    day: int
    learning: int
    reviews: int
    minutes: float

    @property
    def begun_minutes(self) -> int:
        """The minutes that are begun, as what is due and what `catch-up` spreads are told in."""
        return ceil(round(self.minutes, 6))

    @property
    def cards(self) -> int:
        """All of them."""
        return self.learning + self.reviews


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming days from today on. Of today's reviews ``overdue`` were due before; ``new`` cards wait beside them."""

    days: tuple[Coming, ...] = ()
    overdue: int = 0
    new: int = 0
    later: int = 0


def forecast(desk: Desk, deck: str | None = None, *, days: int = 30) -> Forecast:
    """Return what falls due on each of the coming days, from the cards as they stand; nothing is simulated.

    Raises NotFound if there is no such deck.
    """
    with desk.store.reading():
        options = _options(desk, deck)
        cards = _cards(desk, options, deck)
        each_minutes = usual_ms(desk) / 60_000
    begun = [card for card in cards if not isinstance(card.memory, New)]
    due = Counter((max(_due_day(desk, card), desk.today), isinstance(card.memory, Review)) for card in begun)
    coming = [
        Coming(day, due[day, False], due[day, True], (due[day, False] + due[day, True]) * each_minutes)
        for day in range(desk.today, desk.today + days)
    ]
    return Forecast(
        tuple(coming),
        overdue=sum(isinstance(card.memory, Review) and _due_day(desk, card) < desk.today for card in begun),
        new=len(cards) - len(begun),
        later=len(begun) - sum(day.cards for day in coming),
    )


def scenario(desk: Desk, deck: str | None = None, *, days: int = 365, minutes: float | None = None) -> Scenario:
    """Return what a simulation from the cards, limits and habits of this study day starts from.

    ``minutes`` bounds each day, else the setting does. Raises NotFound if there is no such deck.
    """
    with desk.store.reading():
        options = _options(desk, deck)
        cards = _cards(desk, options, deck)
        log = desk.store.log.answers(since_day=desk.today - _HABIT_DAYS)
        used = desk.store.decks.used(desk.today)
        seen = frozenset(desk.store.log.seen(desk.today))
    asking = Counter(card.point for card in cards if card.role in _ASKING)
    return Scenario(
        cards=[_held(desk, card, asking) for card in cards],
        decks={name: _plan(own, used.get(name, Used())) for name, own in options.items()},
        habits=habits(answer for answer in log if answer.study_day <= desk.today),
        first_day=desk.today,
        days=days,
        minutes=minutes or desk.settings["review.minutes"] or None,
        measured=_MEASURED_DAYS,
        seen_notes=seen,
        root=deck,
    )


def _options(desk: Desk, deck: str | None) -> dict[str, Options]:
    options = options_of(desk)
    if deck is not None and deck not in options:
        raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=deck)
    return options


def _cards(desk: Desk, options: dict[str, Options], deck: str | None) -> list[Askable]:
    """Return the cards as they stood on the desk's study day: what was answered after it is replayed up to it."""
    every = Outlook(desk.store.reading).cards(why=desk.why)
    found = [card for card in every if deck is None or within(card.deck, deck)]
    if all(isinstance(card.memory, New) or card.memory.last_day <= desk.today for card in found):
        return found
    logs = by_card(answer for answer in desk.store.log.answers() if answer.study_day <= desk.today)
    return [
        card
        if isinstance(card.memory, New) or card.memory.last_day <= desk.today
        else replace(card, memory=replay(logs.get(card.uid, ()), options[card.deck].rules.parameters).memory)
        for card in found
    ]


def _due_day(desk: Desk, card: Askable) -> int:
    due = _memory_day(desk, card.memory)
    return due if card.buried_until is None else max(due, card.buried_until)


def _memory_day(desk: Desk, memory: Memory) -> int:
    if isinstance(memory, New):
        return desk.today
    return memory.due_day if isinstance(memory, Review) else desk.calendar.study_day(memory.due)


def _held(desk: Desk, card: Askable, asking: Counter[str]) -> Held:
    """Return a card for a simulation; the asking cards of a tip share its weight, the others have none."""
    weight = 1 / asking[card.point] if card.role in _ASKING else 0.0
    due = _memory_day(desk, card.memory)
    return Held(card.uid, card.note, card.deck, card.memory, due, card.buried_until or desk.today, weight)


def _plan(own: Options, used: Used) -> DeckPlan:
    return DeckPlan(
        own.rules,
        own.new_per_day,
        own.reviews_per_day,
        max(0, own.new_per_day - used.new),
        max(0, own.reviews_per_day - used.reviews),
    )
