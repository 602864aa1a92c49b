"""How alike two lines are, and how much a line says."""

import re

from rapidfuzz import fuzz

_HANGUL = re.compile("[가-힣]")


CONTAINED = 0.90
"""The least similarity of a line and the same line with words added behind it, if it weighs enough to tell."""
_TELLING = 16


def similarity(one: str, other: str) -> float:
    """Return 0..1 for two normalised texts: letters in order without spaces, or words in any order."""
    if one == other:
        return 1.0
    packed = fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    score = max(packed, fuzz.token_sort_ratio(one, other)) / 100
    return max(score, CONTAINED) if _continues(*sorted((one, other), key=len)) else score


def _continues(short: str, long: str) -> bool:
    """Whether ``long`` says all of ``short`` and goes on with another word."""
    return long.startswith(short) and not long[len(short)].isalnum() and weight(short) >= _TELLING


def weight(text: str) -> int:
    """Return how much a text says by its length: its signs, a Hangul syllable counting as two."""
    return len(text) - text.count(" ") + len(_HANGUL.findall(text))
