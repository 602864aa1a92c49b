"""What rows are by the change log alone: each field as its latest change says, and rows that mean the same joined.

Every table here follows from the log, so two logs that are united say what the rows of both are together.
"""

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table

from flashcards.core.studyday import DAY_MS
from flashcards.store.act import ROW
from flashcards.store.columns import default
from flashcards.store.dump import TABLES
from flashcards.store.dumped import Row, keys_of
from flashcards.store.loading import CACHE
from flashcards.store.tables import change, deck, device, metadata, retraction, review
from flashcards.store.uid import instant, lasting_uid

FOLLOWING = tuple(table for table in TABLES if table not in (device, review, retraction, change))
"""The tables whose rows follow from the log."""
LOCAL: Mapping[str, frozenset[str]] = {
    "card": frozenset({"n", *CACHE}), "point": frozenset({"n"}), "mention": frozenset({"last_seen"}),
}  # fmt: skip
"""Columns that the log does not decide: a database's own, a cache of the answers, an observation."""

_SETTLED = "settle"
_SAYS = {"tag": {"removed"}, "setting": {"value", "at"}, "decision": {"verdict", "texts", "at"}}
"""Columns that making a row states; of other columns, any change is later than what rows were made with."""

Tables = dict[str, dict[str, Row]]
"""Rows by their uid, by the name of their table."""
_When = tuple[int, str, str]


@dataclass(slots=True)
class Line:
    """What the log says of one row."""

    table: str
    uid: str
    is_made: bool = False
    first: Row = field(default_factory=dict)
    """What it was made with."""
    latest: dict[str, tuple[_When, Any]] = field(default_factory=dict)
    """The latest change of each field that was changed, with its time, machine and uid."""
    made: Row = field(default_factory=dict)
    """The entry that made it."""

    def value(self, name: str) -> Any:  # noqa: ANN401  a column's value
        """Return what a column holds. Raises KeyError where the log does not say."""
        if name in self.latest:
            return self.latest[name][1]
        return self.first[name] if name in self.first else default(metadata.tables[self.table].c[name])

    def add(self, entry: Row) -> None:
        """Take an entry of the log that is later than those before."""
        when = _when(entry)
        self.latest[entry["field"]] = (when, entry["new"])
        if entry["field"] != ROW:
            return
        self.is_made = entry["new"] is not None
        if self.is_made:
            self.made = self.made or entry
            self.first = entry["new"] | self.first
            for name in _SAYS.get(self.table, ()):
                column = metadata.tables[self.table].c[name]
                value = entry["new"][name] if name in entry["new"] else default(column)
                self.latest[name] = (when, value)


class History:
    """The log's entries, and what they add up to."""

    def __init__(self, entries: Iterable[Row]) -> None:
        """Read the entries in the order of their times, machines and uids."""
        self._lines: dict[str, dict[str, Line]] = {table.name: {} for table in FOLLOWING}
        for entry in sorted(entries, key=_when):
            self._add(entry)

    def rows(self) -> tuple[Tables, dict[str, str]]:
        """Return the rows that there are, and which row stands for each that was joined to it.

        Of rows with one name, or what else may be there once only, the one with the smallest uid stays. Local columns
        are left out. Raises KeyError where the log does not say what a column holds.
        """
        found: Tables = {}
        stands: dict[str, str] = {}
        ended: dict[str, Row] = {}
        for table in FOLLOWING:
            own: dict[str, Row] = {}
            found[table.name] = own
            for group in self._groups(table, stands):
                line = group[0] if len(group) == 1 else _joined(group, stands)
                (own if line.is_made else ended)[line.uid] = _row(table, line, stands)
        _keep_used(found, ended)
        return found, stands

    def settle(self, rows: Tables) -> list[Row]:
        """Add entries that let the log say what rows are, where it does not, and return them.

        Every database makes the same ones. They are needed where rows came without their log, and where a clock was set
        back between two changes.
        """
        settled = self._added(self._unmade(rows)) + self._added(self._differing(rows))
        found, stands = self.rows()
        elsewhere = self._added(self._referring_elsewhere(rows, stands))
        if elsewhere:
            found, stands = self.rows()
        return settled + elsewhere + self._added(self._ended_or_not(rows, found))

    def _added(self, entries: Iterable[Row]) -> list[Row]:
        new = list(entries)
        for entry in new:
            self._add(entry)
        return new

    def _unmade(self, rows: Tables) -> Iterator[Row]:
        for name, own in rows.items():
            lines = self._lines[name]
            for uid, row in own.items():
                if uid not in lines or not lines[uid].first:
                    yield _made(name, row)

    def _differing(self, rows: Tables) -> Iterator[Row]:
        for table in FOLLOWING:
            lines, names = self._lines[table.name], _plain(table)
            for uid, row in rows[table.name].items():
                line = lines[uid]
                for name in names:
                    if line.value(name) != row[name]:
                        yield _said(line, name, row[name])

    def _referring_elsewhere(self, rows: Tables, stands: Mapping[str, str]) -> Iterator[Row]:
        for table in FOLLOWING:
            lines, names = self._lines[table.name], _references(table)
            for uid, row in rows[table.name].items() if names else ():
                for name in names:
                    told = lines[uid].value(name)
                    if stands.get(told, told) != stands.get(row[name], row[name]):
                        yield _said(lines[uid], name, row[name])

    def _ended_or_not(self, rows: Tables, found: Tables) -> Iterator[Row]:
        """Yield entries for decks, the only rows that can end."""
        here, told, lines = rows[deck.name], found[deck.name], self._lines[deck.name]
        for uid in sorted(here.keys() ^ told.keys()):
            if uid in told or not lines[uid].is_made:
                yield _said(lines[uid], ROW, here.get(uid))

    def _groups(self, table: Table, stands: Mapping[str, str]) -> Iterable[list[Line]]:
        """Return the lines of a table, those that mean the same thing together."""
        lines = [line for line in self._lines[table.name].values() if line.first]
        keys = keys_of(table)
        if not keys:
            return [[line] for line in lines]
        groups: dict[tuple[object, ...], list[Line]] = {}
        for line in lines:
            values = (line.value(name) for name in keys[0])
            groups.setdefault(tuple(stands.get(value, value) for value in values), []).append(line)
        return groups.values()

    def _add(self, entry: Row) -> None:
        own = self._lines.get(entry["table"])
        if own is not None:
            own.setdefault(entry["row"], Line(entry["table"], entry["row"])).add(entry)


