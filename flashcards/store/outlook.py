"""Every card that can still be asked, lean and in one query: what forecasts and simulations start from."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from flashcards.core.memory import Memory
from flashcards.core.note import Role
from flashcards.store.connection import Reading
from flashcards.store.rows import to_memory
from flashcards.store.tables import card, deck, point, retraction, review


@dataclass(frozen=True, slots=True)
class Askable:
    """A card that is neither suspended, draft nor retired; it may be buried until a study day."""

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
    .where(card.c.suspended == 0, card.c.draft == 0, point.c.retired_at.is_(None))
    .order_by(card.c.position, card.c.uid)
)  # fmt: skip
_TIMED = (
    select(review.c.duration_ms)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(review.c.duration_ms > 0, review.c.study_day <= bindparam("until"), retraction.c.uid.is_(None))
    .order_by(review.c.id.desc())
    .limit(200)
    .subquery()
)
_USUAL = select(func.avg(_TIMED.c.duration_ms))


class Outlook:
    """What can be asked about the days to come."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def cards(self) -> list[Askable]:
        """Return every card that can still be asked, in the order of new cards."""
        with self._reading() as connection:
            return [_askable(row) for row in connection.execute(_ASKABLE)]

    def usual_ms(self, until: int) -> float | None:
        """Return the mean time of the last 200 timed answers up to a study day, in ms; None without any."""
        with self._reading() as connection:
            found: float | None = connection.execute(_USUAL, {"until": until}).scalar()
        return found


def _askable(row: Row[*tuple[Any, ...]]) -> Askable:
    return Askable(row.uid, row.question, row.point, row.name, Role(row.role), to_memory(row), row.buried_until)
