"""Which card comes first: overdueness, the other orders, and a share for every source."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory import Review, Strength
from flashcards.core.ordering import ORDERS, Candidate, Order, by_order, mixed, overdueness, recalled
from flashcards.core.schedule import PARAMETERS, Rules, next_states, retrievability

DECAY = PARAMETERS[20]


def review(card: str, *, elapsed: int = 10, stability: float = 10.0, due: int = 0) -> Candidate:
    return Candidate(card, card, "books", "review", due, stability, elapsed)


def new(card: str, source: str) -> Candidate:
    return Candidate(card, card, "books", "new", 0, source=source)


def names(cards: Sequence[Candidate]) -> list[str]:
    return [candidate.card for candidate in cards]


@given(
    stability=st.floats(0.1, 1000),
    elapsed=st.integers(0, 2000),
    retention=st.sampled_from([0.7, 0.8, 0.9, 0.95]),
    decay=st.floats(0.1, 0.8),
)
def test_overdueness_is_the_ratio_of_recall_lost(
    stability: float, elapsed: int, retention: float, decay: float
) -> None:
    """(R^(-1/w20) - 1) / (DR^(-1/w20) - 1), as the ratio is written down."""
    recall = retrievability(Strength(stability, 5.0), elapsed, (*PARAMETERS[:20], decay))
    ratio = (recall ** (-1 / decay) - 1) / (retention ** (-1 / decay) - 1)
    found = overdueness(review("r", elapsed=elapsed, stability=stability), retention, decay)
    assert found == pytest.approx(ratio, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
def test_overdueness_is_one_on_the_day_a_card_falls_due(retention: float) -> None:
    rules = Rules(desired_retention=retention, fuzz=False)
    good = next_states(Review(Strength(30.0, 5.0), 30, 0, 0, -30), now=0, day=0, rules=rules, seed="")[2]
    assert isinstance(good.memory, Review)
    due = review("r", elapsed=good.memory.interval, stability=good.memory.strength.stability)
    assert overdueness(due, retention, DECAY) == pytest.approx(1, abs=0.02)


LATE = [
    review("ten days late of a hundred", elapsed=110, stability=100, due=5),
    review("two days late of one", elapsed=3, stability=1, due=9),
    review("on time", elapsed=30, stability=30, due=12),
]


def test_the_most_overdue_for_its_interval_is_asked_first() -> None:
    asked = ["two days late of one", "ten days late of a hundred", "on time"]
    assert names(by_order(LATE, Order("overdue"))) == asked


def test_by_due_day_the_oldest_debt_comes_first() -> None:
    asked = ["ten days late of a hundred", "two days late of one", "on time"]
    assert names(by_order(LATE, Order("due"))) == asked


@given(st.lists(st.tuples(st.integers(0, 900), st.floats(0.1, 900)), max_size=20))
def test_by_retrievability_the_most_likely_forgotten_comes_first(drawn: list[tuple[int, float]]) -> None:
    cards = [review(f"c{n}", elapsed=elapsed, stability=stability) for n, (elapsed, stability) in enumerate(drawn)]
    found = [retrievability(Strength(c.stability, 5.0), c.elapsed) for c in by_order(cards, Order("retrievability"))]
    assert found == pytest.approx(sorted(found), abs=1e-12)
    assert [recalled(card, DECAY) for card in by_order(cards, Order("retrievability"))] == pytest.approx(found)


def test_chance_orders_anew_each_day_and_alike_within_the_day() -> None:
    cards = [review(f"card {n}") for n in range(30)]
    monday, tuesday = (names(by_order(cards, Order("random", seed=day))) for day in (20_000, 20_001))
    assert monday == names(by_order(cards[::-1], Order("random", seed=20_000)))
    assert sorted(monday) == sorted(tuesday)
    assert monday != tuesday


@pytest.mark.parametrize("name", ORDERS)
@given(elapsed=st.lists(st.integers(0, 50), max_size=12))
def test_an_order_loses_no_card(name: str, elapsed: list[int]) -> None:
    cards = [review(f"c{n}", elapsed=days) for n, days in enumerate(elapsed)]
    assert sorted(names(by_order(cards, Order(name)))) == sorted(names(cards))


sources = st.lists(st.sampled_from("ABCD"), max_size=40)


@given(given_sources=sources, share=st.sampled_from([0.2, 0.25, 0.5, 0.75, 1.0]))
def test_a_share_changes_which_come_first_and_never_how_many(given_sources: list[str], share: float) -> None:
    cards = [new(f"{n:02}", source) for n, source in enumerate(given_sources)]
    found = list(mixed(cards, share=share, asked={}))
    assert sorted(names(found)) == names(cards)
    for source in "ABCD":
        assert [c for c in found if c.source == source] == [c for c in cards if c.source == source]


def test_half_a_share_takes_turns_while_another_source_has_cards() -> None:
    cards = [new(f"a{n}", "A") for n in range(6)] + [new(f"b{n}", "B") for n in range(2)]
    assert names(list(mixed(cards, share=0.5, asked={}))) == ["a0", "b0", "a1", "b1", "a2", "a3", "a4", "a5"]


def test_what_a_source_had_of_the_day_counts() -> None:
    cards = [new("a", "A"), new("b", "B")]
    assert names(list(mixed(cards, share=0.5, asked={"A": 3}))) == ["b", "a"]


@given(answered=st.integers(0, 20))
def test_asking_one_by_one_gives_the_order_of_asking_at_once(answered: int) -> None:
    cards = [new(f"{n:02}", "AAAAABBBC"[n % 9]) for n in range(24)]
    whole = list(mixed(cards, share=0.4, asked={}))
    had = Counter(card.source for card in whole[:answered])
    left = [card for card in cards if card not in whole[:answered]]
    assert list(mixed(left, share=0.4, asked=had)) == whole[answered:]
