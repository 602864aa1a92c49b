"""The database's tables, as SQLAlchemy Core sees them. ``db/versions`` holds the history that builds them.

Every row that travels between machines has a ``uid`` (UUIDv7 text) and the ``device`` that made it. Current rows of
everything but reviews are a view of the append-only ``change`` log, written in the same transaction. ``review`` is
append-only too; undo adds a ``retraction``. Instants are UTC epoch milliseconds, study days day numbers.
"""

import json
from typing import Any

from sqlalchemy import (
    DDL,
    REAL,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)

SCHEMA = 3
APPLICATION_ID = 0x464C5348

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Flag(TypeDecorator[bool]):
    """A truth value, stored as 0 or 1 (STRICT tables know no BOOLEAN)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002, FBT001  SQLAlchemy's signature
        """Return 0, 1 or NULL."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002  SQLAlchemy's signature
        """Return the truth value."""
        return None if value is None else bool(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Json(TypeDecorator[Any]):
    """A list, a mapping or a scalar, stored as compact JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Return JSON text, NULL for None."""
        return None if value is None else _COMPACT.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401  SQLAlchemy's signature
        """Return what the JSON text says."""
        return None if value is None else json.loads(value)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401  columns and constraints
    return Table(name, metadata, *parts, sqlite_strict=True)


def _text(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=None if default is None else text(f"'{default}'"))


def _int(name: str, *, null: bool = False, default: int | None = None) -> Column[int]:
    return Column(name, Integer, nullable=null, server_default=None if default is None else text(str(default)))


def _real(name: str, *, null: bool = False) -> Column[float]:
    return Column(name, REAL, nullable=null)


def _flag(name: str, *, default: bool = False) -> Column[bool]:
    return Column(name, Flag, nullable=False, server_default=text(str(int(default))))


def _json(name: str, *, null: bool = True) -> Column[Any]:
    return Column(name, Json, nullable=null)


def _to(name: str, target: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{target}.uid"), nullable=null)


def _travels() -> tuple[Column[Any], Column[Any]]:
    return Column("uid", Text, primary_key=True), _to("device", "device")


device = _table(
    "device",
    Column("uid", Text, primary_key=True),
    _text("name"),
    Column("fingerprint", Text, nullable=False, unique=True),
    _int("created_at"),
)

deck = _table(
    "deck",
    *_travels(),
    Column("name", Text, nullable=False, unique=True),
    _int("position", default=0),
    _real("desired_retention", null=True),
    _json("learn_steps"),
    _json("relearn_steps"),
    _int("new_per_day", null=True),
    _int("reviews_per_day", null=True),
    _int("minutes_per_day", null=True),
    _int("max_interval", null=True),
    _text("review_order", null=True),
    _to("parameter_set", "parameter_set", null=True),
    _int("created_at"),
    Index("ix_deck_parameter_set", "parameter_set"),
)

source = _table(
    "source",
    *_travels(),
    _text("kind"),
    _text("title"),
    _text("speaker", null=True),
    _text("date", null=True),
    _text("url", null=True),
    _text("lang", null=True),
    _to("deck", "deck"),
    _text("cards", default="key"),
    _real("min_score", null=True),
    _json("tags"),
    _text("text_hash", default=""),
    _int("created_at"),
    _int("retired_at", null=True),
    CheckConstraint("kind IN ('notes', 'anki', 'table', 'hand')", name="kind"),
    CheckConstraint("cards IN ('key', 'all', 'marked')", name="cards"),
    Index("ix_source_deck", "deck"),
)

source_path = _table(
    "source_path",
    Column("device", Text, ForeignKey("device.uid"), primary_key=True),
    Column("path", Text, primary_key=True),
    _to("source", "source"),
    _int("mtime_ns"),
    _int("size"),
    _text("text_hash"),
    _int("seen_at"),
    Index("ix_source_path_source", "source"),
)

question = _table(
    "question",
    *_travels(),
    _to("source", "source"),
    _text("text"),
    _text("own_text", null=True),
    _text("own_for", null=True),
    _text("original", default=""),
    _text("context", default=""),
    _json("section"),
    _text("speaker", null=True),
    _text("block_id", null=True),
    _int("line", null=True),
    _int("position"),
    _flag("ordered"),
    _flag("asked", default=True),
    _int("created_at"),
    _int("updated_at"),
    Index("ix_question_source_position", "source", "position"),
)

point = _table(
    "point",
    *_travels(),
    Column("n", Integer, nullable=False, unique=True),
    _to("question", "question"),
    _text("text"),
    _text("own_text", null=True),
    _text("own_for", null=True),
    _text("original", default=""),
    _json("details"),
    _text("own_details", null=True),
    _text("kind", default="answer"),
    _real("score"),
    _text("block_id", null=True),
    _int("line", null=True),
    _int("position"),
    _json("related"),
    _int("created_at"),
    _int("updated_at"),
    _int("retired_at", null=True),
    _text("retired_why", null=True),
    _json("why"),
    _json("own_why"),
    Index("ix_point_question_position", "question", "position"),
)

mention = _table(
    "mention",
    *_travels(),
    _to("point", "point"),
    _to("source", "source"),
    _int("line", null=True),
    _json("section"),
    _text("question_text", default=""),
    _text("original", default=""),
    _text("block_id", null=True),
    _flag("home"),
    _int("last_seen"),
    Index("ix_mention_point", "point"),
    Index("ix_mention_source", "source"),
)

card = _table(
    "card",
    *_travels(),
    Column("n", Integer, nullable=False, unique=True),
    _to("point", "point"),
    _text("role"),
    _int("cloze", default=0),
    _to("deck", "deck"),
    _int("position"),
    _text("state", default="new"),
    _int("step", default=0),
    _real("stability", null=True),
    _real("difficulty", null=True),
    _int("interval", default=0),
    _int("seconds", default=0),
    _int("due", null=True),
    _int("last_review", null=True),
    _int("last_day", null=True),
    _int("reps", default=0),
    _int("lapses", default=0),
    _int("flag", default=0),
    _flag("suspended"),
    _flag("draft"),
    _int("buried_until", null=True),
    _int("created_at"),
    CheckConstraint("role IN ('ask', 'reversed', 'why', 'cloze')", name="role"),
    CheckConstraint("state IN ('new', 'learning', 'review', 'relearning')", name="state"),
    CheckConstraint("flag BETWEEN 0 AND 7", name="flag"),
    UniqueConstraint("point", "role", "cloze"),
    Index("ix_card_deck_state_due", "deck", "state", "due"),
    Index("ix_card_state_due", "state", "due"),
)

tag = _table(
    "tag",
    *_travels(),
    _to("point", "point"),
    _text("name"),
    _flag("removed"),
    UniqueConstraint("point", "name"),
    Index("ix_tag_name", "name"),
)

review = _table(
    "review",
    Column("uid", Text, primary_key=True),
    _int("id"),
    _to("device", "device"),
    _to("card", "card"),
    _int("study_day"),
    _int("rating"),
    _text("kind"),
    _int("duration_ms", default=0),
    _text("state_before"),
    _int("step_before", default=0),
    _real("stability_before", null=True),
    _real("difficulty_before", null=True),
    _text("state_after"),
    _int("step_after", default=0),
    _int("interval_after", default=0),
    _int("seconds_after", default=0),
    _int("due_after", null=True),
    _real("desired_retention"),
    _to("parameter_set", "parameter_set", null=True),
    CheckConstraint("rating BETWEEN 0 AND 4", name="rating"),
    CheckConstraint("kind IN ('learn', 'review', 'relearn', 'cram', 'manual')", name="kind"),
    Index("ix_review_id", "id"),
    Index("ix_review_card_id", "card", "id"),
    Index("ix_review_study_day", "study_day"),
)

retraction = _table(
    "retraction",
    *_travels(),
    Column("review", Text, ForeignKey("review.uid"), nullable=False, unique=True),
    _int("at"),
    _int("study_day"),
)

applied = _table(
    "applied",
    *_travels(),
    _to("point", "point"),
    _int("at"),
    _int("study_day"),
    _text("kind", default="used"),
    _text("text", default=""),
    _flag("removed"),
    CheckConstraint("kind IN ('used', 'didnt-fit')", name="kind"),
    Index("ix_applied_point", "point"),
)

plan = _table(
    "plan",
    *_travels(),
    _to("point", "point"),
    _int("at"),
    _int("study_day"),
    _text("kind", default="written"),
    _text("text", default=""),
    _flag("removed"),
    CheckConstraint("kind IN ('written', 'not-now', 'doesnt-fit')", name="kind"),
    Index("ix_plan_point", "point"),
)

decision = _table(
    "decision",
    *_travels(),
    _to("source", "source"),
    _text("line_hash"),
    _text("verdict"),
    _json("texts"),
    _int("at"),
    CheckConstraint("verdict IN ('accept', 'drop', 'split')", name="verdict"),
    UniqueConstraint("source", "line_hash"),
)

change = _table(
    "change",
    Column("uid", Text, primary_key=True),
    _int("at"),
    _int("study_day"),
    _to("device", "device"),
    _text("group"),
    _text("act"),
    _text("table"),
    _text("row"),
    _text("field"),
    _json("old"),
    _json("new"),
    _text("undoes", null=True),
    Index("ix_change_group", "group"),
    Index("ix_change_row_field", "row", "field"),
    Index("ix_change_study_day_at", "study_day", "at"),
    Index("ix_change_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
)

parameter_set = _table(
    "parameter_set",
    *_travels(),
    _int("at"),
    _json("parameters", null=False),
    _real("log_loss", null=True),
    _real("log_loss_before", null=True),
    _int("reviews", default=0),
)

setting = _table(
    "setting",
    *_travels(),
    Column("name", Text, nullable=False, unique=True),
    _json("value"),
    _int("at"),
)

day = _table(
    "day",
    Column("study_day", Integer, primary_key=True, autoincrement=False),
    Column("deck", Text, ForeignKey("deck.uid"), primary_key=True),
    _int("answers", default=0),
    _int("again", default=0),
    _int("new", default=0),
    _int("reviews", default=0),
    _int("young_passed", default=0),
    _int("young_asked", default=0),
    _int("mature_passed", default=0),
    _int("mature_asked", default=0),
    _int("duration_ms", default=0),
    Index("ix_day_deck", "deck"),
)

wording = _table(
    "wording",
    Column("n", Integer, primary_key=True, autoincrement=False),
    _text("question", default=""),
    _text("answer", default=""),
    _text("detail", default=""),
    _text("line", default=""),
    _text("tag", default=""),
    _text("source", default=""),
    _text("section", default=""),
    _text("speaker", default=""),
)
"""What a search compares: a tip's texts, folded, by its number. Derived, as is the index of their grams, ``search``."""

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(grams, content='', columnsize=1, detail=none, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)
event.listen(wording, "after_create", DDL(SEARCH))  # type: ignore[no-untyped-call]
