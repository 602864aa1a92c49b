"""Learned is a stated rule over the log: stability, and the last recalls of their days."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import New, Review
from flashcards.core.progress import LearnedRule, first_recalls, is_learned, was_learned
from flashcards.core.review import Answer, Standing, replay
from flashcards.core.schedule import PARAMETERS, Rules
from tests.core.answering import history
from tests.core.histories import SETS

RULE = LearnedRule()
RULES = Rules(fuzz=False)
EASY_START = [(0, 4)]
TWO_RECALLS = [*EASY_START, (8, 3), (30, 3)]

answers = st.lists(st.tuples(st.sampled_from([0, 0, 1, 8, 60]), st.sampled_from([1, 2, 3, 3, 4])), max_size=15)


def logged(given_answers: list[tuple[int, int]]) -> list[Answer]:
    return history(given_answers, RULES)[0]


def learned(log: list[Answer], rule: LearnedRule = RULE) -> bool:
    return is_learned(log, replay(log), rule)


def stability(log: list[Answer]) -> float:
    memory = replay(log).memory
    return 0.0 if isinstance(memory, New) else memory.strength.stability


def test_the_rule_is_three_weeks_of_stability_and_two_recalls() -> None:
    assert LearnedRule(stability_days=21, recalls=2) == RULE


def test_two_recalls_with_three_weeks_of_stability_are_learned() -> None:
    log = logged(TWO_RECALLS)
    assert stability(log) >= 21
    assert learned(log)
    assert not learned(log[:2])


def test_stability_alone_is_not_learned() -> None:
    log = logged([*EASY_START, (60, 4)])
    assert stability(log) >= 21
    assert len(first_recalls(log)) == 1
    assert not learned(log)


def test_recalls_alone_are_not_learned() -> None:
    log = logged([(0, 2), (0, 3), (0, 3), (1, 3), (1, 3)])
    assert [row.rating > 1 for row in first_recalls(log)][-2:] == [True, True]
    assert stability(log) < 21
    assert not learned(log)


@pytest.mark.parametrize(("days", "holds"), [(20.9999, False), (21.0, True)])
def test_the_threshold_itself_is_learned(days: float, holds: bool) -> None:  # noqa: FBT001  a column of the table
    log = logged(TWO_RECALLS)
    standing = replay(log)
    assert isinstance(standing.memory, Review)
    at_edge = replace(standing.memory, strength=replace(standing.memory.strength, stability=days))
    assert is_learned(log, Standing(at_edge, 3, 0), RULE) == holds


def test_hard_is_a_recall() -> None:
    assert learned(logged([*EASY_START, (8, 2), (30, 2), (30, 2)]))


def test_a_lapse_loses_it_and_two_recalls_regain_it() -> None:
    strong = [*TWO_RECALLS, (90, 4), (400, 4)]
    lapsed = [*strong, (10, 1)]
    assert learned(logged(strong))
    assert not learned(logged(lapsed))
    relearned = [*lapsed, (0, 3)]
    assert not learned(logged(relearned))
    assert not learned(logged([*relearned, (20, 4)]))
    assert learned(logged([*relearned, (20, 4), (60, 4)]))


def test_a_lapse_loses_it_however_strong_the_memory_stays() -> None:
    log = logged([*TWO_RECALLS, (90, 4)])
    lapse = replace(log[-1], rating=1)
    assert is_learned(log, replay(log), RULE)
    assert not is_learned([*log[:-1], lapse], replay(log), RULE)


def test_second_answers_of_a_day_do_not_count() -> None:
    once = [*EASY_START, (60, 3)]
    twice = [*once, (0, 3), (0, 4)]
    assert stability(logged(twice)) >= 21
    assert len(first_recalls(logged(twice))) == 1
    assert not learned(logged(twice))
    assert learned(logged([*twice, (20, 3)]))


def test_a_recall_after_a_step_of_the_same_day_does_not_count() -> None:
    log = logged([(0, 3), (0, 3), (0, 3), (0, 3)])
    assert [row.state_before for row in log] == ["new", "learning", "review", "review"]
    assert first_recalls(log) == []


def test_answers_from_learning_are_no_recalls() -> None:
    log = logged([(0, 1), (1, 3), (2, 4), (20, 3)])
    assert [row.state_before for row in log] == ["new", "learning", "learning", "review"]
    assert first_recalls(log) == [log[3]]


def test_another_rule_asks_for_other_recalls_and_stability() -> None:
    log = logged(TWO_RECALLS)
    assert not learned(log, LearnedRule(recalls=3))
    assert not learned(log, LearnedRule(stability_days=1000))
    assert learned(log[:2], LearnedRule(stability_days=5, recalls=1))


def test_what_was_learned_and_lapsed_was_learned() -> None:
    log = logged([*TWO_RECALLS, (10, 1), (0, 3)])
    assert not learned(log)
    assert was_learned(log, RULE, PARAMETERS)
    assert not was_learned(log[:2], RULE, PARAMETERS)
    assert not was_learned([], RULE, PARAMETERS)


def test_the_past_is_told_under_the_present_parameters() -> None:
    log = logged([*EASY_START, (1, 3), (3, 3)])
    forgetful = (0.1, 0.1, 0.1, 0.1, *PARAMETERS[4:8], 0.0, *PARAMETERS[9:])
    assert was_learned(log, RULE, PARAMETERS)
    assert not was_learned(log, RULE, forgetful)


@given(given_answers=answers, recalls=st.integers(1, 3), days=st.sampled_from([1, 5, 21]), sets=st.sampled_from(SETS))
def test_a_card_was_learned_if_it_was_after_some_answer(
    given_answers: list[tuple[int, int]], recalls: int, days: int, sets: tuple[float, ...]
) -> None:
    log, rule = logged(given_answers), LearnedRule(days, recalls)
    prefixes = [log[:n] for n in range(1, len(log) + 1)]
    assert was_learned(log, rule, sets) == any(is_learned(part, replay(part, sets), rule) for part in prefixes)
