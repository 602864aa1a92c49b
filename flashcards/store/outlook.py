"""Every card that can still be asked, lean and in one query: what forecasts and simulations start from."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from flashcards.core.memory import Memory
from flashcards.core.note import Role
from flashcards.store.connection import Reading
from flashcards.store.locking import is_asked
from flashcards.store.rows import to_memory
from flashcards.store.tables import card, deck, point


@dataclass(frozen=True, slots=True)
class Askable:
    """A card that is neither suspended, draft, locked nor retired; it may be buried until a study day."""

    uid: str
    note: str
    point: str
    deck: str
    role: Role
    memory: Memory
    buried_until: int | None


_MEMORY = ("state", "step", "stability", "difficulty", "interval", "seconds", "due", "last_review", "last_day")
_ASKABLE = (
    select(
        card.c.uid, point.c.question, card.c.point, deck.c.name, card.c.role, card.c.buried_until,
        *(card.c[name] for name in _MEMORY),
    )
    .join_from(card, point)
    .join(deck, deck.c.uid == card.c.deck)
    .where(card.c.suspended == 0, card.c.draft == 0, point.c.retired_at.is_(None), is_asked())
    .order_by(card.c.position, card.c.uid)
)  # fmt: skip


class Outlook:
    """What can be asked about the days to come."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def cards(self, *, why: bool) -> list[Askable]:
        """Return every card that can still be asked, in the order of new cards; ``why`` cards too if they are asked."""
        with self._reading() as connection:
            return [_askable(row) for row in connection.execute(_ASKABLE, {"why": why})]


def _askable(row: Row[*tuple[Any, ...]]) -> Askable:
    return Askable(row.uid, row.question, row.point, row.name, Role(row.role), to_memory(row), row.buried_until)
