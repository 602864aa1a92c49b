"""The backlog: what is overdue after a break, spread over days that the user chooses, as one act."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.core.backlog import LONGEST_DAYS, Movable, fitting, open_days, spread
from flashcards.core.memory import Learning, Relearning, Review
from flashcards.core.ordering import Candidate, overdueness
from flashcards.core.queue import within
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

    ``limit`` is how many reviews a day the decks allow, where a day would hold more, else None.
    """

    moves: Mapping[str, Move]
    days: tuple[Day, ...]
    limit: int | None = None


def away_days(desk: Desk) -> frozenset[int]:
    """Return the study days from today on that lie in a vacation."""
    return frozenset(day for one in vacations(desk.store.reading) for day in one.days if day >= desk.today)


def overdue(desk: Desk, deck: str | None = None) -> int:
    """Count the reviews that fell due before today and can be asked."""
    return desk.store.cards.overdue(study_day=desk.today, within=deck)


def is_much(desk: Desk, cards: int, deck: str | None = None) -> bool:
    """Say whether so many overdue cards are more than two days usually hold."""
    return cards > 0 and cards > _MUCH_DAYS * _capacity(desk, deck, None)


def hint(desk: Desk, cards: int, deck: str | None = None) -> str | None:
    """Return a sentence that points to catching up, where so many overdue cards are many; else None."""
    if not is_much(desk, cards, deck):
        return None
    return _("{cards} cards are overdue: `flashcards catch-up` spreads them.", cards=cards)


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
        cards = Outlook(desk.store.reading).cards()
        late = _overdue(desk, cards, deck)
        load = load_of(desk, cards)
        capacity = _capacity(desk, deck, minutes)
        over = _days(desk, len(late), load, days, capacity)
        placed = spread([movable(card) for card in by_urgency(desk, late)], over, load, desk.settings.week)
        was = {card.uid: movable(card).due_day for card in late}
        moves = {uid: Move(was[uid], day) for uid, day in placed.items()}
        table = day_table(desk, over, load, moves)
        limit = _capacity(desk, deck, None)
    return Plan(moves, table, limit if any(day.after > limit and day.after > day.before for day in table) else None)


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
        Day(day, load.get(day, 0), after[day], -(-after[day] * usual // _MINUTE_MS), day in away) for day in days
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


def _capacity(desk: Desk, deck: str | None, minutes: int | None) -> int:
    """Return how many reviews a day holds: by the minutes given or set, and by the limits of the decks."""
    options = queueing.options_of(desk)
    roots = [deck] if deck is not None else [name for name in options if "::" not in name]
    cards = sum(options[name].reviews_per_day for name in roots)
    minutes = minutes if minutes is not None else desk.settings["review.minutes"]
    return min(cards, minutes * _MINUTE_MS // queueing.usual_ms(desk)) if minutes else cards


def _days(desk: Desk, late: int, load: Mapping[int, int], days: int | None, capacity: int) -> list[int]:
    away = away_days(desk)
    if days is not None:
        return open_days(desk.today, days, away)
    year = open_days(desk.today, LONGEST_DAYS, away)
    found = fitting(late, year, load, capacity, desk.settings.week) if late else []
    if late and not found:
        raise BadInput(
            "A year would not do: {cards} reviews a day leave no room for {late} overdue ones; give --days, or more "
            "--minutes.",
            cards=capacity, late=late,
        )  # fmt: skip
    return found
