"""What a simulation starts from, and what a day of it looks like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flashcards.core.habits import Habits
from flashcards.core.memory import Memory
from flashcards.core.schedule import Rules


@dataclass(frozen=True, slots=True)
class Held:
    """A card at the beginning. New cards come in the order given.

    ``due`` is the study day of its due date, ``from_day`` the first day on which it may be asked (it was buried until
    then), ``weight`` the share of a tip that it stands for.
    """

    card: str
    note: str
    deck: str
    memory: Memory
    due: int = 0
    from_day: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """A deck's rules and its cards a day; ``new_left`` and ``reviews_left`` are what the first day still has."""

    rules: Rules
    new: int
    reviews: int
    new_left: int
    reviews_left: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is played through. ``first_day`` is a day number.

    ``minutes`` bounds each day, ``missed`` holds the days (from 0) without any study; after them ``catch_up`` spreads
    what is overdue over so many days, the most urgent first. ``measured`` is how often what is remembered is summed, in
    days; between two sums it is drawn straight. ``root`` narrows everything to a deck, whose parents' limits do not
    count. Steps that come later than ``open_seconds`` after a day's beginning wait for a later day.
    """

    cards: Sequence[Held]
    decks: Mapping[str, DeckPlan]
    habits: Habits
    first_day: int
    days: int = 365
    seed: int = 1
    minutes: float | None = None
    missed: frozenset[int] = frozenset()
    catch_up: int = 0
    measured: int = 1
    open_seconds: int = 43_200
    seen_notes: frozenset[str] = frozenset()
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day played through: cards in review asked, new cards, all answers, the time they took.

    ``left`` were due and not asked; ``remembered`` is the sum of the probabilities of recall at the day's end.
    """

    reviews: int = 0
    new: int = 0
    answers: int = 0
    minutes: float = 0.0
    left: int = 0
    remembered: float = 0.0


def with_retention(scenario: Scenario, retention: float) -> Scenario:
    """Return the same scenario with another desired retention in every deck."""
    decks = {
        name: replace(plan, rules=replace(plan.rules, desired_retention=retention))
        for name, plan in scenario.decks.items()
    }
    return replace(scenario, decks=decks)
