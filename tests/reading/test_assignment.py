"""Assignment: one-to-one with the best total."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading.assignment import assign

PAIRS = st.tuples(st.integers(0, 5), st.integers(0, 5))
SCORES = st.dictionaries(PAIRS, st.integers(1, 100).map(lambda score: score / 100), max_size=20)


def test_the_best_pair_gives_way_where_the_total_gains() -> None:
    assert assign({(0, 0): 0.90, (0, 1): 0.85, (1, 0): 0.88}) == {0: 1, 1: 0}


@given(SCORES)
def test_no_other_assignment_adds_up_higher(scores: dict[tuple[int, int], float]) -> None:
    best = max(
        sum(scores.get((left, right), 0.0) for left, right in enumerate(order)) for order in permutations(range(6))
    )
    chosen = assign(scores)
    assert abs(sum(scores[pair] for pair in chosen.items()) - best) < 1e-9


@given(SCORES)
def test_nothing_is_assigned_twice_or_without_a_score(scores: dict[tuple[int, int], float]) -> None:
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert set(chosen.items()) <= set(scores)


def test_a_crowd_is_assigned_one_to_one_by_score() -> None:
    crowd = {(left, right): 0.9 - abs(left - right) / 1000 for left in range(80) for right in range(80)}
    assert assign(crowd) == {place: place for place in range(80)}
