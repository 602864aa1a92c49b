"""Spreading cards over days: what is overdue after a break, and what falls due while the user is away.

Days are day numbers; the load of a day is a number of cards. A weekday's share, 0 to 1, is the part of an ordinary
day's load that the user wants on it.
"""

import heapq
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.core.spread import weekday

LONGEST_DAYS = 365
_WEEK = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class Movable:
    """A card in review whose due day may be moved: what it depends on. ``stability`` is in days."""

    card: str
    note: str
    due_day: int
    last_day: int
    stability: float

    @property
    def earliest(self) -> int:
        """The first day on which it is worth asking: half of its interval must have passed, a day at least."""
        return self.last_day + max(1, -(-(self.due_day - self.last_day) // 2))


def spread(
    cards: Sequence[Movable], days: Iterable[int], load: Mapping[int, int], week: Sequence[float] = _WEEK
) -> dict[str, int]:
    """Return the day of each card, the most urgent (they come first) on the earliest days.

    Days end up as even as ``load``, what is due on them already, allows. Siblings get different days where they can.
    """
    return _placed(cards, shared_out(len(cards), days, load, week))


def around(
    cards: Sequence[Movable],
    before: Sequence[int],
    after: Sequence[int],
    load: Mapping[int, int],
    week: Sequence[float] = _WEEK,
) -> dict[str, int]:
    """Return the day of each card, before or after the days on which it cannot be asked.

    Weak memories, which would not last, come before, as many as keep the days even, but none before half of its
    interval has passed; of those that come after, the weakest come first. ``after`` must not be empty.
    """
    room = shared_out(len(cards), (*before, *after), load, week)
    early: dict[str, int] = {}
    weakest = sorted(cards, key=lambda card: (card.stability, card.due_day, card.card))
    for card in weakest:
        # The latest day that has room: the nearer to its due day, the more the review is worth.
        fitting = [day for day in before if room[day] and card.earliest <= day]
        if fitting:
            early[card.card] = max(fitting)
            room[early[card.card]] -= 1
    late = [card for card in weakest if card.card not in early]
    return early | spread(late, after, load, week)


def shared_out(
    count: int, days: Iterable[int], load: Mapping[int, int], week: Sequence[float] = _WEEK
) -> dict[int, int]:
    """Return how many of ``count`` cards each day gets, so that the fullest day is as little full as can be."""
    days = sorted(days)
    open_days = [day for day in days if week[weekday(day)] > 0] or days
    given = dict.fromkeys(days, 0)

    def filled(day: int) -> tuple[float, int]:
        """Say how full a day is with one more card; of equally full ones the earlier comes first."""
        return (load.get(day, 0) + given[day] + 1) / (week[weekday(day)] or 1), day

    heap = [filled(day) for day in open_days]
    heapq.heapify(heap)
    for _card in range(count):
        day = heap[0][1]
        given[day] += 1
        heapq.heapreplace(heap, filled(day))
    return given


def fitting(
    count: int, days: Sequence[int], load: Mapping[int, int], capacity: int, week: Sequence[float] = _WEEK
) -> list[int]:
    """Return as many of the days, from the first on, as hold ``count`` more cards with none above ``capacity``.

    An empty list says that all of them would not hold them.
    """
    for number, day in enumerate(days, start=1):
        count -= max(0, int(capacity * week[weekday(day)]) - load.get(day, 0))
        if count <= 0:
            return list(days[:number])
    return []


def open_days(first: int, count: int, away: Container[int], *, step: int = 1, end: int | None = None) -> list[int]:
    """Return ``count`` days from ``first`` on (back, for a step of -1), without those away and none past ``end``."""
    days: list[int] = []
    day = first
    while len(days) < count and (end is None or (end - day) * step >= 0):
        if day not in away:
            days.append(day)
        day += step
    return sorted(days)


def _placed(cards: Iterable[Movable], room: dict[int, int]) -> dict[str, int]:
    """Give each card in turn the first day that has room and none of its siblings; else the first with room."""
    days: dict[str, int] = {}
    notes: dict[int, set[str]] = {day: set() for day in room}
    having = sorted(day for day in room if room[day])
    for card in cards:
        day = next(filter(_without(card.note, notes), having), having[0])
        days[card.card] = day
        notes[day].add(card.note)
        room[day] -= 1
        if not room[day]:
            having.remove(day)
    return days


def _without(note: str, notes: Mapping[int, set[str]]) -> Callable[[int], bool]:
    return lambda day: note not in notes[day]
