"""Sources, questions and points: what is known of each notes file."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, Text, bindparam, func, select

from flashcards.core.note import Entry, Note, Point, Question, Source
from flashcards.store.connection import Reading
from flashcards.store.index import listed
from flashcards.store.rows import POINT, SOURCE, to_point, to_question, to_source
from flashcards.store.tables import applied, deck, point, question, source, source_path

_UID = bindparam("uid", type_=Text)
_SOURCES = select(*SOURCE).join(deck, deck.c.uid == source.c.deck).order_by(source.c.created_at, source.c.uid)
_SOURCE = _SOURCES.where(source.c.uid == _UID)
_QUESTION = select(question).where(question.c.uid == _UID)
_POINTS = (
    select(*POINT).join(question, question.c.uid == point.c.question).order_by(question.c.position, point.c.position)
)
_POINT = _POINTS.where(point.c.uid == _UID)
_HOME = point.alias("home")
_SIBLINGS = _POINTS.where(point.c.question == select(_HOME.c.question).where(_HOME.c.uid == _UID).scalar_subquery())

_ENTRIES = (
    select(applied.c.study_day, applied.c.kind, applied.c.text)
    .where(applied.c.removed == 0)
    .order_by(applied.c.study_day, applied.c.at, applied.c.uid)
)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """Where this device saw a source's file, and what it was like: ``mtime_ns``, ``size`` in bytes, hash of text."""

    source: str
    path: str
    mtime_ns: int
    size: int
    text_hash: str


class Notes:
    """What can be asked about sources, questions and points."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def sources(self) -> list[Source]:
        """Return every source, in the order they came."""
        return self._sources(_SOURCES)

    def source(self, uid: str) -> Source:
        """Return one source."""
        return self._sources(_SOURCE, uid=uid)[0]

    def sources_of_kind(self, kind: str) -> list[Source]:
        """Return the sources of one kind."""
        return self._sources(_SOURCES.where(source.c.kind == kind))

    def files(self, device: str | None) -> list[SeenFile]:
        """Return the files that this device knows, one per path."""
        query = select(source_path).where(source_path.c.device == device).order_by(source_path.c.seen_at)
        with self._reading() as connection:
            return [
                SeenFile(row.source, row.path, row.mtime_ns, row.size, row.text_hash)
                for row in connection.execute(query)
            ]

    def questions(self, source_uid: str) -> list[Question]:
        """Return a source's questions in the order of the file."""
        query = select(question).where(question.c.source == source_uid).order_by(question.c.position)
        with self._reading() as connection:
            return [to_question(row) for row in connection.execute(query)]

    def points(self, source_uid: str) -> list[Point]:
        """Return a source's points, retired ones included, in the order of the file."""
        return self._points(_POINTS.where(question.c.source == source_uid))

    def point(self, uid: str) -> Point:
        """Return one point."""
        return self._points(_POINT, uid=uid)[0]

    def points_of(self, uids: Collection[str]) -> dict[str, Point]:
        """Return the points that there are of some uids, by uid, in the order of ``uids``."""
        found = {one.uid: one for one in self._points(_POINTS.where(point.c.uid.in_(listed(uids))))}
        return {uid: found[uid] for uid in uids if uid in found}

    def note_of(self, point_uid: str) -> tuple[Note, Point]:
        """Return a point with the note it stands in; the note holds living points, so not a retired one itself."""
        with self._reading() as connection:
            points = self._points(_SIBLINGS, uid=point_uid)
            own = next(one for one in points if one.uid == point_uid)
            asked = to_question(connection.execute(_QUESTION, {"uid": own.question}).one())
            return Note(source=self.source(asked.source), question=asked, points=_living(points)), own

    def all(self, among: Collection[str] | None = None) -> list[tuple[Note, tuple[Point, ...]]]:
        """Return every note with all its points, retired ones included, in the order of sources and files.

        With ``among``, only the notes of these points.
        """
        sources = {one.uid: one for one in self.sources()}
        by_question: dict[str, list[Point]] = {}
        held = None if among is None else select(_HOME.c.question).where(_HOME.c.uid.in_(listed(among)))
        for one in self._points(_POINTS if held is None else _POINTS.where(question.c.uid.in_(held))):
            by_question.setdefault(one.question, []).append(one)
        query = (
            select(question)
            .join(source, source.c.uid == question.c.source)
            .order_by(source.c.created_at, source.c.uid, question.c.position)
        )
        query = query if held is None else query.where(question.c.uid.in_(held))
        with self._reading() as connection:
            questions = [to_question(row) for row in connection.execute(query)]
        return [
            (Note(source=sources[q.source], question=q, points=_living(points)), tuple(points))
            for q in questions
            if (points := by_question.get(q.uid))
        ]

    def applied_counts(self, *, up_to: int) -> dict[str, int]:
        """Return how often each tip was applied up to a study day, by uid; "tried, didn't fit" does not count."""
        query = (
            select(applied.c.point, func.count())
            .where(applied.c.kind == "used", applied.c.removed == 0, applied.c.study_day <= up_to)
            .group_by(applied.c.point)
        )
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def entries(self, point_uid: str) -> list[Entry]:
        """Return each time a tip was tried, by study day; what was taken back is left out."""
        with self._reading() as connection:
            return [_entry(row) for row in connection.execute(_ENTRIES.where(applied.c.point == point_uid))]

    def entries_by_point(self, *, up_to: int) -> dict[str, list[Entry]]:
        """Return each time that tips were tried, up to a study day, by the tip's uid and then by study day."""
        query = _ENTRIES.add_columns(applied.c.point).where(applied.c.study_day <= up_to)
        found: dict[str, list[Entry]] = {}
        with self._reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.point, []).append(_entry(row))
        return found

    def _sources(self, query: Select[Any], **values: str) -> list[Source]:
        with self._reading() as connection:
            return [to_source(row) for row in connection.execute(query, values)]

    def _points(self, query: Select[Any], **values: str) -> list[Point]:
        with self._reading() as connection:
            return [to_point(row) for row in connection.execute(query, values)]


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(row.study_day, row.kind == "used", row.text)


def _living(points: list[Point]) -> tuple[Point, ...]:
    return tuple(one for one in points if one.retired_why is None)
