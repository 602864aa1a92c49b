"""Reads fixture notes and shows a proposal in the short forms that the tests compare."""

from pathlib import Path

from flashcards.core.note import CardsMode
from flashcards.reading.proposal import Proposal, ProposedPoint, ProposedQuestion
from flashcards.reading.read import decode, read_notes

NOTES = Path(__file__).parent / "notes"


def proposal_of(name: str, cards: CardsMode | None = None) -> Proposal:
    return read_notes(decode((NOTES / name).read_bytes(), file=name), file=name, cards=cards)


def read(text: str, cards: CardsMode | None = None, min_score: float | None = None) -> Proposal:
    return read_notes(text, file="notes.md", cards=cards, min_score=min_score)


def answers(proposal: Proposal) -> dict[int, list[int]]:
    """Return the lines that answer each asked question, by the question's line."""
    return {q.line: list(q.answer_lines) for q in proposal.questions if q.asked}


def cues(proposal: Proposal) -> dict[str, list[int]]:
    """Return the lines under each section cue, by the cue's text."""
    return {q.text: [point.line for point in q.points] for q in proposal.questions if not q.asked}


def question(proposal: Proposal, line: int) -> ProposedQuestion:
    return next(q for q in proposal.questions if q.line == line and q.asked)


def points(proposal: Proposal) -> dict[int, ProposedPoint]:
    return {point.line: point for q in proposal.questions for point in q.points}


def keys(proposal: Proposal) -> list[int]:
    """Return the lines that become cards."""
    return sorted(line for line, point in points(proposal).items() if point.key)


def shape(text: str) -> str:
    """Write what notes become: ``?`` an asked question, ``§`` a title in its place, ``=`` a card's answer."""
    lines: list[str] = []
    for found in read(text).questions:
        keys = [point for point in found.points if point.key]
        if keys:
            lines.append(f"{'?' if found.asked else '§'} {found.text}")
            lines += [f"  = {point.text}" + (f" ({point.speaker})" if point.speaker else "") for point in keys]
    return "\n".join(lines)
