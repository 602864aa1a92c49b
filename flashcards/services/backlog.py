"""The backlog: what is overdue after a break, spread over days that the user chooses, as one act."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.core.allotting import Allotment, Late, Quota
from flashcards.core.backlog import LONGEST_DAYS, Movable, fitting, open_days, spread
from flashcards.core.memory import Learning, Relearning, Review
from flashcards.core.ordering import Candidate, overdueness
from flashcards.core.queue import lineage, within
from flashcards.core.schedule import decay
from flashcards.errors import BadInput, NotFound
from flashcards.language import _
from flashcards.services import queueing
from flashcards.services.desk import Desk
from flashcards.services.moving import Move, carry_out
from flashcards.store.away import vacations
from flashcards.store.log import CATCH_UP
from flashcards.store.outlook import Askable, Outlook

_MINUTE_MS = 60_000
_MUCH_DAYS = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A study day of a plan: the reviews due on it before and after, how long they take, whether the user is away."""

    day: int
    before: int
    after: int
    minutes: int
    away: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cards, by uid, would be due on other days, and what the days concerned would hold.

    ``limit`` is how many reviews a day a deck allows, where a day would hold more of it, else None.
    """

    moves: Mapping[str, Move]
    days: tuple[Day, ...]
    limit: int | None = None


def away_days(desk: Desk) -> frozenset[int]:
    """Return the study days from today on that lie in a vacation."""
    return frozenset(day for one in vacations(desk.store.reading) for day in one.days if day >= desk.today)


def overdue(desk: Desk, deck: str | None = None) -> int:
    """Count the reviews that fell due before today and can be asked."""
    return desk.store.cards.overdue(study_day=desk.today, why=desk.why, within=deck)


def is_much(desk: Desk, cards: int, deck: str | None = None) -> bool:
    """Say whether so many overdue cards are more than two days usually hold."""
    return cards > 0 and cards > _MUCH_DAYS * _capacity(desk, deck)


def hint(desk: Desk, cards: int, deck: str | None = None, *, way: str = "`flashcards catch-up`") -> str | None:
    """Return a sentence that points to a ``way`` of catching up, where so many overdue cards are many; else None."""
    if not is_much(desk, cards, deck):
        return None
    return _("{cards} cards are overdue: {way} spreads them.", cards=cards, way=way)


def plan(desk: Desk, deck: str | None = None, *, days: int | None = None, minutes: int | None = None) -> Plan:
    """Plan when overdue reviews should be asked, in a deck with its subdecks or in all.

    They go over so many ``days``, or as many as hold them with no more than so many ``minutes`` a day; without either,
    the daily minutes of the settings and the decks' limits count. Raises NotFound if there is no such deck, BadInput
    for days or minutes that make no plan.
    """
    if deck is not None and deck not in queueing.options_of(desk):
        raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=deck)
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise BadInput("{days} days make no plan: give 1 to {most}.", days=days, most=LONGEST_DAYS)
    with desk.store.reading():
        cards = Outlook(desk.store.reading).cards(why=desk.why)
        late = [Late(movable(card), card.deck) for card in by_urgency(desk, _overdue(desk, cards, deck))]
        load, quotas = load_of(desk, cards), _quotas(desk, cards)
        over, found = _allotted(desk, late, load, quotas, days=days, minutes=minutes)
        placed = found.days | spread([one.card for one in found.left], over, load, desk.settings.week)
        moves = {one.card.card: Move(one.card.due_day, placed[one.card.card]) for one in late}
        return Plan(moves, day_table(desk, over, load, moves), _exceeded(late, placed, quotas))


def catch_up(desk: Desk, plan: Plan) -> int:
    """Carry a plan out, as one act; return how many cards were put on another day."""
    with desk.store.write(CATCH_UP, at=desk.now, study_day=desk.today) as act:
        return carry_out(desk, act, plan.moves)


def by_urgency(desk: Desk, cards: Iterable[Askable]) -> list[Askable]:
    """Return reviews with those first that are most overdue for their interval: they are the likeliest forgotten."""
    options = queueing.options_of(desk)

    def urgency(card: Askable) -> float:
        own, at = options[card.deck].rules, movable(card)
        asked = Candidate(
            card.uid, card.note, card.deck, "review", at.due_day, at.stability, max(0, desk.today - at.last_day)
        )
        return overdueness(asked, own.desired_retention, decay(own.parameters))

    return sorted(cards, key=lambda card: (-urgency(card), movable(card).due_day, card.uid))


def movable(card: Askable) -> Movable:
    """Return a card in review as something that can be moved."""
    memory = card.memory
    assert isinstance(memory, Review)  # noqa: S101  the others have no due day
    return Movable(card.uid, card.note, memory.due_day, memory.last_day, memory.strength.stability)


def load_of(desk: Desk, cards: Iterable[Askable]) -> Counter[int]:
    """Return how many reviews each day holds, today what was answered and is learned too; not what is overdue."""
    load = Counter(card.memory.due_day for card in cards if isinstance(card.memory, Review))
    load = Counter({day: number for day, number in load.items() if day >= desk.today})
    load[desk.today] += sum(isinstance(card.memory, Learning | Relearning) for card in cards)
    load[desk.today] += sum(
        used.reviews for name, used in desk.store.decks.used(desk.today).items() if "::" not in name
    )
    return load


def day_table(
    desk: Desk,
    days: Sequence[int],
    load: Mapping[int, int],
    moves: Mapping[str, Move],
    away: frozenset[int] = frozenset(),
) -> tuple[Day, ...]:
    """Return what the days hold before and after cards are moved."""
    usual = queueing.usual_ms(desk)
    after = Counter(load)
    for one in moves.values():
        after[one.was] -= one.was >= desk.today
        after[one.day] += 1
    return tuple(
        Day(day, load.get(day, 0), after[day], queueing.begun_minutes(after[day], usual), day in away) for day in days
    )


def _overdue(desk: Desk, cards: Iterable[Askable], deck: str | None) -> list[Askable]:
    today = desk.today
    return [
        card
        for card in cards
        if isinstance(card.memory, Review)
        and card.memory.due_day < today
        and (card.buried_until is None or card.buried_until <= today)
        and (deck is None or within(card.deck, deck))
    ]


def _capacity(desk: Desk, deck: str | None) -> float:
    """Return how many reviews a day holds: by the minutes of the settings, and by the limits of the decks."""
    options = queueing.options_of(desk)
    roots = [deck] if deck is not None else [name for name in options if "::" not in name]
    return min(sum(options[name].reviews_per_day for name in roots), _timed(desk, None))


def _timed(desk: Desk, minutes: int | None) -> float:
    """Return how many reviews a day holds by the minutes given or set."""
    minutes = minutes if minutes is not None else desk.settings["review.minutes"]
    return minutes * _MINUTE_MS // queueing.usual_ms(desk) if minutes else math.inf


def _quotas(desk: Desk, cards: Iterable[Askable]) -> dict[str, Quota]:
    """Return the limit of each deck, and how many of its reviews each day holds, today with what was answered."""
    options, used = queueing.options_of(desk), desk.store.decks.used(desk.today)
    load: dict[str, Counter[int]] = {
        name: Counter({desk.today: used[name].reviews if name in used else 0}) for name in options
    }
    for card in cards:
        if isinstance(card.memory, Review) and card.memory.due_day >= desk.today:
            for name in lineage(card.deck):
                if name in load:
                    load[name][card.memory.due_day] += 1
    return {name: Quota(own.reviews_per_day, load[name]) for name, own in options.items()}


def _exceeded(late: Iterable[Late], placed: Mapping[str, int], quotas: Mapping[str, Quota]) -> int | None:
    """Return the least limit of a deck that a day would go over by cards put on it, None if there is none."""
    added = Counter((name, placed[one.card.card]) for one in late for name in lineage(one.deck) if name in quotas)
    over = [name for (name, day), number in added.items() if number + quotas[name].load.get(day, 0) > quotas[name].most]
    return min((quotas[name].most for name in over), default=None)


def _allotted(  # noqa: PLR0913  two by keyword
    desk: Desk, late: Sequence[Late], load: Mapping[int, int], quotas: Mapping[str, Quota], *, days: int | None,
    minutes: int | None,
) -> tuple[list[int], Allotment]:  # fmt: skip
    """Return the days given, or as few as hold all, with the day of each card that their decks' limits allow."""
    week, away = desk.settings.week, away_days(desk)
    year = open_days(desk.today, LONGEST_DAYS, away)
    capacity = _timed(desk, minutes) if days is None else math.inf
    number = days if days is not None else _fewest(late, year, load, quotas, capacity, week)
    while True:
        found = Allotment(year[:number], load, week=week, quotas=quotas, capacity=capacity)
        found.place(late)
        if not found.left or days is not None:
            return year[:number], found
        if number == len(year):
            raise _no_year(len(found.left), 0)
        number = min(len(year), number + max(1, number // 8))


def _fewest(  # noqa: PLR0913, PLR0917  what `fitting` takes, for all decks at once
    late: Sequence[Late], year: Sequence[int], load: Mapping[int, int], quotas: Mapping[str, Quota], capacity: float,
    week: Sequence[float],
) -> int:  # fmt: skip
    """Return how many days the minutes ask for, and each deck's limit. Raises BadInput if a year is too short."""
    waiting = Counter(name for one in late for name in lineage(one.deck) if name in quotas)
    bounds = [(count, quotas[name].load, quotas[name].most) for name, count in waiting.items()]
    if late and capacity < math.inf:
        bounds.append((len(late), load, int(capacity)))
    number = 0
    for count, held, most in bounds:
        days = fitting(count, year, held, most, week)
        if not days:
            raise _no_year(count, most)
        number = max(number, len(days))
    return number


def _no_year(late: int, capacity: int) -> BadInput:
    return BadInput(
        "A year would not do: {cards} reviews a day leave no room for {late} overdue ones; give --days, or more "
        "--minutes.",
        cards=capacity, late=late,
    )  # fmt: skip
