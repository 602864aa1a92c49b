"""What rebuilding strengths reads and writes, in bulk: only the columns that it needs."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from sqlalchemy import bindparam, or_, select, update

from flashcards.core.memory import Strength
from flashcards.core.review import MANUAL
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.tables import card, deck, retraction, review

_AT_ONCE = 10_000
_RATED = (
    select(
        card.c.uid,
        deck.c.name,
        review.c.study_day,
        review.c.rating,
        review.c.stability_before,
        review.c.difficulty_before,
    )
    .join_from(card, deck, deck.c.uid == card.c.deck)
    .join(review, review.c.card == card.c.uid)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(deck.c.name.in_(bindparam("decks", expanding=True)), retraction.c.uid.is_(None))
    .where(or_(review.c.kind != MANUAL, review.c.state_before == "new"))
    .order_by(card.c.uid, review.c.id, review.c.uid)
)
_STRENGTHEN = (
    update(card)
    .where(card.c.uid == bindparam("of"))
    .values(stability=bindparam("to_stability"), difficulty=bindparam("to_difficulty"))
)


def rated(reading: Reading, decks: Collection[str]) -> Iterator[tuple[str, str, list[tuple[int, int | Strength]]]]:
    """Yield (card, deck, answers that stand) of each answered card of some decks; deck by name, answers in order.

    An answer is (study day, rating); where a log was lost elsewhere, it goes on from a (study day, strength).
    """
    with reading() as connection:
        rows = connection.execute(_RATED, {"decks": [*decks]}, execution_options={"yield_per": _AT_ONCE})
        for (uid, name), answers in groupby(rows, key=itemgetter(0, 1)):
            yield uid, name, [_rated(*row[2:]) for row in answers]


def _rated(day: int, rating: int, stability: float | None, difficulty: float | None) -> tuple[int, int | Strength]:
    if rating or stability is None:
        return day, rating
    return day, Strength(stability, difficulty or 0.0)


def set_strengths(act: Act, strengths: Mapping[str, Strength]) -> None:
    """Store the strengths of cards, by their uids: a cache of their logs, so no entry in the change log."""
    if strengths:
        act.connection.execute(
            _STRENGTHEN,
            [
                {"of": uid, "to_stability": strength.stability, "to_difficulty": strength.difficulty}
                for uid, strength in strengths.items()
            ],
        )
