"""When a card comes again, in words."""

import pytest

from flashcards.cli.moments import arrival
from flashcards.config import parse_now
from flashcards.core.studyday import Calendar

SEOUL = Calendar("Asia/Seoul", 4)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T22:00:01", "in 1 minute"),
        ("2026-11-23T22:10", "in 10 minutes"),
        ("2026-11-23T23:00", "in 60 minutes"),
        ("2026-11-24T00:30", "at 00:30"),
        ("2026-11-24T03:59", "at 03:59"),
        ("2026-11-24T04:00", "tomorrow"),
        ("2026-11-25T04:00", "on 2026-11-25"),
        ("2027-02-01T04:00", "on 2027-02-01"),
    ],
)
def test_a_moment_is_named_by_how_far_away_it_is(at: str, words: str) -> None:
    now = parse_now("2026-11-23T22:00", "Asia/Seoul")
    assert arrival(parse_now(at, "Asia/Seoul"), now, SEOUL) == words
