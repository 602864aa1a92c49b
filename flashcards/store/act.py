"""One act of the user: a transaction whose every change is logged, so that it can be undone, dated and merged.

The current rows of everything but reviews are a view of the ``change`` log; this module is the only writer of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from flashcards.store.tables import change, metadata, retraction, review
from flashcards.store.uid import new_uid

ROW = ""
_NEAR_MS = 60_000


@dataclass(slots=True)
class Act:
    """A write in progress: ``kind`` names what the user does, ``group`` is the act's identity."""

    connection: Connection
    kind: str
    device: str
    at: int
    study_day: int
    group: str = ""
    undoes: str | None = None
    _creations: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take a moment of its own: acts of one device on one day never share a millisecond."""
        newest = newest_at(self.connection, self.device, self.study_day)
        if newest is not None and self.at <= newest < self.at + _NEAR_MS:
            self.at = newest + 1
        self.group = self.group or new_uid(self.at)

    def uid(self) -> str:
        """Return a fresh identity for a row of this act."""
        return new_uid(self.at)

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
        self._log({"table": table.name, "row": row["uid"], "field": ROW, "old": None, "new": row} for row in rows)

    def update(self, table: Table, uid: str, **fields: Any) -> frozenset[str]:  # noqa: ANN401  a row's values
        """Change fields of one row and log each that differs; return the names of those that did."""
        columns = [table.c[name] for name in fields]
        old = self.connection.execute(select(*columns).where(table.c.uid == uid)).one()._mapping  # noqa: SLF001  SQLAlchemy's public name
        changed = {name: value for name, value in fields.items() if old[name] != value}
        if not changed:
            return frozenset()
        self.connection.execute(update(table).where(table.c.uid == uid).values(changed))
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
        self._log([self._taken_back(row) for row in rows])
        return len(rows)

    def _taken_back(self, row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
        """Put the old value back; a row that the act made is not deleted but marked as removed."""
        field_name, old, new = (row.field, row.new, row.old) if row.field != ROW else ("removed", False, True)
        table = metadata.tables[row.table]
        self.connection.execute(update(table).where(table.c.uid == row.row).values({field_name: new}))
        return {"table": row.table, "row": row.row, "field": field_name, "old": old, "new": new}

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


def newest_at(connection: Connection, device: str, study_day: int) -> int | None:
    """Return the instant of the newest act of a device on a study day, None if there was none."""
    times = (
        select(func.max(review.c.id)).where(review.c.study_day == study_day, review.c.device == device),
        select(func.max(change.c.at)).where(change.c.study_day == study_day, change.c.device == device),
        select(func.max(retraction.c.at)).where(retraction.c.study_day == study_day, retraction.c.device == device),
    )
    found = [at for at in (connection.execute(query).scalar() for query in times) if at is not None]
    return max(found, default=None)
