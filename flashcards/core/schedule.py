"""Scheduling: what each of the four answers would do to a card. The one home of the FSRS library.

Formulas (FSRS-6) come from fsrs-rs-python, the crate that Anki's engine uses; the policy around them (steps, interval
bounds, fuzz) is this module's and is equal to Anki's as far as it is known from its behaviour.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, ItemState, MemoryState, NextStates

from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.errors import BadInput

AGAIN, HARD, GOOD, EASY = RATINGS = (1, 2, 3, 4)
RATING_NAMES = {1: "again", 2: "hard", 3: "good", 4: "easy"}
PARAMETERS: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)
_DAY_S = 86_400
_HALF_DAY = 0.5


@dataclass(frozen=True, slots=True)
class Rules:
    """How a deck schedules: FSRS parameters, desired retention (0.70..0.99), steps in s, longest interval in days."""

    parameters: tuple[float, ...] = PARAMETERS
    desired_retention: float = 0.9
    learn_steps: tuple[int, ...] = (60, 600)
    relearn_steps: tuple[int, ...] = (600,)
    max_interval: int = 36_500
    fuzz: bool = True

    def __post_init__(self) -> None:
        """Refuse what the library would silently turn into nonsense."""
        if not 0.70 <= self.desired_retention <= 0.99:
            raise BadInput(f"Desired retention {self.desired_retention} is not between 0.70 and 0.99.")
        if len(self.parameters) not in (17, 19, 21) or not all(map(math.isfinite, self.parameters)):
            raise BadInput("FSRS parameters must be 17, 19 or 21 finite numbers: run `flashcards tune` again.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rating leads to: the memory after it, and when the card is asked again.

    Exactly one of ``days`` (a review on a study day) and ``seconds`` (a step within the day) is set.
    """

    rating: int
    memory: Memory
    days: int | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class _Turn:
    """One answer being weighed: the card's memory at an instant, under the rules, with its fuzz draw (0 <= u < 1)."""

    memory: Memory
    now: int
    day: int
    rules: Rules
    draw: float
    states: NextStates


def next_states(memory: Memory, *, now: int, day: int, rules: Rules, seed: str) -> tuple[Outcome, ...]:
    """Return the outcomes of Again, Hard, Good, Easy for a card at ``now`` (ms) on study day ``day``.

    ``seed`` names card and repetition, so that the preview on the buttons is what the answer gives.
    """
    strength = None if isinstance(memory, New) else memory.strength
    elapsed = 0 if isinstance(memory, New) else max(0, day - memory.last_day)
    known = None if strength is None else MemoryState(strength.stability, strength.difficulty)
    states = _fsrs(rules.parameters).next_states(known, rules.desired_retention, elapsed)
    turn = _Turn(memory, now, day, rules, random.Random(seed).random(), states)  # noqa: S311  a spread, not a secret
    return _review(turn, memory) if isinstance(memory, Review) else _steps(turn)


def retrievability(strength: Strength, days: float, parameters: Sequence[float] = PARAMETERS) -> float:
    """Return the probability of recall ``days`` (may be fractional) after the last answer.

    FSRS-6: R = (1 + f*t/S)^-w20 with f = 0.9^(-1/w20) - 1; sets shorter than 21 use the fixed decay 0.5.
    """
    decay = parameters[20] if len(parameters) > 20 else 0.5
    factor = math.pow(0.9, -1 / decay) - 1
    return math.pow(1 + factor * max(0.0, days) / strength.stability, -decay)


def replayed(strength: Strength | None, *, rating: int, elapsed: int, parameters: tuple[float, ...]) -> Strength:
    """Return the memory state after one logged answer, ``elapsed`` study days after the one before it.

    Raises BadInput for a rating outside 1..4.
    """
    if rating not in RATINGS:
        raise BadInput(f"A logged rating of {rating} is not between 1 and 4: run `flashcards doctor`.")
    known = None if strength is None else MemoryState(strength.stability, strength.difficulty)
    return _strength(_pick(_fsrs(parameters).next_states(known, 0.9, max(0, elapsed)), rating))


@lru_cache(maxsize=16)
def _fsrs(parameters: tuple[float, ...]) -> FSRS:
    return FSRS(list(parameters))


def _pick(states: NextStates, rating: int) -> ItemState:
    return (states.again, states.hard, states.good, states.easy)[rating - 1]


def _strength(state: ItemState) -> Strength:
    return Strength(round(state.memory.stability, 4), round(state.memory.difficulty, 3))


