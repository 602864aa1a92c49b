"""True retention and calibration: against logs counted by hand, and against a learner who recalls as predicted."""

import datetime as dt
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Strength
from flashcards.core.recalling import (
    Calibration,
    Retention,
    Share,
    by_day,
    by_month,
    by_week,
    calibrate,
    recalls,
    retention,
)
from flashcards.core.review import Answer
from flashcards.core.schedule import PARAMETERS, retrievability
from flashcards.core.studyday import day_of
from tests.core.histories import FSRS_5
from tests.core.logs import row

FIRST = 20_000


def test_a_log_counted_by_hand() -> None:
    log = [
        row(FIRST, state="new", interval=0, stability=None),
        row(FIRST, state="learning", interval=3, at=1),
        row(FIRST + 3, rating=2, interval=21),
        row(FIRST + 24, rating=1, interval=4),
        row(FIRST + 24, rating=3, state="relearning", interval=4, at=1),
        row(FIRST + 28, rating=4, interval=30),
        row(FIRST + 3, card="b", rating=1, interval=2),
        row(FIRST + 60, rating=3, interval=90),
    ]

    assert [(r.card, r.study_day - FIRST, r.passed, r.mature) for r in recalls(log)] == [
        ("a", 3, True, False),
        ("a", 24, False, True),
        ("a", 28, True, False),
        ("a", 60, True, True),
        ("b", 3, False, False),
    ]
    assert retention(recalls(log)) == Retention(young=Share(3, 2), mature=Share(2, 1))
    assert retention(recalls(log)).all.rate == 0.6


def test_only_the_first_answer_of_a_day_counts() -> None:
    log = [row(FIRST, interval=5), row(FIRST + 5, rating=1, interval=1), row(FIRST + 5, rating=3, at=1)]

    assert retention(recalls(log)).young == Share(2, 1)


def test_twenty_one_days_are_mature_and_twenty_are_young() -> None:
    assert [r.mature for r in recalls([row(FIRST, interval=20), row(FIRST + 20, interval=21), row(FIRST + 41)])] == [
        False,
        False,
        True,
    ]


def test_practice_and_rows_that_only_move_a_card_do_not_count() -> None:
    log = [
        row(FIRST, interval=30),
        row(FIRST + 10, rating=1, kind="cram", interval=30),
        row(FIRST + 30, rating=0, kind="manual", interval=40),
        row(FIRST + 30, rating=3, interval=90, at=1),
    ]

    assert [(r.study_day - FIRST, r.elapsed) for r in recalls(log)] == [(0, 0), (30, 30)]


def test_nothing_asked_has_no_rate() -> None:
    assert retention([]) == Retention()
    assert retention([]).all.rate is None
    assert calibrate([], {None: PARAMETERS}) == Calibration()


def test_weeks_begin_on_monday_and_months_on_their_first() -> None:
    sunday, monday = day_of(dt.date(2026, 11, 29)), day_of(dt.date(2026, 11, 30))
    log = [row(sunday), row(monday), row(monday + 1)]

    assert by_week(recalls(log)) == {
        sunday - 6: Retention(young=Share(1, 1)),
        monday: Retention(young=Share(2, 2)),
    }
    assert list(by_month(recalls(log))) == [day_of(dt.date(2026, 11, 1)), day_of(dt.date(2026, 12, 1))]


answers = st.lists(
    st.builds(
        row,
        st.integers(FIRST, FIRST + 500),
        rating=st.integers(0, 4),
        card=st.sampled_from("abc"),
        state=st.sampled_from(["new", "learning", "review", "relearning"]),
        interval=st.integers(0, 60),
        kind=st.sampled_from(["learn", "review", "cram", "manual"]),
        at=st.integers(0, 9),
    ),
    max_size=60,
).map(lambda rows: sorted(rows, key=lambda one: one.id))


@given(answers)
def test_the_whole_is_the_sum_of_its_periods(log: list[Answer]) -> None:
    found = recalls(log)
    for periods in (by_day(found), by_week(found), by_month(found)):
        assert sum(periods.values(), Retention()) == retention(found)
    assert retention(found).all.asked <= len({(one.card, one.study_day) for one in log})


def test_calibration_counted_by_hand() -> None:
    log = [
        row(FIRST, card="a", interval=10, stability=10.0),
        row(FIRST + 10, card="a", rating=3, stability=10.0),
        row(FIRST, card="b", interval=10, stability=10.0),
        row(FIRST + 10, card="b", rating=1, stability=10.0),
    ]

    found = calibrate(recalls(log), {None: PARAMETERS})

    (only,) = found.bins
    assert (only.low, only.count, only.recalled) == (0.9, 2, 0.5)
    assert only.predicted == pytest.approx(0.9)
    assert found.rmse == pytest.approx(0.4)
    assert found.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.1)) / 2)


def test_a_prediction_is_read_with_the_parameters_it_was_made_with() -> None:
    log = [row(FIRST), row(FIRST + 40, stability=10.0, parameter_set="own")]
    strength = Strength(10.0, 5.0)

    (own,) = calibrate(recalls(log), {None: PARAMETERS, "own": FSRS_5}).bins
    (unknown,) = calibrate(recalls(log), {None: PARAMETERS}).bins

    assert own.predicted == pytest.approx(retrievability(strength, 40, FSRS_5))
    assert unknown.predicted == pytest.approx(retrievability(strength, 40))


def test_a_learner_who_recalls_as_predicted_is_well_calibrated() -> None:
    chance = random.Random(7)  # noqa: S311  a learner, not a secret
    log = []
    for number in range(6_000):
        days, stability = chance.randint(1, 60), chance.uniform(2, 40)
        passed = chance.random() < retrievability(Strength(stability, 5.0), days)
        log += [
            row(FIRST, card=f"{number}"),
            row(FIRST + days, card=f"{number}", rating=3 if passed else 1, stability=stability),
        ]

    found = calibrate(recalls(log), {None: PARAMETERS})

    assert found.count == 6_000
    assert len(found.bins) >= 5
    for one in found.bins:
        error = math.sqrt(one.predicted * (1 - one.predicted) / one.count)
        assert abs(one.recalled - one.predicted) < 4 * error
    assert found.rmse is not None
    assert found.rmse < 0.03


def test_one_who_recalls_less_than_predicted_shows_it() -> None:
    log = []
    for number in range(100):
        log += [row(FIRST, card=f"{number}"), row(FIRST + 10, card=f"{number}", rating=1 if number % 2 else 3)]

    assert calibrate(recalls(log), {None: PARAMETERS}).rmse == pytest.approx(0.4)
