"""Pairs of proposed and known entries, found step by step from the surest evidence to the weakest."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from flashcards.reading.entries import Entry, Key


class Pairing:
    """Which proposed entry is which known one: one-to-one, and a pair once made stays."""

    def __init__(self, proposed: Sequence[Entry], known: Sequence[Entry]) -> None:
        self.proposed = proposed
        self.known = known
        self.partner: dict[int, int] = {}
        self._taken: set[int] = set()

    def left(self) -> tuple[list[Entry], list[Entry]]:
        """Return the proposed and the known entries that are not yet paired."""
        return (
            [entry for entry in self.proposed if entry.at not in self.partner],
            [entry for entry in self.known if entry.at not in self._taken],
        )

    def take(self, proposed: int, known: int) -> None:
        """Pair two entries by their index."""
        self.partner[proposed] = known
        self._taken.add(known)

    def is_taken(self, known: int) -> bool:
        """Tell whether a known entry has its pair."""
        return known in self._taken

    def pair_equal(self, key: Key, *, unique: bool = False) -> None:
        """Pair what is left and equal under ``key``; an entry whose key is ``None`` takes no part.

        Equals are paired in the order of the file. Where one side has more of them, those of lower rank go first,
        then those nearest to a line of the other side. With ``unique`` only a single entry on each side is paired.
        """
        left = self.left()
        if not all(left):
            return
        here, there = (grouped(side, key) for side in left)
        for value, entries in here.items():
            others = there.get(value, [])
            if not others or (unique and (len(entries) > 1 or len(others) > 1)):
                continue
            count = min(len(entries), len(others))
            for mine, theirs in zip(_nearest(entries, others, count), _nearest(others, entries, count), strict=True):
                self.take(mine.at, theirs.at)


def grouped(entries: Iterable[Entry], key: Key) -> dict[Hashable, list[Entry]]:
    """Return the entries by their key, each group in the order of the lines; no group for the key ``None``."""
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.line):
        if (value := key(entry)) is not None:
            groups[value].append(entry)
    return groups


def _nearest(entries: list[Entry], others: list[Entry], count: int) -> list[Entry]:
    """Return ``count`` of ``entries``, in their order: the lowest ranks first, then those nearest to ``others``."""
    if len(entries) == count:
        return entries
    lines = sorted(other.line for other in others)

    def distance(entry: Entry) -> int:
        place = bisect_left(lines, entry.line)
        return min(abs(entry.line - line) for line in lines[max(place - 1, 0) : place + 1])

    chosen = {entry.at for entry in sorted(entries, key=lambda entry: (entry.rank, distance(entry)))[:count]}
    return [entry for entry in entries if entry.at in chosen]
