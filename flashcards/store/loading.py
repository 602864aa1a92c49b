"""Bringing rows of another database: what of them is not here yet, and storing it with its own history.

Rows are the same by their uid, or by what else tells them apart (a deck by its name). One that differs is taken, or
left, where the change log shows which is the later version of the other; where both went on, nobody can say here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from flashcards.errors import BadInput, Refused
from flashcards.store.act import ROW, Act
from flashcards.store.dump import TABLES
from flashcards.store.dumped import Row, Rows, keys_of
from flashcards.store.index import listed
from flashcards.store.tables import card, change, device, point, setting

CACHE = {
    "state", "step", "stability", "difficulty", "interval", "seconds", "due", "last_review", "last_day", "reps",
    "lapses",
}  # fmt: skip
"""What of a card its log says."""
_LOCAL: Mapping[str, set[str]] = {
    "card": {"n", "position", *CACHE}, "point": {"n"}, "device": {"fingerprint", "name"}, "mention": {"last_seen"},
}  # fmt: skip
"""Columns that are this database's own, or follow from other rows: they make no difference between two rows."""
_TWIN = {"uid", "device", "at", "created_at", "study_day"}
"""What two rows that mean the same may differ in when they were made apart."""

EXPORTED = "anki export "
"""What the settings begin with that count this database's own numbers: they mean nothing in another that has cards."""


@dataclass(slots=True)
class Load:
    """What of some rows is to be stored: new ones, and later versions of those here, by table."""

    new: Rows = field(default_factory=dict)
    newer: dict[str, dict[str, Row]] = field(default_factory=dict)
    """Fields to set, by the uid of the row."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is here already."""
        return not any(self.new.values()) and not any(self.newer.values())

    def count(self, table: str) -> int:
        """Return how many rows of a table are new."""
        return len(self.new.get(table, ()))


def against(connection: Connection, rows: Rows, *, file: object) -> Load:
    """Hold checked rows against the database. Nothing is written.

    Raises BadInput where one refers to a row that is in neither, and Refused where two histories have parted.
    """
    return _Comparison(connection, rows, file).run()


def store(act: Act, load: Load) -> None:
    """Store what is new; short numbers and places in the queue that are taken here are given anew.

    Cards are stored as new: their standings follow from the log. Raises Refused where a name was given twice meanwhile.
    """
    try:
        _store(act, load)
    except IntegrityError:
        raise Refused(
            "A name was given both here and there, so nothing was stored: `flashcards merge` brings both together."
        ) from None


def _store(act: Act, load: Load) -> None:
    empty = act.connection.execute(select(func.count()).select_from(point)).scalar() == 0
    if not empty:
        _renumber(act.connection, load)
    for table in TABLES:
        new = [_stored(table, row) for row in load.new.get(table.name, ())]
        if new:
            act.connection.execute(insert(table), new)
        for uid, fields in load.newer.get(table.name, {}).items():
            act.connection.execute(update(table).where(table.c.uid == bindparam("of")).values(fields), {"of": uid})
        if table.name in {"source", "question", "point", "tag"}:
            changed = {row["uid"] for row in new} | load.newer.get(table.name, {}).keys()
            act.touched.setdefault(table.name, set()).update(changed)


def _stored(table: Table, row: Row) -> Row:
    if table is not card:
        return row
    fresh = {name: None if card.c[name].nullable else 0 for name in CACHE}
    return row | fresh | {"state": "new"}


def _renumber(connection: Connection, load: Load) -> None:
    numbered = sorted((row for name in ("point", "card") for row in load.new.get(name, ())), key=lambda row: row["n"])
    used = [connection.execute(select(table.c.n)).scalars().all() for table in (point, card)]
    taken = {number for numbers in used for number in numbers}
    if not taken.isdisjoint(row["n"] for row in numbered):
        for number, row in enumerate(numbered, max(taken) + 1):
            row["n"] = number
    last = connection.execute(select(func.max(card.c.position))).scalar() or 0
    cards = sorted(load.new.get("card", ()), key=lambda row: (row["position"], row["n"]))
    for place, row in enumerate(cards, last + 1):
        row["position"] = place


