"""The log: answers, what took them back, and every other change, as the user's acts."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select

from flashcards.core.review import Answer
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.rows import to_answer
from flashcards.store.tables import applied, change, point, question, retraction, review, tag
from flashcards.store.tables import card as card_table

UNDOABLE = (
    "bury", "unbury", "suspend", "unsuspend", "flag", "unflag", "tag", "untag", "edit", "apply", "retire", "restore",
    "accept", "tune",
)  # fmt: skip

_APPEND = insert(review)
_TAKEN = select(review.c.id).where(review.c.id == bindparam("at")).limit(1)
_ASKED_TODAY = (
    select()
    .select_from(point)
    .join(card_table, card_table.c.point == point.c.uid)
    .join(review, review.c.card == card_table.c.uid)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(review.c.study_day == bindparam("study_day"), retraction.c.uid.is_(None))
)
_SEEN = _ASKED_TODAY.add_columns(point.c.question, point.c.related).distinct()
_NEW_BY_SOURCE = (
    _ASKED_TODAY.add_columns(question.c.source, func.count())
    .join(question, question.c.uid == point.c.question)
    .where(review.c.state_before == "new")
    .group_by(question.c.source)
)


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that can be undone: its kind, its group, and the cards and points it was about (an answer: its card)."""

    kind: str
    group: str
    at: int
    rows: tuple[str, ...]


class Log:
    """What can be asked about the past."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def answers(self, card: str | None = None, since_day: int | None = None) -> list[Answer]:
        """Return the answers that stand (not taken back), of one card or of all, in the order of (id, uid)."""
        query = _standing()
        if card is not None:
            query = query.where(review.c.card == card)
        if since_day is not None:
            query = query.where(review.c.study_day >= since_day)
        with self._reading() as connection:
            return [to_answer(row) for row in connection.execute(query)]

    def answer(self, uid: str) -> Answer:
        """Return one answer by its uid."""
        with self._reading() as connection:
            return to_answer(connection.execute(select(review).where(review.c.uid == uid)).one())

    def seen(self, study_day: int) -> set[str]:
        """Return the questions (notes) that had a card answered on a study day, and the tips that say the same."""
        seen: set[str] = set()
        with self._reading() as connection:
            for note, related in connection.execute(_SEEN, {"study_day": study_day}):
                seen.update((note, *(related or ())))
        return seen

    def new_by_source(self, study_day: int) -> dict[str, int]:
        """Return how many new cards a study day has asked of each source, by its uid."""
        with self._reading() as connection:
            return dict(map(tuple, connection.execute(_NEW_BY_SOURCE, {"study_day": study_day})))

    def usual_ms(self, last: int = 200) -> int | None:
        """Return how long an answer usually takes, the mean of the last timed ones in ms; None without any."""
        timed = select(review.c.duration_ms).where(review.c.duration_ms > 0).order_by(review.c.id.desc()).limit(last)
        with self._reading() as connection:
            mean = connection.execute(select(func.avg(timed.subquery().c.duration_ms))).scalar()
        return None if mean is None else int(mean)

    def newest_deed(self, device: str, study_day: int) -> Deed | None:
        """Return the newest act of a device on a study day that is not yet undone, None if there is none."""
        with self._reading() as connection:
            found = [
                _newest_answer(connection, device, study_day),
                _newest_change(connection, device, study_day),
            ]
        return max((deed for deed in found if deed), key=lambda deed: deed.group, default=None)


def append_answer(act: Act, answer: Answer) -> None:
    """Add a row to the review log."""
    act.connection.execute(_APPEND, asdict(answer))


def retract(act: Act, answer: str) -> None:
    """Take an answer back: a row beside the log, which itself only grows."""
    act.connection.execute(
        insert(retraction).values(uid=act.uid(), device=act.device, review=answer, at=act.at, study_day=act.study_day)
    )


def free_id(act: Act, after: int = 0) -> int:
    """Return the id of an answer given here: the act's instant, raised by 1 ms until no answer has it.

    It is later than ``after``, the card's last answer (ms), so that a clock set back cannot change a log's order.
    """
    at = max(act.at, after + 1)
    while act.connection.execute(_TAKEN, {"at": at}).scalar() is not None:
        at += 1
    return at


def _standing() -> Select[Any]:
    return (
        select(review)
        .outerjoin(retraction, retraction.c.review == review.c.uid)
        .where(retraction.c.uid.is_(None))
        .order_by(review.c.id, review.c.uid)
    )


def _newest_answer(connection: Connection, device: str, study_day: int) -> Deed | None:
    query = (
        select(review.c.uid, review.c.id, review.c.card)
        .outerjoin(retraction, retraction.c.review == review.c.uid)
        .where(review.c.study_day == study_day, review.c.device == device, retraction.c.uid.is_(None))
        .order_by(review.c.uid.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Deed("answer", row.uid, row.id, (row.card,))


def _newest_change(connection: Connection, device: str, study_day: int) -> Deed | None:
    undone = select(change.c.undoes).where(change.c.undoes.is_not(None))
    query = (
        select(change.c.group, change.c.at, change.c.act)
        .where(
            change.c.study_day == study_day,
            change.c.device == device,
            change.c.act.in_(UNDOABLE),
            change.c.undoes.is_(None),
            change.c.group.not_in(undone),
        )
        .order_by(change.c.group.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Deed(row.act, row.group, row.at, _subjects(connection, row.group))


def _subjects(connection: Connection, group: str) -> tuple[str, ...]:
    """Return the cards and points that an act changed, or made tags and entries of, by their numbers."""
    rows = select(change.c.row).where(change.c.group == group)
    queries = [
        select(table.c.uid, table.c.n).where(table.c.uid.in_(rows)) for table in (card_table, point)
    ] + [
        select(point.c.uid, point.c.n).join(table, table.c.point == point.c.uid).where(table.c.uid.in_(rows))
        for table in (tag, applied)
    ]  # fmt: skip
    found = {(row.n, row.uid) for query in queries for row in connection.execute(query)}
    return tuple(uid for _n, uid in sorted(found))
