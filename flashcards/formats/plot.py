"""Plots as SVG that stands alone: lines and bars with a title, axes and a legend, in light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 58, 36
_TICKS = 5
_COLOURS = (("#1f6feb", "#79b8ff"), ("#c2410c", "#ffab70"), ("#1a7f37", "#7ee787"), ("#8250df", "#d2a8ff"))
_STYLE = (
    "svg{{font:13px system-ui,sans-serif;color:#1f2328;background:#fff}}text{{fill:currentColor}}"
    ".t{{font-size:16px;font-weight:600}}.m{{opacity:.7}}.g{{stroke:currentColor;opacity:.15}}"
    ".a{{stroke:currentColor;opacity:.6}}.l{{fill:none;stroke-width:1.8;stroke-linejoin:round}}{light}"
    "@media(prefers-color-scheme:dark){{svg{{color:#e6edf3;background:#0d1117}}{dark}}}"
)


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, evenly spaced, under a name for the legend; empty names are left out of it."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Axes:
    """What stands around a plot: its title, what the vertical axis measures, and marks (position, text) below it."""

    title: str
    measure: str = ""
    marks: Sequence[tuple[float, str]] = ()


def line_plot(axes: Axes, series: Sequence[Series]) -> str:
    """Return a plot of lines; position ``n`` on the horizontal axis is the value ``n`` of each series."""
    longest = max((len(one.values) for one in series), default=0)
    top = _top(series)
    drawn = []
    for at, one in enumerate(series):
        points = " ".join(f"{_x(n, longest - 1):.1f},{_y(value, top):.1f}" for n, value in enumerate(one.values))
        drawn.append(f'<polyline class="l c{at % len(_COLOURS)}" points="{points}"/>')
    return _page(axes, series, top, [*drawn, *_marks(axes, longest - 1, 0.0)])


def bar_plot(axes: Axes, series: Sequence[Series]) -> str:
    """Return a plot of bars, those of one position side by side."""
    longest = max((len(one.values) for one in series), default=0)
    top = _top(series)
    width = 0.8 * (_x(1, max(1, longest)) - _x(0, max(1, longest))) / max(1, len(series))
    drawn = []
    for at, one in enumerate(series):
        for n, value in enumerate(one.values):
            left, high = _x(n + 0.1, longest) + at * width, _y(value, top)
            size = f'width="{width:.1f}" height="{_HEIGHT - _BOTTOM - high:.1f}"'
            drawn.append(f'<rect class="f{at % len(_COLOURS)}" x="{left:.1f}" y="{high:.1f}" {size}/>')
    return _page(axes, series, top, [*drawn, *_marks(axes, longest, 0.5)])


def _page(axes: Axes, series: Sequence[Series], top: float, drawn: list[str]) -> str:
    names = ", ".join(one.name for one in series if one.name)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{_safe(axes.title)}</title><desc>{_safe(names)}</desc><style>{_style()}</style>",
        _text(_LEFT, 20, axes.title, "t"),
        _text(_LEFT, _TOP - 10, axes.measure, "m"),
        *_grid(top),
        *drawn,
        *_legend(series),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _marks(axes: Axes, last: float, shift: float) -> list[str]:
    return [_text(_x(at + shift, last), _HEIGHT - 14, mark, "m", "middle") for at, mark in axes.marks]


def _grid(top: float) -> list[str]:
    lines = []
    step = _step(top)
    for n in range(round(top / step) + 1):
        y = _y(n * step, top)
        lines.append(f'<path class="{"g" if n else "a"}" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>')
        lines.append(_text(_LEFT - 8, y + 4, f"{n * step:g}", "m", "end"))
    return lines


def _legend(series: Sequence[Series]) -> list[str]:
    named = [(at % len(_COLOURS), one.name) for at, one in enumerate(series) if one.name]
    parts, x = [], float(_WIDTH - _RIGHT)
    for colour, name in reversed(named):
        x -= 9 + 8 * sum(2 if ord(character) > 0x1100 else 1 for character in name)
        parts.append(f'<rect class="f{colour}" x="{x:.0f}" y="{_TOP - 19}" width="10" height="10"/>')
        parts.append(_text(x + 15, _TOP - 10, name, ""))
        x -= 22
    return parts


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    if not text:
        return ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_safe(text)}</text>'


def _safe(text: str) -> str:
    """Escape text, and leave out what no XML may hold."""
    return escape("".join(character for character in text if character.isprintable()))


def _style() -> str:
    light, dark = (
        "".join(f".c{n}{{stroke:{pair[i]}}}.f{n}{{fill:{pair[i]}}}" for n, pair in enumerate(_COLOURS)) for i in (0, 1)
    )
    return _STYLE.format(light=light, dark=dark)


def _x(position: float, last: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * position / max(last, 1)


def _y(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top


def _top(series: Sequence[Series]) -> float:
    """Return the end of the vertical axis: the largest value, rounded up to a step."""
    most = max((value for one in series for value in one.values), default=0) or 1
    step = _step(most)
    return ceil(most / step - 1e-9) * step


def _step(most: float) -> float:
    """Return the distance of ticks: 1, 2 or 5 times a power of ten, about five of them."""
    rough = most / _TICKS
    power = 10.0 ** floor(log10(rough))
    return float(next(factor * power for factor in (1, 2, 5, 10) if rough <= factor * power * (1 + 1e-9)))
