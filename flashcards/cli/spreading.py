"""What `catch-up` and `vacation` share: the table of days, shown before anything is asked, and the question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.cli import output
from flashcards.errors import Refused
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.services.backlog import Day

_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def show_days(days: "Sequence[Day]") -> None:
    """Print what each day holds before and after, and how long that takes."""
    rows = [
        (*_named(one.day), str(one.before), str(one.after), _("away") if one.away else f"{one.minutes} min")
        for one in days
    ]
    output.table([(_("day"), "", _("reviews"), _("then"), _("takes")), *rows], right=(2, 3, 4))


def shapes(days: "Sequence[Day]") -> list[dict[str, object]]:
    """Return the days for JSON."""
    return [
        {"date": _named(one.day)[0], "before": one.before, "after": one.after, "minutes": one.minutes, "away": one.away}
        for one in days
    ]


def agrees(question: str, *, yes: bool) -> bool:
    """Ask, unless ``yes``. Raises Refused where nobody is there to ask."""
    if yes:
        return True
    if not output.can_ask():
        raise Refused("Nothing was changed, for there is no terminal to ask on: give --yes to go on.")
    return output.choose(question, "yn") == "y"


def _named(day: int) -> tuple[str, str]:
    from flashcards.core.spread import weekday
    from flashcards.core.studyday import date_of

    return str(date_of(day)), _WEEKDAYS[weekday(day)]
