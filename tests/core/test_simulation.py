"""The simulator: its limits, its missed days, and what follows from desired retention."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.habits import Learner, habits
from flashcards.core.memory import Memory, New, Review, Strength
from flashcards.core.outcomes import outcomes
from flashcards.core.scenario import Day, DeckPlan, Held, Scenario, with_retention
from flashcards.core.schedule import Rules, retrievability
from flashcards.core.simulation import simulate

FIRST = 20_000
RULES = Rules()
MANY = 10_000


def known(number: int, *, interval: int, since: int, deck: str = "A") -> Held:
    last = FIRST - since
    memory: Memory = Review(Strength(float(interval), 5.0), interval, last + interval, 0, last)
    return Held(f"card-{number}", f"note-{number}", deck, memory, last + interval)


def fresh(number: int, deck: str = "A", note: str | None = None) -> Held:
    return Held(f"card-{number}", note or f"note-{number}", deck, New())


def collection(cards: int = 200, new: int = 60) -> list[Held]:
    chance = random.Random(5)  # noqa: S311  a collection, not a secret
    old = [known(n, interval=(days := chance.randint(1, 60)), since=chance.randint(0, days)) for n in range(cards)]
    return old + [fresh(MANY + n) for n in range(new)]


def plan(new: int = 20, reviews: int = 200, rules: Rules = RULES) -> DeckPlan:
    return DeckPlan(rules, new, reviews, new, reviews)


def played(scenario: Scenario, seed: int = 1) -> list[Day]:
    return simulate(replace(scenario, seed=seed), Learner(scenario.habits, seed))


def begun(**changes: object) -> Scenario:
    usual = Scenario(collection(), {"A": plan()}, habits(), FIRST, days=60)
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_one_seed_gives_one_future_and_another_gives_another() -> None:
    assert played(begun()) == played(begun())
    assert played(begun(), 1) != played(begun(), 2)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5), st.integers(0, 8), st.integers(0, 5), st.integers(0, 8), st.integers(0, 99))
def test_no_day_goes_beyond_the_limits_of_a_deck_and_its_parent(
    new: int, reviews: int, inner_new: int, inner_reviews: int, seed: int
) -> None:
    cards = [
        replace(held, deck="A::B" if at % 2 else "A")
        for at, held in enumerate(collection(60, 30))
    ]  # fmt: skip
    decks = {"A": plan(new, reviews), "A::B": plan(inner_new, inner_reviews)}
    scenario = Scenario(cards, decks, habits(), FIRST, days=30)

    for day in played(scenario, seed):
        assert day.new <= new
        assert day.reviews <= reviews
    for day in played(replace(scenario, root="A::B"), seed):
        assert day.new <= inner_new
        assert day.reviews <= inner_reviews


def test_the_first_day_has_what_is_left_of_it() -> None:
    left = DeckPlan(RULES, 20, 200, 3, 4)

    first, second, *_rest = played(begun(decks={"A": left}))

    assert (first.new, first.reviews) == (3, 4)
    assert second.new == 20


def test_siblings_are_not_asked_on_one_day() -> None:
    cards = [fresh(n, note="one") for n in range(5)]
    scenario = begun(cards=cards, days=30)

    assert [day.new for day in played(scenario)][:1] == [1]
    assert all(day.new + day.reviews <= 1 for day in played(scenario))
    assert sum(day.new for day in played(scenario)) == 5
    assert played(replace(scenario, seen_notes=frozenset({"one"})))[0].answers == 0


def test_a_day_ends_when_its_minutes_are_over() -> None:
    days = played(begun(minutes=3.0))

    assert max(day.minutes for day in days) < 3 + 20 / 3
    assert any(day.left for day in days)
    assert sum(day.new for day in days[:5]) < sum(day.new for day in played(begun())[:5])


def test_nothing_is_asked_on_missed_days_and_what_is_due_waits() -> None:
    missed = frozenset(range(10, 17))

    days = played(begun(missed=missed))

    assert all(days[at] == replace(Day(), left=days[at].left, remembered=days[at].remembered) for at in missed)
    assert [days[at].left for at in sorted(missed)] == sorted(days[at].left for at in missed)
    assert days[:10] == played(begun())[:10]
    assert days[17].reviews > max(day.reviews for day in days[5:10])
    assert days[16].remembered < days[9].remembered


def test_a_catch_up_spreads_what_waited_over_its_days() -> None:
    missed = frozenset(range(30))
    at_once = played(begun(missed=missed, decks={"A": plan(0, MANY)}))
    spread = played(begun(missed=missed, decks={"A": plan(0, MANY)}, catch_up=10))

    waited = at_once[30].reviews
    assert waited >= at_once[29].left > 100
    caught_up = [day.reviews for day in spread[30:40]]
    assert sum(caught_up) >= waited
    assert max(caught_up) < waited / 4
    assert max(caught_up) < 3 * min(caught_up)
    assert spread[29] == at_once[29]


def test_what_is_remembered_is_the_sum_of_recall() -> None:
    cards = [known(1, interval=10, since=4), replace(known(2, interval=30, since=10), weight=0.5), fresh(3)]
    scenario = begun(cards=cards, days=3, missed=frozenset({0, 1, 2}))

    one, half = Strength(10.0, 5.0), Strength(30.0, 5.0)
    for at, day in enumerate(played(scenario)):
        assert day.remembered == pytest.approx(retrievability(one, 4 + at) + retrievability(half, 10 + at) / 2)


def test_measuring_weekly_gives_the_same_sums_and_straight_lines_between() -> None:
    daily, weekly = played(begun()), played(begun(measured=7))

    assert [day.reviews for day in daily] == [day.reviews for day in weekly]
    for at in (*range(0, 60, 7), 59):
        assert weekly[at].remembered == daily[at].remembered
    for one, other in zip(daily[14:], weekly[14:], strict=True):
        assert other.remembered == pytest.approx(one.remembered, rel=0.03)


def test_more_desired_retention_costs_more_and_keeps_more() -> None:
    scenario = begun(days=365, decks={"A": plan(20, MANY)})

    _as_set, low, high = outcomes(scenario, (0.8, 0.95)).outcomes

    assert low.reviews < high.reviews
    assert low.minutes < high.minutes
    assert low.remembered < high.remembered
    assert high.remembered / 260 == pytest.approx(0.96, abs=0.03)


def test_an_outcome_with_the_decks_own_retention_is_the_outcome_as_set() -> None:
    found = outcomes(begun(), (0.9,))
    as_set, same = found.outcomes

    assert as_set.days == same.days
    assert with_retention(begun(), 0.9) == begun()
    assert (found.tips, found.first_day) == (260, FIRST)
    assert 0 < found.remembered < 200


def test_each_day_is_told() -> None:
    told: list[tuple[int, int]] = []

    outcomes(begun(days=5), (0.8,), told=lambda done, whole: told.append((done, whole)))

    assert told == [(at, 10) for at in range(1, 11)]


def test_cards_are_recalled_as_often_as_desired() -> None:
    """With every card asked on its due day, true retention comes out near the desired one."""
    for desired in (0.8, 0.9):
        passed = Passed(Learner(habits(), 3))
        rules = replace(RULES, desired_retention=desired)
        simulate(begun(days=365, decks={"A": plan(20, MANY, rules)}, cards=collection(0, 400)), passed)
        assert passed.count > 1_000
        assert passed.share == pytest.approx(desired, abs=0.03)


class Passed:
    """A learner whose recalls are counted."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.count = self.passed = 0

    def rate(self, card: str, state: str, recall: float) -> int:
        """Rate as the learner does."""
        rating = self.learner.rate(card, state, recall)
        if state == "review":
            self.count += 1
            self.passed += rating > 1
        return rating

    @property
    def share(self) -> float:
        """How many recalls passed."""
        return self.passed / self.count
