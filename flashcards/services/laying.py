"""A proposal laid over what is known of its source, with what the user chose and chose before: the plan of one file.

Split lines are taken apart before they are matched, so that each part is a point with an identity of its own, and
put together again in the plan, whose indices are always those of the proposal as it was read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from flashcards.core import cloze
from flashcards.reading.identity import match
from flashcards.reading.plan import Change, Known, KnownPoint, Plan, PointMatch
from flashcards.reading.proposal import Proposal, ProposedPoint, ProposedQuestion
from flashcards.services.merging import still_mentions
from flashcards.services.verdicts import Choice, Place, Verdict

Choices = Mapping[Place, Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a plan is laid on: the proposal as read, what is known, and what the user decided before and chose now.

    ``take_file`` gives reworded lines the file's words where the user had words of their own; ``asks_why`` says whether
    why cards are made.
    """

    proposal: Proposal
    known: Known
    remembered: Choices = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)
    take_file: bool = False
    asks_why: bool = False

    def parts(self, place: Place) -> tuple[str, ...]:
        """Return the texts of the cards that a line is split into, none for a whole line."""
        chosen, before = self.choices.get(place), self.remembered.get(place)
        if chosen is not None and chosen.verdict in {Verdict.SPLIT, Verdict.ACCEPT}:
            return chosen.texts if chosen.verdict is Verdict.SPLIT else ()
        return before.texts if before is not None and before.verdict is Verdict.SPLIT else ()

    def is_wanted(self, place: Place, *, key: bool) -> bool:
        """Tell whether a line that is not known becomes a card."""
        ruling = self.choices.get(place) or self.remembered.get(place)
        return key if ruling is None else ruling.verdict is not Verdict.DROP


def lay(ground: Ground, before: Plan | None = None) -> Plan:
    """Return what storing would do. ``before`` is the plan that was chosen from: a line split now keeps its card."""
    expanded, origins = _expand(ground)
    found = match(expanded, ground.known)
    living = {point.uid: point for point in ground.known.points if point.retired_why is None}
    points = [_folded(one, origins) for one in found.points]
    if before is not None:
        points = _keep_split(ground, points, before, living)
    points, left = _keep_homes([one for one in points if not _is_unwanted(ground, one)], ground)
    settled = [_settled(ground, one, living) for one in points]
    here = {one.uid for one in points}
    gone = [point for point in found.gone if point.uid not in here and point.mention is None and not point.also_in]
    away = [point for point in found.gone if point.mention or (point.uid not in here and point.also_in)]
    return Plan(
        proposal=ground.proposal,
        questions=tuple(
            replace(one, own=None) if ground.take_file and one.old is not None else one for one in found.questions
        ),
        points=tuple(one for one in settled if not _is_dropped(ground, one, living)),
        gone=tuple(gone),
        elsewhere=(*away, *left),
        dropped=tuple(one for one in settled if _is_dropped(ground, one, living)),
        chosen=len(ground.choices),
        asks_why=ground.asks_why,
    )


def _expand(ground: Ground) -> tuple[Proposal, list[list[tuple[int, str | None]]]]:
    """Return the proposal with split lines taken apart, and for each of its points the index and part it came from."""
    questions, origins = [], []
    for at, question in enumerate(ground.proposal.questions):
        points = list(_expanded_points(ground, at, question))
        questions.append(replace(question, points=tuple(point for point, _origin in points)))
        origins.append([origin for _point, origin in points])
    return replace(ground.proposal, questions=tuple(questions)), origins


def _expanded_points(
    ground: Ground, at: int, question: ProposedQuestion
) -> Iterator[tuple[ProposedPoint, tuple[int, str | None]]]:
    for index, point in enumerate(question.points):
        key = ground.is_wanted((at, index), key=point.key)
        parts = ground.parts((at, index))
        if not parts:
            yield (point if key == point.key else replace(point, key=key)), (index, None)
        for number, part in enumerate(parts):
            yield part_of(replace(point, key=key), part, first=number == 0), (index, part)


def part_of(point: ProposedPoint, text: str, *, first: bool) -> ProposedPoint:
    """Return one part of a split line as a point; details, with the reason, and block id stay with the first."""
    kind = "cloze" if cloze.numbers(text) else "answer" if point.kind == "cloze" else point.kind
    return replace(
        point, text=text, original=text, kind=kind, both_ways=False,
        details=point.details if first else (), why=point.why if first else None,
        block_id=point.block_id if first else None,
    )  # fmt: skip


