"""The lines of the notes around a point, numbered, with its own line marked."""

from collections.abc import Sequence

from textual.content import Content

from flashcards.tui.inert import inert
from flashcards.tui.widgets.text import Row

_LONGEST = 600
"""How many characters of one line are shown at most: a line may be the whole file."""


def passage(lines: Sequence[str], at: int, around: int, width: int, *, wrapped: bool = True) -> list[Row]:
    """Return the lines from ``around`` before line ``at`` (from 1) to as many after it, for a width in cells.

    The line itself is marked and, if ``wrapped``, wraps; the others are cut.
    """
    first, last = max(1, at - around), min(len(lines), at + around)
    digits = len(str(last))
    rows = []
    for number in range(first, last + 1):
        own = number == at
        style = "bold" if own else "dim"
        marker = Content.styled(f"{'▸' if own else ' '}{number:>{digits}} │ ", style)
        text = _shown(lines[number - 1])
        room = max(1, width - marker.cell_length)
        content = Content.styled(text, style)
        rows.append(Row(marker, content if own and wrapped else content.truncate(room, ellipsis=True)))
    return rows


def _shown(text: str) -> str:
    cut = text[:_LONGEST]
    return inert(cut).replace("\n", " ").rstrip() + ("…" if len(text) > _LONGEST else "")