def _review(turn: _Turn, memory: Review) -> tuple[Outcome, ...]:
    """Weigh a card in review: Again lapses into its relearning steps, the others space it further out."""
    outcomes = [_lapse(turn)]
    floor = 1
    for rating in (HARD, GOOD, EASY):
        ideal = _pick(turn.states, rating).interval
        low = max(_at_least(ideal, memory.interval), floor)
        days = _days(ideal, low, turn)
        floor = days + 1
        outcomes.append(_spaced(turn, rating, days))
    return tuple(outcomes)


def _lapse(turn: _Turn) -> Outcome:
    state = turn.states.again
    days = _days(state.interval, 1, turn)
    steps = turn.rules.relearn_steps
    if steps:
        return _step(turn, AGAIN, 0, steps[0], days)
    if state.interval < _HALF_DAY:
        return _step(turn, AGAIN, 0, _seconds(state.interval), days)
    return _spaced(turn, AGAIN, days)


def _steps(turn: _Turn) -> tuple[Outcome, ...]:
    """Weigh a new, learning or relearning card: through its steps, then out to review."""
    relearning = isinstance(turn.memory, Relearning)
    steps = turn.rules.relearn_steps if relearning else turn.rules.learn_steps
    at = 0 if isinstance(turn.memory, New | Review) else min(turn.memory.step, max(0, len(steps) - 1))
    good = _good(turn, steps, at)
    return (
        _stepwise(turn, AGAIN, 0, steps[0] if steps else None),
        _stepwise(turn, HARD, at, _hard_delay(steps, at)),
        good,
        _spaced(turn, EASY, _days(turn.states.easy.interval, (good.days or 0) + 1, turn)),
    )


def _good(turn: _Turn, steps: tuple[int, ...], at: int) -> Outcome:
    if at + 1 < len(steps):
        return _stepwise(turn, GOOD, at + 1, steps[at + 1])
    if steps:
        return _spaced(turn, GOOD, _days(turn.states.good.interval, 1, turn))
    return _stepwise(turn, GOOD, 0, None)


def _stepwise(turn: _Turn, rating: int, step: int, seconds: int | None) -> Outcome:
    """Return the outcome of a step of ``seconds``; without steps, the interval decides between today and later."""
    ideal = _pick(turn.states, rating).interval
    if seconds is None and ideal >= _HALF_DAY:
        return _spaced(turn, rating, _days(ideal, 1, turn))
    return _step(turn, rating, step, _seconds(ideal) if seconds is None else seconds, _days(ideal, 1, turn))


def _hard_delay(steps: tuple[int, ...], at: int) -> int | None:
    if not steps:
        return None
    if at > 0:
        return steps[at]
    if len(steps) > 1:
        return (steps[0] + steps[1]) // 2
    return min(steps[0] * 3 // 2, steps[0] + _DAY_S)


def _step(turn: _Turn, rating: int, step: int, seconds: int, days: int) -> Outcome:
    strength, due = _strength(_pick(turn.states, rating)), turn.now + seconds * 1000
    memory: Memory
    if isinstance(turn.memory, Review | Relearning):
        memory = Relearning(strength, step, due, seconds, days, turn.now, turn.day)
    else:
        memory = Learning(strength, step, due, seconds, turn.now, turn.day)
    return Outcome(rating, memory, seconds=seconds)


def _spaced(turn: _Turn, rating: int, days: int) -> Outcome:
    strength = _strength(_pick(turn.states, rating))
    return Outcome(rating, Review(strength, days, turn.day + days, turn.now, turn.day), days=days)


def _seconds(days: float) -> int:
    return int(days * _DAY_S)


def _round(x: float) -> int:
    """Round half up, as Anki does; Python's own ``round`` goes to the even number."""
    return math.floor(x + 0.5)


def fuzz_bounds(ideal: float) -> tuple[int, int]:
    """Return the first and last day that fuzz may choose for an ideal interval in days."""
    delta = 0.0
    if ideal >= 2.5:
        delta = 1 + 0.15 * (min(ideal, 7) - 2.5) + 0.1 * max(0, min(ideal, 20) - 7) + 0.05 * max(0, ideal - 20)
    return _round(ideal - delta), _round(ideal + delta)


def _at_least(ideal: float, previous: int) -> int:
    if _round(ideal) > previous:
        return previous + 1
    return previous if previous <= fuzz_bounds(ideal)[1] else 0


def _days(ideal: float, low: int, turn: _Turn) -> int:
    high = turn.rules.max_interval
    low = min(max(low, 1), high)
    if not turn.rules.fuzz:
        return min(max(_round(ideal), low), high)
    first, last = (min(max(day, low), high) for day in fuzz_bounds(ideal))
    return math.floor(first + turn.draw * (last - first + 1))
