"""Questions and points of both sides, reduced to what is compared, and the places at which equals are sought."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from flashcards.reading.normal import normalise
from flashcards.reading.plan import LEFT_THE_SOURCE, Known, KnownPoint, KnownQuestion
from flashcards.reading.proposal import Proposal, ProposedPoint, ProposedQuestion
from flashcards.reading.similarity import weight

SHORT = 8
"""Text of less weight says too little to be recognised away from its question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question or a point of one side.

    ``at`` is its index on its side; ``text`` and ``original`` are normalised, ``weight`` is that of the text.
    ``home`` is the question that a point stands under: an index in the proposal or a known uid. Of equals, those
    of lower ``rank`` are paired first.
    """

    at: int
    text: str
    original: str
    line: int
    rank: int
    section: tuple[str, ...]
    weight: int = 0
    home: int | str = ""
    block_id: str | None = None


Key = Callable[[Entry], Hashable]
"""What two entries must have in common; ``None`` takes no part."""


def proposed_questions(proposal: Proposal) -> Iterator[Entry]:
    """Yield the questions of a proposal; those without a key point come last among equals."""
    for at, question in enumerate(proposal.questions):
        text, original = _forms(question)
        yield Entry(
            at=at,
            text=text,
            original=original,
            line=question.line,
            rank=int(not any(point.key for point in question.points)),
            section=section_path(question.section),
        )


def known_questions(known: Known) -> Iterator[Entry]:
    """Yield the questions of a source; those without a living point come last among equals."""
    alive = {point.question for point in known.points if point.retired_why is None}
    for at, question in enumerate(known.questions):
        text, original = _forms(question)
        yield Entry(
            at=at,
            text=text,
            original=original,
            line=question.line or 0,
            rank=int(question.uid not in alive),
            section=section_path(question.section),
        )


def proposed_points(proposal: Proposal) -> Iterator[Entry]:
    """Yield the points of a proposal, question by question; key points come first among equals."""
    at = 0
    for home, question in enumerate(proposal.questions):
        section = section_path(question.section)
        for point in question.points:
            text, original = _forms(point)
            yield Entry(
                at=at,
                text=text,
                original=original,
                weight=weight(text),
                line=point.line,
                rank=int(not point.key),
                section=section,
                home=home,
                block_id=point.block_id,
            )
            at += 1


def known_points(known: Known) -> Iterator[Entry]:
    """Yield the points of a source: among equals the living first, then those the user retired."""
    sections = {question.uid: section_path(question.section) for question in known.questions}
    ranks = {None: 0, LEFT_THE_SOURCE: 2}
    for at, point in enumerate(known.points):
        text, original = _forms(point)
        yield Entry(
            at=at,
            text=text,
            original=original,
            weight=weight(text),
            line=point.line or 0,
            rank=ranks.get(point.retired_why, 1),
            section=sections.get(point.question, ()),
            home=point.question,
            block_id=point.block_id,
        )


def _forms(line: ProposedQuestion | KnownQuestion | ProposedPoint | KnownPoint) -> tuple[str, str]:
    """Return a line's text and original, normalised; without an original the text stands in for it."""
    text = normalise(line.text)
    return text, text if line.original in ("", line.text) else normalise(line.original)


def section_path(section: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path of headings in the form in which equal ones are equal."""
    return tuple(normalise(heading) for heading in section)


def same_section(entry: Entry) -> Hashable:
    """Place an entry under its path of headings."""
    return entry.section


def anywhere(_: Entry) -> Hashable:
    """Place every entry in the one source."""
    return ()


def section_if_telling(entry: Entry) -> Hashable:
    """Place text under its headings if it says enough to be recognised without its question."""
    return entry.section if entry.weight >= SHORT else None


def anywhere_if_telling(entry: Entry) -> Hashable:
    """Place text in the one source if it says enough to be recognised without its question."""
    return () if entry.weight >= SHORT else None
