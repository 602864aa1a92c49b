"""What the store knows of a source's lines, as a re-read of its notes needs it: no cards, no memory.

The file's own text stands beside the user's wording here; what cards show is :mod:`flashcards.store.notes`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from flashcards.core.note import Role
from flashcards.store.connection import Reading
from flashcards.store.tables import card, change, decision, mention, point, question, source


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question as it was last read; ``own`` is the user's wording where it is in force."""

    uid: str
    source: str
    text: str
    original: str
    section: tuple[str, ...]
    line: int | None
    asked: bool
    own: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point as its line was read; ``own`` and ``own_details`` are the user's words where they are in force.

    ``draft`` says whether a card of it waits to be accepted, ``has_why`` whether it has a why card.
    """

    uid: str
    n: int
    question: str
    text: str
    original: str
    line: int | None
    block_id: str | None
    retired_why: str | None
    own: str | None
    own_details: str | None
    draft: bool
    has_why: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A line of a source that says what a point says. ``line`` is None once it left the source."""

    uid: str
    point: str
    source: str
    title: str
    line: int | None
    section: tuple[str, ...]
    question_text: str
    original: str
    block_id: str | None
    home: bool


class Lines:
    """What can be asked about lines."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def question(self, uid: str) -> QuestionLine:
        """Return one question."""
        with self._reading() as connection:
            return _question(connection.execute(select(question).where(question.c.uid == uid)).one())

    def questions(self, source_uid: str | None = None) -> list[QuestionLine]:
        """Return the questions of a source in the order of the file, or of all sources."""
        query = select(question).order_by(question.c.position)
        if source_uid is not None:
            query = query.where(question.c.source == source_uid)
        with self._reading() as connection:
            return [_question(row) for row in connection.execute(query)]

    def points(self, source_uid: str | None = None) -> list[PointLine]:
        """Return the points at home in a source, retired ones included, in its order; without one, all living ones."""
        query = _POINT.join(question, question.c.uid == point.c.question)
        if source_uid is not None:
            query = query.where(question.c.source == source_uid).order_by(question.c.position, point.c.position)
        else:
            query = query.where(point.c.retired_at.is_(None)).order_by(point.c.n)
        with self._reading() as connection:
            return [_point(row) for row in connection.execute(query)]

    def of_points(self, uids: list[str]) -> dict[str, PointLine]:
        """Return points by their uid."""
        found = {}
        with self._reading() as connection:
            for start in range(0, len(uids), 500):
                query = _POINT.where(point.c.uid.in_(uids[start : start + 500]))
                found.update({row.uid: _point(row) for row in connection.execute(query)})
        return found

    def mentions(self, source_uid: str) -> list[Mention]:
        """Return the mentions in a source, of points at home here or elsewhere."""
        return self._mentions(mention.c.source == source_uid)

    def mentions_of_points_of(self, source_uid: str) -> list[Mention]:
        """Return where else the points that are at home in a source stand now."""
        return self._mentions(
            question.c.source == source_uid, mention.c.source != source_uid, mention.c.line.is_not(None)
        )

    def mentioned(self) -> dict[str, set[str]]:
        """Return for each source the points of other homes that stand in it now."""
        query = (
            select(mention.c.source, mention.c.point)
            .join(point, point.c.uid == mention.c.point)
            .join(question, question.c.uid == point.c.question)
            .where(mention.c.line.is_not(None), question.c.source != mention.c.source)
        )
        found: dict[str, set[str]] = {}
        with self._reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.source, set()).add(row.point)
        return found

    def former(self, source_uid: str) -> dict[str, tuple[str, ...]]:
        """Return the texts that the points at home in a source had before, by point, the oldest first."""
        query = (
            select(change.c.row, change.c.old)
            .join(point, point.c.uid == change.c.row)
            .join(question, question.c.uid == point.c.question)
            .where(question.c.source == source_uid, change.c.field == "text")
            .order_by(change.c.uid)
        )
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as connection:
            for row in connection.execute(query):
                found[row.row] = (*found.get(row.row, ()), row.old)
        return found

    def decisions(self, source_uid: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return what was decided about a source's lines: verdict and texts, by the hash of the line."""
        query = select(decision).where(decision.c.source == source_uid)
        with self._reading() as connection:
            return {row.line_hash: (row.verdict, tuple(row.texts or ())) for row in connection.execute(query)}

    def _mentions(self, *conditions: Any) -> list[Mention]:  # noqa: ANN401  SQL conditions
        query = (
            select(*mention.c, source.c.title)
            .join(source, source.c.uid == mention.c.source)
            .join(point, point.c.uid == mention.c.point)
            .join(question, question.c.uid == point.c.question)
            .where(*conditions)
            .order_by(mention.c.line)
        )
        with self._reading() as connection:
            return [
                Mention(
                    uid=row.uid, point=row.point, source=row.source, title=row.title, line=row.line,
                    section=tuple(row.section or ()), question_text=row.question_text, original=row.original,
                    block_id=row.block_id, home=row.home,
                )
                for row in connection.execute(query)
            ]  # fmt: skip


_OWN = select(card.c.uid).where(card.c.point == point.c.uid)
_DRAFT, _WHY = (_OWN.where(condition).exists() for condition in (card.c.draft == 1, card.c.role == Role.WHY))
_POINT = select(*point.c, _DRAFT.label("draft"), _WHY.label("has_why"))


def _question(row: Row[*tuple[Any, ...]]) -> QuestionLine:
    return QuestionLine(
        uid=row.uid, source=row.source, text=row.text, original=row.original, section=tuple(row.section or ()),
        line=row.line, asked=row.asked, own=_own(row),
    )  # fmt: skip


def _point(row: Row[*tuple[Any, ...]]) -> PointLine:
    return PointLine(
        uid=row.uid, n=row.n, question=row.question, text=row.text, original=row.original, line=row.line,
        block_id=row.block_id, retired_why=row.retired_why, own=_own(row), draft=bool(row.draft),
        has_why=bool(row.has_why),
        own_details=row.own_details if row.own_text is not None and row.own_for == row.text else None,
    )  # fmt: skip


def _own(row: Row[*tuple[Any, ...]]) -> str | None:
    """Return the user's words; an edit of the details alone has the file's."""
    return row.own_text if row.own_for == row.text and row.own_text != row.text else None
