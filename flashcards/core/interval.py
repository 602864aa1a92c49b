"""How an interval is written on a button: ``10m``, ``3d``, ``2.1mo``, ``1.4y``."""

from flashcards.core.schedule import Outcome

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MONTH_DAYS, _YEAR_DAYS = 30, 365


def short(outcome: Outcome) -> str:
    """Return the time until a card is asked again after an outcome, in at most five characters or so."""
    return of_days(outcome.days) if outcome.days is not None else of_seconds(outcome.seconds or 0)


def of_seconds(seconds: int) -> str:
    """Return a span within a few days: seconds, minutes, hours, else days."""
    if seconds < _MINUTE:
        return f"{seconds}s"
    if seconds < _HOUR:
        return f"{(seconds + _MINUTE // 2) // _MINUTE}m"
    if seconds < _DAY:
        return f"{_tenths(seconds / _HOUR)}h"
    return of_days(seconds // _DAY)


def of_days(days: int) -> str:
    """Return a span of days: days below a month (30), then months, from a year (365) on years."""
    if days < _MONTH_DAYS:
        return f"{days}d"
    if days < _YEAR_DAYS:
        return f"{_tenths(days / _MONTH_DAYS)}mo"
    return f"{_tenths(days / _YEAR_DAYS)}y"


def _tenths(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
