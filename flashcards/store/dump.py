"""Every row that carries meaning, as plain values: what a lossless export writes."""

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, true

from flashcards.store.tables import (
    applied,
    card,
    change,
    decision,
    deck,
    device,
    mention,
    metadata,
    parameter_set,
    plan,
    point,
    question,
    retraction,
    review,
    setting,
    source,
    tag,
)

TABLES = (
    device, parameter_set, deck, source, question, point, mention, card, tag, review, retraction, applied, plan,
    decision, setting, change,
)  # fmt: skip


def dump(connection: Connection, points: set[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table that travels, by table name; with ``points``, only what belongs to those tips."""
    wanted = _everything() if points is None else _belonging(points)
    return {
        table.name: [
            dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name
            for row in connection.execute(select(table).where(wanted[table.name]).order_by(*table.primary_key))
        ]
        for table in TABLES
    }


def _everything() -> dict[str, ColumnElement[bool]]:
    return dict.fromkeys(metadata.tables, true())


def _belonging(points: set[str]) -> dict[str, ColumnElement[bool]]:
    """Return, per table, which rows belong to some tips; devices, decks and parameter sets all come along."""
    listed = func.json_each(json.dumps(sorted(points))).table_valued("value")
    of_point = select(listed.c.value)
    questions = select(point.c.question).where(point.c.uid.in_(of_point))
    at_home = select(question.c.source).where(question.c.uid.in_(questions))
    sources = at_home.union(select(mention.c.source).where(mention.c.point.in_(of_point)))
    cards = select(card.c.uid).where(card.c.point.in_(of_point))
    answers: Select[Any] = select(review.c.uid).where(review.c.card.in_(cards))
    own = {table.name: table.c.point.in_(of_point) for table in (mention, card, tag, applied, plan)}
    rows = [select(table.c.uid).where(own[table.name]) for table in (mention, tag, applied, plan)]
    touched = [change.c.row.in_(query) for query in (questions, sources, cards, *rows)]
    return (
        _everything()
        | own
        | {
            "point": point.c.uid.in_(of_point),
            "question": question.c.uid.in_(questions),
            "source": source.c.uid.in_(sources),
            "review": review.c.card.in_(cards),
            "retraction": retraction.c.review.in_(answers),
            "decision": decision.c.source.in_(sources),
            "change": or_(change.c.row.in_(of_point), *touched),
        }
    )
