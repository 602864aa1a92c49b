"""Statistics and forecasts of a small collection, counted by hand."""

from dataclasses import replace

import pytest

from flashcards.core.recalling import Retention, Share
from flashcards.core.schedule import AGAIN, EASY, GOOD
from flashcards.errors import NotFound
from flashcards.services import backlog, forecasting, handling, queueing, reviewing
from flashcards.services.forecasting import Coming
from flashcards.services.statistics import day_counts, statistics
from tests.services.user import User

ONE, TWO, THREE = "Read the tests first.", "답을 먼저 남기세요.", "Practise the opening."


@pytest.fixture
def reader(user: User) -> User:
    """Give somebody with three cards by hand, without fuzz."""
    user = user.with_settings(schedule__fuzz=False)
    user.hand(f"How to review? :: {ONE}", f"리뷰가 늦어지면? :: {TWO}", f"A first talk? :: {THREE}")
    return user


def test_a_fresh_collection_has_nothing_but_new_cards(reader: User) -> None:
    found = statistics(reader.desk)

    assert (found.today.answered, found.streak, found.days, found.chances) == (0, 0, (), ())
    assert found.calibration.count == 0
    assert set(found.retention.values()) == {Retention()}
    assert (found.forecast.new, found.forecast.later, found.forecast.overdue) == (3, 0, 0)
    assert [one.expected_recalled for one in found.sources] == [0]


def test_answers_show_in_every_figure(reader: User) -> None:
    reader.answer(ONE, EASY, duration_ms=6_000)
    reader.answer(TWO, EASY, duration_ms=4_000)
    reader.later(days=8)
    reader.answer(ONE, GOOD, duration_ms=2_000)
    reader.answer(TWO, AGAIN, duration_ms=9_000)
    reader.answer(TWO, GOOD, duration_ms=1_000)

    found = statistics(reader.desk)

    assert found.today.ratings == (1, 0, 2, 0)
    assert (found.new_today, found.streak) == (0, 1)
    assert found.retention["today"] == found.retention["all"] == Retention(young=Share(2, 1))
    first, second = found.days
    assert (second.day - first.day, first.answers, first.new, first.duration_ms) == (8, 2, 2, 10_000)
    assert (second.answers, second.reviews, second.again, second.duration_ms) == (3, 2, 1, 12_000)
    assert found.calibration.count == 2
    assert len(found.chances) == 2
    (source,) = found.sources
    assert source.expected_recalled == pytest.approx(sum(found.chances))
    assert 1.9 < source.expected_recalled <= 2


def test_what_was_taken_back_is_in_no_figure(reader: User) -> None:
    reader.answer(ONE, EASY)
    reader.later(days=8)
    before = statistics(reader.desk)
    reader.answer(ONE, AGAIN, duration_ms=5_000)
    reviewing.undo(reader.desk)

    assert statistics(reader.desk) == before


def test_an_earlier_day_shows_what_was_known_then(reader: User) -> None:
    reader.answer(ONE, EASY)
    reader.later(days=8)
    then, forecast = statistics(reader.desk), forecasting.forecast(reader.desk)
    reader.later(days=1)
    reader.answer(ONE, GOOD)
    reader.answer(TWO, GOOD)
    reader.later(days=-1)

    assert statistics(reader.desk) == then
    assert forecasting.forecast(reader.desk) == forecast


def test_a_retired_tip_is_not_expected_to_be_recalled(reader: User) -> None:
    reader.answer(ONE, EASY)
    reader.later(days=1)
    assert statistics(reader.desk).sources[0].expected_recalled > 0.9
    reader.retire(ONE)

    found = statistics(reader.desk)

    assert (found.sources[0].expected_recalled, found.chances) == (0, ())
    assert found.forecast.later == 0


def test_the_roll_up_and_the_log_agree(reader: User) -> None:
    reader.recall_daily(ONE, [GOOD, AGAIN, GOOD, GOOD])
    reader.later(days=3).answer(TWO, GOOD)

    log = reader.store.log.answers()

    assert sum(day.answers for day in day_counts(reader.desk)) == len(log)
    assert sum(day.again for day in day_counts(reader.desk)) == sum(answer.rating == AGAIN for answer in log)
    assert sum(day.new for day in day_counts(reader.desk)) == 2


def test_the_forecast_counts_each_begun_card_once(reader: User) -> None:
    reader.answer(ONE, EASY, duration_ms=30_000)
    reader.answer(TWO, GOOD, duration_ms=30_000)
    today = reader.desk.today

    found = forecasting.forecast(reader.desk, days=10)

    assert found.days[0] == Coming(today, learning=1, reviews=0, minutes=queueing.usual_ms(reader.desk) / 60_000)
    assert [day.day - today for day in found.days if day.reviews] == [8]
    assert (found.overdue, found.new, found.later) == (0, 1, 0)
    assert forecasting.forecast(reader.desk, days=5).later == 1


def test_what_is_overdue_falls_due_today(reader: User) -> None:
    reader.answer(ONE, EASY)
    reader.later(days=20)

    found = forecasting.forecast(reader.desk)

    assert (found.days[0].reviews, found.overdue) == (1, 1)


def test_suspended_cards_are_not_forecast_and_buried_ones_come_when_they_are_back(reader: User) -> None:
    reader.answer(ONE, EASY)
    reader.answer(TWO, EASY)
    reader.later(days=20)
    handling.suspend(reader.desk, [reader.card(ONE)])
    handling.bury(reader.desk, [reader.card(TWO)])

    found = forecasting.forecast(reader.desk, days=3)

    assert [day.reviews for day in found.days] == [0, 1, 0]


def test_a_forecast_of_a_deck_leaves_out_the_others(reader: User) -> None:
    deck = reader.card(ONE).deck
    reader.answer(ONE, EASY)

    assert forecasting.forecast(reader.desk, deck) == forecasting.forecast(reader.desk)
    with pytest.raises(NotFound, match="no deck 'Elsewhere'"):
        forecasting.forecast(reader.desk, "Elsewhere")
    with pytest.raises(NotFound, match="no deck 'Elsewhere'"):
        forecasting.scenario(reader.desk, "Elsewhere")


def test_a_simulation_starts_with_what_today_has_left(reader: User) -> None:
    reader.answer(ONE, EASY)

    found = forecasting.scenario(reader.desk, days=7, minutes=10)

    (plan,) = found.decks.values()
    assert (plan.new, plan.new_left, plan.reviews_left) == (20, 19, 200)
    assert (found.minutes, found.days, found.first_day) == (10, 7, reader.desk.today)
    assert sum(held.weight for held in found.cards) == 3
    assert reader.card(ONE).uid in {held.card for held in found.cards}
    assert found.seen_notes


def test_the_settings_minutes_bound_a_simulated_day(reader: User) -> None:
    assert forecasting.scenario(reader.desk).minutes is None
    assert forecasting.scenario(reader.with_settings(review__minutes=15).desk).minutes == 15


def test_a_catch_up_moves_what_falls_due_and_is_no_answer(reader: User) -> None:
    reader.answer(ONE, EASY, duration_ms=5_000)
    reader.answer(TWO, EASY, duration_ms=5_000)
    reader.later(days=30)
    before = statistics(reader.desk)
    assert before.forecast.days[0].reviews == before.forecast.overdue == 2

    backlog.catch_up(reader.desk, backlog.plan(reader.desk, days=2))

    after = statistics(reader.desk)
    assert [day.reviews for day in after.forecast.days[:3]] == [1, 1, 0]
    assert replace(after, forecast=before.forecast) == before
