"""A query tree as SQL over the cards: every condition is true or false, never unknown, so that ``-`` can turn it."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    case,
    column,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy import table as plain_table

from flashcards.core.pattern import Pattern, fold
from flashcards.core.query import Either, Every, Flagged, Is, Lately, Named, Not, Property, Query, Rated, Word
from flashcards.core.review import MANUAL
from flashcards.core.studyday import DAY_MS
from flashcards.store.index import INDEXED, listed
from flashcards.store.locking import is_asked
from flashcards.store.tables import (
    applied,
    card,
    deck,
    mention,
    point,
    question,
    retraction,
    review,
    source,
    source_path,
    tag,
    wording,
)

Condition = ColumnElement[bool]
LEARNING = ("learning", "relearning")

_INDEX = plain_table("search", column("rowid"), column("search"))
_NEAR = {"s": 0.5, "d": 0.05, "r": 0.005}
"""How near a measured figure must be to count as equal."""
_FAR = 1e300


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The moment of a search, and what it takes from rules and logs.

    ``starts`` gives the instant (ms) at which a study day begins, ``curves`` the forgetting curve (factor, power) of a
    deck by its uid and ``retention`` the recall that it wants, ``standing`` the tips that are learned and those that
    are lapsed, by their uids. ``why`` says whether why cards are asked.
    """

    now: int
    today: int
    starts: Callable[[int], int]
    learn_ahead_ms: int
    leech_lapses: int
    curves: Mapping[str, tuple[float, float]]
    standing: Mapping[str, frozenset[str]]
    retention: Mapping[str, float] = field(default_factory=dict)
    why: bool = True


def compiled(query: Query, connection: Connection, view: View) -> Condition:
    """Return a search as a condition on card and point joined; names are looked up here."""
    part = partial(compiled, connection=connection, view=view)
    if isinstance(query, Every):
        return and_(true(), *map(part, query.parts))
    if isinstance(query, Either):
        return or_(false(), *map(part, query.parts))
    return not_(part(query.part)) if isinstance(query, Not) else _leaf(query, connection, view)


def _leaf(query: Query, connection: Connection, view: View) -> Condition:
    found: Condition = true()
    match query:
        case Word(pattern, field):
            found = _word(pattern, field)
        case Named(kind, pattern):
            found = _NAMED[kind](connection, pattern)
        case Is(state):
            found = _is(state, view)
        case Flagged(number):
            found = card.c.flag == number
        case Property(name, operator, value):
            found = _property(name, operator, value, view)
        case Lately(kind, days):
            since = view.starts(view.today - days + 1)
            found = card.c.created_at >= since if kind == "added" else _edited(since)
        case Rated(days, rating):
            found = _rated(days, rating, view)
    return found


def _word(pattern: Pattern, field: str) -> Condition:
    found = select(wording.c.n)
    if not field or field in INDEXED:
        whole, starts = pattern.grams()
        terms = [f'"{_doubled(gram)}"' for gram in sorted(whole)] + [f'"{_doubled(gram)}"*' for gram in starts]
        candidates = select(_INDEX.c.rowid).where(_INDEX.c.search.op("MATCH")(" AND ".join(terms)))
        if terms and not field and pattern.decided_by_grams:
            return point.c.n.in_(candidates)
        if terms:
            found = found.where(wording.c.n.in_(candidates))
    texts = [wording.c[name] for name in ((field,) if field else INDEXED)]
    fits: BindParameter[str] = bindparam(None, pattern.glob())
    return point.c.n.in_(found.where(or_(*(text.op("GLOB", is_comparison=True)(fits) for text in texts))))


def _doubled(gram: str) -> str:
    return gram.replace('"', '""')


def _deck(connection: Connection, pattern: Pattern) -> Condition:
    wanted = re.compile(f"(?:{pattern.regex()})(?:::.*)?", re.DOTALL)
    rows = connection.execute(select(deck.c.uid, deck.c.name))
    return card.c.deck.in_(listed(row.uid for row in rows if wanted.fullmatch(fold(row.name))))


