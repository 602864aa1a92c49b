"""Cloze marks in Anki's HTML, which may stand inside each other: ``{{c1::sky is {{c2::blue}}::hint}}``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_NUMBERS = r"[0-9]{1,4}(?:,[0-9]{1,4}){0,99}"
_OPEN = re.compile(rf"\{{\{{c({_NUMBERS})::", re.IGNORECASE)
_DEEPEST = 8
_EDGE = re.compile(rf"\{{\{{c{_NUMBERS}::|\}}\}}", re.IGNORECASE)
SHAPE = "image-occlusion:"
"""With this a gap begins that covers an area of an image instead of words."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One mark: the numbers it is asked under, what it covers (text and marks), and its hint."""

    numbers: tuple[int, ...]
    inner: tuple["str | Gap", ...]
    hint: str = ""

    @property
    def shaped(self) -> bool:
        """Whether it covers an area of an image."""
        first = self.inner[0] if self.inner else ""
        return isinstance(first, str) and first.lstrip().startswith(SHAPE)


def gaps(text: str) -> tuple[str | Gap, ...]:
    """Return a text taken apart into plain stretches and marks; a mark that is never closed is text."""
    open_: list[tuple[str, list[str | Gap]]] = [("", [])]
    end = 0
    for edge in _EDGE.finditer(text):
        opens = edge[0] != "}}"
        if len(open_) > _DEEPEST if opens else len(open_) == 1:
            continue
        open_[-1][1].append(text[end : edge.start()])
        end = edge.end()
        if opens:
            open_.append((edge[0], []))
        else:
            opening, inner = open_.pop()
            open_[-1][1].append(_gap(opening, inner))
    open_[-1][1].append(text[end:])
    return tuple(piece for opening, pieces in open_ for piece in (opening, *pieces) if piece)


def numbers(text: str) -> frozenset[int]:
    """Return the numbers of all marks in a text."""
    return frozenset(int(one) for match in _OPEN.finditer(text) for one in match[1].split(","))


def nested(text: str) -> bool:
    """Say whether a mark stands inside another, or is asked under several numbers."""
    return any(
        isinstance(piece, Gap) and (len(piece.numbers) > 1 or any(isinstance(one, Gap) for one in piece.inner))
        for piece in gaps(text)
    )


def blanked(text: str, number: int) -> str:
    """Return the text with the marks of one number as ``[…]`` or ``[hint]``, and the others as they read."""
    return _shown(gaps(text), lambda gap: _blank(gap) if number in gap.numbers else None)


def shown(text: str, number: int) -> str:  # noqa: ARG001  the same question as the other two
    """Return the text as it reads."""
    return _shown(gaps(text), lambda _gap: None)


def covered(text: str, number: int) -> list[str]:
    """Return what the marks of one number cover."""
    return [_shown(gap.inner, lambda _gap: None) for gap in _all(gaps(text)) if number in gap.numbers]


def _shown(pieces: tuple[str | Gap, ...], instead: Callable[[Gap], str | None]) -> str:
    return "".join(
        piece
        if isinstance(piece, str)
        else (found if (found := instead(piece)) is not None else "" if piece.shaped else _shown(piece.inner, instead))
        for piece in pieces
    )


def _blank(gap: Gap) -> str:
    return f"[hidden area {gap.numbers[0]}]" if gap.shaped else f"[{gap.hint or '…'}]"


def _all(pieces: tuple[str | Gap, ...]) -> Iterator[Gap]:
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece
            yield from _all(piece.inner)


def _gap(opening: str, inner: list[str | Gap]) -> Gap:
    hint = ""
    last = inner[-1] if inner else ""
    if isinstance(last, str) and "::" in last:
        body, _sign, hint = last.partition("::")
        inner = [*inner[:-1], body]
    given = tuple(int(one) for one in opening[3:-2].split(","))
    return Gap(given, tuple(piece for piece in inner if piece), hint)
