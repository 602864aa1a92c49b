"""Cards: what could be asked today, one card by its number, and the acts on a card."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from flashcards.core.note import Card
from flashcards.core.queue import Candidate
from flashcards.core.review import Standing
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.rows import CARD, standing_columns, to_card
from flashcards.store.tables import card, deck, point

LEARNING = ("learning", "relearning")


class Cards:
    """What can be asked about cards."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def candidates(self, *, now: int, study_day: int, learn_ahead_ms: int) -> list[Candidate]:
        """Return every card that could be asked on a study day: learning due soon, reviews due, all new ones."""
        learning_due = and_(card.c.state.in_(LEARNING), card.c.due <= now + learn_ahead_ms)
        review_due = and_(card.c.state == "review", card.c.due <= study_day)
        query = (
            select(
                card.c.uid, point.c.question, deck.c.name, card.c.state, card.c.due, card.c.position,
                card.c.stability, card.c.last_day,
            )
            .join(point, point.c.uid == card.c.point)
            .join(deck, deck.c.uid == card.c.deck)
            .where(*_askable(study_day), or_(learning_due, review_due, card.c.state == "new"))
        )  # fmt: skip
        with self._reading() as connection:
            return [_candidate(row, study_day) for row in connection.execute(query)]

    def next_step(self, *, study_day: int, within: str | None = None) -> int | None:
        """Return the instant (ms) of the earliest learning step, of a deck with its subdecks; None without any."""
        steps = and_(card.c.state.in_(LEARNING), *_askable(study_day), *_in_deck(within))
        return self._least(select(func.min(card.c.due)).where(steps))

    def next_day(self, *, study_day: int, within: str | None = None) -> int | None:
        """Return the first study day after this one on which a review or a buried card can be asked; None if never."""
        day = case(
            (and_(card.c.state == "review", card.c.due > func.coalesce(card.c.buried_until, 0)), card.c.due),
            else_=func.coalesce(card.c.buried_until, 0),
        )
        waits = or_(card.c.state == "review", and_(card.c.state.in_(LEARNING), card.c.buried_until > study_day))
        least = self._least(select(func.min(day)).where(waits, *_askable(study_day, ever=True), *_in_deck(within)))
        return None if least is None else max(least, study_day + 1)

    def decks_with_new(self) -> set[str]:
        """Return the names of the decks that hold a new card which is neither suspended, draft nor retired."""
        query = (
            select(deck.c.name)
            .join(card, card.c.deck == deck.c.uid)
            .join(point, point.c.uid == card.c.point)
            .where(card.c.state == "new", *_askable(0, ever=True))
        )
        with self._reading() as connection:
            return set(connection.execute(query.distinct()).scalars())

    def by_uid(self, uid: str) -> Card | None:
        """Return one card, None if there is none."""
        return next(iter(self._where(card.c.uid == uid)), None)

    def of_points(self, points: Iterable[str] | None = None) -> dict[str, list[Card]]:
        """Return the cards of the given points (of all for None), by point uid, ``ask`` first, then in cloze order."""
        wanted = [] if points is None else [card.c.point.in_(list(points))]
        found: dict[str, list[Card]] = {}
        for one in self._where(*wanted):
            found.setdefault(one.point, []).append(one)
        return found

    def resolve(self, reference: str) -> tuple[str, str] | None:
        """Return (point uid, card uid) for a number (``142`` or ``#142``) or a uid of a card or a tip.

        A tip stands for its ``ask`` card, else its first cloze. None if nothing has that number or uid.
        """
        bare = reference.removeprefix("#")
        key = [card.c.n == int(bare), point.c.n == int(bare)] if bare.isdecimal() and len(bare) < 19 else [
            card.c.uid == reference,
            point.c.uid == reference,
        ]  # fmt: skip
        query = (
            select(card.c.point, card.c.uid)
            .join(point, point.c.uid == card.c.point)
            .where(or_(*key))
            .order_by(case((key[0], 0), else_=1), card.c.role, card.c.cloze)
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.point, row.uid)

    def deck_uid(self, uid: str) -> str:
        """Return the uid of a card's deck."""
        with self._reading() as connection:
            return str(connection.execute(select(card.c.deck).where(card.c.uid == uid)).scalar_one())

    def _least(self, query: Select[Any]) -> int | None:
        joined = query.join(point, point.c.uid == card.c.point).join(deck, deck.c.uid == card.c.deck)
        with self._reading() as connection:
            found: int | None = connection.execute(joined).scalar()
        return found

    def _where(self, *conditions: ColumnElement[bool]) -> list[Card]:
        query = _cards().where(*conditions).order_by(card.c.point, card.c.role, card.c.cloze)
        with self._reading() as connection:
            return [to_card(row) for row in connection.execute(query)]


def set_standing(act: Act, uid: str, standing: Standing) -> None:
    """Store a card's standing: a cache of its log, so no entry in the change log."""
    act.connection.execute(card.update().where(card.c.uid == uid).values(standing_columns(standing)))


def _cards() -> Select[Any]:
    return select(*CARD).join(deck, deck.c.uid == card.c.deck)


def _askable(study_day: int, *, ever: bool = False) -> tuple[ColumnElement[bool], ...]:
    """Leave out suspended, draft and retired cards and, unless asked for ``ever``, those buried past the day."""
    base = (card.c.suspended == 0, card.c.draft == 0, point.c.retired_at.is_(None))
    buried = or_(card.c.buried_until.is_(None), card.c.buried_until <= study_day)
    return base if ever else (*base, buried)


def _in_deck(root: str | None) -> tuple[ColumnElement[bool], ...]:
    if root is None:
        return ()
    return (or_(deck.c.name == root, deck.c.name.startswith(root + "::", autoescape=True)),)


def _candidate(row: Any, study_day: int) -> Candidate:  # noqa: ANN401  a row of the query above
    if row.state == "new":
        return Candidate(row.uid, row.question, row.name, "new", row.position)
    kind = "review" if row.state == "review" else "learning"
    elapsed = max(0, study_day - row.last_day)
    return Candidate(row.uid, row.question, row.name, kind, row.due, row.stability, elapsed)
