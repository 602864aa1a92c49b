"""How intervals are written on buttons."""

import pytest

from flashcards.core.interval import of_days, of_seconds, short
from flashcards.core.memory import New
from flashcards.core.schedule import Outcome


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0s"), (59, "59s"), (60, "1m"), (330, "6m"), (600, "10m"), (3_600, "1h"), (5_400, "1.5h"), (86_400, "1d")],
)
def test_steps_within_the_day(seconds: int, text: str) -> None:
    assert of_seconds(seconds) == text


@pytest.mark.parametrize(
    ("days", "text"), [(1, "1d"), (29, "29d"), (30, "1mo"), (63, "2.1mo"), (364, "12.1mo"), (365, "1y"), (500, "1.4y")]
)
def test_days_months_and_years(days: int, text: str) -> None:
    assert of_days(days) == text


def test_an_outcome_is_written_by_what_it_has() -> None:
    assert short(Outcome(3, New(), seconds=600)) == "10m"
    assert short(Outcome(4, New(), days=64)) == "2.1mo"
