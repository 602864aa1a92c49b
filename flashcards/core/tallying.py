"""What logs and memories add up to: answers by the hour, tips by stability, and how many were learned, by week."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.recalling import Recall, Share
from flashcards.core.review import Answer
from flashcards.core.studyday import Calendar, local_time, monday

BOUNDS = (0, 1, 3, 7, 21, 60, 180, 365)
"""Where a band of stability begins, in days; the last one has no end."""

_WEEK = 7

Change = tuple[int, bool]
"""A study day at whose end something is true, or is not any more."""


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the user's clock, 0..23: the answers given in it, and its recalls."""

    hour: int
    answers: int = 0
    recalls: Share = field(default_factory=Share)


@dataclass(frozen=True, slots=True)
class Band:
    """How many tips have a stability from ``low`` days up to, not including, ``high`` (None: no end)."""

    low: int
    high: int | None
    tips: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """A week by the day number of its Monday: the tips learned at its end, and those that came and went in it."""

    monday: int
    learned: int
    gained: int = 0
    lost: int = 0


def by_hour(log: Iterable[Answer], found: Iterable[Recall], calendar: Calendar) -> tuple[Hour, ...]:
    """Return the 24 hours of the day in the user's zone; rows that only move a card are no answers."""
    answers = Counter(_hour(answer.id, calendar) for answer in log if not answer.manual)
    recalls: dict[int, Share] = {}
    for recall in found:
        at = _hour(recall.at, calendar)
        recalls[at] = recalls.get(at, Share()) + Share(1, int(recall.passed))
    return tuple(Hour(hour, answers[hour], recalls.get(hour, Share())) for hour in range(24))


def by_stability(stabilities: Iterable[float]) -> tuple[Band, ...]:
    """Return the bands of stability, each with its number of tips; ``stabilities`` are in days."""
    counts = Counter(sum(days >= low for low in BOUNDS[1:]) for days in stabilities)
    ends = (*BOUNDS[1:], None)
    return tuple(Band(low, high, counts[at]) for at, (low, high) in enumerate(zip(BOUNDS, ends, strict=True)))


def all_true(changes: Sequence[Iterable[Change]]) -> list[Change]:
    """Return when several things that change are all true; each begins as not true, and changes in order."""
    by_day: dict[int, dict[int, bool]] = {}
    for at, own in enumerate(changes):
        for day, state in own:
            by_day.setdefault(day, {})[at] = state
    states, found = dict.fromkeys(range(len(changes)), False), list[Change]()
    for day in sorted(by_day):
        states |= by_day[day]
        if all(states.values()) != (bool(found) and found[-1][1]):
            found.append((day, not (found and found[-1][1])))
    return found


def by_week(changes: Mapping[str, Iterable[Change]], first_day: int, today: int) -> tuple[Week, ...]:
    """Return each week from that of ``first_day`` to today's: the tips whose changes make them learned.

    ``changes`` are those of each tip up to today, in order, each the opposite of the one before.
    """
    gained, lost = Counter[int](), Counter[int]()
    for own in changes.values():
        for day, begins in own:
            (gained if begins else lost)[monday(day)] += 1
    weeks, learned = [], 0
    for start in range(monday(first_day), today + 1, 7):
        learned += gained[start] - lost[start]
        weeks.append(Week(start, learned, gained[start], lost[start]))
    return tuple(weeks)


def streak(days: Collection[int], today: int, rest_days: int = 0) -> int:
    """Return how many study days were answered on, without more than ``rest_days`` of rest in any seven in a row.

    ``days`` are those with an answer. Today may still come, so it never counts as rest; nor does what lies before the
    first day of the streak.
    """
    length, rested, day = 0, list[int](), today if today in days else today - 1
    while True:
        if day in days:
            length += 1
        else:
            rested = [other for other in rested if other < day + _WEEK]
            if len(rested) >= rest_days:
                return length
            rested.append(day)
        day -= 1


def _hour(at: int, calendar: Calendar) -> int:
    return local_time(at, calendar.zone).hour
