"""Deciding on a plan, line by line, before anything is stored: accept, drop, split, or later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.core.note import Problem
from flashcards.reading.lint import lint
from flashcards.reading.plan import Change, KnownPoint, Plan, PointMatch
from flashcards.reading.proposal import ProposedPoint
from flashcards.services.desk import Desk
from flashcards.services.laying import lay
from flashcards.services.merging import Similar, merge
from flashcards.services.verdicts import Choice, Place, Verdict

if TYPE_CHECKING:
    from flashcards.services.adding import Planned

__all__ = ["Candidate", "Choice", "Similar", "Verdict", "candidates", "decide", "near"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposed point with everything that a verdict on it depends on.

    ``change`` is None for a line that is neither key nor known. ``old`` is the text that the file had before, ``own``
    the user's earlier wording. ``verdict`` and ``texts`` say what storing the plan as it is would do. ``problems`` are
    what makes it a poor card, ``similar`` the known points that it nearly says again.
    """

    question: int
    point: int
    proposed: ProposedPoint
    change: Change | None
    uid: str | None
    old: str | None
    own: str | None
    verdict: Verdict
    texts: tuple[str, ...]
    problems: tuple[Problem, ...]
    similar: tuple[Similar, ...]


def candidates(desk: Desk, planned: "Planned") -> tuple[Candidate, ...]:  # noqa: ARG001  part of every service's first words
    """Return every proposed point in the order of the file, key or not, with its present verdict."""
    plan = planned.plan
    matches: dict[Place, PointMatch] = {}
    for one in (*plan.points, *plan.dropped):
        matches.setdefault((one.question, one.point), one)
    problems: dict[int, list[Problem]] = {}
    for problem in lint(plan.proposal):
        problems.setdefault(problem.line, []).append(problem)
    similar = near(planned)
    known = {one.uid: one for one in planned.ground.known.points}
    found = []
    for at, question in enumerate(plan.proposal.questions):
        for index, proposed in enumerate(question.points):
            place = (at, index)
            match = matches.get(place)
            verdict, texts = _present(planned, place, match, known)
            found.append(
                Candidate(
                    question=at,
                    point=index,
                    proposed=proposed,
                    change=match.change if match else None,
                    uid=match.uid if match else None,
                    old=match.old if match else None,
                    own=match.own if match else None,
                    verdict=verdict,
                    texts=texts,
                    problems=tuple(problems.get(proposed.line, ())),
                    similar=similar.get(place, ()),
                )
            )
    return tuple(found)


def decide(planned: "Planned", choices: Sequence[Choice]) -> "Planned":
    """Return the plan in which the user chose so; storing it does what was chosen and remembers it.

    Choices made earlier stand unless the same point is chosen again. Nothing is stored here.
    """
    chosen = dict(planned.ground.choices) | {choice.place: choice for choice in choices}
    ground = replace(planned.ground, choices=chosen)
    return replace(planned, ground=ground, plan=merge(lay(ground, planned.plan), planned.elsewhere))


def near(planned: "Planned") -> dict[Place, tuple[Similar, ...]]:
    """Return the known points that the plan's new ones nearly say again."""
    plan = planned.plan
    found = [((one.question, one.point), _question(plan, one), plan.text(one)) for one in plan.new if not one.part]
    return planned.elsewhere.near(found)


def _present(
    planned: "Planned", place: Place, match: PointMatch | None, points: dict[str, KnownPoint]
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict in force: chosen, else what is known of the point, else remembered, else by its score."""
    ground = planned.ground
    chosen, before = ground.choices.get(place), ground.remembered.get(place)
    if chosen is not None:
        return chosen.verdict, chosen.texts
    if before is not None and (match is None or before.verdict is Verdict.SPLIT):
        return before.verdict, before.texts
    if match is None:
        return Verdict.DROP, ()
    known = points.get(match.uid or "")
    if known is not None and known.retired_why is not None and match.change is not Change.BACK:
        return Verdict.DROP, ()
    return (Verdict.LATER if known is not None and known.draft else Verdict.ACCEPT), ()


def _question(plan: Plan, one: PointMatch) -> str:
    return plan.proposal.questions[one.question].text
