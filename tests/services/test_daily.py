"""The figures of a day."""

from dataclasses import replace

from flashcards.core.schedule import AGAIN, EASY, GOOD
from flashcards.services import daily, reviewing
from flashcards.services.daily import Day, SourceProgress
from flashcards.services.desk import Desk
from tests.conftest import Clock, Learn, Plant

NOTES = """\
---
title: Two tips
cards: all
---

- What first? :: The hardest thing.
- What last? :: A note for tomorrow.
"""


def at(desk: Desk, clock: Clock) -> Desk:
    return Desk(desk.store, desk.settings, clock())


def test_a_day_counts_ratings_and_recalls_and_forgets_what_was_taken_back(
    desk: Desk, plant: Plant, clock: Clock
) -> None:
    first, second = plant("One?", "One.", title="A"), plant("Two?", "Two.", title="B")
    for card in (first, second):
        reviewing.answer(desk, card.uid, EASY)
    clock.advance(days=8)
    later = at(desk, clock)
    assert daily.so_far(later) == Day(ratings=(0, 0, 0, 0), asked=0, passed=0, duration_ms=0)
    reviewing.answer(later, first.uid, AGAIN, duration_ms=9_000)
    reviewing.answer(later, first.uid, GOOD, duration_ms=1_000)
    reviewing.answer(later, second.uid, GOOD, duration_ms=2_000)
    assert daily.so_far(later) == Day(ratings=(1, 0, 2, 0), asked=2, passed=1, duration_ms=12_000)
    reviewing.undo(later)
    assert daily.so_far(later).answered == 2


def test_tomorrow_counts_reviews_and_the_new_cards_the_limit_holds_back(desk: Desk, plant: Plant, clock: Clock) -> None:
    cards = [plant(f"Q{n}?", f"A{n}.", title=f"S{n}") for n in range(3)]
    reviewing.answer(desk, cards[0].uid, EASY)
    assert daily.tomorrow(desk).total == 2
    clock.advance(days=7)
    assert (daily.tomorrow(at(desk, clock)).review, daily.tomorrow(at(desk, clock)).new) == (1, 2)
    assert daily.tomorrow(at(desk, clock), "S1").total == 1


def test_the_streak_counts_days_in_a_row_and_today_may_still_come(desk: Desk, plant: Plant, clock: Clock) -> None:
    card = plant("Q?", "A.")
    assert daily.streak(desk) == 0
    for _ in range(3):
        reviewing.answer(at(desk, clock), card.uid, GOOD)
        clock.advance(days=1)
    assert daily.streak(at(desk, clock)) == 3
    clock.advance(days=1)
    without_rest = replace(at(desk, clock), settings=desk.settings.having("review.rest_days", 0))
    assert (daily.streak(at(desk, clock)), daily.streak(without_rest)) == (3, 0)
    clock.advance(days=1)
    assert daily.streak(at(desk, clock)) == 0


def test_an_undone_answer_makes_no_streak(desk: Desk, plant: Plant) -> None:
    reviewing.answer(desk, plant("Q?", "A.").uid, GOOD)
    assert daily.streak(desk) == 1
    reviewing.undo(desk)
    assert daily.streak(desk) == 0


def test_learned_tips_are_counted_per_source_and_retired_ones_left_out(
    desk: Desk, learn: Learn, plant: Plant, clock: Clock
) -> None:
    learn(NOTES)
    planted = plant("Q?", "A.", title="Planted")
    for days in (0, 10, 40, 200):
        clock.advance(days=days)
        reviewing.answer(at(desk, clock), planted.uid, EASY)
    assert daily.learned_by_source(at(desk, clock)) == [
        SourceProgress("Two tips", tips=2, learned=0),
        SourceProgress("Planted", tips=1, learned=1),
    ]
    learn(NOTES.replace("- What last? :: A note for tomorrow.\n", ""))
    assert daily.learned_by_source(at(desk, clock))[0] == SourceProgress("Two tips", tips=1, learned=0)


def test_a_database_is_empty_until_a_source_comes(desk: Desk, plant: Plant) -> None:
    assert daily.is_empty(desk)
    plant("Q?", "A.")
    assert not daily.is_empty(desk)


def test_some_answers_are_counted_like_a_day_and_what_was_taken_back_is_not(
    desk: Desk, plant: Plant, clock: Clock
) -> None:
    cards = [plant(f"{n}?", f"{n}.", title=f"S{n}") for n in range(3)]
    rows = [reviewing.answer(desk, card.uid, EASY, duration_ms=1_000).answer.uid for card in cards]
    assert daily.among(desk, rows[1:]) == Day(ratings=(0, 0, 0, 2), asked=0, passed=0, duration_ms=2_000)
    reviewing.undo(desk)
    assert daily.among(desk, rows[1:]).answered == 1
    assert daily.among(desk, ()).answered == 0
    clock.advance(days=1)
    assert daily.among(at(desk, clock), rows).answered == 2


def test_an_overview_looks_back_26_weeks_and_ahead_seven_days(desk: Desk, plant: Plant, clock: Clock) -> None:
    card = plant("Q?", "A.")
    reviewing.answer(desk, card.uid, EASY)
    later = at(desk, clock)
    found = daily.overview(later)
    assert found.answers == {later.today: 1}
    assert [day.day - later.today for day in found.coming] == list(range(7))
    assert found.sources == tuple(daily.learned_by_source(later))
    clock.advance(days=2)
    assert [day.cards for day in daily.overview(at(desk, clock)).coming] == [0, 0, 0, 0, 0, 0, 1]
    clock.advance(days=200)
    assert daily.overview(at(desk, clock)).answers == {}
