"""A search as a tree: what must hold for a card, and the tree written in the query language again."""

from dataclasses import dataclass
from typing import TypeAlias

from flashcards.core.pattern import Pattern

FIELDS = ("question", "answer", "detail", "section", "speaker")
NAMED = ("deck", "tag", "source")
STATES = (
    "new", "learn", "review", "due", "suspended", "buried", "leech", "flagged", "learned", "lapsed", "learning",
    "applied", "retired", "draft", "slipping",
)  # fmt: skip
PROPERTIES = ("s", "d", "r", "ivl", "due", "reps", "lapses")
MEASURED = ("s", "d", "r")
"""Properties that are no whole numbers."""
OPERATORS = ("<=", ">=", "!=", "<", ">", "=")


@dataclass(frozen=True, slots=True)
class Word:
    """Text that a tip contains; in one field, or (``field`` empty) in any of what a plain word looks in."""

    pattern: Pattern
    field: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A ``deck``, ``tag`` or ``source`` whose name fits; decks and tags with all under them."""

    kind: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Is:
    """A state or a fact: one of ``STATES``."""

    state: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag by its number, 0 for none."""

    number: int


@dataclass(frozen=True, slots=True)
class Property:
    """A figure of a card compared with a value: days for ``s``, ``ivl`` and ``due`` (from today)."""

    name: str
    operator: str
    value: float


@dataclass(frozen=True, slots=True)
class Lately:
    """``added`` or ``edited`` within so many study days, today included."""

    kind: str
    days: int


@dataclass(frozen=True, slots=True)
class Rated:
    """Answered within so many study days, today included; with a ``rating`` (1..4), so."""

    days: int
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Every:
    """What must hold together; without parts, nothing is asked."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Of which one must hold."""

    parts: tuple["Query", ...]


Query: TypeAlias = Word | Named | Is | Flagged | Property | Lately | Rated | Not | Every | Either


def leaves(query: Query) -> list[Query]:
    """Return the single conditions of a search."""
    if isinstance(query, Not):
        return leaves(query.part)
    if isinstance(query, Every | Either):
        return [leaf for part in query.parts for leaf in leaves(part)]
    return [query]


def written(query: Query) -> str:
    """Return a search in the query language; parsed again it is the same tree."""
    if isinstance(query, Every | Either):
        between = " " if isinstance(query, Every) else " or "
        return between.join(_part(part) for part in query.parts)
    return f"-{_part(query.part)}" if isinstance(query, Not) else _leaf(query)


def _part(query: Query) -> str:
    text = written(query)
    return f"({text})" if isinstance(query, Not | Every | Either) else text


def _leaf(query: Query) -> str:
    match query:
        case Word(pattern, key) if not key:
            return _quoted(pattern)
        case Word(pattern, key) | Named(key, pattern):
            return f"{key}:{_quoted(pattern)}"
        case Property(name, operator, value):
            return f"prop:{name}{operator}{value if name in MEASURED else int(value)}"
        case Rated(days, rating):
            return f"rated:{days}" + (f":{rating}" if rating else "")
    return _short(query)


def _short(query: Query) -> str:
    match query:
        case Is(state):
            return f"is:{state}"
        case Flagged(number):
            return f"flag:{number}"
        case Lately(kind, days):
            return f"{kind}:{days}"
    raise AssertionError(query)


def _quoted(pattern: Pattern) -> str:
    return '"' + pattern.written.replace('"', '\\"').replace(":", "\\:") + '"'
