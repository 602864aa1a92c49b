"""Two wordings of a line beside each other: which words left and which came."""

from collections.abc import Iterator
from difflib import SequenceMatcher

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


def _spans(words: list[str], steps: list[tuple[int, int, bool]]) -> Iterator[Span]:
    for start, end, differs in steps:
        if start < end:
            yield " ".join(words[start:end]), differs
