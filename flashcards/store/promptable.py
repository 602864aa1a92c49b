"""Which tips could be prompted for a plan, and since when: their first recalls, without reading the whole log."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, or_, select, union

from flashcards.store.connection import Reading
from flashcards.store.tables import applied, card, deck, plan, point, retraction, review

_AT_ONCE = 2_000
_TODAY = bindparam("today", type_=Integer)
_UNTIL = bindparam("until", type_=Integer)
_TOUCHED = union(
    select(plan.c.point).where(plan.c.removed == 0, plan.c.study_day <= _TODAY),
    select(applied.c.point).where(applied.c.kind == "used", applied.c.removed == 0, applied.c.study_day <= _TODAY),
)
_ASKING = (card.c.role.in_(("ask", "cloze")), card.c.reps > 1, card.c.suspended == 0, card.c.draft == 0)
_PASSED = (review.c.state_before == "review", review.c.rating > 1)
_EARLIEST = (
    select(review.c.uid, review.c.id, review.c.card, review.c.study_day)
    .where(review.c.study_day <= _UNTIL, *_PASSED)
    .order_by(review.c.study_day, review.c.id)
    .limit(_AT_ONCE)
    .subquery()
)
_IN_ORDER = (
    select(point.c.uid, point.c.n, _EARLIEST.c.study_day)
    .join_from(_EARLIEST, card, card.c.uid == _EARLIEST.c.card)
    .join(point, point.c.uid == card.c.point)
    .outerjoin(retraction, retraction.c.review == _EARLIEST.c.uid)
    .where(*_ASKING, point.c.retired_at.is_(None), retraction.c.uid.is_(None), card.c.point.not_in(_TOUCHED))
    .order_by(_EARLIEST.c.study_day, _EARLIEST.c.id)
)
_FIRST = (
    select(review.c.study_day)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(review.c.card == card.c.uid, *_PASSED, retraction.c.uid.is_(None))
    .order_by(review.c.id)
    .limit(1)
    .scalar_subquery()
)
_BY_CARD = select(card.c.point, _FIRST.label("recalled")).where(*_ASKING)


class Promptable:
    """What can be asked about first recalls: the day of a tip's first passed answer from review state.

    Counted are the answers that stand to ask and cloze cards that are neither suspended nor drafts; without such a
    card, or retired, a tip is left out. ``today`` is the last study day whose plans and uses count, ``until`` the last
    day of a recall; ``within`` narrows to a deck with its subdecks.
    """

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def untouched(self, *, today: int, until: int, at_most: int, within: str | None = None) -> dict[str, int]:
        """Return the earliest first recalls of tips without plan, reply and use, by uid, ``at_most`` so many."""
        days = {"today": today, "until": until}
        return self._in_order(days, at_most, within) or self._by_card(
            _BY_CARD.where(card.c.point.not_in(_TOUCHED)), days, within, at_most
        )

    def touched(self, *, today: int, until: int, within: str | None = None) -> dict[str, int]:
        """Return the first recalls of the tips with a plan, a reply or a use, by uid."""
        days = {"today": today, "until": until}
        return self._by_card(_BY_CARD.where(card.c.point.in_(_TOUCHED)), days, within)

    def _in_order(self, days: dict[str, int], at_most: int, within: str | None) -> dict[str, int]:
        """Look at the oldest recalls of the log, a day to its end; return nothing if they are not enough to tell."""
        found: dict[str, tuple[int, int]] = {}
        latest = days["until"]
        with self._reading() as connection:
            for uid, n, day in connection.execute(_IN_ORDER.where(*_in_deck(within)), days):
                if len(found) >= at_most and day > latest:
                    first = sorted(found.items(), key=lambda one: one[1])[:at_most]
                    return {tip: recalled for tip, (recalled, _n) in first}
                found.setdefault(uid, (day, n))
                latest = day
        return {}

    def _by_card(
        self, cards: Select[Any], days: dict[str, int], within: str | None, at_most: int | None = None
    ) -> dict[str, int]:
        """Look up each card's first recall."""
        # Materialized, so that SQLite looks once.
        found = cards.where(*_in_deck(within)).cte("found").prefix_with("MATERIALIZED")
        recalled = func.min(found.c.recalled)
        query = (
            select(point.c.uid, recalled)
            .join_from(found, point, point.c.uid == found.c.point)
            .where(point.c.retired_at.is_(None), found.c.recalled <= _UNTIL)
            .group_by(point.c.uid)
            .order_by(recalled, point.c.n)
            .limit(at_most)
        )
        with self._reading() as connection:
            return dict(map(tuple, connection.execute(query, days)))


def _in_deck(root: str | None) -> tuple[ColumnElement[bool], ...]:
    if root is None:
        return ()
    below = deck.c.name.startswith(f"{root}::", autoescape=True)
    return (card.c.deck.in_(select(deck.c.uid).where(or_(deck.c.name == root, below))),)
