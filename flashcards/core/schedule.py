"""Scheduling: what each of the four answers would do to a card. The one home of the FSRS library.

Formulas (FSRS-6) come from fsrs-rs-python, the crate that Anki's engine uses; the policy around them (steps, interval
bounds, fuzz) is this module's and is equal to Anki's as far as it is known from its behaviour.
"""

import math
import random
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, ItemState, MemoryState, NextStates

from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.spread import FURTHEST_DAYS, Load, choose, outside
from flashcards.errors import BadInput

AGAIN, HARD, GOOD, EASY = RATINGS = (1, 2, 3, 4)
RATING_NAMES = {1: "again", 2: "hard", 3: "good", 4: "easy"}
PARAMETERS: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)
_DAY_S = 86_400
_HALF_DAY = 0.5
_SINGLE = struct.Struct("f")


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
            raise BadInput("Desired retention {given} is not between 0.70 and 0.99.", given=self.desired_retention)
        if len(self.parameters) not in (17, 19, 21) or not all(map(math.isfinite, self.parameters)):
            raise BadInput("FSRS parameters must be 17, 19 or 21 finite numbers: run `flashcards tune` again.")
        if any(seconds < 1 for seconds in (*self.learn_steps, *self.relearn_steps)):
            raise BadInput("A learning step is shorter than a second: give steps such as 1m 10m.")
        if self.max_interval < 1:
            raise BadInput("The longest interval is {days} days: give at least 1.", days=self.max_interval)


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
    load: Load | None


def next_states(  # noqa: PLR0913  all but one by keyword
    memory: Memory, *, now: int, day: int, rules: Rules, seed: str, load: Load | None = None
) -> tuple[Outcome, ...]:
    """Return the outcomes of Again, Hard, Good, Easy for a card at ``now`` (ms) on study day ``day``.

    ``seed`` names card and repetition, so that the preview on the buttons is what the answer gives. With a ``load``,
    fuzz prefers the emptier days of its range, and no review falls into a vacation that it could go round.
    """
    strength = None if isinstance(memory, New) else memory.strength
    elapsed = 0 if isinstance(memory, New) else max(0, day - memory.last_day)
    known = None if strength is None else MemoryState(strength.stability, strength.difficulty)
    states = _fsrs(rules.parameters).next_states(known, rules.desired_retention, elapsed)
    draw = random.Random(seed).random()  # noqa: S311  a spread, not a secret
    turn = _Turn(memory, now, day, rules, draw, states, load)
    return _review(turn, memory) if isinstance(memory, Review) else _steps(turn)


def retrievability(strength: Strength, days: float, parameters: Sequence[float] = PARAMETERS) -> float:
    """Return the probability of recall ``days`` (may be fractional) after the last answer.

    FSRS-6: R = (1 + f*t/S)^-w20 with f = 0.9^(-1/w20) - 1.
    """
    steepness, power = curve(parameters)
    return math.pow(1 + steepness * max(0.0, days) / strength.stability, power)


def curve(parameters: Sequence[float]) -> tuple[float, float]:
    """Return (f, -w20) of the forgetting curve R = (1 + f*t/S)^-w20, for runs over many cards."""
    power = decay(parameters)
    return factor(power), -power


def factor(power: float) -> float:
    """Return f of the forgetting curve for a decay w20: R is 0.9 after the stability, whatever the decay."""
    return math.pow(0.9, -1 / power) - 1


def weighing(rules: Rules) -> Callable[[float, float, int], list[tuple[float, float, float]]]:
    """Return the bare formulas under some rules, for runs over many cards.

    They take stability (0 for a new card), difficulty and study days, and give stability, difficulty and the unrounded
    interval in days after Again, Hard, Good and Easy, without steps, bounds and fuzz.
    """
    ask, retention = _fsrs(rules.parameters).next_states, rules.desired_retention

    def weigh(stability: float, difficulty: float, days: int) -> list[tuple[float, float, float]]:
        states = ask(MemoryState(stability, difficulty) if stability else None, retention, days)
        after = (states.again, states.hard, states.good, states.easy)
        return [((memory := state.memory).stability, memory.difficulty, state.interval) for state in after]

    return weigh


def decay(parameters: Sequence[float]) -> float:
    """Return the decay of the forgetting curve, w20: the last of 21 parameters, 0.5 for the older, shorter sets."""
    return parameters[20] if len(parameters) > 20 else 0.5


def replayed(strength: Strength | None, *, rating: int, elapsed: int, parameters: tuple[float, ...]) -> Strength:
    """Return the memory state after one logged answer, ``elapsed`` study days after the one before it.

    Raises BadInput for a rating outside 1..4.
    """
    if rating not in RATINGS:
        raise BadInput("A logged rating of {rating} is not between 1 and 4: run `flashcards doctor`.", rating=rating)
    known = None if strength is None else MemoryState(strength.stability, strength.difficulty)
    return _strength(_pick(_fsrs(parameters).next_states(known, 0.9, max(0, elapsed)), rating))


def strength_from_ease(ease: float, interval: int, parameters: tuple[float, ...] = PARAMETERS) -> Strength:
    """Return the memory state of a card that SM-2 scheduled: its ease (2.5 for 250 %) and its interval in days.

    As Anki begins such cards: the interval is taken for the one that leaves nine of ten remembered.
    """
    found = _fsrs(parameters).memory_state_from_sm2(ease, float(interval), 0.9)
    return Strength(_kept(found.stability, 4), _kept(found.difficulty, 3))


@lru_cache(maxsize=16)
def _fsrs(parameters: tuple[float, ...]) -> FSRS:
    return FSRS(list(parameters))


def _pick(states: NextStates, rating: int) -> ItemState:
    return (states.again, states.hard, states.good, states.easy)[rating - 1]


