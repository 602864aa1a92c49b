"""If-then plans and the other answers to apply prompts: what was answered, and which tips could be prompted."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Integer, Select, bindparam, func, or_, select, union

from flashcards.core.prompting import Kind, Reply
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.tables import applied, card, deck, plan, point, retraction, review

_TODAY = bindparam("today", type_=Integer)
_UNTIL = bindparam("until", type_=Integer)
_REPLIES = (
    select(plan.c.point, plan.c.study_day, plan.c.kind, plan.c.text)
    .where(plan.c.removed == 0)
    .order_by(plan.c.study_day, plan.c.at, plan.c.uid)
)
_PROMPTED = select(func.count(plan.c.point.distinct())).where(plan.c.study_day == _TODAY, plan.c.removed == 0)
_USED = (applied.c.kind == "used", applied.c.removed == 0)
_FIRST_RECALL = (
    select(review.c.study_day)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(review.c.card == card.c.uid, review.c.state_before == "review", review.c.rating > 1)
    .where(retraction.c.uid.is_(None))
    .order_by(review.c.id)
    .limit(1)
    .scalar_subquery()
)
_PROMPTABLE = (
    select(card.c.point, _FIRST_RECALL.label("recalled"))
    .where(card.c.role.in_(("ask", "cloze")), card.c.reps > 1, card.c.suspended == 0, card.c.draft == 0)
)  # fmt: skip


class Plans:
    """What can be asked about plans. What was taken back is left out; replies come in the order they were given."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def replies(self, point_uid: str) -> list[Reply]:
        """Return what was answered to a tip's prompts."""
        return self._by_point(_REPLIES.where(plan.c.point == point_uid)).get(point_uid, [])

    def by_point(self, *, up_to: int) -> dict[str, list[Reply]]:
        """Return what was answered up to a study day, of each tip that was, by its uid."""
        return self._by_point(_REPLIES.where(plan.c.study_day <= up_to))

    def applied_days(self, *, up_to: int) -> dict[str, list[int]]:
        """Return the study days up to one on which each tip was applied, by its uid; "didn't fit" does not count."""
        query = select(applied.c.point, applied.c.study_day).where(applied.c.study_day <= up_to, *_USED)
        found: dict[str, list[int]] = {}
        with self._reading() as connection:
            for uid, day in connection.execute(query):
                found.setdefault(uid, []).append(day)
        return found

    def prompted(self, study_day: int) -> int:
        """Return how many tips had their prompt answered on a study day."""
        with self._reading() as connection:
            return int(connection.execute(_PROMPTED, {"today": study_day}).scalar_one())

    def untouched(self, *, today: int, until: int, at_most: int, within: str | None = None) -> dict[str, int]:
        """Return the first passed recalls, up to the study day ``until``, of tips without plan, reply and use by today.

        By the tip's uid, the earliest first, ``at_most`` so many. Retired tips are left out, and those of which each
        ask or cloze card is suspended or a draft; ``within`` narrows to a deck with its subdecks.
        """
        return self._recalled(card.c.point.not_in(_touched()), within, at_most, today=today, until=until)

    def touched(self, *, today: int, until: int, within: str | None = None) -> dict[str, int]:
        """Return the same of tips with a plan, a reply or a use by today, all of them."""
        return self._recalled(card.c.point.in_(_touched()), within, None, today=today, until=until)

    def _recalled(
        self, condition: ColumnElement[bool], within: str | None, at_most: int | None, **days: int
    ) -> dict[str, int]:
        cards = _PROMPTABLE.where(condition)
        if within is not None:
            below = deck.c.name.startswith(f"{within}::", autoescape=True)
            cards = cards.where(card.c.deck.in_(select(deck.c.uid).where(or_(deck.c.name == within, below))))
        # Materialized, so that SQLite looks for a card's first recall once.
        found = cards.cte("found").prefix_with("MATERIALIZED")
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

    def _by_point(self, query: Select[Any]) -> dict[str, list[Reply]]:
        found: dict[str, list[Reply]] = {}
        with self._reading() as connection:
            for uid, day, kind, text in connection.execute(query):
                found.setdefault(uid, []).append(Reply(day, Kind(kind), text))
        return found


def put_reply(act: Act, point_uid: str, kind: Kind, text: str = "") -> None:
    """Store what was answered to a tip's prompt on the act's study day."""
    act.insert(plan, point=point_uid, at=act.at, study_day=act.study_day, kind=kind.value, text=text)


def _touched() -> CompoundSelect[Any]:
    return union(
        select(plan.c.point).where(plan.c.removed == 0, plan.c.study_day <= _TODAY),
        select(applied.c.point).where(applied.c.study_day <= _TODAY, *_USED),
    )
