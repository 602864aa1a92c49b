"""After a break: what is overdue is spread over days to come, urgent cards first, and undo takes it all back."""

from collections import Counter
from pathlib import Path

import pytest

from flashcards.config import parse_now
from flashcards.core.memory import Review
from flashcards.core.note import Card
from flashcards.core.queue import within
from flashcards.errors import BadInput, NotFound
from flashcards.services import backlog, decking, handling, queueing, reviewing, vacation
from flashcards.services.adding import Options
from flashcards.services.backlog import Plan
from flashcards.store.tables import deck as deck_table
from tests.services.backlogs import copied, dues
from tests.services.user import ALL, User


@pytest.fixture
def returned(user: User, studied: Path) -> User:
    """Have learned for twelve days, and come back after a month."""
    return copied(user, studied).later(days=30)


def table(plan: Plan) -> list[tuple[int, int]]:
    return [(day.before, day.after) for day in plan.days]


def test_a_missed_month_is_spread_evenly_and_nothing_is_overdue_any_more(returned: User) -> None:
    before = dues(returned)
    today = returned.desk.today
    late = {uid for uid, day in before.items() if day < today}
    assert len(late) == backlog.overdue(returned.desk) > 60
    plan = backlog.plan(returned.desk, days=10)
    assert set(plan.moves) == late
    assert backlog.catch_up(returned.desk, plan) == len(late)
    after = dues(returned)
    assert backlog.overdue(returned.desk) == 0
    assert {uid: day for uid, day in after.items() if uid not in late} == {
        uid: day for uid, day in before.items() if uid not in late
    }
    load = Counter(after.values())
    full = [load[day] for day in range(today, today + 10)]
    assert full == [day.after for day in plan.days]
    assert max(full) - min(full) <= 1
    assert max(full) < len(late) / 8
    assert returned.faults() == []


def test_the_most_overdue_for_their_interval_come_first(returned: User) -> None:
    plan = backlog.plan(returned.desk, days=6)
    tips = {card.uid: card for tip in returned.tips().values() for card in tip.cards}

    def lateness(card: Card) -> float:
        assert isinstance(card.memory, Review)
        return (returned.desk.today - card.memory.last_day) / card.memory.strength.stability

    first, last = returned.desk.today, returned.desk.today + 5
    soon = [lateness(tips[uid]) for uid, one in plan.moves.items() if one.day == first]
    late = [lateness(tips[uid]) for uid, one in plan.moves.items() if one.day == last]
    assert min(soon) >= max(late)


def test_the_days_are_as_many_as_the_minutes_ask_for(returned: User) -> None:
    late, usual = backlog.overdue(returned.desk), queueing.usual_ms(returned.desk)
    plan = backlog.plan(returned.desk, minutes=2)
    most = 2 * 60_000 // usual
    assert all(day.after <= most and day.minutes <= 2 for day in plan.days)
    assert len(plan.days) >= late / most
    assert len(backlog.plan(returned.desk, minutes=8).days) < len(plan.days)


def test_the_minutes_of_the_settings_count_where_none_are_given(returned: User) -> None:
    short = returned.with_settings(review__minutes=2)
    assert table(backlog.plan(short.desk)) == table(backlog.plan(returned.desk, minutes=2))
    assert len(backlog.plan(returned.desk).days) == 1


def test_a_plan_that_asks_more_than_the_limits_allow_says_so(returned: User) -> None:
    (deck,) = returned.store.decks.all()
    with returned.store.write("deck", at=returned.now, study_day=returned.desk.today) as act:
        act.update(deck_table, deck.uid, reviews_per_day=10)
    assert backlog.plan(returned.desk, days=2).limit == 10
    within = backlog.plan(returned.desk)
    assert within.limit is None
    assert all(day.after <= 10 for day in within.days)


@pytest.mark.parametrize("deck", [None, "Big", "Small", "Big::Part"])
def test_no_day_holds_more_of_any_deck_than_its_limit(user: User, deck: str | None) -> None:
    limits = {"Big": 12, "Big::Part": 3, "Small": 2}
    for name in limits:
        text = "# " + name + "\n" + "".join(f"- What of {name} {n}?\n  - {name} advice {n}\n" for n in range(20))
        user.add(user.write(f"{name[-4:]}.md", text), options=Options(cards=ALL.cards, deck=name))
    for name, limit in limits.items():
        decking.set_options(user.desk, name, {"reviews": str(limit)})
    for text in user.tips():
        user.answer(text, 4)
    user.later(days=50)
    plan = backlog.plan(user.desk, deck)
    cards = {tip.card.uid: tip.card for tip in user.tips().values()}
    assert set(plan.moves) == {uid for uid, card in cards.items() if deck is None or within(card.deck, deck)}
    assert plan.limit is None
    backlog.catch_up(user.desk, plan)
    for name, limit in limits.items():
        held = Counter(day for uid, day in dues(user).items() if uid in plan.moves and within(cards[uid].deck, name))
        assert max(held.values(), default=0) <= limit
    asked = {None: 10, "Big": 7, "Small": 10, "Big::Part": 7}[deck]
    assert len(plan.days) == asked
    reviewing.undo(user.later(minutes=1).desk)
    assert backlog.plan(user.desk, "Small", days=2).limit == 2


