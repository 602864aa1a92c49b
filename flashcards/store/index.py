"""What a search looks in, kept in step with the notes: each tip's texts, folded, and the index of their grams.

The index (FTS5, without positions and without the texts) finds candidates for any neighbouring characters, of Hangul
also by their initial consonants; the texts beside it decide. Both follow the rows that an act touched, within its
transaction.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, insert, or_, select
from sqlalchemy import text as sql

from flashcards.core import cloze
from flashcards.core.pattern import fold, grams
from flashcards.store.tables import point, question, source, tag, wording

INDEXED = ("question", "answer", "detail", "line", "tag", "source")
"""What a plain word looks in."""

_AT_ONCE = 2000
_MARKED = re.compile(r"[*_~`\[\]<&\\]")
_PUT = sql("INSERT INTO search (rowid, grams) VALUES (:n, :grams)")
_TAKE = sql("INSERT INTO search (search, rowid, grams) VALUES ('delete', :n, :grams)")
_EMPTY = sql("INSERT INTO search (search) VALUES ('delete-all')")
_CHECK = sql("INSERT INTO search (search) VALUES ('integrity-check')")
_NUMBERED = sql("SELECT id FROM search_docsize")
_TAGS = (
    select(func.group_concat(tag.c.name, "\n")).where(tag.c.point == point.c.uid, tag.c.removed == 0).scalar_subquery()
)
_TEXTS = (
    select(
        point.c.n, point.c.text, point.c.own_text, point.c.details, point.c.own_details, point.c.original,
        question.c.text.label("asked"), question.c.own_text.label("own_asked"), question.c.context, question.c.section,
        question.c.speaker, source.c.title, source.c.speaker.label("host"), _TAGS.label("tags"),
    )
    .join(question, question.c.uid == point.c.question)
    .join(source, source.c.uid == question.c.source)
    .order_by(point.c.n)
)  # fmt: skip
_INSERT = insert(wording)
_DELETE = delete(wording).where(wording.c.n == bindparam("gone"))


def listed(values: Iterable[Any]) -> Select[Any]:
    """Return a list of any length as the rows of one parameter."""
    each = func.json_each(json.dumps([*values])).table_valued("value")
    return select(each.c.value)


def follow(connection: Connection, touched: Mapping[str, Collection[str]]) -> None:
    """Bring what is searched up to date with the rows that an act touched, by table."""
    if not any(touched.values()):
        return
    rows = {name: listed(uids) for name, uids in touched.items() if uids}
    belongs: dict[str, ColumnElement[bool]] = {
        name: condition
        for name, condition in {
            "point": point.c.uid.in_(rows.get("point", listed(()))),
            "tag": point.c.uid.in_(select(tag.c.point).where(tag.c.uid.in_(rows.get("tag", listed(()))))),
            "question": point.c.question.in_(rows.get("question", listed(()))),
            "source": point.c.question.in_(
                select(question.c.uid).where(question.c.source.in_(rows.get("source", listed(()))))
            ),
        }.items()
        if name in rows
    }
    numbers = sorted(connection.execute(select(point.c.n).where(or_(*belongs.values()))).scalars())
    for start in range(0, len(numbers), _AT_ONCE):
        _refresh(connection, numbers[start : start + _AT_ONCE])


def rebuild(connection: Connection) -> None:
    """Make all of it anew."""
    connection.execute(_EMPTY)
    connection.execute(delete(wording))
    batch: list[dict[str, Any]] = []
    for row in connection.execute(_TEXTS):
        batch.append(_worded(row))
        if len(batch) == _AT_ONCE:
            _add(connection, batch)
            batch = []
    _add(connection, batch)


def stray(connection: Connection) -> int:
    """Return how many tips are looked for by other words than they have, or not at all, or are not there any more."""
    kept = {row.n: dict(row._mapping) for row in connection.execute(select(wording))}  # noqa: SLF001  SQLAlchemy's public name
    held = {row["n"]: row for row in (_worded(row) for row in connection.execute(_TEXTS))}
    numbered = set(connection.execute(_NUMBERED).scalars())
    faulty = {n for n in kept.keys() | held.keys() if kept.get(n) != held.get(n)}
    return len(faulty | (numbered ^ held.keys()))


def check(connection: Connection) -> None:
    """Have SQLite check the index itself; it raises its error if that is damaged."""
    connection.execute(_CHECK)


def _refresh(connection: Connection, numbers: list[int]) -> None:
    among = listed(numbers)
    old = {
        row.n: dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name
        for row in connection.execute(select(wording).where(wording.c.n.in_(among)))
    }
    new = [_worded(row) for row in connection.execute(_TEXTS.where(point.c.n.in_(among)))]
    changed = [row for row in new if old.get(row["n"]) != row]
    gone = [old[row["n"]] for row in changed if row["n"] in old]
    if gone:
        connection.execute(_TAKE, [_indexed(row) for row in gone])
        connection.execute(_DELETE, [{"gone": row["n"]} for row in gone])
    _add(connection, changed)


def _add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_INSERT, rows)
        connection.execute(_PUT, [_indexed(row) for row in rows])


def _indexed(row: Mapping[str, Any]) -> dict[str, Any]:
    found = frozenset[str]().union(*(grams(row[name]) for name in INDEXED))
    return {"n": row["n"], "grams": " ".join(found)}


def _worded(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """Return a row of ``wording``: in each text the user's words and the file's, as written and as they read."""
    answer = _joined(_readings(row.own_text, row.text))
    return {
        "n": row.n,
        "question": _joined(_readings(row.own_asked, row.asked, row.context)),
        "answer": answer,
        "detail": _joined(_readings(row.own_details, *(row.details or ()))),
        "line": "" if (line := fold(row.original).strip()) in answer else line,
        "tag": _joined(sorted((row.tags or "").split("\n"))),
        "source": _joined((row.title,)),
        "section": _joined(row.section or ()),
        "speaker": _joined((row.speaker, row.host)),
    }


def _joined(texts: Iterable[str | None]) -> str:
    folded = (fold(text).strip() for text in texts if text)
    return "\n".join(dict.fromkeys(text for text in folded if text))


def _readings(*texts: str | None) -> Iterator[str]:
    for text in filter(None, texts):
        yield text
        if "{{" in text or _MARKED.search(text):
            from flashcards.core.markup import unmarked  # noqa: PLC0415  Markdown loads only where a text has marks

            yield unmarked(cloze.plain(text))
