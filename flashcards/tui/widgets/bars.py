"""Tips learned per source: one line each with a bar, the numbers beside it."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from flashcards.services.daily import SourceProgress
from flashcards.tui.inert import line

_BAR = 20
_LEAST_BAR = 6


def bars(sources: Iterable[SourceProgress], width: int) -> Content:
    """Return the lines for a width in cells: title, bar, learned of all."""
    rows = [(line(source.title), source, f"{source.learned}/{source.tips}") for source in sources]
    if not rows:
        return Content()
    figures = max(len(figure) for _title, _source, figure in rows)
    longest = max(cell_len(title) for title, _source, _figure in rows)
    bar = min(_BAR, max(_LEAST_BAR, width - longest - figures - 2))
    room = max(1, min(longest, width - bar - figures - 2))
    return Content("\n").join(
        Content(f"{_fitted(title, room)} ") + _bar(source.learned, source.tips, bar) + Content(f" {figure:>{figures}}")
        for title, source, figure in rows
    )


def _bar(part: int, whole: int, cells: int) -> Content:
    filled = part * cells // whole if whole else 0
    filled = max(filled, 1) if part else 0
    return Content.styled("█" * filled, "$text-success") + Content.styled("░" * (cells - filled), "dim")


def _fitted(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + "…", cells)
