"""Searching: the cards or tips that fit a query tree, in an order, page by page."""

import math
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from flashcards.core.query import Query
from flashcards.core.studyday import DAY_MS
from flashcards.store.conditions import View, compiled
from flashcards.store.connection import Reading
from flashcards.store.index import check, rebuild, stray
from flashcards.store.tables import card, point, question, source, wording

SORTS = ("source", "added", "due", "stability", "difficulty", "retrievability", "lapses", "text")


class Search:
    """What can be found, and the index it is found by."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def points(self, query: Query, view: View) -> set[str]:
        """Return the tips of which a card fits."""
        with self._reading() as connection:
            hits = _hits(select(card.c.point).distinct(), connection, query, view)
            return set(connection.execute(hits).scalars())

    def count(self, query: Query, view: View) -> int:
        """Return how many cards fit."""
        with self._reading() as connection:
            return int(connection.execute(_hits(select(func.count()), connection, query, view)).scalar_one())

    def cards(  # noqa: PLR0913  all but two by keyword
        self, query: Query, view: View, *, sort: str, backwards: bool, offset: int, limit: int
    ) -> list[str]:
        """Return some of the cards that fit, in an order; where it cannot tell them apart, in that of their numbers."""
        with self._reading() as connection:
            keys = _order(sort, view, connection)
            order = [key.desc() if backwards else key.asc() for key in keys]
            hits = _hits(select(card.c.uid), connection, query, view)
            if sort == "source":
                hits = hits.join(question, question.c.uid == point.c.question)
                hits = hits.join(source, source.c.uid == question.c.source)
            page = hits.order_by(*order, card.c.n).limit(limit).offset(offset)
            return [*connection.execute(page).scalars()]

    def unsettled(self, stability: float) -> set[str]:
        """Return the tips that may be learned or lapsed: with a card of some stability (days), or with a lapse."""
        query = (
            select(card.c.point)
            .distinct()
            .where(or_(card.c.stability >= stability, card.c.lapses > 0), card.c.reps > 0)
        )
        with self._reading() as connection:
            return set(connection.execute(query).scalars())

    def stray(self) -> int:
        """Return how many tips are not looked for by their words as they are."""
        with self._reading() as connection:
            return stray(connection)


def mend(connection: Connection) -> None:
    """Make the index anew and have it checked."""
    rebuild(connection)
    check(connection)


def _hits(what: Select[Any], connection: Connection, query: Query, view: View) -> Select[Any]:
    joined = what.select_from(card).join(point, point.c.uid == card.c.point)
    return joined.where(compiled(query, connection, view))


_SOURCE_ORDER: list[ColumnElement[Any]] = [
    source.c.created_at, source.c.uid, question.c.position, point.c.position, card.c.role, card.c.cloze,
]  # fmt: skip


def _order(sort: str, view: View, connection: Connection) -> list[ColumnElement[Any]]:
    never = case((card.c.state == "new", 1), else_=0)
    if sort == "source":
        return _SOURCE_ORDER
    if sort == "due":
        day = view.starts(view.today) + (card.c.due - view.today) * DAY_MS
        return [never, case((card.c.state == "review", day), else_=card.c.due), card.c.position]
    if sort == "retrievability":
        return [never, _forgotten(view, connection)]
    if sort == "text":
        return [select(wording.c.answer).where(wording.c.n == point.c.n).scalar_subquery()]
    figure = {"added": card.c.created_at, "stability": card.c.stability, "difficulty": card.c.difficulty,
              "lapses": card.c.lapses}[sort]  # fmt: skip
    return [never, figure] if sort in {"stability", "difficulty"} else [figure]


def _forgotten(view: View, connection: Connection) -> ColumnElement[Any]:
    """Return what rises with retrievability: where all decks share a curve, stability over time."""
    elapsed = func.max(0, view.now - card.c.last_review) / (card.c.stability * DAY_MS)
    if len(set(view.curves.values())) <= 1:
        return -elapsed

    def recall(uid: str, spent: float | None) -> float | None:
        factor, power = view.curves[uid]
        return None if spent is None else math.pow(1 + factor * spent, power)

    raw: Any = connection.connection.driver_connection
    raw.create_function("recall", 2, recall, deterministic=True)
    return func.recall(card.c.deck, elapsed)
