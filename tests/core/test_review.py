"""A card's standing is what its log adds up to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Learning, New, Relearning, Review, Strength
from flashcards.core.review import (
    Answer,
    Standing,
    log_kind,
    logged,
    moved,
    ratings,
    replay,
    standings,
    state_name,
    strength_of,
)
from flashcards.core.schedule import PARAMETERS, Rules, next_states
from flashcards.core.studyday import DAY_MS
from flashcards.errors import BadInput
from tests.core.answering import history
from tests.core.histories import SETS, TRAINED
from tests.core.moves import history_with_moves

rules = st.builds(
    Rules,
    parameters=st.sampled_from(SETS),
    desired_retention=st.sampled_from([0.8, 0.9, 0.95]),
    learn_steps=st.sampled_from([(), (900,), (60, 600)]),
    relearn_steps=st.sampled_from([(), (600,), (600, 1800)]),
    fuzz=st.booleans(),
)
answers = st.lists(st.tuples(st.sampled_from([0, 0, 1, 3, 30]), st.integers(1, 4)), max_size=15)
steps = st.lists(
    st.tuples(st.sampled_from([0, 1, 3, 30]), st.sampled_from([1, 2, 3, 3, 4, 4, -1, -9, -40])), max_size=15
)
STRENGTH = Strength(3.0, 5.0)
STATES = (
    (New(), "new", "learn"),
    (Learning(STRENGTH, 0, 0, 60, 0, 0), "learning", "learn"),
    (Review(STRENGTH, 3, 3, 0, 0), "review", "review"),
    (Relearning(STRENGTH, 0, 0, 600, 3, 0, 0), "relearning", "relearn"),
)


@given(given_answers=answers, rule=rules)
def test_replaying_a_log_gives_every_state_along_the_way(given_answers: list[tuple[int, int]], rule: Rules) -> None:
    log, memories = history(given_answers, rule)
    along = list(standings(log, rule.parameters))
    assert [standing.memory for standing in along] == memories
    assert [standing.reps for standing in along] == list(range(1, len(log) + 1))
    assert replay(log, rule.parameters) == (along[-1] if along else Standing(New(), 0, 0))


@given(given_answers=answers, rule=rules)
def test_a_replayed_card_is_scheduled_as_if_nothing_had_happened(
    given_answers: list[tuple[int, int]], rule: Rules
) -> None:
    log, memories = history(given_answers, rule)
    day = (log[-1].study_day if log else 20_000) + 5
    before: New | Learning | Review | Relearning = memories[-1] if memories else New()
    ask = {"now": day * DAY_MS, "day": day}
    again = next_states(replay(log, rule.parameters).memory, now=ask["now"], day=ask["day"], rules=rule, seed="s")
    assert again == next_states(before, now=ask["now"], day=ask["day"], rules=rule, seed="s")


@given(given_answers=answers, rule=rules)
def test_lapses_are_the_times_a_card_in_review_was_forgotten(given_answers: list[tuple[int, int]], rule: Rules) -> None:
    log, memories = history(given_answers, rule)
    before = [New(), *memories]
    forgotten = [isinstance(memory, Review) and row.rating == 1 for memory, row in zip(before, log, strict=False)]
    assert replay(log, rule.parameters).lapses == sum(forgotten)


def test_again_while_learning_or_relearning_is_no_lapse() -> None:
    log, _memories = history([(0, 1), (0, 1), (0, 4), (9, 1), (0, 1), (0, 3), (4, 1)], Rules(fuzz=False))
    assert [row.state_before for row in log][3:] == ["review", "relearning", "relearning", "review"]
    assert [standing.lapses for standing in standings(log)] == [0, 0, 0, 1, 1, 1, 2]


def test_new_parameters_change_the_strength_and_leave_what_the_log_says() -> None:
    log, memories = history([(0, 3), (0, 3), (2, 3), (12, 3)], Rules(fuzz=False))
    then, now = memories[-1], replay(log, TRAINED).memory
    assert isinstance(then, Review)
    assert isinstance(now, Review)
    assert now.strength != then.strength
    assert replace(now, strength=then.strength) == then


def test_answers_that_lie_before_the_last_day_count_as_the_same_day() -> None:
    log, _memories = history([(0, 4), (9, 3)], Rules(fuzz=False))
    back = [log[0], replace(log[1], study_day=log[0].study_day - 3)]
    same = [log[0], replace(log[1], study_day=log[0].study_day)]
    strengths = [
        standing.memory.strength for standing in map(replay, (back, same)) if not isinstance(standing.memory, New)
    ]
    assert strengths[0] == strengths[1]


def test_an_empty_log_is_a_new_card() -> None:
    assert replay([], PARAMETERS) == Standing(New(), 0, 0)


def test_a_rating_that_cannot_be_stops_the_replay_with_a_sentence() -> None:
    log, _memories = history([(0, 3)], Rules())
    with pytest.raises(BadInput, match="`flashcards doctor`"):
        replay([replace(log[0], rating=5)])


@pytest.mark.parametrize(("memory", "name", "kind"), STATES, ids=[name for _memory, name, _kind in STATES])
def test_states_and_kinds_are_named_as_the_log_keeps_them(
    memory: New | Learning | Review | Relearning, name: str, kind: str
) -> None:
    assert (state_name(memory), log_kind(memory)) == (name, kind)


@given(given_steps=steps, rule=rules)
def test_moves_change_when_a_card_is_due_and_nothing_else(given_steps: list[tuple[int, int]], rule: Rules) -> None:
    log, memories = history_with_moves(given_steps, rule)
    along = list(standings(log, rule.parameters))
    assert [standing.memory for standing in along] == memories
    answers_only = [row for row in log if not row.manual]
    assert (along[-1].reps if along else 0) == len(answers_only)
    for row, standing in zip(log, along, strict=True):
        memory = standing.memory
        if isinstance(memory, Review):
            assert memory.due_day == memory.last_day + memory.interval
        if row.manual:
            assert (row.rating, row.duration_ms, row.state_before, row.state_after) == (0, 0, "review", "review")
            assert not isinstance(memory, New)
            assert (row.stability_before, row.difficulty_before) == (
                memory.strength.stability, memory.strength.difficulty,
            )  # fmt: skip


def test_a_move_has_no_effect_once_the_answer_it_was_reckoned_from_is_not_the_last() -> None:
    log, memories = history_with_moves([(0, 4), (9, 3), (1, -5)], Rules(fuzz=False))
    assert replay([log[0], log[2]]).memory == memories[0]
    later, _memories = history_with_moves([(0, 4), (9, 3), (1, 3)], Rules(fuzz=False))
    assert replay([*later, log[2]]) == replay(later)
    lapsed, _memories = history_with_moves([(0, 4), (9, 1)], Rules(fuzz=False))
    assert isinstance(replay([*lapsed, log[2]]).memory, Relearning)


def beginning(*, day: int, due: int, stability: float = 12.5, difficulty: float = 5.25) -> Answer:
    """Return the row that stands for a log that was lost, of 7 answers and 2 lapses."""
    row = moved(
        Review(Strength(stability, difficulty), due - day, due, 0, day), due, uid="0", at=1, device="here",
        card="c", study_day=day, desired_retention=0.9,
    )  # fmt: skip
    return replace(row, state_before="new", step_before=7, step_after=2)


def test_a_lost_log_begins_a_card_where_it_stood() -> None:
    row = beginning(day=20_000, due=20_012)
    assert replay([row]) == Standing(Review(Strength(12.5, 5.25), 12, 20_012, 1, 20_000), 7, 2)
    assert row.begins == Strength(12.5, 5.25)


def test_answers_after_a_lost_log_go_on_from_it() -> None:
    begun = beginning(day=20_000, due=20_012)
    memory = replay([begun]).memory
    outcome = next_states(memory, now=20_012 * DAY_MS, day=20_012, rules=Rules(fuzz=False), seed="")[2]
    row = logged(
        memory, outcome, uid="1", device="here", card="c", study_day=20_012, duration_ms=0, desired_retention=0.9
    )
    assert replay([begun, row]) == Standing(outcome.memory, 8, 2)
    assert isinstance(outcome.memory, Review)
    assert strength_of(ratings([begun, row])) == outcome.memory.strength
