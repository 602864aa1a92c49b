"""Training items follow from the log, however tangled it is, and parameters are checked before they are used."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Review
from flashcards.core.review import Answer, moved, replay
from flashcards.core.schedule import PARAMETERS, Rules, replayed, weighing
from flashcards.core.training import History, checked, fit, histories, items, split, train
from flashcards.errors import BadInput
from tests.core.answering import history
from tests.core.histories import FSRS_5, FSRS_45, SETS
from tests.core.learners import learn

RULES = Rules(fuzz=False)
answers = st.lists(st.tuples(st.sampled_from([0, 0, 1, 3, 30]), st.integers(1, 4)), max_size=12)


def log_of(*given_answers: tuple[int, int], card: str = "card") -> list[Answer]:
    """Return a card's log from (study days later, rating)."""
    log, _memories = history(given_answers, RULES)
    return [replace(row, card=card, uid=f"{card}-{row.uid}") for row in log]


def days_and_ratings(found: History) -> list[tuple[int, int]]:
    return [(rated.days, rated.rating) for rated in found]


def reset(before: Answer) -> Answer:
    """Return the row that makes a card new again, a millisecond after another."""
    return replace(
        before, id=before.id + 1, uid=before.uid + "-reset", rating=0, kind="manual", state_after="new"
    )  # fmt: skip


def test_a_card_gives_an_item_for_each_review_on_a_later_day() -> None:
    log = log_of((0, 3), (0, 3), (2, 3), (0, 1), (0, 3), (4, 4))
    assert [days_and_ratings(item.history) for item in items(histories(log))] == [
        [(0, 3), (0, 3), (2, 3)],
        [(0, 3), (0, 3), (2, 3), (0, 1), (0, 3), (4, 4)],
    ]


def test_a_card_asked_on_one_day_only_gives_no_item() -> None:
    assert items(histories(log_of((0, 1), (0, 1), (0, 4), (0, 3)))) == []


def test_items_stand_in_the_order_of_their_reviews_and_know_their_card() -> None:
    log = [*log_of((0, 4), (9, 3), (20, 3), card="b"), *log_of((0, 4), (12, 3), card="a")]
    found = items(histories(log))
    assert [item.card for item in found] == [1, 0, 1]
    assert [item.at for item in found] == sorted(item.at for item in found)


def test_a_reset_cuts_what_lies_before_it() -> None:
    old = log_of((0, 4), (9, 3))
    again = [
        replace(row, id=row.id + 10**10, uid="z" + row.uid, study_day=row.study_day + 100)
        for row in log_of((0, 3), (1, 3), (5, 1))
    ]
    (found,) = histories([*old, reset(old[-1]), *again])
    assert days_and_ratings(found) == [(0, 3), (1, 3), (5, 1)]
    assert histories([*old, reset(old[-1])]) == []
    (unlogged,) = histories([*old, *again])
    assert unlogged == found


def test_a_reset_while_learning_cuts_too() -> None:
    first = log_of((0, 3))
    again = [
        replace(row, id=row.id + 10**9, uid="z" + row.uid, study_day=row.study_day + 9)
        for row in log_of((0, 4), (7, 3))
    ]
    (found,) = histories([*first, reset(first[-1]), *again])
    assert days_and_ratings(found) == [(0, 4), (7, 3)]


def test_a_card_that_two_machines_answered_as_new_keeps_both_answers() -> None:
    here = log_of((0, 1))
    there = [replace(row, id=row.id + 5000, uid="z" + row.uid) for row in log_of((0, 3), (1, 3), (3, 3))]
    (found,) = histories([*here, *there])
    assert days_and_ratings(found) == [(0, 1), (0, 3), (1, 3), (3, 3)]


@pytest.mark.parametrize("missing", [1, 2])
def test_a_log_that_begins_after_the_card_was_new_is_left_out(missing: int) -> None:
    log = log_of((0, 3), (0, 3), (2, 3), (9, 3))
    assert len(items(histories(log))) == 2
    assert histories(log[missing:]) == []


def test_moved_crammed_and_unrated_rows_do_not_count() -> None:
    log = log_of((0, 4), (9, 3), (20, 3))
    memory = replay(log[:2]).memory
    assert isinstance(memory, Review)
    move = moved(
        memory, memory.due_day + 3, uid="m", at=log[1].id + 5, device="here", card="card",
        study_day=log[1].study_day + 4, desired_retention=0.9,
    )  # fmt: skip
    crammed = replace(log[1], id=log[1].id + 7, uid="c", kind="cram", study_day=log[1].study_day + 5)
    unrated = replace(log[1], id=log[1].id + 8, uid="r", rating=0, study_day=log[1].study_day + 6)
    assert histories([*log, move, crammed, unrated]) == histories(log)