def _folded(one: PointMatch, origins: list[list[tuple[int, str | None]]]) -> PointMatch:
    index, part = origins[one.question][one.point]
    return replace(one, point=index, part=part)


def _keep_split(
    ground: Ground, points: list[PointMatch], before: Plan, living: dict[str, KnownPoint]
) -> list[PointMatch]:
    """Give the card of a line that is split now to its first part, unless a part is recognised as it anyway."""
    recognised = {one.uid for one in points}
    kept = {(one.question, one.point): one for one in reversed(before.points) if one.uid in living}
    for at, one in enumerate(points):
        choice = ground.choices.get((one.question, one.point))
        if one.uid is not None or one.part is None or choice is None:
            continue
        whole = kept.get((one.question, one.point))
        if whole is not None and whole.uid not in recognised and choice.verdict is Verdict.SPLIT:
            old = living[str(whole.uid)].text
            points[at] = replace(whole, part=one.part, change=Change.REWORDED, old=old, own=None)
            recognised.add(whole.uid)
    return points


def _keep_homes(points: list[PointMatch], ground: Ground) -> tuple[list[PointMatch], list[KnownPoint]]:
    """Settle which lines are homes and which mentions; return also the mentions that stand here no more.

    A point whose home line left is at home in another of its lines in this file. A mention that says something else by
    now becomes a point of its own.
    """
    home = {point.uid for point in ground.known.points if point.mention is None}
    mentions = {point.mention: point for point in ground.known.points if point.mention is not None}
    settled = {one.uid for one in points if one.mention is None}
    found, freed = [], []
    for one in points:
        if one.mention is None:
            found.append(one)
            continue
        mention, text = mentions[one.mention], one.part or _proposed(ground, one).text
        if not still_mentions(mention.says, text, reworded=one.change is Change.REWORDED):
            freed.append(mention)
            new = replace(one, uid=None, change=Change.NEW, similarity=0.0, old=None, own=None, mention=None)
            found.append(replace(new, has_why=False))
        elif one.uid in home and one.uid not in settled:
            settled.add(one.uid)
            freed.append(mention)
            found.append(replace(one, mention=None, change=Change.MOVED if one.change is Change.SAME else one.change))
        else:
            found.append(one)
    return found, freed


def _proposed(ground: Ground, one: PointMatch) -> ProposedPoint:
    return ground.proposal.questions[one.question].points[one.point]


def _settled(ground: Ground, one: PointMatch, living: dict[str, KnownPoint]) -> PointMatch:
    """Return a match as the user chose it to be."""
    if ground.take_file and one.change is Change.REWORDED:
        one = replace(one, own=None)
    choice = ground.choices.get((one.question, one.point))
    if choice is None or choice.verdict is Verdict.DROP:
        remembered = ground.remembered.get((one.question, one.point))
        if choice is None and remembered is not None and one.uid is None and one.part is None:
            return replace(one, own=_own(ground, one, remembered))
        return one
    if choice.merge_into is not None and one.uid is None:
        return replace(one, uid=choice.merge_into, change=Change.MENTIONED)
    known = living.get(one.uid or "")
    if choice.verdict is Verdict.LATER:
        one = replace(one, draft=True)
    elif known is not None and known.draft:
        one = replace(one, draft=False)
    if one.uid is not None and known is None and one.change not in {Change.NEW, Change.MENTIONED}:
        one = replace(one, change=Change.BACK)
    return replace(one, own=_own(ground, one, choice)) if choice.texts and one.part is None else one


def _own(ground: Ground, one: PointMatch, choice: Choice) -> str | None:
    """Return the user's words if they are others than the file's."""
    text = choice.texts[0] if choice.texts and choice.verdict is Verdict.ACCEPT else None
    return None if text == _proposed(ground, one).text else text


def _is_unwanted(ground: Ground, one: PointMatch) -> bool:
    """Tell whether a line that was a mention once was dropped for good."""
    place = (one.question, one.point)
    before = ground.remembered.get(place)
    was_dropped = before is not None and before.verdict is Verdict.DROP and place not in ground.choices
    return was_dropped and one.mention is not None and one.change is Change.BACK


def _is_dropped(ground: Ground, one: PointMatch, living: dict[str, KnownPoint]) -> bool:
    choice = ground.choices.get((one.question, one.point))
    return choice is not None and choice.verdict is Verdict.DROP and one.uid in living
