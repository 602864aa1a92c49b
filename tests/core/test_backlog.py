"""A backlog is spread evenly, urgent cards first, and never into a vacation."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.backlog import Movable, around, fitting, open_days, shared_out, spread
from flashcards.core.spread import weekday

TODAY = 20_000
loads = st.dictionaries(st.integers(TODAY, TODAY + 60), st.integers(0, 30), max_size=40)
some_days = st.sets(st.integers(TODAY, TODAY + 60), min_size=1, max_size=30).map(sorted)
weeks = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=7, max_size=7).filter(any).map(tuple)


@st.composite
def movables(draw: st.DrawFn, first: int = TODAY - 300, last: int = TODAY - 1, *, apart: bool = False) -> list[Movable]:
    """Return cards due between two days; with ``apart`` no two of one note."""
    count = draw(st.integers(0, 60))
    found = []
    for number in range(count):
        due = draw(st.integers(first, last))
        note = f"note {number}" if apart else f"note {draw(st.integers(0, 20))}"
        interval = draw(st.integers(1, 200))
        found.append(Movable(f"card {number:02}", note, due, due - interval, draw(st.floats(0.1, 400))))
    return found


@given(cards=movables(), days=some_days, load=loads)
def test_every_card_gets_one_of_the_days(cards: list[Movable], days: list[int], load: dict[int, int]) -> None:
    placed = spread(cards, days, load)
    assert set(placed) == {card.card for card in cards}
    assert set(placed.values()) <= set(days)


@given(cards=movables(), days=some_days, load=loads)
def test_no_day_is_fuller_than_it_must_be(cards: list[Movable], days: list[int], load: dict[int, int]) -> None:
    added = Counter(spread(cards, days, load).values())
    full = {day: load.get(day, 0) + added[day] for day in days}
    for day in added:
        assert full[day] <= min(full.values()) + 1
    level = -(-sum(full.values()) // len(days))
    if all(load.get(day, 0) <= level for day in days):
        assert max(full.values()) <= level


@given(cards=movables(apart=True), days=some_days, load=loads)
def test_what_is_more_urgent_is_never_asked_later(cards: list[Movable], days: list[int], load: dict[int, int]) -> None:
    placed = spread(cards, days, load)
    order = [placed[card.card] for card in cards]
    assert order == sorted(order)


@given(number=st.integers(1, 12), days=some_days)
def test_siblings_get_days_of_their_own_where_there_are_enough(number: int, days: list[int]) -> None:
    siblings = [Movable(f"{n}", "one note", TODAY - n, TODAY - 50, 10) for n in range(number)]
    others = [Movable(f"other {n}", f"{n}", TODAY - n, TODAY - 50, 10) for n in range(len(days) * number)]
    placed = spread([*siblings, *others], days, {})
    taken = Counter(placed[card.card] for card in siblings)
    assert max(taken.values()) == -(-number // len(days)) or number > len(days)


@given(count=st.integers(0, 200), days=some_days, load=loads, week=weeks)
def test_a_weekday_without_a_share_gets_nothing_unless_there_is_no_other(
    count: int, days: list[int], load: dict[int, int], week: tuple[float, ...]
) -> None:
    given_out = shared_out(count, days, load, week)
    assert sum(given_out.values()) == count
    if any(week[weekday(day)] for day in days):
        assert all(week[weekday(day)] for day, number in given_out.items() if number)


def test_half_a_share_is_half_the_load() -> None:
    monday = next(day for day in range(TODAY, TODAY + 7) if weekday(day) == 0)
    given_out = shared_out(130, range(monday, monday + 7), {}, (1, 1, 1, 1, 1, 0.5, 1))
    assert list(given_out.values()) == [20, 20, 20, 20, 20, 10, 20]


@given(count=st.integers(1, 500), load=loads, capacity=st.integers(1, 40))
def test_as_few_days_as_hold_them_are_taken(count: int, load: dict[int, int], capacity: int) -> None:
    year = range(TODAY, TODAY + 365)
    days = fitting(count, year, load, capacity)

    def room(of: list[int]) -> int:
        return sum(max(0, capacity - load.get(day, 0)) for day in of)

    if days:
        assert room(days) >= count > room(days[:-1])
        added = shared_out(count, days, load)
        assert all(load.get(day, 0) + number <= capacity for day, number in added.items() if number)
    else:
        assert room(list(year)) < count


@given(cards=movables(TODAY + 20, TODAY + 29), load=loads, before=st.integers(0, 14), after=st.integers(1, 14))
def test_what_falls_due_away_comes_before_or_after(
    cards: list[Movable], load: dict[int, int], before: int, after: int
) -> None:
    away = range(TODAY + 20, TODAY + 30)
    ahead = open_days(TODAY + 19, before, away, step=-1, end=TODAY)
    behind = open_days(TODAY + 30, after, away)
    placed = around(cards, ahead, behind, load)
    assert set(placed) == {card.card for card in cards}
    for card in cards:
        assert placed[card.card] not in away
        assert TODAY <= placed[card.card] <= TODAY + 29 + after
        assert placed[card.card] > card.last_day
        if placed[card.card] < TODAY + 20:
            assert 2 * (placed[card.card] - card.last_day) >= card.due_day - card.last_day


def test_weak_memories_come_before_and_strong_ones_after() -> None:
    cards = [Movable(f"{n}", f"{n}", TODAY + 12, TODAY - 30, float(n + 1)) for n in range(20)]
    placed = around(cards, range(TODAY + 5, TODAY + 10), range(TODAY + 15, TODAY + 20), {})
    early = [card.stability for card in cards if placed[card.card] < TODAY + 10]
    late = [card for card in cards if placed[card.card] >= TODAY + 15]
    assert len(early) == 10
    assert max(early) < min(card.stability for card in late)
    assert [placed[card.card] for card in late] == sorted(placed[card.card] for card in late)


def test_open_days_go_round_what_is_away_and_stop_at_the_end() -> None:
    away = {TODAY + 2, TODAY + 3}
    assert open_days(TODAY, 3, away) == [TODAY, TODAY + 1, TODAY + 4]
    assert open_days(TODAY + 5, 9, away, step=-1, end=TODAY) == [TODAY, TODAY + 1, TODAY + 4, TODAY + 5]
    assert open_days(TODAY - 1, 9, away, step=-1, end=TODAY) == []
