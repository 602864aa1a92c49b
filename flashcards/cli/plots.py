"""Small plots in text: bars, a heatmap by weeks, shares in per cent; their width is counted in cells."""

from collections.abc import Mapping, Sequence

from flashcards.cli import output
from flashcards.language import _

_FULL, _PARTS = "█", " ▏▎▍▌▋▊▉"
_LEVELS = "·░▒▓█"
_MOST_BAR = 40
_LEAST_BAR = 6
_WEEKS = 53
_PAGE = 80


def page_width() -> int:
    """Return the width that plots have: the terminal's, 80 where there is none."""
    return min(output.terminal_width() or _PAGE, 2 * _PAGE)


def percent(share: float | None, places: int = 0) -> str:
    """Return a share in per cent, a dash where there is none."""
    return "-" if share is None else f"{100 * share:.{places}f}%"


def bar(value: float, most: float, width: int) -> str:
    """Return a bar of at most ``width`` cells, in eighths of a cell."""
    eighths = round(8 * width * min(value, most) / most) if most > 0 else 0
    eighths = max(eighths, 1) if value > 0 else 0
    return _FULL * (eighths // 8) + (_PARTS[eighths % 8] if eighths % 8 else "")


def bars(rows: Sequence[tuple[str, float, str]], width: int, most: float | None = None) -> list[str]:
    """Return a line for each row of label, value and figure: label, bar, and the figure set right.

    The longest bar stands for ``most``, else for the largest value.
    """
    labels = max((output.cells(label) for label, _value, _figure in rows), default=0)
    figures = max((output.cells(figure) for _label, _value, figure in rows), default=0)
    room = max(_LEAST_BAR, min(_MOST_BAR, width - labels - figures - 4))
    labels = min(labels, max(1, width - room - figures - 4))
    whole = max((value for _label, value, _figure in rows), default=0) if most is None else most
    return [
        f"{output.pad(output.cut(label, labels), labels)}  {output.pad(bar(value, whole, room), room)}  "
        + " " * (figures - output.cells(figure))
        + figure
        for label, value, figure in rows
    ]


def heatmap(counts: Mapping[int, int], today: int, width: int) -> list[str]:
    """Return seven lines, Monday first, a column for each week up to today's; the darker, the more there was."""
    names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    label = max(map(output.cells, names)) + 1
    monday = today - (today + 3) % 7
    weeks = max(1, min(_WEEKS, width - label))
    first = monday - 7 * (weeks - 1)
    most = max((count for day, count in counts.items() if day >= first), default=0)
    return [
        output.pad(name, label)
        + "".join(_shade(counts, day, most, today) for day in range(first + at, today + 7, 7))[:weeks]
        for at, name in enumerate(names)
    ]


def _shade(counts: Mapping[int, int], day: int, most: int, today: int) -> str:
    if day > today:
        return " "
    count = counts.get(day, 0)
    return _LEVELS[0] if not count else _LEVELS[min(4, 1 + 4 * (count - 1) // max(1, most))]
