"""What each answer leads to: Anki's own numbers, the published formulas, and the bounds of fuzz."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from fsrs_rs_python import MemoryState
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core import schedule
from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.schedule import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    PARAMETERS,
    Outcome,
    Rules,
    fuzz_bounds,
    next_states,
    replayed,
    retrievability,
)
from flashcards.errors import BadInput
from tests.core import fsrs6
from tests.core.histories import ANKI, SETS, USUAL

DAY_MS = 86_400_000
NOON = 20_458 * DAY_MS + DAY_MS // 2

strengths = st.builds(
    Strength,
    st.floats(0.01, 3000).map(lambda s: round(s, 4)),
    st.floats(1, 10).map(lambda d: round(d, 3)),
)
rules = st.builds(
    Rules,
    parameters=st.sampled_from(SETS),
    desired_retention=st.sampled_from([0.7, 0.8, 0.9, 0.95, 0.99]),
    learn_steps=st.sampled_from([(), (900,), (60, 600), (60, 300, 1200)]),
    relearn_steps=st.sampled_from([(), (600,), (600, 1800)]),
    max_interval=st.sampled_from([1, 10, 365, 36_500]),
    fuzz=st.booleans(),
)


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """Draw what may be known of a card on study day 1000."""
    kind = draw(st.sampled_from([New, Learning, Review, Relearning]))
    if kind is New:
        return New()
    strength, days, last = draw(strengths), draw(st.integers(1, 400)), draw(st.integers(600, 1000))
    if kind is Review:
        return Review(strength, days, last + days, last * DAY_MS, last)
    step = draw(st.integers(0, 2))
    if kind is Learning:
        return Learning(strength, step, 0, 600, last * DAY_MS, last)
    return Relearning(strength, step, 0, 600, days, last * DAY_MS, last)


def offered(memory: Memory, rule: Rules, seed: str = "card:3") -> tuple[Outcome, ...]:
    return next_states(memory, now=1000 * DAY_MS, day=1000, rules=rule, seed=seed)


def written(outcome: Outcome) -> str:
    """Write an outcome as the tables do."""
    if isinstance(outcome.memory, Relearning):
        return f"{outcome.seconds}s/{outcome.memory.interval}d"
    return f"{outcome.days}d" if outcome.seconds is None else f"{outcome.seconds}s"


def strength_of(memory: Memory) -> Strength:
    assert not isinstance(memory, New)
    return memory.strength


def reviewed(strength: Strength, *, interval: int, elapsed: int) -> Review:
    """Return a card in review, last answered ``elapsed`` days before day 1000."""
    last = 1000 - elapsed
    return Review(strength, interval, last + interval, last * DAY_MS, last)


@pytest.mark.parametrize("name", ANKI)
def test_every_offer_along_a_history_is_ankis(name: str) -> None:
    rule, *answers = ANKI[name]
    memory: Memory = New()
    now = NOON
    for gap, rating, offers, stability, difficulty in answers:
        now += int(gap[:-1]) * (DAY_MS if gap[-1] == "d" else 60_000)
        outcomes = next_states(memory, now=now, day=now // DAY_MS, rules=rule, seed="any")
        assert " ".join(map(written, outcomes)) == offers
        memory = outcomes[rating - 1].memory
        assert strength_of(memory) == Strength(stability, difficulty)


@given(
    parameters=st.sampled_from(SETS),
    answers=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4) | st.integers(0, 500)), min_size=1, max_size=12),
)
def test_memory_follows_the_published_formulas(parameters: tuple[float, ...], answers: list[tuple[int, int]]) -> None:
    w = fsrs6.filled(parameters)
    state: fsrs6.State | None = None
    library: MemoryState | None = None
    for rating, elapsed in answers:
        library = schedule._pick(schedule._fsrs(parameters).next_states(library, 0.9, elapsed), rating).memory
        state = fsrs6.after(state, rating=rating, elapsed=elapsed, w=w)
        assert (library.stability, library.difficulty) == pytest.approx(state, rel=1e-4)


@given(memory=memories(), rule=rules)
def test_one_answer_gives_the_formulas_memory_rounded(memory: Memory, rule: Rules) -> None:
    w = fsrs6.filled(rule.parameters)
    before = None if isinstance(memory, New) else fsrs6.State(memory.strength.stability, memory.strength.difficulty)
    elapsed = 0 if isinstance(memory, New) else 1000 - memory.last_day
    for outcome in offered(memory, rule):
        kept, exact = strength_of(outcome.memory), fsrs6.after(before, rating=outcome.rating, elapsed=elapsed, w=w)
        assert kept.stability == pytest.approx(exact.stability, rel=1e-4, abs=5.1e-5)
        assert kept.difficulty == pytest.approx(exact.difficulty, rel=1e-4, abs=5.1e-4)
        assert (kept.stability, kept.difficulty) == (round(kept.stability, 4), round(kept.difficulty, 3))


@pytest.mark.parametrize(
    ("steps", "hard"),
    [((600,), 900), ((86_400,), 172_800), ((129_600,), 172_800), ((45, 78), 61), ((60, 86_400), 43_230)],
)
def test_hard_waits_longer_than_the_first_step_and_whole_days_from_one_day_on(
    steps: tuple[int, ...], hard: int
) -> None:
    assert offered(New(), replace(USUAL, learn_steps=steps))[1].seconds == hard


@pytest.mark.parametrize("without", [17, 18])
def test_parameters_that_know_nothing_within_a_day_space_by_whole_days(without: int) -> None:
    parameters = (*PARAMETERS[:without], 0.0, *PARAMETERS[without + 1 :])
    stepless = replace(USUAL, learn_steps=())
    assert offered(New(), stepless)[0].seconds == 18_316
    assert offered(New(), replace(stepless, parameters=parameters))[0].days == 1


def test_seconds_within_a_day_are_counted_in_single_precision() -> None:
    short = Rules(parameters=(0.03, *PARAMETERS[1:]), learn_steps=(), fuzz=False)
    assert offered(New(), short)[0].seconds == 2592


@pytest.mark.parametrize(
    ("exact", "kept"),
    [(185.47134399414062, 185.4714), (1733.06689453125, 1733.0668), (15.691049575805664, 15.6911), (2.3065, 2.3065)],
)
def test_stability_is_kept_in_the_single_precision_of_anki(exact: float, kept: float) -> None:
    assert schedule._kept(exact, 4) == kept


@given(memory=memories(), rule=rules)
def test_what_a_rating_leads_to_keeps_the_promises_of_its_type(memory: Memory, rule: Rules) -> None:
    outcomes = offered(memory, rule)
    assert [outcome.rating for outcome in outcomes] == [AGAIN, HARD, GOOD, EASY]
    for outcome in outcomes:
        after = outcome.memory
        assert not isinstance(after, New)
        assert (after.last, after.last_day) == (1000 * DAY_MS, 1000)
        if isinstance(after, Review):
            assert (outcome.days, outcome.seconds) == (after.interval, None)
            assert 1 <= after.interval <= rule.max_interval
            assert after.due_day == 1000 + after.interval
        else:
            assert (outcome.days, outcome.seconds) == (None, after.seconds)
            assert after.due == 1000 * DAY_MS + after.seconds * 1000
            assert isinstance(after, Relearning) == isinstance(memory, Review | Relearning)
    days = [outcome.days for outcome in outcomes if outcome.days is not None and outcome.rating > 1]
    if isinstance(memory, Review):
        assert all(shorter < longer or longer == rule.max_interval for shorter, longer in pairwise(days))


@given(memory=memories(), rule=rules, seed=st.text())
def test_the_preview_is_what_the_answer_gives(memory: Memory, rule: Rules, seed: str) -> None:
    shown = offered(memory, rule, seed)
    answered = next_states(memory, now=1000 * DAY_MS + 7_500, day=1000, rules=rule, seed=seed)
    assert [(o.days, o.seconds, strength_of(o.memory)) for o in shown] == [
        (o.days, o.seconds, strength_of(o.memory)) for o in answered
    ]


def test_another_repetition_draws_another_day() -> None:
    memory = reviewed(Strength(100.0, 5.0), interval=100, elapsed=100)
    assert len({offered(memory, Rules(), f"card:{reps}")[2].days for reps in range(20)}) > 5


@pytest.mark.parametrize("stability", [3.1, 5.2, 8.0, 14.0, 20.0])
def test_fuzz_takes_every_day_of_its_range_evenly_and_none_outside(stability: float) -> None:
    memory = reviewed(Strength(stability, 5.0), interval=1, elapsed=2)
    known = MemoryState(stability, 5.0)
    first, last = fuzz_bounds(schedule._fsrs(PARAMETERS).next_states(known, 0.9, 2).hard.interval)
    days = [offered(memory, Rules(), f"card-{n}:1")[1].days or 0 for n in range(3000)]
    counts = Counter(days)
    assert set(counts) == set(range(first, last + 1))
    assert sum(days) / len(days) == pytest.approx((first + last) / 2, abs=0.1)
    assert max(counts.values()) < 1.5 * min(counts.values())


@pytest.mark.parametrize(
    ("ideal", "bounds"),
    [(1.0, (1, 1)), (2.49, (2, 2)), (2.5, (2, 4)), (7.0, (5, 9)), (20.0, (17, 23)), (100.0, (93, 107))],
)
def test_fuzz_widens_with_the_interval(ideal: float, bounds: tuple[int, int]) -> None:
    assert fuzz_bounds(ideal) == bounds


def test_a_half_day_rounds_up_as_in_anki() -> None:
    assert [schedule._round(x) for x in (0.5, 1.5, 2.5, 3.4999)] == [1, 2, 3, 3]


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    ahead = Review(Strength(10.0, 5.0), 10, 1020, 1010 * DAY_MS, 1010)
    same = Review(Strength(10.0, 5.0), 10, 1010, 1000 * DAY_MS, 1000)
    assert [o.memory for o in offered(ahead, USUAL)] == [o.memory for o in offered(same, USUAL)]


def test_recall_falls_to_nine_tenths_after_the_stability_in_days() -> None:
    for parameters in SETS:
        assert retrievability(Strength(12.5, 5.0), 12.5, parameters) == pytest.approx(0.9)
        assert retrievability(Strength(12.5, 5.0), 0, parameters) == 1
        expected = fsrs6.retrievability(12.5, 30.25, fsrs6.filled(parameters))
        assert retrievability(Strength(12.5, 5.0), 30.25, parameters) == pytest.approx(expected, rel=1e-9)


@given(retention=st.sampled_from([0.7, 0.8, 0.9, 0.95, 0.99]), strength=strengths, elapsed=st.integers(1, 400))
def test_a_review_falls_due_when_recall_reaches_desired_retention(
    retention: float, strength: Strength, elapsed: int
) -> None:
    rule = Rules(desired_retention=retention, fuzz=False)
    hard = offered(reviewed(strength, interval=1, elapsed=elapsed), rule)[1]
    exact = fsrs6.interval(strength_of(hard.memory).stability, retention, PARAMETERS)
    assert hard.days == pytest.approx(min(max(exact, 1), rule.max_interval), rel=1e-3, abs=0.51)


@pytest.mark.parametrize(
    "asked_for",
    [
        partial(Rules, desired_retention=1.5),
        partial(Rules, desired_retention=0.0),
        partial(Rules, desired_retention=math.nan),
        partial(Rules, parameters=PARAMETERS[:20]),
        partial(Rules, parameters=()),
        partial(Rules, parameters=(*PARAMETERS[:20], math.nan)),
        partial(Rules, parameters=(*PARAMETERS[:20], math.inf)),
        partial(Rules, max_interval=0),
        partial(Rules, learn_steps=(60, 0)),
        partial(Rules, relearn_steps=(-600,)),
    ],
    ids=lambda asked_for: str(asked_for.keywords)[:60],
)
def test_rules_refuse_what_would_be_nonsense(asked_for: Callable[[], Rules]) -> None:
    with pytest.raises(BadInput) as refused:
        asked_for()
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_a_logged_rating_outside_the_four_is_refused(rating: int) -> None:
    with pytest.raises(BadInput, match="between 1 and 4"):
        replayed(None, rating=rating, elapsed=0, parameters=PARAMETERS)


@settings(max_examples=50)
@given(memory=memories(), rule=rules)
def test_a_logged_answer_is_replayed_to_the_memory_it_had(memory: Memory, rule: Rules) -> None:
    before = None if isinstance(memory, New) else memory.strength
    elapsed = 0 if isinstance(memory, New) else 1000 - memory.last_day
    for outcome in offered(memory, rule):
        again = replayed(before, rating=outcome.rating, elapsed=elapsed, parameters=rule.parameters)
        assert again == strength_of(outcome.memory)
