"""The scheduler once more, lean: where one rating leads a card, in numbers, for simulations over many cards.

Formulas come from :mod:`flashcards.core.schedule`; steps, bounds and fuzz are written again for speed, for one rating
instead of four, and a property test holds them equal to it. Load balance is left out.
"""

import math
from typing import NamedTuple

from flashcards.core.schedule import AGAIN, EASY, GOOD, HARD, Rules, curve, knows_short_term, weighing

_DAY_S = 86_400
_HALF_DAY = 0.5


class Place(NamedTuple):
    """Where a card stands after an answer.

    ``step`` is -1 in review, elsewhere ``seconds`` is the time until the next one. ``interval`` is in days: that of
    the review, or what a lapsed card gets after its steps.
    """

    stability: float
    difficulty: float
    interval: int
    step: int = -1
    seconds: int = 0


class Pace:
    """How a deck's rules space cards, made ready for many answers."""

    def __init__(self, rules: Rules) -> None:
        """Take the rules of a deck."""
        self._rules = rules
        self._weigh = weighing(rules)
        self._high, self._fuzz = rules.max_interval, rules.fuzz
        self._short = knows_short_term(rules.parameters)
        self.factor, self.power = curve(rules.parameters)
        self._ripe = math.pow(rules.desired_retention, 1 / self.power) - 1

    def recall(self, stability: float, elapsed: int) -> float:
        """Return the probability of recall ``elapsed`` days after the last answer."""
        return math.pow(1 + self.factor * elapsed / stability, self.power)

    def overdueness(self, stability: float, elapsed: int) -> float:
        """Return how far past its due point a review is, relative to its interval: 1 on the due day."""
        return self.factor * elapsed / stability / self._ripe

    def review(self, place: Place, rating: int, elapsed: int, draw: float) -> Place:
        """Return where a rating leads a card in review; ``draw`` (0 <= draw < 1) is its fuzz."""
        weighed = self._weigh(place.stability, place.difficulty, elapsed)
        if rating == AGAIN:
            return self._lapsed(weighed[0])
        days, previous = 0, place.interval
        for _stability, _difficulty, ideal in weighed[1:rating]:
            low = previous + 1
            if ideal + 0.5 < low:
                low = previous if previous <= _bounds(ideal)[1] else 0
            days = self._days(ideal, low if low > days else days + 1, draw)
        return _spaced(weighed[rating - 1], days)

    def step(self, place: Place, rating: int, elapsed: int, draw: float, *, relearning: bool) -> Place:
        """Return where a rating leads a new card (stability 0), or one in its learning or relearning steps."""
        weighed = self._weigh(place.stability, place.difficulty, elapsed)
        steps = self._rules.relearn_steps if relearning else self._rules.learn_steps
        after = weighed[rating - 1]
        if rating == EASY:
            floor = self._days(weighed[2][2], 1, draw) + 1
            return _spaced(after, self._days(int(after[2] + 0.5), floor, draw))
        interval = place.interval
        if relearning and rating == AGAIN:
            interval = self._after_lapse(after)
        at = min(max(place.step, 0), max(0, len(steps) - 1)) if rating != AGAIN else 0
        seconds = self._seconds(after, rating, steps, at)
        if seconds is None:
            return _spaced(after, self._days(int(after[2] + 0.5), 1, draw))
        return _stepped(after, seconds, at + 1 if rating == GOOD and steps else at, interval)

    def _seconds(self, after: tuple[float, float, float], rating: int, steps: tuple[int, ...], at: int) -> int | None:
        """Return the step that follows, None where the card goes out to review."""
        if not steps:
            return self._within_a_day(after)
        if rating == GOOD:
            return steps[at + 1] if at + 1 < len(steps) else None
        if rating == HARD and at == 0:
            half = (steps[0] + steps[1]) // 2 if len(steps) > 1 else min(steps[0] * 3 // 2, steps[0] + _DAY_S)
            return math.floor(half / _DAY_S + 0.5) * _DAY_S if half > _DAY_S else half
        return steps[at]

    def _lapsed(self, after: tuple[float, float, float]) -> Place:
        steps = self._rules.relearn_steps
        seconds = steps[0] if steps else self._within_a_day(after)
        interval = self._after_lapse(after)
        return _spaced(after, interval) if seconds is None else _stepped(after, seconds, 0, interval)

    def _after_lapse(self, after: tuple[float, float, float]) -> int:
        return min(max(int(after[2] + 0.5), 1), self._high)

    def _within_a_day(self, after: tuple[float, float, float]) -> int | None:
        return int(after[2] * _DAY_S) if self._short and after[2] < _HALF_DAY else None

    def _days(self, ideal: float, low: int, draw: float) -> int:
        """Return the days of a review: the ideal put into [low, longest], then spread by fuzz within the same."""
        high = self._high
        low = min(low, high)
        ideal = min(max(ideal, low), high)
        if not self._fuzz or ideal < 2.5:
            return int(ideal + 0.5)
        first, last = _bounds(ideal)
        first, last = min(max(first, low), high), min(max(last, low), high)
        return first + int(draw * (last - first + 1))


def _bounds(ideal: float) -> tuple[int, int]:
    """Return the first and last day that fuzz may choose, without the steps that a single card can afford."""
    if ideal < 2.5:
        delta = 0.0
    elif ideal < 7:
        delta = 1 + 0.15 * (ideal - 2.5)
    elif ideal < 20:
        delta = 1.675 + 0.1 * (ideal - 7)
    else:
        delta = 2.975 + 0.05 * (ideal - 20)
    return int(ideal - delta + 0.5), int(ideal + delta + 0.5)


def _spaced(after: tuple[float, float, float], days: int) -> Place:
    return Place(_kept(after[0], 10_000), _kept(after[1], 1_000), days)


def _stepped(after: tuple[float, float, float], seconds: int, step: int, interval: int) -> Place:
    return Place(_kept(after[0], 10_000), _kept(after[1], 1_000), interval, step, seconds)


def _kept(value: float, scale: int) -> float:
    """Round as the database keeps it, but in double precision: the last place may differ."""
    return int(value * scale + 0.5) / scale
