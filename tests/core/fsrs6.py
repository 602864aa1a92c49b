"""FSRS-6 once more, in double precision, from its published formulas: what the library is checked against.

A rating G is 1..4, t is in days, w are the 21 parameters. Shorter sets are older versions, filled up by their rules.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

SHORTEST, LONGEST = 0.001, 36_500.0


class State(NamedTuple):
    """Stability in days and difficulty 1..10, unrounded."""

    stability: float
    difficulty: float


def filled(parameters: Sequence[float]) -> tuple[float, ...]:
    """Return 21 parameters that mean what a set of 17 (FSRS-4.5), 19 (FSRS-5) or 21 means."""
    w = list(parameters)
    if len(w) == 17:
        w[4] += 2 * w[5]
        w[5] = log(3 * w[5] + 1) / 3
        w[6] += 0.5
        w += [0.0, 0.0]
    if len(w) == 19:
        w += [0.0, 0.5]
    return tuple(w)


def after(state: State | None, *, rating: int, elapsed: int, w: Sequence[float]) -> State:
    """Return the state after an answer ``elapsed`` study days after the one before; no state is a new card."""
    if state is None:
        return State(_bounded(w[rating - 1], SHORTEST, LONGEST), _bounded(_first_difficulty(rating, w), 1, 10))
    if elapsed == 0:
        stability = _same_day(state, rating, w)
    elif rating == 1:
        stability = _forgotten(state, retrievability(state.stability, elapsed, w), w)
    else:
        stability = _recalled(state, rating, retrievability(state.stability, elapsed, w), w)
    return State(_bounded(stability, SHORTEST, LONGEST), _difficulty(state.difficulty, rating, w))


def retrievability(stability: float, days: float, w: Sequence[float]) -> float:
    """R = (1 + f t/S)^-w20, with f such that R is 0.9 at t = S."""
    return float((1 + _curve(w) * days / stability) ** -w[20])


def interval(stability: float, retention: float, w: Sequence[float]) -> float:
    """Return the days after which R has fallen to ``retention``."""
    return stability / _curve(w) * (float(retention ** (-1 / w[20])) - 1)


def _curve(w: Sequence[float]) -> float:
    return float(0.9 ** (-1 / w[20])) - 1


def _first_difficulty(rating: int, w: Sequence[float]) -> float:
    return w[4] - exp(w[5] * (rating - 1)) + 1


def _difficulty(before: float, rating: int, w: Sequence[float]) -> float:
    """Step by -w6 (G - 3), damped towards 10, then drawn by w7 towards the first difficulty of Easy."""
    stepped = before - w[6] * (rating - 3) * (10 - before) / 9
    return _bounded(w[7] * _first_difficulty(4, w) + (1 - w[7]) * stepped, 1, 10)


def _recalled(state: State, rating: int, recall: float, w: Sequence[float]) -> float:
    ease = {2: w[15], 3: 1.0, 4: w[16]}[rating]
    surprise = exp(w[10] * (1 - recall)) - 1
    gain = exp(w[8]) * (11 - state.difficulty) * float(state.stability ** -w[9]) * surprise * ease
    return state.stability * (1 + gain)


def _forgotten(state: State, recall: float, w: Sequence[float]) -> float:
    left = w[11] * float(state.difficulty ** -w[12]) * (float((state.stability + 1) ** w[13]) - 1)
    return min(left * exp(w[14] * (1 - recall)), state.stability / exp(w[17] * w[18]))


def _same_day(state: State, rating: int, w: Sequence[float]) -> float:
    """Only Again may shorten within the day."""
    gain = exp(w[17] * (rating - 3 + w[18])) * float(state.stability ** -w[19])
    return state.stability * (gain if rating == 1 else max(1.0, gain))


def _bounded(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
