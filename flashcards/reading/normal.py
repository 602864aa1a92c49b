"""Text reduced to what makes two lines the same advice: no case, markers, emphasis or closing punctuation."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "﹘": "-", "︱": "-", "︲": "-"}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f")
)
_LIST_MARKER = re.compile(r"^(?:[-*+•·▪◦]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?")
_TRAILING_MARK = re.compile(r"\s(?:\^[a-z0-9-]+|#card|#skip)$")
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*?)?\}\}|==(?=\S)(.+?)(?<=\S)==")
_STRONG = re.compile(r"__(?=\S)(.+?)(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\d*])\*+(?=[^\s*])|(?<=[^\s*])\*+(?![\d*])|(?<!\w)_+|_+(?!\w)|~~|`")
_CLOSING = ".,;:!?。、~ "

_KEPT = 32_768
"""So many texts keep their normal form: those of one file are asked for again and again, to match, merge and store."""


@lru_cache(maxsize=_KEPT)
def normalise(text: str) -> str:
    """Return ``text`` in the form in which equal lines are equal; applying it twice changes nothing.

    Unicode compatibility forms, case, white space, list markers, Markdown emphasis, cloze marks, block ids and
    closing punctuation do not count. Text of nothing but punctuation keeps it.
    """
    folded = _fold(text)
    reduced = folded.rstrip(_CLOSING)
    while reduced != (again := _reduce(reduced)):
        reduced = _fold(again).rstrip(_CLOSING)
    return reduced or folded


def text_hash(text: str) -> str:
    """Return the 32 hex digits that name ``text`` after normalising; decisions are remembered by it."""
    return hashlib.blake2b(normalise(text).encode(), digest_size=16).hexdigest()


def _fold(text: str) -> str:
    """Compose, fold case and set single spaces."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    return " ".join(plain.casefold().split())


def _reduce(text: str) -> str:
    """Drop the marks around the words once."""
    text = _TRAILING_MARK.sub("", _LIST_MARKER.sub("", text))
    text = _CLOZE.sub(lambda match: match[1] or match[2] or "", text)
    return _EMPHASIS.sub("", _STRONG.sub(r"\1", text))
