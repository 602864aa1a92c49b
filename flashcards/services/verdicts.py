"""What a user can say about a proposed point, and under which name that is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flashcards.reading.normal import text_hash
from flashcards.reading.proposal import Proposal

Place = tuple[int, int]
"""A proposed point by its indices: ``proposal.questions[question].points[point]``."""


class Verdict(StrEnum):
    """What becomes of a line: a card, nothing, a card for each part, or a draft that waits to be accepted."""

    ACCEPT = "accept"
    DROP = "drop"
    SPLIT = "split"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict on ``proposal.questions[question].points[point]``.

    ACCEPT with one text is the user's own wording (the file's text takes the file's back), SPLIT has the texts of two
    or more parts. ``merge_into`` is the uid of a point that an accepted line becomes a mention of.
    """

    question: int
    point: int
    verdict: Verdict
    texts: tuple[str, ...] = ()
    merge_into: str | None = None

    @property
    def place(self) -> Place:
        """The point that is meant."""
        return self.question, self.point


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict as the store remembers it for a line of a source: ``accept``, ``drop`` or ``split``."""

    verdict: str
    texts: tuple[str, ...] = ()


def remembered(proposal: Proposal, decisions: Mapping[str, Decision]) -> dict[Place, Choice]:
    """Return what was decided about the lines of a proposal, by place; a line whose words changed is open again."""
    if not decisions:
        return {}
    found = {}
    for at, question in enumerate(proposal.questions):
        for index, point in enumerate(question.points):
            decision = decisions.get(text_hash(point.original))
            if decision is not None:
                found[at, index] = Choice(at, index, Verdict(decision.verdict), decision.texts)
    return found