def _tag(connection: Connection, pattern: Pattern) -> Condition:
    tagged = select(tag.c.point).where(tag.c.removed == 0)
    if pattern.written.lower() == "none":
        return card.c.point.not_in(tagged)
    wanted = re.compile(f"(?:{pattern.regex()})(?:::.*)?", re.DOTALL)
    names = connection.execute(select(tag.c.name).distinct()).scalars()
    return card.c.point.in_(
        tagged.where(tag.c.name.in_(listed(name for name in names if wanted.fullmatch(fold(name)))))
    )


def _source(connection: Connection, pattern: Pattern) -> Condition:
    """Fit a part of a source's title or path; a tip that another source mentions counts there, too."""
    wanted = re.compile(pattern.regex(), re.DOTALL)
    rows = connection.execute(
        select(source.c.uid, source.c.title, source_path.c.path).outerjoin(
            source_path, source_path.c.source == source.c.uid
        )
    )
    uids = {row.uid for row in rows if any(wanted.search(fold(name)) for name in (row.title, row.path) if name)}
    mentioned = select(mention.c.point).where(mention.c.line.is_not(None), mention.c.source.in_(listed(sorted(uids))))
    at_home = select(question.c.uid).where(question.c.source.in_(listed(sorted(uids))))
    return or_(point.c.question.in_(at_home), card.c.point.in_(mentioned))


_NAMED: dict[str, Callable[[Connection, Pattern], Condition]] = {"deck": _deck, "tag": _tag, "source": _source}


def _edited(since: int) -> Condition:
    asked = select(question.c.uid).where(question.c.updated_at >= since)
    return or_(point.c.updated_at >= since, point.c.question.in_(asked))


def _is(state: str, view: View) -> Condition:
    living = or_(point.c.retired_why.is_(None), func.coalesce(point.c.retired_at, 0) >= view.starts(view.today + 1))
    if state in {"learned", "lapsed"}:
        return card.c.point.in_(listed(sorted(view.standing[state])))
    if state == "learning":
        settled = listed(sorted(view.standing["learned"] | view.standing["lapsed"]))
        return and_(living, card.c.point.in_(_BEGUN), card.c.point.not_in(settled))
    if state == "applied":
        return card.c.point.in_(
            select(applied.c.point).where(
                applied.c.kind == "used", applied.c.removed == 0, applied.c.study_day <= view.today
            )
        )
    buried, asked = func.coalesce(card.c.buried_until, 0) > view.today, is_asked(literal(int(view.why)))
    learn = card.c.state.in_(LEARNING)
    falls_due = or_(
        and_(card.c.state == "review", card.c.due <= view.today),
        and_(learn, card.c.due <= view.now + view.learn_ahead_ms),
    )
    conditions: dict[str, Condition] = {
        "new": and_(card.c.state == "new", living, asked),
        "learn": and_(learn, living),
        "review": and_(card.c.state.in_(("review", "relearning")), living),
        "due": and_(
            func.coalesce(falls_due, false()), card.c.suspended == 0, card.c.draft == 0, not_(buried), living, asked
        ),
        "suspended": card.c.suspended == 1,
        "buried": buried,
        "leech": card.c.lapses >= view.leech_lapses,
        "flagged": card.c.flag > 0,
        "retired": not_(living),
        "slipping": and_(living, _counts(card), _below(view.retention, "<", view)),
        "draft": card.c.draft == 1,
    }
    return conditions[state]


_ASKED = card.alias("asked")
_BESIDE = card.alias("beside")


def _counts(one: FromClause) -> Condition:
    """Hold for the cards that tell how well a tip is known: ask and cloze, or whatever there is."""
    beside = exists().where(_BESIDE.c.point == one.c.point, _BESIDE.c.role.in_(("ask", "cloze")))
    return or_(one.c.role.in_(("ask", "cloze")), ~beside)


_BEGUN = select(_ASKED.c.point).where(_ASKED.c.reps > 0, _counts(_ASKED))
"""Tips with an answered card of those that count."""