def _joined(group: Iterable[Line], stands: dict[str, str]) -> Line:
    """Return what several lines say as one: the smallest uid of those that are there, each field's latest change."""
    first, *others = sorted(group, key=lambda line: (not line.is_made, line.uid))
    joined = Line(first.table, first.uid, is_made=first.is_made)
    for line in (first, *others):
        joined.first = line.first | joined.first
        for name, said in line.latest.items():
            if name not in joined.latest or said[0] > joined.latest[name][0]:
                joined.latest[name] = said
    stands.update((line.uid, first.uid) for line in others)
    return joined


def _row(table: Table, line: Line, stands: Mapping[str, str]) -> Row:
    local = LOCAL.get(table.name, ())
    row = {column.name: line.value(column.name) for column in table.c if column.name not in local}
    for name in _references(table):
        row[name] = stands.get(row[name], row[name])
    return row | {"uid": line.uid}


def _keep_used(found: Tables, ended: Mapping[str, Row]) -> None:
    """Keep decks that were taken back on one machine and used on another."""
    decks = found[deck.name]
    used = {row["deck"] for name in ("card", "source") for row in found[name].values()}
    for uid, row in sorted(ended.items(), key=lambda one: len(one[1]["name"]), reverse=True):
        if uid in used or any(other["name"].startswith(f"{row['name']}::") for other in decks.values()):
            decks[uid] = row


@functools.cache
def _references(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.c if column.foreign_keys and column.name != "device")


@functools.cache
def _plain(table: Table) -> tuple[str, ...]:
    """Return the columns of a table that travel and refer to no row; the queue's order is each database's own."""
    other = {"uid", "device", *_references(table), *LOCAL.get(table.name, ())}
    return tuple(
        one.name for one in table.c if one.name not in other and (table.name, one.name) != ("card", "position")
    )


def _made(table: str, row: Row) -> Row:
    """Return the entry that makes a row of which the log does not know."""
    at = row.get("created_at") or row.get("at") or instant(row["uid"])
    columns = metadata.tables[table].c
    local = LOCAL.get(table, ())
    new = {name: value for name, value in row.items() if name not in local and not _is_default(columns[name], value)}
    return _entry(at, at // DAY_MS, row["device"], at, table=table, row=row["uid"], field=ROW, old=None, new=new)


def _said(line: Line, name: str, value: object) -> Row:
    """Return the entry that says a field's value just after the latest one that says otherwise."""
    at, machine, uid = line.latest[name][0] if name in line.latest else _when(line.made)
    old = line.latest[name][1] if name in line.latest else line.first.get(name)
    return _entry(
        at, at // DAY_MS, machine, instant(uid) + 1,
        table=line.table, row=line.uid, field=name, old=old, new=value, after=uid,
    )  # fmt: skip


def _entry(at: int, study_day: int, machine: str, moment: int, *, after: str = "", **said: Any) -> Row:  # noqa: ANN401  an entry's values
    name = json.dumps([after, said], ensure_ascii=False, sort_keys=True)
    uid = lasting_uid(moment, name)
    return {
        "uid": uid, "at": at, "study_day": study_day, "device": machine, "group": uid, "act": _SETTLED, "undoes": None,
        **said,
    }  # fmt: skip


def _is_default(column: "Column[Any]", value: object) -> bool:
    try:
        return bool(value == default(column))
    except KeyError:
        return False


def _when(entry: Row) -> _When:
    return entry["at"], entry["device"], entry["uid"]
