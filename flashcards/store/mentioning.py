"""Writing where points stand: their home line, the other lines that say the same, and what was decided about lines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update

from flashcards.store.act import Act
from flashcards.store.tables import decision, mention, point, question


class Mentions:
    """Keeps mentions and decisions inside one act. A mention whose line left its source has no line number.

    With :meth:`expect`, what is as it was costs no query.
    """

    def __init__(self, act: Act) -> None:
        """Take the act."""
        self._act = act
        self._homes: dict[str, Mapping[str, Any]] = {}

    def expect(self, source_uid: str) -> None:
        """Read the home lines in a source in one go, before they are compared one by one."""
        query = select(mention).where(mention.c.source == source_uid, mention.c.home == 1)
        self._homes |= {row["point"]: row for row in self._act.connection.execute(query).mappings()}

    def add_homes(self, homes: Iterable[Mapping[str, Any]]) -> None:
        """Note the home lines of points that are new: rows with point, source and what the line says."""
        rows = [{"uid": self._act.uid(), "home": True, "last_seen": self._act.at, **row} for row in homes]
        self._act.insert_many(mention, rows)

    def mention(self, point_uid: str, source_uid: str, *, home: bool, uid: str | None = None, **fields: Any) -> None:  # noqa: ANN401  a row's values
        """Note a line that says what a point says: the mention ``uid``, the point's home in the source, or a new one.

        A point has one home at most.
        """
        known = self._homes.pop(point_uid, None) if home else None
        if known is not None and all(known[name] == value for name, value in fields.items()):
            return
        if uid is None and home:
            uid = self._come_home(point_uid, source_uid)
        if uid is None:
            self._act.insert(mention, point=point_uid, source=source_uid, home=home, last_seen=self._act.at, **fields)
        else:
            self._act.update(mention, uid, home=home, **fields)

    def end_mention(self, uid: str) -> None:
        """Note that a mention's line left its source."""
        self._act.update(mention, uid, line=None)

    def leave(self, point_uid: str, source_uid: str) -> None:
        """Note that a point's home line left its source."""
        for row in self._rows(mention.c.point == point_uid, mention.c.source == source_uid, mention.c.home == 1):
            self._act.update(mention, row.uid, line=None)

    def move_home(self, point_uid: str, source_uid: str) -> None:
        """Give a point whose line left a source its home where it still stands."""
        self.leave(point_uid, source_uid)
        rows = self._rows(mention.c.point == point_uid, mention.c.line.is_not(None), mention.c.source != source_uid)
        row = rows[0]
        for other in self._rows(mention.c.point == point_uid, mention.c.home == 1):
            self._act.update(mention, other.uid, home=False)
        self._act.update(mention, row.uid, home=True)
        self._act.update(
            point, point_uid, question=self._question(row), original=row.original, line=row.line,
            block_id=row.block_id, updated_at=self._act.at,
        )  # fmt: skip

    def saw_mentions(self, source_uid: str) -> None:
        """Date the mentions in a source as seen now: an observation that merging takes the latest of, so not logged."""
        seen = update(mention).where(mention.c.source == source_uid, mention.c.line.is_not(None))
        self._act.connection.execute(seen.values(last_seen=self._act.at))

    def decide(self, source_uid: str, line_hash: str, verdict: str, texts: Sequence[str]) -> None:
        """Remember a verdict on a line of a source, instead of an earlier one."""
        known = select(decision.c.uid).where(decision.c.source == source_uid, decision.c.line_hash == line_hash)
        uid = self._act.connection.execute(known).scalar()
        values = {"verdict": verdict, "texts": list(texts)}
        if uid is None:
            self._act.insert(decision, source=source_uid, line_hash=line_hash, at=self._act.at, **values)
        elif self._act.update(decision, uid, **values):
            self._act.update(decision, uid, at=self._act.at)

    def _come_home(self, point_uid: str, source_uid: str) -> str | None:
        """Return the mention in a source that is the point's home, or becomes it; None if there is none yet."""
        rows = self._rows(mention.c.point == point_uid)
        for row in rows:
            if row.home and row.source != source_uid:
                self._act.update(mention, row.uid, home=False)
        here = [row for row in rows if row.source == source_uid and (row.home or row.line is None)]
        return next((str(row.uid) for row in sorted(here, key=lambda row: not row.home)), None)

    def _rows(self, *conditions: ColumnElement[bool]) -> list[Row[*tuple[Any, ...]]]:
        query = select(mention).where(*conditions).order_by(mention.c.line, mention.c.uid)
        return list(self._act.connection.execute(query))

    def _question(self, row: Row[*tuple[Any, ...]]) -> str:
        """Return the question that a mention stands under, added if the source has no card under it yet."""
        own = select(question.c.uid, question.c.section).where(
            question.c.source == row.source, question.c.text == row.question_text
        )
        found = self._act.connection.execute(own.order_by(question.c.position)).all()
        alike = [one.uid for one in found if one.section == row.section] or [one.uid for one in found]
        if alike:
            return str(alike[0])
        last = select(func.max(question.c.position)).where(question.c.source == row.source)
        position = (self._act.connection.execute(last).scalar() or 0) + 1
        return self._act.insert(
            question, source=row.source, text=row.question_text, original=row.question_text, section=row.section,
            position=position, created_at=self._act.at, updated_at=self._act.at,
        )  # fmt: skip
