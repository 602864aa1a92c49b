"""What is known of a card's memory, as types: a state holds only what exists in that state.

Times are UTC epoch milliseconds, study days are day numbers (days since 1970-01-01). Stability is in days,
difficulty runs from 1 to 10; both are kept rounded to 4 and 3 decimals, as Anki stores them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """FSRS memory state: stability in days, difficulty 1..10."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class New:
    """Never answered."""


@dataclass(frozen=True, slots=True)
class Learning:
    """In its first steps: due at an instant. ``step`` is the index of the step it waits for."""

    strength: Strength
    step: int
    due: int
    seconds: int
    last: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Review:
    """Due on a study day, ``interval`` days after the day of the last answer."""

    strength: Strength
    interval: int
    due_day: int
    last: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Relearning:
    """Lapsed, in its relearning steps: due at an instant. ``interval`` is what it gets after them, in days."""

    strength: Strength
    step: int
    due: int
    seconds: int
    interval: int
    last: int
    last_day: int


Memory = New | Learning | Review | Relearning
