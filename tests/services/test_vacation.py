"""Nothing is due in a vacation: what would be goes to the days around it, and comes back when it is cancelled."""

from collections import Counter
from pathlib import Path

import pytest

from flashcards.core.schedule import PARAMETERS
from flashcards.core.studyday import date_of, day_of
from flashcards.errors import BadInput, NotFound
from flashcards.services import backlog, handling, reviewing, tuning, vacation
from tests.services.backlogs import copied, dues
from tests.services.user import User


@pytest.fixture
def learner(user: User, studied: Path) -> User:
    """Have learned for twelve days; it is the thirteenth, 2026-03-14."""
    return copied(user, studied)


def go(user: User, first: int, last: int) -> int:
    """Be away from and to a day counted from today; return how many cards are moved."""
    today = user.desk.today
    return vacation.go(user.desk, vacation.plan(user.desk, today + first, today + last))


def away(user: User, first: int, last: int) -> list[int]:
    """Return the cards due on each day of a stretch counted from today."""
    load = Counter(dues(user).values())
    return [load[user.desk.today + day] for day in range(first, last + 1)]


def test_what_falls_due_away_goes_to_the_days_around_evenly(learner: User) -> None:
    before = dues(learner)
    today = learner.desk.today
    inside = sum(away(learner, 3, 9))
    assert inside > 10
    assert go(learner, 3, 9) == inside
    assert away(learner, 3, 9) == [0] * 7
    after = dues(learner)
    moved = {uid for uid in before if before[uid] != after[uid]}
    assert len(moved) == inside
    assert all(today <= after[uid] <= today + 16 for uid in moved)
    assert backlog.away_days(learner.desk) == frozenset(range(today + 3, today + 10))
    assert learner.faults() == []


def test_the_plan_shows_what_the_days_will_hold(learner: User) -> None:
    plan = vacation.plan(learner.desk, learner.desk.today + 3, learner.desk.today + 9).plan
    first = plan.days[0].day - learner.desk.today
    last = plan.days[-1].day - learner.desk.today
    vacation.go(learner.desk, vacation.plan(learner.desk, learner.desk.today + 3, learner.desk.today + 9))
    assert [day.after for day in plan.days][1:] == away(learner, first, last)[1:]
    assert [day.day - learner.desk.today for day in plan.days if day.away] == list(range(3, 10))
    assert all(day.after == 0 for day in plan.days if day.away)
    assert sum(day.before for day in plan.days) == sum(day.after for day in plan.days)


def test_a_vacation_from_today_on_moves_everything_behind_it(learner: User) -> None:
    go(learner, 0, 6)
    assert away(learner, 0, 6) == [0] * 7
    assert min(day for day in dues(learner).values() if day >= learner.desk.today) >= learner.desk.today + 7


def test_undo_takes_a_vacation_back_with_all_its_moves(learner: User) -> None:
    before = dues(learner)
    go(learner, 3, 9)
    assert reviewing.undo(learner.later(minutes=1).desk).kind == "vacation"
    assert dues(learner) == before
    assert vacation.coming(learner.desk) == []
    assert backlog.away_days(learner.desk) == frozenset()
    go(learner, 3, 9)
    assert len(vacation.coming(learner.desk)) == 1
    assert learner.faults() == []


def test_cancelling_puts_back_what_was_not_answered_since(learner: User) -> None:
    before = dues(learner)
    go(learner, 3, 9)
    moved = {uid for uid, day in dues(learner).items() if day != before[uid]}
    texts = [text for text, tip in learner.later(days=2).tips().items() if tip.card.uid in moved][:5]
    for text in texts:
        learner.answer(text, 3)
    answered = {learner.card(text).uid for text in texts}
    then = dues(learner)
    assert vacation.cancel(learner.desk, vacation.coming(learner.desk)[0]) == len(moved - answered)
    after = dues(learner)
    assert all(after[uid] == before[uid] for uid in moved - answered)
    assert vacation.coming(learner.desk) == []
    assert learner.faults() == []
    learner.later(minutes=1)
    assert reviewing.undo(learner.desk).kind == "vacation"
    assert len(vacation.coming(learner.desk)) == 1
    assert dues(learner) == then


def test_cancelling_on_the_way_puts_nothing_on_a_past_day(learner: User) -> None:
    go(learner, 1, 9)
    learner.later(days=5)
    vacation.cancel(learner.desk, vacation.coming(learner.desk)[0])
    assert backlog.overdue(learner.desk) == 0 or min(dues(learner).values()) < learner.desk.today - 3
    assert all(day.after == 0 or not day.away for day in backlog.plan(learner.desk, days=3).days)


