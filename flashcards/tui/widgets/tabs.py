"""The names of pages in one line, each with its key, the one that is shown in brackets."""

from collections.abc import Sequence

from textual.content import Content

_GAP = 1


def tabs(names: Sequence[str], shown: int, width: int) -> Content:
    """Return the line for a width in cells; the farthest from the one shown lose their names first."""
    named = [f"{number} {name}" for number, name in enumerate(names, 1)]
    for at in sorted(range(len(names)), key=lambda at: (-abs(at - shown), -at)):
        if at != shown and sum(map(len, named)) + 2 + _GAP * (len(names) - 1) > width:
            named[at] = str(at + 1)
    parts = [
        Content.styled(f"[{text}]", "bold") if at == shown else Content.styled(text, "dim")
        for at, text in enumerate(named)
    ]
    return Content(" " * _GAP).join(parts)
