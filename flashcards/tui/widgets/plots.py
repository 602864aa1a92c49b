"""Plots in cells: columns, bars and dots as content for a width and height. Numbers stand beside whatever is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from flashcards.tui.inert import line

_UP = " ▁▂▃▄▅▆▇█"
_ACROSS = " ▏▎▍▌▋▊▉█"
_WIDEST = 4
_LONGEST_BAR = 40
_LEAST_BAR = 6
BAR = "$text-success"

Marks = Sequence[tuple[int, str]]
"""What stands below a plot: (number of the column, text)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a plot: its label, its value, the figure beside it, and a value to compare with, shown as ``│``."""

    label: str
    value: float
    figure: str
    against: float | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """A series of shares 0..1, None where there is none, drawn with a sign of its own."""

    sign: str
    values: Sequence[float | None]
    style: str = ""


def columns(values: Sequence[float], marks: Marks, width: int, height: int) -> Content:
    """Return a column for each value, ``height`` rows high, with the axis on the left and marks below.

    What is not zero shows at least a sliver.
    """
    most = max(values, default=0)
    axis = _Axis(f"{most}", "0", width, height)
    step = axis.step(len(values))
    bar = max(1, step - 1)
    rows = []
    for row in range(height, 0, -1):
        cells = (_UP[_eighths(value, most, height, row)] * bar for value in values)
        rows.append(axis.row(row) + Content.styled("".join(cell.ljust(step) for cell in cells), BAR))
    return Content("\n").join([*rows, axis.below(marks, step)])


def dots(series: Sequence[Dots], marks: Marks, width: int, height: int, *, both: str) -> Content:
    """Return shares over time, from the lowest (down to a tenth) to 100 %; ``both`` is the sign where two meet."""
    known = [value for one in series for value in one.values if value is not None]
    low = min(0.9, int(10 * min(known, default=0.9)) / 10)
    axis = _Axis("100%", f"{low:.0%}", width, height)
    length = max((len(one.values) for one in series), default=0)
    step = axis.step(length)
    rows = []
    for row in range(height, 0, -1):
        cells = [Content("")]
        for at in range(length):
            here = [one for one in series if _row_of(one.values[at], low, height) == row]
            sign = both if len(here) > 1 else here[0].sign if here else " "
            cells.append(Content.styled(sign.ljust(step), here[0].style if here else ""))
        rows.append(axis.row(row) + Content("").join(cells))
    return Content("\n").join([*rows, axis.below(marks, step)])


def bars(rows: Sequence[Bar], width: int, most: float | None = None) -> Content:
    """Return a line for each row: label, bar, figure. The longest bar stands for ``most``, else the largest value."""
    labels = max((cell_len(line(row.label)) for row in rows), default=1) or 1
    figures = max((cell_len(row.figure) for row in rows), default=0)
    room = max(_LEAST_BAR, min(_LONGEST_BAR, width - labels - figures - 2))
    labels = max(1, min(labels, width - room - figures - 2))
    whole = max((row.value for row in rows), default=0) if most is None else most
    return Content("\n").join(
        Content(f"{fitted(line(row.label), labels)} ") + _bar(row, whole, room) + Content(f" {row.figure:>{figures}}")
        for row in rows
    )


def sparklines(rows: Sequence[tuple[str, Sequence[float], str]], width: int) -> Content:
    """Return a line for each row: label, a small plot of its values over time, the newest last, and a figure."""
    figures = max((cell_len(figure) for _label, _values, figure in rows), default=0)
    longest = max((len(values) for _label, values, _figure in rows), default=0)
    room = max(_LEAST_BAR, min(longest, (width - figures - 2) // 2))
    labels = max(1, min(max((cell_len(line(row[0])) for row in rows), default=1), width - room - figures - 2))
    return Content("\n").join(
        Content(f"{fitted(line(label), labels)} ")
        + Content.styled(sparkline(values[-room:]).rjust(room), BAR)
        + Content(f" {figure:>{figures}}")
        for label, values, figure in rows
    )


def sparkline(values: Sequence[float]) -> str:
    """Return one cell for each value, as high as its share of the largest."""
    most = max(values, default=0)
    return "".join(_UP[_eighths(value, most, 1, 1)] if value else "·" for value in values)


def fitted(text: str, cells: int) -> str:
    """Return text in exactly so many cells, with an ellipsis where it is cut."""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + "…", cells)


class _Axis:
    """The left side of a plot: the highest and the lowest value, and a rule."""

    def __init__(self, top: str, bottom: str, width: int, height: int) -> None:
        self._labels = {height: top, 1: bottom} if height > 1 else {1: top}
        self._cells = max(map(len, self._labels.values()))
        self._room = max(1, width - self._cells - 1)

    def step(self, count: int) -> int:
        """Return how many cells each of so many columns has."""
        return max(1, min(_WIDEST, self._room // max(1, count)))

    def row(self, row: int) -> Content:
        """Return the left side of a row, counted from below, from 1."""
        return Content.styled(f"{self._labels.get(row, ''):>{self._cells}}│", "dim")

    def below(self, marks: Marks, step: int) -> Content:
        """Return the line of marks, those left out that would touch the one before."""
        text = ""
        for at, mark in marks:
            start = at * step
            if (start > len(text) or not text) and start + len(mark) <= self._room:
                text = text.ljust(start) + mark
        return Content.styled(" " * (self._cells + 1) + text, "dim")


def _eighths(value: float, most: float, height: int, row: int) -> int:
    """Return how full the cell of a column is in a row, counted from below, in eighths."""
    whole = round(8 * height * value / most) if most > 0 else 0
    whole = max(whole, 1) if value > 0 else 0
    return max(0, min(8, whole - 8 * (row - 1)))


def _row_of(value: float | None, low: float, height: int) -> int | None:
    return None if value is None else 1 + round((height - 1) * (value - low) / (1 - low))


def _bar(row: Bar, most: float, room: int) -> Content:
    eighths = round(8 * room * min(row.value, most) / most) if most > 0 else 0
    eighths = max(eighths, 1) if row.value > 0 else 0
    text = ("█" * (eighths // 8) + (_ACROSS[eighths % 8] if eighths % 8 else "")).ljust(room)
    if row.against is None:
        return Content.styled(text, BAR)
    at = min(room - 1, round(room * row.against / most)) if most > 0 else 0
    return Content.styled(text[:at], BAR) + Content.styled("│", "bold") + Content.styled(text[at + 1 :], BAR)