def _strength(state: ItemState) -> Strength:
    return Strength(_kept(state.memory.stability, 4), _kept(state.memory.difficulty, 3))


def _kept(value: float, places: int) -> float:
    """Round as Anki keeps it: half up, in single precision, which moves the last place of a long stability."""
    scale = 10**places
    return round(_single(_round(_single(value * scale)) / scale), places)


def _single(value: float) -> float:
    narrowed: float = _SINGLE.unpack(_SINGLE.pack(value))[0]
    return narrowed


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
    steps = turn.rules.relearn_steps
    seconds = steps[0] if steps else _within_a_day(turn, AGAIN)
    if seconds is None:
        return _spaced(turn, AGAIN, _home(_after_lapse(turn), 1, turn))
    return _step(turn, AGAIN, 0, seconds)


def _steps(turn: _Turn) -> tuple[Outcome, ...]:
    """Weigh a new, learning or relearning card: through its steps, then out to review."""
    steps = turn.rules.relearn_steps if isinstance(turn.memory, Relearning) else turn.rules.learn_steps
    at = 0 if isinstance(turn.memory, New | Review) else min(turn.memory.step, max(0, len(steps) - 1))
    floor = _days(turn.states.good.interval, 1, turn) + 1
    return (
        _stepwise(turn, AGAIN, 0, steps[0] if steps else None),
        _stepwise(turn, HARD, at, _hard_delay(steps, at)),
        _good(turn, steps, at),
        _spaced(turn, EASY, _days(_round(turn.states.easy.interval), floor, turn)),
    )


def _good(turn: _Turn, steps: tuple[int, ...], at: int) -> Outcome:
    if at + 1 < len(steps):
        return _step(turn, GOOD, at + 1, steps[at + 1])
    if steps:
        return _spaced(turn, GOOD, _days(_round(turn.states.good.interval), 1, turn))
    return _stepwise(turn, GOOD, 0, None)


def _stepwise(turn: _Turn, rating: int, step: int, seconds: int | None) -> Outcome:
    """Return the outcome of a step of ``seconds``; without steps, the interval decides between today and later."""
    if seconds is None:
        seconds = _within_a_day(turn, rating)
    if seconds is None:
        return _spaced(turn, rating, _days(_round(_pick(turn.states, rating).interval), 1, turn))
    return _step(turn, rating, step, seconds)


def _within_a_day(turn: _Turn, rating: int) -> int | None:
    """Return the seconds of an interval under half a day, None if it is longer or the parameters know no such."""
    ideal = _pick(turn.states, rating).interval
    if ideal < _HALF_DAY and knows_short_term(turn.rules.parameters):
        return int(_single(ideal * _DAY_S))
    return None


def knows_short_term(parameters: tuple[float, ...]) -> bool:
    """Say whether the parameters describe answers on one day; Anki spaces by whole days where they do not."""
    return len(parameters) > 18 and parameters[17] > 0 and parameters[18] > 0


def _hard_delay(steps: tuple[int, ...], at: int) -> int | None:
    if not steps:
        return None
    if at > 0:
        return steps[at]
    if len(steps) > 1:
        return _whole_days((steps[0] + steps[1]) // 2)
    return _whole_days(min(steps[0] * 3 // 2, steps[0] + _DAY_S))


def _whole_days(seconds: int) -> int:
    return _round(seconds / _DAY_S) * _DAY_S if seconds > _DAY_S else seconds


def _step(turn: _Turn, rating: int, step: int, seconds: int) -> Outcome:
    strength, due = _strength(_pick(turn.states, rating)), turn.now + seconds * 1000
    memory: Memory
    if isinstance(turn.memory, Review | Relearning):
        memory = Relearning(strength, step, due, seconds, _after_steps(turn, rating), turn.now, turn.day)
    else:
        memory = Learning(strength, step, due, seconds, turn.now, turn.day)
    return Outcome(rating, memory, seconds=seconds)


def _after_steps(turn: _Turn, rating: int) -> int:
    """Return the interval kept for after relearning: set by each Again, carried along by Hard and Good."""
    if rating != AGAIN and isinstance(turn.memory, Relearning):
        return turn.memory.interval
    return _after_lapse(turn)


def _after_lapse(turn: _Turn) -> int:
    """Return a lapse's interval in days: never fuzzed, and within the longest interval, which Anki forgets here."""
    return min(max(_round(turn.states.again.interval), 1), turn.rules.max_interval)


def _spaced(turn: _Turn, rating: int, days: int) -> Outcome:
    strength = _strength(_pick(turn.states, rating))
    return Outcome(rating, Review(strength, days, turn.day + days, turn.now, turn.day), days=days)


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
    """Return the days of a review: the ideal put into [low, longest], spread by fuzz within, and out of a vacation."""
    high = turn.rules.max_interval
    low = min(max(low, 1), high)
    return _home(_fuzzed(min(max(ideal, low), high), low, high, turn), low, turn)


def _home(days: int, low: int, turn: _Turn) -> int:
    """Return the days of a review, put beside a vacation if they end in one."""
    if turn.load is None:
        return days
    return outside(days, low, turn.rules.max_interval, today=turn.day, away=turn.load.away)


def _fuzzed(ideal: float, low: int, high: int, turn: _Turn) -> int:
    if not turn.rules.fuzz:
        return _round(ideal)
    first, last = (min(max(day, low), high) for day in fuzz_bounds(ideal))
    if turn.load is not None and turn.load.balanced and last <= FURTHEST_DAYS:
        return choose(first, last, today=turn.day, load=turn.load, draw=turn.draw)
    return math.floor(first + turn.draw * (last - first + 1))
