"""Answers as a heatmap: a column for each week, Monday first; the denser a sign, the more was answered."""

from collections.abc import Mapping

from textual.content import Content

from flashcards.core.studyday import date_of, monday
from flashcards.language import _
from flashcards.tui.moments import weekday

WEEKS = 26
_SIGNS = "·░▒▓█"
_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"),
    _("Dec"),
)  # fmt: skip
_LABEL = 4
_LEVEL = "$text-success"


def cells_of(width: int, weeks: int = WEEKS) -> int:
    """Return how many cells a day has in a width: two where there is room, else one."""
    return 2 if _LABEL + 2 * weeks <= width else 1


def heatmap(counts: Mapping[int, int], today: int, width: int, weeks: int = WEEKS) -> list[Content]:
    """Return the line of months and a line for each weekday, for so many weeks, today's the last."""
    cells = cells_of(width, weeks)
    weeks = max(1, min(weeks, (width - _LABEL) // cells))
    first = monday(today) - 7 * (weeks - 1)
    most = max((number for day, number in counts.items() if first <= day <= today), default=0)
    lines = [Content.styled(" " * _LABEL + _months(first, weeks, cells), "dim")]
    for start in range(first, first + 7):
        days = range(start, first + 7 * weeks, 7)
        signs = "".join(" " * cells if day > today else _sign(counts.get(day, 0), most) * cells for day in days)
        lines.append(Content.styled(weekday(start).ljust(_LABEL), "dim") + Content.styled(signs, _LEVEL))
    return lines


def legend(counts: Mapping[int, int], today: int, weeks: int = WEEKS) -> Content:
    """Return what each sign stands for, in answers a day."""
    first = monday(today) - 7 * (weeks - 1)
    most = max((number for day, number in counts.items() if first <= day <= today), default=0)
    lows = [_low(level, most) for level in range(1, 5)]
    parts = [Content.styled(_SIGNS[0], _LEVEL) + Content(" 0")]
    for level, (low, after) in enumerate(zip(lows, [*lows[1:], most + 1], strict=True), 1):
        high = min(after - 1, most)
        if low <= high:
            span = str(low) if low == high else f"{low}-{high}"
            parts.append(Content.styled(_SIGNS[level], _LEVEL) + Content(f" {span}"))
    return Content("  ").join(parts)


def _low(level: int, most: int) -> int:
    """Return the least number of answers of a level 1..4."""
    return -(-(level - 1) * most // 4) + 1


def _sign(number: int, most: int) -> str:
    return _SIGNS[sum(number >= _low(level, most) for level in range(1, 5))] if number else _SIGNS[0]


def _months(first: int, weeks: int, cells: int) -> str:
    """Return the names of the months above the weeks in which they begin."""
    text = ""
    for week in range(weeks):
        begins = next((date for day in range(7) if (date := date_of(first + 7 * week + day)).day == 1), None)
        start = week * cells
        if begins and (start > len(text) or not text) and start + 3 <= weeks * cells:
            text = text.ljust(start) + _MONTHS[begins.month - 1]
    return text
