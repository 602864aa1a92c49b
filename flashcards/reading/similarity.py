"""How alike two lines are, and how much a line says."""

import re

from rapidfuzz import fuzz

_HANGUL = re.compile("[가-힣]")


def similarity(one: str, other: str) -> float:
    """Return 0..1 for two normalised texts: letters in order without spaces, or words in any order."""
    if one == other:
        return 1.0
    packed = fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    return max(packed, fuzz.token_sort_ratio(one, other)) / 100


def weight(text: str) -> int:
    """Return how much a text says by its length: its signs, a Hangul syllable counting as two."""
    return len(text) - text.count(" ") + len(_HANGUL.findall(text))
