"""The weeks behind and the week ahead: a heatmap of answers, and beside it what falls due on each day."""

from textual.content import Content

from flashcards.core.studyday import date_of
from flashcards.language import _
from flashcards.services.daily import Overview
from flashcards.tui.moments import weekday
from flashcards.tui.widgets.heatmap import heatmap
from flashcards.tui.widgets.plots import Bar, bars

_GAP = 4
_NARROW, _WIDE = 30, 56
_AHEAD, _WIDEST_AHEAD = 30, 44


def weeks(found: Overview, width: int) -> Content:
    """Return both for a width in cells, side by side, or one below the other where it is narrow; none that is empty.

    Days of the heatmap are two cells wide where that leaves room for the week ahead.
    """
    behind, ahead = found.answers, any(day.cards for day in found.coming)
    if not (behind and ahead):
        return _behind(found, width) if behind else _ahead(found, width) if ahead else Content()
    room = _WIDE if width >= _WIDE + _GAP + _AHEAD else _NARROW
    if width < room + _GAP + _AHEAD:
        return Content("\n").join([_behind(found, width), Content(""), _ahead(found, width)])
    left = _behind(found, room).split("\n", allow_blank=True)
    right = _ahead(found, width - room - _GAP).split("\n", allow_blank=True)
    right.insert(1, Content(""))
    return Content("\n").join(
        one.truncate(room + _GAP, pad=True) + other for one, other in zip(left, right, strict=True)
    )


def _behind(found: Overview, width: int) -> Content:
    title = Content.styled(_("Answers, 26 weeks"), "dim")
    return Content("\n").join([title, *heatmap(found.answers, found.today, width)])


def _ahead(found: Overview, width: int) -> Content:
    rows = [
        Bar(
            f"{weekday(day.day)} {date_of(day.day):%m-%d}",
            day.cards,
            f"{day.cards}  {_('{minutes} min', minutes=day.begun_minutes)}",
        )
        for day in found.coming
    ]
    return Content("\n").join([Content.styled(_("Falls due"), "dim"), bars(rows, min(width, _WIDEST_AHEAD))])
