"""Builders of proposals, and of what a store would know after keeping one."""

from dataclasses import dataclass, replace

from flashcards.reading.plan import Known, KnownPoint, KnownQuestion, Plan, PointMatch
from flashcards.reading.proposal import Header, Proposal, ProposedPoint, ProposedQuestion


@dataclass(frozen=True, slots=True)
class Line:
    """A point to write down: its text and what else is said of it."""

    text: str
    key: bool = True
    block_id: str | None = None
    original: str = ""


def asked(text: str, *lines: str | Line, section: tuple[str, ...] = ()) -> ProposedQuestion:
    """Return a question with its points; :func:`proposal` sets the line numbers."""
    points = []
    for given in lines:
        line = Line(given) if isinstance(given, str) else given
        points.append(
            ProposedPoint(
                line=0,
                text=line.text,
                original=line.original or line.text,
                score=1.0 if line.key else 0.2,
                key=line.key,
                kind="answer",
                reason="",
                block_id=line.block_id,
            )
        )
    return ProposedQuestion(line=0, text=text, original=text, section=section, points=tuple(points))


def proposal(*questions: ProposedQuestion, start: int = 1) -> Proposal:
    """Return a proposal whose lines are counted from ``start``."""
    line, placed = start, []
    for question in questions:
        here = line
        line += 1
        points = []
        for point in question.points:
            points.append(replace(point, line=line))
            line += 1
        placed.append(replace(question, line=here, points=tuple(points)))
    return Proposal(file="notes.md", header=Header(title="notes"), questions=tuple(placed))


def known_from(read: Proposal, retired: dict[str, str] | None = None) -> Known:
    """Return what is known once ``read`` is stored; ``retired`` gives reasons by the text of the point.

    A point's uid is ``p<question>.<point>``, a question's ``q<question>``.
    """
    reasons = retired or {}
    return Known(
        questions=tuple(
            KnownQuestion(
                uid=f"q{at}",
                text=question.text,
                original=question.original,
                section=question.section,
                line=question.line,
                asked=question.asked,
            )
            for at, question in enumerate(read.questions)
        ),
        points=tuple(
            KnownPoint(
                uid=f"p{at}.{index}",
                question=f"q{at}",
                text=point.text,
                original=point.original,
                line=point.line,
                block_id=point.block_id,
                retired_why=reasons.get(point.text),
            )
            for at, question in enumerate(read.questions)
            for index, point in enumerate(question.points)
            if point.key
        ),
    )


def found(plan: Plan, text: str) -> PointMatch:
    """Return the match of the first planned point that reads ``text``."""
    for match in plan.points:
        if plan.proposal.questions[match.question].points[match.point].text == text:
            return match
    raise AssertionError(f"{text!r} is not in the plan")
