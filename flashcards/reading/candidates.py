"""Which lines are worth comparing, so that a file of ten thousand edited points is still read in a second or two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from flashcards.reading.entries import Entry, Key
from flashcards.reading.pairing import grouped

_ALL_PAIRS = 2_500
"""Up to this many pairs are all compared; above it only entries at one place or with a rare word in common."""
_RARE = 50
_PROBES = 6
_CANDIDATES = 12


def candidates(proposed: list[Entry], known: list[Entry], places: Iterable[Key]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs worth scoring, each once: those at one of ``places``, and those that share rare words."""
    if len(proposed) * len(known) <= _ALL_PAIRS:
        yield from ((mine, theirs) for mine in proposed for theirs in known)
        return
    postings = _postings(known)
    chosen: dict[int, dict[int, Entry]] = {
        mine.at: {theirs.at: theirs for theirs in _sharing(mine, postings)} for mine in proposed
    }
    for place in places:
        there = grouped(known, place)
        for value, crowd in grouped(proposed, place).items():
            for mine, nearby in _nearby(crowd, there.get(value, [])):
                chosen[mine.at] |= {theirs.at: theirs for theirs in nearby}
    yield from ((mine, theirs) for mine in proposed for theirs in chosen[mine.at].values())


def _nearby(proposed: list[Entry], known: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield each proposed entry with all known ones of its place, or of a crowded place with those as far down."""
    crowded = len(proposed) * len(known) > _ALL_PAIRS
    for index, mine in enumerate(proposed):
        middle = index * len(known) // len(proposed)
        yield mine, known[max(0, middle - _CANDIDATES) : middle + _CANDIDATES] if crowded else known


def _sharing(entry: Entry, postings: dict[str, list[Entry]]) -> list[Entry]:
    """Return the entries that share most of this one's rarest words."""
    found = [postings[start] for start in _starts(entry.text) if start in postings]
    rarest = sorted((entries for entries in found if len(entries) <= _RARE), key=len)[:_PROBES]
    shared = Counter(theirs.at for entries in rarest for theirs in entries)
    by_index = {theirs.at: theirs for entries in rarest for theirs in entries}
    return [by_index[at] for at, _ in shared.most_common(_CANDIDATES)]


def _postings(entries: list[Entry]) -> dict[str, list[Entry]]:
    postings: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for start in _starts(entry.text):
            postings[start].append(entry)
    return postings


def _starts(text: str) -> list[str]:
    """Return the beginnings of the words, so that Korean endings and English suffixes do not hide them."""
    return list(dict.fromkeys(word[:2] if "가" <= word[0] <= "힣" else word[:4] for word in text.split()))
