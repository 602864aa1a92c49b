"""The lean scheduler against the real one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.pace import Pace, Place
from flashcards.core.schedule import RATINGS, Rules, next_states, retrievability
from tests.core.histories import DAILY, EAGER, FSRS_5, FSRS_45, RELAXED, STEPLESS, USUAL

DAY = 20_000
RULES = (USUAL, EAGER, RELAXED, STEPLESS, DAILY, Rules(), Rules(max_interval=30), Rules(parameters=FSRS_5),
         Rules(parameters=FSRS_45, learn_steps=(), relearn_steps=()))  # fmt: skip

strengths = st.builds(
    Strength,
    st.integers(1, 5_000_000).map(lambda n: n / 10_000),
    st.integers(1_000, 10_000).map(lambda n: n / 1_000),
)
steps, intervals, elapsed = st.integers(0, 2), st.integers(1, 400), st.integers(0, 500)


def memories(strength: Strength, step: int, interval: int, days: int) -> list[Memory]:
    last = DAY - days
    return [
        New(),
        Learning(strength, step, 0, 60, 0, last),
        Review(strength, interval, last + interval, 0, last),
        Relearning(strength, step, 0, 60, interval, 0, last),
    ]


def place_of(memory: Memory) -> Place:
    if isinstance(memory, New):
        return Place(0, 0, 0, 0)
    step = -1 if isinstance(memory, Review) else memory.step
    interval = 0 if isinstance(memory, Learning) else memory.interval
    return Place(memory.strength.stability, memory.strength.difficulty, interval, step)


@given(st.sampled_from(RULES), strengths, steps, intervals, elapsed, st.sampled_from(RATINGS), st.integers())
def test_a_lean_answer_leads_where_the_real_one_does(  # noqa: PLR0917  Hypothesis gives them in order
    rules: Rules, strength: Strength, step: int, interval: int, days: int, rating: int, seed: int
) -> None:
    pace, draw = Pace(rules), random.Random(str(seed)).random()  # noqa: S311  a spread, not a secret
    for memory in memories(strength, step, interval, days):
        real = next_states(memory, now=0, day=DAY, rules=rules, seed=str(seed))[rating - 1]
        gap = 0 if isinstance(memory, New) else days
        if isinstance(memory, Review):
            lean = pace.review(place_of(memory), rating, gap, draw)
        else:
            lean = pace.step(place_of(memory), rating, gap, draw, relearning=isinstance(memory, Relearning))
        after = real.memory
        assert not isinstance(after, New)
        assert lean.stability == pytest.approx(after.strength.stability, rel=1e-6, abs=1.1e-4)
        assert lean.difficulty == pytest.approx(after.strength.difficulty, abs=1.1e-3)
        if real.days is not None:
            assert (lean.interval, lean.step, lean.seconds) == (real.days, -1, 0)
        else:
            assert isinstance(after, Learning | Relearning)
            assert lean.step == after.step
            assert lean.seconds == pytest.approx(after.seconds, abs=1)
            assert lean.interval == (after.interval if isinstance(after, Relearning) else 0)


@given(st.sampled_from(RULES), strengths, elapsed)
def test_a_lean_recall_is_the_real_one(rules: Rules, strength: Strength, days: int) -> None:
    assert Pace(rules).recall(strength.stability, days) == retrievability(strength, days, rules.parameters)
