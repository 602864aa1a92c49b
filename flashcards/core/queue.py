"""Today's cards in order: learning due, reviews, new cards, then learning that may be taken a little early.

Limits count per deck and per study day, in cards and in minutes; a subdeck stays inside its parents. One card per note
a day: its siblings wait, and so do tips that say the same under another question.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flashcards.core.ordering import Candidate, Order, by_order, mixed

EVERYWHERE = ""
"""The name under which limits of all decks together are given."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is left of a deck's day: new cards, reviews and time (ms)."""

    new: float
    reviews: float
    ms: float = math.inf


@dataclass(frozen=True, slots=True)
class Policy:
    """How a day is put together.

    ``share`` is the part of the day's new cards that one source may fill while others wait, ``asked`` how many each has
    filled already; ``cost_ms`` is what a card usually takes; ``seen`` are notes and tips that had their turn today.
    """

    order: Order = field(default_factory=Order)
    share: float = 1.0
    asked: Mapping[str, int] = field(default_factory=dict)
    cost_ms: int = 0
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Queue:
    """Today's cards in the order they would be asked; ``early`` holds learning cards within learn-ahead."""

    learning: tuple[Candidate, ...] = ()
    reviews: tuple[Candidate, ...] = ()
    new: tuple[Candidate, ...] = ()
    early: tuple[Candidate, ...] = ()

    @property
    def cards(self) -> tuple[Candidate, ...]:
        """All of it, in order."""
        return (*self.learning, *self.reviews, *self.new, *self.early)


@dataclass(slots=True)
class _Room:
    """What the limits still let in while the queue is built."""

    limits: Mapping[str, Limits]
    root: str | None
    cost_ms: int
    had: set[str]
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def takes(self, candidate: Candidate) -> bool:
        """Say whether the card fits, and count it if it does."""
        if not self.had.isdisjoint((candidate.note, candidate.point)):
            return False
        decks = self._line(candidate.deck)
        if not all(self._fits(deck, candidate.kind) for deck in decks):
            return False
        for deck in decks:
            self.used[deck, candidate.kind] = self.used.get((deck, candidate.kind), 0) + 1
        self.count(candidate)
        return True

    def count(self, candidate: Candidate) -> None:
        """Count a card's time, and keep its siblings and what says the same for another day."""
        for deck in self._line(candidate.deck):
            self.spent[deck] = self.spent.get(deck, 0) + self.cost_ms
        self.had.update((candidate.note, *candidate.related))

    def _line(self, deck: str) -> list[str]:
        """Return the decks whose limits count for a card of a deck."""
        if deck not in self.lines:
            inside = (line for line in lineage(deck) if self.root is None or within(line, self.root))
            self.lines[deck] = [line for line in (*inside, EVERYWHERE) if line in self.limits]
        return self.lines[deck]

    def _fits(self, deck: str, kind: str) -> bool:
        limits = self.limits[deck]
        cards = limits.new if kind == "new" else limits.reviews
        return self.used.get((deck, kind), 0) < cards and self.spent.get(deck, 0) + self.cost_ms <= limits.ms


def lineage(deck: str) -> list[str]:
    """Return a deck's name and its parents' names, the deck first: ``A::B`` gives ``A::B`` and ``A``."""
    parts = deck.split("::")
    return ["::".join(parts[:n]) for n in range(len(parts), 0, -1)]


def within(deck: str, root: str) -> bool:
    """Say whether ``deck`` is ``root`` or one of its subdecks."""
    return deck == root or deck.startswith(root + "::")


def with_room(room: Mapping[str, float], root: str | None = None) -> set[str]:
    """Return the decks that can take a card: there is room in themselves and in their parents within ``root``."""
    inside = {deck for deck in room if root is None or within(deck, root)}
    return {deck for deck in inside if all(room[line] > 0 for line in lineage(deck) if line in inside)}


def build(
    candidates: Iterable[Candidate],
    *,
    now: int,
    limits: Mapping[str, Limits],
    policy: Policy | None = None,
    root: str | None = None,
) -> Queue:
    """Return today's queue at the instant ``now`` (ms).

    ``limits`` is what is left today, per deck name (``EVERYWHERE`` for all together); ``root`` narrows the day to one
    deck and its subdecks, whose parents' limits then do not count.
    """
    policy = policy or Policy()
    within_root = [c for c in candidates if root is None or within(c.deck, root)]
    learning = sorted((c for c in within_root if c.kind == "learning"), key=lambda c: (c.due, c.card))
    reviews = by_order((c for c in within_root if c.kind == "review"), policy.order)
    new = sorted((c for c in within_root if c.kind == "new"), key=lambda c: (c.due, c.card))
    room = _Room(limits, root, policy.cost_ms, set(policy.seen))
    for candidate in learning:
        room.count(candidate)
    return Queue(
        learning=tuple(c for c in learning if c.due <= now),
        reviews=tuple(c for c in reviews if room.takes(c)),
        new=tuple(c for c in mixed(new, share=policy.share, asked=policy.asked) if room.takes(c)),
        early=tuple(c for c in learning if c.due > now),
    )
