"""Habits of answering, from the log and from what is usual."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.habits import Habits, Learner, habits
from tests.core.logs import row


def test_an_empty_log_has_the_usual_habits() -> None:
    usual = habits()

    assert all(sum(odds) == pytest.approx(1) for odds in usual.odds.values())
    assert usual.odds["review"][0] == 0
    assert all(1 < seconds < 60 for four in usual.seconds.values() for seconds in four)


def test_a_long_log_outweighs_what_is_usual() -> None:
    log = [row(day, rating=4 if day % 2 else 2, duration_ms=2_000) for day in range(4_000)]

    found = habits(log)

    assert found.odds["review"] == pytest.approx((0, 0.5, 0.0, 0.5), abs=0.01)
    assert found.seconds["review"][3] == pytest.approx(2, abs=0.1)
    assert found.odds["new"] == habits().odds["new"]


def test_lapses_practice_and_moved_cards_do_not_change_the_odds() -> None:
    log = [
        row(1, rating=1),
        row(2, rating=0, kind="manual"),
        row(3, rating=4, kind="cram"),
    ]

    assert habits(log).odds == habits().odds


def test_a_minute_is_the_longest_that_counts() -> None:
    log = [row(day, rating=3, duration_ms=3_600_000) for day in range(1_000)]

    assert habits(log).seconds["review"][2] <= 60


@given(st.sampled_from(["new", "learning", "relearning"]), st.integers())
def test_answers_follow_the_odds(state: str, seed: int) -> None:
    odds = (0.2, 0.1, 0.6, 0.1)
    learner = Learner(Habits({state: odds}, {}), seed)

    given = Counter(learner.rate("card", state, 0.0) for _time in range(2_000))

    for rating, share in enumerate(odds, 1):
        assert given[rating] / 2_000 == pytest.approx(share, abs=0.07)


@given(st.floats(0.05, 1), st.integers())
def test_in_review_a_card_fails_as_often_as_recall_does(recall: float, seed: int) -> None:
    learner = Learner(habits(), seed)

    given = Counter(learner.rate("card", "review", recall) for _time in range(2_000))

    assert given[1] / 2_000 == pytest.approx(1 - recall, abs=0.07)
    assert given[3] > given[4]


def test_one_seed_always_answers_the_same() -> None:
    def answers(seed: int) -> list[int]:
        learner = Learner(habits(), seed)
        return [learner.rate("card", "review", 0.9) for _time in range(50)]

    assert answers(3) == answers(3)
    assert answers(3) != answers(4)
