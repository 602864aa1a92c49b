"""The log: answers, what took them back, and every other change, as the user's acts."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, or_, select

from flashcards.core.queue import lineage
from flashcards.core.review import MANUAL, Answer, Trace
from flashcards.store.act import ROW, Act
from flashcards.store.connection import Reading
from flashcards.store.index import listed
from flashcards.store.rows import to_answer
from flashcards.store.tables import (
    applied,
    change,
    deck,
    mention,
    plan,
    point,
    question,
    retraction,
    review,
    source,
    tag,
)
from flashcards.store.tables import card as card_table
from flashcards.store.uid import earliest, instant

UNDOABLE = (
    "bury", "unbury", "suspend", "unsuspend", "flag", "unflag", "tag", "untag", "edit", "apply", "retire", "restore",
    "accept", "tune", "deck", "move", "vacation", "plan", "not-now", "doesnt-fit",
)  # fmt: skip

_PLACES = ("line", "position", "ordered", "score", "original", "text_hash", "last_seen", "updated_at")
"""What a line that only moved in its file changes."""

CATCH_UP = "catch-up"
VACATION = "vacation"
MERGE = "merge"
"""The act whose one entry says when this machine united two databases; it never travels."""
_AT_ONCE = 2_000

_APPEND = insert(review)
_COLUMNS = tuple(column.name for column in fields(Answer))
_TAKEN = select(func.max(review.c.id)).where(
    review.c.id >= bindparam("at"),
    or_(review.c.id == bindparam("at"), and_(review.c.card == bindparam("card"), review.c.kind == MANUAL)),
)
_ASKED_TODAY = (
    select()
    .select_from(point)
    .join(card_table, card_table.c.point == point.c.uid)
    .join(review, review.c.card == card_table.c.uid)
    .outerjoin(retraction, retraction.c.review == review.c.uid)
    .where(review.c.study_day == bindparam("study_day"), review.c.kind != MANUAL, retraction.c.uid.is_(None))
)
_ADDED = (
    select(change.c.group)
    .where(change.c.study_day == bindparam("study_day"), change.c.device == bindparam("device"))
    .where(change.c.act.in_(("add", "import")), change.c.table.in_(("source", "question", "point", "mention")))
    .where(change.c.field.not_in(_PLACES))
    .order_by(change.c.group.desc())
    .limit(1)
)
_MERGED = (
    select(func.max(change.c.group))
    .where(change.c.study_day == bindparam("study_day"), change.c.device == bindparam("device"))
    .where(change.c.act == MERGE)
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
    moves: tuple[Answer, ...] = ()
    """The log's rows by which it moved due days."""


