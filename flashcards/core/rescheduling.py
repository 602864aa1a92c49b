"""Rescheduling: the interval that a card in review would have under other parameters, counted from its last answer."""

import math
import random

from flashcards.core.memory import Strength
from flashcards.core.schedule import Rules, curve, fuzz_bounds


def interval(strength: Strength, rules: Rules, *, seed: str) -> int:
    """Return the days after which recall falls to the desired retention, fuzzed, in 1..longest.

    ``seed`` names the card and its last repetition, so that the draw is the one that its last answer made.
    """
    factor, power = curve(rules.parameters)
    ideal = strength.stability / factor * (math.pow(rules.desired_retention, 1 / power) - 1)
    first, last = (min(max(day, 1), rules.max_interval) for day in fuzz_bounds(ideal))
    if not rules.fuzz:
        return min(max(math.floor(ideal + 0.5), 1), rules.max_interval)
    draw = random.Random(seed).random()  # noqa: S311  a spread, not a secret
    return math.floor(first + draw * (last - first + 1))
