"""Notes that changed after they were planned: read and planned again, with what was chosen so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.reading.identity import match
from flashcards.reading.plan import Known, KnownPoint, KnownQuestion
from flashcards.reading.proposal import Proposal
from flashcards.services import adding, gathering
from flashcards.services.adding import Options, Planned
from flashcards.services.desk import Desk
from flashcards.services.verdicts import Choice, Place


@dataclass(frozen=True, slots=True)
class Reread:
    """A plan of the file as it stands now; ``places`` tells where each line that is still there stands in it."""

    planned: Planned
    places: Mapping[Place, Place]

    def carried(self, choices: Iterable[Choice]) -> list[Choice]:
        """Return choices on lines that are still there, in their places of now."""
        places = ((one, self.places.get(one.place)) for one in choices)
        return [replace(one, question=place[0], point=place[1]) for one, place in places if place is not None]


def is_touched(planned: Planned) -> bool:
    """Tell whether the file of a plan may say something else now: it was written to, or is gone."""
    try:
        stat = Path(planned.text.path).stat()
    except OSError:
        return True
    return (stat.st_mtime_ns, stat.st_size) != (planned.text.mtime_ns, planned.text.size)


def reread(desk: Desk, planned: Planned) -> Reread | None:
    """Read the file of a plan again and plan it as it was asked for then; None if its words did not change.

    Raises BadInput if the file cannot be read any more.
    """
    text = gathering.read_file(Path(planned.text.path))
    if text.hash == planned.text.hash:
        return None
    fresh = adding.plan(desk, replace(text, name=planned.text.name), _asked(planned))
    return Reread(fresh, _places(planned.plan.proposal, fresh.plan.proposal))


def _asked(planned: Planned) -> Options:
    """Return what the user asked for, without what is remembered of the source: its file may say otherwise now."""
    source, options = planned.source, planned.options
    if source is None:
        return options
    return replace(
        options,
        cards=None if options.cards == source.cards else options.cards,
        min_score=None if options.min_score == source.min_score else options.min_score,
    )


def _places(before: Proposal, now: Proposal) -> dict[Place, Place]:
    """Find the lines of one reading in another, as known lines are found in a file that changed."""
    named = {f"{place[0]}.{place[1]}": place for place in _each(before)}
    found = {one.uid: (one.question, one.point) for one in match(now, _as_known(before)).points if one.uid is not None}
    return {place: found[name] for name, place in named.items() if name in found}


def _each(proposal: Proposal) -> Iterable[Place]:
    return ((at, index) for at, question in enumerate(proposal.questions) for index in range(len(question.points)))


def _as_known(proposal: Proposal) -> Known:
    questions = tuple(
        KnownQuestion(
            uid=str(at), text=one.text, original=one.original, section=one.section, line=one.line, asked=one.asked
        )
        for at, one in enumerate(proposal.questions)
    )
    points = tuple(
        KnownPoint(
            uid=f"{at}.{index}", question=str(at), text=(one := proposal.questions[at].points[index]).text,
            original=one.original, line=one.line, block_id=one.block_id, retired_why=None,
        )
        for at, index in _each(proposal)
    )  # fmt: skip
    return Known(questions=questions, points=points)
