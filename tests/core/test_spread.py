"""Load balance: emptier days first, easy weekdays eased, siblings apart, nothing in a vacation."""

from collections import Counter
from collections.abc import Sequence
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Review, Strength
from flashcards.core.schedule import Rules, fuzz_bounds, next_states
from flashcards.core.spread import Load, choose, outside, weekday
from flashcards.core.studyday import date_of

TODAY = 20_777
DRAWS = [(n + 0.5) / 1000 for n in range(1000)]

loads = st.builds(
    Load,
    due=st.dictionaries(st.integers(TODAY, TODAY + 100), st.integers(1, 50)),
    siblings=st.frozensets(st.integers(TODAY, TODAY + 60), max_size=3),
    week=st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 7),
    away=st.frozensets(st.integers(TODAY, TODAY + 60), max_size=30),
)


def chosen(first: int, last: int, load: Load) -> Counter[int]:
    return Counter(choose(first, last, today=TODAY, load=load, draw=draw) for draw in DRAWS)


@given(day=st.integers(0, 60_000))
def test_a_weekday_is_the_calendars(day: int) -> None:
    assert weekday(day) == date_of(day).weekday()


@given(first=st.integers(1, 60), width=st.integers(0, 20), load=loads, draw=st.floats(0, 1, exclude_max=True))
def test_the_day_chosen_is_in_the_range(first: int, width: int, load: Load, draw: float) -> None:
    assert first <= choose(first, first + width, today=TODAY, load=load, draw=draw) <= first + width


def test_without_any_load_a_shorter_interval_is_a_little_likelier() -> None:
    found = chosen(10, 12, Load())
    shares = {days: (1 / days) / (1 / 10 + 1 / 11 + 1 / 12) for days in (10, 11, 12)}
    assert {days: found[days] / 1000 for days in found} == pytest.approx(shares, abs=0.002)


def test_a_day_with_twice_the_cards_is_four_times_less_likely() -> None:
    found = chosen(20, 21, Load(due={TODAY + 20: 20, TODAY + 21: 10}))
    assert found[21] / found[20] == pytest.approx(4 * 20 / 21, rel=0.02)


def test_a_siblings_day_is_never_taken_while_another_is_free() -> None:
    assert chosen(10, 11, Load(siblings=frozenset({TODAY + 10}))).keys() == {11}
    nearer, farther = (chosen(30, 34, Load(siblings=frozenset({TODAY + 30})))[days] for days in (31, 34))
    assert farther / nearer == pytest.approx(0.8 / 0.2 * 31 / 34, rel=0.05)


def test_a_day_of_a_vacation_is_never_taken_while_another_is_free() -> None:
    away = frozenset(range(TODAY + 8, TODAY + 11))
    assert chosen(8, 12, Load(away=away)).keys() == {11, 12}
    assert chosen(8, 10, Load(away=away)).keys() == {8, 9, 10}


def test_an_easy_weekday_stays_below_its_share_of_the_days_around() -> None:
    week = tuple(0.5 if day == weekday(TODAY + 10) else 1.0 for day in range(7))
    full = {TODAY + days: 10 for days in range(8, 13)}
    assert 10 in chosen(8, 12, Load(due=full | {TODAY + 10: 4}, week=week))
    assert 10 not in chosen(8, 12, Load(due=full | {TODAY + 10: 5}, week=week))


def test_a_weekday_without_any_share_is_left_free() -> None:
    week = tuple(0.0 if day == weekday(TODAY + 10) else 1.0 for day in range(7))
    assert chosen(8, 12, Load(week=week)).keys() == {8, 9, 11, 12}
    assert chosen(10, 10, Load(week=week)).keys() == {10}


