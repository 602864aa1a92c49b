"""The same beginning played through for a range of desired retentions, to compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flashcards.core.habits import Learner
from flashcards.core.scenario import Day, Scenario, with_retention
from flashcards.core.simulation import simulate


@dataclass(frozen=True, slots=True)
class Outcome:
    """One simulation: the desired retention (None for what the decks have), and its days."""

    retention: float | None
    days: tuple[Day, ...]

    @property
    def reviews(self) -> float:
        """Reviews a day, on average."""
        return sum(day.reviews for day in self.days) / len(self.days)

    @property
    def minutes(self) -> float:
        """Minutes a day, on average."""
        return sum(day.minutes for day in self.days) / len(self.days)

    @property
    def busiest(self) -> float:
        """The minutes of the longest day."""
        return max(day.minutes for day in self.days)

    @property
    def new(self) -> int:
        """New cards, altogether."""
        return sum(day.new for day in self.days)

    @property
    def remembered(self) -> float:
        """How many tips would be recalled at the end."""
        return self.days[-1].remembered


@dataclass(frozen=True, slots=True)
class Simulated:
    """Simulations from one beginning: its day and tips, those remembered then, and the outcome of each retention."""

    first_day: int
    tips: float = 0.0
    remembered: float = 0.0
    outcomes: tuple[Outcome, ...] = ()


def outcomes(
    beginning: Scenario, retentions: Sequence[float] = (), *, told: Callable[[int, int], None] = lambda *_: None
) -> Simulated:
    """Play a scenario through, first with the decks' own desired retentions, then with each of ``retentions``.

    ``told`` hears of (done, all) days.
    """
    whole = beginning.days * (1 + len(retentions))
    found = []
    for number, retention in enumerate((None, *retentions)):
        played = beginning if retention is None else with_retention(beginning, retention)
        before = number * beginning.days
        days = simulate(played, _learner(played), told=lambda day, before=before: told(before + day, whole))  # type: ignore[misc]
        found.append(Outcome(retention, tuple(days)))
    idle = replace(beginning, days=1, missed=frozenset({0}))
    (untouched,) = simulate(idle, _learner(idle))
    tips = sum(held.weight for held in beginning.cards)
    return Simulated(beginning.first_day, tips, untouched.remembered, tuple(found))


def _learner(scenario: Scenario) -> Learner:
    return Learner(scenario.habits, scenario.seed)
