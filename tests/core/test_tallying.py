"""Answers by the hour, tips by stability, and tips learned by week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.recalling import Share, recalls
from flashcards.core.studyday import Calendar, date_of, monday
from flashcards.core.tallying import BOUNDS, Change, Week, all_true, by_hour, by_stability, by_week, streak
from tests.core.logs import row

SEOUL = Calendar("Asia/Seoul")
HOUR_MS = 3_600_000
MONDAY = 20_003 - (20_003 + 3) % 7

days = st.lists(st.integers(MONDAY, MONDAY + 60), unique=True, max_size=8).map(sorted)


def changing(at: list[int]) -> list[Change]:
    return [(day, number % 2 == 0) for number, day in enumerate(at)]


def state_on(changes: list[Change], day: int) -> bool:
    return next((state for at, state in reversed(changes) if at <= day), False)


def test_an_hour_is_that_of_the_users_clock() -> None:
    at_nine = [row(20_000, at=n, rating=1 + 2 * (n % 2)) for n in range(4)]
    log = [*at_nine, row(20_000, card="b", at=23 * HOUR_MS, rating=3)]

    hours = by_hour(log, recalls(log), SEOUL)

    assert [one.hour for one in hours] == list(range(24))
    assert {one.hour: one.answers for one in hours if one.answers} == {9: 4, 8: 1}
    assert hours[9].recalls == Share(1, 0)
    assert hours[8].recalls == Share(1, 1)


def test_what_only_moves_a_card_is_in_no_hour() -> None:
    log = [row(20_000, kind="manual", rating=0)]
    assert sum(one.answers for one in by_hour(log, recalls(log), SEOUL)) == 0


@pytest.mark.parametrize(("stability", "low"), [(0.2, 0), (1, 1), (2.99, 1), (3, 3), (20.9, 7), (21, 21), (9_000, 365)])
def test_a_band_begins_with_its_bound(stability: float, low: int) -> None:
    assert [band.low for band in by_stability([stability]) if band.tips] == [low]


@given(st.lists(st.floats(0.001, 40_000)))
def test_every_stability_is_in_one_band_and_the_bands_meet(stabilities: list[float]) -> None:
    bands = by_stability(stabilities)
    assert sum(band.tips for band in bands) == len(stabilities)
    assert [band.high for band in bands] == [*BOUNDS[1:], None]
    for band in bands:
        end = band.high or float("inf")
        assert band.tips == sum(band.low <= days < end for days in stabilities)


@given(st.lists(days, min_size=1, max_size=4))
def test_all_true_is_true_on_the_days_on_which_each_is(each: list[list[int]]) -> None:
    changes = [changing(one) for one in each]
    whole = all_true(changes)
    for day in range(MONDAY - 1, MONDAY + 62):
        assert state_on(whole, day) == all(state_on(one, day) for one in changes)
    assert [state for _day, state in whole] == [number % 2 == 0 for number in range(len(whole))]


@given(st.dictionaries(st.text(max_size=3), days, max_size=5), st.integers(0, 60))
def test_a_week_counts_what_is_learned_at_its_end(tips: dict[str, list[int]], until: int) -> None:
    today = MONDAY + until
    changes = {uid: changing([day for day in at if day <= today]) for uid, at in tips.items()}

    weeks = by_week(changes, MONDAY, today)

    assert [one.monday for one in weeks] == list(range(MONDAY, today + 1, 7))
    for one in weeks:
        assert one.learned == sum(state_on(own, min(one.monday + 6, today)) for own in changes.values())


def test_a_week_tells_what_came_and_what_went() -> None:
    weeks = by_week({"a": [(MONDAY, True), (MONDAY + 8, False)], "b": [(MONDAY + 9, True)]}, MONDAY + 3, MONDAY + 9)
    assert weeks == (Week(MONDAY, 1, gained=1), Week(MONDAY + 7, 1, gained=1, lost=1))


@given(st.integers(0, 40_000))
def test_a_week_begins_on_its_monday(day: int) -> None:
    assert date_of(monday(day)).weekday() == 0
    assert 0 <= day - monday(day) < 7


@given(st.frozensets(st.integers(100, 140)), st.integers(95, 150), st.integers(0, 6))
def test_a_streak_is_the_longest_span_up_to_now_with_enough_answers_in_every_week(
    days: frozenset[int], today: int, rest: int
) -> None:
    last = today if today in days else today - 1

    def holds(first: int) -> bool:
        missed = [day for day in range(first, last + 1) if day not in days]
        return all(sum(day <= one < day + 7 for one in missed) <= rest for day in missed)

    first = last + 1
    while first > 90 and holds(first - 1):
        first -= 1
    assert streak(days, today, rest) == sum(first <= day <= last for day in days)


def test_without_rest_a_day_missed_ends_it() -> None:
    assert [streak({1, 2, 3, 5}, today, 0) for today in (3, 4, 5, 6, 7)] == [3, 3, 1, 1, 0]
    assert [streak({1, 2, 3, 5}, today, 1) for today in (3, 4, 5, 6, 7)] == [3, 3, 4, 4, 1]
