"""Tips learned by week: the same rule as the tracker's, on every past day."""

import pytest

from flashcards.core.schedule import AGAIN, EASY, GOOD
from flashcards.core.studyday import monday
from flashcards.services import handling
from flashcards.services.statistics import Statistics, statistics
from tests.services.reviewed import forgetful
from tests.services.user import User

ONE, TWO = "Read the tests first.", "답을 먼저 남기세요."


@pytest.fixture
def reader(user: User) -> User:
    user = user.with_settings(schedule__fuzz=False)
    user.hand(f"How to review? :: {ONE}", f"리뷰가 늦어지면? :: {TWO}")
    return user


def learned(user: User) -> list[tuple[int, int, int]]:
    return [(week.learned, week.gained, week.lost) for week in statistics(user.desk).learned]


def test_nothing_was_learned_before_the_first_answer(reader: User) -> None:
    assert learned(reader) == []


def test_a_tip_counts_from_the_week_in_which_it_was_learned(reader: User) -> None:
    reader.recall_daily(ONE, [GOOD, GOOD])
    assert reader.tip(ONE).learned
    weeks = statistics(reader.desk).learned
    assert [week.learned for week in weeks] == [0] * (len(weeks) - 1) + [1]
    assert weeks[-1].monday == monday(reader.desk.today)


def test_a_lapse_and_a_retirement_take_it_away(reader: User) -> None:
    reader.recall_daily(ONE, [GOOD, GOOD])
    reader.later(days=7).answer(ONE, AGAIN)
    assert learned(reader)[-2:] == [(1, 1, 0), (0, 0, 1)]

    reader.recall_daily(TWO, [GOOD, GOOD])
    assert learned(reader)[-1] == (1, 1, 0)
    reader.later(days=7).retire(TWO)
    assert learned(reader)[-1] == (0, 0, 1)


def test_a_tip_brought_back_counts_but_for_the_weeks_in_which_it_was_away(reader: User) -> None:
    reader.recall_daily(ONE, [GOOD, GOOD])
    reader.later(days=7).retire(ONE)
    handling.restore(reader.later(days=21).desk, reader.tip(ONE).point)
    assert learned(reader)[-5:] == [(1, 1, 0), (0, 0, 1), (0, 0, 0), (0, 0, 0), (1, 1, 0)]


@pytest.mark.untraced
def test_each_past_week_says_what_the_tracker_said_at_its_end(user: User) -> None:
    forgetful(user)
    end = user.now = max(answer.id for answer in user.store.log.answers())
    weeks = statistics(user.desk).learned
    assert max(week.learned for week in weeks) > 3
    for week in weeks:
        user.now = min(end, user.desk.calendar.starts(week.monday + 7) - 1)
        assert week.learned == sum(tip.learned for tip in user.tips_by_uid().values())


def test_hours_and_weeks_add_up_to_the_log(user: User) -> None:
    forgetful(user)
    user.now = max(answer.id for answer in user.store.log.answers())
    found = statistics(user.desk)
    everything = found.retention["all"]

    assert sum(hour.answers for hour in found.hours) == len(user.store.log.answers())
    assert sum(hour.recalls.asked for hour in found.hours) == everything.all.asked
    assert sum(week.all.passed for week in found.retention_by_week.values()) == everything.all.passed
    assert sum(band.tips for band in found.stability) == len(found.chances)


class StopError(Exception):
    """The listener has heard enough."""


def test_it_is_told_how_far_it_has_come_and_can_be_stopped(user: User) -> None:
    forgetful(user)
    heard: list[float] = []
    whole = statistics(user.desk, heard.append)

    assert heard == sorted(heard)
    assert 0 <= heard[0] < 0.1
    assert 0.9 <= heard[-1] <= 1
    assert isinstance(whole, Statistics)

    def stop(share: float) -> None:
        if share > 0.4:
            raise StopError

    with pytest.raises(StopError):
        statistics(user.desk, stop)
    assert statistics(user.desk) == whole


def test_an_easy_start_is_not_learned(reader: User) -> None:
    reader.answer(ONE, EASY)
    assert learned(reader) == [(0, 0, 0)]
