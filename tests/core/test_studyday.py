"""Study days are local dates that begin at the rollover hour, in any zone and on days of 23 and 25 hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.studyday import DAY_MS, Calendar, date_of, day_of, local_time
from flashcards.errors import BadInput

SEOUL, UTC, PACIFIC = Calendar("Asia/Seoul"), Calendar("UTC"), Calendar("America/Los_Angeles")
ZONES = ["Asia/Seoul", "UTC", "America/Los_Angeles", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"]
HOUR_MS = DAY_MS // 24

calendars = st.builds(Calendar, st.sampled_from(ZONES), st.sampled_from([0, 1, 2, 3, 4, 12, 23]))
days = st.integers(day_of(dt.date(2000, 1, 1)), day_of(dt.date(2060, 1, 1)))


def at(calendar: Calendar, text: str) -> int:
    """Return the instant (ms) that a local clock shows."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone)).timestamp() * 1000)


def date_shown(calendar: Calendar, text: str) -> str:
    return date_of(calendar.study_day(at(calendar, text))).isoformat()


@pytest.mark.parametrize("calendar", [SEOUL, UTC, PACIFIC], ids=lambda calendar: calendar.zone)
def test_midnight_does_not_end_a_study_day(calendar: Calendar) -> None:
    assert date_shown(calendar, "2026-05-10T23:50") == date_shown(calendar, "2026-05-11T00:10") == "2026-05-10"


@pytest.mark.parametrize("calendar", [SEOUL, UTC, PACIFIC], ids=lambda calendar: calendar.zone)
def test_nine_hours_over_the_rollover_are_a_day(calendar: Calendar) -> None:
    evening, morning = at(calendar, "2026-05-10T22:00"), at(calendar, "2026-05-11T07:00")
    assert calendar.study_day(morning) - calendar.study_day(evening) == 1


@pytest.mark.parametrize("calendar", [SEOUL, UTC, PACIFIC], ids=lambda calendar: calendar.zone)
def test_the_day_turns_at_four_to_the_millisecond(calendar: Calendar) -> None:
    four = at(calendar, "2026-05-11T04:00")
    assert calendar.study_day(four) - calendar.study_day(four - 1) == 1
    assert calendar.starts(calendar.study_day(four)) == four


def test_a_rollover_at_midnight_makes_study_days_plain_dates() -> None:
    midnight = Calendar("Asia/Seoul", rollover=0)
    assert date_shown(midnight, "2026-05-10T23:59") == "2026-05-10"
    assert date_shown(midnight, "2026-05-11T00:00") == "2026-05-11"


@pytest.mark.parametrize(
    ("date", "hours"), [("2026-03-07", 23), ("2026-03-08", 24), ("2026-10-31", 25), ("2026-11-01", 24)]
)
def test_the_day_over_a_change_of_clocks_is_an_hour_shorter_or_longer(date: str, hours: int) -> None:
    day = day_of(dt.date.fromisoformat(date))
    assert PACIFIC.starts(day + 1) - PACIFIC.starts(day) == hours * HOUR_MS


def test_a_change_of_clocks_neither_adds_nor_loses_a_day() -> None:
    for before, after in (("2026-03-07T04:30", "2026-03-08T23:30"), ("2026-10-31T04:10", "2026-11-01T23:50")):
        assert PACIFIC.study_day(at(PACIFIC, after)) - PACIFIC.study_day(at(PACIFIC, before)) == 1
    assert date_shown(PACIFIC, "2026-10-31T04:10") == date_shown(PACIFIC, "2026-11-01T03:50") == "2026-10-31"


def test_an_hour_that_happens_twice_stays_in_one_study_day() -> None:
    first = at(PACIFIC, "2026-11-01T01:30")
    assert local_time(first, PACIFIC.zone).hour == local_time(first + HOUR_MS, PACIFIC.zone).hour == 1
    assert PACIFIC.study_day(first) == PACIFIC.study_day(first + HOUR_MS)


def test_a_rollover_at_an_hour_that_is_skipped_turns_the_day_at_the_next() -> None:
    two = Calendar("America/Los_Angeles", rollover=2)
    begins = two.starts(day_of(dt.date(2026, 3, 8)))
    assert local_time(begins, two.zone).isoformat() == "2026-03-08T03:00:00-07:00"
    assert two.study_day(begins) - two.study_day(begins - 1) == 1


def test_the_zone_of_the_user_decides_not_that_of_the_instant() -> None:
    instant = at(UTC, "2026-05-10T20:00")
    assert [date_of(c.study_day(instant)).day for c in (SEOUL, UTC, PACIFIC)] == [11, 10, 10]


@given(calendar=calendars, day=days)
def test_a_day_starts_at_its_first_instant(calendar: Calendar, day: int) -> None:
    assert calendar.study_day(calendar.starts(day)) == day
    assert calendar.study_day(calendar.starts(day) - 1) == day - 1


@given(calendar=calendars, instant=st.integers(946_684_800_000, 2_840_140_800_000))
def test_every_instant_lies_within_its_study_day(calendar: Calendar, instant: int) -> None:
    day = calendar.study_day(instant)
    assert calendar.starts(day) <= instant < calendar.starts(day + 1)


@given(day=days)
def test_a_day_number_is_a_date(day: int) -> None:
    assert day_of(date_of(day)) == day
    assert date_of(0) == dt.date(1970, 1, 1)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Asia", "../etc/passwd", "KST+99", "x" * 300, "{zone}"])
def test_an_unknown_zone_is_named_in_one_sentence(zone: str) -> None:
    with pytest.raises(BadInput) as refused:
        Calendar(zone).study_day(0)
    assert str(refused.value) == f"There is no time zone {zone!r}: use an IANA name such as Asia/Seoul."


@pytest.mark.parametrize("rollover", [-1, 24])
def test_a_rollover_outside_the_day_is_refused(rollover: int) -> None:
    with pytest.raises(BadInput, match=r"0\.\.23"):
        Calendar("UTC", rollover)
