"""Which day a review takes: in a fuzz range so that days stay even and siblings apart, and never in a vacation.

Weights follow Anki's: (1 / cards due that day)^2 / interval, less beside a sibling, and nothing on a day that is full
for a weekday the user wants easy, or that lies in a vacation. Where the whole range lies in one, the review goes to a
day beside it. Days are day numbers (days since 1970-01-01).
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

FURTHEST_DAYS = 90
"""Longer intervals are spread by fuzz alone, as in Anki: so far ahead the load says little."""
_APART_DAYS = 5
_WEEK = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class Load:
    """What the coming days hold: cards ``due`` per day, the days on which ``siblings`` are due, and the user's week.

    ``week`` gives each weekday from Monday its share of an ordinary day, 0..1; ``away`` are the days of vacations.
    Unless ``balanced``, only these count.
    """

    due: Mapping[int, int] = field(default_factory=dict)
    siblings: frozenset[int] = frozenset()
    week: tuple[float, ...] = _WEEK
    away: frozenset[int] = frozenset()
    balanced: bool = True


def weekday(day: int) -> int:
    """Return the weekday of a day number, Monday 0: day 0 was a Thursday."""
    return (day + 3) % 7


def choose(first: int, last: int, *, today: int, load: Load, draw: float) -> int:
    """Return an interval between ``first`` and ``last`` days: the emptier its day, the likelier (``draw`` in 0..1)."""
    intervals = range(first, last + 1)
    weights = _weights([today + interval for interval in intervals], today, load)
    sums = list(accumulate(weights))
    mark = draw * sums[-1]
    return next((interval for interval, up_to in zip(intervals, sums, strict=True) if mark < up_to), last)


def outside(interval: int, first: int, last: int, *, today: int, away: Container[int]) -> int:
    """Return the interval, or the nearest one to it whose day is not ``away``, the shorter of two.

    A shorter one is at least ``first`` and half of the interval, a longer one at most ``last``; if there is neither,
    the longest shorter one, and the interval itself where every day before it is away.
    """
    if today + interval not in away:
        return interval
    earlier = next((days for days in range(interval - 1, 0, -1) if today + days not in away), None)
    later = next((days for days in range(interval + 1, last + 1) if today + days not in away), None)
    worthwhile = earlier is not None and earlier >= max(first, -(-interval // 2))
    if earlier is not None and (later is None or (worthwhile and interval - earlier <= later - interval)):
        return earlier
    return interval if later is None else later


def _weights(days: Sequence[int], today: int, load: Load) -> list[float]:
    """Weigh each day; where the week or a vacation would rule out all of them, they do not count."""
    weights = [_emptiness(load.due.get(day, 0)) / (day - today) * _apart(day, load.siblings) for day in days]
    home = [0.0 if day in load.away else weight for day, weight in zip(days, weights, strict=True)]
    weights = home if any(home) else weights
    eased = [0.0 if _full(day, days, load) else weight for day, weight in zip(days, weights, strict=True)]
    weights = eased if any(eased) else weights
    return weights if any(weights) else [1.0] * len(days)


def _emptiness(due: int) -> float:
    return 1.0 if due == 0 else 1 / due**2


def _apart(day: int, siblings: frozenset[int]) -> float:
    """Return 0 on a sibling's day, .2 the day after, and so on up to 1 five days off."""
    nearest = min((abs(day - sibling) for sibling in siblings), default=_APART_DAYS)
    return min(1.0, nearest / _APART_DAYS)


def _full(day: int, days: Sequence[int], load: Load) -> bool:
    """Say whether one more card would lift an easy weekday above its share of the ordinary days around it."""
    share = load.week[weekday(day)]
    ordinary = [load.due.get(other, 0) for other in days if load.week[weekday(other)] >= 1]
    if share >= 1 or not ordinary:
        return False
    return load.due.get(day, 0) + 1 > share * (sum(ordinary) / len(ordinary) + 1)