def test_rows_out_of_order_are_put_in_order() -> None:
    log = [*log_of((0, 3), (1, 3), (4, 3), (9, 1), card="a"), *log_of((0, 4), (12, 3), card="b")]
    for seed in range(5):
        mixed = random.Random(seed).sample(log, len(log))  # noqa: S311  a sample, not a secret
        assert items(histories(mixed)) == items(histories(log))


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    log = log_of((0, 4), (9, 3), (20, 3))
    back = [log[0], log[1], replace(log[2], study_day=log[1].study_day - 2)]
    assert [rated.days for rated in histories(back)[0]] == [0, 9, 0]


@given(given_answers=answers)
def test_a_history_leads_where_a_replay_leads(given_answers: list[tuple[int, int]]) -> None:
    log = log_of(*given_answers)
    strength = None
    for rated in histories(log)[0] if log else ():
        strength = replayed(strength, rating=rated.rating, elapsed=rated.days, parameters=PARAMETERS)
    assert getattr(replay(log).memory, "strength", None) == strength


@given(st.lists(answers, max_size=6))
def test_every_item_ends_a_day_or_more_after_the_rating_before(many: list[list[tuple[int, int]]]) -> None:
    log = [row for number, one in enumerate(many) for row in log_of(*one, card=f"{number}")]
    found = items(histories(log))
    assert len(found) == sum(days > 0 for one in many for days, _rating in one[1:])
    assert all(item.history[-1].days > 0 and item.history[0].days == 0 for item in found)
    earlier, later = split(found)
    assert [*earlier, *later] == found
    assert all(one.at <= other.at for one in earlier for other in later)


def test_what_is_trained_foretells_the_same_reviews_better() -> None:
    found = items(histories(learn(cards=200, days=120, seed=5, forgets=0.8)))
    trained = train(found, relearn_steps=1)
    assert fit(found, trained).log_loss < fit(found, PARAMETERS).log_loss
    assert checked(trained) == trained


def test_what_the_earlier_reviews_train_foretells_the_later_ones_better() -> None:
    found = items(histories(learn(cards=600, days=120, seed=5, forgets=0.8)))
    earlier, later = split(found)
    assert len(earlier) == int(len(found) * 0.7)
    trained = train(earlier, relearn_steps=1)
    assert fit(later, trained).log_loss < fit(later, PARAMETERS).log_loss


@pytest.mark.parametrize("numbers", SETS, ids=len)
def test_sets_of_every_known_length_are_taken(numbers: tuple[float, ...]) -> None:
    assert checked(numbers) == numbers
    assert fit(items(histories(log_of((0, 3), (2, 3), (9, 1)))), numbers).log_loss > 0


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0.5,) * 34, "FSRS-7"),
        ((0.5,) * 20, "not 20"),
        ((), "not 0"),
        ((*PARAMETERS[:20], float("nan")), "not a finite number"),
        ((*FSRS_5[:18], float("inf")), "not a finite number"),
        ((101.0, *PARAMETERS[1:]), "parameter 1 of 21 is out of bounds \\(0.001 to 100"),
        ((*FSRS_45[:16], 7.0), "parameter 17 of 17 is out of bounds \\(1.0 to 6.0"),
        ((*PARAMETERS[:20], 0.05), "parameter 21 of 21"),
    ],
)
def test_other_numbers_are_refused_in_a_sentence(numbers: tuple[float, ...], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        checked(numbers)


@pytest.mark.parametrize("at", range(21))
def test_what_is_refused_as_out_of_bounds_the_library_would_change(at: int) -> None:
    for number, beyond in ((0.0, -1e4), (1e4, 1e5)):
        outside, further = ([*PARAMETERS[:at], value, *PARAMETERS[at + 1 :]] for value in (number, beyond))
        if at in (8, 9, 14, 15, 17, 18, 19) and number == 0.0:
            assert checked(outside)  # 0 is within
        else:
            with pytest.raises(BadInput, match=f"parameter {at + 1} of 21"):
                checked(outside)
        assert _behaviour(outside) == _behaviour(further)


def _behaviour(parameters: list[float]) -> list[list[tuple[float, float, float]]]:
    weigh = weighing(Rules(parameters=tuple(parameters), desired_retention=0.8))
    return [
        weigh(stability, difficulty, days)
        for stability, difficulty, days in ((0, 0, 0), (3, 6, 0), (8, 9, 12), (0.4, 2, 5))
    ]
