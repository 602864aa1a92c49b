"""From lines that may be points to proposed points: wording, score, small print, and conditions with their claim."""

from dataclasses import dataclass, replace

from flashcards.core import cloze
from flashcards.core.note import CardsMode
from flashcards.reading import advice, asides, wording
from flashcards.reading.advice import Score, Standing
from flashcards.reading.cue import line_of
from flashcards.reading.marks import Marked, take_marks
from flashcards.reading.outline import Node
from flashcards.reading.policy import Policy
from flashcards.reading.proposal import Detail, ProposedPoint
from flashcards.reading.reasons import reason_in

LONGEST_CONDITION = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One line that may be a point: its node, or for an answer on its question's own line only its text.

    ``text`` is without answer prefix and speaker, ``original`` as it stands; a line that is ``never`` a point is a
    name or a topic.
    """

    number: int
    text: str
    original: str
    node: Node | None
    standing: Standing
    speaker: str | None = None
    explicit: bool = False
    skip: bool = False
    card: bool = False
    never: bool = False


def points_of(lines: list[Line], kind: str, policy: Policy) -> tuple[ProposedPoint, ...]:
    """Return the points of one cue's lines, in order; ``kind`` is ``answer`` or ``advice``."""
    drafts = [_draft(line, kind, policy) for line in lines]
    if policy.cards is CardsMode.KEY:
        _join_conditions(lines, drafts)
    places = {line.node: index for index, line in enumerate(lines) if line.node is not None}
    details: dict[int, list[Detail]] = {}
    right_below: dict[int, list[str]] = {}
    for line, point in zip(lines, drafts, strict=True):
        home = _home(line.node, places, drafts) if not point.key else None
        if home is None or wording.is_joke_only(point.original):
            continue
        detail = Detail(point.line, _detail_text(point))
        details.setdefault(home, []).append(detail)
        if line.node is not None and line.node.parent is lines[home].node:
            right_below.setdefault(home, []).append(detail.text)
    for index, found in details.items():
        why = reason_in(drafts[index].text, right_below.get(index, ()))
        drafts[index] = replace(drafts[index], details=(*drafts[index].details, *found), why=why)
    return tuple(drafts)


def _home(node: Node | None, places: dict[Node, int], drafts: list[ProposedPoint]) -> int | None:
    """Return the nearest key line above, whose small print this line is."""
    above = (places[upper] for upper in node.ancestors() if upper in places) if node is not None else ()
    return next((index for index in above if drafts[index].key), None)


def _detail_text(point: ProposedPoint) -> str:
    return point.original if wording.is_address_only(point.original) else cloze.plain(point.text)


def _join_conditions(lines: list[Line], drafts: list[ProposedPoint]) -> None:
    """Put a condition ("다만 ...", "unless ...") into the answer of its claim: the line above it or right before it."""
    places = {line.node: index for index, line in enumerate(lines) if line.node is not None}
    latest: dict[Node | None, int] = {}
    for index, line in enumerate(lines):
        condition = drafts[index]
        parent = line.node.parent if line.node is not None else None
        claim = places.get(parent) if parent is not None else None
        if claim is None or not drafts[claim].key:
            claim = latest.get(parent)
        latest[parent] = index
        if claim is None or not drafts[claim].key or line.card or line.skip or not _is_condition(condition.text):
            continue
        latest[parent] = claim
        drafts[index] = replace(condition, key=False, reason="the condition of another point")
        drafts[claim] = _with_condition(drafts[claim], condition, below=lines[claim].node is parent)


def _is_condition(text: str) -> bool:
    return len(text) <= LONGEST_CONDITION and not text.endswith(("?", "？")) and asides.TRAVELS.is_in(line_of(text))


def _with_condition(claim: ProposedPoint, condition: ProposedPoint, *, below: bool) -> ProposedPoint:
    """Return a claim with its condition in parentheses; a line below becomes small print by itself."""
    text = f"{claim.text.rstrip('. ')} ({condition.text.rstrip('. ')})"
    small = claim.details if below else (*claim.details, Detail(condition.line, condition.text))
    return replace(claim, text=text, details=small)


def _draft(line: Line, kind: str, policy: Policy) -> ProposedPoint:
    marks = take_marks(line.text)
    text = wording.answer_text(marks.text) or line.text or line.original
    gaps = wording.as_cloze(text)
    score = Score(1.0, "cloze marks") if gaps else advice.score(marks.text, line.standing)
    if line.never and not gaps:
        score = Score(min(score.value, 0.2), "a name or a topic", never=True)
    shaped = gaps or wording.as_steps(text) or wording.as_contrast(text)
    card = marks.card or line.card
    marked = bool(gaps) or card or line.explicit
    own = Marked(marks.text, card=card, skip=marks.skip or line.skip)
    reason = "marked #skip" if own.skip else "marked #card" if card else score.reason
    return ProposedPoint(
        line=line.number,
        text=shaped or text,
        original=line.original,
        score=score.value,
        key=policy.is_key(score, own, marked=marked),
        kind="cloze" if shaped else kind,
        reason=reason,
        tags=marks.tags,
        block_id=marks.block_id,
        marked=marked,
        urls=wording.addresses(line.original),
        speaker=line.speaker,
    )
