"""Rows as a file gives them, held against the schema before any of them comes near the database."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, UniqueConstraint

from flashcards.errors import BadInput
from flashcards.language import _
from flashcards.store.act import ROW
from flashcards.store.columns import default, fits, is_shallow
from flashcards.store.dump import TABLES
from flashcards.store.tables import change, metadata, review

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_AT_MOST = 3_000_000
"""Rows of one table: more than a century of answers."""


def checked(tables: object, *, file: object) -> Rows:
    """Return the rows of a dump by table, in the order in which they refer to each other, each with every column.

    Columns that came after the file was written get their defaults. ``tables`` is emptied on the way, to save
    memory. Raises BadInput, which names the file and the place, for an unknown table or column, a value of another type
    or range, and two rows of one identity.
    """
    try:
        return _Dump(tables).rows
    except _Fault as fault:
        raise BadInput(
            "{file} is no export of this program, or was changed: {fault}; nothing was stored.", file=file, fault=fault
        ) from None


def keys_of(table: Table) -> list[tuple[str, ...]]:
    """Return what tells rows of a table apart beside their uid; short numbers and machines' marks are not meant."""
    single = [(column.name,) for column in table.c if column.unique and column.name not in {"n", "fingerprint"}]
    several = [
        tuple(column.name for column in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)
    ]
    return sorted({*single, *(key for key in several if key[0] not in {"n", "fingerprint"})})


class _Fault(Exception):
    """What is wrong with a row, in words."""


class _Dump:
    def __init__(self, tables: object) -> None:
        if not isinstance(tables, dict):
            raise _Fault(_("it has no tables"))
        known = {table.name: table for table in TABLES}
        for name in tables:
            if name not in known:
                raise _Fault(_("there is no table {name!r}", name=str(name)[:40]))
        self.rows = {table.name: list(self._of(table, tables.pop(table.name, []))) for table in TABLES}

    def _of(self, table: Table, rows: object) -> Iterator[Row]:
        if not isinstance(rows, list) or len(rows) > _AT_MOST:
            raise _Fault(_("table {table} is no list of rows, or a far too long one", table=table.name))
        seen: set[object] = set()
        keys = [("uid",), *keys_of(table), *((name,) for name in ("n", "fingerprint") if name in table.c)]
        for number, row in enumerate(rows, 1):
            found = _row(table, row, number)
            for names in keys:
                key = (names, *(found[name] for name in names))
                if key in seen:
                    raise _at(table, number, _("is there twice"))
                seen.add(key)
            yield found


def _row(table: Table, row: object, number: int) -> Row:
    if not isinstance(row, Mapping):
        raise _at(table, number, _("is no row"))
    for name in row:
        if name not in table.c:
            raise _at(table, number, _("has an unknown column {name!r}", name=str(name)[:40]))
    found = {}
    for column in table.c:
        try:
            value = row[column.name] if column.name in row else default(column)
        except KeyError:
            raise _at(table, number, _("has no {column}", column=column.name)) from None
        if not fits(column, value):
            raise _at(table, number, _("has a {column} that cannot be one", column=column.name))
        found[column.name] = value
    fault = _SENSE[table.name](found) if table.name in _SENSE else ""
    if fault:
        raise _at(table, number, fault)
    return found


def _at(table: Table, number: int, what: str) -> _Fault:
    return _Fault(_("row {number} of table {table} {what}", number=number, table=table.name, what=what))


def _sense_of_review(row: Row) -> str:
    """Say what is wrong with a log's row as a whole: what the doctor would say of it, or what no replay can read."""
    manual = row["kind"] == "manual"
    if manual != (row["rating"] == 0) or row["due_after"] is None:
        return _("is no answer")
    if manual and row["state_before"] == "new" and None in (row["stability_before"], row["difficulty_before"]):
        return _("begins a card without its memory")
    if row["state_after"] != "review":
        return ""
    if row["due_after"] >= _LAST_DUE or (not manual and row["due_after"] - row["study_day"] != row["interval_after"]):
        return _("has a due day that does not fit its interval")
    return ""


def _sense_of_change(row: Row) -> str:
    """Say what is wrong with an entry of the change log: it must be one that undoing can write back."""
    table = metadata.tables[row["table"]]
    if row["field"] == ROW:
        return "" if all(value is None or isinstance(value, Mapping) for value in (row["old"], row["new"])) else _BAD
    column = table.c.get(row["field"])
    if column is None or column.primary_key:
        return _("changes an unknown column")
    return "" if all(value is None or fits(column, value) for value in (row["old"], row["new"])) else _BAD


def _sense_of_setting(row: Row) -> str:
    """Say whether a setting that the program reads has a value that it can read."""
    import datetime as dt  # noqa: PLC0415  only such a file needs it

    value = row["value"]
    if row["name"].startswith("anki export "):
        return "" if value is None or _are_stretches(value) else _BAD
    if not row["name"].startswith("vacation ") or value is None:
        return "" if is_shallow(value) else _BAD
    if not isinstance(value, Mapping) or not {"from", "to", "group"} <= value.keys():
        return _BAD
    try:
        first, last = (dt.date.fromisoformat(value[end]) for end in ("from", "to"))
    except (TypeError, ValueError):
        return _BAD
    return "" if first <= last and fits(change.c.group, value["group"]) else _BAD


def _are_stretches(value: object) -> bool:
    """Say whether a value is one of first numbers, last numbers and instants."""
    return isinstance(value, list) and all(
        isinstance(one, list)
        and len(one) == 3
        and all(fits(change.c.at, part) for part in one)
        and one[1] < _MOST_NUMBERS
        for one in value
    )


_BAD = _("has a value that cannot be one")
_LAST_DUE = 1_000_000
_MOST_NUMBERS = 10_000_000
_SENSE = {review.name: _sense_of_review, change.name: _sense_of_change, "setting": _sense_of_setting}
