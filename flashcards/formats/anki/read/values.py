"""What an Anki package holds, as plain values: times are epoch ms, days count from 1970."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Template:
    """One way in which a note type asks: its name and the HTML of question and answer, with fields in braces."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note: the names of its fields, and its templates (of a cloze type one, for every number)."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    cloze: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """What a deck schedules by: FSRS parameters (empty: none), desired retention, steps (s), limits (None: unset)."""

    parameters: tuple[float, ...] = ()
    desired_retention: float | None = None
    learn_steps: tuple[int, ...] | None = None
    relearn_steps: tuple[int, ...] | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    max_interval: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A row of Anki's log. ``ivl`` is days, or seconds where negative.

    ``type`` is 0 learning, 1 review, 2 relearning, 3 in a filtered deck, 4 and 5 moved by hand.
    """

    id: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as it stands. ``type`` is 0 new, 1 learning, 2 review, 3 relearning.

    ``due_day`` is a day number (None unless it is due on a day), ``due_at`` an instant in ms (None unless in
    learning), ``position`` its place among the new ones. ``stability`` and ``difficulty`` are FSRS's, None where Anki
    had none; ``factor`` is SM-2's ease in thousandths.
    """

    id: int
    ord: int
    deck: str
    type: int
    due_day: int | None = None
    due_at: int | None = None
    position: int = 0
    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: int | None = None
    """When it was last answered (ms), None where Anki does not say."""
    log: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: its fields are HTML, as Anki keeps them; ``changed`` is when it last was (ms)."""

    id: int
    guid: str
    changed: int
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Everything in a package: its notes in the order they were made, and what its decks schedule by."""

    notes: tuple[Note, ...]
    presets: Mapping[str, Preset] = field(default_factory=dict)
    rollover: int = 4
    unread: int = 0
    """How many cards had no note, no note type or no template, or stood there twice, and so cannot be shown."""
