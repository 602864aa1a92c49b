"""Today's cards in order: learning due, reviews, new cards, then learning that may be taken a little early.

Limits count per deck and per study day; a subdeck stays inside its parents. One card per note a day: its siblings
wait. The order of reviews is by relative overdueness, the largest first.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked today, with what its place in the queue depends on.

    ``due`` is an instant (ms) for learning cards, a day number for reviews and a position for new cards;
    ``elapsed`` days since the last answer, ``stability`` in days.
    """

    card: str
    note: str
    deck: str
    kind: str
    due: int
    stability: float = 0.0
    elapsed: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What is left of a deck's day: new cards and reviews, with its desired retention and decay (w20)."""

    new: int
    reviews: int
    desired_retention: float = 0.9
    decay: float = 0.1542


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
    notes: set[str]
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def takes(self, candidate: Candidate) -> bool:
        """Say whether the card fits, and count it if it does."""
        if candidate.note in self.notes:
            return False
        decks = self._line(candidate.deck)
        if any(self.used.get((deck, candidate.kind), 0) >= self._limit(deck, candidate.kind) for deck in decks):
            return False
        for deck in decks:
            self.used[deck, candidate.kind] = self.used.get((deck, candidate.kind), 0) + 1
        self.notes.add(candidate.note)
        return True

    def _line(self, deck: str) -> list[str]:
        """Return the decks whose limits count for a card of a deck."""
        if deck not in self.lines:
            self.lines[deck] = [
                line for line in lineage(deck) if line in self.limits and (self.root is None or within(line, self.root))
            ]
        return self.lines[deck]

    def _limit(self, deck: str, kind: str) -> int:
        limits = self.limits[deck]
        return limits.new if kind == "new" else limits.reviews


def lineage(deck: str) -> list[str]:
    """Return a deck's name and its parents' names, the deck first: ``A::B`` gives ``A::B`` and ``A``."""
    parts = deck.split("::")
    return ["::".join(parts[:n]) for n in range(len(parts), 0, -1)]


def within(deck: str, root: str) -> bool:
    """Say whether ``deck`` is ``root`` or one of its subdecks."""
    return deck == root or deck.startswith(root + "::")


def with_room(room: Mapping[str, int], root: str | None = None) -> set[str]:
    """Return the decks that can take a card: there is room in themselves and in their parents within ``root``."""
    inside = {deck for deck in room if root is None or within(deck, root)}
    return {deck for deck in inside if all(room[line] > 0 for line in lineage(deck) if line in inside)}


def build(
    candidates: Iterable[Candidate],
    *,
    now: int,
    limits: Mapping[str, Limits],
    seen_notes: Iterable[str] = (),
    root: str | None = None,
) -> Queue:
    """Return today's queue at the instant ``now`` (ms).

    ``limits`` is what is left today, per deck name; ``seen_notes`` are the notes that had a card answered today;
    ``root`` narrows the day to one deck and its subdecks, whose parents' limits then do not count.
    """
    within_root = [c for c in candidates if root is None or within(c.deck, root)]
    learning = sorted((c for c in within_root if c.kind == "learning"), key=lambda c: (c.due, c.card))
    reviews = [c for c in within_root if c.kind == "review"]
    reviews.sort(key=lambda c: (-overdueness(c, limits.get(c.deck)), c.due, c.card))
    new = sorted((c for c in within_root if c.kind == "new"), key=lambda c: (c.due, c.card))
    room = _Room(limits, root, {*seen_notes, *(c.note for c in learning)})
    return Queue(
        learning=tuple(c for c in learning if c.due <= now),
        reviews=tuple(c for c in reviews if room.takes(c)),
        new=tuple(c for c in new if room.takes(c)),
        early=tuple(c for c in learning if c.due > now),
    )


def overdueness(candidate: Candidate, limits: Limits | None) -> float:
    """Return how far past its due point a review is, relative to its interval: 1 on the due day, more after it.

    (R^(-1/w20) - 1) / (DR^(-1/w20) - 1): for FSRS's power curve the numerator is f*t/S with
    f = 0.9^(-1/w20) - 1.
    """
    retention, decay = (limits.desired_retention, limits.decay) if limits else (0.9, 0.1542)
    curve = math.pow(0.9, -1 / decay) - 1
    return curve * candidate.elapsed / max(candidate.stability, 1e-4) / (math.pow(retention, -1 / decay) - 1)
