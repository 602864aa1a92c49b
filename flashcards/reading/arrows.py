"""Arrows as answer signs: a line that begins with one answers the line above it, whatever bullets the file has."""

import re

from flashcards.reading import asking

_SPACE = r"[ \t\u3000\u00a0]*"
_ARROW = re.compile(rf"{_SPACE}(?:[→⇒⟶➜➔↳└]|➡\ufe0f?|[-=]{{1,2}}>|ㄴ(?=\s))\s*\S")
_TRIANGLE = re.compile(rf"{_SPACE}▷\s*\S")
_SIGNS = frozenset("→⇒⟶➜➔↳└➡>ㄴ▷")
_LEAST = 2


class Arrows:
    """The lines of a file that begin with an arrow, by number, and those that an arrow line follows at once.

    A hollow triangle is an arrow where it mostly stands below lines that ask.
    """

    def __init__(self, lines: list[str]) -> None:
        """Scan a file's lines once."""
        likely = [n for n, raw in enumerate(lines, 1) if not _SIGNS.isdisjoint(raw.lstrip()[:3])]
        self.answering = {n for n in likely if _ARROW.match(lines[n - 1])}
        triangles = {n for n in likely if _TRIANGLE.match(lines[n - 1])}
        asked = [n - 1 for n in triangles if n - 1 not in triangles and n > 1]
        sure = sum(1 for n in asked if asking.asking_of(_words(lines[n - 1])).confidence)
        if sure >= _LEAST and 2 * sure >= len(asked):
            self.answering |= triangles
        self.answered = {n - 1 for n in self.answering if n - 1 not in self.answering}


def _words(raw: str) -> str:
    """Return a line without what stands before its first letter."""
    return raw.lstrip(" \t*-▶►■●※•–—ㆍ").strip()
