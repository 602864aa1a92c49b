"""What a column of the schema can hold: how a row that a file claims is told from one that this program wrote."""

import functools
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import REAL, Column, Text

from flashcards.store.tables import Flag, Json, metadata

_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_LAST_MS = 253_402_300_799_999
"""The last instant of the year 9999."""
_LAST_DAY = 1_000_000
_MOST = 2**31 - 1
_LONGEST = 1_000_000
"""Characters of one text."""
_DEEPEST = 12
_INSTANTS = {"at", "created_at", "updated_at", "retired_at", "last_review", "last_seen", "id", "due", "due_after"}
_DAYS = {"study_day", "last_day", "buried_until"}
_STATES = {"new", "learning", "review", "relearning"}

Fits = Callable[[Any], bool]


def fits(column: "Column[Any]", value: object) -> bool:
    """Say whether a plain value is one of this column's: its type, its range, and None only where that may stand."""
    return bool(column.nullable) if value is None else _fitting(column)(value)


@functools.cache
def default(column: "Column[Any]") -> Any:  # noqa: ANN401  a column's value
    """Return what a row of an older schema has in a column. Raises KeyError where every row must say it."""
    if column.nullable:
        return None
    if column.server_default is None:
        raise KeyError(column.name)
    text = str(column.server_default.arg).strip("'")  # type: ignore[attr-defined]
    if isinstance(column.type, Text):
        return text
    return bool(int(text)) if isinstance(column.type, Flag) else int(text)


def is_shallow(value: object, deepest: int = _DEEPEST) -> bool:
    """Say whether a value is plain data that is nested no deeper than anything that the program stores."""
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        return _is_number(value)
    if deepest == 0 or not isinstance(value, list | dict):
        return False
    inner = [*value, *value.values()] if isinstance(value, dict) else value
    return all(is_shallow(one, deepest - 1) for one in inner)


@functools.cache
def _fitting(column: "Column[Any]") -> Fits:
    """Return what says whether a value that is not None is one of a column's."""
    table = column.table.name
    if column.primary_key or column.foreign_keys or (table, column.name) in _IDENTITIES:
        return _is_uid
    return _OWN.get((table, column.name)) or _OWN.get(("", column.name)) or _of_type(column)


def _of_type(column: "Column[Any]") -> Fits:
    match column.type:
        case Json():
            return is_shallow
        case Flag():
            return lambda value: isinstance(value, bool)
        case REAL():
            return _is_number
        case Text():
            return _is_text
        case _:
            return lambda value: _is_whole(column.name, value)


def _is_uid(value: object) -> bool:
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and not _NO_TEXT.search(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 and math.isfinite(value)


def _is_whole(name: str, value: object) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    if name in _DAYS:
        return -_LAST_DAY < value < _LAST_DAY
    return 0 <= value <= (_LAST_MS if name in _INSTANTS else _MOST)


def _list_of(inner: Fits) -> Fits:
    return lambda value: isinstance(value, list) and len(value) < _LONGEST and all(map(inner, value))


def _one_of(*values: str | int) -> Fits:
    return lambda value: isinstance(value, str | int) and not isinstance(value, bool) and value in values


def _between(low: float, high: float) -> Fits:
    return lambda value: _is_number(value) and low <= value <= high


def _is_reason(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"text", "condition"}
        and _is_text(value["text"])
        and isinstance(value["condition"], bool)
    )


def _is_parameters(value: object) -> bool:
    return isinstance(value, list) and len(value) in (17, 19, 21) and all(map(_between(-1e6, 1e6), value))


_TEXTS = _list_of(_is_text)
_STEPS = _list_of(lambda value: _is_whole("step", value) and value > 0)
_IDENTITIES = {("change", "group"), ("change", "row"), ("change", "undoes")}
_OWN: Mapping[tuple[str, str], Fits] = {
    ("source", "kind"): _one_of("notes", "anki", "table", "hand"),
    ("source", "cards"): _one_of("key", "all", "marked"),
    ("source", "tags"): _TEXTS,
    ("question", "section"): _TEXTS,
    ("mention", "section"): _TEXTS,
    ("point", "details"): _TEXTS,
    ("point", "related"): _list_of(_is_uid),
    ("point", "why"): _is_reason,
    ("point", "own_why"): _is_reason,
    ("deck", "learn_steps"): _STEPS,
    ("deck", "relearn_steps"): _STEPS,
    ("deck", "max_interval"): lambda value: _is_whole("", value) and value > 0,
    ("card", "role"): _one_of("ask", "reversed", "why", "cloze"),
    ("card", "state"): _one_of(*_STATES),
    ("card", "flag"): _one_of(*range(8)),
    ("review", "rating"): _one_of(*range(5)),
    ("review", "kind"): _one_of("learn", "review", "relearn", "cram", "manual"),
    ("review", "state_before"): _one_of(*_STATES),
    ("review", "state_after"): _one_of(*(_STATES - {"new"})),
    ("", "desired_retention"): _between(0.01, 0.999),
    ("review", "stability_before"): _between(1e-4, 1e6),
    ("review", "difficulty_before"): _between(1.0, 10.0),
    ("applied", "kind"): _one_of("used", "didnt-fit"),
    ("plan", "kind"): _one_of("written", "not-now", "doesnt-fit"),
    ("decision", "verdict"): _one_of("accept", "drop", "split"),
    ("decision", "texts"): _TEXTS,
    ("parameter_set", "parameters"): _is_parameters,
    ("change", "table"): lambda value: isinstance(value, str) and value in metadata.tables,
}