def test_a_vacation_is_known_by_its_dates(learner: User) -> None:
    today = learner.desk.today
    go(learner, 30, 33)
    go(learner, 10, 12)
    names = [one.name for one in vacation.coming(learner.desk)]
    assert names == [f"{date_of(today + 10)}..{date_of(today + 12)}", f"{date_of(today + 30)}..{date_of(today + 33)}"]
    for reference in (names[1], names[1].partition("..")[0], names[1].replace("2026-", "")):
        assert vacation.find(learner.desk, reference).name == names[1]
    with pytest.raises(NotFound, match="`flashcards vacation` lists them"):
        vacation.find(learner.desk, "2027-01-01..2027-01-03")
    with pytest.raises(BadInput, match="is no date"):
        vacation.find(learner.desk, "1")
    go(learner, 30, 31)
    with pytest.raises(BadInput, match="Several"):
        vacation.find(learner.desk, str(date_of(today + 30)))


def test_a_vacation_that_has_begun_is_meant_by_its_days_without_a_year(learner: User) -> None:
    today = learner.desk.today
    go(learner, 1, 9)
    text = vacation.coming(learner.desk)[0].name.replace("2026-", "")
    learner.later(days=5)
    assert vacation.parse(learner.desk, text) == (today + 1, today + 9)
    assert vacation.find(learner.desk, text).first == today + 1


def test_repeating_a_vacation_makes_room_for_what_has_come_into_it(learner: User) -> None:
    before, today = dues(learner), learner.desk.today
    inside = [uid for uid, day in before.items() if today + 3 <= day <= today + 9]
    cards = [tip.card for tip in learner.tips().values() if tip.card.uid in inside[:4]]
    handling.suspend(learner.desk, cards)
    assert go(learner, 3, 9) == len(inside) - len(cards)
    handling.suspend(learner.later(minutes=1).desk, cards, on=False)
    assert sum(away(learner, 3, 9)) == len(cards)
    assert go(learner.later(minutes=1), 3, 9) == len(cards)
    assert away(learner, 3, 9) == [0] * 7
    assert len(vacation.coming(learner.desk)) == 1
    again = dues(learner)
    assert reviewing.undo(learner.later(minutes=1).desk).kind == "vacation"
    assert sum(away(learner, 3, 9)) == len(cards)
    go(learner.later(minutes=1), 3, 9)
    assert dues(learner) == again
    assert vacation.cancel(learner.desk, vacation.coming(learner.desk)[0]) == len(inside)
    assert dues(learner) == before
    assert learner.faults() == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_vacations_that_overlap_may_be_cancelled_in_any_order(learner: User, order: tuple[int, int]) -> None:
    before = dues(learner)
    ranges = [(2, 6), (4, 8)]
    for first, last in ranges:
        go(learner.later(minutes=1), first, last)
    found = vacation.coming(learner.desk)
    vacation.cancel(learner.later(minutes=1).desk, found[order[0]])
    assert away(learner, *ranges[order[1]]) == [0] * 5
    vacation.cancel(learner.later(minutes=1).desk, found[order[1]])
    assert dues(learner) == before
    assert learner.faults() == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-20..2026-04-02", "2026-03-20", "2026-04-02"),
        ("03-20..04-02", "2026-03-20", "2026-04-02"),
        ("12-24..01-02", "2026-12-24", "2027-01-02"),
        ("3-1..3-3", "2027-03-01", "2027-03-03"),
        ("02-29", "2028-02-29", "2028-02-29"),
        ("2026-03-10..03-20", "2026-03-10", "2026-03-20"),
        (" 2026-03-20 .. 03-20 ", "2026-03-20", "2026-03-20"),
    ],
)
def test_dates_are_iso_or_the_next_such_day(learner: User, text: str, first: str, last: str) -> None:
    found = vacation.parse(learner.desk, text)
    assert [str(date_of(day)) for day in found] == [first, last]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-04-02..2026-03-20", "ends before it begins"),
        ("2026-03-01..2026-03-13", "is over"),
        ("2026-04-01..2026-09-28", "longer than 180 days"),
        ("2026-02-30..2026-03-20", "is no date"),
        ("tomorrow..friday", "is no date"),
        ("..2026-04-01", "is no date"),
        ("2026-13-01", "is no date"),
        ("", "is no date"),
    ],
)
def test_ranges_that_are_none_are_refused_in_a_sentence(learner: User, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        vacation.parse(learner.desk, text)


def test_the_longest_vacation_has_180_days(learner: User) -> None:
    first, last = vacation.parse(learner.desk, "2026-04-01..2026-09-27")
    assert last - first + 1 == 180
    assert day_of(date_of(first)) == first
    assert vacation.go(learner.desk, vacation.plan(learner.desk, first, last)) > 0
    assert not set(dues(learner).values()) & set(range(first, last + 1))


def test_the_next_vacation_is_not_filled_by_the_one_before(learner: User) -> None:
    go(learner, 12, 15)
    go(learner, 3, 9)
    assert away(learner, 3, 9) == [0] * 7
    assert away(learner, 12, 15) == [0] * 4


def test_rescheduling_under_other_parameters_leaves_a_vacation_empty(learner: User) -> None:
    go(learner, 2, 40)
    tuning.adopt(learner.desk, [*PARAMETERS[:20], 0.3], reschedule=True)
    assert away(learner, 2, 40) == [0] * 39
