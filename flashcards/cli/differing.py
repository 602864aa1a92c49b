"""Two wordings of a line beside each other: which words, or which letters of an answer, left and which came."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.core.spelling import Pair

Span = tuple[str, bool]
"""Some words, and whether they differ."""


def differing(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Return both texts in spans, each with whether the other text lacks it."""
    one, other = old.split(), new.split()
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return (
        list(_spans(one, [(start, end, tag != "equal") for tag, start, end, _from, _to in steps])),
        list(_spans(other, [(start, end, tag != "equal") for tag, _from, _to, start, end in steps])),
    )


def inline(pairs: "Iterable[Pair]") -> str:
    """Return an answer as it was typed, ``[-…-]`` around what is too much and ``{+…+}`` around what is missing."""
    text = ""
    for same, run in groupby(pairs, key=lambda pair: pair.same):
        letters = [*run]
        there, missing = "".join(one.typed for one in letters), "".join(one.expected for one in letters)
        text += there if same else (f"[-{there}-]" if there else "") + (f"{{+{missing}+}}" if missing else "")
    return text


def _spans(words: list[str], steps: list[tuple[int, int, bool]]) -> Iterator[Span]:
    for start, end, differs in steps:
        if start < end:
            yield " ".join(words[start:end]), differs
