"""A learner's coming days, played through from the cards as they stand: reviews, new cards, time, what is remembered.

A day goes as in the app: within limits, one card per note, what is most overdue first, and steps within the day to
their end. Days count from 0, the one on which it begins. Load balance and other orders than the default are left out.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Protocol
from zlib import crc32

from flashcards.core.backlog import shared_out
from flashcards.core.memory import Learning, New, Relearning, Review
from flashcards.core.pace import Pace, Place
from flashcards.core.queue import lineage, within
from flashcards.core.scenario import Day, DeckPlan, Held, Scenario

_NEW, _REVIEWS = 0, 1
_DAY_S, _SOON_S = 86_400, 1_200
_DAILY_ANSWERS = 20
"""No card is asked more often on one day, however the answers fall."""


class Rater(Protocol):
    """Whoever answers."""

    def rate(self, card: str, state: str, recall: float) -> int:
        """Return a rating 1..4 of a card in a state, given the model's probability of recall."""


@dataclass(slots=True)
class _Deck:
    """A deck while it runs: its pace, and what it and its parents still have today."""

    name: str
    pace: Pace
    plan: DeckPlan
    line: tuple["_Deck", ...] = ()
    room: list[int] = field(default_factory=list)

    def has_room(self, kind: int) -> bool:
        for deck in self.line:  # noqa: SIM110  a generator takes twice as long
            if deck.room[kind] <= 0:
                return False
        return True

    def take(self, kind: int) -> None:
        for deck in self.line:
            deck.room[kind] -= 1


@dataclass(slots=True)
class _Card:
    uid: str
    note: str
    deck: _Deck
    place: Place
    state: str
    due: int
    last: int
    weight: float
    rate: float = 0.0
    waited: int = 0


@dataclass(slots=True)
class _Tally:
    reviews: int = 0
    new: int = 0
    answers: int = 0
    seconds: float = 0.0
    seen: set[str] = field(default_factory=set)


def simulate(scenario: Scenario, rater: Rater, *, told: Callable[[int], None] = lambda _day: None) -> list[Day]:
    """Play a scenario through with somebody's answers; ``told`` hears of each day that is done."""
    return _Run(scenario, rater).days(told)


