"""When a card comes again, in words."""

from typing import TYPE_CHECKING

from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.core.studyday import Calendar

_MINUTE_MS = 60_000


def arrival(at: int, now: int, calendar: "Calendar") -> str:
    """Return when an instant (ms) comes: in minutes or by the clock on this study day, later by the day."""
    from flashcards.core.studyday import date_of, local_time

    day, today = calendar.study_day(at), calendar.study_day(now)
    minutes = max(1, round((at - now) / _MINUTE_MS))
    if day <= today:
        clock = _("at {time}", time=local_time(at, calendar.zone).strftime("%H:%M"))
        return _("in {minutes}", minutes=count(minutes, _("minute"), _("minutes"))) if minutes <= 60 else clock
    return _("tomorrow") if day == today + 1 else _("on {day}", day=date_of(day).isoformat())