class Log:
    """What can be asked about the past."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def answers(
        self, card: str | None = None, since_day: int | None = None, points: Collection[str] | None = None
    ) -> list[Answer]:
        """Return the rows that stand (not taken back), moves included, in the order of (id, uid).

        Of all cards, of one card, or of those of some points.
        """
        query = _standing()
        if card is not None:
            query = query.where(review.c.card == card)
        if since_day is not None:
            query = query.where(review.c.study_day >= since_day)
        if points is not None:
            own = select(card_table.c.uid).where(card_table.c.point.in_(listed(points)))
            query = query.where(review.c.card.in_(own))
        with self._reading() as connection:
            return [to_answer(row) for row in connection.execute(query).all()]

    def each(self) -> Iterator[Answer]:
        """Yield the rows that stand, of all cards and in the same order, a few thousand at a time from the disk."""
        with self._reading() as connection:
            for row in connection.execute(_standing(), execution_options={"yield_per": _AT_ONCE}):
                yield to_answer(row)

    def traces(self, points: Collection[str] | None = None) -> dict[str, list[Trace]]:
        """Return the rows that stand of each card that has some, by its uid, in the order of (id, uid).

        Of all cards, or of those of some points.
        """
        query = _TRACES
        if points is not None:
            own = select(card_table.c.uid).where(card_table.c.point.in_(listed(points)))
            query = query.where(review.c.card.in_(own))
        found: dict[str, list[Trace]] = {}
        with self._reading() as connection:
            for card, *row in connection.execute(query).all():
                found.setdefault(card, []).append(Trace._make(row))
        return found

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

    def timed(self, last: int = 200) -> tuple[int, int]:
        """Return how many of the last answers that stand were timed, and how long (ms) these took in all."""
        stands = select(review.c.duration_ms).outerjoin(retraction, retraction.c.review == review.c.uid)
        timed = stands.where(review.c.duration_ms > 0, retraction.c.uid.is_(None))
        with self._reading() as connection:
            durations = connection.execute(timed.order_by(review.c.id.desc()).limit(last)).scalars().all()
        return len(durations), sum(durations)

    def moves(self, group: str) -> tuple[Answer, ...]:
        """Return the moves of due days that stand of an act, by its group."""
        with self._reading() as connection:
            return _moves(connection, group)

    def decks(self, group: str) -> tuple[str, ...]:
        """Return the decks that an act changed, by their names of now, without those below another of them."""
        rows = select(change.c.row).where(change.c.group == group, change.c.table == "deck", change.c.field != ROW)
        with self._reading() as connection:
            names = set(connection.execute(select(deck.c.name).where(deck.c.uid.in_(rows))).scalars())
        return tuple(sorted(name for name in names if names.isdisjoint(lineage(name)[1:])))

    def newest_deed(self, device: str, study_day: int) -> Deed | None:
        """Return the newest act of a device on a study day that is not yet undone, None if there is none."""
        with self._reading() as connection:
            move = _newest_move(connection, device, study_day)
            found = [
                _newest_answer(connection, device, study_day),
                _newest_change(connection, device, study_day),
            ]
        deeds = [_with_moves(deed, move) for deed in found if deed] + ([move] if move else [])
        return max(deeds, key=lambda deed: (instant(deed.group), deed is not move), default=None)

    def newest_adding(self, device: str, study_day: int) -> str | None:
        """Return the group of the newest act of a device on a study day that stored notes, None if there is none.

        One after which lines only stand elsewhere in their file is none.
        """
        with self._reading() as connection:
            return connection.execute(_ADDED, {"device": device, "study_day": study_day}).scalar()

    def newest_merge(self, device: str, study_day: int) -> str | None:
        """Return the group of the newest act of a device on a study day that united two databases, None without one."""
        with self._reading() as connection:
            return connection.execute(_MERGED, {"device": device, "study_day": study_day}).scalar()

    def titles(self, group: str) -> tuple[str, ...]:
        """Return the titles of the sources that an act wrote, or of which it wrote a question or a tip."""
        rows = select(change.c.row).where(change.c.group == group)
        by_question = select(question.c.source).where(question.c.uid.in_(rows))
        by_mention = select(mention.c.source).where(mention.c.uid.in_(rows))
        own = or_(source.c.uid.in_(rows), source.c.uid.in_(by_question), source.c.uid.in_(by_mention))
        with self._reading() as connection:
            return tuple(connection.execute(select(source.c.title).where(own).order_by(source.c.uid)).scalars())


def append_answer(act: Act, answer: Answer) -> None:
    """Add a row to the review log."""
    append_answers(act, [answer])


def append_answers(act: Act, answers: Iterable[Answer]) -> None:
    """Add rows to the review log."""
    rows = [{name: getattr(answer, name) for name in _COLUMNS} for answer in answers]
    if rows:
        act.connection.execute(_APPEND, rows)


def retract(act: Act, *answers: str) -> None:
    """Take rows back: each gets a row beside the log, which itself only grows."""
    common = {"device": act.device, "at": act.at, "study_day": act.study_day}
    rows = [{"uid": act.uid(), "review": answer, **common} for answer in answers]
    if rows:
        act.connection.execute(insert(retraction), rows)


def free_id(act: Act, card: str, after: int = 0) -> int:
    """Return the id of an answer given here: the act's instant, raised by 1 ms until no answer has it.

    It is later than ``after``, the card's last answer (ms), and than each move of its due day, so that a clock set back
    cannot change a log's order.
    """
    at = max(act.at, after + 1)
    while (taken := act.connection.execute(_TAKEN, {"at": at, "card": card}).scalar()) is not None:
        at = taken + 1
    return at


def later_ids(act: Act) -> dict[str, int]:
    """Return the newest id of each card that has a row of this instant or later: the clock stood still or went back."""
    query = (
        select(review.c.card, func.max(review.c.id).label("newest"))
        .where(review.c.id >= act.at)
        .group_by(review.c.card)
    )
    return {row.card: row.newest for row in act.connection.execute(query)}


def _standing() -> Select[Any]:
    return (
        select(review)
        .outerjoin(retraction, retraction.c.review == review.c.uid)
        .where(retraction.c.uid.is_(None))
        .order_by(review.c.id, review.c.uid)
    )


_TRACES = (
    _standing()
    .with_only_columns(review.c.card, *(review.c[name] for name in Trace._fields))
    .where(or_(review.c.kind != MANUAL, review.c.state_before != "new"))
)
"""A row that stands for a lost log is nobody's answer, so it goes nowhere else."""


def _newest_answer(connection: Connection, device: str, study_day: int) -> Deed | None:
    query = (
        select(review.c.uid, review.c.id, review.c.card)
        .outerjoin(retraction, retraction.c.review == review.c.uid)
        .where(review.c.study_day == study_day, review.c.device == device, retraction.c.uid.is_(None))
        .where(review.c.kind != MANUAL)
        .order_by(review.c.uid.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Deed("answer", row.uid, row.id, (row.card,))


def _newest_move(connection: Connection, device: str, study_day: int) -> Deed | None:
    """Return the newest act that moved due days: its rows share a moment, which no other act of the device has."""
    moves = _standing().where(review.c.kind == MANUAL, review.c.study_day == study_day, review.c.device == device)
    newest = connection.execute(moves.order_by(None).order_by(review.c.uid.desc()).limit(1)).one_or_none()
    if newest is None:
        return None
    return Deed(CATCH_UP, newest.uid, newest.id, (), _moves(connection, newest.uid))


def _moves(connection: Connection, group: str) -> tuple[Answer, ...]:
    """Return the moves that stand of the act which made an identity."""
    moment = instant(group)
    of_act = review.c.uid.between(earliest(moment), earliest(moment + 1))
    rows = connection.execute(_standing().where(review.c.kind == MANUAL, of_act))
    return tuple(to_answer(row) for row in rows)


def _with_moves(deed: Deed, move: Deed | None) -> Deed:
    """Return a deed with the moves of the same moment: they belong to the same act."""
    same = move is not None and instant(move.group) == instant(deed.group)
    return replace(deed, moves=move.moves) if move is not None and same else deed


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
        for table in (tag, applied, plan)
    ]  # fmt: skip
    found = {(row.n, row.uid) for query in queries for row in connection.execute(query)}
    return tuple(uid for _n, uid in sorted(found))