def _property(name: str, operator: str, value: float, view: View) -> Condition:
    if name == "due":
        return _due(operator, int(value), view)
    if name == "r":
        return _recall(operator, value, view)
    figure = {
        "s": card.c.stability, "d": card.c.difficulty, "ivl": card.c.interval, "reps": card.c.reps,
        "lapses": card.c.lapses,
    }[name]  # fmt: skip
    if name == "d" and 0 < value < 1:
        value = 1 + 9 * value
    return func.coalesce(_compared(figure, operator, value, _NEAR.get(name, 0)), false())


def _compared(figure: ColumnElement[Any], operator: str, value: float, near: float) -> Condition:
    match operator:
        case "=":
            return figure.between(value - near, value + near)
        case "!=":
            return not_(figure.between(value - near, value + near))
        case _:
            found: Condition = figure.op(operator, is_comparison=True)(value)
            return found


def _due(operator: str, days: int, view: View) -> Condition:
    """Compare the study day on which a begun card falls due with so many days from today."""
    day = view.today + days
    starts, ends = view.starts(day), view.starts(day + 1)
    step = card.c.due
    steps: dict[str, Condition] = {
        "<": step < starts, "<=": step < ends, ">": step >= ends, ">=": step >= starts,
        "=": and_(step >= starts, step < ends), "!=": or_(step < starts, step >= ends),
    }  # fmt: skip
    reviews = and_(card.c.state == "review", _compared(card.c.due, operator, day, 0))
    return func.coalesce(or_(reviews, and_(card.c.state.in_(LEARNING), steps[operator])), false())


def _recall(operator: str, value: float, view: View) -> Condition:
    """Compare retrievability with the same value in all decks."""
    if operator in _BEYOND:
        return _below(dict.fromkeys(view.curves, value), operator, view)
    near = _NEAR["r"]
    most, least = (_spent(dict.fromkeys(view.curves, value + by), view) for by in (near, -near))
    same = _elapsed(view).between(most, least)
    return and_(_KNOWN, func.coalesce(same if operator == "=" else not_(same), false()))


def _below(recalls: Mapping[str, float], operator: str, view: View) -> Condition:
    """Compare retrievability with a value of each deck: R < x where time / stability is beyond what gives x."""
    beyond = _elapsed(view).op(_BEYOND[operator], is_comparison=True)(_spent(recalls, view))
    return and_(_KNOWN, func.coalesce(beyond, false()))


_KNOWN = card.c.last_review.is_not(None)
_BEYOND = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _elapsed(view: View) -> ColumnElement[Any]:
    """Return the time since the last answer, in stabilities."""
    return func.max(0, view.now - card.c.last_review) / (card.c.stability * DAY_MS)


def _spent(recalls: Mapping[str, float], view: View) -> ColumnElement[float]:
    """Return the time, in stabilities, after which a card's retrievability is that of its deck, by its deck's curve."""
    times = {
        uid: -1.0 if recall > 1 else _FAR if recall <= 0 else min(_FAR, _time(recall, *view.curves[uid]))
        for uid, recall in recalls.items()
    }
    usual = next(iter(times.values()), 0.0)
    whens = [(card.c.deck == uid, time) for uid, time in times.items() if time != usual]
    return case(*whens, else_=usual) if whens else bindparam(None, usual)


def _time(recall: float, factor: float, power: float) -> float:
    try:
        return (math.pow(recall, 1 / power) - 1) / factor
    except OverflowError:
        return _FAR


def _rated(days: int, rating: int | None, view: View) -> Condition:
    answered = (
        select(review.c.card)
        .outerjoin(retraction, retraction.c.review == review.c.uid)
        .where(
            review.c.study_day.between(view.today - days + 1, view.today), review.c.kind != MANUAL,
            retraction.c.uid.is_(None),
        )
    )  # fmt: skip
    return card.c.uid.in_(answered if rating is None else answered.where(review.c.rating == rating))
