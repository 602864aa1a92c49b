"""Two databases as one: their logs are united, and every row becomes what the united log says.

Rows are known by uid. Of answers, what took them back, and changes, all are kept; the rest follows from the changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from flashcards.errors import BadInput
from flashcards.store.act import ROW, Act
from flashcards.store.columns import fits
from flashcards.store.dumped import Row, Rows, checked
from flashcards.store.history import FOLLOWING, History, Tables
from flashcards.store.index import listed
from flashcards.store.loading import EXPORTED
from flashcards.store.log import MERGE
from flashcards.store.tables import Flag, card, change, day, deck, device, mention, point, retraction, review, setting

_SEARCHED = {"source", "question", "point", "tag"}


@dataclass(slots=True)
class Coming:
    """What another database has that is not here: rows of what only grows, and all of its other rows as they are."""

    file: object
    new: Rows
    there: Tables

    def count(self, table: Table) -> int:
        """Return how many rows come."""
        return len(self.new[table.name])

    def made(self, table: Table) -> int:
        """Return how many rows of a table its changes make."""
        own = (one for one in self.new[change.name] if one["table"] == table.name and one["field"] == ROW)
        return sum(one["new"] is not None for one in own)

    @property
    def is_empty(self) -> bool:
        """Whether everything is here already."""
        return not any(self.count(table) for table in (review, retraction, change))


@dataclass(slots=True)
class _Side:
    """One database: its rows, its log, and the entries that let the log say what the rows are."""

    rows: Tables
    log: list[Row]
    settled: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self.settled = History(self.log).settle(self.rows)


def against(here: Connection, there: Connection, *, file: object) -> Coming:
    """Hold another database against this one. Nothing is written. Raises BadInput where its rows cannot be."""
    try:
        side = _side(there)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(file) from None
    new: dict[str, Any] = {name: _new(here, there, table) for name, table in (("device", device), ("review", review))}
    new["retraction"] = _retractions(here, there)
    known = set(here.execute(select(change.c.uid)).scalars())
    new["change"] = [entry for entry in (*side.log, *side.settled) if entry["uid"] not in known]
    return Coming(file, checked(new, file=file), side.rows)


def take(act: Act, coming: Coming) -> None:
    """Unite both. Cards come as new and the days' roll-ups are empty: both follow from the log.

    Raises BadInput where the other database refers to rows that it does not have.
    """
    try:
        _Union(act, coming).run()
    except (KeyError, TypeError, ValueError, AttributeError, IntegrityError):
        raise _damaged(coming.file) from None
    if act.connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise _damaged(coming.file)


class _Union:
    def __init__(self, act: Act, coming: Coming) -> None:
        self._act = act
        self._connection = act.connection
        self._coming = coming
        self._here = _side(act.connection)
        entries = {one["uid"]: one for one in (*self._here.log, *self._here.settled, *coming.new["change"])}
        self._rows, self._stands = History(entries.values()).rows()
        self._numbers = _numbers(self._here.rows, coming.there, self._rows, self._stands)

    def run(self) -> None:
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        self._connection.execute(delete(day))
        self._add_devices()
        self._add(change, [*self._here.settled, *self._coming.new["change"]])
        self._drop()
        for table in FOLLOWING:
            self._write(table)
        self._follow_cards()
        self._add(review, self._resolved("card", self._coming.new["review"]))
        self._retract()

    def _add(self, table: Table, rows: Iterable[Row]) -> None:
        rows = list(rows)
        if rows:
            self._connection.execute(insert(table).on_conflict_do_nothing(), rows)

    def _add_devices(self) -> None:
        """Add machines; one that is known here under another uid is one of its own, so that its acts stay apart."""
        taken = set(self._connection.execute(select(device.c.fingerprint)).scalars())
        rows = self._coming.new["device"]
        self._add(device, (row | {"fingerprint": row["uid"]} if row["fingerprint"] in taken else row for row in rows))

    def _drop(self) -> None:
        """Delete rows for which another stands, and decks that were taken back; free the names of renamed decks."""
        for table in FOLLOWING:
            here = self._here.rows[table.name]
            gone = here.keys() - self._rows[table.name].keys()
            if gone:
                self._connection.execute(delete(table).where(table.c.uid.in_(listed(gone))))
            if "point" in table.c and table.name in _SEARCHED:
                self._act.touched.setdefault("point", set()).update(here[uid]["point"] for uid in gone)
        here, now = self._here.rows[deck.name], self._rows[deck.name]
        renamed = [uid for uid, row in now.items() if uid in here and here[uid]["name"] != row["name"]]
        self._connection.execute(update(deck).where(deck.c.uid.in_(listed(renamed))).values(name=deck.c.uid))

    def _write(self, table: Table) -> None:
        here, now = self._here.rows[table.name], self._rows[table.name]
        changed: dict[str, list[Row]] = {}
        for uid, row in now.items():
            if uid in here:
                for name in [name for name in row if row[name] != here[uid][name]]:
                    changed.setdefault(name, []).append({"of": uid, "to": self._fitting(table, name, row[name])})
        for name, values in changed.items():
            fresh = bindparam("to", type_=table.c[name].type)
            self._connection.execute(update(table).where(table.c.uid == bindparam("of")).values({name: fresh}), values)
        new = [
            {name: self._fitting(table, name, value) for name, value in row.items()} | self._local(table, uid)
            for uid, row in now.items()
            if uid not in here
        ]
        if new:
            self._connection.execute(insert(table), new)
        if table is mention:
            self._date_mentions()
        if table.name in _SEARCHED:
            touched = {row["uid"] for row in new} | {one["of"] for values in changed.values() for one in values}
            self._act.touched.setdefault(table.name, set()).update(touched)

    def _local(self, table: Table, uid: str) -> Row:
        if table in (point, card):
            return {"n": self._numbers[uid]}
        return {"last_seen": 0} if table is mention else {}

    def _date_mentions(self) -> None:
        seen = update(mention).where(mention.c.uid == bindparam("of"), mention.c.last_seen < bindparam("seen"))
        rows = [{"of": uid, "seen": row["last_seen"]} for uid, row in self._coming.there[mention.name].items()]
        if rows:
            self._connection.execute(seen.values(last_seen=bindparam("seen")), rows)

    def _follow_cards(self) -> None:
        """Let answers follow the cards that others stand for."""
        here = self._here.rows[card.name].keys() & self._stands.keys()
        rows = [{"of": uid, "to": self._stands[uid]} for uid in here]
        if rows:
            moved = update(review).where(review.c.card == bindparam("of")).values(card=bindparam("to"))
            self._connection.execute(moved, rows)

    def _resolved(self, name: str, rows: Iterable[Row]) -> list[Row]:
        return [row | {name: self._stands.get(row[name], row[name])} for row in rows]

    def _retract(self) -> None:
        rows = self._coming.new["retraction"]
        again = listed(row["review"] for row in rows)
        self._connection.execute(delete(retraction).where(retraction.c.review.in_(again)))
        self._add(retraction, rows)

    def _fitting(self, table: Table, name: str, value: Any) -> Any:  # noqa: ANN401  a column's value
        column = table.c[name]
        if isinstance(column.type, Flag) and value in (0, 1):
            value = bool(value)
        if not fits(column, value):
            raise _damaged(self._coming.file)
        return value


def _side(connection: Connection) -> _Side:
    rows: Tables = {
        table.name: {row["uid"]: dict(row) for row in connection.execute(select(table)).mappings()}
        for table in FOLLOWING
    }
    log = [dict(row) for row in connection.execute(select(change).where(change.c.act != MERGE)).mappings()]
    own = {uid for uid, row in rows[setting.name].items() if row["name"].startswith(EXPORTED)}
    own |= {one["row"] for one in log if one["table"] == setting.name and _is_export(one["new"])}
    rows[setting.name] = {uid: row for uid, row in rows[setting.name].items() if uid not in own}
    return _Side(rows, [one for one in log if one["row"] not in own])


def _is_export(new: object) -> bool:
    return isinstance(new, dict) and str(new.get("name", "")).startswith(EXPORTED)


def _new(here: Connection, there: Connection, table: Table) -> list[Row]:
    known = set(here.execute(select(table.c.uid)).scalars())
    return [dict(row) for row in there.execute(select(table)).mappings() if row["uid"] not in known]


def _retractions(here: Connection, there: Connection) -> list[Row]:
    """Return what took answers back there; of two that took back the same one, the smaller uid counts."""
    known = dict(map(tuple, here.execute(select(retraction.c.review, retraction.c.uid)).all()))
    rows = (dict(row) for row in there.execute(select(retraction)).mappings())
    return [row for row in rows if row["review"] not in known or row["uid"] < known[row["review"]]]


def _numbers(here: Tables, there: Tables, now: Tables, stands: dict[str, str]) -> dict[str, int]:
    """Return short numbers for tips and cards that come: of the row that one stands for here, else the next ones."""
    names = (point.name, card.name)
    taken = {row["n"] for name in names for row in here[name].values()}
    heirs = {stands[uid]: row["n"] for uid, row in here[card.name].items() if uid in stands}
    new = [uid for name in names for uid in now[name] if uid not in here[name] and uid not in heirs]
    theirs = {uid: row["n"] for name in names for uid, row in there[name].items()}
    new.sort(key=lambda uid: (theirs.get(uid, 0), uid))
    if not taken:
        return {uid: theirs[uid] for uid in new if uid in theirs}
    return heirs | {uid: n for n, uid in enumerate(new, max(taken) + 1)}


def _damaged(file: object) -> BadInput:
    return BadInput(
        "{file} is damaged: its rows and its log do not fit together; nothing was stored.",
        file=file,
    )
