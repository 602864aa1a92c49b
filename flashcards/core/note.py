"""The things a learner keeps: sources, questions, points, cards and decks.

A *source* is a notes file. A *question* is a cue in it (or a section title where nobody asks), a *point* is one
piece of advice under it: "tip" to the user. A *note* is a question with its points. A *card* asks for a point in
one role; the cards of one note are siblings.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.core.memory import Memory


class SourceKind(StrEnum):
    """Where a source's cards came from."""

    NOTES = "notes"
    ANKI = "anki"
    TABLE = "table"
    HAND = "hand"


class CardsMode(StrEnum):
    """Which points of a source become cards: the key ones, all of them, or only explicitly marked ones."""

    KEY = "key"
    ALL = "all"
    MARKED = "marked"


class Role(StrEnum):
    """How a card asks for its point."""

    ASK = "ask"
    REVERSED = "reversed"
    WHY = "why"
    CLOZE = "cloze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A notes file, or another place cards came from."""

    uid: str
    kind: SourceKind
    title: str
    deck: str
    speaker: str | None = None
    date: str | None = None
    url: str | None = None
    lang: str | None = None
    path: str | None = None
    cards: CardsMode = CardsMode.KEY
    min_score: float | None = None
    text_hash: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The cue in the notes. ``asked`` is false where a section title stands in for a question.

    ``updated_at`` is when its text, or the set of its living points, last changed: its cards look different
    since then.
    """

    uid: str
    source: str
    text: str
    original: str = ""
    context: str = ""
    section: tuple[str, ...] = ()
    speaker: str | None = None
    line: int | None = None
    position: int = 0
    ordered: bool = False
    asked: bool = True
    updated_at: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """The line below a point that says why, or where it is a ``condition``, when the point holds."""

    text: str
    condition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One piece of advice, a "tip" to the user: the unit that is learned and applied.

    ``text`` is what cards show: the user's own wording if there is one, else the file's after cuts. ``original``
    is the line as it stands in the source, ``file_text`` what was read from it. Cloze marks are kept in ``text`` as
    ``{{c1::answer::hint}}``. ``why`` is the one of its ``details`` that a why card asks for.
    """

    uid: str
    n: int
    question: str
    text: str
    file_text: str = ""
    original: str = ""
    block_id: str | None = None
    details: tuple[str, ...] = ()
    why: Reason | None = None
    kind: str = "answer"
    score: float = 1.0
    line: int | None = None
    position: int = 0
    tags: tuple[str, ...] = ()
    retired_why: str | None = None
    retired_at: int | None = None
    added_at: int = 0
    updated_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One way of asking for a point. ``due`` and memory are in :class:`flashcards.core.memory.Memory`.

    ``locked`` is a why card that is not asked: a new one before its point was recalled, or one whose reason is gone.
    """

    uid: str
    n: int
    point: str
    role: Role
    deck: str
    memory: Memory
    cloze: int = 0
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    suspended: bool = False
    buried_until: int | None = None
    draft: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A question with its living points, in the order of the file, and the source they stand in."""

    source: Source
    question: Question
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A named set of notes, nested by ``::``. ``None`` means: as the parent deck, else the default."""

    uid: str
    name: str
    desired_retention: float | None = None
    learn_steps: tuple[int, ...] | None = None
    relearn_steps: tuple[int, ...] | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    max_interval: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One time a tip was tried, on a study day: ``used``, or it did not fit; ``text`` is the user's sentence on it."""

    study_day: int
    used: bool
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file, with its place. ``severity`` is ``error``, ``warning`` or ``note``; lines count from 1."""

    line: int
    severity: str
    message: str
    file: str = field(default="")
