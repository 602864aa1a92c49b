"""Tips learned over time, drawn as an area: the shape stretches with the page, its labels are ordinary text."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from math import floor, log10

from flashcards.formats.report.text import thinned
from flashcards.language import _, count

_DATES = 3
_ENDS = (10, 12, 14, 16, 20, 30, 40, 50, 60, 80, 100)


def figure(weeks: Sequence[tuple[dt.date, int]]) -> str:
    """Return a figure with its caption; nothing for less than two weeks, which are no line."""
    if len(weeks) < 2:
        return ""
    top = _top(max(learned for _monday, learned in weeks))
    points = " ".join(f"{_x(at, len(weeks))},{_y(learned, top)}" for at, (_monday, learned) in enumerate(weeks))
    first, last = weeks[0], weeks[-1]
    told = _(
        "From {first} in the week of {start} to {last} now",
        first=first[1], start=first[0], last=count(last[1], _("tip"), _("tips")),
    )  # fmt: skip
    return (
        f'<figure class="weeks"><figcaption>{escape(_("Tips learned over time"))}</figcaption>'
        f'<div class="ticks" aria-hidden="true">{_spans(str(tick) for tick in _ticks(top))}</div>'
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="{escape(told)}">'
        f"{''.join(_rule(_y(tick, top)) for tick in _ticks(top))}"
        f'<polygon points="0,100 {points} 100,100"/><polyline points="{points}"/></svg>'
        f'<div class="dates" aria-hidden="true">{_spans(str(monday) for monday, _learned in thinned(weeks, _DATES))}'
        "</div></figure>"
    )


def _spans(texts: Iterable[str]) -> str:
    return "".join(f"<span>{text}</span>" for text in texts)


def _rule(y: str) -> str:
    return f'<path d="M0 {y}H100"/>'


def _x(at: int, length: int) -> str:
    return f"{100 * at / (length - 1):.2f}"


def _y(value: int, top: int) -> str:
    return f"{100 - 100 * value / top:.2f}"


def _ticks(top: int) -> list[int]:
    return [top, top // 2, 0]


def _top(most: int) -> int:
    """Return where the axis ends: a round number with a whole half, not far above the largest value."""
    if most < 10:
        return max(2, most + most % 2)
    tenth = int(10 ** (floor(log10(most)) - 1))
    return next(first * tenth for first in _ENDS if first * tenth >= most)
