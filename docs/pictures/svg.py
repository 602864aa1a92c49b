"""A screen as a small SVG that loads nothing: every piece of text stands on its cells in whatever font there is."""

# ruff: noqa: INP001

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len

_CELL, _LINE = 12.2, 24.4
_WIDE = 22
_TOP, _SIDE = 40, 9
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ ?(.*?) ?\}")
_RECT = re.compile(
    r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" *shape-rendering="crispEdges"/>'
)
_TEXT = re.compile(r'<text class="terminal-\d+-(r\d+)" x="([\d.]+)"[^>]*?-line-(\d+)\)">(.*?)</text>')
_FONTS = "ui-monospace,Menlo,Consolas,DejaVu Sans Mono,Noto Sans Mono CJK KR,D2Coding,monospace"
_TYPE = f"text{{font:20px {_FONTS};text-rendering:geometricPrecision}}.w{{font-size:{_WIDE}px}}"
_BLOCKS = re.compile("[─-◿]")


def redraw(exported: str, title: str) -> str:
    """Return what Textual exported without its fonts, frames and repetitions."""
    found = _SIZE.search(exported)
    assert found is not None, "Textual exports another SVG than it used to"  # noqa: S101  else a picture would be empty
    width, height = (round(float(side)) for side in found.groups())
    found_boxes = list(_boxes(exported))
    ground = _ground(found_boxes)
    boxes = [
        box
        for _y, row in groupby(found_boxes, key=lambda box: box[2])
        for box in _joined(list(row))
        if box[0] != ground
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" xml:space="preserve" role="img">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{_TYPE}{_rules(exported)}</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#292929"/>',
        '<g><circle cx="26" cy="22" r="7" fill="#ff5f57"/><circle cx="48" cy="22" r="7" fill="#febc2e"/>',
        '<circle cx="70" cy="22" r="7" fill="#28c840"/></g>',
        f'<g transform="translate({_SIDE},{_TOP + 1})">',
        f'<path fill="{ground}" d="M0 1.5h{width - 2 * _SIDE}v{height - _TOP - 11}h-{width - 2 * _SIDE}z"/>',
        *(f'<path fill="{fill}" d="M{_n(x)} {_n(y)}h{_n(wide)}v24.7h-{_n(wide)}z"/>' for fill, x, y, wide in boxes),
        *_texts(exported),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _rules(exported: str) -> str:
    return "".join(f".{name}{{{rule.replace(': ', ':').rstrip(';')}}}" for name, rule in _STYLE.findall(exported))


def _boxes(exported: str) -> Iterator[tuple[str, float, float, float]]:
    """Give colour, left, top and width of every background."""
    for fill, *numbers in _RECT.findall(exported):
        x, y, wide = map(float, numbers)
        yield fill, x, y, wide


def _ground(boxes: list[tuple[str, float, float, float]]) -> str:
    """Return the colour that most of the screen has."""
    cells: dict[str, float] = defaultdict(float)
    for fill, _x, _y, wide in boxes:
        cells[fill] += wide
    return max(cells, key=lambda fill: cells[fill])


def _joined(row: list[tuple[str, float, float, float]]) -> Iterator[tuple[str, float, float, float]]:
    """Give the backgrounds of a line, neighbours of one colour as one."""
    for fill, boxes in groupby(row, key=lambda box: box[0]):
        same = list(boxes)
        yield fill, same[0][1], same[0][2], sum(box[3] for box in same)


def _texts(exported: str) -> Iterator[str]:
    for name, x, row, escaped in _TEXT.findall(exported):
        column, y = round(float(x) / _CELL), _n(int(row) * _LINE + 20)
        for start, piece in pieces(html.unescape(escaped).replace("\xa0", " ")):
            wide, gap = (" w", 2 * _CELL - _WIDE) if cell_len(piece[0]) > 1 else ("", 0)
            fill = ' lengthAdjust="spacingAndGlyphs"' if _BLOCKS.search(piece) else ""
            left, length = (column + start) * _CELL + gap / 2, cell_len(piece) * _CELL - gap
            at = f'x="{_n(left)}" y="{y}" textLength="{_n(length)}"{fill}'
            yield f'<text class="{name}{wide}" {at}>{html.escape(piece, quote=False)}</text>'


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give the pieces of a text in which all characters are as wide, each with the cell it begins at.

    A font has Hangul that is not twice as wide as its Latin; apart, each piece can be stretched to its cells.
    """
    start, widest = 0, 1
    for piece in re.findall(r"\s\s+|\S+(?:\s\S+)*|\s", text):
        run = ""
        for letter in piece:
            cells = cell_len(letter)
            if run and cells and cells != widest:
                yield from _visible(start, run)
                start, run = start + cell_len(run), ""
            widest = cells or widest
            run += letter
        yield from _visible(start, run)
        start += cell_len(run)


def _visible(start: int, run: str) -> Iterator[tuple[int, str]]:
    bare = run.strip()
    if bare:
        yield start + len(run) - len(run.lstrip()), bare


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
