"""Cloze marks in a point's text: ``{{c1::answer}}`` or ``{{c1::answer::hint}}``.

The number says which card blanks the mark; marks of one number are blanked together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\{\{c([1-9]\d*)::(.+?)(?:::(.*?))?\}\}(?!\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """One cloze mark: its number, what it covers, and the hint shown in the gap (may be empty)."""

    number: int
    answer: str
    hint: str = ""


def pieces(text: str) -> Iterator[str | Mark]:
    """Take a text apart into plain stretches and marks, in order; nothing is lost but the braces."""
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Mark(int(match[1]), match[2], match[3] or "")
        end = match.end()
    if end < len(text):
        yield text[end:]


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of the marks in a text, each once, in rising order."""
    return tuple(sorted({piece.number for piece in pieces(text) if isinstance(piece, Mark)}))


def plain(text: str) -> str:
    """Return the text as one reads it: every mark replaced by what it covers."""
    if "{{c" not in text:
        return text
    return "".join(piece.answer if isinstance(piece, Mark) else piece for piece in pieces(text))


def blanked(text: str, number: int) -> str:
    """Return the text with the marks of one number as gaps (``[…]`` or ``[hint]``) and the others plain."""
    return "".join(_shown(piece, number) for piece in pieces(text))


def covered(text: str, number: int) -> tuple[str, ...]:
    """Return what the marks of one number cover, in order."""
    return tuple(piece.answer for piece in pieces(text) if isinstance(piece, Mark) and piece.number == number)


def _shown(piece: str | Mark, number: int) -> str:
    if isinstance(piece, str):
        return piece
    if piece.number != number:
        return piece.answer
    return f"[{piece.hint or '…'}]"
