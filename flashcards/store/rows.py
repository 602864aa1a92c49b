"""Rows to and from core values: the one place that knows both."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, func, select, type_coerce

from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.note import Card, CardsMode, Deck, Point, Question, Reason, Role, Source, SourceKind
from flashcards.core.review import Answer, Standing, state_name
from flashcards.store.locking import LOCKED
from flashcards.store.tables import Json, card, deck, point, review, source, source_path, tag

CARD = (*card.c, deck.c.name.label("deck_name"), LOCKED.label("locked"))
SOURCE = (
    *source.c,
    deck.c.name.label("deck_name"),
    select(source_path.c.path)
    .where(source_path.c.source == source.c.uid)
    .order_by(source_path.c.seen_at.desc())
    .limit(1)
    .scalar_subquery()
    .label("path"),
)
_ANSWER = tuple(column.name for column in review.c)
POINT = (
    *point.c,
    type_coerce(
        select(func.json_group_array(tag.c.name))
        .where(tag.c.point == point.c.uid, tag.c.removed == 0)
        .scalar_subquery(),
        Json,
    ).label("tags"),
)


def to_memory(row: Row[*tuple[Any, ...]]) -> Memory:
    """Return the memory that a card row caches."""
    if row.state == "new":
        return New()
    strength = Strength(row.stability, row.difficulty)
    if row.state == "review":
        return Review(strength, row.interval, row.due, row.last_review, row.last_day)
    if row.state == "relearning":
        return Relearning(strength, row.step, row.due, row.seconds, row.interval, row.last_review, row.last_day)
    return Learning(strength, row.step, row.due, row.seconds, row.last_review, row.last_day)


def memory_columns(memory: Memory) -> dict[str, Any]:
    """Return the columns of a card row that cache a memory."""
    columns: dict[str, Any] = {
        "state": state_name(memory),
        "step": 0,
        "stability": None,
        "difficulty": None,
        "interval": 0,
        "seconds": 0,
        "due": None,
        "last_review": None,
        "last_day": None,
    }
    if isinstance(memory, New):
        return columns
    columns |= {
        "stability": memory.strength.stability,
        "difficulty": memory.strength.difficulty,
        "last_review": memory.last,
        "last_day": memory.last_day,
    }
    if isinstance(memory, Review):
        return columns | {"interval": memory.interval, "due": memory.due_day}
    columns |= {"step": memory.step, "due": memory.due, "seconds": memory.seconds}
    return columns | ({"interval": memory.interval} if isinstance(memory, Relearning) else {})


def standing_columns(standing: Standing) -> dict[str, Any]:
    """Return every column of a card row that its log determines."""
    return memory_columns(standing.memory) | {"reps": standing.reps, "lapses": standing.lapses}


def to_card(row: Row[*tuple[Any, ...]]) -> Card:
    """Return a card from a row of ``CARD``."""
    return Card(
        uid=row.uid,
        n=row.n,
        point=row.point,
        role=Role(row.role),
        deck=row.deck_name,
        memory=to_memory(row),
        cloze=row.cloze,
        reps=row.reps,
        lapses=row.lapses,
        flag=row.flag,
        suspended=row.suspended,
        buried_until=row.buried_until,
        draft=row.draft,
        locked=bool(row.locked),
    )


def to_point(row: Row[*tuple[Any, ...]]) -> Point:
    """Return a point from a row of ``POINT``: the user's wording wins while the line it was made for is unchanged."""
    own = row.own_text is not None and row.own_for == row.text
    own_details = own and row.own_details is not None
    details = filter(None, row.own_details.split("\n")) if own_details else row.details or ()
    return Point(
        uid=row.uid,
        n=row.n,
        question=row.question,
        text=row.own_text if own else row.text,
        file_text=row.text,
        original=row.original,
        block_id=row.block_id,
        details=tuple(details),
        why=to_reason(row.own_why if own_details else row.why),
        kind=row.kind,
        score=row.score,
        line=row.line,
        position=row.position,
        tags=tuple(sorted(row.tags)),
        retired_why=row.retired_why,
        retired_at=row.retired_at,
        added_at=row.created_at,
        updated_at=row.updated_at,
    )


def to_reason(value: dict[str, Any] | None) -> Reason | None:
    """Return the reason or condition that a column holds."""
    return None if value is None else Reason(**value)


def reason_columns(why: Reason | None) -> dict[str, Any] | None:
    """Return a reason or condition as a column holds it."""
    return None if why is None else asdict(why)


def to_question(row: Row[*tuple[Any, ...]]) -> Question:
    """Return a question: the user's own wording wins while the line it was made for is unchanged."""
    own = row.own_text is not None and row.own_for == row.text
    return Question(
        uid=row.uid,
        source=row.source,
        text=row.own_text if own else row.text,
        original=row.original,
        context=row.context,
        section=tuple(row.section or ()),
        speaker=row.speaker,
        line=row.line,
        position=row.position,
        ordered=row.ordered,
        asked=row.asked,
        updated_at=row.updated_at,
    )


def to_source(row: Row[*tuple[Any, ...]]) -> Source:
    """Return a source from a row of ``SOURCE``, whose ``path`` is where its file was last seen."""
    return Source(
        uid=row.uid,
        kind=SourceKind(row.kind),
        title=row.title,
        deck=row.deck_name,
        speaker=row.speaker,
        date=row.date,
        url=row.url,
        lang=row.lang,
        path=row.path,
        cards=CardsMode(row.cards),
        min_score=row.min_score,
        text_hash=row.text_hash,
        retired=row.retired_at is not None,
    )


def to_deck(row: Row[*tuple[Any, ...]]) -> Deck:
    """Return a deck with its own options; None stands for the parent's."""
    return Deck(
        uid=row.uid,
        name=row.name,
        desired_retention=row.desired_retention,
        learn_steps=_steps(row.learn_steps),
        relearn_steps=_steps(row.relearn_steps),
        new_per_day=row.new_per_day,
        reviews_per_day=row.reviews_per_day,
        max_interval=row.max_interval,
    )


def to_answer(row: Row[*tuple[Any, ...]]) -> Answer:
    """Return a row of the review log from a row of its table."""
    return Answer(**dict(zip(_ANSWER, row, strict=True)))


def _steps(seconds: list[int] | None) -> tuple[int, ...] | None:
    return None if seconds is None else tuple(seconds)
