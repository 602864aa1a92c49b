"""Plays a year through for three users and draws the minutes of each day: ``make plots``. Prints the figures too."""

# ruff: noqa: INP001

from dataclasses import replace
from pathlib import Path

from flashcards.core.habits import Learner, habits
from flashcards.core.memory import New
from flashcards.core.scenario import Day, DeckPlan, Held, Scenario
from flashcards.core.schedule import Rules
from flashcards.core.simulation import simulate
from flashcards.formats.plot import Axes, Series, line_plot

HERE = Path(__file__).parent
DAYS = 365
MONTHS = tuple((at * DAYS / 12, f"month {at + 1}") for at in range(0, 12, 2))
CARDS = [Held(f"{n}", f"{n}", "Notes", New()) for n in range(1_500)]
PLAN = DeckPlan(Rules(), new=5, reviews=10_000, new_left=5, reviews_left=10_000)
USUAL = Scenario(CARDS, {"Notes": PLAN}, habits(), first_day=20_000, days=DAYS)
KEEN = {"Notes": replace(PLAN, new=10, new_left=10)}
WEEK, MONTH = frozenset(range(180, 187)), frozenset(range(180, 210))

USERS: dict[str, tuple[str, dict[str, Scenario]]] = {
    "ten-minutes": (
        "Ten new cards a day",
        {"no bound": replace(USUAL, decks=KEEN), "ten minutes a day": replace(USUAL, decks=KEEN, minutes=10.0)},
    ),
    "missed-week": (
        "A week missed",
        {"all at once": replace(USUAL, missed=WEEK), "caught up in 7 days": replace(USUAL, missed=WEEK, catch_up=7)},
    ),
    "missed-month": (
        "A month missed",
        {
            "all at once": replace(USUAL, missed=MONTH),
            "caught up in 14 days": replace(USUAL, missed=MONTH, catch_up=14),
        },
    ),
}


def played(scenario: Scenario) -> list[Day]:
    """Return the days of a scenario with the usual learner."""
    return simulate(scenario, Learner(scenario.habits, scenario.seed))


def main() -> None:
    """Draw every user's year."""
    for name, (title, scenarios) in USERS.items():
        years = {label: played(scenario) for label, scenario in scenarios.items()}
        series = [Series(label, [day.minutes for day in days]) for label, days in years.items()]
        svg = line_plot(Axes(title, "minutes a day", MONTHS), series)
        (HERE / f"year-{name}.svg").write_text(svg, encoding="utf-8")
        for label, days in years.items():
            minutes = [day.minutes for day in days]
            print(  # noqa: T201  the figures of the page
                f"{title}, {label}: longest {max(minutes):.0f} min, mean {sum(minutes) / DAYS:.1f} min, "
                f"{sum(day.new for day in days)} cards begun, {days[-1].remembered:.0f} remembered"
            )


if __name__ == "__main__":
    main()