def test_days_and_minutes_that_make_no_plan_are_refused(returned: User) -> None:
    for days in (0, 366):
        with pytest.raises(BadInput, match="give 1 to 365"):
            backlog.plan(returned.desk, days=days)
    short = returned.with_settings(review__minutes=1)
    slow = returned.store.log.timed()
    assert slow[0] == 0
    assert backlog.plan(short.desk).days
    with pytest.raises(NotFound, match="flashcards decks"):
        backlog.plan(returned.desk, "Nowhere")


def test_only_a_deck_and_its_subdecks_are_spread(returned: User) -> None:
    returned.hand("front :: back")
    returned.answer("back", 4)
    returned.later(days=60)
    assert backlog.overdue(returned.desk, "By hand") == 1
    plan = backlog.plan(returned.desk, "By hand", days=3)
    assert list(plan.moves) == [returned.card("back").uid]


def test_what_cannot_be_asked_stays_where_it_is(returned: User) -> None:
    texts = [text for text, tip in returned.tips().items() if tip.card.reps and (tip.due or 0) < returned.now][:4]
    retired, suspended, buried, answered = texts
    returned.retire(retired)
    handling.suspend(returned.desk, [returned.card(suspended)])
    handling.bury(returned.desk, [returned.card(buried)])
    plan = backlog.plan(returned.desk, days=5)
    assert not {returned.card(text).uid for text in texts[:3]} & set(plan.moves)
    returned.answer(answered, 3)
    assert backlog.catch_up(returned.desk, plan) == len(plan.moves) - 1
    assert returned.faults() == []


def test_one_undo_takes_a_catch_up_back(returned: User) -> None:
    before = dues(returned)
    backlog.catch_up(returned.desk, backlog.plan(returned.desk, days=10))
    returned.later(minutes=5)
    undone = reviewing.undo(returned.desk)
    assert undone.kind == "catch-up"
    assert undone.sentence() == "Took back: catch-up."
    assert dues(returned) == before
    assert returned.faults() == []


def test_moved_cards_are_asked_on_their_days_and_learned_as_ever(returned: User) -> None:
    backlog.catch_up(returned.desk, backlog.plan(returned.desk, days=10))
    for _day in range(10):
        due = queueing.due(returned.desk).review
        assert due <= 12
        returned.review(3)
        returned.later(days=1)
    assert backlog.overdue(returned.desk) == 0
    assert returned.faults() == []


def test_the_backlog_goes_round_a_vacation(returned: User) -> None:
    today = returned.desk.today
    vacation.go(returned.desk, vacation.plan(returned.desk, today + 2, today + 6))
    plan = backlog.plan(returned.desk, days=4)
    assert [day.day - today for day in plan.days] == [0, 1, 7, 8]
    assert not {one.day for one in plan.moves.values()} & set(range(today + 2, today + 7))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("date", ["2026-03-27T23:30", "2026-10-23T03:30", "2026-11-01T01:30", "2026-04-04T12:00"])
def test_days_are_study_days_also_where_clocks_change(user: User, zone: str, date: str) -> None:
    abroad = user.with_settings(schedule__timezone=zone)
    abroad.now = parse_now(date, zone)
    abroad.hand(*(f"front {n} :: back {n}" for n in range(6)))
    for n in range(6):
        abroad.answer(f"back {n}", 4)
    abroad.later(days=40)
    plan = backlog.plan(abroad.desk, days=3)
    assert table(plan) == [(0, 2)] * 3
    backlog.catch_up(abroad.desk, plan)
    for day in plan.days:
        abroad.now = abroad.desk.calendar.starts(day.day)
        assert len(abroad.review(3)) == 2
    assert abroad.faults() == []


def test_much_is_more_than_two_days_hold(returned: User) -> None:
    assert not backlog.is_much(returned.desk, 400)
    assert backlog.is_much(returned.desk, 401)
    assert backlog.is_much(returned.with_settings(review__minutes=2).desk, 21)