@given(load=loads, stability=st.floats(1, 80), rating=st.sampled_from([2, 3, 4]))
def test_balance_chooses_within_the_bounds_of_fuzz(load: Load, stability: float, rating: int) -> None:
    memory = Review(Strength(round(stability, 4), 5.0), 5, TODAY, 0, TODAY - 5)
    plain = next_states(memory, now=0, day=TODAY, rules=Rules(fuzz=False), seed="s")
    balanced = next_states(memory, now=0, day=TODAY, rules=Rules(), seed="s", load=load)
    days = [outcome.days or 0 for outcome in balanced]
    assert days[1] < days[2] < days[3]
    low, high = fuzz_bounds(plain[rating - 1].days or 0)
    assert low - 1 <= days[rating - 1] <= high + 1 or days[rating - 1] == days[rating - 2] + 1


def test_balance_evens_out_the_days_of_many_cards() -> None:
    """A thousand answers on one day, while every other day is full already: the days become even."""
    memory = Review(Strength(20.0, 6.0), 20, TODAY, 0, TODAY - 20)
    by_chance = Counter(dict.fromkeys(range(TODAY, TODAY + 90, 2), 80))
    balanced = by_chance.copy()
    for number in range(1000):
        for found, load in ((by_chance, None), (balanced, Load(due=balanced))):
            good = next_states(memory, now=0, day=TODAY, rules=Rules(), seed=str(number), load=load)[2]
            found[TODAY + (good.days or 0)] += 1
    range_of_fuzz = range(TODAY + 48, TODAY + 58)
    assert spread_of(balanced, range_of_fuzz) < spread_of(by_chance, range_of_fuzz) / 4


def spread_of(due: Counter[int], days: range) -> float:
    return pstdev(due[day] for day in days)


@given(
    strength=st.builds(Strength, st.floats(0.5, 400), st.floats(1, 10)), interval=st.integers(1, 400),
    first=st.integers(1, 300), length=st.integers(1, 180), longest=st.integers(30, 36_500),
    fuzz=st.booleans(), balanced=st.booleans(), steps=st.sampled_from([(), (600,)]),
)  # fmt: skip
def test_no_answer_leads_into_a_vacation(
    *, strength: Strength, interval: int, first: int, length: int, longest: int, steps: tuple[int, ...], fuzz: bool,
    balanced: bool,
) -> None:  # fmt: skip
    away = frozenset(range(TODAY + first, TODAY + first + length))
    memory = Review(strength, interval, TODAY, 0, TODAY - interval)
    rules = Rules(fuzz=fuzz, max_interval=longest, relearn_steps=steps)
    load = Load(away=away, balanced=balanced)
    again, *found = next_states(memory, now=0, day=TODAY, rules=rules, seed="x", load=load)
    days = [outcome.days or 0 for outcome in found]
    for each in [*days, *([again.days] if again.days else [])]:
        assert each <= longest
        assert TODAY + each not in away or first == 1
    assert days == sorted(days)
    assert days[-1] == longest or days[0] < days[1] < days[2] or TODAY + longest in away


@pytest.mark.parametrize(
    ("interval", "away", "first", "last", "expected"),
    [
        (10, range(20, 30), 1, 99, 10),
        (10, range(9, 13), 1, 99, 8),
        (10, range(8, 12), 1, 99, 12),
        (10, range(8, 13), 1, 99, 7),
        (10, range(9, 13), 9, 99, 13),
        (10, range(5, 18), 1, 99, 18),
        (10, range(4, 90), 1, 99, 90),
        (10, range(4, 90), 1, 80, 3),
        (10, range(1, 90), 1, 80, 10),
        (10, [10, 11, 8, 9], 1, 99, 12),
    ],
)
def test_a_review_goes_to_the_nearest_day_beside_a_vacation(
    interval: int, away: Sequence[int], first: int, last: int, expected: int
) -> None:
    """Not before half of its interval, nor before what the answer below it gives, nor after the longest interval."""
    days = frozenset(TODAY + day for day in away)
    assert outside(interval, first, last, today=TODAY, away=days) == expected