class _Run:
    """A scenario being played through."""

    def __init__(self, scenario: Scenario, rater: Rater) -> None:
        self._scenario = scenario
        self._rater = rater
        self._draw = random.Random(f"fuzz {scenario.seed}").random  # noqa: S311  a simulation, not a secret
        self._decks = _decks(scenario)
        self._new: list[_Card] = []
        self._begun: list[_Card] = []
        self._coming: list[list[_Card]] = [[] for _day in range(scenario.days)]
        self._tally = _Tally()
        for held in scenario.cards:
            if held.deck in self._decks:
                self._enter(held)

    def days(self, told: Callable[[int], None]) -> list[Day]:
        done: list[Day] = []
        left: list[_Card] = []
        for day in range(self._scenario.days):
            due = left + self._coming[day]
            if day not in self._scenario.missed:
                if self._scenario.catch_up and day - 1 in self._scenario.missed:
                    due = self._caught_up(due, day)
                left, asked = self._study(due, day)
            else:
                left, asked = due, Day(left=len(due))
            measured = day % self._scenario.measured == 0 or day == self._scenario.days - 1
            done.append(replace(asked, remembered=self._remembered(day) if measured else -1.0))
            told(day + 1)
        return _drawn_straight(done)

    def _enter(self, held: Held) -> None:
        deck, memory = self._decks[held.deck], held.memory
        if isinstance(memory, New):
            card = _Card(held.card, held.note, deck, Place(0, 0, 0, 0), "new", held.from_day, 0, held.weight)
            card.due -= self._scenario.first_day
            self._new.append(card)
            return
        due = max(held.due, held.from_day) - self._scenario.first_day
        last = memory.last_day - self._scenario.first_day
        state = {Learning: "learning", Review: "review", Relearning: "relearning"}[type(memory)]
        step = -1 if isinstance(memory, Review) else memory.step
        interval = 0 if isinstance(memory, Learning) else memory.interval
        place = Place(memory.strength.stability, memory.strength.difficulty, interval, step)
        rate = deck.pace.factor / place.stability
        card = _Card(held.card, held.note, deck, place, state, due, last, held.weight, rate)
        self._begun.append(card)
        if due < self._scenario.days:
            self._coming[max(0, due)].append(card)

    def _study(self, due: list[_Card], day: int) -> tuple[list[_Card], Day]:
        """Go through a day; return what was due and not asked, and the day's figures."""
        self._tally = tally = _Tally(seen=set(self._scenario.seen_notes) if day == 0 else set())
        if day > 0:
            for deck in self._decks.values():
                deck.room = [deck.plan.new, deck.plan.reviews]
        steps = [card for card in due if card.state != "review"]
        reviews = self._urgent_first([card for card in due if card.state == "review"], day)
        tally.seen.update(card.note for card in steps if card.waited <= _SOON_S)
        left = [card for card in steps if not self._asked(card, day)]
        for card in reviews:
            if self._fits(card, _REVIEWS) and self._asked(card, day):
                card.deck.take(_REVIEWS)
                tally.reviews += 1
            else:
                left.append(card)
        self._learn_new(day)
        minutes = tally.seconds / 60
        return left, Day(tally.reviews, tally.new, tally.answers, minutes, len(left))

    def _learn_new(self, day: int) -> None:
        """Take new cards in their order, as long as a deck that holds any has room."""
        waiting: list[_Card] = []
        room = {name for name, deck in self._decks.items() if deck.has_room(_NEW)}
        coming = iter(self._new)
        while room and not self._is_full() and (card := next(coming, None)) is not None:
            if card.deck.name in room and card.due <= day and self._fits(card, _NEW) and self._asked(card, day):
                card.deck.take(_NEW)
                self._tally.new += 1
                room = {name for name in room if self._decks[name].has_room(_NEW)}
            else:
                waiting.append(card)
        self._new = [*waiting, *coming]

    def _fits(self, card: _Card, kind: int) -> bool:
        if card.note in self._tally.seen or not card.deck.has_room(kind):
            return False
        if not self._is_full():
            self._tally.seen.add(card.note)
        return True

    def _is_full(self) -> bool:
        minutes = self._scenario.minutes
        return minutes is not None and self._tally.seconds >= minutes * 60

    def _asked(self, card: _Card, day: int) -> bool:
        """Ask a card until it leaves the day, unless the day is full; say whether it was asked."""
        if self._is_full():
            return False
        if card.state == "new":
            self._begun.append(card)
            card.last = day
        card.due = day + self._days_until_next(card, day)
        if card.due < self._scenario.days:
            self._coming[card.due].append(card)
        return True

    def _days_until_next(self, card: _Card, day: int) -> int:
        """Answer a card through its steps of this day; return after how many days it is asked again."""
        waited, card.waited = card.waited, 0
        for _time in range(_DAILY_ANSWERS):
            self._answer(card, day)
            if card.state == "review":
                return max(1, card.place.interval)
            waited += card.place.seconds
            if waited > self._scenario.open_seconds:
                days = -(-(waited - self._scenario.open_seconds) // _DAY_S)
                card.waited = max(0, waited - days * _DAY_S)
                return days
        return 1

    def _answer(self, card: _Card, day: int) -> None:
        pace, state, place, elapsed = card.deck.pace, card.state, card.place, day - card.last
        recall = pace.recall(place.stability, elapsed) if state == "review" else 0.0
        rating = self._rater.rate(card.uid, state, recall)
        self._tally.answers += 1
        self._tally.seconds += self._scenario.habits.seconds[state][rating - 1]
        if state == "review":
            card.place = pace.review(place, rating, elapsed, self._draw())
        else:
            card.place = pace.step(place, rating, elapsed, self._draw(), relearning=state == "relearning")
        card.last = day
        card.rate = pace.factor / card.place.stability
        if card.place.step < 0:
            card.state = "review"
        else:
            card.state = "relearning" if state in ("review", "relearning") else "learning"

    def _urgent_first(self, reviews: list[_Card], day: int) -> list[_Card]:
        """Return reviews in the order of the app: by relative overdueness, then by that day's chance."""
        seed = self._scenario.first_day + day

        def key(card: _Card) -> tuple[float, int]:
            late = card.deck.pace.overdueness(card.place.stability, day - card.last)
            return -late, crc32(f"{seed}:{card.uid}".encode())

        return sorted(reviews, key=key)

    def _caught_up(self, due: list[_Card], day: int) -> list[_Card]:
        """Spread what is overdue over the days of the catch-up, most urgent first; return what is left for today."""
        overdue = [card for card in due if card.state == "review" and card.due < day]
        days = range(day, min(day + self._scenario.catch_up, self._scenario.days))
        self._coming[day] = [card for card in due if card.state != "review" or card.due >= day]
        shares = shared_out(len(overdue), days, {at: len(self._coming[at]) for at in days})
        waiting = iter(self._urgent_first(overdue, day))
        for at in days:
            self._coming[at] += islice(waiting, shares[at])
        return self._coming[day]

    def _remembered(self, day: int) -> float:
        powers: dict[float, list[_Card]] = {}
        for card in self._begun:
            powers.setdefault(card.deck.pace.power, []).append(card)
        return sum(
            sum([card.weight * (1 + card.rate * (day - card.last)) ** power for card in cards])
            for power, cards in powers.items()
        )


def _decks(scenario: Scenario) -> dict[str, _Deck]:
    decks = {
        name: _Deck(name, Pace(plan.rules), plan, room=[plan.new_left, plan.reviews_left])
        for name, plan in scenario.decks.items()
        if scenario.root is None or within(name, scenario.root)
    }
    for name, deck in decks.items():
        deck.line = tuple(decks[parent] for parent in lineage(name) if parent in decks)
    return decks


def _drawn_straight(days: Iterable[Day]) -> list[Day]:
    """Fill in what is remembered between two measured days (it is -1 there)."""
    found = list(days)
    known = [at for at, day in enumerate(found) if day.remembered >= 0]
    for first, last in pairwise(known):
        slope = (found[last].remembered - found[first].remembered) / (last - first)
        for at in range(first + 1, last):
            found[at] = replace(found[at], remembered=found[first].remembered + slope * (at - first))
    return found
