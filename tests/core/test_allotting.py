"""Overdue cards go to days that their decks have room on, urgent ones first, and as evenly as that allows."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.allotting import Allotment, Late, Quota
from flashcards.core.backlog import Movable
from flashcards.core.queue import lineage

TODAY = 20_000
WEEK = (1.0,) * 7
decks = st.sampled_from(["A", "A::x", "A::y", "B"])


def late(deck: str, number: int, note: str | None = None) -> Late:
    uid = f"{deck} {number}"
    return Late(Movable(uid, note or uid, TODAY - 5, TODAY - 20, 10), deck)


def allotted(cards: list[Late], days: int, quotas: dict[str, Quota], capacity: float = 1000) -> Allotment:
    found = Allotment(range(TODAY, TODAY + days), {}, week=WEEK, quotas=quotas, capacity=capacity)
    found.place(cards)
    return found


@given(
    names=st.lists(decks, max_size=50), days=st.integers(1, 12),
    most=st.fixed_dictionaries({name: st.integers(0, 9) for name in ("A", "A::x", "A::y", "B")}),
    held=st.dictionaries(st.integers(TODAY, TODAY + 12), st.integers(0, 9)),
)  # fmt: skip
def test_no_deck_gets_more_on_a_day_than_its_limit(
    names: list[str], days: int, most: dict[str, int], held: dict[int, int]
) -> None:
    quotas = {name: Quota(limit, held if name == "A" else {}) for name, limit in most.items()}
    cards = [late(name, number) for number, name in enumerate(names)]
    found = allotted(cards, days, quotas)
    assert set(found.days) | {one.card.card for one in found.left} == {one.card.card for one in cards}
    added = Counter(
        (deck, found.days[one.card.card]) for one in cards if one.card.card in found.days for deck in lineage(one.deck)
    )
    for (deck, day), number in added.items():
        assert number + quotas[deck].load.get(day, 0) <= quotas[deck].most
    for one in found.left:
        for day in range(TODAY, TODAY + days):
            assert any(added[d, day] + quotas[d].load.get(day, 0) >= quotas[d].most for d in lineage(one.deck))


def test_days_stay_even_where_limits_allow_it() -> None:
    cards = [late("B", n) for n in range(5)] + [late("A", n) for n in range(50)]
    found = allotted(cards, 10, {"A": Quota(5), "B": Quota(200)})
    assert not found.left
    assert sorted(Counter(found.days.values()).values()) == [5] * 9 + [10]


def test_the_most_urgent_come_first_and_siblings_apart() -> None:
    cards = [late("A", n, "one note" if n < 2 else None) for n in range(6)]
    found = allotted(cards, 3, {"A": Quota(2)})
    assert [found.days[one.card.card] - TODAY for one in cards] == [0, 1, 0, 1, 2, 2]


def test_what_the_capacity_leaves_out_is_left() -> None:
    found = allotted([late("A", n) for n in range(4)] + [late("B", 9)], 2, {"A": Quota(1), "B": Quota(9)}, capacity=2)
    assert [one.card.card for one in found.left] == ["A 2", "A 3"]