class _Comparison:
    def __init__(self, connection: Connection, rows: Rows, file: object) -> None:
        self._connection = connection
        self._rows = rows
        self._file = file
        self._alias: dict[str, str] = {}
        self._load = Load()
        self._there: dict[str, set[str]] = {}
        self._parted: list[tuple[str, Row]] = []

    def run(self) -> Load:
        for table in TABLES:
            self._compare(table)
        if self._parted:
            self._refuse()
        self._check_cards()
        return self._load

    def _compare(self, table: Table) -> None:
        rows = [self._translated(table, row) for row in self._rows[table.name]]
        if table is change:
            rows = [row for row in rows if row["row"] not in self._alias]
        if table is setting and not self._is_empty():
            self._alias |= {row["uid"]: row["uid"] for row in rows if row["name"].startswith(EXPORTED)}
            rows = [row for row in rows if row["uid"] not in self._alias]
        here = self._here(table, [row["uid"] for row in rows])
        twins = self._twins(table, [row for row in rows if row["uid"] not in here])
        self._there[table.name] = {row["uid"] for row in rows} | here.keys()
        self._check_references(table, rows)
        new = []
        for row in rows:
            if row["uid"] in here:
                self._lay(table, row, here[row["uid"]])
            elif row["uid"] in twins:
                self._lay(table, row, twins[row["uid"]], twin=True)
                self._alias[row["uid"]] = twins[row["uid"]]["uid"]
            else:
                new.append(dict(row))
        self._load.new[table.name] = self._apart(new) if table is device else new

    def _is_empty(self) -> bool:
        return not self._connection.execute(select(func.count()).select_from(point)).scalar()

    def _translated(self, table: Table, row: Row) -> Row:
        """Return a row whose references name the rows of this database."""
        keys = [column.name for column in table.c if column.foreign_keys]
        return row | {name: self._alias[row[name]] for name in keys if row[name] in self._alias}

    def _here(self, table: Table, uids: Collection[str]) -> dict[str, Row]:
        found = self._connection.execute(select(table).where(table.c.uid.in_(listed(uids)))).mappings()
        return {row["uid"]: dict(row) for row in found}

    def _twins(self, table: Table, rows: list[Row]) -> dict[str, Row]:
        """Return the rows here that other uids in the file stand for."""
        found: dict[str, Row] = {}
        for names in keys_of(table) if rows else ():
            wanted = {tuple(row[name] for name in names): row["uid"] for row in rows}
            for row in self._connection.execute(select(table)).mappings():
                uid = wanted.get(tuple(row[name] for name in names))
                if uid is not None:
                    found[uid] = dict(row)
        return found

    def _apart(self, devices: list[Row]) -> list[Row]:
        """Let a machine that is known here under another uid be one of its own: its acts stay apart."""
        taken = set(self._connection.execute(select(device.c.fingerprint)).scalars())
        return [row | {"fingerprint": row["uid"]} if row["fingerprint"] in taken else row for row in devices]

    def _check_references(self, table: Table, rows: Iterable[Row]) -> None:
        for column in table.c:
            for key in column.foreign_keys:
                other = key.column.table
                named = {row[column.name] for row in rows} - self._there[other.name] - {None}
                missing = named - self._here(other, named).keys() if named else named
                if missing:
                    raise BadInput(
                        "{file} is damaged: table {table} refers to a {other} that is not there; nothing was stored.",
                        file=self._file, table=table.name, other=other.name,
                    )  # fmt: skip

    def _check_cards(self) -> None:
        asked = {row["point"] for row in self._load.new["card"]}
        if any(row["uid"] not in asked for row in self._load.new["point"]):
            raise BadInput("{file} is damaged: it has a tip without a card; nothing was stored.", file=self._file)

    def _lay(self, table: Table, row: Row, here: Row, *, twin: bool = False) -> None:
        """Take from a row what is later than here; note it where both went on."""
        ignored = _LOCAL.get(table.name, set()) | (_TWIN if twin else set())
        differing = [name for name in row if name not in ignored and row[name] != here[name]]
        if not differing:
            return
        known = self._changes_here(here["uid"])
        told = self._changes_told.get(row["uid"], {})
        for name in differing:
            ours, theirs = (changes.get(name, set()) for changes in (known, told))
            if twin or not (ours < theirs or theirs < ours):
                self._parted.append((table.name, here))
                return
            if ours < theirs:
                self._load.newer.setdefault(table.name, {}).setdefault(here["uid"], {})[name] = row[name]

    def _changes_here(self, uid: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        query = select(change.c.field, change.c.uid).where(change.c.row == uid, change.c.field != ROW)
        for name, entry in self._connection.execute(query):
            found.setdefault(name, set()).add(entry)
        return found

    @property
    def _changes_told(self) -> dict[str, dict[str, set[str]]]:
        if self._told is None:
            self._told = {}
            for row in self._rows[change.name]:
                if row["field"] != ROW:
                    self._told.setdefault(row["row"], {}).setdefault(row["field"], set()).add(row["uid"])
        return self._told

    _told: dict[str, dict[str, set[str]]] | None = None

    def _refuse(self) -> None:
        table, row = self._parted[0]
        raise Refused(
            "{n} rows were changed both here and in {file}, first {what}; nothing was stored: `flashcards merge` "
            "brings two histories together.",
            n=len(self._parted), file=self._file, what=_called(table, row),
        )  # fmt: skip


def _called(table: str, row: Row) -> str:
    """Name a row to the user."""
    text = next((row[name] for name in ("text", "name", "title") if row.get(name)), None)
    if text is not None:
        return f"{table} {str(text)[:60]!r}"
    return f"{table} #{row['n']}" if "n" in row else f"{table} {row['uid']}"
