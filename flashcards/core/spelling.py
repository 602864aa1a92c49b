"""What was typed beside what was expected, letter by letter as a reader counts them.

Blind to spaces, to what cannot be seen, and to how Hangul and accents are composed. Case counts, as in Anki.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.core.face import Face
from flashcards.core.markup import unmarked

_ZWJ = "\u200d"
_LOOKS = range(0xFE00, 0xFE10)
_SKIN = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_LEADS = range(0x1100, 0x1160)
_VOWELS_AND_TAILS = (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800))
_JOINED = frozenset({"Mn", "Me", "Mc", "Cf"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A letter of each text, or of one alone (the other is empty); ``same`` where nothing is to be marked."""

    typed: str
    expected: str
    same: bool


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter, what counts of it, and the space or the invisible signs before it."""

    gap: str
    text: str
    key: str


_MOST = 200_000
"""From how many pairs of letters on the longest stretches would take too long to find."""


class _Step(NamedTuple):
    """An equal or a differing stretch: from where to where in what was typed, and in what was expected."""

    equal: bool
    start: int
    end: int
    begin: int
    stop: int

    @property
    def length(self) -> int:
        return max(self.end - self.start, self.stop - self.begin)


def wanted(face: Face) -> str:
    """Return what is to be recalled, as it reads on one line: the words in a cloze's gaps, else the answer alone."""
    gaps = face.gaps[:1] if len(set(face.gaps)) == 1 else face.gaps
    return " ".join(unmarked(", ".join(gaps) or face.answer).split())


def compared(typed: str, expected: str) -> tuple[Pair, ...]:
    """Return both texts letter beside letter, whole but for their form: composed, with one space for any white space.

    Equal letters that stand alone between longer differences count as differing, and so do all where less than half
    of the shorter text is equal: other words should not fall into crumbs.
    """
    one, other = _letters(typed), _letters(expected)
    steps = _merged(_steps(one, other))
    fewer = min(len(one), len(other)) - 1
    if sum(step.length for step in steps if step.equal) < fewer / 2:
        steps = [_joined(steps[0], steps[-1])]
    found = [pair for step in steps for pair in _pairs(one, other, step)]
    return (*found, *_gap(one[-1].gap, other[-1].gap))


def is_same(pairs: Iterable[Pair]) -> bool:
    """Say whether nothing is to be marked."""
    return all(pair.same for pair in pairs)


def clusters(text: str) -> list[str]:
    """Return the letters of a text as a reader counts them: with their accents, syllables and emoji whole."""
    found: list[str] = []
    for character in text:
        if found and _joins(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _joins(before: str, character: str) -> bool:
    last, code = before[-1], ord(character)
    if last.isspace():
        return False
    if unicodedata.category(character) in _JOINED or last == _ZWJ:
        return True
    if code in _SKIN or code in _VOWELS_AND_TAILS:
        return True
    if ord(last) in _LEADS:
        return code in _LEADS
    return code in _FLAGS and len(before) == 1 and ord(last) in _FLAGS


def _letters(text: str) -> list[_Letter]:
    """Return the letters of a text, at last an empty one behind whatever space is left."""
    found: list[_Letter] = []
    gap = ""
    for cluster in clusters(" ".join(unicodedata.normalize("NFC", text).split())):
        key = "".join(sign for sign in cluster if unicodedata.category(sign) != "Cf" and ord(sign) not in _LOOKS)
        if key.strip():
            found.append(_Letter(gap, cluster, key))
            gap = ""
        else:
            gap += cluster
    return [*found, _Letter(gap, "", "")]


def _steps(one: list[_Letter], other: list[_Letter]) -> Iterator[_Step]:
    """Yield how one text turns into the other: by the longest stretches they share, of long ones in fewest steps."""
    typed, expected = ([letter.key for letter in side[:-1]] for side in (one, other))
    return (_quick if len(typed) * len(expected) > _MOST else _readable)(typed, expected)


def _readable(typed: list[str], expected: list[str]) -> Iterator[_Step]:
    from difflib import SequenceMatcher  # noqa: PLC0415  most reviews compare nothing

    for tag, start, end, begin, stop in SequenceMatcher(None, typed, expected, autojunk=False).get_opcodes():
        yield _Step(tag == "equal", start, end, begin, stop)


def _quick(typed: list[str], expected: list[str]) -> Iterator[_Step]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  hardly any review needs it

    for step in Levenshtein.opcodes(typed, expected):
        yield _Step(step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end)


def _merged(steps: Iterable[_Step]) -> list[_Step]:
    """Join differences between which only a crumb is equal."""
    found: list[_Step] = []
    for step in steps:
        if not step.equal:
            while len(found) > 1 and _is_crumb(found[-2], found[-1], step):
                step = _joined(found.pop(-2), step)  # noqa: PLW2901  the difference grows
                found.pop()
        found.append(step)
    return found


def _is_crumb(before: _Step, equal: _Step, after: _Step) -> bool:
    """Say whether a stretch is shorter than the differences around it, which are not both of one text alone."""
    only_missing = before.start == before.end and after.start == after.end
    only_added = before.begin == before.stop and after.begin == after.stop
    return not only_missing and not only_added and equal.length < min(before.length, after.length)


def _joined(step: _Step, following: _Step) -> _Step:
    return _Step(equal=False, start=step.start, end=following.end, begin=step.begin, stop=following.stop)


def _pairs(one: list[_Letter], other: list[_Letter], step: _Step) -> Iterator[Pair]:
    """Yield the letters of a step: as many of each side by side, else one text after the other."""
    left, right = one[step.start : step.end], other[step.begin : step.stop]
    if step.equal or (len(left) == len(right) and not any(a.key == b.key for a, b in zip(left, right, strict=True))):
        for a, b in zip(left, right, strict=True):
            yield from (*_gap(a.gap, b.gap), Pair(a.text, b.text, step.equal))
        return
    for a in left:
        yield from (*_gap(a.gap, ""), Pair(a.text, "", same=False))
    for b in right:
        yield from (*_gap("", b.gap), Pair("", b.text, same=False))


def _gap(typed: str, expected: str) -> Iterator[Pair]:
    if typed or expected:
        yield Pair(typed, expected, same=True)
