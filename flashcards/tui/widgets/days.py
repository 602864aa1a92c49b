"""Days that cards would be moved to or from, as a table: reviews before and after, and how long these take."""

from collections.abc import Sequence

from textual.content import Content

from flashcards.core.studyday import date_of
from flashcards.language import _
from flashcards.services.backlog import Day
from flashcards.tui.moments import weekday


def days(found: Sequence[Day]) -> Content:
    """Return one line per day below a line of heads, within 36 cells; nothing without days."""
    if not found:
        return Content()
    heads = _line(_("day"), _("reviews"), _("then"), _("takes"))
    return Content("\n").join([Content.styled(heads, "dim"), *(Content(_row(one)) for one in found)])


def _row(one: Day) -> str:
    takes = _("away") if one.away else _("{minutes} min", minutes=one.minutes)
    return _line(f"{date_of(one.day)} {weekday(one.day)}", str(one.before), str(one.after), takes)


def _line(day: str, before: str, after: str, takes: str) -> str:
    return f"{day:<14} {before:>7} {after:>5} {takes:>7}"
