"""In which order today's cards are asked: reviews by the user's choice, new cards with every source heard."""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from flashcards.core.schedule import factor

ORDERS = ("overdue", "due", "retrievability", "random")
_DESIRED, _DECAY = 0.9, 0.1542


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked today, with what its place in the queue depends on.

    ``due`` is an instant (ms) for learning cards, a day number for reviews and a position for new cards;
    ``elapsed`` days since the last answer, ``stability`` in days. ``point`` is the card's tip, ``related`` are those
    that say the same elsewhere.
    """

    card: str
    note: str
    deck: str
    kind: str
    due: int
    stability: float = 0.0
    elapsed: int = 0
    source: str = ""
    point: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """The order of reviews: its name, the desired retention and decay (w20) of each deck, and a seed for chance.

    ``overdue`` asks first what is furthest past its due point for its interval, ``due`` by the day a card fell due,
    ``retrievability`` what is most likely forgotten, ``random`` by chance; ties go by chance too.
    """

    name: str = "overdue"
    curves: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    seed: int = 0

    def key(self, candidate: Candidate) -> tuple[float, int]:
        """Return what a review is sorted by."""
        chance = crc32(f"{self.seed}:{candidate.card}".encode())
        desired, decay = self.curves.get(candidate.deck, (_DESIRED, _DECAY))
        match self.name:
            case "due":
                return candidate.due, chance
            case "retrievability":
                return recalled(candidate, decay), chance
            case "random":
                return 0.0, chance
            case _:
                return -overdueness(candidate, desired, decay), chance


def by_order(reviews: Iterable[Candidate], order: Order) -> list[Candidate]:
    """Return reviews in the order they should be asked."""
    return sorted(reviews, key=order.key)


def mixed(new: Sequence[Candidate], *, share: float, asked: Mapping[str, int]) -> Iterator[Candidate]:
    """Yield new cards in their order, but from no source more than its share while others have some.

    ``asked`` counts what each source had of the day already. Which come first changes, never how many.
    """
    if share >= 1:
        yield from new
        return
    waiting: dict[str, deque[tuple[int, Candidate]]] = {}
    for place, candidate in enumerate(new):
        waiting.setdefault(candidate.source, deque()).append((place, candidate))
    had = {source: asked.get(source, 0) for source in {*waiting, *asked}}
    while waiting:
        total = sum(had.values()) + 1
        fitting = [source for source in waiting if had[source] < math.ceil(share * total)]
        source = min(fitting or waiting, key=lambda name: waiting[name][0][0])
        had[source] += 1
        yield waiting[source].popleft()[1]
        if not waiting[source]:
            del waiting[source]


def recalled(candidate: Candidate, decay: float) -> float:
    """Return the probability of recall on the day: FSRS's R = (1 + f*t/S)^-w20, with f = 0.9^(-1/w20) - 1."""
    return math.pow(1 + _lateness(candidate, decay), -decay)


def overdueness(candidate: Candidate, desired: float = _DESIRED, decay: float = _DECAY) -> float:
    """Return how far past its due point a review is, relative to its interval: 1 on the due day, more after it.

    (R^(-1/w20) - 1) / (DR^(-1/w20) - 1), the numerator being f*t/S.
    """
    return _lateness(candidate, decay) / (math.pow(desired, -1 / decay) - 1)


def _lateness(candidate: Candidate, decay: float) -> float:
    return factor(decay) * candidate.elapsed / max(candidate.stability, 1e-4)
