"""Days balanced by what they hold: the screen's promise kept, siblings apart, easy days, vacations."""

from collections import Counter

import pytest

from flashcards.core.memory import Review
from flashcards.core.schedule import EASY, GOOD
from flashcards.core.spread import weekday
from flashcards.services import reviewing, vacation
from flashcards.services.reviewing import Shown
from tests.services.user import User

pytestmark = pytest.mark.untraced


def notes(questions: int) -> str:
    """Write a talk with one point under each question."""
    return "# Talk\n" + "".join(f"- What about matter {n}?\n  - Advice {n}\n" for n in range(questions))


def due_days(user: User) -> Counter[int]:
    cards = (card for found in user.store.cards.of_points().values() for card in found)
    return Counter(card.memory.due_day for card in cards if isinstance(card.memory, Review))


def with_many(user: User, questions: int = 60) -> User:
    user.add(user.write("talk.md", notes(questions)))
    return user


def test_the_days_on_screen_hold_although_other_answers_move_the_load(user: User) -> None:
    with_many(user)
    for number in range(30):
        first, second = (reviewing.show(user.desk, user.card(f"Advice {n}").uid) for n in (number, 30 + number))
        reviewing.answer(user.desk, second.card.uid, EASY, shown=second.outcomes)
        done = reviewing.answer(user.desk, first.card.uid, EASY, shown=first.outcomes)
        assert isinstance(done.card.memory, Review)
        assert done.card.memory.interval == first.outcomes[EASY - 1].days
        assert done.answer.due_after == user.desk.today + done.card.memory.interval


def test_what_was_shown_the_day_before_does_not_hold(user: User) -> None:
    with_many(user, 1)
    shown = reviewing.show(user.desk, user.card("Advice 0").uid)
    user.later(days=3)
    done = reviewing.answer(user.desk, shown.card.uid, EASY, shown=shown.outcomes)
    assert isinstance(done.card.memory, Review)
    assert done.card.memory.last_day == user.desk.today
    assert done.card.memory.due_day == user.desk.today + done.card.memory.interval


def test_without_anything_in_between_the_preview_is_the_answer(user: User) -> None:
    with_many(user)
    for number in range(60):
        shown = reviewing.show(user.desk, user.card(f"Advice {number}").uid)
        rating = (GOOD, EASY)[number % 2]
        done = reviewing.answer(user.desk, shown.card.uid, rating)
        assert done.answer.interval_after == (shown.outcomes[rating - 1].days or 0)


def test_a_weekday_without_a_share_stays_free(user: User) -> None:
    free = weekday(user.desk.today + 8)
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[free]
    user = with_many(user.with_settings(schedule__easy_days=f"{name}=0"))
    for number in range(60):
        user.answer(f"Advice {number}", EASY)
    assert len(due_days(user)) > 1
    assert free not in {weekday(day) for day in due_days(user)}


def test_no_review_falls_into_a_vacation_where_fuzz_can_avoid_it(user: User) -> None:
    user = with_many(user)
    today = user.desk.today
    vacation.go(user.desk, vacation.plan(user.desk, today + 8, today + 9))
    for number in range(60):
        user.answer(f"Advice {number}", EASY)
    assert len(due_days(user)) > 1
    assert not {today + 8, today + 9} & set(due_days(user))


@pytest.mark.parametrize("settings", [{}, {"schedule__fuzz": False}, {"schedule__load_balance": False}])
def test_a_vacation_stays_empty_whatever_is_answered(user: User, settings: dict[str, bool]) -> None:
    user = with_many(user.with_settings(**settings), 20)
    first = user.desk.today + 4
    away = set(range(first, first + 40))
    vacation.go(user.desk, vacation.plan(user.desk, first, first + 39))
    for number in range(20):
        shown = reviewing.show(user.desk, user.card(f"Advice {number}").uid)
        done = reviewing.answer(user.desk, shown.card.uid, EASY)
        assert done.answer.interval_after == shown.outcomes[EASY - 1].days
    assert not away & set(due_days(user))
    assert len(due_days(user)) > 0
    user.later(days=44)
    for number in range(20):
        user.answer(f"Advice {number}", GOOD)
    assert not away & set(due_days(user))


def test_siblings_come_on_different_days(user: User) -> None:
    talk = "# Talk\n" + "".join(f"- Where to start with {n}?\n  - One {n}\n  - Two {n}\n" for n in range(20))
    user.add(user.write("talk.md", talk))
    for number in range(20):
        days = [user.answer(f"{side} {number}", EASY).answer.due_after for side in ("One", "Two")]
        assert days[0] != days[1]


@pytest.mark.parametrize("setting", ["schedule__fuzz", "schedule__load_balance"])
def test_balance_can_be_switched_off(user: User, setting: str) -> None:
    """Without balance the day depends on the card alone, whatever else is due."""
    user = with_many(user.with_settings(**{setting: False}), 20)
    alone = [reviewing.show(user.desk, user.card(f"Advice {n}").uid).outcomes for n in range(20)]
    for number in range(20):
        done = user.answer(f"Advice {number}", EASY)
        assert done.answer.interval_after == alone[number][EASY - 1].days


def test_the_next_card_shows_what_the_answer_gives(user: User) -> None:
    shown = reviewing.next_card(with_many(user).desk)
    assert isinstance(shown, Shown)
    done = reviewing.answer(user.desk, shown.card.uid, EASY)
    assert done.answer.interval_after == shown.outcomes[EASY - 1].days
