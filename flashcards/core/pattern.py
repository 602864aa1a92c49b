"""Text as a search sees it: case and composition do not count, ``*`` and ``_`` stand for other text.

A compatibility consonant stands for every syllable that begins with it, so that ``ㄹㄴ`` finds 러닝 and a word whose
last syllable is half typed (``데이ㅌ``) finds the whole one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _EACH = 0xAC00, 588
_INITIAL_OF = {_FIRST + at: INITIALS[at // _EACH] for at in range(len(INITIALS) * _EACH)}
_SPACES = re.compile(r"\s+")
_PIECE = re.compile(r"\\(.)|(.)", re.DOTALL)
_KEPT = 4096
_MOST_GRAMS = 40


def fold(text: str) -> str:
    """Return text in the form that is compared: composed, without case, one space for any white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _SPACES.sub(" ", text.casefold().replace("\0", "\N{REPLACEMENT CHARACTER}"))


@lru_cache(maxsize=_KEPT)
def grams(folded: str) -> frozenset[str]:
    """Return every two neighbouring characters of folded text, as they are and as initial consonants.

    The last character of each word stands alone, so that any character begins one of them.
    """
    read = folded.translate(_INITIAL_OF)
    pairs = set(pairwise(f"{folded} "))
    if read != folded:
        pairs.update(pairwise(f"{read} "))
    return frozenset("".join(pair).strip() for pair in pairs if pair[0] not in " \n")


@dataclass(frozen=True)
class Pattern:
    r"""What is looked for; ``written`` has a backslash before each ``*``, ``_`` and ``\`` that stands for itself."""

    written: str

    @classmethod
    def of(cls, text: str) -> "Pattern":
        """Return the pattern that stands for just this text."""
        return cls(re.sub(r"([\\*_])", r"\\\1", text))

    @property
    def only_wild(self) -> bool:
        """Whether it is nothing but wildcards."""
        return all(wild for _sign, wild in self.pieces)

    @cached_property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Its characters, folded, each with whether it is a wildcard."""
        found = _PIECE.findall(fold(self.written))
        return tuple((escaped or bare, not escaped and bare in "*_") for escaped, bare in found)

    def glob(self) -> str:
        """Return it as a pattern of SQLite's GLOB that finds it anywhere in a folded text."""
        return f"*{''.join(_glob(*piece) for piece in self.pieces)}*"

    def regex(self) -> str:
        """Return it as a regular expression over folded text."""
        return "".join(_regex(*piece) for piece in self.pieces)

    def grams(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return what :func:`grams` of each text with it must hold: whole grams, and beginnings of grams."""
        whole: list[str] = []
        starts = set()
        for run in self._runs():
            if len(run) == 1:
                starts.add(run)
            whole += (_pair(one, two) for one, two in pairwise(run))
        return frozenset(whole[:_MOST_GRAMS]), frozenset() if whole else frozenset([*starts][:1])

    @property
    def decided_by_grams(self) -> bool:
        """Whether a text whose grams hold those of the pattern holds the pattern for certain."""
        signs = [sign for sign, _wild in self.pieces]
        typed = sum(sign in INITIALS for sign in signs)
        plain = all(sign.isascii() or ord(sign) in _INITIAL_OF or sign in INITIALS for sign in signs)
        return [*self._runs()] == ["".join(signs)] and len(signs) <= 2 and typed in {0, len(signs)} and plain

    def _runs(self) -> Iterator[str]:
        """Yield what stands together: between wildcards and spaces."""
        run = ""
        for sign, wild in (*self.pieces, (" ", False)):
            if not wild and sign != " ":
                run += sign
            elif run:
                yield run
                run = ""


def _pair(one: str, two: str) -> str:
    pair = one + two
    return pair.translate(_INITIAL_OF) if one in INITIALS or two in INITIALS else pair


def _syllables(initial: str) -> str:
    first = _FIRST + INITIALS.index(initial) * _EACH
    return f"[{initial}{chr(first)}-{chr(first + _EACH - 1)}]"


def _glob(sign: str, wild: bool) -> str:  # noqa: FBT001  a piece
    if wild:
        return "*" if sign == "*" else "?"
    if sign in INITIALS:
        return _syllables(sign)
    return f"[{sign}]" if sign in "*?[" else sign


def _regex(sign: str, wild: bool) -> str:  # noqa: FBT001  a piece
    if wild:
        return ".*" if sign == "*" else "."
    return _syllables(sign) if sign in INITIALS else re.escape(sign)
