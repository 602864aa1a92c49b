"""Instants in words: the day and the hour in the user's zone, and how far away they are."""

from flashcards.core.interval import of_seconds
from flashcards.core.studyday import Calendar, date_of, local_time
from flashcards.language import _

_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def day_name(at: int, calendar: Calendar) -> str:
    """Return a date such as ``Mon 2026-11-23``."""
    local = local_time(at, calendar.zone)
    return f"{_DAYS[local.weekday()]} {local.date().isoformat()}"


def weekday(day: int) -> str:
    """Return the weekday of a day number, such as ``Mon``."""
    return _DAYS[date_of(day).weekday()]


def clock_time(at: int, calendar: Calendar) -> str:
    """Return the hour of an instant such as ``14:20``."""
    return local_time(at, calendar.zone).strftime("%H:%M")


def arrival(at: int | None, now: int, calendar: Calendar) -> str:
    """Say when the next card comes: within the study day by the clock, later by the day."""
    if at is None:
        return _("No card is waiting: add notes with `flashcards add notes.md`.")
    if at <= now:
        return _("A card is due now.")
    days = calendar.study_day(at) - calendar.study_day(now)
    if days == 0:
        wait = of_seconds(max(60, (at - now) // 1000))
        return _("The next card is due at {time}, in {wait}.", time=clock_time(at, calendar), wait=wait)
    if days == 1:
        return _("The next card is due tomorrow, {day}.", day=day_name(at, calendar))
    return _("The next card is due in {days} days, {day}.", days=days, day=day_name(at, calendar))
