"""Spreading overdue cards over days of which each deck, with its subdecks, takes only so many reviews."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.backlog import Movable, shared_out
from flashcards.core.queue import lineage
from flashcards.core.spread import weekday


@dataclass(frozen=True, slots=True)
class Quota:
    """How many reviews a day a deck takes at ``most``, subdecks included, and what the days hold of them already."""

    most: int
    load: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue card and the name of its deck."""

    card: Movable
    deck: str


class Allotment:
    """The days of cards, given one by one: ``days`` by card, and ``left``, those that no day takes.

    Days end up as even as ``load``, what is due on them already, and the ``quotas`` by deck allow; none gets above
    ``capacity``, of which a weekday holds its share of the ``week``.
    """

    def __init__(
        self,
        days: Sequence[int],
        load: Mapping[int, int],
        *,
        week: Sequence[float],
        quotas: Mapping[str, Quota],
        capacity: float,
    ) -> None:
        """Take the days, in their order, and what they may hold."""
        self.days: dict[str, int] = {}
        self.left: list[Late] = []
        self._open, self._week, self._quotas, self._capacity = days, week, quotas, capacity
        self._load = Counter(load)
        self._of_deck = Counter({(deck, day): n for deck, one in quotas.items() for day, n in one.load.items()})
        self._notes: set[tuple[str, int]] = set()

    def place(self, cards: Sequence[Late]) -> None:
        """Place cards, the most urgent (they come first) on the earliest days; siblings apart where they can."""
        room = shared_out(len(cards), self._open, self._load, self._week)
        later = []
        for one in cards:
            day = self._first([day for day in self._open if room[day] and self._takes(day, one.deck)], one)
            if day is None:
                later.append(one)
                continue
            room[day] -= 1
            self._put(one, day)
        for one in later:
            free = [day for day in self._open if self._takes(day, one.deck) and self._has_room(day)]
            day = self._first(sorted(free, key=self._fullness), one)
            if day is None:
                self.left.append(one)
            else:
                self._put(one, day)

    def _first(self, days: Sequence[int], one: Late) -> int | None:
        """Return the first of some days that has no sibling of a card, else the first."""
        return next((day for day in days if (one.card.note, day) not in self._notes), days[0] if days else None)

    def _takes(self, day: int, deck: str) -> bool:
        """Say whether the deck and those above it take one more review on a day."""
        return all(
            self._of_deck[parent, day] < self._quotas[parent].most for parent in lineage(deck) if parent in self._quotas
        )

    def _has_room(self, day: int) -> bool:
        return self._week[weekday(day)] > 0 and self._load[day] + 1 <= self._capacity * self._week[weekday(day)]

    def _fullness(self, day: int) -> tuple[float, int]:
        return self._load[day] / self._week[weekday(day)], day

    def _put(self, one: Late, day: int) -> None:
        self.days[one.card.card] = day
        self._load[day] += 1
        self._notes.add((one.card.note, day))
        for parent in lineage(one.deck):
            self._of_deck[parent, day] += 1
