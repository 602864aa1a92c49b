"""One act of the user: a transaction whose every change is logged, so that it can be undone, dated and merged.

The current rows of everything but reviews are a view of the ``change`` log; this module is the only writer of both.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Table, bindparam, delete, exists, insert, select, update

from flashcards.core.studyday import DAY_MS
from flashcards.store.index import listed
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
        return self.update_many(table, [uid], **fields).get(uid, frozenset())

    def update_many(self, table: Table, uids: Collection[str], **fields: Any) -> dict[str, frozenset[str]]:  # noqa: ANN401  a row's values
        """Give fields of rows the same values, in one step, and log each that differs.

        Return the names of the fields that did by the uid of each row that had one, in the order of ``uids``.
        """
        own = table.c.uid == next(iter(uids), "") if len(uids) == 1 else table.c.uid.in_(listed(uids))
        found = self.connection.execute(select(table.c.uid, *(table.c[name] for name in fields)).where(own))
        old = {row["uid"]: row for row in found.mappings()}
        changed = {
            uid: names
            for uid in dict.fromkeys(uids)
            if (names := frozenset(name for name, value in fields.items() if old[uid][name] != value))
        }
        if not changed:
            return {}
        self.connection.execute(update(table).where(own).values(fields))
        self._touch(table, *(uid for uid, names in changed.items() if not names <= _WORDLESS))
        self._log(
            {"table": table.name, "row": uid, "field": name, "old": old[uid][name], "new": value}
            for uid, names in changed.items()
            for name, value in fields.items()
            if name in names
        )
        return changed

    def note(self, table: Table, uid: str) -> None:
        """Log that this act was done, with a row that it did not change."""
        self._log([{"table": table.name, "row": uid, "field": ROW, "old": None, "new": None}])

    def revert(self, group: str) -> int:
        """Take back every change of another act, newest first, as changes of this one; return how many.

        A deck that it made is deleted while it is empty; one that has been used since stays.
        """
        self.undoes = group
        rows = self.connection.execute(
            select(change.c.table, change.c.row, change.c.field, change.c.old, change.c.new)
            .where(change.c.group == group)
            .order_by(change.c.uid.desc())
        ).all()
        entries = [_taken_back(row) for row in rows if not _is_made_deck(row)]
        self._write_back(entries)
        made = filter(_is_made_deck, rows)
        entries += [self._without_deck(row) for row in made if is_empty(self.connection, row.row)]
        self._log(entries)
        return len(rows)

    def _write_back(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Give fields the values that entries of the log say, column by column, in the entries' order."""
        columns: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for entry in entries:
            values = {"of": entry["row"], "to": entry["new"]}
            columns.setdefault((entry["table"], entry["field"]), []).append(values)
        for (name, field_name), rows in columns.items():
            table = metadata.tables[name]
            fresh = bindparam("to", type_=table.c[field_name].type)
            self.connection.execute(
                update(table).where(table.c.uid == bindparam("of")).values({field_name: fresh}), rows
            )
            self._touch(table, *(row["of"] for row in rows))

    def _without_deck(self, row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
        self.connection.execute(delete(deck).where(deck.c.uid == row.row))
        return {"table": row.table, "row": row.row, "field": ROW, "old": row.new, "new": None}

    def _touch(self, table: Table, *uids: str) -> None:
        if uids and table.name in _WORDED:
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


def _is_made_deck(row: Row[*tuple[Any, ...]]) -> bool:
    return bool(row.field == ROW and row.table == deck.name)


def _taken_back(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """Return what puts the old value back; a row that the act made is marked as removed, or loses its value."""
    if row.field != ROW:
        field_name, old, new = row.field, row.new, row.old
    elif "removed" in metadata.tables[row.table].c:
        field_name, old, new = "removed", False, True
    else:
        field_name, old, new = "value", row.new["value"], None
    return {"table": row.table, "row": row.row, "field": field_name, "old": old, "new": new}


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
