"""A deck's options as a package has them: whatever is no valid value here counts as not set."""

import math
from collections.abc import Sequence
from typing import Any

from flashcards.core.training import checked
from flashcards.errors import BadInput
from flashcards.formats.anki.read.values import Preset

_LONGEST_STEP_S = 30 * 86_400
_MOST_STEPS = 20
_MOST_A_DAY = 9_999
_LONGEST_DAYS = 36_500


def preset(  # noqa: PLR0913  all by keyword
    *,
    parameters: object = (),
    desired_retention: object = None,
    learn_minutes: object = None,
    relearn_minutes: object = None,
    new_per_day: object = None,
    reviews_per_day: object = None,
    max_interval: object = None,
) -> Preset:
    """Return a preset of whatever stood in a package; steps come in minutes."""
    retention = _number(desired_retention)
    longest = _whole(max_interval, _LONGEST_DAYS)
    return Preset(
        parameters=_parameters(parameters),
        desired_retention=round(retention, 4) if retention is not None and 0.7 <= retention <= 0.99 else None,
        learn_steps=_steps(learn_minutes),
        relearn_steps=_steps(relearn_minutes),
        new_per_day=_whole(new_per_day, _MOST_A_DAY),
        reviews_per_day=_whole(reviews_per_day, _MOST_A_DAY),
        max_interval=longest or None,
    )


def _parameters(given: Any) -> tuple[float, ...]:  # noqa: ANN401  whatever a package holds
    numbers = _numbers(given)
    try:
        return checked(numbers) if numbers else ()
    except BadInput:
        return ()


def _steps(minutes: Any) -> tuple[int, ...] | None:  # noqa: ANN401  whatever a package holds
    numbers = _numbers(minutes)
    if numbers is None or len(numbers) > _MOST_STEPS:
        return None
    return tuple(min(_LONGEST_STEP_S, max(1, round(60 * min(step, 1e6)))) for step in numbers)


def _numbers(given: object) -> Sequence[float] | None:
    if not isinstance(given, list | tuple):
        return None
    numbers = [_number(one) for one in given[:100]]
    return None if None in numbers else [one for one in numbers if one is not None]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 and math.isfinite(value) else None


def _whole(value: object, most: int) -> int | None:
    number = _number(value)
    return None if number is None or number < 0 else min(most, int(number))
