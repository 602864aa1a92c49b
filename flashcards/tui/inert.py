"""Text that cannot act: control characters become visible marks before anything reaches the terminal."""

import re
import unicodedata
from collections.abc import Iterator

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_MOST_MARKS = 4
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINES = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}{_LINES}{_SURROGATES}]")
_REPLACEMENT = "\ufffd"
_LOOK = "\ufe0e\ufe0f"


def inert(text: str) -> str:
    """Return text as it can be laid out: NFC, lines and tabs kept, other controls as U+FFFD, stacked marks capped.

    The selectors between emoji and text look are dropped: terminals disagree on their width.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    if text.isascii():
        return "\n".join(_CONTROL.sub(_REPLACEMENT, line) for line in text.split("\n"))
    composed = unicodedata.normalize("NFC", text)
    capped = "".join(_capped(character for character in composed if character not in _LOOK))
    return "\n".join(_CONTROL.sub(_REPLACEMENT, line) for line in capped.split("\n"))


def line(text: str) -> str:
    """Return text made inert on one line: every stretch of white space is one space."""
    return " ".join(inert(text).split())


class InertFilter(LineFilter):
    """The last gate to the terminal: no C0, C1 or bidi control passes, whichever widget drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with each control as U+FFFD."""
        del background
        return [
            Segment(_CONTROL.sub(_REPLACEMENT, text), style, control) if _CONTROL.search(text) else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


def _capped(characters: Iterator[str]) -> Iterator[str]:
    """Drop combining marks beyond a few on one base: a tower of them would cover other lines."""
    stacked = 0
    for character in characters:
        stacked = stacked + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if stacked <= _MOST_MARKS:
            yield character
