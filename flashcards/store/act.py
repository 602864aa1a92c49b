"""One act of the user: a transaction whose every change is logged, so that it can be undone, dated and merged.

The current rows of everything but reviews are a view of the ``change`` log; this module is the only writer of both.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Table, bindparam, delete, exists, insert, select, update

from flashcards.core.studyday import DAY_MS
from flashcards.store.tables import change, deck, metadata, retraction, review
from flashcards.store.uid import earliest, instant, new_uid

ROW = ""
_NEAR_MS = 60_000
_WORDED = {"source", "question", "point", "tag"}
_WORDLESS = {
    "line", "position", "ordered", "score", "updated_at", "related", "retired_at", "retired_why", "text_hash", "deck",
}  # fmt: skip
"""Columns of theirs that no search by words sees."""


@dataclass(slots=True)
class Act:
    """A write in progress: ``kind`` names what the user does, ``group`` is the act's identity.

    ``at`` is the clock's instant (epoch ms). Identities go by a moment of their own that never runs backwards, so that
    the acts of one device and study day sort in the order they were done even if the clock was set back between them.
    """

    connection: Connection
    kind: str
    device: str
    at: int
    study_day: int
    group: str = ""
    undoes: str | None = None
    touched: dict[str, set[str]] = field(default_factory=dict)
    """The rows whose text it added or changed, by table."""
    _moment: int = 0
    _serials: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        """Take a moment after the newest act's; where the clock merely stood still, it is also the act's instant."""
        newest = newest_act(self.connection, self.device, self.study_day)
        self._moment = self.at if newest is None else max(self.at, instant(newest) + 1)
        if self._moment < self.at + _NEAR_MS:
            self.at = self._moment
        self.group = self.group or new_uid(self._moment)

    def uid(self) -> str:
        """Return a fresh identity for a row of this act; later ones sort after earlier ones."""
        return new_uid(self._moment, next(self._serials))

    def insert(self, table: Table, **values: Any) -> str:  # noqa: ANN401  a row's values
        """Add one row and log its creation; return its uid."""
        row = {"uid": values.pop("uid", None) or self.uid(), "device": self.device, **values}
        self.insert_many(table, [row])
        return str(row["uid"])

    def insert_many(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows that carry their uid, and log the creation of each."""
        rows = [{"device": self.device, **row} for row in rows]
        if not rows:
            return
        self.connection.execute(insert(table), rows)
        self._touch(table, *(str(row["uid"]) for row in rows))
        self._log({"table": table.name, "row": row["uid"], "field": ROW, "old": None, "new": row} for row in rows)

    def update(self, table: Table, uid: str, **fields: Any) -> frozenset[str]:  # noqa: ANN401  a row's values
        """Change fields of one row and log each that differs; return the names of those that did."""
        columns = [table.c[name] for name in fields]
        old = self.connection.execute(select(*columns).where(table.c.uid == uid)).one()._mapping  # noqa: SLF001  SQLAlchemy's public name
        changed = {name: value for name, value in fields.items() if old[name] != value}
        if not changed:
            return frozenset()
        self.connection.execute(update(table).where(table.c.uid == uid).values(changed))
        if not changed.keys() <= _WORDLESS:
            self._touch(table, uid)
        self._log(
            {"table": table.name, "row": uid, "field": name, "old": old[name], "new": value}
            for name, value in changed.items()
        )
        return frozenset(changed)

    def revert(self, group: str) -> int:
        """Take back every change of another act, newest first, as changes of this one; return how many."""
        self.undoes = group
        rows = self.connection.execute(
            select(change.c.table, change.c.row, change.c.field, change.c.old, change.c.new)
            .where(change.c.group == group)
            .order_by(change.c.uid.desc())
        ).all()
        self._log([taken for row in rows if (taken := self._taken_back(row)) is not None])
        return len(rows)

    def _taken_back(self, row: Row[*tuple[Any, ...]]) -> dict[str, Any] | None:
        """Put the old value back; a row that the act made is not deleted but marked as removed, or loses its value.

        A deck that it made is deleted while it is empty; one that has been used since stays, for which None stands.
        """
        table = metadata.tables[row.table]
        if row.field == ROW and table is deck:
            return self._without_deck(row) if is_empty(self.connection, row.row) else None
        if row.field != ROW:
            field_name, old, new = row.field, row.new, row.old
        elif "removed" in table.c:
            field_name, old, new = "removed", False, True
        else:
            field_name, old, new = "value", row.new["value"], None
        self.connection.execute(update(table).where(table.c.uid == row.row).values({field_name: new}))
        self._touch(table, row.row)
        return {"table": row.table, "row": row.row, "field": field_name, "old": old, "new": new}

    def _without_deck(self, row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
        self.connection.execute(delete(deck).where(deck.c.uid == row.row))
        return {"table": row.table, "row": row.row, "field": ROW, "old": row.new, "new": None}

    def _touch(self, table: Table, *uids: str) -> None:
        if table.name in _WORDED:
            self.touched.setdefault(table.name, set()).update(uids)

    def _log(self, entries: Iterable[dict[str, Any]]) -> None:
        common = {
            "at": self.at,
            "study_day": self.study_day,
            "device": self.device,
            "group": self.group,
            "act": self.kind,
            "undoes": self.undoes,
        }
        rows = [{"uid": self.uid(), **common, **entry} for entry in entries]
        if rows:
            self.connection.execute(insert(change), rows)


def is_empty(connection: Connection, deck_uid: str) -> bool:
    """Say whether a deck has no subdeck, and no row of any table refers to it."""
    name = connection.execute(select(deck.c.name).where(deck.c.uid == deck_uid)).scalar_one()
    below = select(deck.c.uid).where(deck.c.name.startswith(f"{name}::", autoescape=True))
    keys = [key for table in metadata.tables.values() for key in table.foreign_keys if key.column.table is deck]
    users = [below, *(select(key.parent).where(key.parent == deck_uid) for key in keys)]
    return not any(connection.execute(select(exists(query))).scalar() for query in users)


def newest_act(connection: Connection, device: str, study_day: int) -> str | None:
    """Return the newest identity that a device gave out on a study day, None if there is none.

    Identities sort by time, so it is looked for from the newest one back, no further than a study day can begin.
    """
    values = {"device": device, "study_day": study_day, "since": earliest((study_day - 1) * DAY_MS)}
    found = connection.execute(_NEWEST, values).one()
    return max((uid for uid in found if uid is not None), default=None)


def _newest(table: Table) -> ScalarSelect[str]:
    # "+ 0" keeps SQLite from the index by day, under which it would read and sort the whole day.
    same_day = table.c.study_day + 0 == bindparam("study_day")
    return (
        select(table.c.uid)
        .where(table.c.uid >= bindparam("since"), table.c.device == bindparam("device"), same_day)
        .order_by(table.c.uid.desc())
        .limit(1)
        .scalar_subquery()
    )


_NEWEST = select(*(_newest(table) for table in (review, change, retraction)))
