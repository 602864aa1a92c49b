"""Study days: the local date of (time - rollover hour), in an IANA zone.

Instants are UTC epoch milliseconds; a study day is a day number, days since 1970-01-01 in the user's calendar.
Elapsed time for scheduling is always a difference of study days, never hours divided by 24.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flashcards.errors import BadInput
from flashcards.zone import find_zone

_EPOCH = dt.date(1970, 1, 1).toordinal()
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """A time zone and the hour at which a new study day begins (0..23)."""

    zone: str
    rollover: int = 4

    def __post_init__(self) -> None:
        """Refuse an hour that no day has."""
        if not 0 <= self.rollover <= 23:
            raise BadInput("A study day cannot begin at hour {hour}: give one of 0..23.", hour=self.rollover)

    def study_day(self, at: int) -> int:
        """Return the number of the study day that the instant ``at`` (ms) belongs to."""
        local = local_time(at, self.zone)
        return local.date().toordinal() - _EPOCH - (local.hour < self.rollover)

    def starts(self, day: int) -> int:
        """Return the instant (ms) at which study day ``day`` begins."""
        naive = dt.datetime.combine(date_of(day), dt.time(self.rollover), tzinfo=_zone(self.zone))
        return int(naive.timestamp() * 1000)


def date_of(day: int) -> dt.date:
    """Return the calendar date of a day number."""
    return dt.date.fromordinal(day + _EPOCH)


def day_of(date: dt.date) -> int:
    """Return the day number of a calendar date."""
    return date.toordinal() - _EPOCH


def monday(day: int) -> int:
    """Return the day number of the Monday of a day's week."""
    return day - (day + 3) % 7


def local_time(at: int, zone: str) -> dt.datetime:
    """Return the instant ``at`` (ms) as an aware local time in ``zone``."""
    return dt.datetime.fromtimestamp(at / 1000, _zone(zone))


def _zone(name: str) -> ZoneInfo:
    try:
        return find_zone(name)
    except ValueError:
        raise BadInput("There is no time zone {name!r}: use an IANA name such as Asia/Seoul.", name=name) from None
