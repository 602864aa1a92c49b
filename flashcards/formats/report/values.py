"""What a report says, as plain values: made by a service, drawn by :mod:`.html` and :mod:`.md`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flashcards.core.note import Source
from flashcards.core.progress import Status

ORDER = (Status.LEARNED, Status.LAPSED, Status.LEARNING, Status.NEW, Status.RETIRED)
"""Statuses as bars and counts show them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated line below a tip: what was said of it, such as ``applied`` or ``plan``, and the sentence."""

    date: dt.date
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """A tip with its status and ``why`` it has it, in words; ``facts`` stand beside the status.

    ``recall`` is the chance of recall now, 0..1, None before the first answer and once it is retired; ``slipping`` says
    that it lies below what is desired. ``also`` names the other sources that say the tip.
    """

    uid: str
    n: int
    question: str
    text: str
    status: Status
    why: str
    facts: tuple[str, ...] = ()
    applied: int = 0
    recall: float | None = None
    slipping: bool = False
    also: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its tips. ``asked`` is false where a section title stands in for a question."""

    text: str
    tips: tuple[Tip, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """The questions below the same headings of the notes; ``path`` is empty where there are none."""

    path: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Tips by status, how many were applied, how many answered and not retired, and the sum of their recall."""

    by_status: Counter[Status] = field(default_factory=Counter)
    applied: int = 0
    begun: int = 0
    recalled: float = 0.0

    @property
    def tips(self) -> int:
        """All tips."""
        return self.by_status.total()

    @property
    def living(self) -> int:
        """All but the retired ones."""
        return self.tips - self.by_status[Status.RETIRED]


@dataclass(frozen=True, slots=True)
class Part:
    """A source with its tips, also those that it says after another source."""

    source: Source
    sections: tuple[Section, ...]

    @property
    def tips(self) -> Iterator[Tip]:
        """Its tips in the order of the notes."""
        return (tip for section in self.sections for question in section.questions for tip in question.tips)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was learned as of a day; ``rule`` says in words what learned means.

    ``weeks`` are (Monday, tips learned at the end of that week), the last one today's.
    """

    title: str
    day: dt.date
    rule: str
    streak: int
    parts: tuple[Part, ...]
    weeks: Sequence[tuple[dt.date, int]] = ()

    @property
    def tips(self) -> list[Tip]:
        """Every tip once."""
        return list({tip.uid: tip for part in self.parts for tip in part.tips}.values())

    @property
    def slipping(self) -> list[Tip]:
        """The tips whose recall lies below what is desired, the weakest first."""
        return sorted((tip for tip in self.tips if tip.slipping), key=lambda tip: (tip.recall or 0.0, tip.n))


def tally(tips: Iterable[Tip]) -> Tally:
    """Count some tips."""
    found = list(tips)
    chances = [tip.recall for tip in found if tip.recall is not None]
    return Tally(
        Counter(tip.status for tip in found), sum(tip.applied > 0 for tip in found), len(chances), sum(chances)
    )
